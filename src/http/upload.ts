import busboy from "busboy";
import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { Refusal } from "../refusal.js";
import { HttpRefusal } from "./http-refusal.js";
import { boundedBody } from "./json-body.js";
import { MAX_FILE_NAME_LENGTH, MAX_UPLOAD_BYTES, MAX_UPLOAD_PARTS } from "./limits.js";

/** A file on its way in: its name where the sender gave one, and its bytes as they come. */
export interface Upload {
  readonly fileName?: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Has `work` take the file that a request carries: the body itself, or the one part `file` of a form (RFC 7578). The bytes
 * end well only where all of the request was right, so that whoever reads them to the end has a file that was meant.
 * Nothing is held but what is under way.
 */
export async function takeUpload<Result>(
  request: IncomingMessage,
  work: (upload: Upload) => Promise<Result>,
): Promise<Result> {
  const encoding = request.headers["content-encoding"];
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new HttpRefusal(415, "unsupported", `the body is declared as ${encoding}-encoded; send the file as it is`);
  }
  if (!/^multipart\//i.test(request.headers["content-type"] ?? "")) {
    return work({ body: boundedBody(request, MAX_UPLOAD_BYTES) });
  }
  const form = new FormUpload(request);
  try {
    return await work(await form.file());
  } finally {
    form.release();
  }
}

/** A form that is read up to its file, and on from there only as fast as the file is. */
class FormUpload {
  readonly #request: IncomingMessage;
  readonly #form: busboy.Busboy;
  #fault: Error | undefined;
  #wake = (): void => {};

  constructor(request: IncomingMessage) {
    this.#request = request;
    const limits = { files: MAX_UPLOAD_PARTS, fields: MAX_UPLOAD_PARTS, parts: MAX_UPLOAD_PARTS, fieldSize: 1_024 };
    try {
      this.#form = busboy({ headers: request.headers, defParamCharset: "utf8", limits });
    } catch (error) {
      throw malformedForm(error);
    }
  }

  file(): Promise<Upload> {
    const form = this.#form;
    return new Promise((resolve, reject) => {
      let found = false;
      const ended = new Promise<void>((resolveEnd) => form.once("close", resolveEnd));
      form.on("file", (name, stream, { filename }) => {
        // The form's own error tells more than that of the file which it takes down.
        stream.on("error", () => {});
        if (name !== "file" || found) {
          this.#fault ??= unknownPart(name);
          stream.resume();
          return;
        }
        found = true;
        const body = this.#bytes(stream, ended);
        resolve(filename === undefined ? { body } : { body, fileName: filename.slice(0, MAX_FILE_NAME_LENGTH) });
      });
      form.on("field", (name) => (this.#fault ??= unknownPart(name)));
      form.on("error", (error) => (this.#fault ??= malformedForm(error)));
      form.on("drain", () => this.#wake());
      form.on("close", () => {
        this.#wake();
        if (!found) reject(this.#fault ?? partMissing());
      });
      void this.#pump();
    });
  }

  /** Lets go of what is left of the form, so that the connection can carry the answer. */
  release(): void {
    this.#form.destroy();
  }

  async *#bytes(stream: Readable, ended: Promise<void>): AsyncGenerator<Uint8Array> {
    try {
      yield* stream as AsyncIterable<Uint8Array>;
    } catch (error) {
      throw this.#fault ?? error;
    }
    await ended;
    if (this.#fault !== undefined) throw this.#fault;
  }

  /** Moves the body into the form. Written by hand: `pipe` tells no errors, `pipeline` would take the connection down. */
  async #pump(): Promise<void> {
    const form = this.#form;
    try {
      for await (const chunk of boundedBody(this.#request, MAX_UPLOAD_BYTES)) {
        if (!form.destroyed && !form.write(chunk)) await new Promise<void>((resolve) => (this.#wake = resolve));
        if (form.destroyed) return;
      }
      form.end();
    } catch (error) {
      this.#fault ??= error as Error;
      form.destroy(error as Error);
    }
  }
}

function partMissing(): Refusal {
  return new Refusal("invalid", "the form has no file; send it as the part named file", { path: "file" });
}

function unknownPart(name: string): Refusal {
  return new Refusal("invalid", `the form holds ${JSON.stringify(name)} too; send one part, the file, named file`, {
    path: name,
  });
}

function malformedForm(error: unknown): HttpRefusal {
  const reason = error instanceof Error ? error.message : String(error);
  return new HttpRefusal(400, "malformed", `the form cannot be read: ${reason}`);
}

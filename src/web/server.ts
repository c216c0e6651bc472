import type { ProblemJson } from "../http/contract.js";
import { announceServer } from "./server-state.js";
import { askForToken, token } from "./token.js";

/** What the page asks of the server: the public contract, and nothing else. */

/** The server answered with a problem (RFC 9457). */
export class ServerProblem extends Error {
  readonly problem: ProblemJson;
  /** The version that is current, where the problem is that another one was built on. */
  readonly etag: string | undefined;

  constructor(problem: ProblemJson, etag: string | undefined) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.etag = etag;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The server did not answer at all. */
export class ServerGone extends Error {}

export interface Asking {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Parameters of the address; those that are `undefined` or empty are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly json?: unknown;
  /** A file, sent as it is. */
  readonly file?: Blob;
  readonly ifMatch?: string | undefined;
  /** Sent as `If-None-Match: *`: there must be none yet. */
  readonly onlyNew?: boolean;
  /** The language that messages are to be in. */
  readonly language?: string;
  readonly respondAsync?: boolean;
  /** JSON where absent. */
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

export interface Answered<Json> {
  readonly status: number;
  readonly json: Json;
  readonly etag: string | undefined;
  readonly headers: Headers;
}

/** Asks for JSON. Throws {@link ServerProblem} or {@link ServerGone}; asks the reader for the token where one is needed. */
export async function ask<Json>(path: string, asking: Asking = {}): Promise<Answered<Json>> {
  const response = await answered(path, asking);
  const text = await response.text();
  const json = (text === "" ? undefined : JSON.parse(text)) as Json;
  return { status: response.status, json, etag: response.headers.get("etag") ?? undefined, headers: response.headers };
}

/** Asks for a file. */
export async function askFile(
  path: string,
  asking: Asking = {},
): Promise<{ blob: Blob; name: string; headers: Headers }> {
  const response = await answered(path, asking);
  const { headers } = response;
  return { blob: await response.blob(), name: fileNameOf(headers.get("content-disposition") ?? ""), headers };
}

/**
 * The data of server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html), one by one until the server
 * ends them. Read by hand: the browser's own `EventSource` shows no token.
 */
export async function* openStream(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  const { body } = await answered(path, { accept: "text/event-stream", ...(signal === undefined ? {} : { signal }) });
  if (body === null) return;
  let text = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await next(reader); !read.done; read = await next(reader)) {
      text += read.value;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const data = event.split("\n").filter((line) => line.startsWith("data:"));
        if (data.length > 0) yield data.map((line) => line.slice(5).trim()).join("\n");
      }
    }
  } finally {
    void reader.cancel().catch(() => {});
  }
}

/** A connection that breaks while events come is a server that is gone. */
async function next(reader: ReadableStreamDefaultReader<string>) {
  try {
    return await reader.read();
  } catch (error) {
    announceServer("gone");
    throw new ServerGone("the server does not answer", { cause: error });
  }
}

async function answered(path: string, asking: Asking): Promise<Response> {
  for (;;) {
    const shown = token();
    const response = await fetched(path, asking, shown);
    if (response.ok) return response;
    const problem = await problemOf(response);
    if (response.status !== 401) throw new ServerProblem(problem, response.headers.get("etag") ?? undefined);
    await askForToken(shown);
  }
}

async function fetched(path: string, asking: Asking, shown: string | undefined): Promise<Response> {
  const { method = "GET", json, file, signal } = asking;
  const body = file ?? (json === undefined ? undefined : JSON.stringify(json));
  try {
    const response = await fetch(addressOf(path, asking.query), {
      method,
      headers: headersOf(asking, shown),
      ...(body === undefined ? {} : { body }),
      ...(signal === undefined ? {} : { signal }),
    });
    announceServer("there");
    return response;
  } catch (error) {
    if (signal?.aborted === true) throw error;
    announceServer("gone");
    throw new ServerGone("the server does not answer", { cause: error });
  }
}

function headersOf(asking: Asking, shown: string | undefined): Headers {
  const headers = new Headers({ Accept: asking.accept ?? "application/json" });
  if (shown !== undefined) headers.set("Authorization", `Bearer ${shown}`);
  if (asking.file !== undefined) headers.set("Content-Type", "application/octet-stream");
  else if (asking.json !== undefined) headers.set("Content-Type", "application/json");
  if (asking.ifMatch !== undefined) headers.set("If-Match", asking.ifMatch);
  if (asking.onlyNew === true) headers.set("If-None-Match", "*");
  if (asking.language !== undefined) headers.set("Accept-Language", asking.language);
  if (asking.respondAsync === true) headers.set("Prefer", "respond-async");
  return headers;
}

/** A path with its parameters. */
export function addressOf(path: string, query: Asking["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Something between the server and the page, such as a proxy, may answer without a problem document. */
async function problemOf(response: Response): Promise<ProblemJson> {
  const plain = { type: "about:blank", title: response.statusText || "Error", status: response.status };
  try {
    const json = (await response.json()) as Partial<ProblemJson>;
    return { ...plain, ...json };
  } catch {
    return plain;
  }
}

function fileNameOf(disposition: string): string {
  const extended = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  if (extended !== undefined) return decodeURIComponent(extended);
  return /filename="([^"]*)"/i.exec(disposition)?.[1] ?? "entente";
}

/**
 * Gives the reader a file of the server's to keep: by the browser's own download, however large it is, unless the access
 * token has to be shown.
 */
export async function saveFrom(path: string, asking: Pick<Asking, "query"> = {}): Promise<void> {
  if (token() !== undefined) {
    saveFile(await askFile(path, asking));
    return;
  }
  const link = document.createElement("a");
  link.href = addressOf(path, asking.query);
  link.download = "";
  link.click();
}

/** Gives the reader a file to keep. */
export function saveFile({ blob, name }: { readonly blob: Blob; readonly name: string }): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

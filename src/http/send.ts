import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isFresh } from "./etags.js";
import { sendEvents } from "./event-stream.js";
import type { FileReply, Reply } from "./route.js";

/**
 * Characters put into one write. Small enough that a slow reader makes us hold little, and that between two of them
 * others get their turn; large enough that a long answer is not all overhead.
 */
const BLOCK = 64 * 1024;

/**
 * Bytes of a refused body that are read and thrown away, so that its sender comes to read the answer (one who is cut off
 * while sending may never look). Beyond them the connection is closed.
 */
const MAX_DISCARDED = 64 * 1024 * 1024;

/** A server that never stops. */
const NEVER = new AbortController().signal;

/**
 * Sends an answer: at once where it is short, block by block, as fast as the caller reads, where it is long; events as
 * they come, until `stopping` says that the server is to stop.
 */
export async function send(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  { status, stopping = NEVER }: { readonly status: number; readonly stopping?: AbortSignal | undefined },
): Promise<void> {
  const { etag, alwaysSent = false, json, file, text, events, headers = {} } = reply;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (etag !== undefined) {
    response.setHeader("ETag", etag);
    // The version is to be asked for each time; what is not versioned is not to be kept at all.
    response.setHeader("Cache-Control", "private, no-cache");
  }
  const reading = request.method === "GET" || request.method === "HEAD";
  response.statusCode = status;
  if (reading && etag !== undefined && !alwaysSent && isFresh(request.headers["if-none-match"], etag)) {
    response.statusCode = 304;
    if (file !== undefined && "chunks" in file) file.chunks[Symbol.iterator]().return?.();
    endWith(request, response);
  } else if (file !== undefined && "bytes" in file) {
    describe(response, file);
    endWith(request, response, file.bytes);
  } else if (file !== undefined && "path" in file) {
    describe(response, file);
    response.setHeader("Content-Length", file.size);
    if (request.method === "HEAD") response.end();
    else await sendFrom(file.path, response);
  } else if (events !== undefined) {
    await sendEvents(request, response, events, stopping);
  } else if (text !== undefined) {
    response.setHeader("Content-Type", text.contentType);
    endWith(request, response, text.text);
  } else if (file !== undefined) {
    describe(response, file);
    await stream(request, response, blocks(file.chunks));
  } else if (json !== undefined) {
    if (!response.hasHeader("Content-Type")) response.setHeader("Content-Type", "application/json; charset=utf-8");
    await stream(request, response, blocks(jsonPieces(json)));
  } else endWith(request, response);
}

function describe(response: ServerResponse, { contentType, fileName, ...file }: FileReply): void {
  response.setHeader("Content-Type", "chunks" in file ? `${contentType}; charset=utf-8` : contentType);
  const plain = fileName.replace(/[^\w.-]/g, "_");
  const extended =
    plain === fileName ? "" : `; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, percent)}`;
  response.setHeader("Content-Disposition", `attachment; filename="${plain}"${extended}`);
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

async function sendFrom(path: string, response: ServerResponse): Promise<void> {
  try {
    await pipeline(createReadStream(path), response);
  } catch (error) {
    // The caller has left: that is no failure of ours.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}

async function stream(request: IncomingMessage, response: ServerResponse, source: Generator<string>): Promise<void> {
  // What goes wrong before the first block can still be answered with a problem.
  const first = source.next();
  const second = first.done === true ? first : source.next();
  if (second.done === true) return endWith(request, response, first.done === true ? "" : first.value);
  try {
    if (request.method === "HEAD") return endWith(request, response);
    response.write(first.value);
    for (let block: IteratorResult<string> = second; block.done !== true; block = source.next()) {
      if (response.destroyed) return;
      if (!response.write(block.value)) await drained(response);
      // A reader that is fast enough would keep everybody else waiting.
      await nextTurn();
    }
    endWith(request, response);
  } finally {
    source.return(undefined);
  }
}

/** Waits until the caller has taken what was written, or has left. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    response.on("drain", done).on("close", done);
    if (response.destroyed) done();
  });
}

function endWith(request: IncomingMessage, response: ServerResponse, body?: string | Uint8Array): void {
  if (body === undefined) response.end();
  else {
    response.setHeader("Content-Length", Buffer.byteLength(body));
    response.end(request.method === "HEAD" ? undefined : body);
  }
  discardRest(request);
}

function discardRest(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  let discarded = 0;
  request.on("data", (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > MAX_DISCARDED) request.destroy();
  });
  request.on("error", () => {});
  request.resume();
}

/** Chunks joined to blocks of some size, the last one smaller. */
function* blocks(chunks: Iterable<string>): Generator<string> {
  let block = "";
  for (const chunk of chunks) {
    block += chunk;
    if (block.length < BLOCK) continue;
    yield block;
    block = "";
  }
  if (block !== "") yield block;
}

/**
 * JSON in pieces: the items of a top-level list one by one, so that a thousand results of a look-up never stand in one
 * string (which has a longest length, and whose making holds others up).
 */
function* jsonPieces(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    yield JSON.stringify(value);
    return;
  }
  let separator = "{";
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    if (Array.isArray(member)) yield* arrayPieces(member);
    else yield JSON.stringify(member);
    separator = ",";
  }
  yield separator === "{" ? "{}" : "}";
}

function* arrayPieces(items: readonly unknown[]): Generator<string> {
  let separator = "[";
  for (const item of items) {
    yield separator + (JSON.stringify(item) ?? "null");
    separator = ",";
  }
  yield separator === "[" ? "[]" : "]";
}

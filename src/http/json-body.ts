import type { IncomingMessage } from "node:http";
import { Refusal } from "../refusal.js";
import { HttpRefusal } from "./http-refusal.js";
import { jsonFault } from "./json-fault.js";
import { MAX_JSON_BYTES, MAX_JSON_DEPTH, MAX_JSON_VALUES } from "./limits.js";

/**
 * The JSON value of a request's body: UTF-8, within the limits, every string whole Unicode. Refuses with 415 what is
 * declared as something else, 413 what is too long, 400 what is no JSON (with line and column), 422 what is too deep or
 * holds a lone surrogate (with its path).
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  refuseOtherTypes(request);
  const bytes = await readBytes(request);
  if (bytes.length === 0) throw malformed("the body is empty; send a JSON value", 1, 1);
  refuseDeepNesting(bytes);
  const text = decode(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const { line, column, reason } = jsonFault(text);
    throw malformed(`the body is not JSON: line ${line}, column ${column}: ${reason}`, line, column);
  }
  refuseUnfitValues(value);
  return value;
}

const JSON_TYPE = /^application\/(?:json|[\w.+-]+\+json)\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i;

function refuseOtherTypes(request: IncomingMessage): void {
  const type = request.headers["content-type"];
  const encoding = request.headers["content-encoding"];
  if (type === undefined || !JSON_TYPE.test(type)) {
    const said = type === undefined ? "the body's type is not declared" : `the body is declared as ${type}`;
    throw new HttpRefusal(415, "unsupported", `${said}; send Content-Type: application/json`);
  }
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase() ?? "utf-8";
  if (charset !== "utf-8" && charset !== "utf8") {
    throw new HttpRefusal(415, "unsupported", `the body is declared as ${charset}; JSON is sent in UTF-8`);
  }
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new HttpRefusal(415, "unsupported", `the body is declared as ${encoding}-encoded; send it as it is`);
  }
}

async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of boundedBody(request, MAX_JSON_BYTES)) {
    chunks.push(chunk);
    length += chunk.length;
  }
  return Buffer.concat(chunks, length);
}

/** A request's body in chunks, refused (`too-large`) once it is known to be longer than `limit` bytes. */
export async function* boundedBody(request: IncomingMessage, limit: number): AsyncGenerator<Buffer> {
  const tooLarge = (): Refusal =>
    new Refusal("too-large", `the body has more than ${limit} bytes, the most that is taken here`);
  if (Number(request.headers["content-length"] ?? 0) > limit) throw tooLarge();
  let length = 0;
  // Left in the middle, the connection must live on to carry the refusal.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    yield chunk;
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    const lines = validStart(bytes).split("\n");
    const line = lines.length;
    const column = (lines.at(-1)?.length ?? 0) + 1;
    throw malformed(`the body is not UTF-8: line ${line}, column ${column}`, line, column);
  }
}

/** The text up to the first byte that is no UTF-8, found by halving: decoders do not tell where they stop. */
function validStart(bytes: Buffer): string {
  let valid = 0;
  let faulty = bytes.length + 1;
  let text = "";
  while (faulty - valid > 1) {
    const middle = (valid + faulty) >> 1;
    try {
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      valid = middle;
    } catch {
      faulty = middle;
    }
  }
  return text;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Counts brackets on the bytes, before `JSON.parse` would build what a body of brackets asks for. */
function refuseDeepNesting(bytes: Buffer): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x5b || byte === 0x7b) depth++;
    else if (byte === 0x5d || byte === 0x7d) depth--;
    if (depth > MAX_JSON_DEPTH) {
      throw new Refusal("invalid", `the body nests deeper than ${MAX_JSON_DEPTH} levels; nothing here asks for that`);
    }
  }
}

/** A value with the way to it, which is only spelt out for a fault. */
interface Place {
  readonly value: unknown;
  readonly key: string | number;
  readonly parent: Place | undefined;
}

function refuseUnfitValues(root: unknown): void {
  const open: Place[] = [{ value: root, key: "$", parent: undefined }];
  let count = 0;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    count++;
    const { value } = place;
    if (count + (Array.isArray(value) ? value.length : 0) > MAX_JSON_VALUES) {
      throw new Refusal("too-large", `the body has more than ${MAX_JSON_VALUES} values, the most that is taken here`);
    }
    if (typeof value === "string") refuseLoneSurrogate(value, place);
    else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) open.push({ value: value[i], key: i, parent: place });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, member] of Object.entries(value).reverse()) {
        refuseName(key, place);
        open.push({ value: member, key, parent: place });
      }
    }
  }
}

function refuseName(name: string, place: Place): void {
  refuseLoneSurrogate(name, place);
  if (name !== "__proto__") return;
  // Libraries drop it without a word, or worse, follow it.
  throw new Refusal("invalid", 'the name "__proto__" may not be used', { path: pathOf(place) });
}

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

function refuseLoneSurrogate(text: string, place: Place): void {
  const offset = text.search(LONE_SURROGATE);
  if (offset < 0) return;
  const unit = `\\u${text.charCodeAt(offset).toString(16)}`;
  throw new Refusal("invalid", `offset ${offset} holds a lone surrogate (${unit}), half of a character`, {
    path: pathOf(place),
  });
}

function pathOf(place: Place): string {
  const keys: (string | number)[] = [];
  for (let at = place; at.parent !== undefined; at = at.parent) keys.unshift(at.key);
  return jsonPath(keys);
}

/** `["segments", 3, "text"]` as `$.segments[3].text`. */
export function jsonPath(keys: readonly PropertyKey[]): string {
  let path = "$";
  for (const key of keys) {
    if (typeof key === "number") path += `[${key}]`;
    else if (/^[A-Za-z_][\w-]*$/.test(String(key))) path += `.${String(key)}`;
    else path += `[${JSON.stringify(String(key))}]`;
  }
  return path;
}

function malformed(message: string, line: number, column: number): HttpRefusal {
  return new HttpRefusal(400, "malformed", message, { line, column });
}

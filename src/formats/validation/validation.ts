import { Refusal } from "../../refusal.js";
import { FORMAT_HEAD_BYTES, formatOf, type Format } from "../format.js";
import type { Breach } from "./breach.js";
import { validateFile } from "./validate.js";

/** What is wrong with a file. */
export interface Validation {
  readonly format: Format;
  /** As the file says it, empty where it says none. */
  readonly version: string;
  /** Whether no breach is an error. */
  readonly valid: boolean;
  /** The first {@link MAX_BREACHES}. */
  readonly breaches: readonly Breach[];
  readonly breachCount: number;
  readonly errorCount: number;
}

/** Breaches that are named; the others are counted. */
export const MAX_BREACHES = 1_000;

/**
 * Holds a file to the rules of its format, which its content tells, for tables its name. Refusal "unsupported" where it is
 * none of ours, "too-large" past a limit of the reader, "malformed" where there is nothing in it.
 */
export async function validationOf(chunks: AsyncIterable<Uint8Array>, name: string): Promise<Validation> {
  const { head, all } = await headed(chunks);
  if (head.length === 0) throw new Refusal("malformed", "the file is empty", { line: 1, column: 1 });
  const known = formatOf(head, name);
  let format = known;
  let version = "";
  const breaches: Breach[] = [];
  let breachCount = 0;
  let errorCount = 0;
  for await (const event of validateFile(all, known)) {
    if (event.kind === "document") {
      format = event.format;
      version = event.version;
      continue;
    }
    if (++breachCount <= MAX_BREACHES) breaches.push(event.breach);
    if (event.breach.severity === "error") errorCount++;
  }
  if (format === undefined) {
    const message = "the file is none of TMX, XLIFF, TBX, CSV, TSV and JSON Lines, or broken at its root";
    throw new Refusal("unsupported", message);
  }
  return { format, version, valid: errorCount === 0, breaches, breachCount, errorCount };
}

/** The first bytes, enough to know a format by, and all of them again. */
async function headed(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ head: Uint8Array; all: AsyncGenerator<Uint8Array> }> {
  const source = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  while (length < FORMAT_HEAD_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  return { head: head.subarray(0, FORMAT_HEAD_BYTES), all: rest(head, source) };
}

async function* rest(head: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    if (head.length > 0) yield head;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  } finally {
    // Whoever stops reading lets go of the file.
    await source.return?.();
  }
}

import { parentPort, workerData } from "node:worker_threads";
import { FORMAT_HEAD_BYTES, formatOf, type Format } from "../formats/format.js";
import type { Breach } from "../formats/validation/breach.js";
import { validateFile } from "../formats/validation/validate.js";
import { Refusal, type RefusalCode, type RefusalDetail } from "../refusal.js";
import { readChunks, readHead } from "./spool.js";

/** The thread that validates a file: a large one takes a core for seconds. */

/** What the thread is given: a spooled file, and what its sender calls it. */
export interface ValidationOrder {
  readonly path: string;
  readonly name: string;
}

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

/** What the thread answers. */
export type ValidationOutcome =
  | { readonly validation: Validation }
  | { readonly refusal: { readonly code: RefusalCode; readonly message: string; readonly detail: RefusalDetail } };

/** Breaches that are named; the others are counted. */
export const MAX_BREACHES = 1_000;

async function validate({ path, name }: ValidationOrder): Promise<Validation> {
  const head = await readHead(path, FORMAT_HEAD_BYTES);
  if (head.length === 0) throw new Refusal("malformed", "the file is empty", { line: 1, column: 1 });
  const known = formatOf(head, name);
  let format = known;
  let version = "";
  const breaches: Breach[] = [];
  let breachCount = 0;
  let errorCount = 0;
  for await (const event of validateFile(readChunks(path), known)) {
    if (event.kind === "document") {
      format = event.format;
      version = event.version;
      continue;
    }
    if (++breachCount <= MAX_BREACHES) breaches.push(event.breach);
    if (event.breach.severity === "error") errorCount++;
  }
  if (format === undefined) {
    throw new Refusal(
      "unsupported",
      "the file is none of TMX, XLIFF, TBX, CSV, TSV and JSON Lines, or broken at its root",
    );
  }
  return { format, version, valid: errorCount === 0, breaches, breachCount, errorCount };
}

async function run(order: ValidationOrder): Promise<ValidationOutcome> {
  try {
    return { validation: await validate(order) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { cause: _, ...detail } = error.detail;
    return { refusal: { code: error.code, message: error.message, detail } };
  }
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as ValidationOrder));

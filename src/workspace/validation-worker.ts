import { parentPort, workerData } from "node:worker_threads";
import { validationOf, type Validation } from "../formats/validation/validation.js";
import { Refusal, type RefusalCode, type RefusalDetail } from "../refusal.js";
import { readChunks } from "./spool.js";

/** The thread that validates a file: a large one takes a core for seconds. */

/** What the thread is given: a spooled file, and what its sender calls it. */
export interface ValidationOrder {
  readonly path: string;
  readonly name: string;
}

/** What the thread answers. */
export type ValidationOutcome =
  | { readonly validation: Validation }
  | { readonly refusal: { readonly code: RefusalCode; readonly message: string; readonly detail: RefusalDetail } };

async function run({ path, name }: ValidationOrder): Promise<ValidationOutcome> {
  try {
    return { validation: await validationOf(readChunks(path), name) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { cause: _, ...detail } = error.detail;
    return { refusal: { code: error.code, message: error.message, detail } };
  }
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as ValidationOrder));

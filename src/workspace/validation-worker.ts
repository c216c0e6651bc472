import { parentPort, workerData } from "node:worker_threads";
import { validationOf, type Validation } from "../formats/validation/validation.js";
import { readChunks } from "./spool.js";
import { toldRefusal, type ToldRefusal } from "./thread-refusal.js";

/** The thread that validates a file: a large one takes a core for seconds. */

/** What the thread is given: a spooled file, and what its sender calls it. */
export interface ValidationOrder {
  readonly path: string;
  readonly name: string;
}

/** What the thread answers. */
export type ValidationOutcome = { readonly validation: Validation } | { readonly refusal: ToldRefusal };

async function run({ path, name }: ValidationOrder): Promise<ValidationOutcome> {
  try {
    return { validation: await validationOf(readChunks(path), name) };
  } catch (error) {
    return { refusal: toldRefusal(error) };
  }
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as ValidationOrder));

import { parentPort, workerData } from "node:worker_threads";
import type { Breaches } from "../breaches.js";
import { examined } from "./examination.js";
import { toldRefusal, type ToldRefusal } from "./thread-refusal.js";

/** The thread that holds a large file to the rules of its format while others read and write it. */

/** What the thread is given: a spooled or followed file, and what its sender calls it. */
export interface ExaminerOrder {
  readonly path: string;
  readonly name?: string;
  /** The largest file that is examined, in bytes; as {@link examined} has it where absent. */
  readonly upTo?: number;
}

/** What it says: as {@link examined} has it. */
export type ExaminerMessage = { readonly breaches: Breaches | null | undefined } | { readonly refusal: ToldRefusal };

async function run({ path, name, upTo }: ExaminerOrder): Promise<ExaminerMessage> {
  try {
    return { breaches: await examined(path, { name, upTo }) };
  } catch (error) {
    return { refusal: toldRefusal(error) };
  }
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as ExaminerOrder));

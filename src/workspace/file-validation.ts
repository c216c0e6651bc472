import { Worker } from "node:worker_threads";
import type { Breaches } from "../breaches.js";
import type { Validation } from "../formats/validation/validation.js";
import type { ExaminerMessage, ExaminerOrder } from "./examiner.js";
import type { Spool } from "./spool.js";
import { refusalOf } from "./thread-refusal.js";
import { stopping, Turns } from "./turns.js";
import type { ValidationOrder, ValidationOutcome } from "./validation-worker.js";

/** Holds files to the rules of their formats on a thread of its own, one after the other: each takes a core. */
export class FileValidation {
  readonly #spool: Spool;
  readonly #validations = new Turns(1);
  /** Files that are read as well are never large, and do not wait for those that are. */
  readonly #examinations = new Turns(1);
  readonly #running = new Set<Worker>();

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /**
   * Holds a file to the rules of its format. The file is spooled first, so that a slow sender holds up no thread. Refusal
   * where it is none of ours or past a limit, and where the service is stopping.
   */
  async run(body: AsyncIterable<Uint8Array>, name: string): Promise<Validation> {
    const path = await this.#spool.keep(body);
    try {
      const order: ValidationOrder = { path, name };
      const outcome = await this.#validations.run(() =>
        this.#inThread<ValidationOutcome>("./validation-worker.js", order),
      );
      if ("validation" in outcome) return outcome.validation;
      throw refusalOf(outcome.refusal);
    } finally {
      await this.#spool.drop(path);
    }
  }

  /** Counts the rules that a spooled file breaks, as `examined` has it. Refusal where the service is stopping too. */
  async examine(path: string, name?: string): Promise<Breaches | null | undefined> {
    const order: ExaminerOrder = { path, ...(name === undefined ? {} : { name }) };
    const outcome = await this.#examinations.run(() => this.#inThread<ExaminerMessage>("./examiner.js", order));
    if ("refusal" in outcome) throw refusalOf(outcome.refusal);
    return outcome.breaches;
  }

  async close(): Promise<void> {
    this.#validations.close();
    this.#examinations.close();
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  #inThread<Outcome>(file: string, order: ValidationOrder | ExaminerOrder): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL(file, import.meta.url), { workerData: order });
      this.#running.add(worker);
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => {
        this.#running.delete(worker);
        reject(stopping());
      });
    });
  }
}

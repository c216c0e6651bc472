import { Worker } from "node:worker_threads";
import type { Validation } from "../formats/validation/validation.js";
import { Refusal } from "../refusal.js";
import type { Spool } from "./spool.js";
import type { ValidationOrder, ValidationOutcome } from "./validation-worker.js";

/** Validates files on a thread of its own, one after the other: each takes a core. */
export class FileValidation {
  readonly #spool: Spool;
  #last: Promise<unknown> = Promise.resolve();
  #worker: Worker | undefined;
  #closed = false;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /**
   * Holds a file to the rules of its format. The file is spooled first, so that a slow sender holds up no thread. Refusal
   * where it is none of ours or past a limit, and where the service is stopping.
   */
  async run(body: AsyncIterable<Uint8Array>, name: string): Promise<Validation> {
    const path = await this.#spool.keep(body);
    const found = this.#last.then(() => this.#inThread({ path, name }));
    this.#last = found.catch(() => undefined);
    try {
      const outcome = await found;
      if ("validation" in outcome) return outcome.validation;
      const { code, message, detail } = outcome.refusal;
      throw new Refusal(code, message, detail);
    } finally {
      await this.#spool.drop(path);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #inThread(order: ValidationOrder): Promise<ValidationOutcome> {
    if (this.#closed) return Promise.reject(stopping());
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./validation-worker.js", import.meta.url), { workerData: order });
      this.#worker = worker;
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(stopping()));
    });
  }
}

function stopping(): Refusal {
  return new Refusal("conflict", "the service is stopping; ask again when it is back");
}

import { Worker } from "node:worker_threads";
import type { TermCandidate } from "../glossary/term-candidates.js";
import { Refusal } from "../refusal.js";
import type { CandidateOrder } from "./candidate-worker.js";

/** Looks for term candidates on a thread of its own, one text after the other: each may take a core and 200 MB. */
export class CandidateSearch {
  #last: Promise<unknown> = Promise.resolve();
  #worker: Worker | undefined;
  #closed = false;

  /** Best first; refuses where the service is stopping. */
  run(order: CandidateOrder): Promise<TermCandidate[]> {
    const found = this.#last.then(() => this.#inThread(order));
    this.#last = found.catch(() => undefined);
    return found;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #inThread(order: CandidateOrder): Promise<TermCandidate[]> {
    if (this.#closed) return Promise.reject(stopping());
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./candidate-worker.js", import.meta.url), { workerData: order });
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

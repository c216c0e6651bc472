import { clearTimeout, setTimeout } from "node:timers";
import { Worker } from "node:worker_threads";

/** What a file of a megabyte and a half may cost; more is a finding. */
const MAX_MEGABYTES = 768;

/** The mark of a case that took too long. */
export const NO_ANSWER = "no answer";

/** Tries cases of one reader on a thread of its own, which is ended where a case takes longer than `patience` milliseconds. */
export class Trial {
  #reader;
  #patience;
  #worker;

  constructor(reader, patience) {
    this.#reader = reader;
    this.#patience = patience;
  }

  /** `outcome`, or `failure` with its `mark`. What takes too long is tried twice: the machine may have been busy. */
  async of(given) {
    const answer = await this.#once(given);
    return answer.mark === NO_ANSWER ? this.#once(given) : answer;
  }

  #once({ bytes, name, pieces }) {
    const worker = (this.#worker ??= this.#started());
    return new Promise((resolve) => {
      const answer = (result) => {
        clearTimeout(timer);
        for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
        resolve(result);
      };
      const ended = (failure, mark) => {
        this.#worker = undefined;
        answer({ failure, mark });
        void worker.terminate();
      };
      const listeners = {
        message: answer,
        error: (error) => ended(String(error.stack ?? error), `the thread died: ${error.message}`),
        exit: (code) => ended(`the thread ended with ${code}`, "the thread ended"),
      };
      const timer = setTimeout(() => ended(`no answer within ${this.#patience} ms`, NO_ANSWER), this.#patience);
      for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
      worker.postMessage({ bytes, name, pieces });
    });
  }

  async end() {
    await this.#worker?.terminate();
  }

  #started() {
    return new Worker(new URL("./case-worker.mjs", import.meta.url), {
      workerData: { reader: this.#reader },
      resourceLimits: { maxOldGenerationSizeMb: MAX_MEGABYTES },
    });
  }
}

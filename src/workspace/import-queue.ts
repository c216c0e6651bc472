import { Worker } from "node:worker_threads";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Job } from "../job.js";
import type { MemoryIndex } from "../memory/memory-index.js";
import type { Store } from "../store/store.js";
import type { ImportOrder } from "./import-worker.js";
import type { Log } from "./log.js";

/** Units given to the index before look-ups get a turn: a few milliseconds of work. */
const UNITS_PER_TURN = 200;

/**
 * Runs import jobs one after the other, each on a thread of its own: SQLite has one writer, so that two at once would
 * only wait for each other. A job counts as running until the index has followed it, for "done" promises that the
 * next look-up sees its units.
 */
export class ImportQueue {
  readonly #store: Store;
  readonly #index: MemoryIndex;
  readonly #log: Log;
  /** Jobs accepted and not yet ended for their callers, with the memory that each writes to. */
  readonly #open = new Map<string, string>();
  #last: Promise<void> = Promise.resolve();
  #worker: Worker | undefined;
  #closed = false;

  constructor(parts: { store: Store; index: MemoryIndex; log: Log }) {
    this.#store = parts.store;
    this.#index = parts.index;
    this.#log = parts.log;
  }

  /** Whether a job is to write, or is writing, to a memory. */
  isBusy(memory: string): boolean {
    return [...this.#open.values()].includes(memory);
  }

  /** The job as its caller may see it: not ended before its units can be found and its upload is gone. */
  asSeen(job: Job): Job {
    if (job.finishedAt === undefined || !this.#open.has(job.id)) return job;
    const { finishedAt: _, error: __, ...running } = job;
    return { ...running, state: "running" };
  }

  /**
   * Queues a job; resolves when it has ended, well or not, and `tidy` has been done: a caller who sees the job ended
   * finds nothing of it left lying about.
   */
  run(order: ImportOrder, tidy: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.#open.set(order.job, order.memory);
    const ended = this.#last.then(async () => {
      if (this.#closed) return;
      await this.#read(order);
      if (!this.#closed) await this.#follow(order.job);
    });
    this.#last = ended
      .catch((error: unknown) => this.#log.error({ err: error, job: order.job }, "the import failed"))
      .then(tidy)
      .catch((error: unknown) => this.#log.warn({ err: error, job: order.job }, "an upload could not be removed"))
      .finally(() => this.#open.delete(order.job));
    return this.#last;
  }

  /** Stops the running job, which the next start finds interrupted, and starts no other. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
    await this.#last;
  }

  async #read(order: ImportOrder): Promise<void> {
    const worker = new Worker(new URL("./import-worker.js", import.meta.url), { workerData: order });
    this.#worker = worker;
    let failure: unknown;
    await new Promise<void>((resolve) => {
      worker.once("error", (error) => (failure = error));
      worker.once("exit", () => resolve());
    });
    this.#worker = undefined;
    if (failure !== undefined) {
      this.#log.error({ err: failure, job: order.job }, "the import thread failed");
      if (!this.#closed) this.#store.abandonJob(order.job, "the service failed to read the file; its log says why");
    }
  }

  /** Brings the index in step with what a job has committed. Each unit is read anew: an edit may have come between. */
  async #follow(job: string): Promise<void> {
    let inThisTurn = 0;
    for (const id of this.#store.changedBy(job)) {
      const unit = this.#store.unit(id);
      if (unit === undefined) this.#index.remove(id);
      else this.#index.add(unit);
      if (++inThisTurn < UNITS_PER_TURN) continue;
      inThisTurn = 0;
      await nextTurn();
      if (this.#closed) return;
    }
  }
}

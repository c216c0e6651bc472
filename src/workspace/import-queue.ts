import { Worker } from "node:worker_threads";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Job } from "../job.js";
import type { MemoryIndex } from "../memory/memory-index.js";
import type { Store } from "../store/store.js";
import type { ImportOrder } from "./import-worker.js";
import { UNITS_PER_TURN } from "./indexing.js";
import type { Log } from "./log.js";

/** A job that failed, and that the store would not keep as such. */
interface Unmarked {
  readonly memory: string;
  readonly error: string;
  readonly finishedAt: string;
}

/** What a job says of itself where the thread that ran it could say nothing. */
const NO_REASON = "the service failed to read the file; its log says why";

/** What a job says of itself that found its memory in the hands of one that could not be marked as failed. */
const BLOCKED =
  "an import into the memory failed before, and the disk did not take what was to be kept of it; make room and try again";

/**
 * Runs import jobs one after the other, each on a thread of its own: SQLite has one writer, so that two at once would
 * only wait for each other. A job counts as running until the index has followed it, for "done" promises that the
 * next look-up sees its units. One that failed is shown as failed though a full disk keeps the store from noting it.
 */
export class ImportQueue {
  readonly #store: Store;
  readonly #index: MemoryIndex;
  readonly #log: Log;
  /** Jobs accepted and not yet ended for their callers, with the memory that each writes to. */
  readonly #open = new Map<string, string>();
  /** Jobs that failed and that the store, which would not take it, still has as queued or running. */
  readonly #unmarked = new Map<string, Unmarked>();
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
    if (this.#open.has(job.id)) {
      if (job.finishedAt === undefined) return job;
      const { finishedAt: _, error: __, ...running } = job;
      return { ...running, state: "running" };
    }
    const unmarked = job.finishedAt === undefined ? this.#unmarked.get(job.id) : undefined;
    if (unmarked === undefined) return job;
    const { error, finishedAt } = unmarked;
    return { ...job, state: "failed", error, finishedAt };
  }

  /**
   * Has the store note the jobs that failed while it took nothing, so that others may write to their memories and
   * what they wrote is swept away. To be called now and then; where there is still no room, nothing happens.
   */
  settle(): void {
    for (const [job, { error, finishedAt }] of this.#unmarked) {
      try {
        this.#store.abandonJob(job, error, finishedAt);
      } catch {
        // Told when the job failed; for the next one the disk has no more room than for this one.
        return;
      }
      this.#unmarked.delete(job);
      this.#log.info({ job }, "that the import failed is kept now");
    }
  }

  /**
   * Queues a job; resolves when it has ended, well or not, and `tidy` has been done: a caller who sees the job ended
   * finds nothing of it left lying about.
   */
  run(order: ImportOrder, tidy: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    this.#open.set(order.job, order.memory);
    const ended = this.#last.then(async () => {
      if (this.#closed) return;
      this.settle();
      await this.#read(order);
      if (!this.#closed) await this.#follow(order.job);
    });
    this.#last = ended
      .catch((error: unknown) => {
        this.#log.error({ err: error, job: order.job }, "the import failed");
        this.#fail(order, NO_REASON);
      })
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

  /** Has the store note that a job failed, or remembers it until the store does. */
  #fail({ job, memory }: ImportOrder, error: string): void {
    if (this.#closed) return;
    const finishedAt = new Date().toISOString();
    try {
      this.#store.abandonJob(job, error, finishedAt);
    } catch (failure) {
      this.#log.error({ err: failure, job }, "that the import failed could not be kept yet");
      this.#unmarked.set(job, { memory, error, finishedAt });
    }
  }

  async #read(order: ImportOrder): Promise<void> {
    if ([...this.#unmarked.values()].some(({ memory }) => memory === order.memory)) return this.#fail(order, BLOCKED);
    const worker = new Worker(new URL("./import-worker.js", import.meta.url), { workerData: order });
    this.#worker = worker;
    let failure: unknown;
    let reason: string | undefined;
    await new Promise<void>((resolve) => {
      worker.once("message", (told: string) => (reason = told));
      worker.once("error", (error) => (failure = error));
      worker.once("exit", () => resolve());
    });
    this.#worker = undefined;
    if (failure !== undefined) this.#log.error({ err: failure, job: order.job }, "the import thread failed");
    if (failure !== undefined || reason !== undefined) this.#fail(order, reason ?? NO_REASON);
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

import { Worker } from "node:worker_threads";
import type { Job } from "../job.js";
import type { Store } from "../store/store.js";
import type { ImportFailure, ImportMessage, ImportOrder } from "./import-worker.js";
import type { Log } from "./log.js";
import type { MadePart, MatchIndex } from "./match-index.js";

/** A job that failed, and that the store would not keep as such. */
interface Unmarked {
  readonly memory: string;
  readonly error: string;
  readonly finishedAt: string;
}

/** A job accepted and not yet ended for its callers. */
interface Open {
  /** The memory that it writes to. */
  readonly memory: string;
  readonly ended: Promise<void>;
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
  readonly #index: MatchIndex;
  readonly #log: Log;
  readonly #open = new Map<string, Open>();
  /** Jobs that failed and that the store, which would not take it, still has as queued or running. */
  readonly #unmarked = new Map<string, Unmarked>();
  #last: Promise<void> = Promise.resolve();
  #running: { readonly job: string; readonly worker: Worker } | undefined;
  #closed = false;

  constructor(parts: { store: Store; index: MatchIndex; log: Log }) {
    this.#store = parts.store;
    this.#index = parts.index;
    this.#log = parts.log;
  }

  /** Whether a job is to write, or is writing, to a memory. */
  isBusy(memory: string): boolean {
    return [...this.#open.values()].some((open) => open.memory === memory);
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
   * finds nothing of it left lying about. `tidy` is told whether the file was at fault.
   */
  run(order: ImportOrder, tidy: (ofFile: boolean) => Promise<void> = () => Promise.resolve()): Promise<void> {
    let failure: ImportFailure | undefined;
    const done = this.#last.then(async () => {
      if (this.#closed || this.#open.get(order.job)?.ended !== ended) return;
      this.settle();
      failure = await this.#readAndFollow(order);
    });
    const ended = done
      .catch((error: unknown) => {
        this.#log.error({ err: error, job: order.job }, "the import failed");
        this.#fail(order, NO_REASON);
      })
      .then(() => tidy(failure?.ofFile ?? false))
      .catch((error: unknown) => this.#log.warn({ err: error, job: order.job }, "an upload could not be removed"))
      .finally(() => {
        if (this.#open.get(order.job)?.ended === ended) this.#open.delete(order.job);
      });
    this.#open.set(order.job, { memory: order.memory, ended });
    this.#last = ended;
    return ended;
  }

  /** Stops a job that the store has as cancelled; resolves when it has stopped. One that waits is never begun. */
  async stop(job: string): Promise<void> {
    if (this.#running?.job !== job) {
      this.#open.delete(job);
      return;
    }
    await this.#running.worker.terminate();
    await this.#open.get(job)?.ended;
  }

  /** Stops the running job, which the next start finds interrupted, and starts no other. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running?.worker.terminate();
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

  /** Resolves to what the thread said where the job failed, when the index has followed. */
  async #readAndFollow(order: ImportOrder): Promise<ImportFailure | undefined> {
    const making = this.#index.begin();
    try {
      const { parts, failure } = await this.#read(order);
      if (this.#closed) return failure;
      await this.#index.take(making, parts);
      // Where the thread made no parts the units are few.
      const changed = parts.length === 0 ? this.#store.changedBy(order.job) : this.#store.removedBy(order.job);
      await this.#index.refreshAll(changed);
      return failure;
    } finally {
      this.#index.end(making);
    }
  }

  /** Runs a job on a thread of its own; resolves to the parts of the index that it made, and to what it said where it failed. */
  async #read(order: ImportOrder): Promise<{ parts: readonly MadePart[]; failure?: ImportFailure }> {
    if ([...this.#unmarked.values()].some(({ memory }) => memory === order.memory)) {
      this.#fail(order, BLOCKED);
      return { parts: [] };
    }
    let parts: readonly MadePart[] = [];
    const worker = new Worker(new URL("./import-worker.js", import.meta.url), { workerData: order });
    this.#running = { job: order.job, worker };
    let failure: unknown;
    let told: ImportFailure | undefined;
    await new Promise<void>((resolve) => {
      worker.on("message", (message: ImportMessage) => {
        if ("parts" in message) parts = message.parts;
        else told = message;
      });
      worker.once("error", (error) => (failure = error));
      worker.once("exit", () => resolve());
    });
    this.#running = undefined;
    if (failure !== undefined) this.#log.error({ err: failure, job: order.job }, "the import thread failed");
    if (failure === undefined && told === undefined) return { parts };
    this.#fail(order, told?.reason ?? NO_REASON);
    return { parts: [], ...(told && { failure: told }) };
  }
}

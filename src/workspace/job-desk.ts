import { setTimeout as wait } from "node:timers/promises";
import type { FileJobKind, Job, JobKind, OnSame } from "../job.js";
import type { MemoryFileOptions } from "../formats/memory-file.js";
import { Refusal } from "../refusal.js";
import type { JobFiles } from "../store/jobs.js";
import type { Store } from "../store/store.js";
import { FileJobs, type FileWork } from "./file-jobs.js";
import type { ImportQueue } from "./import-queue.js";
import type { Log } from "./log.js";
import type { Spool } from "./spool.js";

/** How an import was asked for, as its job keeps it. */
interface ImportRequest {
  readonly onSame: OnSame;
  readonly reading: MemoryFileOptions;
}

/** The file that a job has made. */
export interface ResultFile {
  readonly path: string;
  readonly contentType: string;
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
  readonly notes: Readonly<Record<string, string>>;
}

/** Files handed in for jobs that were not done are kept this long, in milliseconds, and so many of them: a week's work. */
const KEEP_SPOOLED = 7 * 24 * 3_600_000;
export const MAX_KEPT_SPOOLED = 20;

/** Files that jobs have made are kept this long, and so many of them: whoever asked for one fetches it on the same day. */
const KEEP_RESULTS = 24 * 3_600_000;
export const MAX_KEPT_RESULTS = 50;

/** How often a job that is watched is looked at, in milliseconds: as often as an eye can follow. */
const LOOK_EVERY = 250;

const isFileJob = (kind: JobKind): kind is FileJobKind => ["check", "pretranslate", "analyze"].includes(kind);

/** Where jobs are handed in, watched, cancelled, run again, and what they have made is fetched. */
export class JobDesk {
  readonly #store: Store;
  readonly #database: string;
  readonly #spool: Spool;
  readonly #imports: ImportQueue;
  readonly #importable: (memory: string) => void;
  readonly #fileJobs: FileJobs;

  constructor(parts: {
    store: Store;
    database: string;
    spool: Spool;
    imports: ImportQueue;
    log: Log;
    /** Refuses where nothing may be read into the memory. */
    importable: (memory: string) => void;
    works: Readonly<Partial<Record<FileJobKind, FileWork>>>;
  }) {
    this.#store = parts.store;
    this.#database = parts.database;
    this.#spool = parts.spool;
    this.#imports = parts.imports;
    this.#importable = parts.importable;
    const { store, spool, log, works } = parts;
    this.#fileJobs = new FileJobs({ store, spool, log, works, onEnd: () => this.tidy() });
  }

  /** A job as it is. */
  get(id: string): Job {
    return this.asSeen(this.#store.job(id) ?? notFound(id));
  }

  /** A job of the store as its caller may see it. */
  asSeen(job: Job): Job {
    return isFileJob(job.kind) ? this.#fileJobs.asSeen(job) : this.#imports.asSeen(job);
  }

  /** How many jobs of each kind are in each state. */
  get counts(): { kind: string; state: string; jobs: number }[] {
    return this.#store.ledger.countByState();
  }

  /** Takes a spooled file into a memory. The file is the job's from now on. */
  importFile(path: string, memory: string, as: ImportRequest & { readonly dryRun: boolean }): Job {
    const { dryRun, ...request } = as;
    const file = request.reading.name;
    const job = this.#store.createJob({
      kind: dryRun ? "dry-run" : "import",
      memory,
      ...(file === undefined ? {} : { file }),
      ...this.#spooled(path),
      request,
    });
    this.#queueImport(job, memory);
    return job;
  }

  /** Spools a file and has work of that kind done on it. `request` is kept as JSON and given to the work. */
  async makeFile(
    kind: FileJobKind,
    body: AsyncIterable<Uint8Array>,
    { file, request }: { file?: string; request: unknown },
  ): Promise<Job> {
    const path = await this.#spool.keep(body);
    let job: Job;
    try {
      const named = file === undefined ? {} : { file };
      job = this.#store.createJob({ kind, ...named, ...this.#spooled(path), request });
    } catch (error) {
      await this.#spool.drop(path);
      throw error;
    }
    this.#fileJobs.run(job.id, kind);
    return job;
  }

  /** Has work of that kind done on a memory. There is no file to keep: it cannot be run again, but is soon asked for again. */
  makeOfMemory(kind: FileJobKind, memory: string, request: unknown): Job {
    const job = this.#store.createJob({ kind, memory, request });
    this.#fileJobs.run(job.id, kind);
    return job;
  }

  /** Cancels a job that waits or runs; resolves when it has stopped, and nothing of it stays. */
  async cancel(id: string): Promise<Job> {
    const { kind, state, file = "the file" } = this.get(id);
    if (kind === "follow") {
      throw new Refusal(
        "conflict",
        `the memory follows ${file}, which is read whenever it changes; move it away to stop`,
      );
    }
    if (!this.#store.ledger.cancel(id)) {
      throw new Refusal("conflict", `the job ${id} has ended already: it is ${state === "running" ? "done" : state}`);
    }
    if (isFileJob(kind)) this.#fileJobs.stop(id);
    else await this.#imports.stop(id);
    return this.get(id);
  }

  /** Has a job that failed, or was interrupted or cancelled, begin anew with the file that was handed in. */
  runAgain(id: string): Job {
    const { kind, memory, canRunAgain = false } = this.get(id);
    const { spooled = "" } = this.#store.ledger.files(id) ?? {};
    if (!canRunAgain || !this.#spool.holds(spooled)) throw notAgain(this.get(id));
    if (memory !== undefined) this.#importable(memory);
    if (!this.#store.ledger.requeue(id)) throw notAgain(this.get(id));
    const job = this.get(id);
    if (isFileJob(kind)) this.#fileJobs.run(id, kind);
    else this.#queueImport(job, memory ?? "");
    return job;
  }

  /** What a job has made. */
  result(id: string): ResultFile {
    const { state, kind } = this.get(id);
    const { result } = this.#store.ledger.files(id) ?? {};
    if (result !== undefined && this.#spool.holds(result.kept)) {
      const { kept, contentType, fileName, size, notes = {} } = result;
      return { path: this.#spool.pathOf(kept), contentType, fileName, size, notes };
    }
    if (!isFileJob(kind)) throw new Refusal("not-found", `the job ${id} makes no file: it is of the kind ${kind}`);
    if (state === "queued" || state === "running") {
      throw new Refusal("conflict", `the job ${id} has not ended; ask again when it is done`);
    }
    const reason = state === "done" ? "what it made is kept no longer; hand the file in again" : `it is ${state}`;
    throw new Refusal("not-found", `the job ${id} has no result: ${reason}`);
  }

  /** A job each time that it has changed, a few times a second at most, until it has ended: that is the last. */
  async *watch(id: string, signal: AbortSignal): AsyncGenerator<Job, void, undefined> {
    let last = "";
    for (let job = this.get(id); ; job = this.get(id)) {
      const now = JSON.stringify(job);
      if (now !== last) yield job;
      last = now;
      if (hasEnded(job) || signal.aborted) return;
      try {
        await wait(LOOK_EVERY, undefined, { signal });
      } catch {
        return;
      }
    }
  }

  /** Removes files that no job needs any more, and those kept long enough. */
  async tidy(): Promise<void> {
    const kept = this.#store.ledger.withFiles().filter(({ finishedAt }) => finishedAt !== undefined);
    const spooled = kept.filter((job) => job.spooled !== undefined);
    for (const job of outdated(spooled, KEEP_SPOOLED, MAX_KEPT_SPOOLED)) await this.#drop(job, "spooled");
    const results = kept.filter((job) => job.result !== undefined);
    for (const job of outdated(results, KEEP_RESULTS, MAX_KEPT_RESULTS)) await this.#drop(job, "result");
    for (const job of spooled) if (this.#store.job(job.job)?.state === "done") await this.#drop(job, "spooled");
  }

  close(): Promise<void> {
    return this.#fileJobs.close();
  }

  async #drop({ job, spooled, result }: JobFiles, what: "spooled" | "result"): Promise<void> {
    const name = what === "spooled" ? spooled : result?.kept;
    this.#store.ledger.forget(job, what);
    if (name !== undefined) await this.#spool.drop(name);
  }

  #spooled(path: string): { spooled: string; fileSize: number } {
    return { spooled: this.#spool.nameOf(path), fileSize: this.#spool.sizeOf(path) };
  }

  #queueImport({ id, kind }: Job, memory: string): void {
    const files = this.#store.ledger.files(id);
    if (files?.spooled === undefined) throw new Error(`the job ${id} has no file`);
    const { onSame, reading } = files.request as ImportRequest;
    const path = this.#spool.pathOf(files.spooled);
    const order = { database: this.#database, job: id, memory, path, onSame, removeUnseen: false, reading };
    void this.#imports.run({ ...order, dryRun: kind === "dry-run" }, async (ofFile) => {
      if (ofFile) await this.#drop(files, "spooled");
      await this.tidy();
    });
  }
}

export function hasEnded({ state }: Job): boolean {
  return state !== "queued" && state !== "running";
}

/** Those past their time or their number; jobs come newest first. */
function outdated(jobs: readonly JobFiles[], age: number, count: number): JobFiles[] {
  const from = new Date(Date.now() - age).toISOString();
  return jobs.filter(({ finishedAt = "" }, i) => i >= count || finishedAt < from);
}

function notAgain({ id, kind, state, memory }: Job): Refusal {
  if (kind === "follow") {
    return new Refusal("conflict", `the job ${id} follows a file under tm/, which is read again when it changes`);
  }
  const ended = ["failed", "interrupted", "cancelled"].includes(state);
  const ofMemory = isFileJob(kind) && memory !== undefined;
  const noFile = ofMemory
    ? "it is of a memory; ask for it anew"
    : "its file is not there any more, or was at fault: hand it in again";
  const reason = ended ? noFile : `it is ${state}`;
  return new Refusal("conflict", `the job ${id} cannot be run again: ${reason}`);
}

function notFound(id: string): never {
  throw new Refusal("not-found", `there is no job with the id ${JSON.stringify(id)}`);
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { FileJobKind, Job } from "../job.js";
import { Refusal } from "../refusal.js";
import type { Store } from "../store/store.js";
import { isFaultOfFile } from "./file-fault.js";
import type { Log } from "./log.js";
import type { Spool } from "./spool.js";

/** A file made of a file or of a memory. */
export interface MadeFile {
  /** Text is written in UTF-8. */
  readonly content: string | Uint8Array | AsyncIterable<Uint8Array>;
  readonly contentType: string;
  /** A name for whoever saves it. */
  readonly fileName: string;
  /** What else is to be told of it, by name: header fields of the answer that carries it. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** A job whose file is spooled. `request` is what was asked for, as JSON, so that the job can be run again after a restart. */
export interface FileOrder {
  /** Empty where no file was handed in. */
  readonly path: string;
  readonly request: unknown;
  /** Says that nobody wants the file any more; work that heeds it stops and rejects, with whatever. */
  readonly signal: AbortSignal;
  /** To be told how many units have been read, where that can be counted. */
  readonly told: (read: number) => void;
}

/** What a kind of job does. */
export type FileWork = (order: FileOrder) => Promise<MadeFile>;

/** Jobs run at once. The work is done on threads that take a core each; a third job would only slow the others. */
const JOBS_AT_ONCE = 2;

/** What a job says of itself where its work failed for no reason that it could name. */
const NO_REASON = "the service failed; its log says why";

/**
 * Runs jobs that make a file of a file or of a memory, a few at a time, and keeps what they made in the spool. Each kind of work is
 * named when the workspace opens, so that a job can be run again by its kind and request alone.
 */
export class FileJobs {
  readonly #store: Store;
  readonly #spool: Spool;
  readonly #log: Log;
  readonly #works: Readonly<Partial<Record<FileJobKind, FileWork>>>;
  readonly #onEnd: () => Promise<void>;
  /** Jobs that wait or run, by id. */
  readonly #open = new Map<string, AbortController>();
  /** Units that running jobs have read. Nothing that a restart would want: it is kept when the job is done. */
  readonly #read = new Map<string, number>();
  readonly #ends = new Set<Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #closed = false;

  constructor(parts: {
    store: Store;
    spool: Spool;
    log: Log;
    works: Readonly<Partial<Record<FileJobKind, FileWork>>>;
    /** Called after each job. */
    onEnd: () => Promise<void>;
  }) {
    this.#store = parts.store;
    this.#spool = parts.spool;
    this.#log = parts.log;
    this.#works = parts.works;
    this.#onEnd = parts.onEnd;
  }

  /** Runs a queued job when its turn comes. */
  run(job: string, kind: FileJobKind): void {
    const abort = new AbortController();
    this.#open.set(job, abort);
    const end = this.#inTurn(job, kind, abort.signal)
      .catch((error: unknown) => this.#log.error({ err: error, job }, "a job could not be kept"))
      .then(() => {
        if (this.#open.get(job) === abort) this.#open.delete(job);
        this.#ends.delete(end);
      });
    this.#ends.add(end);
  }

  /** A job with how far it is. */
  asSeen(job: Job): Job {
    const read = job.finishedAt === undefined ? this.#read.get(job.id) : undefined;
    return read === undefined ? job : { ...job, read };
  }

  /** Stops a job that the store has as cancelled. */
  stop(job: string): void {
    this.#open.get(job)?.abort();
    this.#open.delete(job);
  }

  /** Stops all, which the next start finds interrupted. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const abort of this.#open.values()) abort.abort();
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all(this.#ends);
  }

  async #inTurn(job: string, kind: FileJobKind, signal: AbortSignal): Promise<void> {
    if (this.#taken < JOBS_AT_ONCE) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      // Whoever asked for the job is answered before it begins.
      await nextTurn();
      if (!signal.aborted) await this.#run(job, kind, signal);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#taken -= 1;
      else next();
    }
    if (!this.#closed) await this.#onEnd();
  }

  async #run(job: string, kind: FileJobKind, signal: AbortSignal): Promise<void> {
    const { ledger } = this.#store;
    const { spooled, request } = ledger.files(job) ?? {};
    try {
      const work = this.#works[kind];
      if (work === undefined) throw new Error(`there is no work for the job ${job}, a ${kind}`);
      ledger.begin(job);
      const path = spooled === undefined ? "" : this.#spool.pathOf(spooled);
      const told = (read: number): void => void this.#read.set(job, read);
      await this.#keep(job, await work({ path, request, signal, told }));
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refusal)) this.#log.error({ err: error, job }, "a job failed");
      ledger.fail(job, error instanceof Refusal ? reasonOf(error) : NO_REASON);
      if (spooled === undefined || !isFaultOfFile(error)) return;
      ledger.forget(job, "spooled");
      await this.#spool.drop(spooled);
    } finally {
      this.#read.delete(job);
    }
  }

  async #keep(job: string, made: MadeFile): Promise<void> {
    const { content, contentType, fileName, notes } = made;
    const path = await this.#spool.keep(chunksOf(content));
    const kept = this.#spool.nameOf(path);
    const result = { kept, contentType, fileName, size: this.#spool.sizeOf(path), ...(notes && { notes }) };
    if (this.#closed || !this.#store.ledger.finish(job, result, this.#read.get(job))) await this.#spool.drop(path);
  }
}

function reasonOf({ message, detail: { line, column } }: Refusal): string {
  if (line === undefined) return message;
  return column === undefined ? `line ${line}: ${message}` : `line ${line}, column ${column}: ${message}`;
}

async function* chunksOf(content: MadeFile["content"]): AsyncGenerator<Uint8Array> {
  if (typeof content === "string") yield Buffer.from(content);
  else if (content instanceof Uint8Array) yield content;
  else yield* content;
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { Job } from "../job.js";
import { Refusal } from "../refusal.js";
import type { GlossaryFolder } from "../store/glossary-folder.js";
import type { Store } from "../store/store.js";
import type { Memory } from "../unit.js";
import { isFaultOfFile } from "./file-fault.js";
import type { Home } from "./home.js";
import type { ImportQueue } from "./import-queue.js";
import type { Log } from "./log.js";
import type { MatchIndex } from "./match-index.js";
import { slug } from "./slug.js";
import { digestOf, languagesOf, tmFiles, type TmFile } from "./tm-folder.js";

/** A file of the home that could not be read, with the place and the reason. */
export interface FileFault {
  /** Its path from the home. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly reason: string;
}

/** A faulty file as it was found, and when it is to be tried again as long as it stays so. */
interface TmFault {
  readonly fault: FileFault;
  readonly size: number;
  readonly modifiedAt: number;
  /** Milliseconds since 1970; never, where the fault is the file's own. */
  readonly retryAt: number;
}

/** How long a file that could not be read for another reason is left alone, in milliseconds: reading it may be long work. */
const RETRY_AFTER = 15_000;

/** How often the two folders are looked at, in milliseconds: soon after a `git pull`, and too seldom to cost anything. */
const LOOK_EVERY = 2_000;

/** Rows that nobody sees any more taken away in one go: a few milliseconds of work. */
const VERSIONS_PER_SWEEP = 500;

/**
 * Takes up what people change in `glossary/` and `tm/` with an editor or with git. A new file becomes a memory, a changed
 * one is read again (units edited here stay), a removed one takes its memory offline. Size and date say whether a file
 * may have changed, its digest whether it did.
 */
export class Follower {
  readonly #home: Home;
  readonly #store: Store;
  readonly #index: MatchIndex;
  readonly #imports: ImportQueue;
  readonly #glossaries: GlossaryFolder;
  readonly #log: Log;
  readonly #onGlossaries: () => void;
  /** By the path under `tm/`. */
  readonly #tmFaults = new Map<string, TmFault>();
  #told = "";
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: {
    home: Home;
    store: Store;
    index: MatchIndex;
    imports: ImportQueue;
    glossaries: GlossaryFolder;
    log: Log;
    onGlossaries: () => void;
  }) {
    this.#home = parts.home;
    this.#store = parts.store;
    this.#index = parts.index;
    this.#imports = parts.imports;
    this.#glossaries = parts.glossaries;
    this.#log = parts.log;
    this.#onGlossaries = parts.onGlossaries;
  }

  get faults(): readonly FileFault[] {
    const glossaries = this.#glossaries.faults.map((fault) => ({ ...fault, file: `glossary/${fault.file}` }));
    const memories = [...this.#tmFaults.values()].map(({ fault }) => fault);
    return [...glossaries, ...memories];
  }

  /** Reads what there is, then looks again every {@link LOOK_EVERY}. */
  async start(): Promise<void> {
    await this.#look();
    this.#tellFaults();
    this.#timer = setInterval(() => this.#lookAgain(), LOOK_EVERY);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    await this.#imports.close();
    await this.#looking;
  }

  #lookAgain(): void {
    this.#looking = this.#looking.then(async () => {
      if (this.#closed) return;
      this.#imports.settle();
      try {
        if (await this.#glossaries.refresh()) this.#onGlossaries();
        await this.#look();
        this.#tellFaults();
        while (!this.#closed && this.#store.sweep(VERSIONS_PER_SWEEP)) await nextTurn();
      } catch (error) {
        this.#log.error({ err: error }, "the folders glossary/ and tm/ could not be looked at");
      }
    });
  }

  #tellFaults(): void {
    const { faults } = this;
    const told = JSON.stringify(faults);
    if (told === this.#told) return;
    this.#told = told;
    for (const fault of faults) this.#log.error({ ...fault }, "a file of the home could not be read");
  }

  async #look(): Promise<void> {
    const files = tmFiles(this.#home.tm);
    const known = new Map(this.#store.fileMemories().map((memory) => [memory.file, memory]));
    for (const file of files) {
      if (this.#closed) return;
      await this.#take(file, known.get(file.file));
    }
    const there = new Set(files.map(({ file }) => file));
    for (const file of this.#tmFaults.keys()) if (!there.has(file)) this.#tmFaults.delete(file);
    for (const memory of known.values()) {
      if (memory.file === undefined || there.has(memory.file) || !this.#store.isOnline(memory.id)) continue;
      this.#store.setOnline(memory.id, false);
      this.#index.removeMemory(memory.id);
      this.#log.info({ file: `tm/${memory.file}` }, "the file is gone: its memory is offline, edits are kept");
    }
  }

  /** Takes a file up, where it is new or changed. What goes wrong with it is its fault and no other file's. */
  async #take(file: TmFile, known: Memory | undefined): Promise<void> {
    const { size, modifiedAt } = file;
    const faulty = this.#tmFaults.get(file.file);
    if (faulty?.size === size && faulty.modifiedAt === modifiedAt && Date.now() < faulty.retryAt) return;
    try {
      await this.#update(file, known);
      this.#tmFaults.delete(file.file);
    } catch (error) {
      const { line, column } = error instanceof Refusal ? error.detail : {};
      const place = { ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
      const own = isFaultOfFile(error);
      const fault = { file: `tm/${file.file}`, ...place, reason: reasonOf(error) };
      this.#tmFaults.set(file.file, { fault, size, modifiedAt, retryAt: own ? Infinity : Date.now() + RETRY_AFTER });
    }
  }

  async #update(file: TmFile, known: Memory | undefined): Promise<void> {
    const { size, modifiedAt } = file;
    const state = known === undefined ? undefined : this.#store.fileState(known.id);
    if (known !== undefined && !this.#store.isOnline(known.id)) await this.#bringBack(known);
    if (state?.size === size && state.modifiedAt === modifiedAt) return;
    const newState = { size, modifiedAt, digest: await digestOf(file.path) };
    if (known !== undefined && state?.digest === newState.digest) return this.#store.setFileState(known.id, newState);
    const memory = known ?? (await this.#create(file));
    // A reading that a stop has cut off is begun anew at the next start.
    if (await this.#read(file, memory)) this.#store.setFileState(memory.id, newState);
  }

  async #create(file: TmFile): Promise<Memory> {
    const languages = await languagesOf(file.path);
    if (languages === undefined) throw new Refusal("invalid", "no unit of the file is in two languages");
    // `a.xlf` keeps its ending: `a.tmx` may lie beside it, and two memories have two names.
    const name = file.file.replace(/\.tmx$/i, "");
    const stem = name
      .split("/")
      .at(-1)
      ?.replace(/\.[^.]+$/, "");
    return this.#store.createMemory({
      id: slug(stem ?? name, (taken) => this.#store.isTaken(taken)),
      name,
      sourceLang: languages.source,
      targetLang: languages.target,
      penalty: file.penalty,
      readOnly: false,
      file: file.file,
    });
  }

  /** Whether the file was read to its end. */
  async #read(file: TmFile, memory: Memory): Promise<boolean> {
    const { id } = this.#store.createJob({ kind: "follow", memory: memory.id, file: `tm/${file.file}` });
    const { database } = this.#home;
    const order = {
      database,
      job: id,
      memory: memory.id,
      path: file.path,
      onSame: "replace",
      removeUnseen: true,
      reading: { name: file.file, sourceLang: memory.sourceLang, targetLang: memory.targetLang },
    } as const;
    await this.#imports.run(order);
    const stored = this.#store.job(id);
    const job = stored && this.#imports.asSeen(stored);
    if (job?.state === "failed") throw failureOf(job);
    if (job?.state !== "done") return false;
    const { read, added, updated, removed, skipped } = job;
    this.#log.info({ file: `tm/${file.file}`, read, added, updated, removed, skipped }, "read a memory");
    return true;
  }

  async #bringBack(memory: Memory): Promise<void> {
    this.#store.setOnline(memory.id, true);
    await this.#index.addMemory(memory.id);
    this.#log.info({ file: `tm/${memory.file}` }, "the file is back: so is its memory");
  }
}

/** Why reading a file failed: at the place that its last problem names, if that is what ended the job. */
function failureOf({ error = "the file could not be read", problems }: Job): Refusal {
  const last = problems.at(-1);
  if (last === undefined || !error.endsWith(last.reason)) return new Refusal("conflict", error);
  return new Refusal("malformed", last.reason, { line: last.line, column: last.column });
}

function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  // A reason of the system's own names a path, which the fault has already, and a call, which helps nobody.
  return SYSTEM_REASONS[code] ?? (code === "" ? String(error) : `the system says ${code}`);
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  EACCES: "the service may not read it; give it the right to",
  EPERM: "the service may not read it; give it the right to",
  ENOENT: "it went away while it was read",
  EISDIR: "it is a folder where a file was expected",
  EIO: "the disk could not read it",
};

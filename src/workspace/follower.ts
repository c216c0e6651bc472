import { setImmediate as nextTurn } from "node:timers/promises";
import type { MemoryIndex } from "../memory/memory-index.js";
import { Refusal } from "../refusal.js";
import type { GlossaryFolder } from "../store/glossary-folder.js";
import type { Store } from "../store/store.js";
import type { Memory } from "../unit.js";
import type { Home } from "./home.js";
import type { ImportQueue } from "./import-queue.js";
import type { Log } from "./log.js";
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
  readonly #index: MemoryIndex;
  readonly #imports: ImportQueue;
  readonly #glossaries: GlossaryFolder;
  readonly #log: Log;
  readonly #onGlossaries: () => void;
  /** By the path under `tm/`, with the state of the file that was found faulty: it is not read again until it changes. */
  readonly #tmFaults = new Map<string, FileFault & { readonly size: number; readonly modifiedAt: number }>();
  #told = "";
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(parts: {
    home: Home;
    store: Store;
    index: MemoryIndex;
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
    const memories = [...this.#tmFaults.values()].map(({ size: _, modifiedAt: __, ...fault }) => fault);
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

  async #take(file: TmFile, known: Memory | undefined): Promise<void> {
    const faulty = this.#tmFaults.get(file.file);
    if (faulty?.size === file.size && faulty.modifiedAt === file.modifiedAt) return;
    const state = known === undefined ? undefined : this.#store.fileState(known.id);
    if (known !== undefined && !this.#store.isOnline(known.id)) this.#bringBack(known);
    if (state?.size === file.size && state.modifiedAt === file.modifiedAt) return;
    const digest = await digestOf(file.path);
    const newState = { size: file.size, modifiedAt: file.modifiedAt, digest };
    if (known !== undefined && state?.digest === digest) return this.#store.setFileState(known.id, newState);
    try {
      const memory = known ?? (await this.#create(file));
      await this.#read(file, memory);
      this.#store.setFileState(memory.id, newState);
      this.#tmFaults.delete(file.file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { line, column } = error.detail;
      const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
      const { size, modifiedAt } = file;
      this.#tmFaults.set(file.file, { file: `tm/${file.file}`, ...place, reason: error.message, size, modifiedAt });
    }
  }

  async #create(file: TmFile): Promise<Memory> {
    const languages = await languagesOf(file.path);
    if (languages === undefined) throw new Refusal("invalid", "no unit of the file is in two languages");
    const name = file.file.replace(/\.[^./]+$/, "");
    return this.#store.createMemory({
      id: slug(name.split("/").at(-1) ?? name, (taken) => this.#store.isTaken(taken)),
      name,
      sourceLang: languages.source,
      targetLang: languages.target,
      penalty: file.penalty,
      readOnly: false,
      file: file.file,
    });
  }

  async #read(file: TmFile, memory: Memory): Promise<void> {
    const job = this.#store.createJob({ kind: "follow", memory: memory.id, file: `tm/${file.file}` });
    const { database } = this.#home;
    await this.#imports.run({
      database,
      job: job.id,
      memory: memory.id,
      path: file.path,
      onSame: "replace",
      removeUnseen: true,
    });
    const { state, error, problems, read, added, updated, removed, skipped } = this.#store.job(job.id) ?? job;
    if (state === "failed") {
      const last = problems.at(-1);
      const place = last === undefined ? {} : { line: last.line, column: last.column };
      throw new Refusal("malformed", last?.reason ?? error ?? "the file could not be read", place);
    }
    this.#log.info({ file: `tm/${file.file}`, state, read, added, updated, removed, skipped }, "read a memory");
  }

  #bringBack(memory: Memory): void {
    this.#store.setOnline(memory.id, true);
    for (const unit of this.#store.eachUnit(memory.id)) this.#index.add(unit);
    this.#log.info({ file: `tm/${memory.file}` }, "the file is back: so is its memory");
  }
}

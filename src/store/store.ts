import type { Statement } from "better-sqlite3";
import type { Job, OnSame } from "../job.js";
import type { Memory, Unit, UnitContent, UnitVersion } from "../unit.js";
import { Concordance, type ConcordanceEntry, type ConcordanceQuery } from "./concordance.js";
import { numberOf, openDatabase, type Connection } from "./database.js";
import { Fragments } from "./fragments.js";
import { Ignores } from "./ignores.js";
import { Importer, type ImportOptions } from "./importer.js";
import { Jobs, type NewJob } from "./jobs.js";
import { Marks } from "./marks.js";
import { Memories, type FileState, type MemoryChange, type NewMemory } from "./memories.js";
import type { TokensOf } from "./search-text.js";
import { Sweeper } from "./sweeper.js";
import { UnitEditor, type Addition } from "./unit-editor.js";
import { UnitReader, type LivingUnit, type PageRequest } from "./unit-reader.js";
import { Versions } from "./versions.js";

/** Changes of a job read at once: each page is a read of its own. */
const CHANGES_PER_PAGE = 1_000;

interface Change {
  readonly id: number;
  readonly unit: number;
}

/**
 * Memories, units with their history, and jobs, in a SQLite database. What a method has returned from is on the disk.
 * Several threads may have it open at once, each with a `Store` of its own; each sees what the others have committed.
 *
 * Nothing is refused for being read-only: that is for those who know who is asking.
 */
export class Store {
  readonly #database: Connection;
  readonly #tokensOf: TokensOf;
  readonly #memories: Memories;
  readonly #reader: UnitReader;
  readonly #versions: Versions;
  readonly #editor: UnitEditor;
  /** Jobs, where more than the job itself is asked of them. */
  readonly ledger: Jobs;
  readonly #concordance: Concordance;
  readonly #sweeper: Sweeper;
  /** Runs of words. */
  readonly fragments: Fragments;
  /** The findings that reviewers ignore. */
  readonly ignores: Ignores;
  /** By which files of the fuzzy index are known to agree with this database. */
  readonly marks: Marks;
  readonly #bornLiving: Statement<[number], { first: number | null; last: number | null }>;
  readonly #born: Statement<[number, number, number], Change>;
  readonly #ended: Statement<[number, number, number], Change>;

  private constructor(database: Connection, tokensOf: TokensOf) {
    this.#database = database;
    this.#tokensOf = tokensOf;
    this.#memories = new Memories(database);
    this.#reader = new UnitReader(database);
    this.#versions = new Versions(database);
    const parts = { database, tokensOf, memories: this.#memories, reader: this.#reader, versions: this.#versions };
    this.#editor = new UnitEditor(parts);
    this.ledger = new Jobs(database, this.#memories);
    this.#concordance = new Concordance(database, this.#reader);
    this.#sweeper = new Sweeper(database, this.#versions);
    this.fragments = new Fragments(database, this.#reader);
    this.ignores = new Ignores(database);
    this.marks = new Marks(database);
    this.#bornLiving = database.prepare(
      "select first_version as first, last_version as last from job where number = ?",
    );
    this.#born = database.prepare(
      `select v.id, v.unit from job j cross join version v on v.id between j.first_version and j.last_version
       where j.number = ? and j.hidden = 0 and v.id > ? and v.born_job = j.number order by v.id limit ?`,
    );
    this.#ended = database.prepare(
      `select v.id, v.unit from job j cross join version v on v.died_job = j.number
       where j.number = ? and j.hidden = 0 and v.id > ?
       and not exists (select 1 from version n where n.memory = v.memory and n.unit = v.unit and n.born_job = j.number)
       order by v.id limit ?`,
    );
  }

  /** Opens the database of that path, or makes it. `tokensOf` gives the words that concordance finds a text by. */
  static open({ path, tokensOf }: { readonly path: string; readonly tokensOf: TokensOf }): Store {
    return Store.on(openDatabase(path), tokensOf);
  }

  /** A store on a connection that {@link openDatabase} has made; closed with the store. */
  static on(database: Connection, tokensOf: TokensOf): Store {
    return new Store(database, tokensOf);
  }

  /** Marks jobs that a process which is no more left unfinished. For the owner of the home, before it starts any. */
  recover(): void {
    this.ledger.interruptAll();
  }

  close(): void {
    this.#database.close();
  }

  memories(): Memory[] {
    return this.#memories.all();
  }

  memory(id: string): Memory | undefined {
    return this.#memories.get(id);
  }

  /** Refuses with `conflict` where the id, the name or the file is another memory's. */
  createMemory(memory: NewMemory): Memory {
    return this.#memories.create(memory);
  }

  /** Refuses with `stale` and the current memory where `revision` is not its revision. */
  changeMemory(id: string, revision: number, change: MemoryChange): Memory {
    return this.#memories.change(id, revision, change);
  }

  /** The memory and its units are gone at once; {@link sweep} takes their rows away. */
  deleteMemory(id: string, revision: number): void {
    this.#memories.delete(id, revision);
  }

  /** The memories that follow files, those offline among them. */
  fileMemories(): Memory[] {
    return this.#memories.followingFiles();
  }

  /** Whether a memory has that id, online or not. */
  isTaken(id: string): boolean {
    return this.#memories.isTaken(id);
  }

  isOnline(memory: string): boolean {
    return this.#memories.isOnline(memory);
  }

  /** An offline memory is not listed and its units are not found; they are kept, edits included. */
  setOnline(memory: string, online: boolean): void {
    this.#memories.setOnline(memory, online);
  }

  /** The followed file as it was last read whole; `undefined` before that. */
  fileState(memory: string): FileState | undefined {
    return this.#memories.fileState(memory);
  }

  setFileState(memory: string, state: FileState): void {
    this.#memories.setFileState(memory, state);
  }

  unit(id: string): Unit | undefined {
    return this.#reader.unit(id);
  }

  /** As {@link unit}, with the number of its version. */
  living(id: string): LivingUnit | undefined {
    return this.#reader.living(id);
  }

  /** The numbers of all versions that are visible, or of those in a memory, in ascending order. */
  livingVersions(memory?: string): Float64Array {
    return this.#reader.livingVersions(memory === undefined ? {} : { memory });
  }

  /** Of the versions between the first and the last that a job has borne, those that are visible, in ascending order. */
  livingVersionsBy(job: string): Float64Array {
    const { first, last } = this.#bornLiving.get(numberOf(job) ?? 0) ?? {};
    if (first == null || last == null) return new Float64Array();
    return this.#reader.livingVersions({ from: first, to: last });
  }

  /** The units of those versions that are visible, in the order given. */
  ofVersions(versions: Iterable<number>): IterableIterator<LivingUnit> {
    return this.#reader.ofVersions(versions);
  }

  /** A page of a memory's units, in the order of their ids as numbers. */
  units(memory: string, page: PageRequest): Unit[] {
    return this.#reader.units(memory, page);
  }

  /** All units of a memory, or of all memories: see {@link UnitReader.eachUnit} for what may change meanwhile. */
  eachUnit(memory?: string, among: { readonly after?: number; readonly to?: number } = {}): IterableIterator<Unit> {
    return this.#reader.eachUnit(memory, among);
  }

  /** The numbers of a memory's units in ascending order. */
  unitNumbers(memory: string): Float64Array {
    return this.#reader.unitNumbers(memory);
  }

  /** What a unit was before it was changed or deleted, newest first. */
  history(id: string): UnitVersion[] {
    return this.#reader.history(id);
  }

  /** Adds a unit by the rule of identity (placement.ts), as one changed now. */
  addUnit(memory: string, content: UnitContent, options: { readonly onSame?: OnSame } = {}): Addition {
    return this.#editor.add(memory, content, options.onSame ?? "newer");
  }

  /** Refuses with `stale` and the current unit where `revision` is not its revision. */
  changeUnit(id: string, revision: number, content: UnitContent): Unit {
    return this.#editor.change(id, revision, content);
  }

  deleteUnit(id: string, revision: number): void {
    this.#editor.delete(id, revision);
  }

  /** Texts that hold all of what is looked for, those written last first. */
  concordance(query: ConcordanceQuery): ConcordanceEntry[] {
    return this.#concordance.find(query);
  }

  createJob(job: NewJob): Job {
    return this.ledger.create(job);
  }

  job(id: string): Job | undefined {
    return this.ledger.get(id);
  }

  /** A page of the jobs, newest first. */
  jobs(page: PageRequest): Job[] {
    return this.ledger.page(page);
  }

  /** Has a queued job run: what is to write a file's units to its memory. Refuses where another one is writing to it. */
  importer(job: string, memory: string, options: ImportOptions): Importer {
    const { memories, jobs, versions } = { memories: this.#memories, jobs: this.ledger, versions: this.#versions };
    return new Importer(job, memory, options, {
      database: this.#database,
      tokensOf: this.#tokensOf,
      memories,
      jobs,
      versions,
    });
  }

  /** Fails a job whose importer is no more, as one that ended then, or now. Nothing happens to one that has ended. */
  abandonJob(job: string, error: string, endedAt?: string): Job {
    return this.ledger.fail(job, error, endedAt);
  }

  /** See {@link Sweeper.clearJob}. */
  clearJob(job: string, limit: number): boolean {
    return this.#sweeper.clearJob(numberOf(job) ?? 0, limit);
  }

  /** The ids of the units that a committed job added, changed or removed, each once. Nothing before its commit. */
  *changedBy(job: string): Generator<string, void, undefined> {
    yield* this.#changes(job, [this.#born, this.#ended]);
  }

  /** Of {@link changedBy}, those removed. */
  removedBy(job: string): IterableIterator<string> {
    return this.#changes(job, [this.#ended]);
  }

  *#changes(job: string, kinds: Statement<[number, number, number], Change>[]): Generator<string, void, undefined> {
    const number = numberOf(job);
    if (number === undefined) return;
    for (const changes of kinds) {
      let from = 0;
      for (let page = changes.all(number, from, CHANGES_PER_PAGE); page.length > 0;) {
        for (const { unit } of page) yield String(unit);
        from = page.at(-1)?.id ?? from;
        page = changes.all(number, from, CHANGES_PER_PAGE);
      }
    }
  }

  /**
   * Takes away up to `limit` versions that nobody can see any more: of deleted memories, of failed and interrupted jobs.
   * Whether there may be more to do. To be called in idle moments; nothing depends on when.
   */
  sweep(limit: number): boolean {
    return this.#sweeper.sweep(limit);
  }
}

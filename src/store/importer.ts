import type { Statement } from "better-sqlite3";
import type { Breaches } from "../breaches.js";
import { MAX_JOB_PROBLEMS, type Job, type JobCounts, type OnSame } from "../job.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import { inTransaction, type Connection } from "./database.js";
import type { Jobs } from "./jobs.js";
import type { Memories } from "./memories.js";
import { NumberSet } from "./number-set.js";
import { place, type Placement, type Writer } from "./placement.js";
import { prepareUnit, type PlacedUnit, type PreparedUnit } from "./prepared-unit.js";
import type { TokensOf } from "./search-text.js";
import { IS_VISIBLE } from "./unit-reader.js";
import type { Versions, VersionState } from "./versions.js";

/** How a file is read into a memory. */
export interface ImportOptions {
  readonly onSame: OnSame;
  /** For a file that the memory follows: units that it holds no more are removed, save those edited here. */
  readonly removeUnseen?: boolean;
  /** Whether only the counts are wanted: all is done as ever, and at the end never made visible but taken away. */
  readonly dryRun?: boolean;
}

/** Where a unit was written, or what it was found to be: its number, and that of its version where one was written. */
export interface WrittenUnit {
  readonly unit: number;
  readonly version: number | undefined;
}

interface Parts {
  readonly database: Connection;
  readonly tokensOf: TokensOf;
  readonly memories: Memories;
  readonly jobs: Jobs;
  readonly versions: Versions;
}

interface Living {
  readonly id: number;
  readonly unit: number;
  readonly bornJob: number;
}

/** States told apart, and their length: real files have a dozen words for them. */
const MAX_STATES = 100;
const MAX_STATE_LENGTH = 100;
const OTHER_STATES = "other";

/** Units looked at in one transaction while those that a file holds no more are removed: hundredths of a second. */
const UNITS_PER_REMOVAL = 5_000;

/**
 * Writes the units of a file to a memory, in transactions as large as its caller makes them, between which others may
 * write. Nothing can be seen before the commit, and nothing of it is left after a failure or the end of the process.
 */
export class Importer {
  readonly #parts: Parts;
  readonly #options: ImportOptions;
  readonly #memoryId: string;
  readonly #memory: number;
  readonly #job: number;
  /** The units that the file's units were found to be. */
  readonly #claimed = new NumberSet();
  #problems: Problem[] = [];
  #lost = 0;
  readonly #leftOut = new Map<string, number>();
  #breaches: Breaches | null | undefined;
  #fileRead: number | undefined;
  readonly #hiddenJobs: Statement<[], number>;
  readonly #widen: Statement;
  readonly #living: Statement<[number, number, number], Living>;
  readonly #publish: Statement;
  readonly #endUnseen: Statement;

  /** Has the job run: see {@link Jobs.start} for what is refused. */
  constructor(job: string, memory: string, options: ImportOptions, parts: Parts) {
    this.#parts = parts;
    this.#options = options;
    this.#memoryId = memory;
    this.#memory = parts.memories.numberOf(memory);
    this.#job = parts.jobs.start(job, this.#memory);
    const { database } = parts;
    this.#hiddenJobs = database.prepare<[], number>("select number from hidden_job").pluck();
    this.#widen = database.prepare(
      "update job set first_version = coalesce(first_version, :first), last_version = :last where number = :job",
    );
    this.#living = database.prepare(
      `select v.id, v.unit, v.born_job as bornJob from version v
       where v.memory = ? and v.unit > ? and ${IS_VISIBLE} order by v.unit limit ?`,
    );
    this.#publish = database.prepare(
      `update job set state = 'done', hidden = 0, finished_at = :at,
       untidy_from = case when updated + removed > 0 then 0 end where number = :job and state = 'running'`,
    );
    this.#endUnseen = database.prepare(
      "update job set state = 'done', finished_at = :at where number = :job and state = 'running'",
    );
  }

  /** Notes how many bytes of the file have been read; kept with the next units written. */
  reached(fileRead: number): void {
    this.#fileRead = fileRead;
  }

  /** The number of the memory, for which units are prepared. */
  get memoryNumber(): number {
    return this.#memory;
  }

  /** Writes units in one transaction, in their order. */
  write(units: readonly PlacedUnit[]): WrittenUnit[] {
    return this.writePrepared(units.map((unit) => prepareUnit(unit, this.#memory, this.#parts.tokensOf)));
  }

  /** Writes units that were prepared for {@link memoryNumber}, in one transaction, in their order. */
  writePrepared(units: readonly PreparedUnit[]): WrittenUnit[] {
    if (units.length === 0) return [];
    const written = inTransaction(this.#parts.database, () => {
      this.#keepProblems();
      return this.#writeAll(units);
    });
    this.#forgetProblems();
    return written;
  }

  /**
   * Notes a problem that reading the file has shown; `lost` where it cost the unit. Kept with the next units written, or
   * at the end.
   */
  addProblem(problem: Problem, lost: boolean): void {
    this.#problems.push(problem);
    if (lost) this.#lost += 1;
    if (this.#problems.length < MAX_JOB_PROBLEMS) return;
    inTransaction(this.#parts.database, () => this.#keepProblems());
    this.#forgetProblems();
  }

  /** Notes a translation that is not wanted for its state. Kept at the end. */
  leaveOut(state: string): void {
    const known = this.#leftOut.has(state) || this.#leftOut.size < MAX_STATES;
    const name = known ? state.slice(0, MAX_STATE_LENGTH) : OTHER_STATES;
    this.#leftOut.set(name, (this.#leftOut.get(name) ?? 0) + 1);
  }

  /** Notes which rules of its format the file breaks; `null` where it was too large to be held to them. Kept at the end. */
  examined(breaches: Breaches | null): void {
    this.#breaches = breaches;
  }

  /** Makes all that was written visible at once: when this returns, it is on the disk. Nothing of it after a dry run. */
  commit(): Job {
    const { database, memories, jobs } = this.#parts;
    if (this.#options.removeUnseen === true) this.#removeUnseen();
    inTransaction(database, () => {
      memories.numberOf(this.#memoryId);
      this.#keepProblems();
      if (this.#leftOut.size > 0) jobs.leaveOut(this.#job, Object.fromEntries(this.#leftOut));
      if (this.#breaches !== undefined) jobs.keepBreaches(this.#job, this.#breaches);
      const at = new Date().toISOString();
      if (this.#options.dryRun === true) return void this.#endUnseen.run({ at, job: this.#job });
      const { added, removed, updated } = jobs.at(this.#job);
      this.#publish.run({ at, job: this.#job });
      if (added + removed + updated > 0) memories.count(this.#memory, added - removed, at);
    });
    return jobs.at(this.#job);
  }

  /**
   * Gives the import up, for the problem that ended it where it is one of the file: nothing of it will ever be seen. A
   * full disk costs the problems not yet kept, and is refused only where it does not take that the job has failed.
   */
  abandon(error: string, problem?: Problem): Job {
    const { database, jobs } = this.#parts;
    if (problem !== undefined) this.#problems.push(problem);
    try {
      if (jobs.at(this.#job).state === "running") inTransaction(database, () => this.#keepProblems());
    } catch (failure) {
      if (!(failure instanceof Refusal && failure.code === "storage-full")) throw failure;
    }
    return jobs.fail(String(this.#job), error);
  }

  #keepProblems(): void {
    const { jobs } = this.#parts;
    jobs.countUp(this.#job, { read: this.#lost, skipped: this.#lost });
    jobs.addProblems(this.#job, this.#problems);
    if (this.#fileRead !== undefined) jobs.reach(this.#job, this.#fileRead);
  }

  /** After the transaction that kept them, for one that is rolled back keeps nothing. */
  #forgetProblems(): void {
    this.#problems = [];
    this.#lost = 0;
  }

  #writeAll(units: readonly PreparedUnit[]): WrittenUnit[] {
    const { versions, jobs } = this.#parts;
    const writer = this.#writer();
    versions.reserve(units.length);
    const counts: Record<keyof JobCounts, number> = {
      read: 0,
      added: 0,
      updated: 0,
      unchanged: 0,
      skipped: 0,
      removed: 0,
    };
    const problems: Problem[] = [];
    const all: WrittenUnit[] = [];
    let first: number | undefined;
    let last = 0;
    for (const unit of units) {
      const placement = place(unit, versions, writer, this.#memory);
      counts.read += 1;
      counts[placement.outcome] += 1;
      if (placement.outcome === "added" || placement.outcome === "updated") {
        const written = this.#insert(unit, placement);
        all.push(written);
        last = written.version;
        first ??= last;
        continue;
      }
      this.#claimed.add(placement.unit);
      all.push({ unit: placement.unit, version: undefined });
      if (placement.reason !== undefined) problems.push(problemWith(unit, placement.unit, placement.reason));
    }
    versions.writeWords();
    jobs.countUp(this.#job, counts);
    jobs.addProblems(this.#job, problems);
    if (first !== undefined) this.#widen.run({ first, last, job: this.#job });
    return all;
  }

  #writer(): Writer {
    return {
      job: this.#job,
      onSame: this.#options.onSame,
      isFollowed: this.#options.removeUnseen === true,
      hiddenJobs: new Set(this.#hiddenJobs.all()),
      isClaimed: (unit) => this.#claimed.has(unit),
    };
  }

  /** Writes a unit as added or updated. */
  #insert(
    unit: PreparedUnit,
    placement: Extract<Placement, { outcome: "added" | "updated" }>,
  ): { unit: number; version: number } {
    const { versions } = this.#parts;
    const follows = placement.outcome === "updated" ? placement.replaces : placement.revives;
    if (follows !== undefined) this.#clear(follows);
    if (placement.outcome === "updated") versions.endBy(this.#job, placement.replaces.id);
    const placing = { memory: this.#memory, job: this.#job, stamp: unit.stamp };
    const version = versions.insert(unit, follows === undefined ? placing : { ...placing, follows });
    const number = follows?.unit ?? version;
    this.#claimed.add(number);
    return { unit: number, version };
  }

  /** Takes away the versions of a unit that a failed job left behind one that counts. */
  #clear({ unit, revision }: VersionState): void {
    const { versions } = this.#parts;
    for (const later of versions.ofUnit(this.#memory, unit)) {
      if (later.revision > revision) versions.remove(later.id);
    }
  }

  /** Ends the units that the file was not found to hold. Those edited here stay and are reported. */
  #removeUnseen(): void {
    const { database, versions, jobs } = this.#parts;
    for (let from: number | undefined = 0; from !== undefined;) {
      const after: number = from;
      from = inTransaction(database, () => {
        const page = this.#living.all(this.#memory, after, UNITS_PER_REMOVAL);
        const unseen = page.filter(({ unit }) => !this.#claimed.has(unit));
        const edited = unseen.filter(({ bornJob }) => bornJob === 0);
        const removed = unseen.filter(({ bornJob }) => bornJob !== 0);
        for (const { id } of removed) versions.endBy(this.#job, id);
        jobs.countUp(this.#job, { removed: removed.length });
        jobs.addProblems(
          this.#job,
          edited.map(({ unit }) => ({ ...FILE_START, unit: String(unit), reason: NOT_IN_FILE })),
        );
        return page.length < UNITS_PER_REMOVAL ? undefined : page.at(-1)?.unit;
      });
    }
  }
}

/** Where a problem is put that has no place in the file. */
const FILE_START = { line: 1, column: 1 };

const NOT_IN_FILE = "the file does not hold the unit, which was edited or added here: it was kept";

function problemWith({ place, key }: PreparedUnit, number: number, reason: string): Problem {
  return { ...(place ?? FILE_START), unit: key ?? String(number), reason };
}

import type { Statement } from "better-sqlite3";
import type { Breaches } from "../breaches.js";
import { MAX_JOB_PROBLEMS, type Job, type JobCounts, type JobKind, type JobState, type LeftOut } from "../job.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import { inTransaction, numberOf, type Connection } from "./database.js";
import type { Memories } from "./memories.js";
import { jobOf, problemOf, resultOf, type JobRow, type KeptResult, type ProblemRow } from "./rows.js";
import type { PageRequest } from "./unit-reader.js";

/** What a new job is made of. */
export interface NewJob {
  readonly kind: JobKind;
  /** The id of the memory it is to write to, or that it checks. */
  readonly memory?: string;
  readonly file?: string;
  /** Bytes of the file handed in. */
  readonly fileSize?: number;
  /** The name of the file handed in, in the spool. */
  readonly spooled?: string;
  /** What is needed to run it, or to run it again: kept as JSON. */
  readonly request?: unknown;
}

/** What is kept of a job beside what everybody may see. */
export interface JobFiles {
  readonly job: string;
  readonly spooled?: string;
  readonly request?: unknown;
  readonly result?: KeptResult;
  /** `undefined` while it waits or runs. */
  readonly finishedAt?: string;
}

const NO_COUNTS: JobCounts = { read: 0, added: 0, updated: 0, unchanged: 0, skipped: 0, removed: 0 };

/** What a job that was under way when its process ended says of itself. */
const INTERRUPTED = "the service stopped before the job had ended; nothing of it was kept";

/** The jobs of a home. */
export class Jobs {
  readonly #database: Connection;
  readonly #memories: Memories;
  readonly #byNumber: Statement<[number], JobRow>;
  readonly #newest: Statement<[number, number], JobRow>;
  readonly #problems: Statement<[number], ProblemRow>;
  readonly #insert: Statement;
  readonly #start: Statement;
  readonly #busy: Statement<[number], number>;
  readonly #countUp: Statement;
  readonly #addProblem: Statement;
  readonly #countProblem: Statement;
  readonly #leaveOut: Statement;
  readonly #keepBreaches: Statement;
  readonly #end: Statement;
  readonly #interrupt: Statement;
  readonly #finish: Statement;
  readonly #requeue: Statement;
  readonly #forgetProblems: Statement;
  readonly #reach: Statement;
  readonly #kept: Statement<[], JobRow>;
  readonly #forgetSpooled: Statement;
  readonly #forgetResult: Statement;
  readonly #countByState: Statement<[], { kind: JobKind; state: JobState; jobs: number }>;

  constructor(database: Connection, memories: Memories) {
    this.#database = database;
    this.#memories = memories;
    const select = "select j.*, m.id as memory from job j left join memory m on m.number = j.memory";
    this.#byNumber = database.prepare(`${select} where j.number = ?`);
    this.#newest = database.prepare(`${select} where j.number < ? order by j.number desc limit ?`);
    this.#problems = database.prepare("select * from problem where job = ? order by ordinal");
    this.#insert = database.prepare(
      `insert into job (kind, memory, state, file, file_size, spooled, request, created_at, hidden)
       values (:kind, :memory, 'queued', :file, :fileSize, :spooled, :request, :at, :memory is not null and :kind <> 'check')`,
    );
    this.#start = database.prepare("update job set state = 'running' where number = ? and state = 'queued'");
    this.#busy = database
      .prepare<[number], number>("select number from job where hidden = 1 and state = 'running' and memory = ?")
      .pluck();
    this.#countUp = database.prepare(
      `update job set read_count = read_count + :read, added = added + :added, updated = updated + :updated,
       unchanged = unchanged + :unchanged, skipped = skipped + :skipped, removed = removed + :removed
       where number = :job and state = 'running'`,
    );
    this.#addProblem = database.prepare(
      `insert into problem (job, ordinal, line_number, column_number, unit, reason)
       select number, problem_count, :line, :column, :unit, :reason from job
       where number = :job and problem_count < ${MAX_JOB_PROBLEMS}`,
    );
    this.#countProblem = database.prepare("update job set problem_count = problem_count + 1 where number = ?");
    this.#leaveOut = database.prepare("update job set left_out = ? where number = ?");
    this.#keepBreaches = database.prepare("update job set breaches = ? where number = ?");
    this.#end = database.prepare(
      "update job set state = ?, error = ?, finished_at = ? where number = ? and state in ('queued', 'running')",
    );
    this.#interrupt = database.prepare(
      "update job set state = 'interrupted', error = ?, finished_at = ? where state in ('queued', 'running')",
    );
    this.#finish = database.prepare(
      "update job set state = 'done', result = ?, read_count = ?, finished_at = ? where number = ? and state = 'running'",
    );
    this.#requeue = database.prepare(
      `update job set state = 'queued', error = null, finished_at = null, read_count = 0, added = 0, updated = 0,
       unchanged = 0, skipped = 0, removed = 0, problem_count = 0, left_out = null, file_read = null
       where number = ? and state in ('failed', 'interrupted', 'cancelled') and spooled is not null`,
    );
    this.#forgetProblems = database.prepare("delete from problem where job = ?");
    this.#reach = database.prepare("update job set file_read = ? where number = ?");
    this.#kept = database.prepare(
      `${select} where j.spooled is not null or j.result is not null order by j.number desc`,
    );
    this.#forgetSpooled = database.prepare("update job set spooled = null where number = ?");
    this.#forgetResult = database.prepare("update job set result = null where number = ?");
    this.#countByState = database.prepare("select kind, state, count(*) as jobs from job group by kind, state");
  }

  create({ kind, memory, file, fileSize, spooled, request }: NewJob): Job {
    return inTransaction(this.#database, () => {
      const { lastInsertRowid } = this.#insert.run({
        kind,
        memory: memory === undefined ? null : this.#memories.numberOf(memory),
        file: file ?? null,
        fileSize: fileSize ?? null,
        spooled: spooled ?? null,
        request: request === undefined ? null : JSON.stringify(request),
        at: new Date().toISOString(),
      });
      return this.at(Number(lastInsertRowid));
    });
  }

  get(id: string): Job | undefined {
    const number = numberOf(id);
    const row = number === undefined ? undefined : this.#byNumber.get(number);
    return row === undefined ? undefined : this.#job(row);
  }

  /** A page of the jobs, newest first. */
  page({ after, limit }: PageRequest): Job[] {
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : numberOf(after);
    return before === undefined ? [] : this.#newest.all(before, limit).map((row) => this.#job(row));
  }

  /**
   * Has a queued job run, and returns its number. Refuses with `conflict` where it has begun already or another job is
   * writing to the memory: two at once would each work from what the other is about to change.
   */
  start(id: string, memory: number): number {
    return inTransaction(this.#database, () => {
      const number = numberOf(id) ?? 0;
      if (this.#busy.get(memory) !== undefined)
        throw new Refusal("conflict", "another job is writing to the memory; wait for it");
      if (this.#start.run(number).changes === 0)
        throw new Refusal("conflict", `the job ${id} is not one that waits to be run`);
      return number;
    });
  }

  /** Has a queued job run that writes to no memory. Refuses with `conflict` where it does not wait to be run. */
  begin(id: string): void {
    inTransaction(this.#database, () => {
      if (this.#start.run(numberOf(id) ?? 0).changes > 0) return;
      throw new Refusal("conflict", `the job ${id} is not one that waits to be run`);
    });
  }

  /**
   * Ends a running job with what it has made, `read` units having been read. Whether it was running: one that was cancelled
   * has made nothing.
   */
  finish(id: string, result: KeptResult, read = 0): boolean {
    const done = [JSON.stringify(result), read, new Date().toISOString(), numberOf(id) ?? 0];
    return inTransaction(this.#database, () => this.#finish.run(...done).changes > 0);
  }

  /** Marks a job as cancelled. Whether it had not ended yet. */
  cancel(id: string): boolean {
    const ended = ["cancelled", null, new Date().toISOString(), numberOf(id) ?? 0];
    return inTransaction(this.#database, () => this.#end.run(...ended).changes > 0);
  }

  /** Has a job wait once more that has ended without being done and whose file is still there. Whether it is one. */
  requeue(id: string): boolean {
    return inTransaction(this.#database, () => {
      const number = numberOf(id) ?? 0;
      if (this.#requeue.run(number).changes === 0) return false;
      this.#forgetProblems.run(number);
      return true;
    });
  }

  /** Notes how far into its file a job is, in the caller's transaction. */
  reach(job: number, fileRead: number): void {
    this.#reach.run(fileRead, job);
  }

  /** What is kept of a job that is there. */
  files(id: string): JobFiles | undefined {
    const row = this.#byNumber.get(numberOf(id) ?? 0);
    return row === undefined ? undefined : filesOf(row);
  }

  /** The jobs of which files are kept, newest first. */
  withFiles(): JobFiles[] {
    return this.#kept.all().map(filesOf);
  }

  /** Notes that the file handed in, or the one made, is kept no more. */
  forget(id: string, what: "spooled" | "result"): void {
    const forget = what === "spooled" ? this.#forgetSpooled : this.#forgetResult;
    inTransaction(this.#database, () => forget.run(numberOf(id) ?? 0));
  }

  /** How many jobs of each kind are in each state. */
  countByState(): { kind: JobKind; state: JobState; jobs: number }[] {
    return this.#countByState.all();
  }

  /** Adds to the counts of a running job, in the caller's transaction. Refuses where it is running no more. */
  countUp(job: number, more: Partial<JobCounts>): void {
    const counted = this.#countUp.run({ ...NO_COUNTS, ...more, job });
    if (counted.changes === 0) throw new Refusal("conflict", `the job ${job} was ended by somebody else`);
  }

  /** Keeps problems of a job, in the caller's transaction: the first in full, of the rest the number. */
  addProblems(job: number, problems: readonly Problem[]): void {
    for (const { line, column, unit, reason } of problems) {
      this.#addProblem.run({ job, line, column, unit: unit ?? null, reason });
      this.#countProblem.run(job);
    }
  }

  /** Keeps what a job left out, in the caller's transaction. */
  leaveOut(job: number, leftOut: LeftOut): void {
    this.#leaveOut.run(JSON.stringify(leftOut), job);
  }

  /** Keeps which rules its file breaks, in the caller's transaction; `null` where it was too large to be held to them. */
  keepBreaches(job: number, breaches: Breaches | null): void {
    this.#keepBreaches.run(JSON.stringify(breaches), job);
  }

  /** Marks a job as failed. What it wrote stays hidden and is taken away little by little. Nothing where it has ended. */
  fail(id: string, error: string, at = new Date().toISOString()): Job {
    const number = numberOf(id) ?? 0;
    inTransaction(this.#database, () => this.#end.run("failed", error, at, number));
    return this.at(number);
  }

  /** Marks every job that has not ended as interrupted. Only for the owner of the home, at its start. */
  interruptAll(): void {
    inTransaction(this.#database, () => this.#interrupt.run(INTERRUPTED, new Date().toISOString()));
  }

  /** The job of that number, which must be there. */
  at(number: number): Job {
    const row = this.#byNumber.get(number);
    if (row === undefined) throw new Refusal("not-found", `there is no job with the id ${number}`);
    return this.#job(row);
  }

  #job(row: JobRow): Job {
    return jobOf(row, row.problem_count === 0 ? [] : this.#problems.all(row.number).map(problemOf));
  }
}

function filesOf(row: JobRow): JobFiles {
  const result = resultOf(row);
  return {
    job: String(row.number),
    ...(row.spooled === null ? {} : { spooled: row.spooled }),
    ...(row.request === null ? {} : { request: JSON.parse(row.request) as unknown }),
    ...(result === undefined ? {} : { result }),
    ...(row.finished_at === null ? {} : { finishedAt: row.finished_at }),
  };
}

import type { Statement } from "better-sqlite3";
import { inTransaction, type Connection } from "./database.js";
import type { Versions } from "./versions.js";

interface EndedJob {
  readonly number: number;
  readonly first_version: number | null;
  readonly last_version: number | null;
}

/**
 * Takes away, little by little, what nobody can see any more: the rows of deleted memories, those of jobs that did not
 * come to their commit, and the words of versions that a job has ended. Nothing depends on when it runs.
 */
export class Sweeper {
  readonly #database: Connection;
  readonly #versions: Versions;
  readonly #deletedMemory: Statement<[], number>;
  readonly #ofMemory: Statement<[number, number], number>;
  readonly #memorySwept: Statement;
  readonly #endedJob: Statement<[], EndedJob>;
  readonly #bornBy: Statement<[number, number, number, number], number>;
  readonly #revive: Statement;
  readonly #jobSwept: Statement;
  readonly #leftBy: Statement<[number], EndedJob>;
  readonly #jobCleared: Statement;
  readonly #untidyJob: Statement<[], { number: number; untidy_from: number }>;
  readonly #endedBy: Statement<[number, number, number], number>;
  readonly #tidyTo: Statement;

  constructor(database: Connection, versions: Versions) {
    this.#database = database;
    this.#versions = versions;
    const unswept = "select number from memory where deleted_at is not null and swept = 0 limit 1";
    this.#deletedMemory = database.prepare<[], number>(unswept).pluck();
    this.#ofMemory = database
      .prepare<[number, number], number>("select id from version where memory = ? limit ?")
      .pluck();
    this.#memorySwept = database.prepare("update memory set swept = 1 where number = ?");
    this.#endedJob = database.prepare(
      `select number, first_version, last_version from job
       where hidden = 1 and state not in ('queued', 'running') limit 1`,
    );
    this.#bornBy = database
      .prepare<[number, number, number, number], number>(
        "select id from version where id between ? and ? and born_job = ? limit ?",
      )
      .pluck();
    this.#revive = database.prepare(
      "update version set died_job = null where id in (select id from version where died_job = ? limit ?)",
    );
    this.#jobSwept = database.prepare("update job set hidden = 0 where number = ?");
    this.#leftBy = database.prepare("select number, first_version, last_version from job where number = ?");
    this.#jobCleared = database.prepare(
      "update job set hidden = 1, first_version = null, last_version = null where number = ? and state = 'queued'",
    );
    this.#untidyJob = database.prepare("select number, untidy_from from job where untidy_from is not null limit 1");
    this.#endedBy = database
      .prepare<[number, number, number], number>(
        "select id from version where died_job = ? and id > ? order by id limit ?",
      )
      .pluck();
    this.#tidyTo = database.prepare("update job set untidy_from = ? where number = ?");
  }

  /** Takes up to `limit` versions away, in one transaction. Whether there may be more to do. */
  sweep(limit: number): boolean {
    return inTransaction(this.#database, () => {
      const memory = this.#deletedMemory.get();
      if (memory !== undefined) return this.#sweepMemory(memory, limit);
      const ended = this.#endedJob.get();
      if (ended !== undefined) return this.#sweepJob(ended, limit);
      const untidy = this.#untidyJob.get();
      if (untidy !== undefined) return this.#tidy(untidy.number, untidy.untidy_from, limit);
      return false;
    });
  }

  /**
   * Takes away up to `limit` versions that a job wrote when it was run before and did not come to its commit. Whether
   * there may be more. To be called until there are none, before a job is run again: else its commit would show them.
   */
  clearJob(number: number, limit: number): boolean {
    return inTransaction(this.#database, () => {
      const job = this.#leftBy.get(number);
      if (job === undefined || this.#takeBack(job, limit)) return job !== undefined;
      this.#jobCleared.run(number);
      return false;
    });
  }

  #sweepMemory(memory: number, limit: number): true {
    const versions = this.#ofMemory.all(memory, limit);
    for (const version of versions) this.#versions.remove(version);
    if (versions.length < limit) this.#memorySwept.run(memory);
    return true;
  }

  /** The job stays hidden until the last of its rows is gone. */
  #sweepJob(job: EndedJob, limit: number): true {
    if (!this.#takeBack(job, limit)) this.#jobSwept.run(job.number);
    return true;
  }

  /** Takes away what a job bore and gives back what it ended, up to `limit` versions. Whether there may be more. */
  #takeBack({ number, first_version: first, last_version: last }: EndedJob, limit: number): boolean {
    const versions = first === null || last === null ? [] : this.#bornBy.all(first, last, number, limit);
    for (const version of versions) this.#versions.remove(version);
    if (versions.length === limit) return true;
    return this.#revive.run(number, limit).changes === limit;
  }

  #tidy(job: number, from: number, limit: number): true {
    const versions = this.#endedBy.all(job, from, limit);
    for (const version of versions) this.#versions.removeWords(version);
    this.#tidyTo.run(versions.length < limit ? null : (versions.at(-1) ?? null), job);
    return true;
  }
}

import type { Statement } from "better-sqlite3";
import { randomUUID } from "node:crypto";
import { inTransaction, type Connection } from "./database.js";

/** Marks that are kept: the last one, and some before it for files that a crash has left behind by one. */
const KEPT = 8;

/**
 * Marks by which files beside the database are known to agree with it. A file bears a mark that was made after all that it
 * holds had been written here, so that a database which knows the mark holds all of it too, under the same numbers.
 * Another database does not know it, nor does this one brought back from a backup that is older than the file: there the
 * same numbers may have come to mean other units.
 */
export class Marks {
  readonly #database: Connection;
  readonly #insert: Statement;
  readonly #forget: Statement;
  readonly #knows: Statement<[string], number>;

  constructor(database: Connection) {
    this.#database = database;
    this.#insert = database.prepare("insert into index_mark (mark) values (?)");
    this.#forget = database.prepare(
      `delete from index_mark where number <= (select max(number) from index_mark) - ${KEPT}`,
    );
    this.#knows = database.prepare<[string], number>("select 1 from index_mark where mark = ?").pluck();
  }

  /** Makes a mark, on the disk when this returns. */
  make(): string {
    const mark = randomUUID();
    inTransaction(this.#database, () => {
      this.#insert.run(mark);
      this.#forget.run();
    });
    return mark;
  }

  knows(mark: string): boolean {
    return this.#knows.get(mark) !== undefined;
  }
}

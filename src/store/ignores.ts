import type { Statement } from "better-sqlite3";
import type { Category } from "../finding.js";
import type { Ignore } from "../ignore.js";
import { Refusal } from "../refusal.js";
import { inTransaction, numberOf, type Connection } from "./database.js";
import type { PageRequest } from "./unit-reader.js";

interface IgnoreRow {
  readonly number: number;
  readonly finding: string;
  readonly reason: string;
  readonly decided_by: string;
  readonly decided_at: string;
  readonly category: Category | null;
  readonly message: string | null;
  readonly undone_at: string | null;
  readonly undone_by: string | null;
}

/** Which ignores to list. */
export interface IgnoresQuery extends PageRequest {
  /** Only those of this finding. */
  readonly finding?: string;
  /** Whether those that were undone are listed too. */
  readonly undone?: boolean;
}

/** What a reviewer gives: when it was decided is for us to say. */
export type NewIgnore = Omit<Ignore, "at" | "undoneAt" | "undoneBy">;

/** The findings that reviewers ignore. Nothing is ever erased: an ignore that is undone stays, with when and by whom. */
export class Ignores {
  readonly #database: Connection;
  readonly #current: Statement<[string], IgnoreRow>;
  readonly #page: Statement<[{ before: number; finding: string | null; undone: number; limit: number }], IgnoreRow>;
  readonly #insert: Statement;
  readonly #undo: Statement;

  constructor(database: Connection) {
    this.#database = database;
    this.#current = database.prepare("select * from ignored where finding = ? and undone_at is null");
    this.#page = database.prepare(
      `select * from ignored where number < :before and (:finding is null or finding = :finding)
       and (:undone = 1 or undone_at is null) order by number desc limit :limit`,
    );
    this.#insert = database.prepare(
      `insert into ignored (finding, reason, decided_by, decided_at, category, message)
       values (:id, :reason, :by, :at, :category, :message)`,
    );
    this.#undo = database.prepare(
      "update ignored set undone_at = ?, undone_by = ? where finding = ? and undone_at is null",
    );
  }

  /** Why a finding is ignored, where it is. */
  get(finding: string): Ignore | undefined {
    const row = this.#current.get(finding);
    return row === undefined ? undefined : ignoreOf(row);
  }

  /** Ignores a finding from now on; where it is ignored already, that decision stands. */
  add(ignore: NewIgnore): { readonly ignore: Ignore; readonly added: boolean } {
    return inTransaction(this.#database, () => {
      const known = this.get(ignore.id);
      if (known !== undefined) return { ignore: known, added: false };
      const made: Ignore = { ...ignore, at: new Date().toISOString() };
      this.#insert.run({ category: null, message: null, ...made });
      return { ignore: made, added: true };
    });
  }

  /** Whether the finding was ignored until now. */
  undo(finding: string, by: string | undefined): boolean {
    const at = new Date().toISOString();
    return inTransaction(this.#database, () => this.#undo.run(at, by ?? null, finding)).changes > 0;
  }

  /** A page, the newest first. `next`, where there is more, is the `after` of the next page. */
  page({ after, limit, finding, undone = false }: IgnoresQuery): { readonly items: Ignore[]; readonly next?: string } {
    const before = after === undefined ? Number.MAX_SAFE_INTEGER : numberOf(after);
    if (before === undefined) {
      const message = `there is no item ${JSON.stringify(after)} to go on after; give the "next" of the page before`;
      throw new Refusal("invalid", message, { path: "after" });
    }
    const query = { before, finding: finding ?? null, undone: undone ? 1 : 0, limit: limit + 1 };
    const rows = this.#page.all(query);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const items = shown.map(ignoreOf);
    return rows.length > limit && last !== undefined ? { items, next: String(last.number) } : { items };
  }
}

function ignoreOf(row: IgnoreRow): Ignore {
  return {
    id: row.finding,
    reason: row.reason,
    by: row.decided_by,
    at: row.decided_at,
    ...(row.category !== null && { category: row.category }),
    ...(row.message !== null && { message: row.message }),
    ...(row.undone_at !== null && { undoneAt: row.undone_at }),
    ...(row.undone_by !== null && { undoneBy: row.undone_by }),
  };
}

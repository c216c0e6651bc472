import type { Statement } from "better-sqlite3";
import type { Variant } from "../unit.js";
import type { Connection } from "./database.js";
import type { PreparedUnit } from "./prepared-unit.js";
import { VARIANTS_PER_VERSION, variantOf, type VariantRow } from "./rows.js";
import type { SearchText } from "./search-text.js";

/** What a write needs to know of a version that is there. */
export interface VersionState {
  readonly id: number;
  readonly unit: number;
  readonly revision: number;
  readonly stamp: number | null;
  /** The job that bore it; 0 for an edit. */
  readonly bornJob: number;
  /** The job that ended it, 0 for an edit, null while it is alive. Counts only once that job is not hidden. */
  readonly diedJob: number | null;
  /** When an edit ended it, in milliseconds since 1970. */
  readonly diedAt: number | null;
}

const STATE = `
  id, unit, revision, stamp, born_job as bornJob, died_job as diedJob,
  cast(unixepoch(died_at, 'subsec') * 1000 as integer) as diedAt`;

/** Where a version goes. */
export interface Placing {
  readonly memory: number;
  /** The unit that it is to be the next version of; absent for a new unit. */
  readonly follows?: { readonly unit: number; readonly revision: number };
  /** The job that bears it; 0 for an edit. */
  readonly job: number;
  readonly stamp: number | undefined;
}

/** The rows of units as writers see them, one version at a time. Every method runs in its caller's transaction. */
export class Versions {
  readonly #reserve: Statement<[number, number], number>;
  readonly #insert: Statement;
  readonly #insertVariant: Statement;
  readonly #insertWords: Statement;
  readonly #end: Statement;
  readonly #alike: Statement<[Buffer, Buffer], VersionState>;
  /** Words of versions written, which wait for {@link writeWords}. */
  #words: ({ readonly variant: number } & SearchText)[] = [];
  readonly #ofUnit: Statement<[number, number], VersionState>;
  readonly #variants: Statement<[number, number], VariantRow>;
  readonly #variantIds: Statement<[number, number], number>;
  readonly #removeWords: Statement;
  readonly #removeVariants: Statement;
  readonly #remove: Statement;
  /** The numbers reserved and not used. */
  #free = 0;
  #freeEnd = 0;

  constructor(database: Connection) {
    this.#reserve = database
      .prepare<[number, number], number>(
        "update sequence set next = next + ? where name = 'version' returning next - ?",
      )
      .pluck();
    this.#insert = database.prepare(
      `insert into version (id, unit, revision, memory, identity, source_lang, stamp, detail, born_job)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#insertVariant = database.prepare("insert into variant (id, lang, text, detail) values (?, ?, ?, ?)");
    this.#insertWords = database.prepare(
      "insert into concordance (rowid, folded, stems) values (cast(? as integer), cast(? as text), cast(? as text))",
    );
    this.#end = database.prepare("update version set died_job = ?, died_at = ? where id = ?");
    this.#alike = database.prepare(
      `select ${STATE} from version where substr(identity, 1, 6) = substr(?, 1, 6) and identity = ? order by id`,
    );
    this.#ofUnit = database.prepare(
      `select ${STATE} from version where memory = ? and unit = ? order by revision desc`,
    );
    const range = `id between ? and ?`;
    this.#variants = database.prepare(`select id, lang, text, detail from variant where ${range} order by id`);
    this.#variantIds = database.prepare<[number, number], number>(`select id from variant where ${range}`).pluck();
    this.#removeWords = database.prepare("delete from concordance where rowid = cast(? as integer)");
    this.#removeVariants = database.prepare(`delete from variant where ${range}`);
    this.#remove = database.prepare("delete from version where id = ?");
  }

  /**
   * Takes numbers for so many versions, at the beginning of a transaction that is to insert them; those not used stay
   * unused. Not one by one: between two texts this statement has SQLite write its full-text index out (it opens a
   * savepoint), which makes an import five times as slow.
   */
  reserve(count: number): void {
    const first = this.#reserve.get(count, count);
    if (first === undefined) throw new Error("the database has no sequence for versions");
    // Those of a transaction that was rolled back.
    this.#words = [];
    this.#free = first;
    this.#freeEnd = first + count;
  }

  /**
   * Writes a version and returns its number, one of those reserved. Its words are written by {@link writeWords}, which its
   * transaction must call before it ends.
   */
  insert(unit: PreparedUnit, { memory, follows, job, stamp }: Placing): number {
    if (this.#free >= this.#freeEnd) throw new RangeError("more versions are inserted than were reserved");
    const id = this.#free++;
    const { sourceLang, detail } = unit;
    const identity = Buffer.from(unit.identity, "latin1");
    const { unit: number, revision } = follows ?? { unit: id, revision: 0 };
    this.#insert.run(id, number, revision + 1, memory, identity, sourceLang, stamp ?? null, detail, job);
    let variantId = id * VARIANTS_PER_VERSION;
    for (const { lang, text, detail: variantDetail, folded, stems } of unit.variants) {
      this.#insertVariant.run(variantId, lang, text, variantDetail);
      if (folded.length > 0) this.#words.push({ variant: variantId, folded, stems });
      variantId += 1;
    }
    return id;
  }

  /**
   * Writes the words of the versions that were inserted. In one go: where the full-text index has turns with the tables, an
   * import takes half as long again.
   */
  writeWords(): void {
    const words = this.#words;
    this.#words = [];
    for (const { variant, folded, stems } of words) this.#insertWords.run(variant, folded, stems);
  }

  /** Ends a version by a job. Its words stay to be found until that job is committed. */
  endBy(job: number, version: number): void {
    this.#end.run(job, null, version);
  }

  /** Ends a version by an edit, which is visible at once. */
  end(version: number, at: string): void {
    this.#end.run(0, at, version);
    this.removeWords(version);
  }

  /** Takes a version that nobody has seen away, with all that hangs on it. */
  remove(version: number): void {
    this.removeWords(version);
    this.#removeVariants.run(...variantRange(version));
    this.#remove.run(version);
  }

  /** Takes a version out of concordance. */
  removeWords(version: number): void {
    for (const id of this.#variantIds.all(...variantRange(version))) this.#removeWords.run(id);
  }

  /** Every version with that identity, alive or dead, seen or not, in order of age. */
  alike(identity: string): VersionState[] {
    const bytes = Buffer.from(identity, "latin1");
    return this.#alike.all(bytes, bytes);
  }

  /** Every version of a unit, newest first. */
  ofUnit(memory: number, unit: number): VersionState[] {
    return this.#ofUnit.all(memory, unit);
  }

  variants(version: number): Variant[] {
    return this.#variants.all(...variantRange(version)).map(variantOf);
  }
}

/** The numbers that a version's variants have. */
export function variantRange(version: number): [first: number, last: number] {
  const first = version * VARIANTS_PER_VERSION;
  return [first, first + VARIANTS_PER_VERSION - 1];
}

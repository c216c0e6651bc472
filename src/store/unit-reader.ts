import type { Statement } from "better-sqlite3";
import type { Unit, UnitVersion } from "../unit.js";
import { numberOf, type Connection } from "./database.js";
import { contentOf, unitOf, variantOf, VERSION_COLUMNS, type VariantRow, type VersionRow } from "./rows.js";
import { variantRange } from "./versions.js";

/** Whether a row `v` of `version` counts: see the tables' description in migrations.ts. */
export const IS_VISIBLE = `
  v.born_job not in (select number from hidden_job)
  and (v.died_job is null or v.died_job in (select number from hidden_job))`;

/** Whether a row `m` of `memory` is there to be used. */
export const IS_ONLINE = "m.deleted_at is null and m.online = 1";

/** Versions with their memories, in that order whatever the planner thinks: it cannot know that memories are few. */
export const VERSIONS_AND_MEMORIES = "version v cross join memory m on m.number = v.memory";

/** Units to a page while all are walked: each page is a read of its own, so that checkpoints get in between. */
const UNITS_PER_PAGE = 1_000;

interface EndedRow extends VersionRow {
  readonly ended_at: string;
}

/** A unit with the number of its version, which stands for this very content as long as the database lives. */
export interface LivingUnit {
  readonly unit: Unit;
  readonly version: number;
}

/** A page of a list: at most `limit` items, after the one named. */
export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** Reads units: those that are visible, in memories that are online. */
export class UnitReader {
  readonly #byNumber: Statement<[number, number], VersionRow>;
  readonly #ofMemory: Statement<[string, number, number, number], VersionRow>;
  readonly #numbers: Statement<[string], number>;
  readonly #all: Statement<[number, number], VersionRow>;
  readonly #ended: Statement<[number, number], EndedRow>;
  readonly #byVersion: Statement<[number], VersionRow>;
  readonly #living: Statement<[], number>;
  readonly #livingOf: Statement<[string], number>;
  readonly #livingBetween: Statement<[number, number], number>;
  readonly #variants: Statement<[number, number], VariantRow>;

  constructor(database: Connection) {
    const select = `select ${VERSION_COLUMNS} from ${VERSIONS_AND_MEMORIES}`;
    // A unit's first version bears the unit's number, which leads to the memory and so to the index by unit.
    const isUnit = "v.memory = (select memory from version where id = ?) and v.unit = ?";
    this.#byNumber = database.prepare(`${select} where ${isUnit} and ${IS_VISIBLE} and ${IS_ONLINE}`);
    const ofMemory = `from memory m cross join version v on v.memory = m.number
      where m.id = ? and ${IS_ONLINE} and ${IS_VISIBLE}`;
    this.#ofMemory = database.prepare(
      `select ${VERSION_COLUMNS} ${ofMemory} and v.unit > ? and v.unit <= ? order by v.unit limit ?`,
    );
    this.#numbers = database.prepare<[string], number>(`select v.unit ${ofMemory} order by v.unit`).pluck();
    this.#all = database.prepare(`${select} where v.id > ? and ${IS_VISIBLE} and ${IS_ONLINE} order by v.id limit ?`);
    this.#ended = database.prepare(
      `select ${VERSION_COLUMNS}, coalesce(v.died_at, j.finished_at) as ended_at
       from ${VERSIONS_AND_MEMORIES} left join job j on j.number = v.died_job
       where ${isUnit} and ${IS_ONLINE} and v.born_job not in (select number from hidden_job)
       and v.died_job is not null and v.died_job not in (select number from hidden_job) order by v.revision desc`,
    );
    this.#byVersion = database.prepare(`${select} where v.id = ? and ${IS_VISIBLE} and ${IS_ONLINE}`);
    const living = `select v.id from version v where v.memory in (select m.number from memory m where ${IS_ONLINE})
      and ${IS_VISIBLE}`;
    this.#living = database.prepare<[], number>(`${living} order by v.id`).pluck();
    this.#livingOf = database
      .prepare<[string], number>(`${living} and v.memory = (select number from memory m where id = ? and ${IS_ONLINE})`)
      .pluck();
    this.#livingBetween = database
      .prepare<[number, number], number>(`${living} and v.id between ? and ? order by v.id`)
      .pluck();
    this.#variants = database.prepare(
      "select id, lang, text, detail from variant where id between ? and ? order by id",
    );
  }

  unit(id: string): Unit | undefined {
    const number = numberOf(id);
    if (number === undefined) return undefined;
    const row = this.#byNumber.get(number, number);
    return row === undefined ? undefined : this.#unit(row);
  }

  /** As {@link unit}, with the number of the version. */
  living(id: string): LivingUnit | undefined {
    const number = numberOf(id);
    const row = number === undefined ? undefined : this.#byNumber.get(number, number);
    return row === undefined ? undefined : { unit: this.#unit(row), version: row.id };
  }

  /** The units of those versions that are visible, in the order given. */
  *ofVersions(versions: Iterable<number>): Generator<LivingUnit, void, undefined> {
    for (const version of versions) {
      const row = this.#byVersion.get(version);
      if (row !== undefined) yield { unit: this.#unit(row), version };
    }
  }

  /** The versions of all units, of those of a memory, or of those between two numbers (both included), in ascending order. */
  livingVersions(among: { readonly memory?: string; readonly from?: number; readonly to?: number } = {}): Float64Array {
    const { memory, from, to = Number.MAX_SAFE_INTEGER } = among;
    if (memory !== undefined) return Float64Array.from(this.#livingOf.all(memory)).sort();
    return Float64Array.from(from === undefined ? this.#living.all() : this.#livingBetween.all(from, to));
  }

  /** A page of a memory's units, in the order of their numbers. */
  units(memory: string, { after, limit }: PageRequest): Unit[] {
    const from = after === undefined ? 0 : numberOf(after);
    if (from === undefined) return [];
    return this.#ofMemory.all(memory, from, Number.MAX_SAFE_INTEGER, limit).map((row) => this.#unit(row));
  }

  /** The numbers of a memory's units in ascending order, which is that of {@link eachUnit}. */
  unitNumbers(memory: string): Float64Array {
    return Float64Array.from(this.#numbers.all(memory));
  }

  /**
   * All units of a memory, those of the numbers above `after` up to `to`, or of all memories. Each is as it was when its page
   * was read. A unit that changes meanwhile may come again; one of a job that is committed meanwhile may be missed: ask for
   * that job's changes.
   */
  *eachUnit(memory?: string, { after = 0, to = Number.MAX_SAFE_INTEGER } = {}): Generator<Unit, void, undefined> {
    let from = after;
    for (;;) {
      const page =
        memory === undefined
          ? this.#all.all(from, UNITS_PER_PAGE)
          : this.#ofMemory.all(memory, from, to, UNITS_PER_PAGE);
      for (const row of page) yield this.#unit(row);
      const last = page.at(-1);
      if (last === undefined || page.length < UNITS_PER_PAGE) return;
      from = memory === undefined ? last.id : last.unit;
    }
  }

  /** What a unit was before, newest first; where it was deleted, all that it was. */
  history(id: string): UnitVersion[] {
    const number = numberOf(id);
    if (number === undefined) return [];
    return this.#ended.all(number, number).map((row) => ({
      revision: row.revision,
      unit: contentOf(row, this.#variantsOf(row)),
      endedAt: row.ended_at,
    }));
  }

  /** The unit that a version's row stands for. */
  #unit(row: VersionRow): Unit {
    return unitOf(row, this.#variantsOf(row));
  }

  #variantsOf({ id }: VersionRow): ReturnType<typeof variantOf>[] {
    return this.#variants.all(...variantRange(id)).map(variantOf);
  }
}

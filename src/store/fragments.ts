import type { Statement } from "better-sqlite3";
import { primaryLanguage, type LanguageTag } from "../language.js";
import type { ConcordanceEntry } from "./concordance.js";
import type { Connection } from "./database.js";
import { VARIANTS_PER_VERSION } from "./rows.js";
import { searchWord } from "./search-text.js";
import { IS_ONLINE, IS_VISIBLE, type UnitReader } from "./unit-reader.js";

/** Words that are to stand side by side, in this order, as folded. */
export interface FragmentQuery {
  readonly words: readonly string[];
  /** The language of the words, and one that the unit must have beside it; `fr` finds `fr-CA`. */
  readonly lang: LanguageTag;
  readonly target: LanguageTag;
  /** Ids of the memories to look in. */
  readonly memories: readonly string[];
}

interface FoundRow {
  readonly variant: number;
  readonly unit: number;
}

/** Finds runs of words in SQLite's full-text index, as phrases: exact, and a few thousandths of a second each. */
export class Fragments {
  readonly #reader: UnitReader;
  readonly #find: Statement<[object], FoundRow>;

  constructor(database: Connection, reader: UnitReader) {
    this.#reader = reader;
    this.#find = database.prepare(
      `select c.rowid as variant, v.unit from concordance c
       cross join version v on v.id = c.rowid / ${VARIANTS_PER_VERSION} cross join memory m on m.number = v.memory
       where c.concordance match :match and ${IS_VISIBLE} and ${IS_ONLINE}
       and m.id in (select value from json_each(:memories))
       and exists (
         select 1 from variant t
         where t.id between v.id * ${VARIANTS_PER_VERSION} and v.id * ${VARIANTS_PER_VERSION} + ${VARIANTS_PER_VERSION - 1}
         and t.id <> c.rowid and (t.lang = :target or substr(t.lang, 1, length(:target) + 1) = :target || '-')
       )
       order by c.rowid desc limit :limit`,
    );
  }

  /** Whether some unit holds the words. One that holds a run holds every part of it. */
  stands(query: FragmentQuery): boolean {
    return this.#rows(query, 1).length > 0;
  }

  /** The units that hold the words, those written last first. */
  units(query: FragmentQuery, limit: number): ConcordanceEntry[] {
    return this.#rows(query, limit).flatMap(({ variant, unit }) => {
      const whole = this.#reader.unit(String(unit));
      const found = whole?.variants[variant % VARIANTS_PER_VERSION];
      return whole === undefined || found === undefined ? [] : [{ unit: whole, variant: found }];
    });
  }

  #rows({ words, lang, target, memories }: FragmentQuery, limit: number): FoundRow[] {
    if (words.length === 0) return [];
    // One string that the tokenizer parts is one phrase, however long.
    const phrase = words.map((word) => searchWord(word, lang).replaceAll('"', '""')).join("\u0001");
    return this.#find.all({
      match: `folded : "${phrase}"`,
      memories: JSON.stringify(memories),
      target: primaryLanguage(target),
      limit,
    });
  }
}

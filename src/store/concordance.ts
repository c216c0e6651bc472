import type { Connection } from "./database.js";
import type { LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import type { Unit, Variant } from "../unit.js";
import { VARIANTS_PER_VERSION } from "./rows.js";
import { searchWord } from "./search-text.js";
import { IS_ONLINE, IS_VISIBLE, type UnitReader } from "./unit-reader.js";

/** Words that must stand side by side in this order; one word alone is the usual case. */
export interface Phrase {
  readonly words: readonly string[];
  /** Whether the words are compared as folded or by their stems. */
  readonly by: "folded" | "stem";
  /** Whether the last word may go on. */
  readonly prefix?: boolean;
}

/** What is looked for: texts that hold every phrase, in any order. */
export interface ConcordanceQuery {
  readonly phrases: readonly Phrase[];
  /** The language looked in; `fr` finds `fr-CA`. */
  readonly lang: LanguageTag;
  /** Ids of the memories to look in; all that are online where absent. */
  readonly memories?: readonly string[];
  readonly limit: number;
}

/** A unit with the variant that holds what was looked for. */
export interface ConcordanceEntry {
  readonly unit: Unit;
  readonly variant: Variant;
}

/**
 * The most words of a query. Somebody who pastes a paragraph looks for its matches, not for its words; SQLite's own
 * bound on the depth of such a query is 256.
 */
export const MAX_CONCORDANCE_WORDS = 100;

interface FoundRow {
  readonly variant: number;
  readonly unit: number;
}

/** Finds the words of units in SQLite's full-text index; the units written last come first. */
export class Concordance {
  readonly #database: Connection;
  readonly #reader: UnitReader;

  constructor(database: Connection, reader: UnitReader) {
    this.#database = database;
    this.#reader = reader;
  }

  /** Nothing where no phrase has a word. Refuses more than {@link MAX_CONCORDANCE_WORDS}. */
  find({ phrases, lang, memories, limit }: ConcordanceQuery): ConcordanceEntry[] {
    const words = phrases.reduce((sum, phrase) => sum + phrase.words.length, 0);
    if (words > MAX_CONCORDANCE_WORDS) {
      const reason = `the query has ${words} words; at most ${MAX_CONCORDANCE_WORDS} are allowed`;
      throw new Refusal("too-large", reason, { path: "$.q" });
    }
    const asked = phrases.filter((phrase) => phrase.words.length > 0).map((phrase) => phraseText(phrase, lang));
    if (asked.length === 0) return [];
    return this.#found(asked.join(" AND "), memories, limit).flatMap(({ variant, unit }) => {
      const whole = this.#reader.unit(String(unit));
      const found = whole?.variants[variant % VARIANTS_PER_VERSION];
      return whole === undefined || found === undefined ? [] : [{ unit: whole, variant: found }];
    });
  }

  #found(match: string, memories: readonly string[] | undefined, limit: number): FoundRow[] {
    const among = memories === undefined ? "" : "and m.id in (select value from json_each(:memories))";
    return this.#database
      .prepare<object, FoundRow>(
        `select c.rowid as variant, v.unit from concordance c
         cross join version v on v.id = c.rowid / ${VARIANTS_PER_VERSION} cross join memory m on m.number = v.memory
         where c.concordance match :match and ${IS_VISIBLE} and ${IS_ONLINE} ${among}
         order by c.rowid desc limit :limit`,
      )
      .all({ match, limit, ...(memories === undefined ? {} : { memories: JSON.stringify(memories) }) });
  }
}

/** A phrase in the language of FTS5 (https://www.sqlite.org/fts5.html#full_text_query_syntax), every word a string of it. */
function phraseText({ words, by, prefix }: Phrase, lang: LanguageTag): string {
  const strings = words.map((word) => `"${searchWord(word, lang).replaceAll('"', '""')}"`);
  return `${by === "stem" ? "stems" : "folded"} : ${strings.join(" + ")}${prefix === true ? " *" : ""}`;
}

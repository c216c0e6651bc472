import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";

/** What a match is worth at a glance: the same text in the same place, the same text, a similar text. */
export type MatchKind = "context" | "exact" | "fuzzy";

/** Points taken off a match's base score, and why. */
export interface Penalty {
  /** `memory`: set on the memory or its folder; `codes`: code differences; `region`: another regional variant. */
  readonly reason: "memory" | "codes" | "region" | "machine" | "unofficial";
  readonly points: number;
}

/** Offsets into a text, UTF-16 code units, `end` exclusive. A code has no width: `start` equals `end`. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** One step from the query to the match, by token. `insert` stands in the match only, `delete` in the query only. */
export interface Edit {
  readonly op: "keep" | "insert" | "delete" | "replace";
  readonly query?: TextRange;
  readonly match?: TextRange;
}

/** A unit found for a query, with everything that its score is made of. */
export interface Match {
  /** 0 to 101, after penalties. */
  readonly score: number;
  readonly kind: MatchKind;
  readonly source: Segment;
  readonly target: Segment;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** Ids of the memory and of the unit. */
  readonly memory: string;
  readonly unit: string;
  /** Overlap of stems (B), similarity of tokens (V) and of characters (C), in percent, rounded down. */
  readonly words: number;
  readonly tokens: number;
  readonly characters: number;
  readonly penalties: readonly Penalty[];
  readonly edits: readonly Edit[];
  /** How many units of the memory say the same in both languages. */
  readonly occurrences: number;
}

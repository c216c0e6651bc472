import type { LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import type { Segment } from "../segment.js";

/** A source segment with its target, as a reviewer finds them in a file. */
export interface BilingualPair {
  /** The unit's own id in the file; `unit/segment` where the unit has several segments. */
  readonly id?: string;
  readonly source: Segment;
  /** Empty where nothing has been translated yet. */
  readonly target: Segment;
  /** Where the unit or segment begins; both from 1, the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** What people have noted about the unit, a line each; notes of ours are not among them. */
  readonly note?: string;
}

/**
 * The languages of the pairs that follow. Comes before the first pair, and again wherever a file of several documents
 * goes on in other languages.
 */
export interface LanguagesEvent {
  readonly kind: "languages";
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

export interface PairEvent {
  readonly kind: "pair";
  readonly pair: BilingualPair;
}

/** `lost` tells whether a pair was left out; where it is false the pair is there, without the part that is named. */
export interface PairProblemEvent {
  readonly kind: "problem";
  readonly problem: Problem;
  readonly lost: boolean;
}

export type BilingualEvent = LanguagesEvent | PairEvent | PairProblemEvent;

export interface BilingualLanguages {
  /**
   * XLIFF names its languages, and what it names stands; these serve where it names none. TMX may hold many languages:
   * there they choose, and without them the header's source and the first other language are taken. A table needs them
   * unless its column names are languages.
   */
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
}

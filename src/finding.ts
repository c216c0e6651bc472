import type { LanguageTag } from "./language.js";

/** What a check can report (design of the checks: `src/check/`). The contract with clients: names never change. */
export type Category =
  | "term-missing"
  | "term-forbidden"
  | "acronym-wrong"
  | "term-inconsistent"
  | "segment-inconsistent-target"
  | "segment-inconsistent-source"
  | "number-mismatch"
  | "number-format"
  | "code-mismatch"
  | "untranslated"
  | "typography";

export type Severity = "minor" | "major" | "critical";

/** A stretch of a text: UTF-16 code units of the text as given, `end` exclusive, with what stands there. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type Side = "source" | "target";

/** A place in a document that takes part in a finding about several segments. */
export interface Member {
  readonly segment: number;
  readonly side: Side;
  readonly start: number;
  readonly end: number;
}

/** What a check reports: something a reviewer should look at. Not an error. */
export interface Finding {
  /** The same for the same fault in the same texts, wherever the segment stands: "ignore" lasts. */
  readonly id: string;
  readonly category: Category;
  /** Dimension and type of the Multidimensional Quality Metrics (https://themqm.org). */
  readonly mqm: string;
  readonly severity: Severity;
  /** Index of the segment in what was checked. */
  readonly segment: number;
  readonly message: string;
  /** The id of the concept that it is about. */
  readonly concept?: string;
  readonly source?: Span;
  readonly target?: Span;
  /** What would be right, best first; empty where nothing is certain. */
  readonly suggestions: readonly string[];
  readonly members?: readonly Member[];
}

/** The language that messages to people are worded in. */
export type MessageLanguage = "en" | "fr";

/** A source segment with its translation, as a reviewer hands it in. */
export interface LanguagePair {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

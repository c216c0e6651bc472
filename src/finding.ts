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

export const CATEGORIES = [
  "term-missing",
  "term-forbidden",
  "acronym-wrong",
  "term-inconsistent",
  "segment-inconsistent-target",
  "segment-inconsistent-source",
  "number-mismatch",
  "number-format",
  "code-mismatch",
  "untranslated",
  "typography",
] as const satisfies Category[];

export type Severity = "minor" | "major" | "critical";

/** From the lightest to the gravest. */
export const SEVERITIES = ["minor", "major", "critical"] as const satisfies Severity[];

/** How grave a reviewer wants the findings of some categories to be; those that are `off` are not reported. */
export type SeverityChoice = Readonly<Partial<Record<Category, Severity | "off">>>;

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

/** Something in the target that a reader may take for what was looked for. */
export interface NearMiss extends Span {
  /** Why it did not count. */
  readonly why: string;
}

/** Why a check spoke, in the language of the finding's message. */
export interface FindingExplanation {
  /** The rule by which it is a fault. */
  readonly rule: string;
  /** The designation that was found, as its glossary has it. */
  readonly designation?: string;
  /** What would have satisfied the check, had it stood in the target; best first. */
  readonly lookedFor: readonly string[];
  /** Places in the target that were considered, in order. */
  readonly nearMisses: readonly NearMiss[];
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
  /** Where it was asked for, and the check has one. */
  readonly explanation?: FindingExplanation;
  /** Why it is ignored; only where such findings were asked for. */
  readonly ignored?: { readonly reason: string; readonly by: string; readonly at: string };
}

/** The language that messages to people are worded in. */
export type MessageLanguage = "en" | "fr";

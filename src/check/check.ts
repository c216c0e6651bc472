import type { Category, Finding, Member, MessageLanguage, NearMiss, Severity, Span } from "../finding.js";
import type { Occurrence } from "../glossary/recognizer.js";
import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import type { Token } from "../text/tokens.js";

/**
 * The door of the checks: one check, one file. A check sees a document's segments with their tokens and the terms found
 * in them, and yields faults; it knows nothing of glossaries, memories or HTTP.
 */

/** One text of a pair, analysed once for all checks. */
export interface CheckedText {
  readonly lang: LanguageTag;
  readonly segment: Segment;
  readonly tokens: readonly Token[];
  /** Every designation found, in order of `start`; nested ones only where they are not hidden by a longer one. */
  readonly occurrences: readonly Occurrence[];
  /** Longer names, found where a designation is put in the other words of its concept (`UN Children’s Fund`). */
  readonly swapped: readonly Occurrence[];
}

export interface CheckedSegment {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly source: CheckedText;
  readonly target: CheckedText;
}

export interface CheckedDocument {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly CheckedSegment[];
  /** Whether an acronym must stand after its full name (asked for by the reviewer). */
  readonly acronymsIntroduced?: boolean;
  /** Translations of the same source that the memories hold, by segment index (asked for by the reviewer). */
  readonly known?: ReadonlyMap<number, readonly CheckedText[]>;
}

/** A text for people, in every language of the service. */
export type Wording = Readonly<Record<MessageLanguage, string>>;

/** Why a check spoke. The fields are those of `FindingExplanation`, worded in both languages. */
export interface Explanation {
  readonly rule: Wording;
  readonly designation?: string;
  readonly lookedFor: readonly string[];
  readonly nearMisses: readonly (Omit<NearMiss, "why"> & { readonly why: Wording })[];
}

/** What a check found, before it is given its id and its place in the quality metrics. */
export interface Fault {
  readonly category: Category;
  /** Where it differs from the category's usual severity. */
  readonly severity?: Severity;
  readonly segment: number;
  readonly concept?: string;
  readonly source?: Span;
  readonly target?: Span;
  readonly suggestions: readonly string[];
  readonly members?: readonly Member[];
  /** What a translator is told, in both languages of the service. */
  readonly message: Wording;
  /** Called only where an explanation was asked for: it may look at the texts again. */
  readonly explanation?: () => Explanation;
}

/** A check: one rule of the policy. */
export interface Check {
  readonly category: Category;
  check(document: CheckedDocument): Iterable<Fault>;
}

export type { Finding };

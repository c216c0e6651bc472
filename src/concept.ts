import type { LanguageTag } from "./language.js";

/**
 * How a term stands (ISO 30042 `administrativeStatus`), with two values that running text needs: `accept-only` is right in
 * a translation but asks for nothing in a source, `short-form` is right only where a full mention stands before it.
 */
export type TermStatus =
  "preferred" | "admitted" | "accept-only" | "short-form" | "deprecated" | "superseded" | "forbidden";

export const TERM_STATUSES = [
  "preferred",
  "admitted",
  "accept-only",
  "short-form",
  "deprecated",
  "superseded",
  "forbidden",
] as const satisfies TermStatus[];

/** What a term is (ISO 30042 `termType`). */
export type TermType = "full-form" | "acronym" | "abbreviation" | "variant";

export const TERM_TYPES = ["full-form", "acronym", "abbreviation", "variant"] as const satisfies TermType[];

/** A designation of a concept in one language. */
export interface Term {
  readonly lang: LanguageTag;
  readonly text: string;
  readonly status: TermStatus;
  readonly type: TermType;
  readonly note?: string;
  /** Page addresses or titles that show the term. */
  readonly sources?: readonly string[];
  /** What a file said of it that has no place above: part of speech, gender, context. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A concept (ISO 30042 `conceptEntry`): one meaning, with its terms in each language. */
export interface Concept {
  /** Chosen by the terminologist; unique in its glossary. */
  readonly id: string;
  readonly subject?: string;
  readonly definition?: string;
  readonly note?: string;
  readonly terms: readonly Term[];
  readonly sources?: readonly string[];
  /** What a file said that has no place above, kept as it was. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** A glossary and what is known of its file. */
export interface Glossary {
  /** The file's name without its ending: letters, digits, hyphens, dots. */
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  readonly readOnly: boolean;
  readonly concepts: number;
  readonly modified: string;
}

/** Whether a term is one that a translation may hold. */
export function isApproved(status: TermStatus): boolean {
  return status === "preferred" || status === "admitted" || status === "accept-only" || status === "short-form";
}

/** Whether a term, met in a source, asks for its concept in the target. */
export function isCurrent(status: TermStatus): boolean {
  return status === "preferred" || status === "admitted";
}

import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";

/** What pre-translation asks for each segment of a file, and what it is given to put into it. */

/** A segment to be looked up: with its neighbours, `null` at the edge of a `file`; annotations are not among its codes. */
export interface PretranslationQuery {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segment: Segment;
  readonly before: string | null;
  readonly after: string | null;
}

/** A match as it goes into a file. */
export interface FileMatch {
  readonly source: Segment;
  readonly target: Segment;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** 1 to 101, after penalties. */
  readonly score: number;
  /** 0 to 100, before penalties. */
  readonly similarity: number;
  readonly kind: "context" | "exact" | "fuzzy";
  readonly isMachineMade: boolean;
  /** Of a fuzzy match: its target with the query's values, terms and codes, where those alone differ. */
  readonly adapted?: Segment;
  /** Ids of the memory and of the unit. */
  readonly memory: string;
  readonly unit: string;
}

/** A term that stands in a segment's text, with what it is in the target language. */
export interface FileTerm {
  readonly start: number;
  readonly end: number;
  readonly term: string;
  readonly translations: readonly string[];
  readonly definition?: string;
  /** The id of the glossary. */
  readonly glossary: string;
}

/** What was found for a segment, matches best first. */
export interface Found {
  readonly matches: readonly FileMatch[];
  readonly terms: readonly FileTerm[];
}

/** Answers a batch of segments, in their order. */
export type Lookup = (queries: readonly PretranslationQuery[]) => Promise<readonly Found[]>;

/** How terms are given: in the glossary module, which XLIFF 1.x has none of, or marked in the source. */
export type TermPlace = "glossary" | "mrk";

export interface PretranslationOptions {
  /** The lowest score, 1 to 101, that an empty target is filled from; none is where absent. */
  readonly fill?: number;
  /** Where absent, `glossary`; 1.x has terms marked whatever is asked. */
  readonly terms?: TermPlace;
}

/**
 * What there was to tell of a file that was pre-translated all the same, by rule:
 *
 *     unit-unread          a unit or segment could not be read, and has no matches
 *     part-unread          a note or another part of a unit could not be
 *     codes-as-text        a match is given without codes, for those of its unit have no place in the segment
 *     no-place             the schema has no room for what was found
 *     no-target-language   a target could be filled, but the file names no language for it
 */
export type PretranslationProblem = "unit-unread" | "part-unread" | "codes-as-text" | "no-place" | "no-target-language";

export interface PretranslationCounts {
  /** Segments that are to be translated. */
  readonly segments: number;
  /** Those that were given a match, and those whose target was filled. */
  readonly matched: number;
  readonly filled: number;
  /** Terms given. */
  readonly terms: number;
  readonly problems: Readonly<Partial<Record<PretranslationProblem, number>>>;
}

/** From here on a match is the same text. */
export const EXACT_QUALITY = 100;

/** Begins what we write into `origin` and ids, so that people and programs know whose it is. */
export const OWN_PREFIX = "entente";

/** The namespace of our own attributes (2.x). */
export const OWN_NAMESPACE = "urn:entente:xliff:1";

export const MATCHES_NAMESPACE = "urn:oasis:names:tc:xliff:matches:2.0";
export const GLOSSARY_NAMESPACE = "urn:oasis:names:tc:xliff:glossary:2.0";

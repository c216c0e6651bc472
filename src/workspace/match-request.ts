import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";

/** A text to be looked up, with its neighbours: `null` at a document's edge, absent where not known. */
export interface MatchSegment {
  readonly segment: Segment;
  readonly before?: string | null;
  readonly after?: string | null;
}

export interface MatchRequest {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly MatchSegment[];
  /** 1 to 101; 70 where absent. */
  readonly minScore?: number;
  /** 1 to 1,000; 5 where absent. */
  readonly limit?: number;
  /** Ids of the memories to look in; all that are there where absent. */
  readonly memories?: readonly string[];
  /** Whether, where no whole segment reaches the score, its longest parts that stand in the memories are wanted. */
  readonly fragments?: boolean;
}

export const DEFAULT_MIN_SCORE = 70;
export const DEFAULT_LIMIT = 5;

import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";

/** What a translator asks for. */
export interface Query {
  readonly segment: Segment;
  /** The neighbouring source texts: `null` at the document's edge, absent where not known. */
  readonly before?: string | null;
  readonly after?: string | null;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** The least score of interest, penalties taken off: 1 to 101. */
  readonly minScore: number;
  /** The most matches of interest: 1 to {@link MAX_MATCHES}. */
  readonly limit: number;
  /** The memories to search, by id, each with the points taken off its matches. */
  readonly memories: ReadonlyMap<string, number>;
}

/** More matches than anybody reads; each is explained token by token, which costs more than finding it. */
export const MAX_MATCHES = 1_000;

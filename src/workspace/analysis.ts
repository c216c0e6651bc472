import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { fold } from "../text/folding.js";
import { hasStem, stemOf, tokenize, type Token } from "../text/tokens.js";

/** A word or number of a text as concordance looks for it. */
export interface SearchToken {
  readonly folded: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** A word or number without its place. */
export interface WordForms {
  readonly folded: string;
  readonly stem: string;
}

/** The words and numbers of a segment; numbers without the spaces and separators that differ between locales. */
export function searchTokens(segment: Segment, lang: LanguageTag): SearchToken[] {
  return tokenize(segment, lang)
    .filter(hasStem)
    .map((token) => ({ ...wordForms(token, lang), start: token.start, end: token.end }));
}

/** What concordance finds a word or number by. */
export function wordForms(token: Token, lang: LanguageTag): WordForms {
  if (token.kind !== "number") return { folded: fold(token.text), stem: stemOf(token, lang) };
  const digits = fold(token.text).replace(/[ '.,]/g, "");
  return { folded: digits, stem: digits };
}

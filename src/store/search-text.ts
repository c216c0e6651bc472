import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";

/**
 * How words reach SQLite's full-text index and come through its tokenizer unchanged: our own tokens, parted by U+0001,
 * with every ASCII sign declared a part of words, and all that is not ASCII being one anyway. A word is led by its
 * primary language (`fr:otan`): each language has its own entries, so that a look-up never walks another's.
 */

/** A word or number of a text as concordance looks for it. */
export interface SearchToken {
  readonly folded: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** Gives the tokens of a text that concordance finds it by. Handed in, for the store knows nothing of languages. */
export type TokensOf = (segment: Segment, lang: LanguageTag) => readonly SearchToken[];

/** The signs that the tokenizer is to take for letters, quoted for SQL within double quotes within single ones. */
export const TOKEN_CHARACTERS = `'!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'`;

/** What the tokenizer would part a word at: white space (in a number's `75 000`), control characters. */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const PARTING = /[\u0000-\u0020\u007F]/g;

/** The same but for the sign that we part words with, which no text may hold (`textFault` in segment.ts). */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const PARTING_WITHIN = /[\u0000\u0002-\u0020\u007F]/g;

/** A word as the index holds it; no-break spaces stand for spaces. */
export function searchWord(text: string, lang: LanguageTag): string {
  return `${primaryLanguage(lang)}:${text.replace(PARTING, "\u00A0")}`;
}

/** The two columns of a text's row in the index. */
export function searchText(tokens: readonly SearchToken[], lang: LanguageTag): { folded: string; stems: string } {
  const prefix = `\u0001${primaryLanguage(lang)}:`;
  let folded = "";
  let stems = "";
  for (const token of tokens) {
    folded += prefix + token.folded;
    stems += prefix + token.stem;
  }
  return { folded: folded.replace(PARTING_WITHIN, "\u00A0"), stems: stems.replace(PARTING_WITHIN, "\u00A0") };
}

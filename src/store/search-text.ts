import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";

/**
 * How words reach SQLite's full-text index and come through its tokenizer unchanged: our own tokens, parted by U+0001,
 * with every ASCII sign declared a part of words, and all that is not ASCII being one anyway. A word is led by its
 * primary language (`fr:otan`): each language has its own entries, so that a look-up never walks another's.
 */

/** A word or number of a text as concordance looks for it. */
export interface SearchWord {
  readonly folded: string;
  readonly stem: string;
}

/** Gives the words of a text that concordance finds it by. Handed in, for the store knows nothing of languages. */
export type TokensOf = (segment: Segment, lang: LanguageTag) => readonly SearchWord[];

/** The signs that the tokenizer is to take for letters, quoted for SQL within double quotes within single ones. */
export const TOKEN_CHARACTERS = `'!""#$%&''()*+,-./:;<=>?@[\\]^_\`{|}~'`;

/**
 * What the tokenizer would part a word at: white space (in a number's `75 000`), control characters; and the sign that we part words
 * with, which no text may hold (`textFault` in segment.ts).
 */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const PARTING = /[\u0000-\u0020\u007F]/g;

/** A word as the index holds it; no-break spaces stand for spaces. */
export function searchWord(text: string, lang: LanguageTag): string {
  return `${primaryLanguage(lang)}:${text.replace(PARTING, "\u00A0")}`;
}

/** A word with the sign before it that parts it from the word before: a text's row is made of these. */
export function searchEntry(text: string, lang: LanguageTag): string {
  return `\u0001${searchWord(text, lang)}`;
}

/** The two columns of a text's row in the index, as text or in UTF-8. */
export interface SearchText {
  readonly folded: string | Uint8Array;
  readonly stems: string | Uint8Array;
}

/** A text's row. */
export function searchText(words: readonly SearchWord[], lang: LanguageTag): { folded: string; stems: string } {
  return {
    folded: words.map(({ folded }) => searchEntry(folded, lang)).join(""),
    stems: words.map(({ stem }) => searchEntry(stem, lang)).join(""),
  };
}

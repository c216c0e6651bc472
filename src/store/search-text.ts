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

/** What the tokenizer would part a word at: white space (in a number's `75 000`), control characters. */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const PARTING = /[\u0000-\u0020\u007F]/g;

/** The same but for the sign that we part words with, which no text may hold (`textFault` in segment.ts). */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const PARTING_WITHIN = /[\u0000\u0002-\u0020\u007F]/;
const ALL_PARTING_WITHIN = new RegExp(PARTING_WITHIN.source, "g");

/** A word as the index holds it; no-break spaces stand for spaces. */
export function searchWord(text: string, lang: LanguageTag): string {
  return `${primaryLanguage(lang)}:${text.replace(PARTING, "\u00A0")}`;
}

/** The two columns of a text's row in the index. */
export function searchText(words: readonly SearchWord[], lang: LanguageTag): { folded: string; stems: string } {
  if (words.length === 0) return { folded: "", stems: "" };
  const prefix = `\u0001${primaryLanguage(lang)}:`;
  return {
    folded: joined(
      words.map(({ folded }) => folded),
      prefix,
    ),
    stems: joined(
      words.map(({ stem }) => stem),
      prefix,
    ),
  };
}

function joined(words: readonly string[], prefix: string): string {
  const text = prefix + words.join(prefix);
  return PARTING_WITHIN.test(text) ? text.replaceAll(ALL_PARTING_WITHIN, "\u00A0") : text;
}

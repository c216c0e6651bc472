import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { searchEntry, type SearchText } from "../store/search-text.js";
import { TokenTable } from "../text/token-table.js";
import { hasStem, scanTokens, stemOf, tokenize, type TokenKind } from "../text/tokens.js";
import { wordForms } from "./analysis.js";

/** Tokens of a language that are remembered: a running text's vocabulary. */
const REMEMBERED = 200_000;

/** Tokens of a language that were met for the first time, numbered from `first` on; from 0 on, earlier numbers no longer count. */
export interface FreshTokens {
  readonly lang: LanguageTag;
  readonly first: number;
  readonly texts: readonly string[];
  readonly stems: readonly (string | undefined)[];
}

/** The tokens of some texts, by numbers, so that who makes the index need not look for them again. */
export interface ReadTokens {
  readonly fresh: readonly FreshTokens[];
  /** Of all texts, one behind the other. */
  readonly numbers: Uint32Array<ArrayBuffer>;
  /** Where those of each text end; a text of which they are not told has none. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** What is kept of one language. */
class LanguageWords {
  readonly lang: LanguageTag;
  readonly table = new TokenTable();
  /** By the token's number. */
  readonly stems: (string | undefined)[] = [];
  /** What the full-text index gets of a token; nothing of signs and codes. */
  readonly folded: string[] = [];
  readonly stemmed: string[] = [];
  /** How many of them have been told. */
  told = 0;

  constructor(lang: LanguageTag) {
    this.lang = lang;
  }

  numberOf(kind: TokenKind, text: string, from: number, to: number): number {
    const number = this.table.numberOf(text, from, to);
    if (number === this.stems.length) this.#add(kind, this.table.texts[number]!);
    return number;
  }

  #add(kind: TokenKind, text: string): void {
    const token = { kind, text, start: 0, end: text.length };
    const counts = hasStem(token);
    const forms = counts ? wordForms(token, this.lang) : undefined;
    this.stems.push(counts ? stemOf(token, this.lang) : undefined);
    this.folded.push(forms === undefined ? "" : searchEntry(forms.folded, this.lang));
    this.stemmed.push(forms === undefined ? "" : searchEntry(forms.stem, this.lang));
  }
}

/** Reads the words of texts, for the full-text index and for the fuzzy one, so that a text is gone through once for both. */
export class ImportWords {
  readonly #languages = new Map<string, LanguageWords>();
  #numbers: number[] = [];
  #ends: number[] = [];

  /** What the full-text index is to have of a text; the numbers of its tokens are kept for {@link ImportWords.take}. */
  readonly searchTextOf = (segment: Segment, lang: LanguageTag): SearchText => {
    const words = this.#wordsOf(lang);
    const { text } = segment;
    const isPlain = segment.codes.length === 0 && text.normalize("NFC") === text;
    const folded: string[] = [];
    const stems: string[] = [];
    const take = (number: number): void => {
      folded.push(words.folded[number]!);
      stems.push(words.stemmed[number]!);
    };
    if (isPlain) {
      scanTokens(text, lang, (kind, from, to) => {
        const number = words.numberOf(kind, text, from, to);
        this.#numbers.push(number);
        take(number);
      });
    } else {
      for (const token of tokenize(segment, lang)) take(words.numberOf(token.kind, token.text, 0, token.text.length));
    }
    this.#ends.push(this.#numbers.length);
    return { folded: folded.join(""), stems: stems.join("") };
  };

  #wordsOf(lang: LanguageTag): LanguageWords {
    const primary = primaryLanguage(lang);
    let words = this.#languages.get(primary);
    if (words === undefined) this.#languages.set(primary, (words = new LanguageWords(lang)));
    return words;
  }

  /** The tokens of the texts since the last time, in the order in which they were asked for. */
  take(): ReadTokens {
    const fresh: FreshTokens[] = [];
    for (const [primary, words] of this.#languages) {
      const { lang, told, table, stems } = words;
      if (table.size > told)
        fresh.push({ lang, first: told, texts: table.texts.slice(told), stems: stems.slice(told) });
      words.told = table.size;
      if (table.size > REMEMBERED) this.#languages.set(primary, new LanguageWords(lang));
    }
    const tokens = { fresh, numbers: Uint32Array.from(this.#numbers), ends: Uint32Array.from(this.#ends) };
    this.#numbers = [];
    this.#ends = [];
    return tokens;
  }
}

import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { bytes, words, type Column } from "../memory/columns.js";
import { searchEntry } from "../store/search-text.js";
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

/** The words of some texts as the full-text index is to have them, in UTF-8. */
export interface ReadWords {
  /** Of each text the folded words, then their stems. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Two for each text: where its folded words end, and where their stems do. */
  readonly ends: Uint32Array<ArrayBuffer>;
}

/** What is kept of one language. */
class LanguageWords {
  readonly lang: LanguageTag;
  readonly table = new TokenTable();
  /** By the token's number. */
  readonly stems: (string | undefined)[] = [];
  /** What the full-text index gets of a token, folded and as a stem, in UTF-8; nothing of signs and codes. */
  readonly entries = bytes();
  /** Three for each token: where its folded entry begins, where its stem's does, and where that ends. */
  readonly places = words();
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
    this.places.push(this.entries.length);
    if (forms !== undefined) this.#addEntry(forms.folded);
    this.places.push(this.entries.length);
    if (forms !== undefined) this.#addEntry(forms.stem);
    this.places.push(this.entries.length);
  }

  #addEntry(word: string): void {
    const entry = Buffer.from(searchEntry(word, this.lang));
    append(this.entries, entry, 0, entry.length);
  }
}

/** Reads the words of texts, for the full-text index and for the fuzzy one, so that a text is gone through once for both. */
export class ImportWords {
  readonly #languages = new Map<string, LanguageWords>();
  /** Of the texts since the last {@link ImportWords.take}, as {@link ReadTokens} and {@link ReadWords} have them. */
  readonly #numbers = words();
  readonly #ends = words();
  readonly #bytes = bytes();
  readonly #byteEnds = words();

  /** Reads a text. */
  read(segment: Segment, lang: LanguageTag): void {
    const known = this.#wordsOf(lang);
    const { text } = segment;
    const from = this.#numbers.length;
    if (segment.codes.length === 0 && text.normalize("NFC") === text) {
      scanTokens(text, lang, (kind, start, end) => this.#numbers.push(known.numberOf(kind, text, start, end)));
      this.#putWords(known, from);
    } else {
      for (const token of tokenize(segment, lang))
        this.#numbers.push(known.numberOf(token.kind, token.text, 0, token.text.length));
      this.#putWords(known, from);
      // The index has such a text's tokens otherwise, and finds them itself.
      this.#numbers.length = from;
    }
    this.#ends.push(this.#numbers.length);
  }

  /** Puts down the words of the tokens from a place among the numbers on: folded, then as stems. */
  #putWords({ entries, places }: LanguageWords, from: number): void {
    const to = this.#numbers.length;
    for (const column of [0, 1]) {
      const numbers = this.#numbers.array;
      for (let i = from; i < to; i++) {
        const place = 3 * numbers[i]! + column;
        append(this.#bytes, entries.array, places.array[place]!, places.array[place + 1]!);
      }
      this.#byteEnds.push(this.#bytes.length);
    }
  }

  #wordsOf(lang: LanguageTag): LanguageWords {
    const primary = primaryLanguage(lang);
    let known = this.#languages.get(primary);
    if (known === undefined) this.#languages.set(primary, (known = new LanguageWords(lang)));
    return known;
  }

  /** What was read since the last time, text by text in the order in which they were read. */
  take(): { tokens: ReadTokens; words: ReadWords } {
    const fresh: FreshTokens[] = [];
    for (const [primary, known] of this.#languages) {
      const { lang, told, table, stems } = known;
      if (table.size > told)
        fresh.push({ lang, first: told, texts: table.texts.slice(told), stems: stems.slice(told) });
      known.told = table.size;
      if (table.size > REMEMBERED) this.#languages.set(primary, new LanguageWords(lang));
    }
    return {
      tokens: { fresh, numbers: taken(this.#numbers, copyOfWords), ends: taken(this.#ends, copyOfWords) },
      words: { bytes: taken(this.#bytes, copyOfBytes), ends: taken(this.#byteEnds, copyOfWords) },
    };
  }
}

/** Puts the bytes from one place to another behind those of a column: so few that this is quicker than a view of them. */
function append(column: Column<Uint8Array>, from: Uint8Array, start: number, end: number): void {
  let at = column.length;
  column.resize(at + end - start);
  const own = column.array;
  for (let i = start; i < end; i++) own[at++] = from[i]!;
}

/** A copy of what a column holds; it is empty afterwards. */
function taken<A extends Uint8Array | Uint32Array, Copy>(column: Column<A>, copyOf: (numbers: A) => Copy): Copy {
  const copy = copyOf(column.array.subarray(0, column.length) as A);
  column.length = 0;
  return copy;
}

const copyOfWords = (numbers: Uint32Array): Uint32Array<ArrayBuffer> => new Uint32Array(numbers);
const copyOfBytes = (numbers: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(numbers);

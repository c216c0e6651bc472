import type { LanguageTag } from "../language.js";
import { hasStem, stemOf, type Token } from "../text/tokens.js";
import { words, type Column } from "./columns.js";
import { Postings } from "./postings.js";

/** Stands where a token has no stem, or a word is not known. */
export const NONE = 0xffff_ffff;

/**
 * The tokens and stems of one language's segments, as numbers.
 *
 * A token is told by its text as written, for the text tells the kind: words begin with a letter or an apostrophe before
 * one, numbers with a digit, placeholders and inline codes are longer than any sign.
 *
 * A stem's number is that of its first key. The n-th occurrence of a stem in a segment is a key of its own, so that the
 * overlap of two multisets of stems is the number of keys that both have; each key has the list of the forms that hold it.
 */
export class Vocabulary {
  /** For each key, the forms that hold it. */
  readonly postings = new Postings();
  readonly #tokens = new Map<string, number>();
  readonly #stems = new Map<string, number>();
  readonly #stemOfToken: Column<Uint32Array> = words();
  /** For each key, the key of its stem's next occurrence; 0 (no key's successor) where there was none yet. */
  readonly #repeats: Column<Uint32Array> = words();

  get tokens(): number {
    return this.#tokens.size;
  }

  /** The number of a token, {@link NONE} where no segment has it. */
  tokenNumber(text: string): number {
    return this.#tokens.get(text) ?? NONE;
  }

  /** The number of a stem, {@link NONE} where no segment has it. */
  stemNumber(stem: string): number {
    return this.#stems.get(stem) ?? NONE;
  }

  /** The stems of tokens by the tokens' numbers. To be read at once: the array is replaced as the vocabulary grows. */
  get stemOfToken(): Uint32Array {
    return this.#stemOfToken.array;
  }

  /** The key of a stem's occurrence after the one with `key`; {@link NONE} where no segment repeats it so often. */
  repeatOf(key: number): number {
    const next = this.#repeats.array[key]!;
    return next === 0 ? NONE : next;
  }

  /** The number of a token, given one if it is new. */
  number(token: Token, lang: LanguageTag): number {
    const known = this.#tokens.get(token.text);
    if (known !== undefined) return known;
    return this.#addToken(token.text, hasStem(token) ? stemOf(token, lang) : undefined);
  }

  #addToken(text: string, stem: string | undefined): number {
    const number = this.#tokens.size;
    this.#tokens.set(text, number);
    this.#stemOfToken.push(stem === undefined ? NONE : this.#stem(stem));
    return number;
  }

  #stem(stem: string): number {
    const known = this.#stems.get(stem);
    if (known !== undefined) return known;
    const key = this.#beginKey();
    this.#stems.set(stem, key);
    return key;
  }

  #beginKey(): number {
    this.#repeats.push(0);
    return this.postings.begin();
  }

  /** Enters a form in the lists of its keys. Answers how many stems it has. */
  post(form: number, tokens: Uint32Array): number {
    const last = new Map<number, number>();
    let stems = 0;
    for (const token of tokens) {
      const stem = this.#stemOfToken.array[token]!;
      if (stem === NONE) continue;
      const before = last.get(stem);
      const key = before === undefined ? stem : this.#repeat(before);
      this.postings.push(key, form);
      last.set(stem, key);
      stems += 1;
    }
    return stems;
  }

  #repeat(key: number): number {
    const known = this.repeatOf(key);
    if (known !== NONE) return known;
    const next = this.#beginKey();
    this.#repeats.array[key] = next;
    return next;
  }

  /** A way to carry numbers of this vocabulary's tokens over to another one, which gets only the tokens asked for. */
  transferTo(other: Vocabulary): (token: number) => number {
    const texts = [...this.#tokens.keys()];
    const stems = new Map([...this.#stems].map(([stem, key]) => [key, stem]));
    const moved = new Uint32Array(texts.length).fill(NONE);
    return (token) => {
      if (moved[token] === NONE)
        moved[token] = other.#addToken(texts[token]!, stems.get(this.#stemOfToken.array[token]!));
      return moved[token]!;
    };
  }
}

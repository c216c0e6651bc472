import type { Segment } from "../segment.js";
import type { AnalysedSegment } from "./score.js";
import { BAG_WORDS, fillBag } from "./bag.js";
import { unitsOf } from "./compact-text.js";
import { words, type Column } from "./columns.js";
import { Vocabulary } from "./vocabulary.js";

/** Parts a form's characters from the data of its codes in its key. No text holds it. */
const DATA = "\u0000";

/**
 * What one language's segments say, each saying once: a form is a text in NFC with its codes. All segments of a form
 * score alike, so retrieval is over forms; whose they are is the unit table's matter. A form is made when a segment
 * or a neighbour is first met, and analysed when a segment is.
 *
 * Form f has its tokens' numbers at `starts[f]` to `starts[f] + tokenCounts[f]` of `tokens`; `stemCounts[f]` of them
 * have a stem. `lengths[f]` counts its UTF-16 units, codes included; its character bag begins at `BAG_WORDS * f` of `bags`.
 * `living[f]` variants of units say it now, and `heads[f]` is one more than the newest variant of all that ever did.
 */
export class Forms {
  readonly vocabulary = new Vocabulary();
  readonly tokens: Column<Uint32Array> = words();
  readonly starts: Column<Uint32Array> = words();
  readonly tokenCounts: Column<Uint32Array> = words();
  readonly stemCounts: Column<Uint32Array> = words();
  readonly lengths: Column<Uint32Array> = words();
  readonly bags: Column<Uint32Array> = words();
  readonly living: Column<Uint32Array> = words();
  readonly heads: Column<Uint32Array> = words();
  readonly #keys: string[] = [];
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#keys.length;
  }

  /** The form of a key ({@link formKey}), or `undefined`. */
  find(key: string): number | undefined {
    return this.#numbers.get(key);
  }

  /** The key of a form. */
  keyOf(form: number): string {
    return this.#keys[form]!;
  }

  /** The characters of a form, each code one symbol. */
  textOf(form: number): string {
    const key = this.#keys[form]!;
    return key.length === this.lengths.array[form] ? key : key.slice(0, this.lengths.array[form]);
  }

  /** The form of a key, made if there is none; not to be found by retrieval until it is analysed. */
  number(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const form = this.#keys.length;
    this.#keys.push(key);
    this.#numbers.set(key, form);
    for (const column of [this.starts, this.tokenCounts, this.stemCounts, this.living, this.heads]) column.push(0);
    this.lengths.push(key.length);
    this.bags.resize((form + 1) * BAG_WORDS);
    return form;
  }

  /** Whether retrieval can find a form: whether a segment has said it. */
  isAnalysed(form: number): boolean {
    return this.heads.array[form] !== 0;
  }

  /** Makes a form known to retrieval; once in its life. */
  analyse(form: number, { tokens, lang, text }: AnalysedSegment): void {
    const start = this.tokens.length;
    for (const token of tokens) this.tokens.push(this.vocabulary.number(token, lang));
    this.#describe(form, start, text);
  }

  #describe(form: number, start: number, text: string): void {
    const count = this.tokens.length - start;
    this.starts.array[form] = start;
    this.tokenCounts.array[form] = count;
    this.stemCounts.array[form] = this.vocabulary.post(form, this.tokens.array.subarray(start, start + count));
    this.lengths.array[form] = text.length;
    fillBag(unitsOf(text), this.bags.array, form * BAG_WORDS);
  }

  /** A way to carry forms over to another, empty one, which gets only those asked for. */
  transferTo(other: Forms): { analysed: (form: number) => number; named: (form: number) => number } {
    const tokenOf = this.vocabulary.transferTo(other.vocabulary);
    const done = new Uint8Array(this.size);
    const named = (form: number): number => other.number(this.keyOf(form));
    const analysed = (form: number): number => {
      const number = named(form);
      if (done[form] === 1) return number;
      done[form] = 1;
      const start = other.tokens.length;
      const from = this.starts.array[form]!;
      const to = from + this.tokenCounts.array[form]!;
      for (let i = from; i < to; i++) other.tokens.push(tokenOf(this.tokens.array[i]!));
      other.#describe(number, start, this.textOf(form));
      return number;
    };
    return { analysed, named };
  }
}

/** What makes two segments one form: the text in NFC, the codes' kinds and places, and their data. */
export function formKey({ text, segment }: AnalysedSegment): string {
  return keyOf(text, codeData(segment));
}

/** The key of a text with its codes' data. */
export function keyOf(text: string, data: string | undefined): string {
  return data === undefined ? text : text + DATA + data;
}

/** The text and the codes' data of a key. */
export function partsOfKey(key: string): { text: string; data: string | undefined } {
  const end = key.indexOf(DATA);
  return end < 0 ? { text: key, data: undefined } : { text: key.slice(0, end), data: key.slice(end + 1) };
}

/** The data of a segment's codes in text, `undefined` where none has any. */
export function codeData({ codes }: Segment): string | undefined {
  if (codes.every((code) => code.data === undefined)) return undefined;
  return JSON.stringify(codes.map((code) => code.data ?? null));
}

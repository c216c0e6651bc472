import { bytesOf, isTextAt, readText, readUnits, writeText } from "./compact-text.js";
import type { Sections } from "./part-layout.js";
import { StringList, StringTable } from "./string-table.js";
import { NO_FORM } from "./units.js";

/** Words of a form's record: one cache line. */
export const RECORD_WORDS = 16;
/** Within a record: the character bag (8 words), the signature (4), then a word each. */
export const BAG_AT = 0;
export const SIGNATURE_AT = 8;
export const SIGNATURE_WORDS = 4;
/** Where in `texts` the text begins; the tokens follow it. */
export const TEXT_AT = 12;
/** The number of characters, with {@link WIDE} where each takes two bytes. */
export const LENGTH_AT = 13;
export const STEMS_AT = 14;
export const TOKENS_AT = 15;
export const WIDE = 0x8000_0000;
const LENGTH_MASK = 0x7fff_ffff;

/** Bits of a posting's first word that tell the position; the others are the form's number. */
export const POSITION_BITS = 8;
/** A position further back counts as this one, which weakens the bounds that use it. */
export const MOST_POSITION = (1 << POSITION_BITS) - 1;
export const MOST_FORMS = 2 ** (32 - POSITION_BITS);

/** Stands where a key has no successor. */
export const NO_KEY = 0xffff_ffff;

/**
 * One language of a part: what its segments say, each once, and the lists to find it by.
 *
 * Forms are numbered by their number of stems, then of characters, then by their bytes, so that those of one number of stems and of
 * lengths between two bounds are a range of numbers. Form f has its record from `RECORD_WORDS * f` on.
 *
 * A key is the n-th occurrence of a stem in a segment, so that the overlap of two multisets of stems is the number of
 * keys that both have. Keys are numbered by the number of forms that hold them, the rarest first. Key k has postings from
 * `postingStarts[k]` to `postingStarts[k + 1]`, in the order of the forms, two words each: the form's number and the key's
 * position among the form's keys, then a sketch of the form's keys behind it: for each the bit that `sketchBits` names.
 * Only so many of the rarest keys of a form are posted as bounds.ts asks for.
 *
 * Tokens are numbered by frequency, the commonest first; the tokens of a form stand behind its text, each number in as many
 * bytes as it needs, seven bits in each.
 */
export class PartLanguage {
  readonly records: Uint32Array;
  /** Characters of each form, at most 65,535. */
  readonly lengths: Uint16Array;
  /** For each form, one more than its newest variant. */
  readonly newest: Uint32Array;
  readonly texts: Uint8Array;
  /** For each number of stems that there is, in order: that number, and the first form that has it. */
  readonly groups: Uint32Array;
  /** The forms that a query may have no stem in common with and yet be near to, in order. */
  readonly side: Uint32Array;
  readonly repeats: Uint32Array;
  readonly postingStarts: Uint32Array;
  readonly postings: Uint32Array;
  readonly sketchBits: Uint8Array;
  readonly signatureBits: Uint8Array;
  readonly stemOfToken: Uint32Array;
  /** The first key of each stem. */
  readonly keyOfStem: Uint32Array;
  readonly tokens: StringTable;
  readonly stems: StringTable;
  readonly neighbours: StringList;
  readonly #dataForms: Uint32Array;
  readonly #data: StringList;

  constructor(sections: Sections, prefix: string) {
    this.records = sections.u32(`${prefix}records`);
    this.lengths = sections.u16(`${prefix}lengths`);
    this.newest = sections.u32(`${prefix}newest`);
    this.texts = sections.u8(`${prefix}texts`);
    this.groups = sections.u32(`${prefix}groups`);
    this.side = sections.u32(`${prefix}side`);
    this.repeats = sections.u32(`${prefix}repeats`);
    this.postingStarts = sections.u32(`${prefix}postingStarts`);
    this.postings = sections.u32(`${prefix}postings`);
    this.sketchBits = sections.u8(`${prefix}sketchBits`);
    this.signatureBits = sections.u8(`${prefix}signatureBits`);
    this.stemOfToken = sections.u32(`${prefix}stemOfToken`);
    this.keyOfStem = sections.u32(`${prefix}keyOfStem`);
    this.tokens = new StringTable(sections, `${prefix}tokens`);
    this.stems = new StringTable(sections, `${prefix}stems`);
    this.neighbours = new StringList(sections, `${prefix}neighbours`);
    this.#dataForms = sections.u32(`${prefix}dataForms`);
    this.#data = new StringList(sections, `${prefix}data`);
  }

  /** How many forms there are. */
  get size(): number {
    return this.lengths.length;
  }

  lengthOf(form: number): number {
    return this.records[form * RECORD_WORDS + LENGTH_AT]! & LENGTH_MASK;
  }

  stemsOf(form: number): number {
    return this.records[form * RECORD_WORDS + STEMS_AT]!;
  }

  tokenCountOf(form: number): number {
    return this.records[form * RECORD_WORDS + TOKENS_AT]!;
  }

  #bytesOf(form: number): number {
    const length = this.records[form * RECORD_WORDS + LENGTH_AT]!;
    return length >= WIDE ? 2 * (length & LENGTH_MASK) : length;
  }

  #textAt(form: number): number {
    return this.records[form * RECORD_WORDS + TEXT_AT]!;
  }

  /** The text of a form, each code one symbol. */
  textOf(form: number): string {
    const place = { bytes: this.texts, at: this.#textAt(form), size: this.#bytesOf(form), length: this.lengthOf(form) };
    return readText(place);
  }

  /** Writes the UTF-16 units of a form's text. */
  readTextOf(form: number, into: Uint32Array): void {
    const place = { bytes: this.texts, at: this.#textAt(form), size: this.#bytesOf(form), length: this.lengthOf(form) };
    readUnits(place, into);
  }

  /** Writes the numbers of a form's tokens. */
  readTokensOf(form: number, into: Uint32Array): void {
    const { texts } = this;
    let at = this.#textAt(form) + this.#bytesOf(form);
    const count = this.tokenCountOf(form);
    for (let i = 0; i < count; i++) {
      let byte = texts[at++]!;
      let number = byte & 0x7f;
      for (let shift = 7; byte >= 0x80; shift += 7) {
        byte = texts[at++]!;
        number |= (byte & 0x7f) << shift;
      }
      into[i] = number;
    }
  }

  /** Whether a form has a text. */
  says(form: number, text: string): boolean {
    const size = this.#bytesOf(form);
    if (this.lengthOf(form) !== text.length || bytesOf(text) !== size) return false;
    return isTextAt(text, size, this.texts, this.#textAt(form));
  }

  /** The data of a form's codes, `undefined` where none has any. */
  dataOf(form: number): string | undefined {
    const place = firstNotBelow(this.#dataForms, form, 0, this.#dataForms.length);
    return this.#dataForms[place] === form ? this.#data.textOf(place) : undefined;
  }

  /** The form of a text of so many stems with its codes' data, {@link NO_FORM} where there is none. */
  find(text: string, data: string | undefined, stems: number): number {
    const [start, end] = this.#groupOf(stems);
    const bytes = new Uint8Array(bytesOf(text));
    writeText(text, bytes.length, bytes, 0);
    let low = start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#order(middle, text.length, bytes) < 0) low = middle + 1;
      else high = middle;
    }
    for (let form = low; form < end && this.#order(form, text.length, bytes) === 0; form++) {
      if (this.dataOf(form) === data) return form;
    }
    return NO_FORM;
  }

  #groupOf(stems: number): [number, number] {
    for (let i = 0; i < this.groups.length; i += 2) {
      if (this.groups[i] === stems) return [this.groups[i + 1]!, this.groups[i + 3] ?? this.size];
    }
    return [0, 0];
  }

  /** Negative where a form stands before a text of its number of stems in the order of forms, 0 where it has that text. */
  #order(form: number, length: number, bytes: Uint8Array): number {
    const size = this.#bytesOf(form);
    const at = this.#textAt(form);
    const order = this.lengthOf(form) - length;
    if (order !== 0) return order;
    for (let i = 0; i < size && i < bytes.length; i++) {
      if (this.texts[at + i] !== bytes[i]) return this.texts[at + i]! - bytes[i]!;
    }
    return size - bytes.length;
  }
}

/** The first place from `low` to `high` in a sorted list whose number is not below the one wanted; `high` where there is none. */
export function firstNotBelow(sorted: Uint32Array | Uint16Array, wanted: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

import type { LanguageTag } from "../language.js";
import { hashOf } from "../text/text-hash.js";
import { TokenTable } from "../text/token-table.js";
import { hasStem, stemOf, type Token } from "../text/tokens.js";
import { bytes, words, type Column } from "./columns.js";
import { bytesOf, isTextAt, readText, readUnits, writeText } from "./compact-text.js";

/** Stands where a token has no stem. */
export const NO_STEM = 0xffff_ffff;

/** A power of two. */
const FIRST_SLOTS = 1_024;

/**
 * What one language's segments say, in a part that is being made: each form once, a form being a text in NFC with the
 * data of its codes. As {@link Forms}, but in fewer bytes and without lists to search by: those are made at the end.
 */
export class DraftForms {
  readonly #tokenTable = new TokenTable();
  /** By number. */
  readonly stemTexts: string[] = [];
  readonly stemOfToken: Column<Uint32Array> = words();
  readonly #stemNumbers = new Map<string, number>();

  /** The tokens of form f: `tokenCounts[f]` from `tokenStarts[f]` on, where it is analysed. */
  readonly tokens: Column<Uint32Array> = words();
  readonly tokenStarts: Column<Uint32Array> = words();
  readonly tokenCounts: Column<Uint32Array> = words();
  readonly stemCounts: Column<Uint32Array> = words();
  readonly analysed: Column<Uint8Array> = bytes();

  /** The text of form f: bytes from `starts[f]` to `starts[f + 1]`, `lengths[f]` characters. */
  readonly texts: Column<Uint8Array> = bytes();
  readonly starts: Column<Uint32Array> = words();
  readonly lengths: Column<Uint32Array> = words();
  /** The data of a form's codes ({@link codeData}), where there are any. */
  readonly data = new Map<number, string>();
  readonly #hashes: Column<Uint32Array> = words();
  #slots = new Uint32Array(FIRST_SLOTS);
  #units = new Uint32Array(256);

  constructor() {
    this.starts.push(0);
  }

  get size(): number {
    return this.lengths.length;
  }

  /** By number. */
  get tokenTexts(): readonly string[] {
    return this.#tokenTable.texts;
  }

  /** Makes room for so many bytes of texts and so many tokens in all: for one who knows, the arrays are then made once. */
  reserve({ bytes: size, tokens }: { bytes: number; tokens: number }): void {
    this.texts.reserve(this.texts.length + size);
    this.tokens.reserve(this.tokens.length + tokens);
  }

  /** The form of a text with its codes' data, made if there is none. */
  number(text: string, data: string | undefined): number {
    const hash = hashOf(text);
    const size = bytesOf(text);
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & last) {
      const form = this.#slots[slot]! - 1;
      if (this.#hashes.array[form] === hash && this.#is(form, text, size) && this.data.get(form) === data) return form;
    }
    return this.#make({ text, data, hash, size, slot });
  }

  #is(form: number, text: string, size: number): boolean {
    const start = this.starts.array[form]!;
    if (this.lengths.array[form] !== text.length || this.starts.array[form + 1]! - start !== size) return false;
    return isTextAt(text, size, this.texts.array, start);
  }

  #make(made: { text: string; data: string | undefined; hash: number; size: number; slot: number }): number {
    const { text, data, hash, size, slot } = made;
    const form = this.size;
    const at = this.texts.length;
    this.texts.resize(at + size);
    writeText(text, size, this.texts.array, at);
    this.starts.push(at + size);
    this.lengths.push(text.length);
    this.#hashes.push(hash);
    for (const column of [this.tokenStarts, this.tokenCounts, this.stemCounts]) column.push(0);
    this.analysed.push(0);
    if (data !== undefined) this.data.set(form, data);
    this.#slots[slot] = form + 1;
    if (this.size * 2 > this.#slots.length) {
      this.#slots = rehashed(this.#hashes.array, this.size, 2 * this.#slots.length);
    }
    return form;
  }

  /** Begins to tell the tokens of a form that is not analysed; each is then given to {@link DraftForms.putToken}. */
  beginTokens(form: number): void {
    this.analysed.array[form] = 1;
    this.tokenStarts.array[form] = this.tokens.length;
  }

  putToken(form: number, token: number): void {
    this.tokens.push(token);
    this.tokenCounts.array[form]! += 1;
    if (this.stemOfToken.array[token] !== NO_STEM) this.stemCounts.array[form]! += 1;
  }

  /** The number of a token, given one if it is new. */
  tokenOf(token: Token, lang: LanguageTag): number {
    const number = this.#tokenTable.numberOf(token.text);
    if (number === this.stemOfToken.length) this.#addStem(hasStem(token) ? stemOf(token, lang) : undefined);
    return number;
  }

  /** The number of a token of which the stem is known. */
  token(text: string, stem: string | undefined): number {
    const number = this.#tokenTable.numberOf(text);
    if (number === this.stemOfToken.length) this.#addStem(stem);
    return number;
  }

  #addStem(stem: string | undefined): void {
    this.stemOfToken.push(stem === undefined ? NO_STEM : this.#stem(stem));
  }

  #stem(text: string): number {
    const known = this.#stemNumbers.get(text);
    if (known !== undefined) return known;
    this.#stemNumbers.set(text, this.stemTexts.length);
    this.stemTexts.push(text);
    return this.stemTexts.length - 1;
  }

  textOf(form: number): string {
    return readText(this.#placeOf(form));
  }

  /** The UTF-16 units of a form's text, for as long as no other's are asked for. */
  unitsOf(form: number): Uint32Array {
    const place = this.#placeOf(form);
    if (this.#units.length < place.length) this.#units = new Uint32Array(2 * place.length);
    readUnits(place, this.#units);
    return this.#units.subarray(0, place.length);
  }

  #placeOf(form: number): { bytes: Uint8Array; at: number; size: number; length: number } {
    const at = this.starts.array[form]!;
    const size = this.starts.array[form + 1]! - at;
    return { bytes: this.texts.array, at, size, length: this.lengths.array[form]! };
  }
}

/** Slots of a hash table with open addressing, for the numbers below `count` with one added; their number is a power of two. */
function rehashed(hashes: Uint32Array, count: number, length: number): Uint32Array<ArrayBuffer> {
  const slots = new Uint32Array(length);
  for (let number = 0; number < count; number++) {
    let slot = hashes[number]! & (length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (length - 1);
    slots[slot] = number + 1;
  }
  return slots;
}

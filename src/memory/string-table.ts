import { hashOf } from "../text/text-hash.js";
import { bytesOf, isTextAt, readText, writeText } from "./compact-text.js";
import type { SectionPlan, Sections } from "./part-layout.js";

/** Slots for each string: at a load of two thirds a search that fails looks into two slots more on average. */
const SLOTS_PER_STRING = 1.5;

/** A number that no string has. */
export const NO_STRING = -1;

/**
 * Strings by number, in two sections of a part: string s has its bytes (compact-text.ts) from `starts[s] >> 1` to
 * `starts[s + 1] >> 1`, two for each character where the lowest bit of `starts[s]` is set.
 */
export class StringList {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;

  constructor(sections: Sections, name: string) {
    this.bytes = sections.u8(`${name}.bytes`);
    this.starts = sections.u32(`${name}.starts`);
  }

  get size(): number {
    return this.starts.length - 1;
  }

  textOf(number: number): string {
    const start = this.starts[number]!;
    const size = (this.starts[number + 1]! >>> 1) - (start >>> 1);
    return readText({ bytes: this.bytes, at: start >>> 1, size, length: (start & 1) === 0 ? size : size / 2 });
  }

  /** Whether a string is the one of a number. */
  is(text: string, number: number): boolean {
    const size = bytesOf(text);
    const start = this.starts[number]!;
    if ((this.starts[number + 1]! >>> 1) - (start >>> 1) !== size) return false;
    return (start & 1) === (size === text.length ? 0 : 1) && isTextAt(text, size, this.bytes, start >>> 1);
  }
}

/** Numbers by string too: `slots` is a hash table with open addressing that holds numbers plus one. */
export class StringTable extends StringList {
  readonly #slots: Uint32Array;

  constructor(sections: Sections, name: string) {
    super(sections, name);
    this.#slots = sections.u32(`${name}.slots`);
  }

  /** The number of a string, {@link NO_STRING} where it is not there. */
  find(text: string): number {
    for (let slot = hashOf(text) % this.#slots.length; ; slot = (slot + 1) % this.#slots.length) {
      const number = this.#slots[slot]! - 1;
      if (number < 0) return NO_STRING;
      if (this.is(text, number)) return number;
    }
  }
}

/** Plans the sections of a list. */
export function planList(plan: SectionPlan, name: string, strings: readonly string[]): void {
  let bytes = 0;
  for (const text of strings) bytes += bytesOf(text);
  plan.add(`${name}.bytes`, "u8", bytes);
  plan.add(`${name}.starts`, "u32", strings.length + 1);
}

/** Plans the sections of a table. */
export function planTable(plan: SectionPlan, name: string, strings: readonly string[]): void {
  planList(plan, name, strings);
  plan.add(`${name}.slots`, "u32", Math.ceil(strings.length * SLOTS_PER_STRING) + 1);
}

/** Fills the sections of a list; strings are numbered by their places. */
export function fillList(sections: Sections, name: string, strings: readonly string[]): void {
  const bytes = sections.u8(`${name}.bytes`);
  const starts = sections.u32(`${name}.starts`);
  let at = 0;
  for (const [number, text] of strings.entries()) {
    const size = bytesOf(text);
    // An empty text is as long in either way of writing.
    starts[number] = 2 * at + (size === text.length ? 0 : 1);
    writeText(text, size, bytes, at);
    at += size;
  }
  starts[strings.length] = 2 * at;
}

/** Fills the sections of a table; none of the strings comes twice. */
export function fillTable(sections: Sections, name: string, strings: readonly string[]): void {
  fillList(sections, name, strings);
  const slots = sections.u32(`${name}.slots`);
  for (const [number, text] of strings.entries()) {
    let slot = hashOf(text) % slots.length;
    while (slots[slot] !== 0) slot = (slot + 1) % slots.length;
    slots[slot] = number + 1;
  }
}

import { hashOf } from "./text-hash.js";

/** A power of two. */
const FIRST_SLOTS = 1_024;

/**
 * Numbers what it is asked for in the order in which it comes, from 0 on. It is asked for stretches of texts, and makes a
 * string only of one that is new: a running text says the same words over and over.
 */
export class TokenTable {
  /** By number. */
  readonly texts: string[] = [];
  #hashes = new Uint32Array(FIRST_SLOTS / 2);
  /** A hash table with open addressing: numbers with one added. */
  #slots = new Uint32Array(FIRST_SLOTS);

  get size(): number {
    return this.texts.length;
  }

  /** The number of a stretch of a text, given to it if it is new. */
  numberOf(text: string, from = 0, to = text.length): number {
    const hash = hashOf(text, from, to);
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (; this.#slots[slot] !== 0; slot = (slot + 1) & last) {
      const number = this.#slots[slot]! - 1;
      if (this.#hashes[number] === hash && isAt(this.texts[number]!, text, from, to)) return number;
    }
    return this.#add(copyOf(text.slice(from, to)), hash, slot);
  }

  #add(text: string, hash: number, slot: number): number {
    const number = this.texts.push(text) - 1;
    this.#hashes[number] = hash;
    this.#slots[slot] = number + 1;
    if (this.size * 2 >= this.#slots.length) this.#grow();
    return number;
  }

  #grow(): void {
    const length = 2 * this.#slots.length;
    const hashes = new Uint32Array(length / 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#slots = new Uint32Array(length);
    for (let number = 0; number < this.size; number++) {
      let slot = hashes[number]! & (length - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (length - 1);
      this.#slots[slot] = number + 1;
    }
  }
}

function isAt(known: string, text: string, from: number, to: number): boolean {
  if (known.length !== to - from) return false;
  for (let i = 0; i < known.length; i++) if (known.charCodeAt(i) !== text.charCodeAt(from + i)) return false;
  return true;
}

/** A string in memory of its own: a long slice would keep the whole text that it was cut from. */
function copyOf(slice: string): string {
  return JSON.parse(JSON.stringify(slice)) as string;
}

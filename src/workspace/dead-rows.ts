import { eachCommon } from "./sorted-numbers.js";

/** The rows of a part that live no more: row r is bit r & 7 of byte r >> 3. */

export function isDead(dead: Uint8Array, row: number): boolean {
  return ((dead[row >> 3]! >> (row & 7)) & 1) === 1;
}

export function markDead(dead: Uint8Array, row: number): void {
  dead[row >> 3]! |= 1 << (row & 7);
}

/** All rows are dead but those whose version is among the living ones; both lists are in ascending order. */
export function deadBut(versions: Float64Array, living: Float64Array): Uint8Array {
  const dead = new Uint8Array((versions.length + 7) >> 3).fill(0xff);
  eachCommon(versions, living, (row) => {
    dead[row >> 3]! &= ~(1 << (row & 7));
  });
  return dead;
}

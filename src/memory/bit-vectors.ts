/**
 * Levenshtein distances by bit vectors (Myers 1999, https://doi.org/10.1145/316542.316550, as given by Hyyrö 2003): the
 * table of all distances between beginnings of both sides, of which neighbouring cells differ by 1 at the most, 32 cells of
 * a column at a time.
 *
 * Symbols are numbers. `masks` has a mask of rows for each of them, all zero between uses.
 */

export const BITS = 32;

/** A band of rows under work. */
export interface Band {
  readonly masks: Int32Array;
  /** The second side, from `start` to `end`. */
  readonly b: Uint32Array;
  readonly start: number;
  readonly end: number;
  /** For each symbol of the second side, the horizontal difference (+1, 0, -1) at the upper edge; left with those at the lower. */
  readonly carry: Int8Array;
  readonly rows: number;
}

/** The vertical differences of a band's last column: a bit for each row that is one more or one less than the row above it. */
export interface LastColumn {
  up: number;
  down: number;
}

/** Sweeps over a band. `last` is filled, where it is given. */
export function sweep({ masks, b, start, end, carry, rows }: Band, last?: LastColumn): void {
  const lowest = rows - 1;
  let up = -1;
  let down = 0;
  for (let j = start; j < end; j++) {
    const above = carry[j - start]!;
    let eq = masks[b[j]!]!;
    const vertical = eq | down;
    if (above < 0) eq |= 1;
    const diagonal = (((eq & up) + up) ^ up) | eq;
    let more = down | ~(diagonal | up);
    let less = up & diagonal;
    carry[j - start] = ((more >>> lowest) & 1) - ((less >>> lowest) & 1);
    more = (more << 1) | (above > 0 ? 1 : 0);
    less = (less << 1) | (above < 0 ? 1 : 0);
    up = less | ~(vertical | more);
    down = more & vertical;
  }
  if (last !== undefined) [last.up, last.down] = [up, down];
}

let room = new Int8Array(512);

/**
 * The Levenshtein distance of the first `m` symbols of `a` and the first `n` of `b` where it is at most `most`, else some
 * number above `most`. All symbols have a mask.
 *
 * What both begin or end with is left out, which some shortest way from one to the other keeps. After each band every way goes on from some
 * cell of its lower edge, and costs what that cell tells and at least as much as the lengths left on both sides differ by;
 * when that is above `most` for all of them, the rest need not be known.
 */
export function distanceWithin(
  { a, m, b, n, masks }: { a: Uint32Array; m: number; b: Uint32Array; n: number; masks: Int32Array },
  most: number,
): number {
  if (Math.abs(m - n) > most) return most + 1;
  let start = 0;
  const shorter = Math.min(m, n);
  while (start < shorter && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && a[m - 1 - tail] === b[n - 1 - tail]) tail += 1;
  const [aEnd, bEnd] = [m - tail, n - tail];
  const columns = bEnd - start;
  if (aEnd === start || columns === 0) return Math.max(aEnd - start, columns);
  if (room.length < columns) room = new Int8Array(2 * columns);
  const carry = room.fill(1, 0, columns);
  for (let top = start; top < aEnd; top += BITS) {
    const rows = Math.min(BITS, aEnd - top);
    for (let i = 0; i < rows; i++) masks[a[top + i]!]! |= 1 << i;
    sweep({ masks, b, start, end: bEnd, carry, rows });
    for (let i = 0; i < rows; i++) masks[a[top + i]!] = 0;
    const done = top + rows - start;
    const least = leastThrough(carry, { done, left: aEnd - top - rows, columns });
    if (least > most) return most + 1;
  }
  let distance = aEnd - start;
  for (let j = 0; j < columns; j++) distance += carry[j]!;
  return distance;
}

/** The least that a way through some cell of an edge costs: `done` rows are above it and `left` below. */
function leastThrough(
  carry: Int8Array,
  { done, left, columns }: { done: number; left: number; columns: number },
): number {
  let cell = done;
  let least = cell + Math.abs(left - columns);
  for (let j = 0; j < columns; j++) {
    cell += carry[j]!;
    const through = cell + Math.abs(left - (columns - j - 1));
    if (through < least) least = through;
  }
  return least;
}

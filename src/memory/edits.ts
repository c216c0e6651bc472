import type { Token } from "../text/tokens.js";
import { BITS, sweep, type LastColumn } from "./bit-vectors.js";
import type { Edit, TextRange } from "./match.js";

/**
 * The steps that turn a query into a match, token by token: a shortest edit script, so that what is not kept counts the
 * Levenshtein distance over tokens.
 *
 * The textbook way is the table of all distances between beginnings of both sides, read backwards from its last cell.
 * It takes memory for every pair of tokens, 16 GB for the longest segments. So a large table is parted first (Hirschberg
 * 1975, https://doi.org/10.1145/360825.360861): the second side is cut in the middle, the last columns of the table of the
 * left half and of the mirrored table of the right half tell where a shortest script crosses the cut, and each half
 * goes on by itself. The columns come from bit vectors (bit-vectors.ts).
 */

/** The largest table that is filled in whole: two segments of sixty tokens. Larger ones are quicker in parts. */
const LARGEST_TABLE = 4_096;

const KEEP = 0;
const REPLACE = 1;
const DELETE = 2;
const INSERT = 3;

/** A script under work. `masks` has room for a mask of rows for each distinct token, all zero between uses. */
interface Script {
  readonly steps: number[];
  readonly masks: Int32Array;
}

/** The edits from query to match. Tokens are equal when they are written the same, inline codes when their kinds are. */
export function tokenEdits(query: readonly Token[], match: readonly Token[]): Edit[] {
  const numbers = new Map<string, number>();
  const numberAll = (tokens: readonly Token[]): Uint32Array =>
    Uint32Array.from(tokens, ({ text }) => {
      const number = numbers.get(text) ?? numbers.size;
      numbers.set(text, number);
      return number;
    });
  const [a, b] = [numberAll(query), numberAll(match)];
  const script: Script = { steps: [], masks: new Int32Array(numbers.size) };
  align(a, b, script);
  return editsOf(script.steps, query, match);
}

function editsOf(steps: readonly number[], query: readonly Token[], match: readonly Token[]): Edit[] {
  let q = 0;
  let m = 0;
  return steps.map((step) => {
    if (step === DELETE) return { op: "delete", query: rangeOf(query[q++]!) };
    if (step === INSERT) return { op: "insert", match: rangeOf(match[m++]!) };
    return { op: step === KEEP ? "keep" : "replace", query: rangeOf(query[q++]!), match: rangeOf(match[m++]!) };
  });
}

function rangeOf({ start, end }: Token): TextRange {
  return { start, end };
}

/** Adds the steps from `a` to `b`. What both begin or end with is kept, which no shortest script loses by. */
function align(a: Uint32Array, b: Uint32Array, script: Script): void {
  const { steps } = script;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let tail = 0;
  const longest = Math.min(a.length, b.length) - start;
  while (tail < longest && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  for (let i = 0; i < start; i++) steps.push(KEEP);
  alignMiddle(a.subarray(start, a.length - tail), b.subarray(start, b.length - tail), script);
  for (let i = 0; i < tail; i++) steps.push(KEEP);
}

function alignMiddle(a: Uint32Array, b: Uint32Array, script: Script): void {
  const { steps, masks } = script;
  if (a.length === 0 || b.length === 0) {
    for (let i = 0; i < a.length; i++) steps.push(DELETE);
    for (let i = 0; i < b.length; i++) steps.push(INSERT);
  } else if (a.length * b.length <= LARGEST_TABLE || b.length === 1) {
    for (const step of stepsByTable(a, b)) steps.push(step);
  } else {
    const half = b.length >> 1;
    const left = lastColumn(a, b.subarray(0, half), masks);
    const right = lastColumn(a.slice().reverse(), b.slice(half).reverse(), masks);
    const cut = crossing(left, right);
    align(a.subarray(0, cut), b.subarray(0, half), script);
    align(a.subarray(cut), b.subarray(half), script);
  }
}

/** How much of the first side goes with the left half of the second: the first cut of the least distance altogether. */
function crossing(left: Uint32Array, right: Uint32Array): number {
  const end = left.length - 1;
  let best = 0;
  for (let cut = 1; cut <= end; cut++) {
    if (left[cut]! + right[end - cut]! < left[best]! + right[end - best]!) best = cut;
  }
  return best;
}

/**
 * The distances of every beginning of `a` to the whole of `b`. Bands of 32 rows are swept one after the other; `carry`
 * hands the horizontal differences (+1, 0, -1) at the lower edge of a band to the next one.
 */
function lastColumn(a: Uint32Array, b: Uint32Array, masks: Int32Array): Uint32Array {
  const column = new Uint32Array(a.length + 1);
  column[0] = b.length;
  const carry = new Int8Array(b.length).fill(1);
  const last: LastColumn = { up: 0, down: 0 };
  for (let top = 0; top < a.length; top += BITS) {
    const rows = Math.min(BITS, a.length - top);
    for (let i = 0; i < rows; i++) masks[a[top + i]!]! |= 1 << i;
    sweep({ masks, b, start: 0, end: b.length, carry, rows }, last);
    for (let i = 0; i < rows; i++) masks[a[top + i]!] = 0;
    for (let i = 0; i < rows; i++)
      column[top + i + 1] = column[top + i]! + ((last.up >>> i) & 1) - ((last.down >>> i) & 1);
  }
  return column;
}

/** The steps by the whole table of distances, read from its end; where ways are equally short, diagonal before up. */
function stepsByTable(a: Uint32Array, b: Uint32Array): number[] {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let j = 1; j < width; j++) table[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const row = i * width;
    table[row] = i;
    for (let j = 1; j < width; j++) {
      const diagonal = table[row - width + j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      table[row + j] = Math.min(diagonal, table[row - width + j]! + 1, table[row + j - 1]! + 1);
    }
  }
  const steps: number[] = [];
  let i = a.length;
  let j = b.length;
  while (i > 0 || j > 0) {
    const here = table[i * width + j]!;
    const same = i > 0 && j > 0 && a[i - 1] === b[j - 1];
    if (i > 0 && j > 0 && here === table[(i - 1) * width + j - 1]! + (same ? 0 : 1)) {
      steps.push(same ? KEEP : REPLACE);
      i -= 1;
      j -= 1;
    } else if (i > 0 && here === table[(i - 1) * width + j]! + 1) {
      steps.push(DELETE);
      i -= 1;
    } else {
      steps.push(INSERT);
      j -= 1;
    }
  }
  return steps.reverse();
}

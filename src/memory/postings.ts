import { words, type Column } from "./columns.js";

/** How often each form was met while lists were tallied. Counts of forms not in `touched` are zero. */
export interface Tally {
  readonly counts: Uint32Array;
  readonly touched: Uint32Array;
  size: number;
}

/** The longest run of numbers in one chunk: long enough to read at speed, short enough that half of it left free is little. */
const LONGEST_RUN = 512;

/**
 * Lists of numbers that grow side by side in one array: for each key the forms that hold it.
 *
 * A list is a chain of chunks. A chunk is one cell with the place of the next chunk (0: none), then a run of numbers; the
 * first chunk of a list has a run of 1, each later one twice the run before it, up to {@link LONGEST_RUN}. Cell 0 is
 * nobody's. `#heads` and `#tails` hold the place of a list's first and last chunk, `#lengths` how many numbers it has.
 */
export class Postings {
  readonly #cells: Column<Uint32Array> = words();
  readonly #heads: Column<Uint32Array> = words();
  readonly #tails: Column<Uint32Array> = words();
  readonly #lengths: Column<Uint32Array> = words();
  /** How many cells of each last chunk are still free. */
  readonly #free: Column<Uint32Array> = words();

  constructor() {
    this.#cells.push(0);
  }

  /** The number of lists; they are numbered from 0. */
  get lists(): number {
    return this.#heads.length;
  }

  /** Begins an empty list and answers its number. */
  begin(): number {
    for (const column of [this.#heads, this.#tails, this.#lengths, this.#free]) column.push(0);
    return this.#heads.length - 1;
  }

  lengthOf(list: number): number {
    return this.#lengths.array[list]!;
  }

  push(list: number, value: number): void {
    const length = this.#lengths.array[list]!;
    if (this.#free.array[list] === 0) this.#extend(list, length);
    const run = runOfLast(length);
    const place = this.#tails.array[list]! + 1 + run - this.#free.array[list]!;
    this.#cells.array[place] = value;
    this.#free.array[list]! -= 1;
    this.#lengths.array[list] = length + 1;
  }

  #extend(list: number, length: number): void {
    const run = runOfLast(length);
    const chunk = this.#cells.length;
    this.#cells.resize(chunk + 1 + run);
    if (length === 0) this.#heads.array[list] = chunk;
    else this.#cells.array[this.#tails.array[list]!] = chunk;
    this.#tails.array[list] = chunk;
    this.#free.array[list] = run;
  }

  /** Counts one more for every number in a list. */
  tally(list: number, into: Tally): void {
    const cells = this.#cells.array;
    const { counts, touched } = into;
    let size = into.size;
    let chunk = this.#heads.array[list]!;
    let left = this.#lengths.array[list]!;
    for (let run = 1; left > 0; run = Math.min(run * 2, LONGEST_RUN)) {
      const end = chunk + 1 + Math.min(run, left);
      for (let i = chunk + 1; i < end; i++) {
        const number = cells[i]!;
        if (counts[number]!++ === 0) touched[size++] = number;
      }
      left -= run;
      chunk = cells[chunk]!;
    }
    into.size = size;
  }
}

/** The run of the chunk that holds number `length` of a list, counted from 0: number 0; 1 and 2; 3 to 6; 7 to 14; … */
function runOfLast(length: number): number {
  return Math.min(1 << (31 - Math.clz32(length + 1)), LONGEST_RUN);
}

/** The arrays of numbers that columns are made of. */
export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A first size that small memories fit in. */
const FIRST_CAPACITY = 64;
/** Growing by half wastes at most a third, and copies each number three times in all. */
const GROWTH = 1.5;

/**
 * A typed array that grows: one field of many records. Hot loops read {@link Column.array} directly; it is replaced when
 * the column grows, so it must not be kept across a {@link Column.push} or {@link Column.resize}.
 */
export class Column<A extends Numbers> {
  array: A;
  length = 0;
  readonly #make: (length: number) => A;

  constructor(make: (length: number) => A) {
    this.#make = make;
    this.array = make(FIRST_CAPACITY);
  }

  push(value: number): void {
    if (this.length === this.array.length) this.#reserve(this.length + 1);
    this.array[this.length++] = value;
  }

  /** Makes the column longer; the new places hold zero. */
  resize(length: number): void {
    if (length > this.array.length) this.#reserve(length);
    this.length = length;
  }

  /** Makes room for so many numbers in all, so that it grows no more until then. Room that is not used costs no memory. */
  reserve(length: number): void {
    if (length > this.array.length) this.#replace(length);
  }

  #reserve(length: number): void {
    this.#replace(Math.max(length, Math.ceil(this.array.length * GROWTH)));
  }

  #replace(length: number): void {
    const grown = this.#make(length);
    grown.set(this.array);
    this.array = grown;
  }
}

export const bytes = (): Column<Uint8Array> => new Column((length) => new Uint8Array(length));
export const shorts = (): Column<Uint16Array> => new Column((length) => new Uint16Array(length));
export const words = (): Column<Uint32Array> => new Column((length) => new Uint32Array(length));
export const doubles = (): Column<Float64Array> => new Column((length) => new Float64Array(length));

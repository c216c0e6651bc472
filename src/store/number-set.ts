/**
 * A set of the numbers of units: one bit each, in pages that are made when a number of theirs comes. A million units in
 * a row take 128 KiB, where a `Set` takes forty megabytes; numbers may go as far as 2^53.
 */
const BITS_PER_PAGE = 65_536;

export class NumberSet {
  readonly #pages = new Map<number, Uint8Array>();

  add(number: number): void {
    const index = Math.floor(number / BITS_PER_PAGE);
    let page = this.#pages.get(index);
    if (page === undefined) {
      page = new Uint8Array(BITS_PER_PAGE / 8);
      this.#pages.set(index, page);
    }
    const bit = number % BITS_PER_PAGE;
    page[bit >> 3] = (page[bit >> 3] ?? 0) | (1 << (bit & 7));
  }

  has(number: number): boolean {
    const page = this.#pages.get(Math.floor(number / BITS_PER_PAGE));
    const bit = number % BITS_PER_PAGE;
    return page !== undefined && ((page[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0;
  }
}

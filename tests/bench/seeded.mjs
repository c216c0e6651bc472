/** Chance that repeats itself: the same seed gives the same numbers on every machine (mulberry32). */
export class Chance {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0;
  }

  /** From 0 to, not including, 1. */
  share() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to, not including, `end`. */
  below(end) {
    return Math.floor(this.share() * end);
  }

  /** One of a list. */
  of(list) {
    return list[this.below(list.length)];
  }

  /** One of a list, the first ones far more often, as words and names are in texts (density falls as 1/x). */
  ofRanked(list) {
    return list[Math.floor(list.length ** this.share()) - 1];
  }

  /** True in the given share of cases. */
  happens(share) {
    return this.share() < share;
  }
}

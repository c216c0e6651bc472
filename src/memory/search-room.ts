import { IN_CONTEXT } from "./score.js";

const UTF16_UNITS = 0x1_0000;

/** Room for searches in parts, kept from one search to the next. What is not said to hold a mark is zero between. */
export class SearchRoom {
  /** By form, the mark of the last search that looked at it. */
  marks = new Uint32Array(0);
  /** A number that no form is marked with; the next one neither. */
  #mark = 1;
  /** By token: a mask of the places where the query has it, and how many there are. One more token than there are stands for all that a part has not. */
  tokenMasks = new Int32Array(0);
  tokenCounts = new Int32Array(0);
  /** By stem, how many of it the query has. */
  stemCounts = new Int32Array(0);
  readonly unitMasks = new Int32Array(UTF16_UNITS);
  /** The tokens and the UTF-16 units of the form under measure. */
  tokens = new Uint32Array(256);
  units = new Uint32Array(1_024);
  /** Forms that were found and are to be looked at, and how many stems of each are known to be without a partner. */
  found = new Uint32Array(1_024);
  foundUnmatched = new Uint32Array(1_024);
  foundCount = 0;
  /** Takes what was read for no other end than to have it near. */
  touched = 0;
  /** Forms that wait for being measured, and behind each the next one of the same bound, plus one. */
  waiting = new Uint32Array(1_024);
  next = new Uint32Array(1_024);
  waitingCount = 0;
  /** By bound, the first in {@link SearchRoom.waiting}, plus one. */
  readonly firstOf = new Uint32Array(IN_CONTEXT + 1);

  /** Makes room for a language with so many forms, tokens and stems. Answers two marks that no form bears: this and the next. */
  open(forms: number, tokens: number, stems: number): number {
    if (this.marks.length < forms) {
      this.marks = new Uint32Array(roomy(forms));
      this.#mark = 1;
    }
    if (this.tokenMasks.length <= tokens) {
      this.tokenMasks = new Int32Array(roomy(tokens + 1));
      this.tokenCounts = new Int32Array(roomy(tokens + 1));
    }
    if (this.stemCounts.length < stems) this.stemCounts = new Int32Array(roomy(stems));
    if (this.#mark > 0xffff_fff0) {
      this.marks.fill(0);
      this.#mark = 1;
    }
    const mark = this.#mark;
    this.#mark += 2;
    return mark;
  }

  find(form: number, unmatched: number): void {
    if (this.foundCount === this.found.length) {
      this.found = grown(this.found);
      this.foundUnmatched = grown(this.foundUnmatched);
    }
    this.foundUnmatched[this.foundCount] = unmatched;
    this.found[this.foundCount++] = form;
  }

  /** Has a form wait with others of its bound. */
  wait(form: number, bound: number): void {
    if (this.waitingCount === this.waiting.length) {
      this.waiting = grown(this.waiting);
      this.next = grown(this.next);
    }
    this.waiting[this.waitingCount] = form;
    this.next[this.waitingCount] = this.firstOf[bound]!;
    this.firstOf[bound] = ++this.waitingCount;
  }

  fitTokens(count: number): Uint32Array {
    if (this.tokens.length < count) this.tokens = new Uint32Array(roomy(count));
    return this.tokens;
  }

  fitUnits(count: number): Uint32Array {
    if (this.units.length < count) this.units = new Uint32Array(roomy(count));
    return this.units;
  }
}

function roomy(length: number): number {
  return Math.ceil(length * 1.25);
}

function grown(array: Uint32Array): Uint32Array<ArrayBuffer> {
  const other = new Uint32Array(2 * array.length);
  other.set(array);
  return other;
}

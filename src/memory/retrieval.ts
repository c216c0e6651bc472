import { hasStem, stemOf } from "../text/tokens.js";
import { BAG_WORDS, bagDistance, fillBag } from "./bag.js";
import { unitsOf } from "./compact-text.js";
import type { Forms } from "./forms.js";
import type { Tally } from "./postings.js";
import {
  bestBase,
  distance,
  IN_CONTEXT,
  stringOfUnits,
  type AnalysedSegment,
  type Draft,
  type Parts,
} from "./score.js";
import type { Sink } from "./sink.js";
import { NONE } from "./vocabulary.js";

/**
 * Retrieval: the forms whose base score reaches a floor, none left out.
 *
 * The naive version is three lines: take every form, compute its score, keep the good ones. At 100,000 forms that is
 * 100,000 pairs of edit distances. What stands here does the same with fewer distances: each form gets an upper bound
 * of its score from what is cheap to know, forms are taken best bound first, and as soon as the best bound left is
 * below the floor nothing left can reach it. The floor rises while better and better forms are found.
 *
 * The bounds. For query q and form s let n, m be their numbers of stems, N, M of tokens, P = N - n and R = M - m of
 * tokens without a stem, o the overlap of the stems, k the overlap of the tokens (as multisets). The formula rises with o
 * and falls with both distances ({@link formula}), so a bound on each gives a bound on the score.
 *
 * 1. lev(tokens) >= max(N, M) - k: tokens that an alignment keeps are equal in pairs, so at most k are kept, and every
 *    other token of the longer side costs one edit.
 * 2. k <= o + min(P, R): equal tokens are of one kind and have one stem; so the kept ones with a stem are at most o, and
 *    those without are no more than either side has.
 * 3. lev(characters) >= |difference of lengths|, and >= the bag distance (bag.ts).
 * 4. A form met in none of the lists that were read shares only keys of the r lists left unread: o <= r. With
 *    max(n, m) >= n and max(N, M) >= N, bounds 1 and 2 give B <= r / n and V <= (r + P) / N; and C <= 1.
 * 5. A form met c times has c <= o <= min(c + r, m).
 *
 * Not used, for it is not so: that a character edit changes at most two tokens. `{a.b.c` has three words, and with `}`
 * behind it none; `75 000` is one number, and `75-000` is two.
 */

/** Symbols of tokens that only the form has; those of the query are numbered from the next one on. */
const NOT_IN_QUERY = 1;
/** Symbols are UTF-16 units. */
const MOST_SYMBOLS = 0xffff - NOT_IN_QUERY;

/** Room for a search over a vocabulary and its forms, kept from one search to the next. Everything is zero between. */
export class Scratch {
  counts = new Uint32Array(0);
  touched = new Uint32Array(0);
  /** The form behind each one in its bucket, plus one. */
  next = new Uint32Array(0);
  refined = new Uint8Array(0);
  /** For each token the symbol that stands for it, and how many the query has. */
  symbols = new Uint16Array(0);
  tokens = new Int32Array(0);
  /** For each stem how many the query has. */
  stems = new Int32Array(0);
  readonly buckets = new Uint32Array(IN_CONTEXT + 1);

  fit(forms: number, tokens: number, keys: number): void {
    const roomy = (length: number): number => Math.ceil(length * 1.25);
    if (this.counts.length < forms) {
      this.counts = new Uint32Array(roomy(forms));
      this.touched = new Uint32Array(roomy(forms));
      this.next = new Uint32Array(roomy(forms));
      this.refined = new Uint8Array(roomy(forms));
    }
    if (this.symbols.length < tokens) {
      this.symbols = new Uint16Array(roomy(tokens));
      this.tokens = new Int32Array(roomy(tokens));
    }
    if (this.stems.length < keys) this.stems = new Int32Array(roomy(keys));
  }
}

interface QueryCounts {
  readonly stems: number;
  readonly tokens: number;
  /** Tokens without a stem. */
  readonly signs: number;
  readonly length: number;
}

/** One search. Make it, {@link Retrieval.run} it, then {@link Retrieval.close} it. */
export class Retrieval {
  readonly #forms: Forms;
  readonly #query: AnalysedSegment;
  readonly #scratch: Scratch;
  readonly #counts: QueryCounts;
  readonly #bag = new Uint32Array(BAG_WORDS);
  /** The query's tokens as one string of symbols, and the numbers of those that are known. */
  readonly #symbols: string;
  readonly #tokens: readonly number[];
  readonly #stems: readonly number[];
  /** Lists of the query's known keys, shortest first. */
  readonly #lists: readonly number[];
  readonly #tally: Tally;
  readonly #draft: Draft = { common: 0, stems: 0, tokenEdits: 0, tokens: 0, characterEdits: 0, characters: 0 };
  /** How many lists were left unread. */
  #unread = 0;

  constructor(forms: Forms, query: AnalysedSegment, scratch: Scratch) {
    const { vocabulary } = forms;
    scratch.fit(forms.size, vocabulary.tokens, vocabulary.postings.lists);
    this.#forms = forms;
    this.#query = query;
    this.#scratch = scratch;
    this.#tally = { counts: scratch.counts, touched: scratch.touched, size: 0 };
    const stemmed = query.tokens.filter(hasStem);
    this.#counts = {
      stems: stemmed.length,
      tokens: query.tokens.length,
      signs: query.tokens.length - stemmed.length,
      length: query.text.length,
    };
    fillBag(unitsOf(query.text), this.#bag, 0);
    this.#stems = stemmed.map((token) => vocabulary.stemNumber(stemOf(token, query.lang))).filter(isKnown);
    this.#tokens = query.tokens.map((token) => vocabulary.tokenNumber(token.text)).filter(isKnown);
    this.#symbols = this.#numberTokens();
    for (const stem of this.#stems) scratch.stems[stem]! += 1;
    this.#lists = this.#listsOf(this.#stems);
  }

  /** Gives every distinct token of the query a symbol; those that no form has get one too, which no form's equals. */
  #numberTokens(): string {
    const numbers = new Map<string, number>();
    const symbols = this.#query.tokens.map(({ text }) => {
      const symbol = numbers.get(text) ?? NOT_IN_QUERY + 1 + numbers.size;
      numbers.set(text, symbol);
      return symbol;
    });
    // Score.ts proves that no segment comes near; one that does must not spoil the scratch for others.
    if (numbers.size > MOST_SYMBOLS) throw new RangeError(`A query of ${numbers.size} distinct tokens is no segment`);
    for (const [text, symbol] of numbers) {
      const token = this.#forms.vocabulary.tokenNumber(text);
      if (token !== NONE) this.#scratch.symbols[token] = symbol;
    }
    for (const token of this.#tokens) this.#scratch.tokens[token]! += 1;
    return stringOfUnits(symbols);
  }

  /** The lists of all keys of the stems: as many of each stem's as the query repeats it, and as any form does. */
  #listsOf(stems: readonly number[]): number[] {
    const { vocabulary } = this.#forms;
    const lists: number[] = [];
    for (const stem of new Set(stems)) {
      let key = stem;
      for (let left = this.#scratch.stems[stem]!; left > 0 && key !== NONE; left--) {
        lists.push(key);
        key = vocabulary.repeatOf(key);
      }
    }
    return lists.sort((a, b) => vocabulary.postings.lengthOf(a) - vocabulary.postings.lengthOf(b));
  }

  /** Hands over every form that reaches the sink's floor and that the sink wants. */
  run(sink: Sink): void {
    this.#unread = this.#listsToLeave(sink.floor);
    const read = this.#lists.length - this.#unread;
    for (const list of this.#lists.slice(0, read)) this.#forms.vocabulary.postings.tally(list, this.#tally);
    for (let i = 0; i < this.#tally.size; i++) this.#consider(this.#tally.touched[i]!, sink.floor);
    this.#drain(sink);
    if (this.#boundOfUnmet(this.#unread) < sink.floor) return;
    this.#considerUnmet(sink);
    this.#drain(sink);
  }

  /** The most lists that can be left unread without a form that is met in no other one reaching the floor (bound 4). */
  #listsToLeave(floor: number): number {
    let unread = 0;
    while (unread < this.#lists.length && this.#boundOfUnmet(unread + 1) < floor) unread += 1;
    return unread;
  }

  /** Bound 4. */
  #boundOfUnmet(unread: number): number {
    const { stems, tokens, signs } = this.#counts;
    // Without a stem in the query B may be 1.
    if (stems === 0) return IN_CONTEXT;
    const kept = Math.min(tokens, unread + signs);
    const parts = { common: Math.min(stems, unread), stems, tokenEdits: tokens - kept, tokens };
    return bestBase({ ...parts, characterEdits: 0, characters: 1 });
  }

  /** Puts a form in the bucket of its bound by what was met and the lengths, if that reaches the floor. */
  #consider(form: number, floor: number): void {
    if (this.#forms.living.array[form] === 0) return;
    const draft = this.#draftOf(form);
    const bound = bestBase(draft);
    if (bound < floor) return;
    this.#scratch.refined[form] = 0;
    this.#enter(form, bound);
  }

  /** The best parts that a form can have by bounds 1, 2, 5 and the lengths of bound 3. */
  #draftOf(form: number): Draft {
    const { stems, tokens, signs, length } = this.#counts;
    const forms = this.#forms;
    const m = forms.stemCounts.array[form]!;
    const count = forms.tokenCounts.array[form]!;
    const characters = forms.lengths.array[form]!;
    const common = Math.min(this.#scratch.counts[form]! + this.#unread, m, stems);
    const draft = this.#draft;
    draft.common = common;
    draft.stems = Math.max(stems, m);
    draft.tokens = Math.max(tokens, count);
    draft.tokenEdits = draft.tokens - common - Math.min(signs, count - m);
    draft.characters = Math.max(length, characters);
    draft.characterEdits = Math.abs(length - characters);
    return draft;
  }

  #considerUnmet(sink: Sink): void {
    const { counts } = this.#scratch;
    const { size } = this.#forms;
    for (let form = 0; form < size; form++) {
      if (counts[form] === 0) this.#consider(form, sink.floor);
    }
  }

  #enter(form: number, bound: number): void {
    const { buckets, next } = this.#scratch;
    next[form] = buckets[bound]!;
    buckets[bound] = form + 1;
  }

  /** Takes forms from the buckets, best first, until no bucket left reaches the floor. */
  #drain(sink: Sink): void {
    const { buckets, next, refined } = this.#scratch;
    for (let bucket = IN_CONTEXT; bucket >= 0; bucket--) {
      if (bucket < sink.floor) buckets[bucket] = 0;
      while (buckets[bucket] !== 0) {
        if (bucket < sink.floor) {
          buckets[bucket] = 0;
          break;
        }
        const form = buckets[bucket]! - 1;
        buckets[bucket] = next[form]!;
        if (refined[form] === 0) this.#refine(form, sink.floor);
        else if (sink.wants(form, bucket)) this.#measure(form, sink);
      }
    }
  }

  /** Puts a form in the bucket of its bound by the bags too, then by o and k themselves, if that reaches the floor. */
  #refine(form: number, floor: number): void {
    const draft = this.#draftOf(form);
    const apart = bagDistance(this.#bag, this.#forms.bags.array, form * BAG_WORDS);
    draft.characterEdits = Math.max(draft.characterEdits, apart);
    if (bestBase(draft) < floor) return;
    this.#overlaps(form, draft);
    const bound = bestBase(draft);
    if (bound < floor) return;
    this.#scratch.refined[form] = 1;
    this.#enter(form, bound);
  }

  /** Sets `common` to o, and `tokenEdits` to max(N, M) - k. */
  #overlaps(form: number, draft: Draft): void {
    const forms = this.#forms;
    const { tokens, stems } = this.#scratch;
    const numbers = forms.tokens.array;
    const { stemOfToken } = forms.vocabulary;
    const start = forms.starts.array[form]!;
    const end = start + forms.tokenCounts.array[form]!;
    let common = 0;
    let kept = 0;
    // Each token takes one of the query's away, which it gives back below.
    for (let i = start; i < end; i++) {
      const token = numbers[i]!;
      if (tokens[token]!-- > 0) kept += 1;
      const stem = stemOfToken[token]!;
      if (stem !== NONE && stems[stem]!-- > 0) common += 1;
    }
    for (let i = start; i < end; i++) {
      const token = numbers[i]!;
      tokens[token]! += 1;
      const stem = stemOfToken[token]!;
      if (stem !== NONE) stems[stem]! += 1;
    }
    draft.common = common;
    draft.tokenEdits = draft.tokens - kept;
  }

  /** Computes the distances of a form, and hands it over if it reaches the floor. */
  #measure(form: number, sink: Sink): void {
    const parts = this.#partsFrom(form, sink.floor);
    if (parts !== undefined) sink.take(form, parts);
  }

  /** What a form's score is made of. */
  partsOf(form: number): Parts {
    return this.#partsFrom(form, 0)!;
  }

  #partsFrom(form: number, floor: number): Parts | undefined {
    const { stems, tokens, length } = this.#counts;
    const forms = this.#forms;
    const text = forms.textOf(form);
    const draft: Draft = {
      common: 0,
      stems: Math.max(stems, forms.stemCounts.array[form]!),
      tokenEdits: 0,
      tokens: Math.max(tokens, forms.tokenCounts.array[form]!),
      characterEdits: Math.abs(length - text.length),
      characters: Math.max(length, text.length),
    };
    this.#overlaps(form, draft);
    draft.tokenEdits = distance(this.#symbols, this.#symbolsOf(form));
    if (bestBase(draft) < floor) return undefined;
    draft.characterEdits = distance(this.#query.text, text);
    return bestBase(draft) < floor ? undefined : draft;
  }

  #symbolsOf(form: number): string {
    const { symbols } = this.#scratch;
    const start = this.#forms.starts.array[form]!;
    const units: number[] = [];
    for (let i = 0; i < this.#forms.tokenCounts.array[form]!; i++) {
      const symbol = symbols[this.#forms.tokens.array[start + i]!]!;
      units.push(symbol === 0 ? NOT_IN_QUERY : symbol);
    }
    return stringOfUnits(units);
  }

  /** Leaves the scratch as it was found. */
  close(): void {
    const { counts, touched, symbols, tokens, stems } = this.#scratch;
    for (let i = 0; i < this.#tally.size; i++) counts[touched[i]!] = 0;
    for (const token of this.#tokens) symbols[token] = tokens[token] = 0;
    for (const stem of this.#stems) stems[stem] = 0;
  }
}

function isKnown(number: number): boolean {
  return number !== NONE;
}

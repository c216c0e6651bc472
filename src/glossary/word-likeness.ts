import { foldAccents } from "../text/folding.js";
import type { NameWord } from "./name-words.js";

/** The words of a pair of texts. */
export interface WordsPair {
  readonly source: readonly NameWord[];
  readonly target: readonly NameWord[];
}

/**
 * How like two words of two languages are in meaning, from 0 to 1, judged by nothing but a bilingual text: they are written
 * alike (French and English share most of their learned words), or they stand in the same pairs (Dice's coefficient).
 */
export class WordLikeness {
  /** The pairs that hold each stem, ascending. */
  readonly #source = new Map<string, number[]>();
  readonly #target = new Map<string, number[]>();
  readonly #known = new Map<string, number>();

  /** `pairs` that repeat others count once: the caller leaves them out. */
  constructor(pairs: Iterable<readonly [number, WordsPair]>) {
    for (const [pair, { source, target }] of pairs) {
      post(this.#source, source, pair);
      post(this.#target, target, pair);
    }
  }

  /** The share of a name's content words that the other name has a like of, from 0 to 1: of the name that has the lesser. */
  coverage(source: readonly NameWord[], target: readonly NameWord[]): number {
    const from = contentOf(source);
    const to = contentOf(target);
    if (from.length === 0 || to.length === 0) return 0;
    let [ofSource, ofTarget] = [0, 0];
    for (const word of from) ofSource += Math.max(...to.map((other) => this.#likeness(word, other)));
    for (const word of to) ofTarget += Math.max(...from.map((other) => this.#likeness(other, word)));
    return Math.min(ofSource / from.length, ofTarget / to.length);
  }

  #likeness(source: NameWord, target: NameWord): number {
    const key = `${source.stem} ${target.stem}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      known = Math.max(cognate(source, target), this.#together(source.stem, target.stem));
      this.#known.set(key, known);
    }
    return known;
  }

  /** Twice the Dice coefficient, at most 1: a word with two usual translations has half of each. */
  #together(source: string, target: string): number {
    const [a, b] = [this.#source.get(source) ?? [], this.#target.get(target) ?? []];
    const common = countCommon(a, b);
    // One pair in common tells nothing: everything in it has that.
    return common < 2 ? 0 : Math.min(1, (4 * common) / (a.length + b.length));
  }
}

function contentOf(words: readonly NameWord[]): NameWord[] {
  return words.filter(({ role }) => role === "content");
}

function post(postings: Map<string, number[]>, words: readonly NameWord[], pair: number): void {
  for (const { stem, role } of words) {
    if (role !== "content") continue;
    const list = postings.get(stem);
    if (list === undefined) postings.set(stem, [pair]);
    else if (list.at(-1) !== pair) list.push(pair);
  }
}

/** How many numbers two ascending lists share. */
export function countCommon(a: readonly number[], b: readonly number[]): number {
  let count = 0;
  let j = 0;
  for (const one of a) {
    while (j < b.length && (b[j] ?? 0) < one) j++;
    if (b[j] === one) count++;
  }
  return count;
}

/** The shortest beginning that makes two words of the same origin, as `sécurité` and `security` are. */
const COMMON_BEGINNING = 4;

function cognate(source: NameWord, target: NameWord): number {
  const [a, b] = [foldAccents(source.folded), foldAccents(target.folded)];
  if (a === b) return 1;
  let same = 0;
  while (same < a.length && a.charAt(same) === b.charAt(same)) same++;
  return same >= COMMON_BEGINNING && 2 * same >= Math.max(a.length, b.length) ? 0.9 : 0;
}

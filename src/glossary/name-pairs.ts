import type { Side } from "../finding.js";
import type { AnalysedLanguage } from "../language.js";
import { nameSpans, type NameRule, type NameSpan } from "./name-spans.js";
import type { NameWord } from "./name-words.js";
import { type WordLikeness, type WordsPair } from "./word-likeness.js";

/**
 * Which names of the source go with which of the target. Naively: count in how many pairs each two stand together and in how many
 * each stands, and keep the twos that are seldom apart (Dice's coefficient). What was added:
 *
 * - Where a name ends is not known, in French above all, so that every stretch is counted. Stretches that are like each other
 *   word by word win over those that drag a word along which the other side has not (`WordLikeness`).
 * - Twos are taken best first, and what they stand on is then taken from the rest: part of a name is proposed only if it also
 *   stands elsewhere by itself (competitive linking: Melamed, "Models of translational equivalence among words", 2000).
 */

/** A name on each side, with the pairs in which both stand. */
export interface NamePair {
  readonly source: NameStretch;
  readonly target: NameStretch;
  /** Ascending numbers of the pairs. */
  readonly pairs: readonly number[];
  /** From 0 to 1. */
  readonly likeness: number;
}

/** A name's key with every stretch that has it. */
export interface NameStretch {
  readonly key: string;
  /** By pair. */
  readonly spans: ReadonlyMap<number, readonly NameSpan[]>;
  /** How many words, for names with more win over their parts. */
  readonly words: number;
}

/** In how many pairs two names must stand together to recur. */
const MIN_TOGETHER = 2;

/** The least likeness worth a terminologist's look. */
const MIN_LIKENESS = 0.6;

/** The least share of either name's content words that have a like in the other. */
const MIN_COVERAGE = 0.65;

/** For each word more, a name wins over its parts that are as like each other by so much. */
const WORD_BONUS = 0.005;

export interface NamePairsInput {
  /** The pairs to learn from, each by its number. */
  readonly pairs: ReadonlyMap<number, WordsPair>;
  readonly source: AnalysedLanguage | undefined;
  readonly target: AnalysedLanguage | undefined;
  readonly likeness: WordLikeness;
}

/** Names that recur together, the likest first, among them those that are the same on both sides; stretches may overlap. */
export function namePairs({ pairs, source, target, likeness }: NamePairsInput): NamePair[] {
  const { source: sources, target: targets } = namesOf(pairs, source, target);
  const together = new Map<NameStretch, Map<NameStretch, number>>();
  const sourcesOf = byPair(sources);
  const targetsOf = byPair(targets);
  for (const [pair, names] of sourcesOf) {
    for (const name of names) {
      let counts = together.get(name);
      if (counts === undefined) together.set(name, (counts = new Map<NameStretch, number>()));
      for (const other of targetsOf.get(pair) ?? []) counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  const found: NamePair[] = [];
  for (const [name, counts] of together) {
    for (const [other, count] of counts) {
      const pair = count < MIN_TOGETHER ? undefined : judged(name, other, count);
      if (pair !== undefined) found.push(pair);
    }
  }
  const rank = ({ likeness, source, target }: NamePair): number =>
    likeness + WORD_BONUS * (source.words + target.words);
  return found.sort((a, b) => rank(b) - rank(a) || b.pairs.length - a.pairs.length);

  function judged(name: NameStretch, other: NameStretch, count: number): NamePair | undefined {
    // Half a pair is taken off: what stood together twice out of two is less sure than ten times out of ten.
    const dice = (2 * count) / (name.spans.size + other.spans.size + 0.5);
    if (dice < MIN_LIKENESS * MIN_LIKENESS) return undefined;
    const coverage = likeness.coverage(wordsOf(pairs, name, "source"), wordsOf(pairs, other, "target"));
    const whole = Math.sqrt(dice * coverage);
    if (coverage < MIN_COVERAGE || whole < MIN_LIKENESS) return undefined;
    const common = [...name.spans.keys()].filter((pair) => other.spans.has(pair));
    return { source: name, target: other, pairs: common, likeness: whole };
  }
}

type Stretches = ReadonlyMap<string, NameStretch>;

/**
 * The names of both sides. French writes many names in lower case that English writes in capitals (*secrétaire général*): French
 * stretches need none, but stand with an English name at least as often as they must to recur.
 */
function namesOf(
  pairs: NamePairsInput["pairs"],
  source: AnalysedLanguage | undefined,
  target: AnalysedLanguage | undefined,
): { readonly source: Stretches; readonly target: Stretches } {
  const [strict, loose] = source === "fr" ? (["target", "source"] as const) : (["source", "target"] as const);
  const languages = { source, target };
  const ruleOf = (side: Side, ofFrench: NameRule["capitals"]): NameRule => {
    const words = lowered(pairs, side);
    const capitals = { fr: ofFrench, en: "all", other: "first" } as const;
    return { capitals: capitals[languages[side] ?? "other"], isLowered: (folded) => words.has(folded) };
  };
  const [strictRule, looseRule] = [ruleOf(strict, "first"), ruleOf(loose, "none")];
  const names = stretches(pairs, (words) => nameSpans(words[strict], strictRule));
  const spansOf = (words: WordsPair): NameSpan[] => nameSpans(words[loose], looseRule);
  // Every stretch of every text would be millions: first those beside a name, then wherever else they stand.
  const withName = byPair(names);
  const wanted = stretches(new Map([...pairs].filter(([pair]) => withName.has(pair))), spansOf);
  const others = stretches(pairs, (words) => spansOf(words).filter(({ key }) => wanted.has(key)));
  return strict === "source" ? { source: names, target: others } : { source: others, target: names };
}

/** The words that stand without a capital somewhere, folded. */
function lowered(pairs: ReadonlyMap<number, WordsPair>, side: Side): Set<string> {
  const found = new Set<string>();
  for (const words of pairs.values()) {
    for (const { capital, folded } of words[side]) if (!capital) found.add(folded);
  }
  return found;
}

/** The words of a name as it stands where it was first met. */
function wordsOf(pairs: ReadonlyMap<number, WordsPair>, { spans }: NameStretch, side: Side): readonly NameWord[] {
  for (const [pair, [span]] of spans) {
    if (span !== undefined) return pairs.get(pair)?.[side].slice(span.first, span.end) ?? [];
  }
  return [];
}

/** The stretches that recur and are names for sure somewhere. */
function stretches(
  pairs: ReadonlyMap<number, WordsPair>,
  spansOf: (words: WordsPair) => NameSpan[],
): Map<string, NameStretch> {
  interface Growing {
    readonly key: string;
    readonly spans: Map<number, NameSpan[]>;
    readonly words: number;
    isSure: boolean;
  }
  const all = new Map<string, Growing>();
  for (const [pair, words] of pairs) {
    for (const span of spansOf(words)) {
      let one = all.get(span.key);
      if (one === undefined) {
        one = { key: span.key, spans: new Map(), words: span.end - span.first, isSure: false };
        all.set(span.key, one);
      }
      const there = one.spans.get(pair);
      if (there === undefined) one.spans.set(pair, [span]);
      else there.push(span);
      one.isSure ||= span.isSure;
    }
  }
  return new Map([...all].filter(([, { spans, isSure }]) => isSure && spans.size >= MIN_TOGETHER));
}

function byPair(names: ReadonlyMap<string, NameStretch>): Map<number, NameStretch[]> {
  const found = new Map<number, NameStretch[]>();
  for (const name of names.values()) {
    for (const pair of name.spans.keys()) {
      const there = found.get(pair);
      if (there === undefined) found.set(pair, [name]);
      else there.push(name);
    }
  }
  return found;
}

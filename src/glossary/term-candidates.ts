import type { Side } from "../finding.js";
import { analysedLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { fold } from "../text/folding.js";
import {
  acronymDefinitions,
  bracketed,
  isAcronym,
  MAX_NAME_WORDS,
  type AcronymDefinition,
} from "./acronym-definitions.js";
import { namePairs } from "./name-pairs.js";
import { nameWords, type NameWord } from "./name-words.js";
import type { Terminology } from "./terminology.js";
import { WordLikeness, type WordsPair } from "./word-likeness.js";

/**
 * Names that a glossary lacks, proposed to a terminologist: acronyms whose names stand beside them on both sides, and names in
 * capitals that recur together. Nothing is known of the words but where they stand and how they are written, so that a
 * candidate is a proposal and never a fact.
 */

/** One side of a candidate, as most often written. */
export interface CandidateName {
  readonly text: string;
  readonly acronym?: string;
}

/** Where a candidate's name, or its acronym, stands. */
export interface CandidatePlace {
  readonly segment: number;
  readonly side: Side;
  readonly start: number;
  readonly end: number;
}

export interface TermCandidate {
  readonly kind: "acronym" | "name";
  readonly source: CandidateName;
  readonly target: CandidateName;
  /** In how many different pairs of segments both sides stand. */
  readonly count: number;
  /** From 0 to 100; of the first hundred of 20,000 mixed pairs ten were wrong or cut badly. */
  readonly confidence: number;
  /** By segment, source first; at most {@link MAX_PLACES}. */
  readonly places: readonly CandidatePlace[];
}

export interface CandidatePair {
  readonly source: Segment;
  readonly target: Segment;
}

export interface CandidateLanguages {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

/** Places told of one candidate: enough to judge it by. `count` tells of all. */
export const MAX_PLACES = 100;

/** The candidates of a bilingual text, best first: none that the terminology recognises on either side. */
export function termCandidates(
  pairs: readonly CandidatePair[],
  langs: CandidateLanguages,
  terminology: Terminology,
): TermCandidate[] {
  return new Search(pairs, langs, terminology).candidates();
}

/** Names found in one pair, by the numbers of their words. */
interface Definition {
  readonly pair: number;
  readonly source: AcronymDefinition;
  readonly target: AcronymDefinition;
  readonly sureness: number;
}

interface Stretch {
  readonly first: number;
  readonly end: number;
}

const SIDES = ["source", "target"] as const satisfies Side[];

/** How sure a definition is where both names give their acronym's letters, and their words are like each other; or are not. */
const BOTH_GIVE_LETTERS = 0.98;
const WORDS_UNLIKE = 0.85;

/** The least coverage of a name whose end alone is known, by the bracket behind it. */
const MIN_COVERAGE_BEFORE_ACRONYM = 0.75;

class Search {
  readonly #pairs: readonly CandidatePair[];
  readonly #langs: CandidateLanguages;
  readonly #terminology: Terminology;
  /** The words of each different pair of texts, by the first segment that has them. */
  readonly #words: Map<number, WordsPair>;
  readonly #likeness: WordLikeness;
  /** The keys of the names that stand in candidates with their acronyms. */
  readonly #namesOfAcronyms = new Set<string>();
  /** The pairs whose source has an acronym, by the acronym. */
  #acronymPairs: ReadonlyMap<string, readonly number[]> | undefined;
  /** Stretches that belong to a candidate already, by side and segment. */
  readonly #taken = { source: new Map<number, Stretch[]>(), target: new Map<number, Stretch[]>() };
  readonly #known = { source: new Map<number, Stretch[]>(), target: new Map<number, Stretch[]>() };

  constructor(pairs: readonly CandidatePair[], langs: CandidateLanguages, terminology: Terminology) {
    this.#pairs = pairs;
    this.#langs = langs;
    this.#terminology = terminology;
    this.#words = differentPairs(pairs, langs);
    this.#likeness = new WordLikeness(this.#words);
  }

  candidates(): TermCandidate[] {
    // Acronyms first: their names are surer, and no longer to be had as mere names.
    const found = [...this.#acronyms(), ...this.#names()];
    return found.sort((a, b) => b.confidence - a.confidence || b.count - a.count);
  }

  // Acronyms

  #acronyms(): TermCandidate[] {
    const byAcronyms = new Map<string, Map<string, Definition[]>>();
    for (const definition of this.#definitions()) {
      const acronyms = SIDES.map((side) => this.#acronymOf(definition, side)).join(" ");
      const { pair, source, target } = definition;
      const names = namesKey(this.#keyOf(pair, "source", source), this.#keyOf(pair, "target", target));
      const alike = byAcronyms.get(acronyms) ?? new Map<string, Definition[]>();
      byAcronyms.set(acronyms, alike.set(names, [...(alike.get(names) ?? []), definition]));
    }
    return [...byAcronyms.values()].flatMap((alike) => {
      const [best = []] = [...alike.values()].sort((a, b) => b.length - a.length || sureness(b) - sureness(a));
      for (const definition of [...alike.values()].flat()) this.#take(definition);
      for (const names of alike.keys()) this.#namesOfAcronyms.add(names);
      return this.#acronymCandidate(best);
    });
  }

  #acronymCandidate(definitions: readonly Definition[]): TermCandidate[] {
    const [first] = definitions;
    if (first === undefined || SIDES.some((side) => this.#isKnown(first.pair, side, first[side]))) return [];
    const [sourceName, targetName] = SIDES.map((side) => ({
      text: this.#textOf(first.pair, side, first[side]),
      acronym: this.#acronymOf(first, side),
    }));
    if (sourceName === undefined || targetName === undefined) return [];
    if (asksNothing(first.source, first.target, this.#words.get(first.pair))) return [];
    const places = definitions.flatMap(({ pair, source, target }) => [
      this.#placeOf(pair, "source", source),
      this.#placeOf(pair, "target", target),
    ]);
    const uses = this.#usesOf(sourceName.acronym, targetName.acronym);
    const pairs = new Set([...definitions.map(({ pair }) => pair), ...uses.map(({ segment }) => segment)]);
    const confidence = Math.round(100 * Math.min(0.99, sureness(definitions) + 0.01 * Math.log2(pairs.size)));
    const all = inOrder([...places, ...uses]).slice(0, MAX_PLACES);
    return [{ kind: "acronym", source: sourceName, target: targetName, count: pairs.size, confidence, places: all }];
  }

  *#definitions(): Generator<Definition> {
    for (const [pair, { source, target }] of this.#words) {
      const [sourceText, targetText] = this.#texts(pair);
      const from = acronymDefinitions(sourceText, source);
      const to = acronymDefinitions(targetText, target);
      if (from.length === to.length) {
        for (const [i, definition] of from.entries()) {
          const other = to[i];
          if (other !== undefined) yield this.#bothSides(pair, definition, other);
        }
      } else if (to.length === 0) {
        for (const definition of from) yield* this.#otherSide(pair, "target", definition);
      } else if (from.length === 0) {
        for (const definition of to) yield* this.#otherSide(pair, "source", definition);
      }
    }
  }

  #bothSides(pair: number, source: AcronymDefinition, target: AcronymDefinition): Definition {
    const coverage = this.#coverage(pair, source, target);
    return { pair, source, target, sureness: coverage >= 0.4 ? BOTH_GIVE_LETTERS : WORDS_UNLIKE };
  }

  /** The name before an acronym in brackets whose letters it does not give: `licence publique générale (GPL)`. */
  *#otherSide(pair: number, side: Side, given: AcronymDefinition): Generator<Definition> {
    const [sourceText, targetText] = this.#texts(pair);
    const words = this.#words.get(pair)?.[side] ?? [];
    const text = side === "source" ? sourceText : targetText;
    for (const [acronym, word] of words.entries()) {
      if (!isAcronym(word) || !bracketed(text, words, acronym)) continue;
      let best: Definition | undefined;
      for (let first = acronym - 1; first >= Math.max(0, acronym - MAX_NAME_WORDS); first--) {
        if (first < acronym - 1 && words[first + 1]?.joined !== true) break;
        if (words[first]?.role !== "content") continue;
        const name = { first, end: acronym, acronym };
        const [source, target] = side === "source" ? [name, given] : [given, name];
        const coverage = this.#coverage(pair, source, target);
        if (coverage >= (best?.sureness ?? MIN_COVERAGE_BEFORE_ACRONYM))
          best = { pair, source, target, sureness: coverage };
      }
      if (best !== undefined) yield { ...best, sureness: best.sureness * WORDS_UNLIKE };
      return;
    }
  }

  #coverage(pair: number, source: Stretch, target: Stretch): number {
    const words = this.#words.get(pair);
    if (words === undefined) return 0;
    return this.#likeness.coverage(
      words.source.slice(source.first, source.end),
      words.target.slice(target.first, target.end),
    );
  }

  /** Where both acronyms stand in a pair. */
  #usesOf(source: string, target: string): CandidatePlace[] {
    this.#acronymPairs ??= pairsWithAcronyms(this.#words);
    const uses: CandidatePlace[] = [];
    for (const pair of this.#acronymPairs.get(source) ?? []) {
      const words = this.#words.get(pair);
      if (words === undefined) continue;
      const [from, to] = [words.source.filter(is(source)), words.target.filter(is(target))];
      if (from.length === 0 || to.length === 0) continue;
      for (const { start, end } of from) uses.push({ segment: pair, side: "source", start, end });
      for (const { start, end } of to) uses.push({ segment: pair, side: "target", start, end });
    }
    return uses;
  }

  #acronymOf({ pair, ...definition }: Definition, side: Side): string {
    return this.#words.get(pair)?.[side][definition[side].acronym]?.text ?? "";
  }

  #take({ pair, source, target }: Definition): void {
    put(this.#taken.source, pair, source);
    put(this.#taken.target, pair, target);
  }

  // Names

  #names(): TermCandidate[] {
    const { sourceLang, targetLang } = this.#langs;
    const found = namePairs({
      pairs: this.#words,
      source: analysedLanguage(sourceLang),
      target: analysedLanguage(targetLang),
      likeness: this.#likeness,
    });
    return found.flatMap(({ source, target, pairs, likeness }) => {
      const free = pairs.filter(
        (pair) =>
          this.#isFree("source", pair, source.spans.get(pair)) && this.#isFree("target", pair, target.spans.get(pair)),
      );
      // What is left when better candidates have had their share must still recur, and not by chance.
      if (free.length < 2 || 2 * free.length < pairs.length) return [];
      const places: CandidatePlace[] = [];
      for (const pair of free) {
        for (const side of SIDES) {
          for (const span of (side === "source" ? source : target).spans.get(pair) ?? []) {
            put(this.#taken[side], pair, span);
            places.push(this.#placeOf(pair, side, span));
          }
        }
      }
      const [[pair = 0] = []] = [free];
      const [[one], [other]] = [source.spans.get(pair) ?? [], target.spans.get(pair) ?? []];
      if (one !== undefined && other !== undefined && asksNothing(one, other, this.#words.get(pair))) return [];
      if (this.#namesOfAcronyms.has(namesKey(source.key, target.key))) return [];
      const confidence = Math.round(100 * likeness);
      const name = (side: Side): CandidateName => ({ text: this.#usualText(side, places) });
      return [
        {
          kind: "name" as const,
          source: name("source"),
          target: name("target"),
          count: free.length,
          confidence,
          places: inOrder(places).slice(0, MAX_PLACES),
        },
      ];
    });
  }

  #isFree(side: Side, pair: number, spans: readonly Stretch[] | undefined): boolean {
    return (spans ?? []).some(
      (span) =>
        !(this.#taken[side].get(pair) ?? []).some((other) => overlaps(span, other)) && !this.#isKnown(pair, side, span),
    );
  }

  /** Whether a glossary recognises a stretch, each of its content words, or something that it cuts through. */
  #isKnown(pair: number, side: Side, span: Stretch): boolean {
    const known = this.#knownIn(side, pair).filter((term) => overlaps(span, term));
    if (known.some((term) => !isWithin(term, span))) return true;
    const words = this.#words.get(pair)?.[side] ?? [];
    const isNew = (i: number): boolean =>
      words[i]?.role === "content" && !known.some(({ first, end }) => i >= first && i < end);
    for (let i = span.first; i < span.end; i++) if (isNew(i)) return false;
    return true;
  }

  /** The glossary's terms in a text, by the numbers of their words. */
  #knownIn(side: Side, pair: number): readonly Stretch[] {
    const remembered = this.#known[side].get(pair);
    if (remembered !== undefined) return remembered;
    const words = this.#words.get(pair)?.[side] ?? [];
    const { sourceLang, targetLang } = this.#langs;
    const lang = side === "source" ? sourceLang : targetLang;
    const segment = this.#pairs[pair]?.[side];
    const known = (segment === undefined ? [] : this.#terminology.recognize(segment, lang)).map(({ start, end }) => ({
      first: words.findIndex((word) => word.end > start),
      end: words.filter((word) => word.start < end).length,
    }));
    this.#known[side].set(pair, known);
    return known;
  }

  // Texts

  #texts(pair: number): readonly [string, string] {
    return [this.#pairs[pair]?.source.text ?? "", this.#pairs[pair]?.target.text ?? ""];
  }

  #placeOf(pair: number, side: Side, { first, end }: Stretch): CandidatePlace {
    const words = this.#words.get(pair)?.[side] ?? [];
    return { segment: pair, side, start: words[first]?.start ?? 0, end: words[end - 1]?.end ?? 0 };
  }

  #textOf(pair: number, side: Side, stretch: Stretch): string {
    return this.#textAt(this.#placeOf(pair, side, stretch));
  }

  #textAt({ segment, side, start, end }: CandidatePlace): string {
    return (this.#pairs[segment]?.[side].text ?? "").slice(start, end);
  }

  #keyOf(pair: number, side: Side, { first, end }: Stretch): string {
    const words = this.#words.get(pair)?.[side].slice(first, end) ?? [];
    return words.map(({ folded }) => folded).join(" ");
  }

  /** What most of the places of a side have. */
  #usualText(side: Side, places: readonly CandidatePlace[]): string {
    const counts = new Map<string, number>();
    for (const place of places) {
      if (place.side !== side) continue;
      const text = this.#textAt(place);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    const [[text] = [""]] = [...counts].sort(([, a], [, b]) => b - a);
    return text;
  }
}

/** The words of the pairs that are translations, without those whose texts another pair has. */
function differentPairs(
  pairs: readonly CandidatePair[],
  { sourceLang, targetLang }: CandidateLanguages,
): Map<number, WordsPair> {
  const words = new Map<number, WordsPair>();
  const seen = new Set<string>();
  for (const [i, { source, target }] of pairs.entries()) {
    const [from, to] = [fold(source.text), fold(target.text)];
    const both = `${from}\n${to}`;
    if (from === to || from === "" || to === "" || seen.has(both)) continue;
    seen.add(both);
    words.set(i, { source: nameWords(source, sourceLang), target: nameWords(target, targetLang) });
  }
  return words;
}

function pairsWithAcronyms(words: ReadonlyMap<number, WordsPair>): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [pair, { source }] of words) {
    for (const acronym of new Set(source.filter(isAcronym).map(({ text }) => text))) {
      const there = found.get(acronym);
      if (there === undefined) found.set(acronym, [pair]);
      else there.push(pair);
    }
  }
  return found;
}

/** Whether one name has all the words of the other: nothing in it is translated, or not all of it was found. */
function asksNothing(source: Stretch, target: Stretch, words: WordsPair | undefined): boolean {
  const contentOf = (side: readonly NameWord[], { first, end }: Stretch): Set<string> => {
    const content = side.slice(first, end).filter(({ role }) => role === "content");
    return new Set(content.map(({ folded }) => folded));
  };
  const [from, to] = [contentOf(words?.source ?? [], source), contentOf(words?.target ?? [], target)];
  const [less, more] = from.size < to.size ? [from, to] : [to, from];
  return [...less].every((word) => more.has(word));
}

function namesKey(source: string, target: string): string {
  return `${source} | ${target}`;
}

function sureness(definitions: readonly Definition[]): number {
  return Math.max(...definitions.map((definition) => definition.sureness));
}

function is(text: string): (word: NameWord) => boolean {
  return (word) => word.text === text;
}

function put(stretches: Map<number, Stretch[]>, pair: number, stretch: Stretch): void {
  const there = stretches.get(pair);
  if (there === undefined) stretches.set(pair, [stretch]);
  else there.push(stretch);
}

function overlaps(a: Stretch, b: Stretch): boolean {
  return a.first < b.end && b.first < a.end;
}

/** Whether `a` is part of `b`, and not all of it. */
function isWithin(a: Stretch, b: Stretch): boolean {
  return a.first >= b.first && a.end <= b.end && a.end - a.first < b.end - b.first;
}

/** By segment, source before target, then by place; each place once. */
function inOrder(places: readonly CandidatePlace[]): CandidatePlace[] {
  const unique = new Map(places.map((place) => [`${place.segment} ${place.side} ${place.start}`, place]));
  return [...unique.values()].sort(
    (a, b) => a.segment - b.segment || a.side.localeCompare(b.side) || a.start - b.start,
  );
}

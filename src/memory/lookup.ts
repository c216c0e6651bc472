import { primaryLanguage, type LanguageTag } from "../language.js";
import { sameSegment } from "../segment.js";
import { tokenize, type Token } from "../text/tokens.js";
import { Best } from "./best.js";
import { tokenEdits } from "./edits.js";
import type { Match, MatchKind, Penalty } from "./match.js";
import type { Query } from "./query.js";
import {
  analyse,
  baseScore,
  codeDifferences,
  EXACT,
  IN_CONTEXT,
  inContext,
  penaltiesFor,
  penaltyPoints,
  percentages,
  regionsDiffer,
  type AnalysedSegment,
  type Circumstances,
  type Parts,
} from "./score.js";
import type { Sink } from "./sink.js";
import { NO_FORM, NO_VARIANT, type NeighbourTexts, type Units } from "./units.js";

/** A unit in the running: two of its variants, and all that matches are ordered by. */
interface Candidate {
  readonly where: Weighing;
  readonly score: number;
  readonly base: number;
  readonly changed: number;
  readonly usage: number;
  readonly id: number;
  readonly unit: number;
  readonly source: number;
  readonly target: number;
  readonly parts: Parts;
}

/** Finds the forms of some units that a query is near to, and tells them to a sink. */
export interface Search {
  run(sink: Sink): void;
  /** What a form's score is made of. */
  partsOf(form: number): Parts;
  close(): void;
}

/** What matches are ordered by, without what they are made of. */
type Rank = Pick<Candidate, "score" | "base" | "changed" | "usage" | "id">;

/** A score with the base that it came from. */
type Weight = Pick<Candidate, "score" | "base">;

const NOT_MEASURED: Parts = { common: 0, stems: 0, tokenEdits: 0, tokens: 0, characterEdits: 0, characters: 0 };

/** How well a tag serves the language asked for. */
const NOT_AT_ALL = 0;
const BY_LANGUAGE = 1;
const EXACTLY = 2;

/** Negative where `a` is the better match: by score, context, last change, usage, then the lower id. */
function compareRanks(a: Rank, b: Rank): number {
  if (a.score !== b.score) return b.score - a.score;
  const context = Number(b.base === IN_CONTEXT) - Number(a.base === IN_CONTEXT);
  if (context !== 0) return context;
  if (a.changed !== b.changed) return a.changed > b.changed ? -1 : 1;
  return b.usage - a.usage || a.id - b.id;
}

/** Parts a source from its target and its memory in what a match says. No text holds it. */
const SIDES = "\u0006";

/**
 * One look-up, over units that lie in several places: each is searched in turn, and the best of all are kept. The better
 * those that are found already, the less of the next place must be looked at.
 */
export class Lookup {
  readonly query: Query;
  readonly analysed: AnalysedSegment;
  readonly neighbours: NeighbourTexts;
  readonly #best: Best<Candidate>;
  /** The best candidates by what they say: units that say the same are one match, wherever they lie. */
  readonly #bySaying = new Map<string, Candidate>();
  readonly #weighings: Weighing[] = [];

  constructor(query: Query) {
    this.query = query;
    this.analysed = analyse(query.segment, query.sourceLang);
    this.neighbours = { before: composed(query.before), after: composed(query.after) };
    this.#best = new Best<Candidate>(query.limit, compareRanks);
  }

  /** Takes what a search finds among some units into account. Each place is searched once. */
  search(units: Units, search: Search): void {
    try {
      const weighing = new Weighing(this, units, search);
      this.#weighings.push(weighing);
      if (weighing.canFind) search.run(weighing);
    } finally {
      search.close();
    }
  }

  /** The matches, best first. */
  matches(): Match[] {
    const tokens = tokenize(this.query.segment, this.query.sourceLang);
    return this.#best.sorted().map((candidate) => this.#match(candidate, tokens));
  }

  /** No score below this may yet be among the best. */
  get least(): number {
    return Math.max(this.query.minScore, this.#best.worst?.score ?? 0);
  }

  admits(rank: Rank): boolean {
    const { worst } = this.#best;
    return worst === undefined || compareRanks(rank, worst) < 0;
  }

  /** Keeps a candidate, if it is among the best and the best of those that say the same. */
  offer(candidate: Candidate): void {
    if (!this.admits(candidate)) return;
    const says = candidate.where.sayingOf(candidate);
    const rival = this.#bySaying.get(says);
    if (rival !== undefined) {
      if (compareRanks(candidate, rival) >= 0) return;
      this.#best.replace(rival, candidate);
    } else {
      const out = this.#best.offer(candidate);
      if (out !== undefined) this.#bySaying.delete(out.where.sayingOf(out));
    }
    this.#bySaying.set(says, candidate);
  }

  #match({ score, base, unit, source, target, parts, where }: Candidate, queryTokens: readonly Token[]): Match {
    const { units } = where;
    const segment = units.segmentOf(source);
    const sourceLang = units.langOf(source);
    return {
      score,
      kind: kindOf(base),
      source: segment,
      target: units.segmentOf(target),
      sourceLang,
      targetLang: units.langOf(target),
      memory: units.memoryOf(unit),
      unit: String(units.idOf(unit)),
      ...percentages(parts),
      penalties: where.penaltiesOf({ unit, source, target }),
      edits: tokenEdits(queryTokens, tokenize(segment, sourceLang)),
      occurrences: this.#occurrences({ unit, source, target }, where),
    };
  }

  /** How many units of the memory say the same in both languages. */
  #occurrences(pair: Pair, where: Weighing): number {
    const { units } = where;
    const said: Said = {
      memory: units.memoryOf(pair.unit),
      source: { key: units.keyOf(pair.source), stems: units.stemsOf(pair.source) },
      target: { key: units.keyOf(pair.target), stems: units.stemsOf(pair.target) },
    };
    return this.#weighings.reduce((sum, weighing) => sum + weighing.count(weighing === where ? pair : said), 0);
  }
}

function composed(text: string | null | undefined): string | null | undefined {
  return text?.normalize("NFC") ?? text;
}

/** A look-up among the units of one place: weighs those behind the forms that a search finds. */
class Weighing implements Sink {
  readonly units: Units;
  readonly #lookup: Lookup;
  readonly #query: Query;
  readonly #search: Search;
  /** By memory number, the points taken off; absent for memories not asked for. */
  readonly #points = new Map<number, number>();
  readonly #leastPoints: number;
  /** By tag number. */
  readonly #sourceFit: readonly number[];
  readonly #targetFit: readonly number[];
  readonly #sourceRegion: readonly boolean[];
  readonly #targetRegion: readonly boolean[];
  /** For each form among the matches, how many units say what of it; counted when first asked for. */
  readonly #sayings = new Map<number, Map<number, number>>();

  constructor(lookup: Lookup, units: Units, search: Search) {
    const { query } = lookup;
    this.units = units;
    this.#lookup = lookup;
    this.#query = query;
    this.#search = search;
    for (const [name, points] of query.memories) {
      const memory = units.memoryNumber(name);
      if (memory !== undefined) this.#points.set(memory, points);
    }
    this.#leastPoints = Math.min(...this.#points.values());
    this.#sourceFit = units.tags.map((tag) => fit(tag, query.sourceLang));
    this.#targetFit = units.tags.map((tag) => fit(tag, query.targetLang));
    this.#sourceRegion = units.tags.map((tag) => regionsDiffer(tag, query.sourceLang));
    this.#targetRegion = units.tags.map((tag) => regionsDiffer(tag, query.targetLang));
  }

  /** Whether the memories and languages asked for have units here. */
  get canFind(): boolean {
    return this.#points.size > 0 && this.#targetFit.some((serves) => serves !== NOT_AT_ALL);
  }

  /** No unit scores above its form's base less the least that any memory takes off. */
  get floor(): number {
    return this.#lookup.least + this.#leastPoints;
  }

  wants(form: number, bound: number): boolean {
    const codes = this.#codesOf(form);
    return this.#somePair(form, (pair) => {
      const score = bound - penaltyPoints(this.#circumstances(pair, codes));
      return this.#mayEnter(score) && this.#lookup.admits(this.#candidate(pair, { score, base: bound }, NOT_MEASURED));
    });
  }

  take(form: number, parts: Parts): void {
    const grounds = this.#groundsOf(form, parts);
    // One match for each target text and memory: the best unit of those that say the same.
    const bestOf = new Map<number, Candidate>();
    this.#somePair(form, (pair) => {
      const weight = this.#weigh(pair, grounds);
      if (!this.#mayEnter(weight.score)) return false;
      const candidate = this.#candidate(pair, weight, parts);
      if (!this.#lookup.admits(candidate) || !this.#isBestVariant(candidate)) return false;
      const says = this.#numberOfSaying(pair);
      const rival = bestOf.get(says);
      if (rival === undefined || this.#compare(candidate, rival) < 0) bestOf.set(says, candidate);
      return false;
    });
    for (const candidate of bestOf.values()) this.#lookup.offer(candidate);
  }

  /** Whether a score may yet be among the best, whatever else the order goes by. */
  #mayEnter(score: number): boolean {
    return score >= this.#lookup.least;
  }

  #candidate({ unit, source, target }: Pair, { score, base }: Weight, parts: Parts): Candidate {
    const units = this.units;
    const [changed, usage, id] = [units.changedAt(unit), units.usageOf(unit), units.idOf(unit)];
    // Written out, not spread: a form can have ten thousand units.
    return { where: this, score, base, changed, usage, id, unit, source, target, parts };
  }

  /** A number for what a pair of one source form says: its target form and its memory. */
  #numberOfSaying({ unit, target }: Pair): number {
    return this.units.formOf(target) * this.units.memories + this.units.memoryNumberOf(unit);
  }

  /** What a pair says, in all places alike. */
  sayingOf({ unit, source, target }: Pair): string {
    const { units } = this;
    return `${units.keyOf(source)}${SIDES}${units.keyOf(target)}${SIDES}${units.memoryOf(unit)}`;
  }

  /**
   * Goes through the living units of the memories asked for that say a form and have the target language too, until
   * `visit` answers true. Answers whether it did.
   */
  #somePair(form: number, visit: (pair: Pair) => boolean): boolean {
    const { units } = this;
    let source = units.newestOf(form, this.#query.sourceLang);
    for (; source !== NO_VARIANT; source = units.olderThan(source)) {
      const unit = units.unitOf(source);
      if (!units.isAlive(unit) || !this.#points.has(units.memoryNumberOf(unit))) continue;
      const target = this.#targetOf(unit);
      if (target !== NO_VARIANT && target !== source && visit({ unit, source, target })) return true;
    }
    return false;
  }

  /** The variant that best serves the target language: the same tag, else the first of the same language. */
  #targetOf(unit: number): number {
    const { units } = this;
    let found = NO_VARIANT;
    for (let variant = units.firstVariant(unit); variant < units.endOfVariants(unit); variant++) {
      const serves = this.#targetFit[units.tagOf(variant)]!;
      if (serves === EXACTLY) return variant;
      if (serves === BY_LANGUAGE && found === NO_VARIANT) found = variant;
    }
    return found;
  }

  /** How many codes differ from a form's: all that say it have the same. */
  #codesOf(form: number): number {
    const newest = this.units.newestOf(form, this.#query.sourceLang);
    return codeDifferences(this.#query.segment.codes, this.units.codesOf(newest));
  }

  #groundsOf(form: number, parts: Parts): Grounds {
    const newest = this.units.newestOf(form, this.#query.sourceLang);
    const same = parts.characterEdits === 0 && sameSegment(this.#query.segment, this.units.segmentOf(newest));
    return { same, base: baseScore(parts, { same, inContext: false }), codes: this.#codesOf(form) };
  }

  #circumstances({ unit, source, target }: Pair, codes: number): Circumstances {
    const { units } = this;
    return {
      codes,
      otherRegion: this.#sourceRegion[units.tagOf(source)]! || this.#targetRegion[units.tagOf(target)]!,
      origin: units.originOf(unit),
      memory: this.#points.get(units.memoryNumberOf(unit)) ?? 0,
    };
  }

  penaltiesOf(pair: Pair): Penalty[] {
    const codes = codeDifferences(this.#query.segment.codes, this.units.codesOf(pair.source));
    return penaltiesFor(this.#circumstances(pair, codes));
  }

  #weigh(pair: Pair, grounds: Grounds): Weight {
    const base = grounds.same && this.#isInContext(pair) ? IN_CONTEXT : grounds.base;
    const points = penaltyPoints(this.#circumstances(pair, grounds.codes));
    return { base, score: Math.max(0, base - points) };
  }

  /** Neighbours are known of the source variant alone. */
  #isInContext({ unit, source }: Pair): boolean {
    const { before, after } = this.#lookup.neighbours;
    if ((before === undefined && after === undefined) || !this.units.isSource(source)) return false;
    const given = { before: before === undefined ? before : true, after: after === undefined ? after : true };
    return inContext<boolean>(given, this.units.compareNeighbours(unit, { before, after }));
  }

  /** Whether no other variant of the unit in the query's language does better; a unit answers with one of them. */
  #isBestVariant(candidate: Candidate): boolean {
    const { units } = this;
    const { unit, source, target } = candidate;
    if (units.endOfVariants(unit) - units.firstVariant(unit) <= 2) return true;
    for (let variant = units.firstVariant(unit); variant < units.endOfVariants(unit); variant++) {
      if (variant === source || variant === target || this.#sourceFit[units.tagOf(variant)] === NOT_AT_ALL) continue;
      const form = units.formOf(variant);
      const other = this.#weigh({ unit, source: variant, target }, this.#groundsOf(form, this.#search.partsOf(form)));
      if (this.#compare({ ...candidate, ...other, source: variant }, candidate) < 0) return false;
    }
    return true;
  }

  /** As {@link compareRanks}; of one unit's variants the one with the query's own tag, then the first. */
  #compare(a: Candidate, b: Candidate): number {
    const fitOf = (candidate: Candidate): number => this.#sourceFit[this.units.tagOf(candidate.source)]!;
    return compareRanks(a, b) || fitOf(b) - fitOf(a) || a.source - b.source;
  }

  /** How many units here say the same as a pair of them, or as one elsewhere. */
  count(said: Pair | Said): number {
    if ("unit" in said) return this.#sayingsOf(this.units.formOf(said.source)).get(this.#numberOfSaying(said)) ?? 0;
    const memory = this.units.memoryNumber(said.memory);
    const source = this.units.findForm(this.#query.sourceLang, said.source.key, said.source.stems);
    const target = this.units.findForm(this.#query.targetLang, said.target.key, said.target.stems);
    if (memory === undefined || source === NO_FORM || target === NO_FORM) return 0;
    return this.#sayingsOf(source).get(target * this.units.memories + memory) ?? 0;
  }

  #sayingsOf(form: number): Map<number, number> {
    let counts = this.#sayings.get(form);
    if (counts === undefined) this.#sayings.set(form, (counts = this.#countSayings(form)));
    return counts;
  }

  #countSayings(form: number): Map<number, number> {
    const counts = new Map<number, number>();
    let previous = -1;
    this.#somePair(form, (pair) => {
      const says = this.#numberOfSaying(pair);
      // Variants of one unit that say the same follow each other.
      if (pair.unit !== previous) counts.set(says, (counts.get(says) ?? 0) + 1);
      previous = pair.unit;
      return false;
    });
    return counts;
  }
}

/** What a match says, for places that number it otherwise. */
interface Said {
  readonly memory: string;
  readonly source: { readonly key: string; readonly stems: number };
  readonly target: { readonly key: string; readonly stems: number };
}

/** A unit with the variant that answers the query and the one that translates it. */
interface Pair {
  readonly unit: number;
  readonly source: number;
  readonly target: number;
}

/** What all units of a form have in common for a query. */
interface Grounds {
  readonly same: boolean;
  /** The base out of context. */
  readonly base: number;
  readonly codes: number;
}

function fit(tag: LanguageTag, wanted: LanguageTag): number {
  if (tag === wanted) return EXACTLY;
  return primaryLanguage(tag) === primaryLanguage(wanted) ? BY_LANGUAGE : NOT_AT_ALL;
}

function kindOf(base: number): MatchKind {
  if (base === IN_CONTEXT) return "context";
  return base === EXACT ? "exact" : "fuzzy";
}

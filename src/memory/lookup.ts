import { primaryLanguage, type LanguageTag } from "../language.js";
import { sameSegment } from "../segment.js";
import { tokenize, type Token } from "../text/tokens.js";
import { Best } from "./best.js";
import { tokenEdits } from "./edits.js";
import type { Forms } from "./forms.js";
import type { Match, MatchKind } from "./match.js";
import type { Query } from "./query.js";
import { Retrieval, type Scratch, type Sink } from "./retrieval.js";
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
  type Neighbours,
  type Parts,
} from "./score.js";
import { NO_VARIANT, type UnitTable } from "./unit-table.js";

/** A unit in the running: two of its variants, and all that matches are ordered by. */
interface Candidate {
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

/** One look-up: weighs the units behind the forms that retrieval finds, and keeps the best. */
export class Lookup implements Sink {
  readonly #table: UnitTable;
  readonly #query: Query;
  readonly #forms: Forms;
  readonly #analysed: AnalysedSegment;
  readonly #retrieval: Retrieval;
  readonly #best: Best<Candidate>;
  readonly #neighbours: Neighbours<number>;
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

  constructor({ table, forms, query, scratch }: { table: UnitTable; forms: Forms; query: Query; scratch: Scratch }) {
    this.#table = table;
    this.#query = query;
    this.#forms = forms;
    this.#analysed = analyse(query.segment, query.sourceLang);
    this.#best = new Best<Candidate>(query.limit, compareRanks);
    this.#neighbours = {
      before: table.neighbourNumber(query.before, forms),
      after: table.neighbourNumber(query.after, forms),
    };
    for (const [name, points] of query.memories) {
      const memory = table.memoryNumber(name);
      if (memory !== undefined) this.#points.set(memory, points);
    }
    this.#leastPoints = Math.min(...this.#points.values());
    this.#sourceFit = table.tags.map((tag) => fit(tag, query.sourceLang));
    this.#targetFit = table.tags.map((tag) => fit(tag, query.targetLang));
    this.#sourceRegion = table.tags.map((tag) => regionsDiffer(tag, query.sourceLang));
    this.#targetRegion = table.tags.map((tag) => regionsDiffer(tag, query.targetLang));
    this.#retrieval = new Retrieval(forms, this.#analysed, scratch);
  }

  /** The matches, best first. */
  matches(): Match[] {
    try {
      this.#retrieval.run(this);
    } finally {
      this.#retrieval.close();
    }
    const tokens = tokenize(this.#query.segment, this.#query.sourceLang);
    return this.#best.sorted().map((candidate) => this.#match(candidate, tokens));
  }

  /** No unit scores above its form's base less the least that any memory takes off. */
  get floor(): number {
    return Math.max(this.#query.minScore, this.#best.worst?.score ?? 0) + this.#leastPoints;
  }

  wants(form: number, bound: number): boolean {
    const codes = this.#codesOf(form);
    return this.#somePair(form, (pair) => {
      const score = bound - penaltyPoints(this.#circumstances(pair, codes));
      return this.#mayEnter(score) && this.#admits(this.#candidate(pair, { score, base: bound }, NOT_MEASURED));
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
      if (!this.#admits(candidate) || !this.#isBestVariant(candidate)) return false;
      const says = this.#sayingOf(pair);
      const rival = bestOf.get(says);
      if (rival === undefined || this.#compare(candidate, rival) < 0) bestOf.set(says, candidate);
      return false;
    });
    for (const candidate of bestOf.values()) this.#best.offer(candidate);
  }

  /** Whether a score may yet be among the best, whatever else the order goes by. */
  #mayEnter(score: number): boolean {
    return score >= Math.max(this.#query.minScore, this.#best.worst?.score ?? 0);
  }

  #admits(rank: Rank): boolean {
    const { worst } = this.#best;
    return worst === undefined || compareRanks(rank, worst) < 0;
  }

  #candidate({ unit, source, target }: Pair, { score, base }: Weight, parts: Parts): Candidate {
    const table = this.#table;
    const [changed, usage, id] = [table.changedAt(unit), table.usageOf(unit), table.idOf(unit)];
    // Written out, not spread: a form can have ten thousand units.
    return { score, base, changed, usage, id, unit, source, target, parts };
  }

  /** A number for what a pair of one source form says: its target form and its memory. */
  #sayingOf({ unit, target }: Pair): number {
    return this.#table.formOf(target) * this.#table.memories + this.#table.memoryNumberOf(unit);
  }

  /**
   * Goes through the living units of the memories asked for that say a form and have the target language too, until
   * `visit` answers true. Answers whether it did.
   */
  #somePair(form: number, visit: (pair: Pair) => boolean): boolean {
    const table = this.#table;
    for (let source = table.newestOf(form, this.#forms); source !== NO_VARIANT; source = table.olderThan(source)) {
      const unit = table.unitOf(source);
      if (!table.isAlive(unit) || !this.#points.has(table.memoryNumberOf(unit))) continue;
      const target = this.#targetOf(unit);
      if (target !== NO_VARIANT && target !== source && visit({ unit, source, target })) return true;
    }
    return false;
  }

  /** The variant that best serves the target language: the same tag, else the first of the same language. */
  #targetOf(unit: number): number {
    const table = this.#table;
    let found = NO_VARIANT;
    for (let variant = table.firstVariant(unit); variant < table.endOfVariants(unit); variant++) {
      const serves = this.#targetFit[table.tagOf(variant)]!;
      if (serves === EXACTLY) return variant;
      if (serves === BY_LANGUAGE && found === NO_VARIANT) found = variant;
    }
    return found;
  }

  /** How many codes differ from a form's: all that say it have the same. */
  #codesOf(form: number): number {
    const { codes } = this.#query.segment;
    return codeDifferences(codes, this.#table.segmentOf(this.#table.newestOf(form, this.#forms)).codes);
  }

  #groundsOf(form: number, parts: Parts): Grounds {
    const said = this.#table.segmentOf(this.#table.newestOf(form, this.#forms));
    const same = parts.characterEdits === 0 && sameSegment(this.#query.segment, said);
    return { same, base: baseScore(parts, { same, inContext: false }), codes: this.#codesOf(form) };
  }

  #circumstances({ unit, source, target }: Pair, codes: number): Circumstances {
    const table = this.#table;
    return {
      codes,
      otherRegion: this.#sourceRegion[table.tagOf(source)]! || this.#targetRegion[table.tagOf(target)]!,
      origin: table.originOf(unit),
      memory: this.#points.get(table.memoryNumberOf(unit)) ?? 0,
    };
  }

  #weigh(pair: Pair, grounds: Grounds): Weight {
    const base = grounds.same && this.#isInContext(pair) ? IN_CONTEXT : grounds.base;
    const points = penaltyPoints(this.#circumstances(pair, grounds.codes));
    return { base, score: Math.max(0, base - points) };
  }

  /** Neighbours are known of the source variant alone. */
  #isInContext({ unit, source }: Pair): boolean {
    return this.#table.isSource(source) && inContext(this.#neighbours, this.#table.neighboursOf(unit));
  }

  /** Whether no other variant of the unit in the query's language does better; a unit answers with one of them. */
  #isBestVariant(candidate: Candidate): boolean {
    const table = this.#table;
    const { unit, source, target } = candidate;
    if (table.endOfVariants(unit) - table.firstVariant(unit) <= 2) return true;
    for (let variant = table.firstVariant(unit); variant < table.endOfVariants(unit); variant++) {
      if (variant === source || variant === target || this.#sourceFit[table.tagOf(variant)] === NOT_AT_ALL) continue;
      const form = table.formOf(variant);
      const other = this.#weigh(
        { unit, source: variant, target },
        this.#groundsOf(form, this.#retrieval.partsOf(form)),
      );
      if (this.#compare({ ...candidate, ...other, source: variant }, candidate) < 0) return false;
    }
    return true;
  }

  /** As {@link compareRanks}; of one unit's variants the one with the query's own tag, then the first. */
  #compare(a: Candidate, b: Candidate): number {
    const fitOf = (candidate: Candidate): number => this.#sourceFit[this.#table.tagOf(candidate.source)]!;
    return compareRanks(a, b) || fitOf(b) - fitOf(a) || a.source - b.source;
  }

  #match({ score, base, unit, source, target, parts }: Candidate, queryTokens: readonly Token[]): Match {
    const table = this.#table;
    const segment = table.segmentOf(source);
    const sourceLang = table.langOf(source);
    const codes = codeDifferences(this.#query.segment.codes, segment.codes);
    return {
      score,
      kind: kindOf(base),
      source: segment,
      target: table.segmentOf(target),
      sourceLang,
      targetLang: table.langOf(target),
      memory: table.memoryOf(unit),
      unit: String(table.idOf(unit)),
      ...percentages(parts),
      penalties: penaltiesFor(this.#circumstances({ unit, source, target }, codes)),
      edits: tokenEdits(queryTokens, tokenize(segment, sourceLang)),
      occurrences: this.#occurrences({ unit, source, target }),
    };
  }

  /** How many units of the memory say the same in both languages. */
  #occurrences(pair: Pair): number {
    const form = this.#table.formOf(pair.source);
    let counts = this.#sayings.get(form);
    if (counts === undefined) this.#sayings.set(form, (counts = this.#countSayings(form)));
    return counts.get(this.#sayingOf(pair)) ?? 0;
  }

  #countSayings(form: number): Map<number, number> {
    const counts = new Map<number, number>();
    let previous = -1;
    this.#somePair(form, (pair) => {
      // Variants of one unit that say the same follow each other.
      if (pair.unit !== previous) counts.set(this.#sayingOf(pair), (counts.get(this.#sayingOf(pair)) ?? 0) + 1);
      previous = pair.unit;
      return false;
    });
    return counts;
  }
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

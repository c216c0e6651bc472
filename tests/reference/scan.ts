import { primaryLanguage } from "../../src/language.js";
import type { Query } from "../../src/memory/query.js";
import type { Match, Penalty } from "../../src/memory/match.js";
import { comparableText, type Segment } from "../../src/segment.js";
import { variantFor, type Unit, type Variant } from "../../src/unit.js";
import { agrees, base, measure, otherRegion, percent, unpartnered, type Measure } from "./score.js";

/** A match without what explains it token by token; with the base that its order goes by. */
export type ScannedMatch = Omit<Match, "edits">;

interface Weighed {
  readonly match: ScannedMatch;
  readonly base: number;
  readonly unit: Unit;
  readonly variant: Variant;
}

/** The look-up by scoring every unit. `measured` keeps what pairs of texts measured, for tests that ask again and again. */
export function scan(units: readonly Unit[], query: Query, measured = new Map<string, Measure>()): ScannedMatch[] {
  const weighed: Weighed[] = [];
  for (const unit of units) {
    if (!query.memories.has(unit.memory)) continue;
    const target = variantFor(unit, query.targetLang);
    if (target === undefined) continue;
    const sources = unit.variants.filter(
      (variant) => variant !== target && primaryLanguage(variant.lang) === primaryLanguage(query.sourceLang),
    );
    const best = sources
      .map((variant) => weigh({ unit, variant, target }, query, measured))
      .sort((a, b) => compareVariants(a, b, query))[0];
    if (best !== undefined && best.match.score >= query.minScore) weighed.push(best);
  }
  weighed.sort(compare);
  const first = new Map<string, Weighed>();
  for (const each of weighed) {
    const says = saying(each.match.source, each.match.target, each.match.memory);
    if (!first.has(says)) first.set(says, each);
  }
  const occurrences = countSayings(units, query);
  return [...first.entries()]
    .slice(0, query.limit)
    .map(([says, { match }]) => ({ ...match, occurrences: occurrences.get(says) ?? 0 }));
}

function weigh(
  pair: { unit: Unit; variant: Variant; target: Variant },
  query: Query,
  measured: Map<string, Measure>,
): Weighed {
  const { unit, variant, target } = pair;
  const key = JSON.stringify([query.sourceLang, query.segment, variant.segment]);
  const known = measured.get(key) ?? measure(query.segment, variant.segment, query.sourceLang);
  measured.set(key, known);
  const inContext = variant.lang === unit.sourceLang && agrees(query, unit.context);
  const points = base(query.segment, variant.segment, { measure: known, inContext });
  const penalties = penaltiesOf(pair, query);
  const score = Math.max(0, points - penalties.reduce((sum, penalty) => sum + penalty.points, 0));
  const match: ScannedMatch = {
    score,
    kind: points === 101 ? "context" : points === 100 ? "exact" : "fuzzy",
    source: variant.segment,
    target: target.segment,
    sourceLang: variant.lang,
    targetLang: target.lang,
    memory: unit.memory,
    unit: unit.id,
    ...percent(known),
    penalties,
    occurrences: 0,
  };
  return { match, base: points, unit, variant };
}

function penaltiesOf(
  { unit, variant, target }: { unit: Unit; variant: Variant; target: Variant },
  query: Query,
): Penalty[] {
  const codes = Math.min(5, unpartnered(query.segment.codes, variant.segment.codes));
  const region = otherRegion(query.sourceLang, variant.lang) || otherRegion(query.targetLang, target.lang);
  const penalties: Penalty[] = [
    { reason: "codes", points: codes },
    { reason: "region", points: region ? 1 : 0 },
    { reason: unit.origin ?? "machine", points: unit.origin === undefined ? 0 : 5 },
    { reason: "memory", points: query.memories.get(unit.memory) ?? 0 },
  ];
  return penalties.filter((penalty) => penalty.points > 0);
}

function compare(a: Weighed, b: Weighed): number {
  const changed = ({ unit }: Weighed): number => {
    const time = unit.changedAt ?? unit.createdAt;
    return time === undefined ? -1e15 : Date.parse(time);
  };
  return (
    b.match.score - a.match.score ||
    Number(b.base === 101) - Number(a.base === 101) ||
    changed(b) - changed(a) ||
    (b.unit.usageCount ?? 0) - (a.unit.usageCount ?? 0) ||
    Number(a.unit.id) - Number(b.unit.id)
  );
}

function compareVariants(a: Weighed, b: Weighed, query: Query): number {
  const own = ({ variant }: Weighed): number => Number(variant.lang === query.sourceLang);
  return b.match.score - a.match.score || Number(b.base === 101) - Number(a.base === 101) || own(b) - own(a);
}

/** What a pair says: the texts in NFC with their codes and the codes' data, and in which memory. */
function saying(source: Segment, target: Segment, memory: string): string {
  const side = (segment: Segment): unknown => [comparableText(segment), segment.codes.map((code) => code.data ?? null)];
  return JSON.stringify([side(source), side(target), memory]);
}

/** How many units of a memory say the same in both languages, for all that is said. */
function countSayings(units: readonly Unit[], query: Query): Map<string, number> {
  const counts = new Map<string, number>();
  for (const unit of units) {
    const target = variantFor(unit, query.targetLang);
    if (target === undefined) continue;
    const sources = unit.variants.filter(
      (variant) => variant !== target && primaryLanguage(variant.lang) === primaryLanguage(query.sourceLang),
    );
    const sayings = new Set(sources.map((source) => saying(source.segment, target.segment, unit.memory)));
    for (const says of sayings) counts.set(says, (counts.get(says) ?? 0) + 1);
  }
  return counts;
}

import { setImmediate as nextTurn } from "node:timers/promises";
import { analysedLanguage, type LanguageTag } from "../language.js";
import type { Match, TextRange } from "../memory/match.js";
import { tokenEdits } from "../memory/edits.js";
import {
  analyse,
  baseScore,
  codeDifferences,
  compare,
  penaltiesFor,
  penaltyPoints,
  percentages,
  regionsDiffer,
} from "../memory/score.js";
import type { Segment } from "../segment.js";
import type { ConcordanceEntry } from "../store/concordance.js";
import type { FragmentQuery } from "../store/fragments.js";
import type { Store } from "../store/store.js";
import { isFunctionWord } from "../text/function-words.js";
import { tokenize } from "../text/tokens.js";
import { variantFor } from "../unit.js";
import { searchTokens, type SearchToken } from "./analysis.js";

/** A unit that holds a run of a query's words. Its score is that of the whole segment, which is below the threshold. */
export interface FragmentMatch extends Omit<Match, "kind"> {
  readonly kind: "fragment";
  readonly fragment: {
    readonly query: TextRange;
    readonly match: TextRange;
    /** How many words and numbers the run has. */
    readonly words: number;
  };
}

export interface FragmentRequest {
  readonly segment: Segment;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** Ids of the memories, each with the points taken off its matches. */
  readonly memories: ReadonlyMap<string, number>;
  readonly limit: number;
}

/** A run of a query's words, by their numbers: from `start` up to, not including, `end`. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Words of a segment that are looked at, the first ones: a paragraph. Each takes one or two searches. */
export const MAX_FRAGMENT_WORDS = 200;

/** A run has as many words that say something (no *of the*): with fewer it is a word, which concordance is for. */
const LEAST_CONTENT_WORDS = 2;

/** Units shown of one run, so that the next one is seen too; and how many are looked at for them, since many say the same. */
const UNITS_PER_RUN = 3;
const UNITS_LOOKED_AT = 50;

/** After this long others get a turn, in milliseconds. */
const TURN = 10;

/**
 * The longest runs of a query's words that stand in the memories, with the units that hold them.
 *
 * The naive way asks of every run whether it stands anywhere, and keeps those that no longer one holds. But what stands
 * somewhere stands there with all its parts: so the run that begins at the next word reaches at least as far as this one did,
 * and two searches a word find all that cannot be made longer.
 *
 * Order: the longest first, those that overlap a longer one behind all that do not, the units of one run by when they were
 * last written; of those that say the same in both languages in one memory the newest.
 */
export async function fragmentMatches(store: Store, request: FragmentRequest): Promise<FragmentMatch[]> {
  const { segment, sourceLang: lang, targetLang: target, limit } = request;
  const words = searchTokens(segment, lang).slice(0, MAX_FRAGMENT_WORDS);
  const memories = [...request.memories.keys()];
  const queryOf = ({ start, end }: Run): FragmentQuery => {
    return { words: words.slice(start, end).map(({ folded }) => folded), lang, target, memories };
  };
  const runs = await longestRuns(words.length, (run) => store.fragments.stands(queryOf(run)));
  const found: FragmentMatch[] = [];
  for (const run of ranked(runs.filter((one) => saysSomething(words, one, lang)))) {
    if (found.length >= limit) break;
    const entries = store.fragments.units(queryOf(run), UNITS_LOOKED_AT);
    found.push(...matchesOf(entries, { words, run }, request).slice(0, Math.min(UNITS_PER_RUN, limit - found.length)));
  }
  return found;
}

/** The runs of `count` words that stand and that no longer one holds, in order. */
export async function longestRuns(count: number, stands: (run: Run) => boolean): Promise<Run[]> {
  const runs: Run[] = [];
  let reached = 0;
  let turnEnds = performance.now() + TURN;
  for (let start = 0; start < count; start++) {
    let end = Math.max(reached, start);
    while (end < count && stands({ start, end: end + 1 })) end += 1;
    if (end > reached && end > start) runs.push({ start, end });
    reached = Math.max(reached, end);
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN;
  }
  return runs;
}

function saysSomething(words: readonly SearchToken[], { start, end }: Run, lang: LanguageTag): boolean {
  const language = analysedLanguage(lang);
  const said = words
    .slice(start, end)
    .filter(({ folded }) => language === undefined || !isFunctionWord(folded, language));
  return said.length >= LEAST_CONTENT_WORDS;
}

/** The longest first, the earlier of two as long; those that overlap one before them behind the others. */
export function ranked(runs: readonly Run[]): Run[] {
  const byLength = [...runs].sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const apart: Run[] = [];
  const overlapping: Run[] = [];
  for (const run of byLength) {
    const isFree = apart.every((other) => run.end <= other.start || other.end <= run.start);
    (isFree ? apart : overlapping).push(run);
  }
  return [...apart, ...overlapping];
}

function matchesOf(
  entries: readonly ConcordanceEntry[],
  { words, run }: { readonly words: readonly SearchToken[]; readonly run: Run },
  request: FragmentRequest,
): FragmentMatch[] {
  const bySaying = new Map<string, FragmentMatch>();
  for (const entry of entries) {
    const match = matchOf(entry, words.slice(run.start, run.end), request);
    if (match === undefined) continue;
    const saying = JSON.stringify([match.memory, match.source, match.target]);
    const known = bySaying.get(saying);
    bySaying.set(saying, known === undefined ? match : { ...known, occurrences: known.occurrences + 1 });
  }
  return [...bySaying.values()];
}

function matchOf(
  { unit, variant }: ConcordanceEntry,
  run: readonly SearchToken[],
  { segment: query, sourceLang, targetLang, memories }: FragmentRequest,
): FragmentMatch | undefined {
  const { segment: source, lang } = variant;
  const translation = variantFor(unit, targetLang);
  const stands = placeOf(run, searchTokens(source, lang));
  const [first, last] = [run[0], run.at(-1)];
  if (translation === undefined || stands === undefined || first === undefined || last === undefined) return undefined;
  const circumstances = {
    codes: codeDifferences(query.codes, source.codes),
    otherRegion: regionsDiffer(lang, sourceLang) || regionsDiffer(translation.lang, targetLang),
    origin: unit.origin,
    memory: memories.get(unit.memory) ?? 0,
  };
  const parts = compare(analyse(query, sourceLang), analyse(source, lang));
  const base = baseScore(parts, { same: false, inContext: false });
  return {
    score: Math.max(0, base - penaltyPoints(circumstances)),
    kind: "fragment",
    source,
    target: translation.segment,
    sourceLang: lang,
    targetLang: translation.lang,
    memory: unit.memory,
    unit: unit.id,
    ...percentages(parts),
    penalties: penaltiesFor(circumstances),
    edits: tokenEdits(tokenize(query, sourceLang), tokenize(source, lang)),
    occurrences: 1,
    fragment: { query: { start: first.start, end: last.end }, match: stands, words: run.length },
  };
}

/** Where the words of a run stand side by side in a text for the first time. */
function placeOf(run: readonly SearchToken[], tokens: readonly SearchToken[]): TextRange | undefined {
  for (let i = 0; i + run.length <= tokens.length; i++) {
    if (!run.every(({ folded }, k) => tokens[i + k]?.folded === folded)) continue;
    return { start: tokens[i]?.start ?? 0, end: tokens[i + run.length - 1]?.end ?? 0 };
  }
  return undefined;
}

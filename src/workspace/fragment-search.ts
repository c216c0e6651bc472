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

/** Units shown of one run, so that the next one is seen too; and how many are looked at for them, since many say the same. */
const UNITS_PER_RUN = 3;
const UNITS_LOOKED_AT = 50;

/**
 * The longest runs of a query's words that stand in the memories, with the units that hold them.
 *
 * Order: the longest first, those that overlap a longer one behind all that do not, the units of one run by when they were
 * last written; of those that say the same in both languages in one memory the newest.
 */
export function fragmentMatches(store: Store, request: FragmentRequest): FragmentMatch[] {
  const { segment, sourceLang: lang, targetLang: target, limit } = request;
  const words = searchTokens(segment, lang).slice(0, MAX_FRAGMENT_WORDS);
  const memories = [...request.memories.keys()];
  const queryOf = ({ start, end }: Run): FragmentQuery => {
    return { words: words.slice(start, end).map(({ folded }) => folded), lang, target, memories };
  };
  const runs = longestRuns(contentOf(words, lang), (run) => store.fragments.stands(queryOf(run)));
  const found: FragmentMatch[] = [];
  for (const run of ranked(runs)) {
    if (found.length >= limit) break;
    const entries = store.fragments.units(queryOf(run), UNITS_LOOKED_AT);
    found.push(...matchesOf(entries, { words, run }, request).slice(0, Math.min(UNITS_PER_RUN, limit - found.length)));
  }
  return found;
}

/** Which words say something: all but function words, and all where we know nothing of the language. */
export function contentOf(words: readonly SearchToken[], lang: LanguageTag): boolean[] {
  const language = analysedLanguage(lang);
  return words.map(({ folded }) => language === undefined || !isFunctionWord(folded, language));
}

/**
 * The runs with two content words at least that stand, and that no longer one holds, in order.
 *
 * The naive way asks of every run whether it stands anywhere, and keeps those that no longer one holds. But what stands
 * somewhere stands there with all its parts. So a run goes over no two neighbouring content words that stand nowhere with what is
 * between them, which is asked first, and of rare words quickly answered; and one that begins at the next word
 * reaches at least as far as this one did. Three searches a word find all.
 */
export function longestRuns(isContent: readonly boolean[], stands: (run: Run) => boolean): Run[] {
  const content = isContent.flatMap((is, i) => (is ? [i] : []));
  const joined = content.slice(1).map((right, k) => stands({ start: content[k] ?? 0, end: right + 1 }));
  const runs: Run[] = [];
  let reached = 0;
  for (let start = 0; start < isContent.length; start++) {
    const first = content.findIndex((at) => at >= start);
    if (first < 0 || joined[first] !== true) continue;
    const least = (content[first + 1] ?? start) + 1;
    if (reached < least && content[first] !== start && !stands({ start, end: least })) continue;
    const parted = joined.indexOf(false, first);
    const bound = parted < 0 ? isContent.length : (content[parted + 1] ?? isContent.length);
    let end = Math.max(reached, least);
    while (end < bound && stands({ start, end: end + 1 })) end += 1;
    if (end > reached) runs.push({ start, end });
    reached = Math.max(reached, end);
  }
  return runs;
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

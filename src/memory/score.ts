import Levenshtein from "fast-levenshtein";
import { regionOf, type LanguageTag } from "../language.js";
import { comparableText, type CodeKind, type InlineCode, type Segment } from "../segment.js";
import { stemsOf, tokenize, type Token } from "../text/tokens.js";
import type { Origin } from "../unit.js";
import type { Penalty } from "./match.js";

/**
 * The score: what a stored segment is worth to a query, from 0 to 101.
 *
 *     B = o / max(n, m)                       o: the stems of both, with their repeats, in any order
 *     V = 1 - lev(tokens) / larger count      tokens as written: words, numbers, signs, codes by kind
 *     C = 1 - lev(characters) / larger length
 *     base = floor(100 * (B + V + 2C) / 4)
 *
 * Where neither side has anything to compare (no stems, no tokens, no characters) that part counts as 1. A base of 100
 * is for equal segments alone, 101 for equal ones in their place; everything else ends at 99. All three parts are taken
 * over the text in NFC, so that a score never depends on how accents are encoded.
 */

/** A segment made ready for comparison; `segment` is as given, all else is in NFC. */
export interface AnalysedSegment {
  readonly segment: Segment;
  readonly lang: LanguageTag;
  /** The characters, each code one symbol ({@link comparableText}). */
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** What the three similarities of a pair are made of: counts and distances, each over the larger of the two sides. */
export interface Parts {
  /** Stems of both sides, with repeats. */
  readonly common: number;
  readonly stems: number;
  readonly tokenEdits: number;
  readonly tokens: number;
  readonly characterEdits: number;
  readonly characters: number;
}

/** Parts under work: one object for many pairs, since bounds are computed by the ten thousand. */
export type Draft = { -readonly [Part in keyof Parts]: Parts[Part] };

/** The base of equal segments, of equal segments with a neighbour in common, and of the best of all others. */
export const EXACT = 100;
export const IN_CONTEXT = 101;
export const BEST_FUZZY = 99;

/** Points for each code difference, and the most that they take together: beyond five the translator redoes them all. */
const CODE_POINTS = 1;
const MOST_CODE_POINTS = 5;
/** Points for a translation of another region than asked for. */
const REGION_POINTS = 1;
/** Points for a translation made by a machine, or not official. */
const ORIGIN_POINTS = 5;

/** A segment with its tokens. */
export function analyse(segment: Segment, lang: LanguageTag): AnalysedSegment {
  return { segment, lang, text: comparableText(segment), tokens: tokenize(composed(segment), lang) };
}

/** The segment with its text in NFC. A code parts what stands around it, so each stretch is composed by itself. */
function composed(segment: Segment): Segment {
  const { text, codes } = segment;
  const whole = text.normalize("NFC");
  if (whole === text) return segment;
  if (codes.length === 0) return { text: whole, codes };
  let done = "";
  let from = 0;
  const moved = codes.map((code) => {
    done += text.slice(from, code.at).normalize("NFC");
    from = code.at;
    return { ...code, at: done.length };
  });
  return { text: done + text.slice(from).normalize("NFC"), codes: moved };
}

/** What a pair's score is made of. Both sides are of the same language. */
export function compare(a: AnalysedSegment, b: AnalysedSegment): Parts {
  const aStems = stemsOf(a.tokens, a.lang);
  const bStems = stemsOf(b.tokens, b.lang);
  return {
    common: overlap(aStems, bStems),
    stems: Math.max(aStems.length, bStems.length),
    tokenEdits: tokenDistance(a.tokens, b.tokens),
    tokens: Math.max(a.tokens.length, b.tokens.length),
    characterEdits: distance(a.text, b.text),
    characters: Math.max(a.text.length, b.text.length),
  };
}

/** The size of the intersection of two multisets. */
function overlap(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const stem of a) left.set(stem, (left.get(stem) ?? 0) + 1);
  let common = 0;
  for (const stem of b) {
    const count = left.get(stem) ?? 0;
    if (count === 0) continue;
    left.set(stem, count - 1);
    common += 1;
  }
  return common;
}

/**
 * The Levenshtein distance of two strings. What both begin with is left out, and what both end with: some shortest way
 * from one to the other keeps it, and near-duplicates have little else.
 */
export function distance(a: string, b: string): number {
  if (a === b) return 0;
  const longest = Math.min(a.length, b.length);
  let start = 0;
  while (start < longest && a.charCodeAt(start) === b.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < longest - start && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail)) tail += 1;
  return Levenshtein.get(a.slice(start, a.length - tail), b.slice(start, b.length - tail));
}

/** UTF-16 units that stand for tokens of one side only; the tokens of both sides are numbered from there on. */
const OF_A_ONLY = 0;
const OF_B_ONLY = 1;
const FIRST_COMMON = 2;

/**
 * The Levenshtein distance over tokens, by way of strings with one UTF-16 unit for each token. A token that the other
 * side has not can equal nothing there, so all such tokens of a side share one unit. The rest are no more than the
 * distinct tokens of one segment: of one UTF-16 unit there are at most 63,488 (surrogates are never alone), so a text of
 * at most 65,535 units has at most 63,488 + (65,535 - 63,488) / 2 = 64,511 and five kinds of codes, fewer than 65,534.
 */
function tokenDistance(a: readonly Token[], b: readonly Token[]): number {
  const unitOf = new Map<string, number>();
  for (const token of b) unitOf.set(token.text, OF_B_ONLY);
  let next = FIRST_COMMON;
  const aUnits = a.map(({ text }) => {
    const known = unitOf.get(text);
    if (known !== OF_B_ONLY) return known ?? OF_A_ONLY;
    unitOf.set(text, next);
    return next++;
  });
  if (next > 0x1_0000)
    throw new RangeError(`${next - FIRST_COMMON} distinct tokens in common are more than a segment holds`);
  return Levenshtein.get(stringOfUnits(aUnits), stringOfUnits(b.map(({ text }) => unitOf.get(text) ?? OF_B_ONLY)));
}

/** Arguments that one call takes for certain; engines differ in how many more they allow. */
const UNITS_AT_ONCE = 8_192;

/** The string of the given UTF-16 units. */
export function stringOfUnits(units: readonly number[]): string {
  if (units.length <= UNITS_AT_ONCE) return String.fromCharCode(...units);
  let whole = "";
  for (let i = 0; i < units.length; i += UNITS_AT_ONCE) {
    whole += String.fromCharCode(...units.slice(i, i + UNITS_AT_ONCE));
  }
  return whole;
}

/**
 * The formula: floor(100 * (B + V + 2C) / 4), from 0 to 100. Raising `common` or lowering an edit count never lowers it,
 * so that better parts than a pair has give a bound on its score.
 *
 * As one fraction it is floor(25 * sum / whole) with sum <= 4 * whole. While 100 * whole <= 2^53 every number here is an
 * integer that a double holds; and where a / b of such integers is below the integer k <= 100, it is so by at least 1 / b,
 * which is more than the rounding of a quotient near k, k / 2^53, for b * k <= 2^53: the floor is exact. Only pairs of
 * thousands of words are larger; those go by way of big integers.
 */
export function formula(parts: Parts): number {
  const { tokenEdits, characterEdits } = parts;
  const stems = parts.stems === 0 ? 1 : parts.stems;
  const common = parts.stems === 0 ? 1 : parts.common;
  const tokens = parts.tokens === 0 ? 1 : parts.tokens;
  const characters = parts.characters === 0 ? 1 : parts.characters;
  const whole = stems * tokens * characters;
  if (whole > Number.MAX_SAFE_INTEGER / 100) {
    const [n, k, l] = [BigInt(stems), BigInt(tokens), BigInt(characters)];
    const sum = BigInt(common) * k * l + (k - BigInt(tokenEdits)) * n * l + 2n * (l - BigInt(characterEdits)) * n * k;
    return Number((25n * sum) / (n * k * l));
  }
  const sum =
    common * tokens * characters +
    (tokens - tokenEdits) * stems * characters +
    2 * (characters - characterEdits) * stems * tokens;
  return Math.floor((25 * sum) / whole);
}

/** The best base that a pair of these parts can have: at 100 it may be equal, and in its place. */
export function bestBase(parts: Parts): number {
  const score = formula(parts);
  return score === EXACT ? IN_CONTEXT : score;
}

/** The base score of a pair: 101 and 100 for equal segments in and out of their place, else at most 99. */
export function baseScore(parts: Parts, equal: { same: boolean; inContext: boolean }): number {
  if (equal.same) return equal.inContext ? IN_CONTEXT : EXACT;
  return Math.min(formula(parts), BEST_FUZZY);
}

/** B, V and C in percent, rounded down. */
export function percentages(parts: Parts): { words: number; tokens: number; characters: number } {
  return {
    words: parts.stems === 0 ? 100 : Math.floor((100 * parts.common) / parts.stems),
    tokens: percentKept(parts.tokenEdits, parts.tokens),
    characters: percentKept(parts.characterEdits, parts.characters),
  };
}

function percentKept(edits: number, count: number): number {
  return count === 0 ? 100 : Math.floor((100 * (count - edits)) / count);
}

/** The neighbours of a segment, each `undefined` where it is not known. Edges of a document are values of their own. */
export interface Neighbours<T> {
  readonly before: T | undefined;
  readonly after: T | undefined;
}

/** Whether a neighbour of the query is known to be the stored one's too, and none is known to be another. */
export function inContext<T>(query: Neighbours<T>, stored: Neighbours<T>): boolean {
  const before = agreement(query.before, stored.before);
  const after = agreement(query.after, stored.after);
  return before >= 0 && after >= 0 && before + after > 0;
}

function agreement<T>(given: T | undefined, stored: T | undefined): -1 | 0 | 1 {
  if (given === undefined || stored === undefined) return 0;
  return given === stored ? 1 : -1;
}

/** What lowers the worth of a match below its base. */
export interface Circumstances {
  /** How many codes differ. */
  readonly codes: number;
  readonly otherRegion: boolean;
  readonly origin: Origin | undefined;
  /** Points set on the memory or its folder. */
  readonly memory: number;
}

/** The penalties that apply, each with its reason. */
export function penaltiesFor(circumstances: Circumstances): Penalty[] {
  const { codes, otherRegion, origin, memory } = circumstances;
  const penalties: Penalty[] = [];
  if (codes > 0) penalties.push({ reason: "codes", points: Math.min(codes * CODE_POINTS, MOST_CODE_POINTS) });
  if (otherRegion) penalties.push({ reason: "region", points: REGION_POINTS });
  if (origin !== undefined) penalties.push({ reason: origin, points: ORIGIN_POINTS });
  if (memory > 0) penalties.push({ reason: "memory", points: memory });
  return penalties;
}

/** What {@link penaltiesFor} takes off altogether. */
export function penaltyPoints({ codes, otherRegion, origin, memory }: Circumstances): number {
  return (
    Math.min(codes * CODE_POINTS, MOST_CODE_POINTS) +
    (otherRegion ? REGION_POINTS : 0) +
    (origin === undefined ? 0 : ORIGIN_POINTS) +
    memory
  );
}

/** Whether two tags name different regions. A tag without a region agrees with every region of its language. */
export function regionsDiffer(a: LanguageTag, b: LanguageTag): boolean {
  if (a === b) return false;
  const region = regionOf(a);
  const other = regionOf(b);
  return region !== undefined && other !== undefined && region !== other;
}

/**
 * How many codes of the side that has more of them left over find no partner on the other: one of the same kind, and of
 * the same data where both give it, wherever it stands. So a code more, a code less and a code replaced are one each.
 */
export function codeDifferences(a: readonly InlineCode[], b: readonly InlineCode[]): number {
  if (a.length === 0 || b.length === 0) return Math.max(a.length, b.length);
  const kinds = new Set([...a, ...b].map((code) => code.kind));
  let partners = 0;
  for (const kind of kinds) partners += partnersOfKind(dataOf(a, kind), dataOf(b, kind));
  return Math.max(a.length, b.length) - partners;
}

function dataOf(codes: readonly InlineCode[], kind: CodeKind): (string | undefined)[] {
  return codes.filter((code) => code.kind === kind).map((code) => code.data);
}

/**
 * The most pairs that can be made. Codes of equal data go first, which loses nothing: where such a pair is parted, each
 * half takes a code without data, and those two suit each other as well.
 */
function partnersOfKind(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  const named = (data: readonly (string | undefined)[]): string[] => data.filter((each) => each !== undefined);
  const [aNamed, bNamed] = [named(a), named(b)];
  const equal = overlap(aNamed, bNamed);
  const [aFree, bFree] = [a.length - aNamed.length, b.length - bNamed.length];
  const aWithFree = Math.min(aNamed.length - equal, bFree);
  const bWithFree = Math.min(bNamed.length - equal, aFree);
  return equal + aWithFree + bWithFree + Math.min(aFree - bWithFree, bFree - aWithFree);
}

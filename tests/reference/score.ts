import { regionOf, type LanguageTag } from "../../src/language.js";
import { comparableText, sameSegment, type InlineCode, type Segment } from "../../src/segment.js";
import { hasStem, stemOf, tokenize, type Token } from "../../src/text/tokens.js";

/**
 * The score straight from its formula, slow and obvious: the textbook table for distances, big integers for the fraction,
 * pairings by trying all. What src/memory/ answers is held against this.
 */

/** Looked up once: jest's sandbox makes every use of a global dear. */
const { min } = Math;

/** The Levenshtein distance by the textbook table (Wagner and Fischer 1974), row by row. */
export function levenshtein<T>(a: readonly T[], b: readonly T[]): number {
  let above = Float64Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = new Float64Array(b.length + 1);
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row[j] = min(replaced, above[j]! + 1, row[j - 1]! + 1);
    }
    above = row;
  }
  return above[b.length]!;
}

/** A segment whose text is in NFC, stretch by stretch between its codes. */
function composed({ text, codes }: Segment): Segment {
  const cuts = [0, ...codes.map((code) => code.at), text.length];
  const stretches = cuts.slice(1).map((end, i) => text.slice(cuts[i], end).normalize("NFC"));
  return {
    text: stretches.join(""),
    codes: codes.map((code, i) => ({ ...code, at: stretches.slice(0, i + 1).join("").length })),
  };
}

export function tokensOf(segment: Segment, lang: LanguageTag): Token[] {
  return tokenize(composed(segment), lang);
}

/** The counts and distances that a score is made of. */
export interface Measure {
  readonly o: number;
  readonly stems: number;
  readonly tokenDistance: number;
  readonly tokens: number;
  readonly characterDistance: number;
  readonly characters: number;
}

export function measure(a: Segment, b: Segment, lang: LanguageTag): Measure {
  const [aTokens, bTokens] = [tokensOf(a, lang), tokensOf(b, lang)];
  const stems = (tokens: Token[]): string[] => tokens.filter(hasStem).map((token) => stemOf(token, lang));
  const [aStems, left] = [stems(aTokens), stems(bTokens)];
  const bCount = left.length;
  let o = 0;
  for (const stem of aStems) {
    const place = left.indexOf(stem);
    if (place < 0) continue;
    left.splice(place, 1);
    o += 1;
  }
  const written = (tokens: Token[]): string[] => tokens.map((token) => token.text);
  const units = (segment: Segment): number[] =>
    Array.from(comparableText(segment).split(""), (unit) => unit.charCodeAt(0));
  return {
    o,
    stems: Math.max(aStems.length, bCount),
    tokenDistance: levenshtein(written(aTokens), written(bTokens)),
    tokens: Math.max(aTokens.length, bTokens.length),
    characterDistance: levenshtein(units(a), units(b)),
    characters: Math.max(units(a).length, units(b).length),
  };
}

/** B, V and C as numerator and denominator; 1 where there is nothing to compare. */
function fractions(m: Measure): { B: [bigint, bigint]; V: [bigint, bigint]; C: [bigint, bigint] } {
  const part = (kept: number, whole: number): [bigint, bigint] =>
    whole === 0 ? [1n, 1n] : [BigInt(kept), BigInt(whole)];
  return {
    B: part(m.o, m.stems),
    V: part(m.tokens - m.tokenDistance, m.tokens),
    C: part(m.characters - m.characterDistance, m.characters),
  };
}

export function percent(m: Measure): { words: number; tokens: number; characters: number } {
  const { B, V, C } = fractions(m);
  const floor = ([a, b]: [bigint, bigint]): number => Number((100n * a) / b);
  return { words: floor(B), tokens: floor(V), characters: floor(C) };
}

/** floor(100 * (B + V + 2C) / 4) */
export function byFormula(m: Measure): number {
  const { B, V, C } = fractions(m);
  const denominator = B[1] * V[1] * C[1];
  const sum = B[0] * V[1] * C[1] + V[0] * B[1] * C[1] + 2n * C[0] * B[1] * V[1];
  return Number((100n * sum) / (4n * denominator));
}

export interface Place {
  readonly before?: string | null | undefined;
  readonly after?: string | null | undefined;
}

/** Whether a given neighbour equals the stored one and none differs from a known one. */
export function agrees(query: Place, stored: Place): boolean {
  const sides = [
    [query.before, stored.before],
    [query.after, stored.after],
  ] as const;
  const known = sides.filter(([given, kept]) => given !== undefined && kept !== undefined);
  const same = known.filter(([given, kept]) => (given?.normalize("NFC") ?? null) === (kept?.normalize("NFC") ?? null));
  return known.length > 0 && same.length === known.length;
}

export function base(query: Segment, stored: Segment, known: { measure: Measure; inContext: boolean }): number {
  if (sameSegment(query, stored)) return known.inContext ? 101 : 100;
  return Math.min(99, byFormula(known.measure));
}

/** Codes left without a partner on the side that has more of them, by trying every pairing. For a handful of codes. */
export function unpartnered(a: readonly InlineCode[], b: readonly InlineCode[]): number {
  return Math.max(a.length, b.length) - mostPairs(a, b);
}

function mostPairs(a: readonly InlineCode[], b: readonly InlineCode[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  let most = mostPairs(rest, b);
  for (const [i, code] of b.entries()) {
    const suits =
      code.kind === first.kind && (code.data === undefined || first.data === undefined || code.data === first.data);
    if (suits) most = Math.max(most, 1 + mostPairs(rest, b.toSpliced(i, 1)));
  }
  return most;
}

export function otherRegion(asked: LanguageTag, stored: LanguageTag): boolean {
  const [a, b] = [regionOf(asked), regionOf(stored)];
  return a !== undefined && b !== undefined && a !== b;
}

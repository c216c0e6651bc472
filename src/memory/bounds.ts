/**
 * What a score leaves room for: bounds that let retrieval pass over forms without reading them.
 *
 * For a query and a form let n and m be their numbers of stems, N and M of tokens, P = N - n and R = M - m of tokens
 * without a stem, mx = max(n, m), K = max(N, M), x = min(P, R); o the overlap of the stems as multisets, u = mx - o; lt and
 * lc the edit distances over tokens and over characters, mc the larger number of characters. Then B = 1 - u / mx,
 * V = 1 - lt / K and C = 1 - lc / mc, and the base score 25 * (B + V + 2C) reaches a floor T if and only if
 *
 *     loss = u / mx + lt / K + 2 * lc / mc  <=  4 - T / 25                                        ({@link roomFor})
 *
 * (where a denominator is 0, its part of the loss is 0). Every term is at least 0, so that a lower bound of each gives one
 * of the loss. Two bounds link lt to the stems:
 *
 * 1. lt >= u. Leaving out of both sides the tokens without a stem, and putting each other token's stem in its place, turns
 *    every edit into one edit or none, so that the stems are at most lt edits apart; and sequences of n and m symbols with
 *    overlap o are at least mx - o apart, for at most o symbols are kept.
 * 2. lt >= u + K - mx - x. Tokens that an alignment keeps are equal in pairs. Of equal tokens with a stem there are at most
 *    o pairs, of those without at most x; each other token of the longer side costs an edit: lt >= K - o - x.
 *
 * Where K is not known: lt / K >= max(u, u + K - mx - x) / K. The first falls with K, the second, 1 - (mx + x - u) / K,
 * rises, and they meet at K = mx + x. So
 *
 * 3. lt / K >= u / (mx + x), for any K.
 *
 * With P in the place of x all of these still hold, since x <= P and 2 and 3 fall with x; with R likewise.
 *
 * Doubles are good enough here: of the loss and the room no more than ten roundings by 2^-53 of numbers below 8 are made, and
 * {@link SLACK} is given in addition. What passes is measured in whole numbers afterwards (score.ts).
 */

/** More than rounding can add to a loss, and less than a loss can be above its room: two losses that differ do so by more than 1e-17, and then rounding is on the side of keeping. */
const SLACK = 1e-9;

/** The least floor that the posted keys of a form serve. Below it, {@link PartSearch} goes through all forms. */
export const LEAST_SERVED = 60;

/** The most that a form of a base score of `floor` or more can lose. */
export function roomFor(floor: number): number {
  return Math.max(0, 4 - floor / 25) + SLACK;
}

/** Bound 3 with B's part: what `u` stems of `mx` without a partner cost at least, where one side has `x` other tokens. */
export function lossOfStems(u: number, mx: number, x: number): number {
  return u === 0 ? 0 : u / mx + u / (mx + x);
}

/** The most stems of `mx` that can be without a partner in this room: {@link lossOfStems} solved for u. */
export function mostUnmatched(room: number, mx: number, x: number): number {
  return mx === 0 ? 0 : Math.min(mx, Math.floor((room * mx * (mx + x)) / (2 * mx + x)));
}

/**
 * The most stems of `mx` that can be without a partner in this room where K is known, and one side has `x` other tokens: bounds
 * 1 and 2 with B's part are u / mx + (u + max(0, K - mx - x)) / K <= room, solved for u. Negative where there is no room.
 */
export function mostUnmatchedOf(room: number, mx: number, K: number, x: number): number {
  if (mx === 0) return K === 0 || Math.max(0, K - x) / K <= room ? 0 : -1;
  const left = room - Math.max(0, K - mx - x) / K;
  return left < 0 ? -1 : Math.min(mx, Math.floor(left / (1 / mx + 1 / K) + SLACK));
}

/**
 * The least overlap of a form of `m` stems and `signs` other tokens with any query that it reaches {@link LEAST_SERVED}
 * for; 0 where it may have no stem in common. For a query of any n, o >= mx * (1 - room * (mx + R) / (2 mx + R)) by bound 3.
 * The bracket rises with mx (the derivative of (mx + R) / (2 mx + R) is -R / (2 mx + R)^2), so where it is positive at
 * mx = m, the whole rises with mx, and mx >= m.
 */
export function leastOverlap(m: number, signs: number): number {
  return m - mostUnmatched(roomFor(LEAST_SERVED), m, signs);
}

/**
 * How many of a form's keys, rarest first, are to be posted so that every query it reaches {@link LEAST_SERVED} for, and
 * has a stem in common with, meets one: if two sets share at least c keys, then the first common one in any order of all
 * keys has at least c - 1 of its own set's behind it.
 */
export function postedKeys(m: number, signs: number): number {
  return m === 0 ? 0 : m - Math.max(1, leastOverlap(m, signs)) + 1;
}

/** The numbers of characters that a form can have beside a query of `length` where C may lose `room / 2`. */
export function lengthsWithin(room: number, length: number): { from: number; to: number } {
  // lc >= |length - l|, and mc is the larger of the two.
  const share = room / 2;
  if (share >= 1) return { from: 0, to: Infinity };
  return { from: Math.ceil(length * (1 - share) - SLACK), to: Math.floor(length / (1 - share) + SLACK) };
}

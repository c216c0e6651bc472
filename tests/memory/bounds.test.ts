import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  LEAST_SERVED,
  leastOverlap,
  lengthsWithin,
  lossOfStems,
  mostUnmatched,
  mostUnmatchedOf,
  postedKeys,
  roomFor,
} from "../../src/memory/bounds.js";
import { levenshtein } from "../reference/score.js";

/** Bounds against what they bound. Letters are tokens with a stem, which is the letter in lower case; the others have none. */

const anyTokens = fc.oneof(
  fc.array(fc.constantFrom("a", "A", "b", "B", "c", "d", "e", "!", "?"), { maxLength: 9 }),
  fc.array(fc.constantFrom("a", "b", "!", "!", "!", "?"), { maxLength: 12 }),
);

interface Pair {
  readonly n: number;
  readonly m: number;
  readonly o: number;
  readonly P: number;
  readonly R: number;
  /** What B and V lose. */
  readonly loss: number;
}

function stemsOf(tokens: readonly string[]): string[] {
  return tokens.filter((token) => /[a-z]/i.test(token)).map((token) => token.toLowerCase());
}

function measured(query: readonly string[], form: readonly string[]): Pair {
  const left = stemsOf(form);
  const [n, m] = [stemsOf(query).length, left.length];
  let o = 0;
  for (const stem of stemsOf(query)) {
    const place = left.indexOf(stem);
    if (place < 0) continue;
    left.splice(place, 1);
    o += 1;
  }
  const [mx, K] = [Math.max(n, m), Math.max(query.length, form.length)];
  const loss = (mx === 0 ? 0 : (mx - o) / mx) + (K === 0 ? 0 : levenshtein(query, form) / K);
  return { n, m, o, P: query.length - n, R: form.length - m, loss };
}

describe("bounds", () => {
  test("of the loss by stems are no more than the loss", () => {
    fc.assert(
      fc.property(anyTokens, anyTokens, (query, form) => {
        const { n, m, o, P, R, loss } = measured(query, form);
        const mx = Math.max(n, m);
        for (const x of [P, R, Math.min(P, R)]) {
          expect(lossOfStems(mx - o, mx, x)).toBeLessThanOrEqual(loss + 1e-12);
          expect(mx - o).toBeLessThanOrEqual(mostUnmatched(loss + 1e-9, mx, x));
          const K = Math.max(query.length, form.length);
          expect(mx - o).toBeLessThanOrEqual(mostUnmatchedOf(loss + 1e-9, mx, K, x));
        }
      }),
      { numRuns: 4_000 },
    );
  });

  test("of the overlap hold for every pair that reaches the least floor served, and so a posted key is met", () => {
    let reached = 0;
    fc.assert(
      fc.property(anyTokens, anyTokens, (query, form) => {
        const { m, o, R, loss } = measured(query, form);
        if (loss > roomFor(LEAST_SERVED)) return;
        reached += 1;
        expect(o).toBeGreaterThanOrEqual(leastOverlap(m, R));
        // Of m keys in order the first of o common ones stands at m - o at the latest.
        if (o > 0) expect(m - o).toBeLessThan(postedKeys(m, R));
      }),
      { numRuns: 6_000 },
    );
    expect(reached).toBeGreaterThan(500);
  });

  test("of the stems without a partner leave all in the largest room, and none where other tokens take it all", () => {
    expect(mostUnmatchedOf(roomFor(0), 7, 9, 0)).toBe(7);
    expect(mostUnmatchedOf(0.5, 0, 4, 1)).toBe(-1);
    expect(mostUnmatchedOf(0.5, 4, 12, 1)).toBe(-1);
    // u / 4 + (u + 1) / 5 <= 0.7
    expect(mostUnmatchedOf(0.7, 4, 5, 0)).toBe(1);
  });

  test("of lengths hold all that leave room", () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.double({ min: 0, max: 4, noNaN: true }), (length, other, room) => {
        const { from, to } = lengthsWithin(room, length);
        const longer = Math.max(length, other);
        if (longer > 0 && (2 * Math.abs(length - other)) / longer > room) return;
        expect(other).toBeGreaterThanOrEqual(from);
        expect(other).toBeLessThanOrEqual(to);
      }),
      { numRuns: 3_000 },
    );
  });

  test("leave room for 100 and 101 to equal segments alone", () => {
    for (const floor of [100, 101]) {
      expect(roomFor(floor)).toBeLessThan(1e-6);
      expect(mostUnmatched(roomFor(floor), 60_000, 0)).toBe(0);
      expect(lengthsWithin(roomFor(floor), 60_000)).toEqual({ from: 60_000, to: 60_000 });
    }
  });
});

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { distanceWithin } from "../../src/memory/bit-vectors.js";
import { unitsOf } from "../../src/memory/compact-text.js";
import { levenshtein } from "../reference/score.js";

const masks = new Int32Array(0x1_0000);

function within(a: string, b: string, most: number): number {
  return distanceWithin({ a: unitsOf(a), m: a.length, b: unitsOf(b), n: b.length, masks }, most);
}

/** Of few letters, so that there is much in common; beyond the 32 rows of a band and the 64 of two. */
const anyText = fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), maxLength: 110 });

describe("a distance by bit vectors", () => {
  test.each([
    ["", "", 0],
    ["", "pont", 4],
    ["pont", "", 4],
    ["pont", "pont", 0],
    ["pont", "port", 1],
    ["chien", "niche", 4],
    ["a".repeat(32), "a".repeat(33), 1],
    ["a".repeat(65), "b".repeat(65), 65],
  ])("of %j and %j is %i", (a, b, expected) => {
    expect(within(a, b, 1_000)).toBe(expected);
    expect(within(a, b, expected)).toBe(expected);
  });

  test("is that of the textbook's table, whatever the most that is asked for", () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: -1, max: 110 }), (a, b, most) => {
        const distance = levenshtein(a.split(""), b.split(""));
        const found = within(a, b, most);
        if (distance <= most) expect(found).toBe(distance);
        else expect(found).toBeGreaterThan(most);
      }),
      { numRuns: 3_000 },
    );
  });

  test("is that of the table for near texts too, and leaves no mask behind", () => {
    fc.assert(
      fc.property(anyText, fc.nat(110), fc.string({ maxLength: 6 }), fc.nat(8), (a, cut, put, most) => {
        const b = a.slice(0, cut) + put + a.slice(cut + 3);
        const distance = levenshtein(a.split(""), b.split(""));
        expect(Math.min(within(a, b, most), most + 1)).toBe(Math.min(distance, most + 1));
      }),
      { numRuns: 2_000 },
    );
    expect(masks.every((mask) => mask === 0)).toBe(true);
  });
});

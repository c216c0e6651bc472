import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { BAG_WORDS, bagDistance, fillBag } from "../../src/memory/bag.js";
import { unitsOf } from "../../src/memory/compact-text.js";
import { levenshtein } from "../reference/score.js";

function distanceByBags(a: string, b: string): number {
  const bags = new Uint32Array(2 * BAG_WORDS);
  fillBag(unitsOf(a), bags, 0);
  fillBag(unitsOf(b), bags, BAG_WORDS);
  return bagDistance(bags.subarray(0, BAG_WORDS), bags, BAG_WORDS);
}

describe("a bag distance", () => {
  test.each([
    ["chat", "chat", 0],
    ["chat", "tach", 0],
    ["chat", "chats", 1],
    ["pont", "port", 1],
    ["", "pont", 4],
    ["aaaa", "eeee", 4],
  ])("of %j and %j is %i", (a, b, expected) => {
    expect(distanceByBags(a, b)).toBe(expected);
  });

  test("is never more than the edit distance", () => {
    const text = fc.oneof(
      fc.string({ unit: fc.constantFrom("a", "b", "é", " ", "😀"), maxLength: 30 }),
      fc.string({ unit: "binary", maxLength: 30 }),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(distanceByBags(a, b)).toBeLessThanOrEqual(levenshtein(a.split(""), b.split("")));
      }),
      { numRuns: 2_000 },
    );
  });

  test("counts no further than a lane holds", () => {
    expect(distanceByBags("a".repeat(300), "a".repeat(1_000))).toBe(0);
    expect(distanceByBags("a".repeat(300), "")).toBe(127);
  });
});

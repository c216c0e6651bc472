import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import Levenshtein from "fast-levenshtein";
import {
  analyse,
  baseScore,
  codeDifferences,
  compare,
  formula,
  inContext,
  penaltiesFor,
  penaltyPoints,
  percentages,
  regionsDiffer,
  stringOfUnits,
  type Parts,
} from "../../src/memory/score.js";
import { plainSegment, sameSegment, type CodeKind, type InlineCode, type Segment } from "../../src/segment.js";
import { byFormula, levenshtein, measure, percent, unpartnered } from "../reference/score.js";
import { anySegment, tag } from "./corpora.js";

const fr = tag("fr");

function partsOf(a: Segment | string, b: Segment | string): Parts {
  const ready = (each: Segment | string): Segment => (typeof each === "string" ? plainSegment(each) : each);
  return compare(analyse(ready(a), fr), analyse(ready(b), fr));
}

function code(kind: CodeKind, data?: string, at = 0): InlineCode {
  return data === undefined ? { at, id: "1", kind } : { at, id: "1", kind, data };
}

const NINETEEN = "!".repeat(19);

describe("the formula", () => {
  // By hand: 25 * (B + V + 2C), rounded down.
  test.each([
    ["Le pont est ouvert.", "Le pont est ouvert.", "1, 1, 1", 100],
    ["Le pont est ouvert.", "Le pont est fermé.", "3/4, 4/5, 14/19", 75],
    ["Il y a 12 ponts.", "Il y a 75 000 ponts.", "5/5, 5/6, 14/20", 80],
    ["oui...", "ouf...", "0/1, 3/4, 5/6", 60],
    ["a" + NINETEEN, "b" + NINETEEN, "0/1, 19/20, 19/20", 71],
    ["12", "13", "1/1, 0/1, 1/2", 50],
    ["a b", "b a", "2/2, 0/2, 1/3", 41],
    ["le le le", "le", "1/3, 1/3, 2/8", 29],
    ["l’été", "l'été", "2/2, 1/2, 4/5", 77],
    ["...", "!!!", "1 for no stems, 0/3, 0/3", 25],
    ["", "", "1, 1, 1: nothing on either side", 100],
    ["", "pont", "0/1, 0/1, 0/4", 0],
    ["", "...", "1 for no stems, 0/3, 0/3", 25],
  ])("gives %j and %j, of which B, V and C are %s, %i", (a, b, _parts, expected) => {
    expect(formula(partsOf(a, b))).toBe(expected);
    expect(formula(partsOf(b, a))).toBe(expected);
  });

  test("is that of the reference on any two segments, with its percentages", () => {
    fc.assert(
      fc.property(anySegment, anySegment, (a, b) => {
        const parts = partsOf(a, b);
        const measured = measure(a, b, fr);
        expect(formula(parts)).toBe(byFormula(measured));
        expect(percentages(parts)).toEqual(percent(measured));
      }),
      { numRuns: 2_000 },
    );
  });

  test("stays exact for the longest segments, where the fraction leaves the integers of a double", () => {
    const upTo = (most: number): fc.Arbitrary<[number, number]> =>
      fc
        .integer({ min: 1, max: most })
        .chain((whole) => fc.tuple(fc.integer({ min: 0, max: whole }), fc.constant(whole)));
    fc.assert(
      fc.property(
        upTo(69_631),
        upTo(69_631),
        upTo(200_701),
        ([common, stems], [tokenEdits, tokens], [characterEdits, characters]) => {
          const expected = byFormula({
            o: common,
            stems,
            tokenDistance: tokenEdits,
            tokens,
            characterDistance: characterEdits,
            characters,
          });
          expect(formula({ common, stems, tokenEdits, tokens, characterEdits, characters })).toBe(expected);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("reaches a whole score exactly where the fraction does", () => {
    // V = C = 1 and B = k / 25 give 75 + k; one stem in a million less gives one point less.
    for (let k = 0; k < 25; k++) {
      const rest = { tokenEdits: 0, tokens: 65_535, characterEdits: 0, characters: 65_535 };
      expect(formula({ common: k * 2_000, stems: 50_000, ...rest })).toBe(75 + k);
      if (k > 0) expect(formula({ common: k * 2_000 - 1, stems: 50_000, ...rest })).toBe(74 + k);
    }
  });
});

describe("a base score", () => {
  const perfect = partsOf("x", "x");

  test("is 100 for equal segments alone, and 101 for those in their place", () => {
    expect(baseScore(perfect, { same: true, inContext: false })).toBe(100);
    expect(baseScore(perfect, { same: true, inContext: true })).toBe(101);
  });

  test("ends at 99 for all others, be their place the same", () => {
    expect(baseScore(perfect, { same: false, inContext: true })).toBe(99);
  });

  test("does not depend on how accents are encoded", () => {
    fc.assert(
      fc.property(anySegment, anySegment, (a, b) => {
        if (a.codes.length + b.codes.length > 0) return;
        const decomposed = plainSegment(a.text.normalize("NFD"));
        expect(partsOf(decomposed, b)).toEqual(partsOf(plainSegment(a.text.normalize("NFC")), b));
        expect(sameSegment(decomposed, plainSegment(a.text))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("counts a code of another kind as one character and one token", () => {
    const a = { text: "ab", codes: [code("open", undefined, 1)] };
    const b = { text: "ab", codes: [code("close", undefined, 1)] };
    expect(partsOf(a, b)).toMatchObject({ tokenEdits: 1, tokens: 3, characterEdits: 1, characters: 3 });
  });

  test("tells a code from the text that names its kind", () => {
    const coded = { text: "", codes: [code("open")] };
    expect(partsOf(coded, "<open>").tokenEdits).toBe(3);
  });

  test("takes 65,535 signs on either side", () => {
    const parts = partsOf("!".repeat(65_535), "!".repeat(65_534) + "?");
    expect(parts).toMatchObject({ tokenEdits: 1, tokens: 65_535, characterEdits: 1, characters: 65_535 });
    expect(formula(parts)).toBe(99);
  });

  test("tells tens of thousands of distinct tokens apart", () => {
    const signs = (from: number, to: number): string =>
      Array.from({ length: to - from }, (_, i) => String.fromCharCode(0x4e00 + from + i)).join(" ");
    const parts = partsOf(signs(0, 20_000), signs(0, 19_999) + " x");
    expect(parts).toMatchObject({ common: 19_999, tokenEdits: 1, tokens: 20_000, characterEdits: 1 });
  });
});

describe("distances", () => {
  test("by fast-levenshtein equal the textbook table, in one word of bits and in many", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "é"), maxLength: 140 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Levenshtein.get(a, b)).toBe(levenshtein(a.split(""), b.split("")));
      }),
      { numRuns: 1_500 },
    );
  });

  test("take strings of more units than one call has arguments", () => {
    const units = Array.from({ length: 20_000 }, (_, i) => i % 60_000);
    expect([...stringOfUnits(units)].length).toBeGreaterThan(0);
    expect(stringOfUnits(units).length).toBe(20_000);
    expect(stringOfUnits(units).charCodeAt(19_999)).toBe(19_999);
  });
});

describe("context", () => {
  const unknown = undefined;
  test.each([
    ["one neighbour equal, the other not given", { before: "a", after: unknown }, { before: "a", after: "b" }, true],
    ["one neighbour equal, the other not stored", { before: "a", after: "b" }, { before: "a", after: unknown }, true],
    ["both equal", { before: "a", after: "b" }, { before: "a", after: "b" }, true],
    ["one equal, one another", { before: "a", after: "c" }, { before: "a", after: "b" }, false],
    ["edges of the document", { before: null, after: unknown }, { before: null, after: "b" }, true],
    ["an edge where a neighbour is stored", { before: null, after: "b" }, { before: "a", after: "b" }, false],
    ["nothing given", { before: unknown, after: unknown }, { before: "a", after: "b" }, false],
    ["nothing stored", { before: "a", after: "b" }, { before: unknown, after: unknown }, false],
    ["nothing known on the same side", { before: "a", after: unknown }, { before: unknown, after: "a" }, false],
  ])("with %s", (_name, given, stored, expected) => {
    expect(inContext<string | null>(given, stored)).toBe(expected);
  });
});

describe("penalties", () => {
  test("name each reason with its points", () => {
    const circumstances = { codes: 2, otherRegion: true, origin: "machine", memory: 30 } as const;
    expect(penaltiesFor(circumstances)).toEqual([
      { reason: "codes", points: 2 },
      { reason: "region", points: 1 },
      { reason: "machine", points: 5 },
      { reason: "memory", points: 30 },
    ]);
    expect(penaltyPoints(circumstances)).toBe(38);
  });

  test("take five points for codes at the most, and none where nothing differs", () => {
    const none = { codes: 0, otherRegion: false, origin: undefined, memory: 0 };
    expect(penaltiesFor(none)).toEqual([]);
    expect(penaltiesFor({ ...none, codes: 17 })).toEqual([{ reason: "codes", points: 5 }]);
    expect(penaltyPoints({ ...none, codes: 17 })).toBe(5);
  });

  test.each([
    ["fr-CA", "fr-FR", true],
    ["fr", "fr-CA", false],
    ["fr-CA", "fr", false],
    ["fr-CA", "fr-CA", false],
    ["zh-Hant-TW", "zh-Hans-CN", true],
    ["zh-Hant", "zh-Hans", false],
    ["es-419", "es-ES", true],
  ])("have %s and %s as other regions: %s", (a, b, expected) => {
    expect(regionsDiffer(tag(a), tag(b))).toBe(expected);
  });

  test.each<[string, InlineCode[], InlineCode[], number]>([
    ["none on either side", [], [], 0],
    ["a pair more", [code("open"), code("close")], [], 2],
    ["one of another kind", [code("open")], [code("alone")], 1],
    ["other data", [code("alone", "<b>")], [code("alone", "<i>")], 1],
    ["data on one side only", [code("alone", "<b>")], [code("alone")], 0],
    ["another order", [code("alone", "<b>"), code("alone", "<i>")], [code("alone", "<i>"), code("alone", "<b>")], 0],
    [
      "a code without data that must leave its like to another",
      [code("alone"), code("alone", "<b>")],
      [code("alone", "<b>"), code("alone", "<i>")],
      0,
    ],
  ])("count the code differences of %s", (_name, a, b, expected) => {
    expect(codeDifferences(a, b)).toBe(expected);
    expect(codeDifferences(b, a)).toBe(expected);
  });

  test("count as many code differences as the best of all pairings leaves", () => {
    const some = fc.array(
      fc
        .tuple(fc.constantFrom<CodeKind>("open", "alone"), fc.constantFrom(undefined, "x", "y"))
        .map(([kind, data]) => code(kind, data)),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(some, some, (a, b) => {
        expect(codeDifferences(a, b)).toBe(unpartnered(a, b));
      }),
      { numRuns: 1_000 },
    );
  });
});

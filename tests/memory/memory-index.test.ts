import { beforeEach, describe, expect, test } from "@jest/globals";
import { MemoryIndex } from "../../src/memory/memory-index.js";
import type { InlineCode, Segment } from "../../src/segment.js";
import { query, tag, unit, variant } from "./corpora.js";

let index: MemoryIndex;
beforeEach(() => {
  index = new MemoryIndex();
});

/** What a look-up answers, in brief: unit and score of each match. */
function found(...asked: Parameters<typeof query>): string[] {
  return index.lookup(query(...asked)).map((match) => `${match.unit}:${match.score}`);
}

function coded(text: string, ...codes: [at: number, data?: string][]): Segment {
  return {
    text,
    codes: codes.map(([at, data], i): InlineCode => ({
      at,
      id: String(i),
      kind: "alone",
      ...(data === undefined ? {} : { data }),
    })),
  };
}

describe("a match", () => {
  test("carries the unit's segments as given, with all that its score is made of", () => {
    index.add(unit(7, "Il y a 12 ponts.", "There are 12 bridges."));
    expect(index.lookup(query("Il y a 75 ponts."))).toEqual([
      {
        score: 89, // 25 * (5/5 + 5/6 + 2 * 14/16) = 89.58
        kind: "fuzzy",
        source: { text: "Il y a 12 ponts.", codes: [] },
        target: { text: "There are 12 bridges.", codes: [] },
        sourceLang: "fr",
        targetLang: "en",
        memory: "m",
        unit: "7",
        words: 100,
        tokens: 83,
        characters: 87,
        penalties: [],
        edits: [
          { op: "keep", query: { start: 0, end: 2 }, match: { start: 0, end: 2 } },
          { op: "keep", query: { start: 3, end: 4 }, match: { start: 3, end: 4 } },
          { op: "keep", query: { start: 5, end: 6 }, match: { start: 5, end: 6 } },
          { op: "replace", query: { start: 7, end: 9 }, match: { start: 7, end: 9 } },
          { op: "keep", query: { start: 10, end: 15 }, match: { start: 10, end: 15 } },
          { op: "keep", query: { start: 15, end: 16 }, match: { start: 15, end: 16 } },
        ],
        occurrences: 1,
      },
    ]);
  });

  test("is exact for a text in another encoding of its accents, and keeps the stored one", () => {
    index.add(unit(1, "e\u0301te\u0301", "summer"));
    const [match] = index.lookup(query("été"));
    expect(match).toMatchObject({ score: 100, kind: "exact", source: { text: "e\u0301te\u0301" } });
  });

  test("is exact only with the same codes at the same places", () => {
    index.add(unit(1, coded("a b", [2, "<x/>"]), "a b"));
    expect(found(coded("a b", [2, "<x/>"]))).toEqual(["1:100"]);
    expect(found(coded("a b", [2]))).toEqual(["1:100"]);
    expect(found(coded("a b", [2, "<y/>"]))).toEqual(["1:98"]);
    expect(found("a b")).toEqual(["1:78"]); // 25 * (1 + 2/3 + 2 * 3/4) = 79.17, less a code
  });

  test("of unknown codes' order has no code penalty, and is not exact", () => {
    index.add(unit(1, coded("ab", [0, "<x/>"], [1, "<y/>"]), "ab"));
    expect(found(coded("ab", [0, "<y/>"], [1, "<x/>"]))).toEqual(["1:99"]);
  });
});

describe("languages", () => {
  test("are found in both directions of one unit", () => {
    index.add(unit(1, "Le pont", "The bridge"));
    expect(found("Le pont")).toEqual(["1:100"]);
    const [back] = index.lookup(query("The bridge", { sourceLang: tag("en"), targetLang: tag("fr") }));
    expect(back).toMatchObject({ score: 100, sourceLang: "en", targetLang: "fr", target: { text: "Le pont" } });
  });

  test("of one unit serve each other, any two of them", () => {
    const variants = [variant("fr", "Le pont"), variant("en", "The bridge"), variant("de", "Die Brücke")];
    index.add(unit(1, "", "", { variants }));
    expect(found("Die Brücke", { sourceLang: tag("de"), targetLang: tag("fr") })).toEqual(["1:100"]);
    expect(found("Die Brücken", { sourceLang: tag("de"), targetLang: tag("es") })).toEqual([]);
  });

  test("of another region take a point, and those without a region none", () => {
    index.add(unit(1, "", "", { variants: [variant("fr-CA", "Le pont"), variant("en-GB", "The bridge")] }));
    expect(found("Le pont")).toEqual(["1:100"]);
    expect(found("Le pont", { sourceLang: tag("fr-CA"), targetLang: tag("en-GB") })).toEqual(["1:100"]);
    expect(found("Le pont", { sourceLang: tag("fr-FR") })).toEqual(["1:99"]);
    expect(found("Le pont", { sourceLang: tag("fr-FR"), targetLang: tag("en-US") })).toEqual(["1:99"]);
    const [match] = index.lookup(query("Le pont", { sourceLang: tag("fr-FR") }));
    expect(match).toMatchObject({ kind: "exact", sourceLang: "fr-CA", penalties: [{ reason: "region", points: 1 }] });
  });

  test("answer with the target variant of the same tag, else the first of the language", () => {
    const variants = [variant("fr", "Le pont"), variant("en-GB", "The colour"), variant("en-US", "The color")];
    index.add(unit(1, "", "", { variants }));
    const target = (lang: string): string | undefined =>
      index.lookup(query("Le pont", { targetLang: tag(lang) }))[0]?.target.text;
    expect([target("en-US"), target("en-GB"), target("en"), target("en-IE")]).toEqual([
      "The color",
      "The colour",
      "The colour",
      "The colour",
    ]);
  });

  test("answer with the better of a unit's two variants, once", () => {
    const variants = [
      variant("fr-FR", "Fin de semaine"),
      variant("fr-CA", "Une fin de semaine"),
      variant("en", "Weekend"),
    ];
    index.add(unit(1, "", "", { variants }));
    expect(found("Une fin de semaine", { limit: 5 })).toEqual(["1:100"]);
    expect(found("Fin de semaine", { limit: 5 })).toEqual(["1:100"]);
    expect(index.lookup(query("Fin de semaines"))).toHaveLength(1);
  });

  test("never answer with the query's own variant for its translation", () => {
    index.add(unit(1, "", "", { variants: [variant("fr-FR", "Le pont"), variant("fr-CA", "Le beau pont")] }));
    expect(found("Le pont", { targetLang: tag("fr-FR"), sourceLang: tag("fr-CA"), minScore: 99 })).toEqual([]);
    const [match] = index.lookup(query("Le pont", { targetLang: tag("fr-CA") }));
    expect(match).toMatchObject({ score: 100, targetLang: "fr-CA" });
  });
});

describe("context", () => {
  test("lifts an exact match to 101, at the document's edge too", () => {
    index.add(unit(1, "Fin", "End", { context: { before: "Avant", after: null } }));
    expect(found("Fin", { before: "Avant" })).toEqual(["1:101"]);
    expect(found("Fin", { after: null })).toEqual(["1:101"]);
    expect(found("Fin", { before: "Avant", after: "Autre" })).toEqual(["1:100"]);
    expect(found("Fin", { before: null })).toEqual(["1:100"]);
    expect(found("Fin")).toEqual(["1:100"]);
    expect(found("Fin", { after: null, minScore: 101 })).toEqual(["1:101"]);
    expect(found("Fin", { minScore: 101 })).toEqual([]);
  });

  test("puts the unit in its place before newer ones that say the same, and lifts no fuzzy match", () => {
    index.add(unit(1, "Fin", "End", { context: { before: "Avant" }, changedAt: "2020-01-01T00:00:00Z" }));
    index.add(unit(2, "Fin", "End", { changedAt: "2025-01-01T00:00:00Z" }));
    const [match] = index.lookup(query("Fin", { before: "Avant" }));
    expect(match).toMatchObject({ unit: "1", kind: "context", occurrences: 2 });
    expect(found("Fins", { before: "Avant" })).toEqual(found("Fins"));
  });

  test("comes before an exact match of the same score", () => {
    index.add(unit(1, "Fin", "End", { memory: "n", context: { before: "Avant" } }));
    index.add(unit(2, "Fin", "Ending", { changedAt: "2025-01-01T00:00:00Z" }));
    const memories = new Map([
      ["m", 0],
      ["n", 1],
    ]);
    expect(found("Fin", { before: "Avant", memories })).toEqual(["1:100", "2:100"]);
  });

  test("counts only where the query is in the language that the unit was translated from", () => {
    index.add(unit(1, "Fin", "Fin", { context: { before: "Avant" } }));
    expect(found("Fin", { before: "Avant" })).toEqual(["1:101"]);
    expect(found("Fin", { before: "Avant", sourceLang: tag("en"), targetLang: tag("fr") })).toEqual(["1:100"]);
  });

  test("is known of a neighbour that is no unit, in any encoding of its accents", () => {
    index.add(unit(1, "Fin", "End", { context: { before: "e\u0301te\u0301" } }));
    expect(found("Fin", { before: "été" })).toEqual(["1:101"]);
    expect(found("été")).toEqual([]);
  });
});

describe("penalties", () => {
  test("come off before the least score is asked for", () => {
    index.add(unit(1, "Fin", "End", { origin: "machine" }));
    const memories = new Map([["m", 30]]);
    expect(found("Fin", { memories, minScore: 65 })).toEqual(["1:65"]);
    expect(found("Fin", { memories, minScore: 66 })).toEqual([]);
    const [match] = index.lookup(query("Fin", { memories }));
    expect(match?.penalties).toEqual([
      { reason: "machine", points: 5 },
      { reason: "memory", points: 30 },
    ]);
    expect(match?.kind).toBe("exact");
  });

  test("of a hundred points leave nothing to find", () => {
    index.add(unit(1, "Fin", "End", { origin: "unofficial" }));
    expect(found("Fin", { memories: new Map([["m", 100]]) })).toEqual([]);
  });
});

describe("order and grouping", () => {
  test("is by score, then last change, usage, and the lower id", () => {
    index.add(unit(10, "Fin", "a"));
    index.add(unit(9, "Fin", "b"));
    index.add(unit(8, "Fin", "c", { usageCount: 4 }));
    index.add(unit(7, "Fin", "d", { createdAt: "2024-01-01T00:00:00Z" }));
    index.add(unit(6, "Fin", "e", { createdAt: "2025-01-01T00:00:00Z", changedAt: "2023-01-01T00:00:00Z" }));
    index.add(unit(5, "Fins", "f", { changedAt: "2026-01-01T00:00:00Z" }));
    expect(found("Fin", { limit: 10, minScore: 60 }).map((each) => each.split(":")[0])).toEqual([
      "7",
      "6",
      "8",
      "9",
      "10",
      "5",
    ]);
  });

  test("makes one match of units that say the same, for each memory", () => {
    for (let id = 1; id <= 4; id++) index.add(unit(id, "Fin", "End"));
    index.add(unit(5, "Fin", "End", { memory: "n" }));
    index.add(unit(6, "Fin", "Ending"));
    const memories = new Map([
      ["m", 0],
      ["n", 0],
    ]);
    const matches = index.lookup(query("Fin", { memories }));
    expect(matches.map(({ unit: id, occurrences }) => `${id}x${occurrences}`)).toEqual(["1x4", "5x1", "6x1"]);
  });

  test("counts those that fall below the least score among the occurrences", () => {
    index.add(unit(1, "Fin", "End", { origin: "machine" }));
    index.add(unit(2, "Fin", "End"));
    expect(index.lookup(query("Fin", { minScore: 100 }))).toMatchObject([{ unit: "2", occurrences: 2 }]);
  });

  test("counts a unit once that says the same in two variants", () => {
    index.add(unit(1, "", "", { variants: [variant("fr-FR", "Fin"), variant("fr-CA", "Fin"), variant("en", "End")] }));
    index.add(unit(2, "Fin", "End"));
    const [match, ...others] = index.lookup(query("Fin", { sourceLang: tag("fr-CA") }));
    expect(match).toMatchObject({ unit: "1", sourceLang: "fr-CA", score: 100, occurrences: 2 });
    expect(others).toEqual([]);
  });

  test("fills the limit with different matches", () => {
    for (let id = 1; id <= 50; id++) index.add(unit(id, "Fin", `End ${id % 10}`));
    expect(index.lookup(query("Fin", { limit: 7 }))).toHaveLength(7);
    expect(index.lookup(query("Fin", { limit: 1_000 }))).toHaveLength(10);
  });
});

describe("live changes", () => {
  test("are seen by the next look-up", () => {
    index.add(unit(1, "Le pont", "The bridge"));
    index.add(unit(1, "La route", "The road"));
    expect(index.size).toBe(1);
    expect(found("Le pont", { minScore: 70 })).toEqual([]);
    expect(found("La route")).toEqual(["1:100"]);
    index.remove("1");
    expect(found("La route")).toEqual([]);
    index.add(unit(2, "La route", "The way"));
    expect(index.lookup(query("La route"))).toMatchObject([{ unit: "2", occurrences: 1 }]);
  });

  test("of a memory leave the others alone", () => {
    index.add(unit(1, "Fin", "End"));
    index.add(unit(2, "Fin", "End", { memory: "n" }));
    index.removeMemory("m");
    index.removeMemory("unheard-of");
    expect(
      found("Fin", {
        memories: new Map([
          ["m", 0],
          ["n", 0],
        ]),
      }),
    ).toEqual(["2:100"]);
    expect(index.size).toBe(1);
  });

  test("may move a unit to another memory", () => {
    index.add(unit(1, "Fin", "End"));
    index.add(unit(1, "Fin", "End", { memory: "n" }));
    expect(found("Fin")).toEqual([]);
    expect(found("Fin", { memories: new Map([["n", 0]]) })).toEqual(["1:100"]);
  });

  test("of thousands of units never bring a removed one back", () => {
    for (let round = 0; round < 4; round++) {
      for (let id = 0; id < 1_500; id++) index.add(unit(id, `Chapitre ${id}`, `Chapter ${id} of ${round}`));
    }
    expect(index.size).toBe(1_500);
    const [match] = index.lookup(query("Chapitre 77"));
    expect(match).toMatchObject({ unit: "77", target: { text: "Chapter 77 of 3" }, occurrences: 1 });
    for (let id = 0; id < 1_499; id++) index.remove(String(id));
    expect(found("Chapitre 77", { limit: 1_000 })).toEqual([
      "1499:" + String(index.lookup(query("Chapitre 77"))[0]?.score),
    ]);
    index.remove("1499");
    expect(found("Chapitre 77")).toEqual([]);
    expect(index.size).toBe(0);
  });
});

describe("odd texts", () => {
  test.each(["", "   ", "…", "!!!!", "12", "😀", "{0}", "x"])("%j is found by itself", (text) => {
    index.add(unit(1, text, "target"));
    index.add(unit(2, "Un tout autre texte.", "target"));
    expect(found(text, { minScore: 100 })).toEqual(["1:100"]);
  });

  test("a segment of codes alone is found by itself", () => {
    index.add(unit(1, coded("", [0], [0]), ""));
    expect(found(coded("", [0], [0]))).toEqual(["1:100"]);
    expect(found(coded("", [0]))).toEqual(["1:61"]); // 25 * (1 + 1/2 + 2 * 1/2) = 62.5, less a code
  });

  test("segments without a word in common are found where signs make up for it", () => {
    index.add(unit(1, "ouf...", "phew..."));
    index.add(unit(2, "b" + "!".repeat(19), "b"));
    expect(found("oui...", { minScore: 60 })).toEqual(["1:60"]);
    expect(found("oui...", { minScore: 61 })).toEqual([]);
    expect(found("a" + "!".repeat(19), { minScore: 71 })).toEqual(["2:71"]);
  });

  test("a segment of 14,000 characters is found with a word changed", () => {
    const words = Array.from({ length: 2_300 }, (_, i) => `mot${i % 97}`);
    index.add(unit(1, words.join(" "), "long"));
    const changed = words.with(1_000, "autre").join(" ");
    expect(index.lookup(query(changed, { minScore: 95 }))).toMatchObject([{ score: 99, unit: "1" }]);
  });

  test("a word repeated thousands of times is counted as often", () => {
    index.add(unit(1, "le ".repeat(3_000), "the"));
    expect(index.lookup(query("le ".repeat(1_500)))).toMatchObject([
      { words: 50, tokens: 50, characters: 50, score: 50 },
    ]);
  });
});

describe("wrong calls", () => {
  test.each([[{ minScore: 0 }], [{ minScore: 102 }], [{ minScore: 70.5 }], [{ limit: 0 }], [{ limit: 1_001 }]])(
    "are refused: %j",
    (change) => {
      expect(() => index.lookup(query("Fin", change))).toThrow(RangeError);
    },
  );

  test.each(["", "x", "01", "-1", "1.5"])("the unit id %j is refused", (id) => {
    expect(() => index.add({ ...unit(1, "a", "b"), id })).toThrow(RangeError);
  });

  test("a language or memory that nobody has finds nothing", () => {
    index.add(unit(1, "Fin", "End"));
    expect(found("Fin", { sourceLang: tag("pt") })).toEqual([]);
    expect(found("Fin", { targetLang: tag("pt") })).toEqual([]);
    expect(found("Fin", { memories: new Map() })).toEqual([]);
    expect(found("Fin", { memories: new Map([["other", 0]]) })).toEqual([]);
  });
});

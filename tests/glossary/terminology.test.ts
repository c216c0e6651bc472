import { describe, expect, test } from "@jest/globals";
import type { LanguageTag } from "../../src/language.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { concept, CONCEPTS, en, fr } from "./concepts.js";

const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);

const best = (query: string, lang: LanguageTag): [number, string] | undefined => {
  const [hit] = terminology.search(query, lang, 5);
  return hit && [hit.score, hit.term.text];
};

describe("a look-up", () => {
  test("finds a term as it is written, in any case and with either apostrophe, at 100", () => {
    expect(best("conseil de l'europe", fr)).toEqual([100, "Conseil de l’Europe"]);
    expect(best("ETAT DE DROIT", fr)).toEqual([100, "état de droit"]);
  });

  test("finds it inflected at 95", () => {
    expect(best("secrétaires généraux délégués", fr)).toEqual([95, "secrétaire général délégué"]);
    expect(best("peacekeeping", en)?.[0]).toBeGreaterThan(70);
  });

  test("finds it by its beginning, the shorter first", () => {
    const hits = terminology.search("comité milit", fr, 5);
    expect(hits.map((hit) => hit.term.text)).toEqual([
      "Comité militaire",
      "Comité militaire de l’UE",
      "Comité militaire de l’OTAN",
    ]);
  });

  test("finds it by some of its words", () => {
    expect(best("Atlantic Council", en)?.[1]).toBe("North Atlantic Council");
  });

  test("finds it misspelt", () => {
    expect(best("souverainnetée", fr)?.[1]).toBe("souveraineté");
    expect(best("Comitee militaire", fr)?.[1]).toBe("Comité militaire");
  });

  test("does not find what is unlike it, nor the other language, nor nothing", () => {
    expect(terminology.search("boulangerie", fr, 5)).toEqual([]);
    expect(terminology.search("souveraineté", "de" as LanguageTag, 5)).toEqual([]);
    expect(terminology.search("", fr, 5)).toEqual([]);
    expect(terminology.search("…", fr, 5)).toEqual([]);
  });

  test("orders by score and stops at the limit; scores lie between 1 and 100", () => {
    const hits = terminology.search("Conseil", fr, 3);
    expect(hits).toHaveLength(3);
    const scores = hits.map((hit) => hit.score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThan(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(100);
  });

  test("names glossary and concept", () => {
    const two = Terminology.of([
      { id: "a", concepts: [concept("x", "paix", "peace")] },
      { id: "b", concepts: [concept("y", "paix", "peace")] },
    ]);
    expect(two.search("paix", fr, 5).map((hit) => [hit.glossary, hit.concept.id])).toEqual([
      ["a", "x"],
      ["b", "y"],
    ]);
  });
});

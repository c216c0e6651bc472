import { describe, expect, test } from "@jest/globals";
import { swappedNames } from "../../src/glossary/name-swaps.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { concept, en } from "./concepts.js";

const terminology = Terminology.of([
  {
    id: "test",
    concepts: [
      concept("un", "Nations Unies", "United Nations|UN"),
      concept("fund", "Fonds des Nations Unies pour l’enfance", "United Nations Children’s Fund"),
      concept("short", "Union", "Union"),
    ],
  },
]);

function names(text: string): string[] {
  const recognize = (one: string) => terminology.recognize(one, en);
  return swappedNames({ text, lang: en, occurrences: recognize(text), recognize }).map(
    ({ start, end, text: written, concept: { id } }) => {
      expect(text.slice(start, end)).toBe(written);
      return `${id}: ${written}`;
    },
  );
}

describe("names in the other words of a designation", () => {
  test("are found where they stand in the text as given", () => {
    expect(names("In May the UN Children’s Fund met; the UN Children’s Fund left.")).toEqual([
      "fund: UN Children’s Fund",
      "fund: UN Children’s Fund",
    ]);
  });

  test("are none where the text has the glossary’s words, or no more than the designation", () => {
    expect(names("the United Nations Children’s Fund")).toEqual([]);
    expect(names("the UN, the United Nations and the Union")).toEqual([]);
    expect(names("")).toEqual([]);
  });

  test("are looked for near the designation only", () => {
    expect(names(`${"x ".repeat(7000)}UN Children’s Fund${" y".repeat(7000)}`)).toEqual(["fund: UN Children’s Fund"]);
  });
});

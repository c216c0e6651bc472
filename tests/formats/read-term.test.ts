import { describe, expect, test } from "@jest/globals";
import { completed, joined, twice, type ReadTerm } from "../../src/formats/read-term.js";
import type { LanguageTag } from "../../src/language.js";

const fr = "fr" as LanguageTag;
const en = "en" as LanguageTag;

function term(text: string, more: Partial<ReadTerm> = {}): ReadTerm {
  return { lang: fr, text, ...more };
}

describe("what a file leaves open of terms", () => {
  test("makes the first of a language preferred where none is, and the others admitted", () => {
    const terms = [term("a"), term("b", { lang: en }), term("c"), term("d", { status: "deprecated" })];
    expect(completed(terms).map(({ status }) => status)).toEqual(["preferred", "preferred", "admitted", "deprecated"]);
    const decided = [term("a"), term("b", { status: "preferred" }), term("c", { lang: en })];
    expect(completed(decided).map(({ status }) => status)).toEqual(["admitted", "preferred", "preferred"]);
  });

  test.each([
    ["OTAN", "acronym"],
    ["STANAG-4119", "acronym"],
    ["É.U.", "acronym"],
    ["Otan", "full-form"],
    ["X", "full-form"],
    ["4119", "full-form"],
    ["", "full-form"],
  ])("takes %s for the type %s", (text, type) => {
    expect(completed([term(text)])).toMatchObject([{ type }]);
  });
});

describe("a term that stands twice", () => {
  test("is one with all that both say", () => {
    const first = term("a", { note: "one", properties: { gender: "masculine" }, sources: ["x"] });
    const second = term("a", {
      status: "admitted",
      type: "variant",
      note: "two",
      sources: ["x", "y"],
      properties: { gender: "masculine", register: "slang" },
    });
    const { term: whole, leftOut } = joined(first, second);
    expect(whole).toEqual({
      lang: fr,
      text: "a",
      status: "admitted",
      type: "variant",
      note: "one\ntwo",
      sources: ["x", "y"],
      properties: { gender: "masculine", register: "slang" },
    });
    expect(twice(second, leftOut)).toBeUndefined();
    expect(joined(first, first)).toEqual({ term: first, leftOut: [] });
    expect(joined(term("a"), term("a"))).toEqual({ term: term("a"), leftOut: [] });
  });

  test("is what the first says where they contradict each other, and each contradiction is named", () => {
    const first = term("a", { status: "preferred", type: "acronym", properties: { id: "t1" } });
    const second = term("a", { status: "forbidden", type: "variant", properties: { id: "t2", x: "y" } });
    const { term: whole, leftOut } = joined(first, second);
    expect(whole).toEqual({ ...first, properties: { id: "t1", x: "y" } });
    expect(leftOut).toHaveLength(3);
    expect(twice(second, leftOut)).toMatch(/"a" .* fr.*"forbidden".*"variant".*"id"/);
  });
});

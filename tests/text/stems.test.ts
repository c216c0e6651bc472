import { describe, expect, test } from "@jest/globals";
import { fold } from "../../src/text/folding.js";
import { stem } from "../../src/text/stems.js";

describe("stems", () => {
  test.each([
    ["secrétaire", "secrétaires"],
    ["Générale", "généraux"],
    ["déléguée", "délégués"],
    ["organisation", "Organisations"],
    ["œuvre", "oeuvres"],
  ])("of French %s and %s are one", (a, b) => {
    expect(stem(fold(a), "fr")).toBe(stem(fold(b), "fr"));
  });

  test.each([
    ["country", "countries"],
    ["Trained", "training"],
    ["ally", "allies"],
  ])("of English %s and %s are one", (a, b) => {
    expect(stem(fold(a), "en")).toBe(stem(fold(b), "en"));
  });

  test("are remembered as they were found, language by language", () => {
    const first = [stem("missions", "fr"), stem("missions", "en"), stem("missions", undefined)];
    expect([stem("missions", "fr"), stem("missions", "en"), stem("missions", undefined)]).toEqual(first);
    expect(first[2]).toBe("missions");
  });

  test("of nothing, of one letter and of words that objects know are words", () => {
    for (const word of ["", "a", "constructor", "__proto__", "tostring", "x".repeat(10_000)]) {
      expect(typeof stem(word, "fr")).toBe("string");
      expect(typeof stem(word, "en")).toBe("string");
      expect(stem(word, undefined)).toBe(word);
    }
  });
});

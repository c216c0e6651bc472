import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { fold, foldAccents } from "../../src/text/folding.js";

describe("folding", () => {
  test.each([
    ["L’OTAN", "l'otan"],
    ["L'OTAN", "l'otan"],
    ["LʼOTAN", "l'otan"],
    ["Œuvre", "oeuvre"],
    ["œuvre", "oeuvre"],
    ["Ægide", "aegide"],
    ["75\u00A0000", "75 000"],
    ["75\u202F000", "75 000"],
    ["75\u2009000", "75 000"],
    ["cessez\u2010le\u2011feu", "cessez-le-feu"],
    ["assis\u00ADtance", "assistance"],
    ["E\u0301TAT", "état"],
    ["", ""],
    ["a\u0000b", "a\u0000b"],
  ])("makes %j %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test("keeps accents and dashes, which tell words and signs apart", () => {
    expect(new Set(["cote", "côte", "côté", "cotés"].map(fold)).size).toBe(4);
    expect(fold("10–15 — 20")).toBe("10–15 — 20");
  });

  test("changes nothing that is folded already", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
  });

  test("of ASCII is its lower case", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(fold(text)).toBe(text.toLowerCase());
      }),
    );
  });
});

describe("folding without accents", () => {
  test.each([
    ["ÉTAT", "etat"],
    ["Façade", "facade"],
    ["Œdème", "oedeme"],
    ["e\u0301", "e"],
    ["한국", "한국"],
  ])("makes %j %j", (text, folded) => {
    expect(foldAccents(text)).toBe(folded);
  });
});

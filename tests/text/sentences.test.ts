import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { sentences } from "../../src/text/sentences.js";

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;

const split = (text: string, lang: LanguageTag): string[] =>
  sentences(text, lang).map(({ start, end }) => text.slice(start, end));

/** Each row is a text as its sentences, which white space joins. */
describe("French text is split", () => {
  test.each([
    [["M. Dupont est arrivé.", "Mme Durand est partie\u00A0!", "Pourquoi\u202F?", "Nul ne sait…", "Fin."]],
    [["Voir l’art. 5 du traité, p. ex. le par. 2.", "Le taux est de 3.5 pour cent."]],
    [["Il a dit\u00A0: «\u00A0Venez\u00A0!\u00A0» et il est parti.", "Tous l’ont suivi."]],
    [["«\u00A0Venez.\u00A0»", "Tous l’ont suivi."]],
    [["(Voir l’annexe.)", "La suite est connue."]],
    [["C’est étonnant (!) mais vrai.", "Oui."]],
    [["Le 28 oct. 2024, J.-P. Martin a signé.", "L’O.N.U. aussi."]],
    [["Des chars, des avions, etc.", "La liste est longue."]],
    [["Réunion à 14 h.", "Le général s’en va."]],
    [["1. Les Parties s’engagent.", "2. Elles se réunissent."]],
    [["Quoi\u00A0?!", "Rien..."]],
    [["Titre sans point\n", "Premier paragraphe."].map((part) => part.trim())],
  ])("%j", (parts) => {
    expect(split(parts.join(" ").replace("point Premier", "point\nPremier"), fr)).toEqual(parts);
  });
});

describe("English text is split", () => {
  test.each([
    [["Dr. Smith met Mr. J. F. Kennedy in the U.S. Senate.", "He left at 5 p.m.", "The room was empty."]],
    [["See No. 5, e.g. Fig. 2.1, for details.", "It is 3.14."]],
    [["He said no.", "She agreed."]],
    [["“Really?” she asked.", "“Yes.”", "Nobody spoke."]],
    [['"It works."', "(So they say.)", "Good."]],
    [["Wait...", "What?!", "OK."]],
    [["It is made in the U.S.", "The rest is not."]],
    [["www.nato.int is a site.", "Visit it."]],
    [["The year was 1999.", "Then it rained."]],
    [["They met at 4.30 p.m. in Brussels.", "It rained."]],
    [["apples. pears. plums."]],
  ])("%j", (parts) => {
    expect(split(parts.join(" "), en)).toEqual(parts);
  });

  test("at an empty line, and not at a wrapped one", () => {
    expect(split("A heading\n\nA first line\nthat goes on. The end", en)).toEqual([
      "A heading",
      "A first line\nthat goes on.",
      "The end",
    ]);
  });
});

describe("any text", () => {
  test("of nothing has no sentence", () => {
    expect(sentences("", fr)).toEqual([]);
    expect(sentences(" \u00A0\n\n", fr)).toEqual([]);
    expect(split("…", fr)).toEqual(["…"]);
  });

  test("is covered but for white space, in order", () => {
    const pieces = [
      "M.",
      " ",
      "\n",
      "\n\n",
      "Le",
      "mot",
      ".",
      "!",
      "?",
      "…",
      "»",
      "«",
      "\u00A0",
      "(",
      ")",
      "U.S.",
      "1.",
      "e\u0301",
      "😀",
      '"',
      "etc.",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 30 }), fc.constantFrom(fr, en), (parts, lang) => {
        const text = parts.join("");
        let last = 0;
        for (const { start, end } of sentences(text, lang)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(last, start).trim()).toBe("");
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(text.slice(last).trim()).toBe("");
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a million signs is split", () => {
    expect(sentences("Une phrase de plus. ".repeat(50_000), fr)).toHaveLength(50_000);
    expect(sentences("!".repeat(1_000_000), fr)).toHaveLength(1);
    expect(sentences(". »".repeat(300_000), fr).length).toBeGreaterThan(0);
    expect(sentences("\n".repeat(1_000_000), fr)).toEqual([]);
    expect(sentences(`a${"\n ".repeat(300_000)}b`, fr)).toHaveLength(2);
  });
});

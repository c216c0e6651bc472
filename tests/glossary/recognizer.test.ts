import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Concept } from "../../src/concept.js";
import type { LanguageTag } from "../../src/language.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { scanTerms } from "../reference/term-scan.js";
import { concept, CONCEPTS, en, fr } from "./concepts.js";

const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);

/** What is found, as `concept:text`. */
function found(text: string, lang: LanguageTag, concepts?: readonly Concept[]): string[] {
  const used = concepts === undefined ? terminology : Terminology.of([{ id: "test", concepts }]);
  return used.recognize(text, lang).map((one) => {
    expect(text.slice(one.start, one.end)).toBe(one.text);
    return `${one.concept.id}:${one.text}`;
  });
}

/** Rows of [what is true, text, language, what is found]. */
const ROWS: readonly (readonly [name: string, text: string, lang: LanguageTag, expected: readonly string[]])[] = [
  ["finds nothing in nothing", "", fr, []],
  ["finds nothing in white space", " \u00A0\n", fr, []],
  ["finds a name after an elision", "L’OTAN", fr, ["nato:OTAN"]],
  [
    "finds a plural in each of its words",
    "les secrétaires généraux délégués",
    fr,
    ["dsg:secrétaires généraux délégués"],
  ],
  [
    "finds a feminine in each of its words",
    "la secrétaire générale déléguée",
    fr,
    ["dsg:secrétaire générale déléguée"],
  ],
  ["finds -aux for -ail", "les travaux de la paix", fr, ["work:travaux de la paix"]],
  [
    "finds `des` and `de` for `de la`",
    "travail des paix, travail de paix",
    fr,
    ["work:travail des paix", "work:travail de paix"],
  ],
  ["finds a name after `du`", "réunion du Conseil européen", fr, ["council:Conseil européen"]],
  ["finds a name with an article put in", "le Conseil de la sécurité", fr, ["sc:Conseil de la sécurité"]],
  ["does not skip words", "le Conseil mondial de sécurité", fr, ["nac:Conseil"]],
  ["does not reach over a comma", "Comité, militaire", fr, []],
  [
    "reaches over the commas that a name has",
    "l’Organisation pour l’éducation, la science et la culture",
    fr,
    ["unesco:Organisation pour l’éducation, la science et la culture"],
  ],
  [
    "takes the comma before and",
    "Educational, Scientific, and Cultural Organization",
    en,
    ["unesco:Educational, Scientific, and Cultural Organization"],
  ],
  [
    "passes over `de` before an acronym",
    "l’Agence de l’OTAN d’information et de communication",
    fr,
    ["ncia:Agence de l’OTAN d’information et de communication"],
  ],
  ["drops the preposition after `et`", "les chefs d’État et gouvernement", fr, ["heads:chefs d’État et gouvernement"]],
  ["drops `of` after and", "Heads of State and of Government", en, ["heads:Heads of State and of Government"]],
  [
    "takes ASCII and U+02BC apostrophes",
    "Conseil de l'Atlantique Nord, Conseil de lʼAtlantique Nord",
    fr,
    ["nac:Conseil de l'Atlantique Nord", "nac:Conseil de lʼAtlantique Nord"],
  ],
  ["takes no-break spaces", "Conseil\u00A0de\u202Fsécurité", fr, ["sc:Conseil\u00A0de\u202Fsécurité"]],
  [
    "takes soft hyphens and U+2011",
    "cessez\u2011le\u2011feu, ces\u00ADsez-le-feu",
    fr,
    ["ceasefire:cessez\u2011le\u2011feu", "ceasefire:ces\u00ADsez-le-feu"],
  ],
  ["takes NFD", "états de droit".normalize("NFD"), fr, [`law:${"états de droit".normalize("NFD")}`]],
  ["takes capitals without accents", "ETAT DE DROIT", fr, ["law:ETAT DE DROIT"]],
  ["takes a first capital without accent", "l’Etat de droit", fr, ["law:Etat de droit"]],
  ["keeps accents apart in lower case", "forces armes; un etat de droit", fr, []],
  ["takes a hyphen more", "a cease-fire", en, ["ceasefire:cease-fire"]],
  ["takes a hyphen less", "peacekeeping and peace keeping", en, ["keeping:peacekeeping", "keeping:peace keeping"]],
  [
    "takes an en dash for a hyphen, but no dash between spaces",
    "peace–keeping, peace – keeping",
    en,
    ["keeping:peace–keeping"],
  ],
  [
    "takes British and American spellings",
    "International Labor Organisation; Center Defense Program",
    en,
    ["labour:International Labor Organisation", "centre:Center Defense Program"],
  ],
  [
    "takes a possessive inside and behind",
    "the European Union’s Military Committee; NATO's",
    en,
    ["eumc:European Union’s Military Committee", "nato:NATO", "alliance:NATO"],
  ],
  ["does not take who, us, un for WHO, US, UN", "who told us of un ami", en, []],
  ["does not take un, cap for UN, CAP", "un cap; Cap sur la paix", fr, []],
  ["takes WHO and US", "WHO and US officials", en, ["who:WHO", "us:US"]],
  ["takes U.S. for US and a plural acronym", "the U.S.; two CAPs", en, ["us:U.S.", "cap:CAPs", "pac:CAPs"]],
  ["takes É.-U. as it is listed", "aux É.-U. ou", fr, ["us:É.-U."]],
  ["finds no acronym in a sentence in capitals", "LE CAP EST MAINTENU", fr, []],
  [
    "finds a name in a sentence in capitals",
    "LE CONSEIL DE L’EUROPE ET LES ALLIÉS",
    fr,
    ["coe:CONSEIL DE L’EUROPE", "ally:ALLIÉS"],
  ],
  ["finds an acronym in the next sentence", "MAINTENEZ LE CAP ! Le CAP finance cela.", fr, ["cap:CAP"]],
  ["finds no acronym in a run of capitals", "This IS NOT WHO they are", en, []],
  ["needs the capital of a name of one word", "l’alliance des alliés", fr, []],
  ["has a name of one word with its capital", "l’Alliance des Alliées", fr, ["alliance:Alliance", "ally:Alliées"]],
  [
    "takes the longest",
    "l’Organisation du Traité de l’Atlantique Nord",
    fr,
    ["nato:Organisation du Traité de l’Atlantique Nord"],
  ],
  [
    "takes the first of two that overlap",
    "le Comité militaire de l’Union européenne",
    fr,
    ["mc:Comité militaire", "eu:Union européenne"],
  ],
  [
    "finds the shorter where the longer breaks off",
    "l’Agence OTAN de soutien à la paix",
    fr,
    ["nspa:Agence OTAN de soutien"],
  ],
  [
    "hides a forbidden form in a longer approved one",
    "l’Agence OTAN de soutien et d’acquisition",
    fr,
    ["nspa:Agence OTAN de soutien et d’acquisition"],
  ],
  ["finds an acronym inside a compound", "US-led, non-NATO", en, ["us:US", "nato:NATO", "alliance:NATO"]],
  [
    "does not find politics for political",
    "Political and Security Committee",
    en,
    ["psc:Political and Security Committee"],
  ],
  ["takes a slash that the name has", "VIH/sida et VIH/SIDA", fr, ["hiv:VIH/sida", "hiv:VIH/SIDA"]],
  [
    "does not look into addresses and codes",
    "www.nato.int/NATO NATO@nato.int US$5 MAX.US A/NATO/2024/1 NATO_X <b class='NATO'>",
    en,
    [],
  ],
  ["does not look into placeholders", "{NATO} %(NATO)s [X1X]", en, []],
  ["finds a name between placeholders and emoji", "{0} 🇫🇷 NATO 👩🏽‍🚀 %1$s", en, ["nato:NATO", "alliance:NATO"]],
];

describe("the recogniser", () => {
  test.each(ROWS)("%s", (_name, text, lang, expected) => {
    expect(found(text, lang)).toEqual(expected);
  });

  test("gives both concepts of a shared acronym, in the glossary's order", () => {
    expect(found("the CAP", en)).toEqual(["cap:CAP", "pac:CAP"]);
  });

  test("gives the designation that is written most alike", () => {
    const both = concept("x", "-Kiev|Kyïv", "");
    expect(Terminology.of([{ id: "a", concepts: [both] }]).recognize("Kiev", fr)[0]?.term.status).toBe("forbidden");
    expect(terminology.recognize("Politics and Security Committee", en)[0]?.term.status).toBe("forbidden");
  });

  test("does not let an inline code part a name, and keeps offsets into the text", () => {
    const code = { at: 8, id: "1", kind: "open" } as const;
    const [one] = terminology.recognize({ text: "Conseil européen", codes: [code] }, fr);
    expect(one).toMatchObject({ start: 0, end: 16, text: "Conseil européen" });
  });

  test("serves a region by its language, and a language without analyser by the words as they are", () => {
    expect(terminology.recognize("l’OTAN", "fr-CA" as LanguageTag)).toHaveLength(1);
    const german = {
      id: "de",
      terms: [{ lang: "de" as LanguageTag, text: "Nordatlantikrat", status: "preferred", type: "full-form" }],
    } as const;
    const other = Terminology.of([{ id: "g", concepts: [german] }]);
    expect(other.recognize("Der Nordatlantikrat tagt.", "de" as LanguageTag)).toHaveLength(1);
    expect(other.recognize("Die Nordatlantikrats.", "de" as LanguageTag)).toHaveLength(0);
  });

  test("names the glossary that a concept is from", () => {
    const two = Terminology.of([
      { id: "a", concepts: [concept("x", "paix", "peace")] },
      { id: "b", concepts: [concept("x", "paix", "peace")] },
    ]);
    expect(two.recognize("la paix", fr).map((one) => one.glossary)).toEqual(["a", "b"]);
  });

  test("survives terms without words and texts of one long word", () => {
    const odd = [concept("a", "…|+|%s|🙂", "—|C++"), concept("b", "x".repeat(5_000), "")];
    expect(found("Du C++ — 🙂 …", en, odd)).toEqual(["a:C++"]);
    expect(found("x".repeat(14_000), fr, odd)).toEqual([]);
    expect(found("a_b=c".repeat(3_000), fr, odd)).toEqual([]);
    expect(found("OTAN ".repeat(2_800), fr)).toHaveLength(0);
    expect(found("l’OTAN et ".repeat(1_400), fr)).toHaveLength(1_400);
  });
});

describe("the recogniser and the slow scan", () => {
  const WORDS = {
    fr: "de du des d’ la l’ et le Conseil conseil conseils européen Union unions OTAN UE - – , / ( . non état États sécurité É U paix à aux",
    en: "of the and a Council council councils European Union NATO US UN - – , / ( . non state States ’s security U S peace for",
  };

  test.each([fr, en])("find the same in %s", (lang) => {
    const words = WORDS[lang as keyof typeof WORDS].split(" ");
    const glue = fc.constantFrom(" ", " ", " ", "");
    const text = (maxLength: number): fc.Arbitrary<string> =>
      fc.array(fc.tuple(fc.constantFrom(...words), glue), { minLength: 1, maxLength }).map((parts) =>
        parts
          .map(([word, space]) => word + space)
          .join("")
          .trim(),
      );
    const term = fc.record({
      lang: fc.constant(lang),
      text: text(4),
      status: fc.constantFrom("preferred" as const, "admitted" as const, "forbidden" as const, "short-form" as const),
      type: fc.constantFrom("full-form" as const, "acronym" as const),
    });
    const concepts = fc
      .array(fc.array(term, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })
      .map((all) => all.map((terms, i) => ({ id: String(i), terms })));
    fc.assert(
      fc.property(concepts, text(20), (some, written) => {
        const half = Math.floor(some.length / 2);
        const glossaries = [
          { id: "a", concepts: some.slice(0, half) },
          { id: "b", concepts: some.slice(half) },
        ];
        expect(Terminology.of(glossaries).recognize(written, lang)).toEqual(scanTerms(glossaries, written, lang));
      }),
      { numRuns: 1_500 },
    );
  });
});

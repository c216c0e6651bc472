import { describe, expect, test } from "@jest/globals";
import { inflectionBase } from "../../src/glossary/inflection.js";
import { foldAccents } from "../../src/text/folding.js";

/** Words of one base, line by line. */
const SAME = {
  fr: [
    "travail travaux",
    "bail baux",
    "général générale générales généraux",
    "national nationale nationaux nationales",
    "naval navals navale",
    "réseau réseaux",
    "européen européenne européens européennes",
    "délégué déléguée délégués déléguées",
    "étranger étrangère étrangers étrangères",
    "premier première premières",
    "religieux religieuse religieuses",
    "directeur directrice directeurs directrices",
    "supérieur supérieure supérieurs",
    "actif active actives",
    "officiel officielle officielles",
    "français française françaises",
    "nouveau nouvelle nouvel nouveaux",
    "public publique publiques",
    "turc turque turcs",
    "haut haute hauts hautes",
    "uni unie unis unies",
    "pays",
    "état états",
    "armé armée armés armées",
    "complet complète complets",
  ],
  en: [
    "country countries",
    "ally allies",
    "child children",
    "chairman chairmen",
    "organisation organization organisations organizations",
    "defence defense defences",
    "labour labor",
    "centre center centres",
    "programme program programmes",
    "crisis crises",
    "agency agencies",
    "lesson lessons",
    "learned learnt",
    "day days",
    "process processes",
    "dialogue dialog",
    "travelled traveled",
    "neighbourhood neighborhood",
  ],
};

const DIFFERENT = {
  fr: [
    "fond fonds",
    "pays paie",
    "arme armée",
    "marche marché",
    "politique politicien",
    "opération opérationnel",
    "cote côté",
  ],
  en: [
    "politics political",
    "plan planning",
    "operation operational",
    "four for",
    "source sorce",
    "news new",
    "general generic",
    "european europe",
  ],
};

describe.each(["fr", "en"] as const)("inflection in %s", (lang) => {
  const bases = (line: string, fold: (word: string) => string): string[] =>
    line.split(" ").map((word) => inflectionBase(fold(word), lang));

  test.each(SAME[lang])("gives one base to %s", (line) => {
    expect(new Set(bases(line, (word) => word)).size).toBe(1);
  });

  test.each(SAME[lang])("gives one base to %s without their accents", (line) => {
    expect(new Set(bases(line, foldAccents)).size).toBe(1);
  });

  test.each(DIFFERENT[lang])("gives two bases to %s", (line) => {
    expect(new Set(bases(line, (word) => word)).size).toBe(2);
  });
});

test("a language without rules keeps its words", () => {
  expect(inflectionBase("häuser", undefined)).toBe("häuser");
});

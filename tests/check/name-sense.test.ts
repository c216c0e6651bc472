import { readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { checkDocument } from "../../src/check/checker.js";
import type { Concept } from "../../src/concept.js";
import { Terminology } from "../../src/glossary/terminology.js";
import type { LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";

/** The glossary that is shipped: these rules are about names that lie within each other and are each other's. */
const official = JSON.parse(readFileSync(new URL("../../glossary/official.json", import.meta.url), "utf8")) as {
  concepts: Concept[];
};
const terminology = Terminology.of([{ id: "official", concepts: official.concepts }]);

type Row = readonly [direction: "fr>en" | "en>fr", source: string, target: string];

/** What the checks of terms report of a pair, as `category concept: source -> target`. */
function found([direction, source, target]: Row): string[] {
  const [sourceLang, targetLang] = direction.split(">") as [LanguageTag, LanguageTag];
  return checkDocument({
    sourceLang,
    targetLang,
    segments: [{ source: plainSegment(source), target: plainSegment(target) }],
    terminology,
    checks: ["term-missing", "term-forbidden", "acronym-wrong"],
    messages: "en",
  }).map((one) => `${one.category} ${one.concept}: ${one.source?.text} -> ${one.target?.text ?? "?"}`);
}

describe("a name may be written with an acronym that the glossary spells out", () => {
  test.each<Row>([
    ["en>fr", "the UN Children’s Fund", "le Fonds des Nations Unies pour l’enfance"],
    ["en>fr", "the UN Children’s Fund", "l’Unicef"],
    [
      "fr>en",
      "la Convention-cadre des Nations Unies sur les changements climatiques",
      "the UN Framework Convention on Climate Change",
    ],
    ["fr>en", "le Programme de l’ONU pour le développement", "the United Nations Development Programme"],
    ["en>fr", "the UN Charter", "la Charte de l’Organisation des Nations Unies"],
    [
      "en>fr",
      "the UN Office for the Coordination of Humanitarian Affairs",
      "le Bureau de la coordination des affaires humanitaires",
    ],
  ])("%s: %s / %s", (...row) => {
    expect(found(row)).toEqual([]);
  });

  test("and is asked for as a whole", () => {
    expect(
      found(["en>fr", "the UN Framework Convention on Climate Change", "le cadre de l’action climatique"]),
    ).toEqual(["term-missing U046: UN Framework Convention on Climate Change -> cadre de l’action climatique"]);
  });
});

describe("a name is not asked for", () => {
  test.each<Row>([
    // without its capitals
    ["fr>en", "Le comité militaire du club s’est réuni.", "The club’s military board met."],
    ["fr>en", "L’assemblée générale annuelle a élu Mme Roy.", "The annual meeting elected Ms Roy."],
    // beside what is its own
    ["en>fr", "EU Member States agreed.", "Les États membres sont d’accord."],
    ["fr>en", "les États membres de l’UE", "the Member States"],
    ["en>fr", "NATO’s North Atlantic Council met.", "Le Conseil de l’Atlantique Nord s’est réuni."],
    // of another organisation
    ["en>fr", "The UN Deputy Secretary-General spoke.", "La Vice-Secrétaire générale de l’ONU a parlé."],
    ["fr>en", "La vice-secrétaire générale de l’ONU a parlé.", "The UN Deputy Secretary-General spoke."],
    [
      "fr>en",
      "le président du Comité militaire de l’Union européenne",
      "the Chairman of the European Union Military Committee",
    ],
    // in a name that is kept
    ["en>fr", "the Royal Air Force", "la Royal Air Force"],
    // what a program looks for
    ["en>fr", "[SHAPE] Draw a circle", "[SHAPE] Dessiner un cercle"],
  ])("%s: %s / %s", (...row) => {
    expect(found(row)).toEqual([]);
  });

  test.each<readonly [...Row, string]>([
    ["fr>en", "Le Comité militaire s’est réuni.", "The Army Board met.", "term-missing N008: Comité militaire -> ?"],
    ["fr>en", "le comité militaire", "the army board", "term-missing N008: comité militaire -> army board"],
    ["en>fr", "EU Member States agreed.", "Les pays sont d’accord.", "term-missing E001: EU -> ?"],
    ["en>fr", "The EU and Member States agreed.", "Les États membres sont d’accord.", "term-missing E001: EU -> ?"],
    [
      "fr>en",
      "Le Comité militaire de l’OTAN s’est réuni.",
      "The NATO Army Board met.",
      "term-missing N008: Comité militaire de l’OTAN -> ?",
    ],
    ["fr>en", "le CAP de l’OTAN", "NATO’s plan", "term-missing N027: CAP -> ?"],
  ])("but it is in %s: %s / %s", (...[direction, source, target, finding]) => {
    expect(found([direction, source, target])).toContain(finding);
  });
});

describe("words of a term in another way", () => {
  test.each<readonly [...Row, string]>([
    ["fr>en", "la société civile", "civilian society", "term-missing X017: société civile -> civilian society"],
    [
      "fr>en",
      "La société civile est consultée.",
      "The société civile is consulted.",
      "term-missing X017: société civile -> société civile",
    ],
    [
      "en>fr",
      "the Strategic Compass",
      "la boussole de stratégie",
      "term-missing E019: Strategic Compass -> boussole de stratégie",
    ],
    ["fr>en", "l’aide humanitaire", "humanity aid", "term-missing X054: aide humanitaire -> humanity aid"],
  ])("are another term in %s: %s / %s", (...[direction, source, target, finding]) => {
    expect(found([direction, source, target])).toEqual([finding]);
  });

  test.each<Row>([
    ["en>fr", "collective defence", "défendre collectivement le territoire"],
    ["fr>en", "la gestion des crises", "the management of crises"],
    ["fr>en", "un haut responsable de l’OTAN", "a senior NATO official"],
    ["fr>en", "de hauts responsables militaires", "senior military officials"],
  ])("are the term in %s: %s / %s", (...row) => {
    expect(found(row)).toEqual([]);
  });
});

describe("another word within a name", () => {
  test.each<readonly [...Row, string]>([
    [
      "fr>en",
      "La Force pour le Kosovo compte 4 500 soldats.",
      "The Kosovo Stabilisation Force has 4,500 soldiers.",
      "term-missing N062: Force pour le Kosovo -> ?",
    ],
  ])("makes another name of it in %s: %s / %s", (...[direction, source, target, finding]) => {
    expect(found([direction, source, target])).toEqual([finding]);
  });

  test.each<Row>([
    ["fr>en", "le secrétaire général de l’OTAN par intérim", "the NATO Acting Secretary General"],
    ["fr>en", "le ministre de la Défense", "the Minister of National Defence"],
    ["fr>en", "LA FORCE POUR LE KOSOVO", "THE KOSOVO PEACE FORCE"],
  ])("does not in %s: %s / %s", (...row) => {
    expect(found(row)).toEqual([]);
  });
});

describe("a right acronym does not hide a wrong name", () => {
  test.each<readonly [...Row, string]>([
    [
      "en>fr",
      "The Organisation for Economic Co-operation and Development (OECD) met.",
      "L’Organisation de coopération économique (OCDE) s’est réunie.",
      "term-missing X002: Organisation for Economic Co-operation and Development -> Organisation de coopération économique",
    ],
    [
      "en>fr",
      "The OECD (Organisation for Economic Co-operation and Development) met.",
      "L’OCDE (Organisation de coopération économique) s’est réunie.",
      "term-missing X002: Organisation for Economic Co-operation and Development -> Organisation de coopération économique",
    ],
    [
      "fr>en",
      "Ils ont évoqué la mission d’assistance militaire de l’Union européenne (EUMAM Ukraine).",
      "They discussed the EU Training Mission (EUMAM Ukraine).",
      "term-missing E017: mission d’assistance militaire de l’Union européenne -> EU Training Mission",
    ],
  ])("%s: %s / %s", (...[direction, source, target, finding]) => {
    expect(found([direction, source, target])).toEqual([finding]);
  });
});

describe("few letters", () => {
  test("mean a body where another body’s stand in their place", () => {
    expect(found(["en>fr", "ICC prosecutors", "les procureurs de la CIJ"])).toEqual(["acronym-wrong U018: ICC -> CIJ"]);
  });

  test("mean a body where it does what bodies do", () => {
    expect(found(["en>fr", "WHO recommends rest.", "Qui recommande le repos."])).toEqual([
      "term-missing U008: WHO -> ?",
    ]);
  });

  test("are wrong beside a short form that renders the source’s own", () => {
    const row: Row = ["en>fr", "The Court (CJEU) and the ECHR differ.", "La Cour (CJUE) et la CEHD divergent."];
    expect(found(row)).toEqual(["acronym-wrong E024: ECHR -> CEHD"]);
  });

  test("may have the initial of a word beside them added", () => {
    expect(found(["fr>en", "la résolution 1325 du Conseil de sécurité", "UNSCR 1325"])).toEqual([]);
    expect(found(["fr>en", "le vote du Conseil de sécurité", "the UNSCX vote"])).toHaveLength(1);
  });
});

describe("the place of a wrong name", () => {
  test.each<readonly [...Row, string]>([
    [
      "en>fr",
      "The World Health Organization spoke.",
      "L’Organisation de la santé mondiale a parlé.",
      "Organisation de la santé mondiale",
    ],
    [
      "fr>en",
      "Le Fonds OTAN pour l’innovation investit.",
      "The NATO Fund for Innovation is investing.",
      "NATO Fund for Innovation",
    ],
  ])("takes in its head and its acronym: %s: %s / %s", (...[direction, source, target, place]) => {
    expect(found([direction, source, target])[0]).toMatch(new RegExp(`-> ${place}$`));
  });
});

describe("an office", () => {
  test.each<Row>([
    ["en>fr", "the UN High Commissioner for Refugees", "le Haut-Commissaire des Nations Unies pour les réfugiés"],
    [
      "en>fr",
      "the UN High Commissioner for Human Rights",
      "la Haute-Commissaire des Nations Unies aux droits de l’homme",
    ],
  ])("may be named by its holder in %s: %s / %s", (...row) => {
    expect(found(row)).toEqual([]);
  });

  test("has its own field all the same", () => {
    const row: Row = ["en>fr", "the UN High Commissioner for Refugees", "le Haut-Commissaire aux minorités nationales"];
    expect(found(row)).toHaveLength(1);
  });
});

describe("an acronym that two concepts share", () => {
  test.each<readonly [...Row, string]>([
    [
      "en>fr",
      "the European Defence Fund (EDF)",
      "le Fonds européen de la défense (EDF)",
      "acronym-wrong E020: EDF -> EDF",
    ],
    [
      "fr>en",
      "le Fonds européen de développement (FED)",
      "the European Development Fund (FED)",
      "acronym-wrong E021: FED -> FED",
    ],
  ])("asks for the one whose name stands beside it in %s: %s / %s", (...[direction, source, target, finding]) => {
    expect(found([direction, source, target])).toEqual([finding]);
  });

  test.each<Row>([
    ["en>fr", "the European Defence Fund (EDF)", "le Fonds européen de la défense (FED)"],
    ["en>fr", "The EDF and the European Development Fund", "le FED et le Fonds européen de développement"],
  ])("is right in %s: %s / %s", (...row) => {
    expect(found(row)).toEqual([]);
  });

  test("or is a word of the other language is told in brackets", () => {
    const row: Row = ["en>fr", "the United Nations (UN)", "l’Organisation des Nations Unies (UN)"];
    expect(found(row)).toEqual(["acronym-wrong U001: UN -> UN"]);
  });
});

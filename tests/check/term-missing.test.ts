import { describe, expect, test } from "@jest/globals";
import { checkDocument } from "../../src/check/checker.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { plainSegment } from "../../src/segment.js";
import { CONCEPTS, en, fr } from "../glossary/concepts.js";
import { termFindings, type TermCase } from "./term-cases.js";

const CLEAN: readonly TermCase[] = [
  ["the approved name satisfies", "fr>en", "Le Conseil européen a tranché.", "The European Council decided."],
  ["an admitted name satisfies", "fr>en", "le secrétaire général adjoint", "the Under-Secretary-General"],
  [
    "an acronym satisfies a name, a name an acronym",
    "fr>en",
    "L’OMS et l’Organisation mondiale de la santé",
    "The World Health Organization and WHO",
  ],
  ["an accept-only form satisfies", "fr>en", "Les forces armées avancent.", "The military is advancing."],
  ["an accept-only form asks for nothing", "en>fr", "The military is advancing.", "L’armée avance."],
  ["a short form asks for nothing", "fr>en", "Le Conseil a adopté des conclusions.", "Conclusions were adopted."],
  [
    "a short form satisfies after a full mention",
    "fr>en",
    "La Cour pénale internationale, la Cour pénale internationale",
    "The International Criminal Court, the Court",
  ],
  [
    "a short form satisfies where the source has it too",
    "fr>en",
    "La CPI a statué. La Cour a clos.",
    "The Court ruled. It closed.",
  ],
  ["either concept of a shared acronym satisfies", "en>fr", "The CAP is large.", "La PAC est importante."],
  [
    "the other concept of a shared acronym satisfies",
    "en>fr",
    "The CAP is large.",
    "L’ensemble complet de mesures d’assistance est important.",
  ],
  ["case and spelling are no fault", "fr>en", "L’ÉTAT DE DROIT", "THE RULE OF LAW"],
  ["a name of one word in lower case is no fault", "fr>en", "L’Alliance", "the alliance"],
  ["French may write an acronym as a name", "en>fr", "UNESCO agreed.", "L’Unesco a accepté."],
  ["an acronym in a target in capitals counts", "fr>en", "L’OTAN et l’UE", "NATO AND EU"],
  [
    "a later mention may be a pronoun",
    "fr>en",
    "Le Conseil européen dit que le Conseil européen agira.",
    "The European Council says it will act.",
  ],
  [
    "a later mention may be gone beside a name that the source has",
    "fr>en",
    "Le Conseil européen et le Conseil de l’Europe saluent le Conseil européen.",
    "The European Council and the Council of Europe salute each other.",
  ],
  ["a conjunct may stand between the words", "fr>en", "les forces terrestres et navales", "land and naval forces"],
  [
    "a conjunct may stand between the words, in French",
    "en>fr",
    "the land forces and the naval forces",
    "les forces terrestres et navales",
  ],
  [
    "two ministers may share their noun",
    "en>fr",
    "the Foreign Minister and the Defence Minister",
    "les ministres des Affaires étrangères et de la Défense",
  ],
  [
    "ministers may share their noun in English",
    "fr>en",
    "le ministre des Affaires étrangères et le ministre de la Défense",
    "the Foreign and Defence Ministers",
  ],
  ["a term may be inverted", "fr>en", "la gestion de crise", "the management of crises"],
  ["a term may be another part of speech", "fr>en", "la souveraineté du pays", "a sovereign country"],
  [
    "a name may lie in a longer one whose words the source has",
    "fr>en",
    "L’UE et son Comité militaire",
    "The EU Military Committee",
  ],
  ["an acronym in lower case is a word", "fr>en", "Cap sur la paix; un cap", "Heading for peace; a cape"],
  ["an acronym in a text in capitals may be a word", "fr>en", "LE CAP EST MAINTENU", "COURSE MAINTAINED"],
  [
    "an acronym spelt out as something else is something else",
    "en>fr",
    "an International Color Consortium (ICC) profile",
    "un profil de l’International Color Consortium (ICC)",
  ],
  [
    "an acronym that stays without an article is something else",
    "en>fr",
    "Save the ICC profile",
    "Enregistrer le profil ICC",
  ],
  [
    "a short acronym that is gone without an article is something else",
    "fr>en",
    "fonction de CAP manuel",
    "manual focus",
  ],
  ["a code is no acronym", "en>fr", "format PDF/WHO, type WHO-25 and en-US", "format PDF/X, type W et anglais"],
  ["an empty target is another check's finding", "fr>en", "Le Conseil européen", " "],
  ["a target that is the source is another check's finding", "fr>en", "Le Conseil européen", "Le Conseil européen"],
  ["addresses ask for nothing", "en>fr", "See www.nato.int/NATO or nato@nato.int.", "Voir le site."],
  ["an address or code in the target may hold the name", "fr>en", "Alliance", "?state_of:Alliance"],
  ["repetition is no fault", "fr>en", "l’OTAN, l’OTAN, l’OTAN", "NATO, NATO, NATO"],
];

const FAULTY: readonly TermCase[] = [
  [
    "a wrong name is missing the right one",
    "fr>en",
    "Le Comité militaire a délibéré.",
    "The Army Board deliberated.",
    "missing mc: Comité militaire -> ?",
  ],
  [
    "another body's name stands in its place",
    "fr>en",
    "Le Conseil européen a voté.",
    "The Council of Europe voted.",
    "missing council: Conseil européen -> Council of Europe",
  ],
  [
    "another office stands in its place",
    "en>fr",
    "the Deputy Secretary General",
    "du secrétaire général adjoint",
    "missing dsg: Deputy Secretary General -> secrétaire général adjoint",
  ],
  [
    "the longest name is asked for",
    "fr>en",
    "le Conseil de l’Atlantique Nord",
    "the Treaty Council",
    "missing nac: Conseil de l’Atlantique Nord -> Treaty Council",
  ],
  [
    "what lies in another name does not satisfy",
    "fr>en",
    "Le Traité de l’Atlantique Nord compte.",
    "The North Atlantic Treaty Organization counts.",
    "missing treaty: Traité de l’Atlantique Nord -> North Atlantic Treaty Organization",
  ],
  [
    "a second mention that is another body's is missing",
    "fr>en",
    "Le Conseil européen a tranché. Le Conseil européen agira.",
    "The European Council decided. The Council of Europe will act.",
    "missing council: Conseil européen -> Council of Europe",
  ],
  [
    "one of two committees does not satisfy both",
    "fr>en",
    "Le Comité militaire de l’UE et le Comité militaire de l’OTAN",
    "The European Union Committee and the NATO Military Committee",
    "missing eumc: Comité militaire de l’UE -> ?",
  ],
  [
    "words beside a conjunction are no conjuncts",
    "fr>en",
    "Le Conseil européen a vu le Conseil de l’Europe.",
    "The European Council and Europe’s parliament met.",
    "missing coe: Conseil de l’Europe -> ?",
  ],
  [
    "the acronym in brackets does not hide the name before it",
    "fr>en",
    "le Comité politique et de sécurité (COPS)",
    "the Policy and Safety Committee (PSC)",
    "missing psc: Comité politique et de sécurité -> Policy and Safety Committee",
  ],
  [
    "a short form without a full mention does not satisfy",
    "fr>en",
    "La Cour pénale internationale a statué.",
    "The Court ruled.",
    "missing icc: Cour pénale internationale -> ?",
  ],
  [
    "a term left in the source language is missing",
    "en>fr",
    "The Military Committee met.",
    "Le Military Committee s’est réuni.",
    "missing mc: Military Committee -> Military Committee",
  ],
  [
    "an acronym left with an article is wrong",
    "fr>en",
    "Le COPS a été informé.",
    "The COPS was informed.",
    "acronym-wrong psc: COPS -> COPS",
  ],
  [
    "an acronym in lower case does not satisfy",
    "fr>en",
    "Le CAP finance cela.",
    "The cap finances it.",
    "acronym-wrong cap: CAP -> cap",
  ],
  [
    "an acronym without an article is certain in its field",
    "en>fr",
    "The United Nations and ICC judges",
    "Les Nations Unies et des juges",
    "missing icc: ICC -> ?",
  ],
  [
    "a heading is rendered by the whole target",
    "fr>en",
    "CONSEIL DE L’ATLANTIQUE NORD",
    "ASSEMBLY OF THE NORTH",
    "missing nac: CONSEIL DE L’ATLANTIQUE NORD -> ASSEMBLY OF THE NORTH",
  ],
  [
    "NFD text has its spans in NFD",
    "fr>en",
    "Un Comité militaire a délibéré.".normalize("NFD"),
    "Another Army Board deliberated.",
    `missing mc: ${"Comité militaire".normalize("NFD")} -> ?`,
  ],
];

describe("term-missing", () => {
  test.each(CLEAN)("%s", (_name, direction, source, target) => {
    expect(termFindings(direction, [[source, target]])).toEqual([]);
  });

  test.each(FAULTY)("%s", (_name, direction, source, target, ...expected) => {
    expect(termFindings(direction, [[source, target]])).toEqual(expected);
  });

  test("a short form satisfies after a full mention in an earlier segment", () => {
    const document = [
      ["La Cour pénale internationale siège.", "The International Criminal Court sits."],
      ["La Cour pénale internationale a statué.", "The Court ruled."],
    ] as const;
    expect(termFindings("fr>en", document)).toEqual([]);
    expect(termFindings("fr>en", [...document].reverse())).toEqual(["missing icc: Cour pénale internationale -> ?"]);
  });

  test("an acronym is certain where the document names it in full", () => {
    const segment = ["Rapport CPI", "Report"] as const;
    expect(termFindings("fr>en", [segment])).toEqual([]);
    expect(
      termFindings("fr>en", [["La Cour pénale internationale", "The International Criminal Court"], segment]),
    ).toEqual(["missing icc: CPI -> ?"]);
  });

  test("suggests the name for a name, the acronym for an acronym, and each concept's for a shared one", () => {
    const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);
    const suggestions = (
      source: string,
      target: string,
      from: typeof fr,
      to: typeof fr,
    ): readonly (readonly string[])[] =>
      checkDocument({
        sourceLang: from,
        targetLang: to,
        segments: [{ source: plainSegment(source), target: plainSegment(target) }],
        terminology,
        messages: "en",
      }).map((one) => one.suggestions);
    expect(suggestions("L’OMS agit.", "They act.", fr, en)).toEqual([["WHO"]]);
    expect(suggestions("L’Organisation mondiale de la santé agit.", "They act.", fr, en)).toEqual([
      ["World Health Organization"],
    ]);
    expect(suggestions("The CAP is large.", "Cela est important.", en, fr)).toEqual([["CAP", "PAC"]]);
    expect(suggestions("Le Conseil européen agit.", "They act.", fr, en)).toEqual([["European Council"]]);
  });
});

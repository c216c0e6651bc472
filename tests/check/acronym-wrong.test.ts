import { describe, expect, test } from "@jest/globals";
import { checkDocument } from "../../src/check/checker.js";
import type { Finding } from "../../src/finding.js";
import { Terminology } from "../../src/glossary/terminology.js";
import type { LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";
import { concept, CONCEPTS } from "../glossary/concepts.js";
import { termFindings, type TermCase } from "./term-cases.js";

const CLEAN: readonly TermCase[] = [
  ["the same acronym in both languages", "fr>en", "L’UNESCO et le CAP", "UNESCO and the CAP"],
  ["the other language's acronym beside the right one", "en>fr", "The WHO agreed.", "L’OMS (WHO) est d’accord."],
  ["its name for its acronym", "fr>en", "Le COPS a conclu.", "The Political and Security Committee concluded."],
  ["an acronym that is spoken about", "fr>en", "L’OMS et l’OMS", "The WHO, and the French acronym OMS"],
  ["a publication cited by its acronym", "en>fr", "WHO data (WHO, 2020)", "Données de l’OMS (WHO, 2020)"],
  [
    "an acronym in a name that is kept whole",
    "en>fr",
    "The UN and UN Women agreed.",
    "L’ONU et UN Women sont d’accord.",
  ],
  ["an acronym in a target in capitals", "en>fr", "The UN and the UN agree", "L’ONU EST D’ACCORD AVEC UN AMI"],
  ["the article un", "en>fr", "The UN and the UN chief", "L’ONU et un chef de l’organisation"],
  ["an acronym of four letters written as a name", "fr>en", "L’OTAN a statué.", "Nato has decided."],
  ["a pronoun for a later mention", "fr>en", "L’OMS agit. L’OMS alerte.", "WHO acts. It warns."],
  [
    "an acronym that the target spells out as something else",
    "fr>en",
    "Cartographie simultanée (CPI : Color Profile Index)",
    "Color Profile Index (CPI)",
  ],
  ["an address", "en>fr", "WHO: see www.who.int/WHO", "OMS : voir www.who.int/WHO"],
];

const FAULTY: readonly TermCase[] = [
  [
    "the source's acronym left alone",
    "fr>en",
    "Le COPS a été informé.",
    "The COPS was informed.",
    "acronym-wrong psc: COPS -> COPS",
  ],
  [
    "left beside the right name",
    "en>fr",
    "The common security and defence policy (CSDP)",
    "La politique de sécurité et de défense commune (CSDP)",
    "acronym-wrong csdp: CSDP -> CSDP",
  ],
  [
    "left at the second mention",
    "en>fr",
    "The UN was founded in 1945; the UN’s headquarters is there.",
    "L’ONU a été fondée en 1945 ; le siège de l’UN est là.",
    "acronym-wrong un: UN -> UN",
  ],
  [
    "left at both mentions",
    "fr>en",
    "L’OMS agit et l’OMS alerte.",
    "The OMS acts and the OMS warns.",
    "acronym-wrong who: OMS -> OMS",
    "acronym-wrong who: OMS -> OMS",
  ],
  [
    "left for a name",
    "en>fr",
    "The European Union agreed.",
    "La EU est d’accord.",
    "acronym-wrong eu: European Union -> EU",
  ],
  ["left behind an indefinite article", "fr>en", "Il faut une CPI.", "We need a CPI.", "acronym-wrong icc: CPI -> CPI"],
  ["in lower case", "fr>en", "Le CAP finance cela.", "The cap funds this.", "acronym-wrong cap: CAP -> cap"],
  [
    "another body's",
    "fr>en",
    "L’OMS a publié un rapport.",
    "The ILO published a report.",
    "acronym-wrong who: OMS -> ILO",
  ],
  [
    "another body's behind the right name",
    "fr>en",
    "l’Organisation mondiale de la santé (OMS)",
    "the World Health Organization (ILO)",
    "acronym-wrong who: OMS -> ILO",
  ],
  ["misspelt", "fr>en", "La PSDC a été renforcée.", "The CSPD was strengthened.", "acronym-wrong csdp: PSDC -> CSPD"],
  [
    "misspelt behind the right name",
    "fr>en",
    "la politique de sécurité et de défense commune (PSDC)",
    "the common security and defence policy (CDSP)",
    "acronym-wrong csdp: PSDC -> CDSP",
  ],
  [
    "not one that is superseded, which is forbidden",
    "fr>en",
    "La PSDC a été renforcée.",
    "The ESDP was strengthened.",
    "forbidden csdp: PSDC -> ESDP",
  ],
  [
    "not where nothing like one stands there",
    "fr>en",
    "Les pays de l’OMS ont été invités.",
    "The countries were invited.",
    "missing who: OMS -> ?",
  ],
];

describe("acronym-wrong", () => {
  test.each(CLEAN)("is silent about %s", (_name, direction, source, target) => {
    expect(termFindings(direction, [[source, target]])).toEqual([]);
  });

  test.each(FAULTY)("tells one %s", (_name, direction, source, target, ...expected) => {
    expect(termFindings(direction, [[source, target]])).toEqual(expected);
  });

  test("suggests the acronym of the target's language for a name too, and the name where there is none", () => {
    const chief = concept("chod", "chef d’état-major de la défense", "Chief of Defence|CHOD");
    const terminology = Terminology.of([{ id: "test", concepts: [...CONCEPTS, chief] }]);
    const check = (source: string, target: string): Finding[] =>
      checkDocument({
        sourceLang: "en" as LanguageTag,
        targetLang: "fr" as LanguageTag,
        segments: [{ source: plainSegment(source), target: plainSegment(target) }],
        terminology,
        messages: "fr",
      });
    expect(check("The European Union agreed.", "La EU est d’accord.")[0]?.suggestions).toEqual(["UE"]);
    const [finding] = check("The CHOD agreed.", "Le CHOD est d’accord.");
    expect(finding).toMatchObject({ category: "acronym-wrong", severity: "major", mqm: "Terminology / Wrong term" });
    expect(finding?.suggestions).toEqual(["chef d’état-major de la défense"]);
    expect(finding?.message).toContain("sigle de la langue source");
  });

  test("names the mention that a place renders, by their order", () => {
    const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);
    const source = plainSegment("The UN was founded; the UN’s seat is there.");
    const target = plainSegment("L’ONU a été fondée ; le siège de l’UN est là.");
    const [finding] = checkDocument({
      sourceLang: "en" as LanguageTag,
      targetLang: "fr" as LanguageTag,
      segments: [{ source, target }],
      terminology,
      messages: "en",
    });
    expect(finding?.source?.start).toBe(source.text.lastIndexOf("UN"));
    expect(finding?.target?.start).toBe(target.text.lastIndexOf("UN"));
  });
});

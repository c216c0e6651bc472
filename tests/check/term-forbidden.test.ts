import { describe, expect, test } from "@jest/globals";
import { checkDocument } from "../../src/check/checker.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { plainSegment } from "../../src/segment.js";
import { CONCEPTS, en, fr } from "../glossary/concepts.js";
import { termFindings, type TermCase } from "./term-cases.js";

const ROWS: readonly TermCase[] = [
  [
    "a forbidden name is one finding, not two",
    "fr>en",
    "Le Conseil de sécurité a voté.",
    "The Council of Security voted.",
    "forbidden sc: Conseil de sécurité -> Council of Security",
  ],
  [
    "a no-break space does not hide it",
    "fr>en",
    "Le Conseil de\u00A0sécurité a voté.",
    "The Council of\u00A0Security voted.",
    "forbidden sc: Conseil de\u00A0sécurité -> Council of\u00A0Security",
  ],
  [
    "a superseded acronym is found",
    "fr>en",
    "La PSDC a été renforcée.",
    "The ESDP was strengthened.",
    "forbidden csdp: PSDC -> ESDP",
  ],
  [
    "politics is not political",
    "fr>en",
    "le Comité politique et de sécurité de l’Union",
    "the Union’s Politics and Security Committee",
    "forbidden psc: Comité politique et de sécurité -> Politics and Security Committee",
  ],
  ["it counts in the target only", "en>fr", "Kiev fell silent.", "Kiev s’est tue."],
  [
    "it does not count where the source lacks its concept",
    "fr>en",
    "Le dindon et la loi du pays",
    "Turkey and the state of law",
  ],
  ["it is right where the source has the old name", "fr>en", "La PESD était alors jeune.", "The ESDP was young then."],
  [
    "it does not count inside a longer approved form",
    "en>fr",
    "the NATO Support and Procurement Agency",
    "l’Agence OTAN de soutien et d’acquisition",
  ],
  [
    "it does count where the longer form breaks off",
    "en>fr",
    "the NATO Support and Procurement Agency",
    "l’Agence OTAN de soutien",
    "forbidden nspa: NATO Support and Procurement Agency -> Agence OTAN de soutien",
  ],
  [
    "an accept-only form beside it does not excuse it",
    "fr>en",
    "Le ministre turc a quitté la Türkiye.",
    "The Turkish minister left Turkey.",
    "forbidden turkiye: Türkiye -> Turkey",
  ],
  [
    "the approved name beside it excuses it",
    "fr>en",
    "La Türkiye a un nouveau nom.",
    "Türkiye (once Turkey) has a new name.",
  ],
  [
    "each place is found",
    "fr>en",
    "Kyïv, puis encore Kyïv",
    "Kiev, then Kiev again",
    "forbidden kyiv: Kyïv -> Kiev",
    "forbidden kyiv: Kyïv -> Kiev",
  ],
  [
    "it is found beside a conjunct",
    "fr>en",
    "les forces terrestres et navales",
    "terrestrial and naval forces",
    "forbidden land: forces terrestres -> terrestrial and naval forces",
  ],
  [
    "the second mention is the forbidden one",
    "fr>en",
    "À Kyïv, oui, à Kyïv",
    "In Kyiv, yes, in Kiev",
    "forbidden kyiv: Kyïv -> Kiev",
  ],
];

describe("term-forbidden", () => {
  test.each(ROWS)("%s", (_name, direction, source, target, ...expected) => {
    expect(termFindings(direction, [[source, target]])).toEqual(expected);
  });

  test("points to the mention that the forbidden form renders, and says what to use", () => {
    const [finding] = checkDocument({
      sourceLang: fr,
      targetLang: en,
      segments: [{ source: plainSegment("À Kyïv, oui, à Kyïv"), target: plainSegment("In Kyiv, yes, in Kiev") }],
      terminology: Terminology.of([{ id: "test", concepts: CONCEPTS }]),
      messages: "fr",
    });
    expect(finding).toMatchObject({
      source: { start: 15, end: 19 },
      target: { start: 17, end: 21 },
      suggestions: ["Kyiv"],
      message: "«\u00A0Kiev\u00A0» pour «\u00A0Kyïv\u00A0» est à proscrire\u202F; employer «\u00A0Kyiv\u00A0».",
    });
  });
});

import { describe, expect, test } from "@jest/globals";
import { checkDocument, type CheckInput } from "../../src/check/checker.js";
import type { Concept } from "../../src/concept.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { plainSegment } from "../../src/segment.js";
import { concept, en, fr } from "../glossary/concepts.js";

const NAC: Concept = { ...concept("nac", "Conseil de l’Atlantique Nord", "North Atlantic Council"), subject: "NATO" };
const ATLANTIC: Concept = { ...concept("atlantic", "Atlantique", "Atlantic"), subject: "Geography" };
const LAW = concept("law", "état de droit", "rule of law");
const kept = (given: Concept, value = "true"): Concept => ({ ...given, properties: { doNotCheck: value } });

/** What is reported of one pair, as `category concept severity`. */
function reported(
  concepts: readonly Concept[],
  [source, target]: readonly [string, string],
  options: Partial<CheckInput> = {},
): string[] {
  const terminology = Terminology.of([{ id: "test", concepts }]);
  const segments = [{ source: plainSegment(source), target: plainSegment(target) }];
  const input = { sourceLang: fr, targetLang: en, segments, terminology, messages: "en" } as const;
  return checkDocument({ ...input, ...options }).map((one) => `${one.category} ${one.concept} ${one.severity}`);
}

const BOTH = ["Le Conseil de l’Atlantique Nord défend l’état de droit.", "The board defends good government."] as const;

describe("a reviewer’s controls", () => {
  test("leave out a concept that is not to be checked", () => {
    const all = ["term-missing nac major", "term-missing law major"];
    expect(reported([NAC, LAW], BOTH)).toEqual(all);
    expect(reported([NAC, kept(LAW)], BOTH)).toEqual(["term-missing nac major"]);
    expect(reported([NAC, kept(LAW, " TRUE ")], BOTH)).toEqual(["term-missing nac major"]);
    expect(reported([NAC, kept(LAW, "false")], BOTH)).toEqual(all);
  });

  test("leave what is nested in the name of such a concept hidden", () => {
    const pair = ["Le Conseil de l’Atlantique Nord siège.", "The board is in session."] as const;
    expect(reported([ATLANTIC], pair)).toEqual(["term-missing atlantic major"]);
    expect(reported([kept(NAC), ATLANTIC], pair)).toEqual([]);
  });

  test("are silent where one of two concepts that share a designation is not to be checked", () => {
    const one = concept("one", "PAM", "WFP");
    const two = concept("two", "PAM", "MAP");
    const pair = ["Le PAM agit au Sahel.", "The programme acts in the Sahel."] as const;
    expect(reported([one, two], pair)).toHaveLength(1);
    expect(reported([one, kept(two)], pair)).toEqual([]);
    expect(reported([kept(one), two], pair)).toEqual([]);
  });

  test("keep to the concepts of some subjects, and to what is about no concept", () => {
    const numbers = [`${BOTH[0]} 12`, `${BOTH[1]} 14`] as const;
    expect(reported([NAC, LAW], numbers, { subjects: ["nato"] })).toEqual([
      "term-missing nac major",
      "number-mismatch undefined critical",
    ]);
    expect(reported([NAC, LAW], BOTH, { subjects: ["law"] })).toEqual([]);
    expect(reported([NAC, LAW], BOTH, { subjects: [] })).toEqual([]);
  });

  test("hold for two glossaries that have a concept of one id each", () => {
    const other = { ...concept("nac", "brise-glace", "icebreaker"), subject: "Ships" };
    const terminology = Terminology.of([
      { id: "a", concepts: [NAC] },
      { id: "b", concepts: [other] },
    ]);
    const segments = [
      {
        source: plainSegment("Le Conseil de l’Atlantique Nord a un brise-glace."),
        target: plainSegment("The board has a boat."),
      },
    ];
    const input = { sourceLang: fr, targetLang: en, segments, terminology, messages: "en" } as const;
    const places = checkDocument({ ...input, subjects: ["Ships"] }).map(({ source }) => source?.text);
    expect(places).toEqual(["brise-glace"]);
  });

  test("change severities, and turn categories off", () => {
    const off = { "term-missing": "off" } as const;
    expect(reported([NAC], BOTH, { severities: { "term-missing": "critical" } })).toEqual([
      "term-missing nac critical",
    ]);
    expect(reported([NAC], BOTH, { severities: off })).toEqual([]);
    expect(reported([NAC], BOTH, { severities: off, checks: ["term-missing"] })).toEqual([]);
    expect(reported([NAC], BOTH, { severities: {} })).toEqual(["term-missing nac major"]);
  });
});

import { describe, expect, test } from "@jest/globals";
import { checkDocument, type CheckInput } from "../../src/check/checker.js";
import type { Finding } from "../../src/finding.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { plainSegment } from "../../src/segment.js";
import { CONCEPTS, en, fr } from "../glossary/concepts.js";

const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);

function check(pairs: readonly (readonly [string, string])[], options: Partial<CheckInput> = {}): Finding[] {
  const segments = pairs.map(([source, target]) => ({ source: plainSegment(source), target: plainSegment(target) }));
  return checkDocument({ sourceLang: fr, targetLang: en, segments, terminology, messages: "en", ...options });
}

const WRONG = ["Le Comité militaire a délibéré.", "The Army Board deliberated."] as const;
const RIGHT = ["Le Comité militaire a délibéré.", "The Military Committee deliberated."] as const;

describe("checking a document", () => {
  test("finds nothing in nothing, in empty texts and in a right translation", () => {
    expect(check([])).toEqual([]);
    expect(check([["", ""]])).toEqual([]);
    expect(check([RIGHT])).toEqual([]);
  });

  test("gives a finding its metric, severity, places and words", () => {
    expect(check([RIGHT, WRONG])).toEqual([
      {
        id: expect.stringMatching(/^[\da-f]{16}$/),
        category: "term-missing",
        mqm: "Terminology / Inconsistent with terminology resource",
        severity: "major",
        segment: 1,
        concept: "mc",
        message:
          "“Comité militaire” has no approved equivalent in the translation; the glossary has “Military Committee”.",
        source: { start: 3, end: 19, text: "Comité militaire" },
        suggestions: ["Military Committee"],
      },
    ]);
  });

  test("words its messages in the language asked for", () => {
    expect(check([WRONG], { messages: "fr" })[0]?.message).toContain("n’a pas d’équivalent agréé");
  });

  test("sorts by segment, then place", () => {
    const findings = check([
      [
        "12 pays et le Conseil européen, puis le Comité militaire",
        "14 countries and the Council of Europe, then the Army Board",
      ],
      WRONG,
    ]);
    expect(findings.map((one) => [one.segment, one.category, one.concept])).toEqual([
      [0, "number-mismatch", undefined],
      [0, "term-missing", "council"],
      [0, "term-missing", "mc"],
      [1, "term-missing", "mc"],
    ]);
  });

  test("runs the checks that are asked for, and none that do not exist yet", () => {
    const pair = ["12 comités militaires", "14 army boards"] as const;
    expect(check([pair], { checks: ["number-mismatch"] }).map((one) => one.category)).toEqual(["number-mismatch"]);
    expect(check([pair], { checks: ["typography"] })).toEqual([]);
    expect(check([pair], { checks: [] })).toEqual([]);
  });

  test("keeps a finding's id wherever the segment stands, and when spaces and apostrophes are tidied", () => {
    const [alone] = check([["L'avis du Comité militaire", "The Army Board's advice"]]);
    const [, moved] = check([WRONG, ["L’avis du Comité\u00A0militaire", "The Army Board’s advice"]]);
    expect(moved?.id).toBe(alone?.id);
    expect(alone?.id).not.toBe(check([WRONG])[0]?.id);
  });

  test("gives every finding of a segment an id of its own", () => {
    const many = "le Comité militaire, le Conseil européen et la souveraineté";
    const ids = check([[many, "nothing of the kind"]]).map((one) => one.id);
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(3);
  });

  test("works without glossaries and for languages without analyser", () => {
    const bare = Terminology.of([]);
    expect(check([WRONG], { terminology: bare })).toEqual([]);
    expect(check([["Der Rat", "The Council"]], { sourceLang: "de" as CheckInput["sourceLang"] })).toEqual([]);
  });

  test("bears hostile texts", () => {
    const texts = [
      "🙂",
      "OTAN".repeat(3_500),
      "(".repeat(14_000),
      "a,".repeat(7_000),
      "l’".repeat(5_000),
      "Comité ".repeat(2_000),
    ];
    for (const source of texts) for (const target of texts) expect(() => check([[source, target]])).not.toThrow();
  });
});

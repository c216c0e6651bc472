import { describe, expect, test } from "@jest/globals";
import { checkDocument, type CheckInput } from "../../src/check/checker.js";
import { CATEGORIES, type Finding, type FindingExplanation } from "../../src/finding.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { RULES } from "../../src/check/rules.js";
import { plainSegment } from "../../src/segment.js";
import { CONCEPTS, en, fr } from "../glossary/concepts.js";

const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);

function check(source: string, target: string, options: Partial<CheckInput> = {}): Finding[] {
  const segments = [{ source: plainSegment(source), target: plainSegment(target) }];
  const input = { sourceLang: fr, targetLang: en, segments, terminology, messages: "en", explain: true } as const;
  return checkDocument({ ...input, ...options });
}

/** The explanation of the first finding of a category. */
function why(category: string, source: string, target: string, options: Partial<CheckInput> = {}): FindingExplanation {
  const found = check(source, target, options).find((finding) => finding.category === category);
  if (found?.explanation === undefined) throw new Error(`nothing is explained of ${category}`);
  for (const { start, end, text } of found.explanation.nearMisses) expect(target.slice(start, end)).toBe(text);
  return found.explanation;
}

const misses = ({ nearMisses }: FindingExplanation): string[] => nearMisses.map(({ text, why }) => `${text}: ${why}`);

describe("an explanation", () => {
  test("is given only where it is asked for", () => {
    const pair = ["Le Comité militaire a délibéré.", "The Army Board deliberated."] as const;
    expect(check(...pair, { explain: false }).map(({ explanation }) => explanation)).toEqual([undefined]);
    expect(check(...pair).every(({ explanation }) => explanation !== undefined)).toBe(true);
  });

  test("of a missing term names the designation found, and every approved one that was looked for", () => {
    const told = why("term-missing", "Le Conseil de l’Atlantique Nord siège.", "The board is in session.");
    expect(told).toEqual({
      rule: "“Conseil de l’Atlantique Nord” designates nac (test); the translation must hold an approved designation of it.",
      designation: "Conseil de l’Atlantique Nord",
      lookedFor: ["North Atlantic Council", "NAC", "the Council"],
      nearMisses: [],
    });
  });

  test("tells another concept’s name, and whether the source has it too", () => {
    const told = why("term-missing", "Le Conseil européen siège.", "The Council of Europe is in session.");
    expect(misses(told)).toEqual([
      "Council of Europe: It names another concept (“Conseil de l’Europe”, coe), which the source does not name.",
    ]);
    const both = "Le Conseil européen et le Conseil de l’Europe siègent.";
    expect(misses(why("term-missing", both, "The Council of Europe is in session."))).toEqual([
      "Council of Europe: It names another concept (“Conseil de l’Europe”, coe), which the source names too.",
    ]);
  });

  test("tells the words of a designation that are there, and which are not", () => {
    const source = "Le Comité politique et de sécurité siège.";
    expect(misses(why("term-missing", source, "The Security Committee of envoys is in session."))).toEqual([
      "Security Committee: Of “Political and Security Committee” it lacks “Political”.",
    ]);
  });

  test("tells an acronym in another case", () => {
    const told = why("acronym-wrong", "Le COPS siège à Bruxelles.", "The psc is in session in Brussels.");
    expect(misses(told)).toEqual(["psc: An acronym counts only as listed: “PSC”."]);
  });

  test("tells a short form that came too early", () => {
    const told = why("term-missing", "Le Conseil de l’Atlantique Nord siège.", "The Council is in session.");
    expect(misses(told)).toEqual([
      "Council: A short form counts only after a full mention, or where the source has one too.",
    ]);
  });

  test("of a forbidden term names it, and what may stand in its place", () => {
    const told = why("term-forbidden", "La Turquie agit.", "Turkey acts.");
    expect(told).toMatchObject({ designation: "Turkey", lookedFor: ["Türkiye", "Turkish"] });
    expect(told.rule).toBe(
      "The designation “Turkey” of turkiye (test) is not to be used, and the source names the concept by a current one; the translation must hold an approved one.",
    );
  });

  test("of a number tells how each side was read, and by which language", () => {
    const told = why("number-mismatch", "Ils ont 75 000 soldats.", "They have 57,000 soldiers.");
    expect(told.lookedFor).toEqual(["75000"]);
    expect(told.rule).toContain("“75 000”: 75000 by the French reading.");
    expect(misses(told)).toEqual(["57,000: It reads 57000 by the English reading, 57 by the French reading."]);
  });

  test("of a number’s form tells that only the other language reads the value so", () => {
    const told = why("number-format", "Ils ont 75 000 soldats.", "They have 75.000 soldiers.");
    expect(told.lookedFor).toEqual(["75,000", "75000"]);
    expect(misses(told)).toEqual([
      "75.000: Only the other language’s form gives the value: 75 by the English reading, 75000 by the French reading.",
    ]);
  });

  test("is worded in French too", () => {
    const messages = "fr";
    const told = why("term-missing", "Le Conseil européen siège.", "The Council of Europe sits.", { messages });
    expect(told.rule).toContain("désigne council (test)\u202F; la traduction doit contenir une désignation agréée");
    expect(misses(told)[0]).toContain("nomme une autre notion («\u00A0Conseil de l’Europe\u00A0», coe)");
    const number = why("number-mismatch", "Ils sont 12.", "They are 14.", { messages });
    expect(misses(number)).toEqual(["14: Elle se lit 14 selon la lecture en anglais."]);
  });

  test("has a rule for every category, in both languages", () => {
    expect(Object.keys(RULES).sort()).toEqual([...CATEGORIES].sort());
    for (const { en: english, fr: french } of Object.values(RULES)) expect(english).not.toBe(french);
    const left = why("untranslated", "Il dort sur le toit de la maison.", "Il dort sur le roof.");
    expect(left.rule).toContain(RULES.untranslated.en);
    expect(why("untranslated", "Le chat dort.", "").rule).toContain("3 here");
  });

  test.each([
    ["Le Conseil européen siège. ".repeat(500), "The Council of Europe. ".repeat(500)],
    ["Le Conseil européen\u00A0: 12\u202F000 \u{1F600}", "\u{1F600} counc\u00ADil Europe\u0301an 13,000 \u{1F600}"],
    ["Conseil européen", "—"],
  ])("has its places in the target, whatever the text (%#)", (source, target) => {
    for (const { explanation } of check(source, target)) {
      for (const { start, end, text } of explanation?.nearMisses ?? []) expect(target.slice(start, end)).toBe(text);
      expect(explanation?.nearMisses.length).toBeLessThanOrEqual(10);
    }
  });
});

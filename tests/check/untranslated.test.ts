import { describe, expect, test } from "@jest/globals";
import { untranslated } from "../../src/check/untranslated.js";
import type { Segment } from "../../src/segment.js";
import { faultsOf, placesOf, type Direction } from "./checked-pair.js";
import { found, labelledCases } from "./labelled-cases.js";

const CASES = labelledCases(new URL("untranslated.cases.jsonl", import.meta.url));

describe("labelled cases", () => {
  test.each(CASES.map((one) => [one.id, one.why, one] as const))("%s: %s", (_id, _why, one) => {
    expect(found(untranslated, one)).toEqual(one.expected);
  });

  test("are clean in their majority", () => {
    expect(CASES.filter(({ expected }) => expected.length === 0).length * 2).toBeGreaterThan(CASES.length);
  });
});

describe("an empty target", () => {
  test.each([[""], ["  "], ["\u00A0\n"]])("(%j) is told at its beginning", (target) => {
    const source = " Les Alliés ont réaffirmé leur engagement. ";
    const [fault, ...more] = faultsOf(untranslated, "fr-en", source, target);
    expect(more).toEqual([]);
    expect(fault).toMatchObject({
      category: "untranslated",
      target: { start: 0, end: 0, text: "" },
      source: { start: 1, end: 42 },
    });
  });

  test("with nothing but codes is empty", () => {
    const target: Segment = { text: "", codes: [{ at: 0, id: "1", kind: "alone" }] };
    expect(faultsOf(untranslated, "fr-en", "Bruxelles", target)).toHaveLength(1);
  });

  test.each([[""], [" "], ["…"], ["—"]])("of the source %j is right", (source) => {
    expect(faultsOf(untranslated, "fr-en", source, "")).toEqual([]);
  });
});

describe("text left in the source language is told", () => {
  test.each<readonly [Direction, string, string, string]>([
    ["en-fr", "They left after the talks.", "Ils sont partis after the talks.", "after the talks."],
    [
      "en-fr",
      "The Allies reaffirmed their commitment.",
      "The Allies reaffirmed their commitment.",
      "The Allies reaffirmed their commitment.",
    ],
    [
      "fr-en",
      "Les Alliés ont réaffirmé leur engagement.",
      "LES ALLIÉS ont réaffirmé leur engagement.",
      "LES ALLIÉS ont réaffirmé leur engagement.",
    ],
    [
      "fr-en",
      "L’Alliance s’engage à aider l’Ukraine.",
      "L'Alliance s'engage à aider l'Ukraine.",
      "L'Alliance s'engage à aider l'Ukraine.",
    ],
    [
      "en-fr",
      "The Allies met in Brussels and they agreed to send more aid.",
      "Les Alliés se sont réunis à Bruxelles and they agreed to send more aid.",
      "and they agreed to send more aid.",
    ],
    [
      "fr-en",
      "La réunion a eu lieu dans la salle des fêtes de la mairie, à Mons.",
      "The meeting took place dans la salle des fêtes, in Mons.",
      "dans la salle des fêtes",
    ],
  ])("%s: %s / %s", (direction, source, target, left) => {
    expect(placesOf(untranslated, direction, source, target).map(([, place]) => place)).toEqual([left]);
  });

  test("with the place of both sides", () => {
    const source = "Hier, la réunion a eu lieu dans la salle des fêtes.";
    const target = "Yesterday it took place dans la salle des fêtes.";
    const [fault] = faultsOf(untranslated, "fr-en", source, target);
    expect(source.slice(fault?.source?.start, fault?.source?.end)).toBe(fault?.source?.text);
    expect(target.slice(fault?.target?.start, fault?.target?.end)).toBe(fault?.target?.text);
    expect(fault?.target?.start).toBe(24);
  });
});

describe("what is rightly the same in both languages is not told", () => {
  test.each<readonly [Direction, string, string]>([
    ["fr-en", "NSATU – JATEC – NRU", "NSATU – JATEC – NRU"],
    ["fr-en", "Y normal", "Y Normal"],
    ["en-fr", "the film After the War", "le film After the War"],
    ["fr-en", "Mission Afghanistan", "Mission Afghanistan"],
    ["fr-en", "Transport maritime", "Transport maritime"],
    ["en-fr", "Conclusion", "Conclusion"],
    ["en-fr", "Radmila Shekerinska", "Radmila Shekerinska"],
    ["en-fr", "Lord of the Rings", "Lord of the Rings"],
    ["en-fr", "Microsoft Office for the web", "Microsoft Office for the web"],
    ["en-fr", "GNU General Public License", "GNU General Public License"],
    ["en-fr", "12 345 %s {0}", "12 345 %s {0}"],
    ["en-fr", "https://example.org/the-and/of.html", "https://example.org/the-and/of.html"],
    ["en-fr", "someone@example.org", "someone@example.org"],
    [
      "fr-en",
      "La devise « Animus in consulendo liber » figure au mur.",
      "The motto “Animus in consulendo liber” is on the wall.",
    ],
    [
      "en-fr",
      "The book “The art of the possible and the new” is out.",
      "Le livre « The art of the possible and the new » est paru.",
    ],
    [
      "en-fr",
      "Use --no-create-home --and-the-of --with-them now",
      "Utilisez --no-create-home --and-the-of --with-them maintenant",
    ],
    ["en-fr", "The General Secretariat of the Council met.", "Le General Secretariat of the Council s’est réuni."],
    ["fr-en", "👍🏽", "👍🏽"],
  ])("%s: %s / %s", (direction, source, target) => {
    expect(placesOf(untranslated, direction, source, target)).toEqual([]);
  });

  test("in languages without an analyser, where nothing can be known", () => {
    const same = "The Allies reaffirmed their commitment.";
    expect(placesOf(untranslated, "de-nl" as Direction, same, same)).toEqual([]);
    expect(placesOf(untranslated, "en-en" as Direction, same, same)).toEqual([]);
    expect(placesOf(untranslated, "de-nl" as Direction, same, "")).toHaveLength(1);
  });
});

test("a text of one word repeated ten thousand times is compared", () => {
  expect(placesOf(untranslated, "en-fr", "the ".repeat(10_000), "the ".repeat(9_999))).toEqual([]);
});

import { describe, expect, test } from "@jest/globals";
import { FindingIds } from "../../src/check/finding-id.js";
import { plainSegment } from "../../src/segment.js";

const span = (whole: string, text: string): { start: number; end: number; text: string } => {
  const start = whole.indexOf(text);
  return { start, end: start + text.length, text };
};

function idOf(source: string, target: string, found: string, segment = 0): string {
  const finding = { category: "term-missing" as const, concept: "C1", segment, source: span(source, found) };
  return new FindingIds().next(finding, { source: plainSegment(source), target: plainSegment(target) });
}

describe("the id of a finding", () => {
  const id = idOf("Le « COPS » s’est réuni.", "The COPS met.", "COPS");

  test.each([
    ["another segment number", idOf("Le « COPS » s’est réuni.", "The COPS met.", "COPS", 7)],
    ["a doubled space before it", idOf("Le  « COPS » s’est réuni.", "The COPS met.", "COPS")],
    ["straight quotes and apostrophe", idOf('Le "COPS" s\'est réuni.', "The COPS met.", "COPS")],
    ["no-break spaces", idOf("Le «\u00A0COPS\u202F» s’est réuni.", "The COPS met.", "COPS")],
  ])("stays with %s", (_what, other) => {
    expect(other).toBe(id);
  });

  test("changes with the translation, the concept's place and the category", () => {
    expect(idOf("Le « COPS » s’est réuni.", "The PSC met.", "COPS")).not.toBe(id);
    expect(idOf("Le « COPS » s’est réuni.", "The COPS met.", "réuni")).not.toBe(id);
  });

  test("tells equal findings of one segment apart, and the same in every run", () => {
    const texts = { source: plainSegment("un un"), target: plainSegment("x") };
    const finding = { category: "term-missing" as const, segment: 0, source: { start: 0, end: 2, text: "un" } };
    const run = (): string[] => {
      const ids = new FindingIds();
      return [ids.next(finding, texts), ids.next({ ...finding, source: { start: 3, end: 5, text: "un" } }, texts)];
    };
    expect(new Set(run()).size).toBe(2);
    expect(run()).toEqual(run());
  });
});

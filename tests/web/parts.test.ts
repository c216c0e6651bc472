import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { partedColumns, tableOf } from "../../src/web/check/columns.js";
import { distribution, filtered, NO_FILTER, type Filter, type ReportFinding } from "../../src/web/check/report.js";
import { changesOf } from "../../src/web/lookup/changes.js";
import { editableText, editedSegment } from "../../src/web/lookup/coded-text.js";
import { directionsOf, guessLanguage } from "../../src/web/lookup/direction.js";
import { tokenEdits } from "../../dist/memory/edits.js";
import { tokenize } from "../../dist/text/tokens.js";

describe("what differs between query and match", () => {
  const changes = (query: string, match: string) => {
    const tokens = (text: string) => tokenize({ text, codes: [] }, "fr" as never);
    return changesOf(tokenEdits(tokens(query), tokens(match)), query);
  };

  test.each([
    ["la tasse bleue", "la tasse bleue", []],
    ["la tasse verte", "la tasse bleue", [{ start: 9, end: 14, instead: "verte" }]],
    ["la grande tasse", "la tasse", [{ start: 2, end: 2, instead: " grande" }]],
    ["la tasse", "la grande tasse", [{ start: 3, end: 9, instead: "" }]],
    ["une tasse", "la tasse", [{ start: 0, end: 2, instead: "une" }]],
    ["la tasse rouge vif", "la tasse bleue", [{ start: 9, end: 14, instead: "rouge vif" }]],
  ])("%j against %j", (query, match, expected) => expect(changes(query, match)).toEqual(expected));

  test("puts the match's words in order, whatever the texts", () => {
    const words = fc.array(fc.constantFrom("la", "tasse", "bleue", "verte", "est", "3", ","), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (query, match) => {
        const [text, other] = [query.join(" "), match.join(" ")];
        let last = 0;
        for (const { start, end, instead } of changes(text, other)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(text).toContain(instead);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(other.length);
      }),
    );
  });
});

describe("a segment with codes, edited as text", () => {
  const code = (id: string, at: number) => ({ id, at, kind: "alone" as const, data: `<x id="${id}"/>` });

  test("comes back whole where nothing is changed", () => {
    const segment = { text: "Cliquez ici.", codes: [code("a", 0), code("b", 8), code("c", 12)] };
    expect(editableText(segment)).toBe("⟦1⟧Cliquez ⟦2⟧ici.⟦3⟧");
    expect(editedSegment(editableText(segment), segment)).toEqual(segment);
  });

  test("keeps the codes that are still there, once, at their new places", () => {
    const segment = { text: "ab", codes: [code("a", 1), code("b", 2)] };
    expect(editedSegment("⟦2⟧x⟦2⟧ ⟦9⟧", segment)).toEqual({ text: "x⟦2⟧ ⟦9⟧", codes: [code("b", 0)] });
    expect(editedSegment("plain", segment)).toBe("plain");
  });
});

describe("the direction", () => {
  test.each([
    ["L’OTAN exprime son soutien", "fr"],
    ["réunion", "fr"],
    ["NATO expresses its support for the Alliance", "en"],
    ["don't stop", "en"],
    ["OTAN", undefined],
    ["", undefined],
    ["42 %", undefined],
  ])("of %j is from %s", (text, lang) => expect(guessLanguage(text)).toBe(lang));

  test("is one that a memory has, both ways, without its region", () => {
    const memories = [
      { sourceLang: "fr-CA", targetLang: "en" },
      { sourceLang: "de", targetLang: "fr" },
      { sourceLang: "en-GB", targetLang: "en-US" },
    ];
    expect(directionsOf(memories).map(({ from, to }) => `${from}>${to}`)).toEqual(["fr>en", "en>fr", "de>fr", "fr>de"]);
    expect(directionsOf([]).length).toBe(2);
  });
});

describe("two pasted columns", () => {
  test("are parted at tabs, with the spreadsheet's quotes undone", () => {
    expect(partedColumns('a\tb\r\n"dit ""non"""\tsaid "no"\r\nalone\r\n')).toEqual({
      source: 'a\ndit "non"\nalone',
      target: 'b\nsaid "no"\n',
    });
    expect(partedColumns("no column here")).toBeUndefined();
  });

  test("become a table whose cells hold anything", () => {
    expect(tableOf({ source: 'il dit "oui", puis\n\nfin', target: "he says\n" })).toBe(
      'source,target\n"il dit ""oui"", puis","he says"\n"fin",""\n'.replace("source,target", '"source","target"'),
    );
  });
});

describe("findings", () => {
  const finding = (segment: number, rest: Partial<ReportFinding> = {}): ReportFinding => ({
    id: String(segment),
    category: "typography",
    mqm: "",
    severity: "minor",
    segment,
    message: "a message",
    suggestions: [],
    file: "f",
    ...rest,
  });
  const findings = [
    finding(0, { concept: "N001", sourceText: "L’OTAN" }),
    finding(4, { severity: "critical", category: "number-mismatch", segmentId: "u5" }),
    finding(9, { ignored: { reason: "r", by: "b", at: "" } }),
  ];
  const shown = (filter: Partial<Filter>) =>
    filtered(findings, { ...NO_FILTER, ...filter }).map(({ segment }) => segment);

  test("are let through by what is asked", () => {
    expect(shown({})).toEqual([0, 4]);
    expect(shown({ showIgnored: true })).toEqual([0, 4, 9]);
    expect(shown({ severities: new Set(["critical"]) })).toEqual([4]);
    expect(shown({ categories: new Set(["typography"]) })).toEqual([0]);
    expect(shown({ concept: "N001" })).toEqual([0]);
    expect(shown({ segment: "5" })).toEqual([4]);
    expect(shown({ segment: "1-4" })).toEqual([0]);
    expect(shown({ segment: "u5" })).toEqual([4]);
    expect(shown({ segment: "l’otan" })).toEqual([0]);
  });

  test("lie along the document in stretches that hold each of them once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 80 }), (segments, stretches) => {
        const all = Array.from({ length: segments }, (_, i) => finding(i));
        const parts = distribution(all, segments, stretches);
        expect(parts.reduce((sum, { counts }) => sum + counts.minor, 0)).toBe(segments);
        expect(parts[0]?.first).toBe(1);
        expect(parts.at(-1)?.last).toBe(segments);
        for (const { first, last, counts } of parts) expect(counts.minor).toBe(last - first + 1);
      }),
    );
  });
});

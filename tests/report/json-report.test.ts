import { describe, expect, test } from "@jest/globals";
import { jsonReport } from "../../src/report/json-report.js";
import { checkedFile, finding, pair } from "./checked.js";

describe("jsonReport", () => {
  test("gives each finding its place in its file, and counts", () => {
    const segments = [pair("a", "b"), pair("c", "d", { id: "u2", line: 9, column: 2 })];
    const report = JSON.parse(jsonReport(checkedFile({ segments, findings: [finding({ segment: 1 })] }))) as object;
    expect(report).toMatchObject({
      files: [{ name: "work.tmx", sourceLang: "fr", targetLang: "en", segments: 2, findings: 1 }],
      findings: [{ file: "work.tmx", segment: 1, segmentId: "u2", line: 9, column: 2 }],
      summary: { segments: 2, findings: 1, byCategory: { "term-missing": 1 } },
    });
  });

  test("writes the same text whatever order the keys were made in", () => {
    const one = finding({ concept: "N001", source: { start: 0, end: 1, text: "L" } });
    const other = Object.fromEntries(Object.entries(one).reverse()) as unknown as typeof one;
    expect(jsonReport(checkedFile({ findings: [other] }))).toBe(jsonReport(checkedFile({ findings: [one] })));
  });
});

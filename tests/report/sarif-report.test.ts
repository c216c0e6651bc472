import { describe, expect, test } from "@jest/globals";
import { CATEGORIES } from "../../src/finding.js";
import type { Checked } from "../../src/report/checked-file.js";
import { sarifReport } from "../../src/report/sarif-report.js";
import { checkedFile, finding, HOSTILE, pair } from "./checked.js";

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly index: number };
    readonly region: { readonly startLine: number; readonly startColumn: number };
  };
}

interface Log {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly rules: readonly { readonly id: string }[] } };
    readonly artifacts: readonly { readonly location: { readonly uri: string } }[];
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly message: { readonly text: string };
      readonly locations: readonly Location[];
      readonly relatedLocations?: readonly Location[];
      readonly fingerprints: object;
      readonly suppressions?: readonly object[];
    }[];
  }[];
}

function run(checked: Checked) {
  const log = JSON.parse(sarifReport(checked, { messages: "en" })) as Log;
  expect([log.version, log.runs.length]).toEqual(["2.1.0", 1]);
  const [only] = log.runs;
  if (only === undefined) throw new RangeError("no run");
  return only;
}

describe("sarifReport", () => {
  test("has a rule for every category, and results that point to theirs", () => {
    const findings = CATEGORIES.map((category) => finding({ category }));
    const { tool, results } = run(checkedFile({ findings }));
    expect(tool.driver.rules.map(({ id }) => id)).toEqual([...CATEGORIES]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    expect(results).toHaveLength(CATEGORIES.length);
  });

  test("tells severities apart by level", () => {
    const findings = (["critical", "major", "minor"] as const).map((severity) => finding({ severity }));
    expect(run(checkedFile({ findings })).results.map(({ level }) => level)).toEqual(["error", "error", "warning"]);
  });

  test("points to the place where the pair begins, from 1 at the least", () => {
    const segments = [pair("a", "b", { line: 40, column: 7 }), pair("c", "d", { line: 0, column: 0 })];
    const { results } = run(checkedFile({ segments, findings: [finding(), finding({ segment: 1 })] }));
    expect(results.map(({ locations: [one] }) => one?.physicalLocation.region)).toEqual([
      { startLine: 40, startColumn: 7 },
      { startLine: 1, startColumn: 1 },
    ]);
  });

  test.each([
    ["work.tmx", "work.tmx"],
    ["communiqués/a b#1.tmx", "communiqu%C3%A9s/a%20b%231.tmx"],
    ["/data/a%.xlf", "file:///data/a%25.xlf"],
    ["C:\\texts\\a.csv", "file:///C:/texts/a.csv"],
    ["a:b.tmx", "a%3Ab.tmx"],
    ["\uD800.tmx", "%EF%BF%BD.tmx"],
  ])("writes the path %j as %s", (name, uri) => {
    expect(run(checkedFile({ name })).artifacts[0]?.location.uri).toBe(uri);
  });

  test("has no placeholder and no link in a message", () => {
    const [result] = run(checkedFile({ findings: [finding({ message: HOSTILE })] })).results;
    expect(result?.message.text).toContain("{{0}}");
    expect(result?.message.text).not.toContain("](");
  });

  test("keeps a finding's id as its fingerprint, names its other places and says what is ignored", () => {
    const segments = [pair("a", "b"), pair("a", "c", { line: 8, column: 1 })];
    const members = [0, 1].map((segment) => ({ segment, side: "target" as const, start: 0, end: 1 }));
    const ignored = { reason: "agreed", by: "Anne", at: "2026-01-01T00:00:00Z" };
    const [result] = run(checkedFile({ segments, findings: [finding({ members, ignored })] })).results;
    expect(result?.fingerprints).toEqual({ "ententeFinding/v1": "0123456789abcdef" });
    expect(result?.relatedLocations?.map((one) => one.physicalLocation.region.startLine)).toEqual([8]);
    expect(result?.suppressions).toEqual([{ kind: "external", justification: "agreed (Anne)" }]);
  });

  test("joins several files in one run", () => {
    const files = [checkedFile({ findings: [finding()] }), checkedFile({ name: "b.xlf", findings: [finding()] })];
    const { artifacts, results } = run(files);
    expect(results.map(({ locations: [one] }) => one?.physicalLocation.artifactLocation.index)).toEqual([0, 1]);
    expect(artifacts).toHaveLength(2);
  });
});

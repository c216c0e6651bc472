import { describe, expect, test } from "@jest/globals";
import { SaxesParser } from "saxes";
import type { Checked } from "../../src/report/checked-file.js";
import { junitReport, type JunitOptions } from "../../src/report/junit-report.js";
import { checkedFile, finding, HOSTILE, pair } from "./checked.js";

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** The elements in order of their start; not well-formed text throws. */
function elements(checked: Checked, options?: JunitOptions): Element[] {
  const parser = new SaxesParser();
  const found: Element[] = [];
  const open: Element[] = [];
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: "" };
    found.push(element);
    open.push(element);
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on("closetag", () => open.pop());
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(junitReport(checked, options)).close();
  return found;
}

const named = (all: readonly Element[], name: string): Element[] => all.filter((element) => element.name === name);

describe("junitReport", () => {
  test("has a case for each segment, of which those with a finding fail", () => {
    const segments = [pair("a", "b"), pair("c", "d", { id: "u2", line: 9 }), pair("e", "f")];
    const all = elements(checkedFile({ segments, findings: [finding({ segment: 1 }), finding({ segment: 1 })] }));
    expect(named(all, "testcase").map(({ attributes }) => attributes["name"])).toEqual([
      "segment 1",
      "segment 2 [u2]",
      "segment 3",
    ]);
    expect(named(all, "failure")).toHaveLength(1);
    for (const name of ["testsuites", "testsuite"]) {
      expect(named(all, name)[0]?.attributes).toMatchObject({ tests: "3", failures: "1", errors: "0" });
    }
  });

  test("is well-formed and keeps hostile texts, names and messages as they are", () => {
    const name = `${HOSTILE}\n\t\u0000\uD800.tmx`;
    const file = checkedFile({
      name,
      segments: [pair(HOSTILE, "a\rb")],
      findings: [finding({ message: `${HOSTILE}\nmore` })],
    });
    const all = elements(file);
    expect(named(all, "testsuite")[0]?.attributes["name"]).toBe(`${HOSTILE}\n\t\uFFFD\uFFFD.tmx`);
    const [failure] = named(all, "failure");
    expect(failure?.attributes["message"]).toBe(`${HOSTILE}\nmore`);
    expect(failure?.text).toContain(`fr: ${HOSTILE}\nen: a\rb`);
  });

  test("tells what is below the threshold or ignored without failing", () => {
    const ignored = { reason: "agreed", by: "Anne", at: "2026-01-01T00:00:00Z" };
    const segments = [pair("a", "b"), pair("c", "d")];
    const findings = [finding({ severity: "minor" }), finding({ segment: 1, severity: "critical", ignored })];
    const all = elements(checkedFile({ segments, findings }), { failOn: "major" });
    expect(named(all, "failure")).toEqual([]);
    expect(named(all, "system-out").map(({ text }) => /minor|ignored by Anne: agreed/.exec(text)?.[0])).toEqual([
      "minor",
      "ignored by Anne: agreed",
    ]);
  });

  test("names the gravest of a segment's findings", () => {
    const findings = [finding(), finding({ category: "number-mismatch", severity: "critical", message: "75 is 57" })];
    const [failure] = named(elements(checkedFile({ findings })), "failure");
    expect(failure?.attributes).toEqual({ type: "number-mismatch", message: "75 is 57 (+1)" });
  });

  test("says that nothing failed where there is no file and no segment", () => {
    expect(named(elements([]), "testsuites")[0]?.attributes).toMatchObject({ tests: "0", failures: "0" });
    expect(named(elements(checkedFile({ segments: [] })), "testcase")).toEqual([]);
  });
});

import { describe, expect, test } from "@jest/globals";
import { codeMismatch } from "../../src/check/code-mismatch.js";
import { plainSegment, type InlineCode, type Segment } from "../../src/segment.js";
import { faultsOf } from "./checked-pair.js";
import { found, labelledCases } from "./labelled-cases.js";

const CASES = labelledCases(new URL("code-mismatch.cases.jsonl", import.meta.url));

describe("labelled cases", () => {
  test.each(CASES.map((one) => [one.id, one.why, one] as const))("%s: %s", (_id, _why, one) => {
    expect(found(codeMismatch, one, "critical")).toEqual(one.expected);
  });

  test("are clean in their majority", () => {
    expect(CASES.filter(({ expected }) => expected.length === 0).length * 2).toBeGreaterThan(CASES.length);
  });
});

describe("hostile texts", () => {
  const codes = (count: number): InlineCode[] =>
    Array.from({ length: count }, (_, i) => ({ at: 0, id: String(i), kind: "alone" as const }));

  test("of nothing but codes are compared", () => {
    const source: Segment = { text: "", codes: codes(2) };
    expect(faultsOf(codeMismatch, "en-fr", source, source)).toEqual([]);
    expect(faultsOf(codeMismatch, "en-fr", source, { text: "", codes: codes(1) })).toHaveLength(1);
  });

  test("an empty target is left to another check", () => {
    expect(faultsOf(codeMismatch, "en-fr", "Open %s", "")).toEqual([]);
  });

  test("as many codes as a segment may hold, each of them told once", () => {
    const source: Segment = { text: "a", codes: codes(4096) };
    expect(faultsOf(codeMismatch, "en-fr", source, plainSegment("b"))).toHaveLength(4096);
    expect(faultsOf(codeMismatch, "en-fr", source, { text: "b", codes: codes(4096).reverse() })).toEqual([]);
  });

  test.each([
    ["%".repeat(5000)],
    ["{".repeat(5000)],
    ["<b".repeat(3000)],
    ["é%s\u00A0".normalize("NFD")],
    ["🇫🇷 {0} 👩‍🚀"],
  ])("hostile text %# is like itself", (text) => {
    expect(faultsOf(codeMismatch, "en-fr", text, text)).toEqual([]);
  });

  test.each([["%s ".repeat(20_000)], ["%1$s ".repeat(10_000)], ["{a} %d ".repeat(8_000)], ["<b>".repeat(20_000)]])(
    "placeholders over and over (%#) are compared with a text that has none",
    (text) => {
      expect(Array.isArray(faultsOf(codeMismatch, "en-fr", text, "x"))).toBe(true);
      expect(Array.isArray(faultsOf(codeMismatch, "en-fr", "x", text))).toBe(true);
    },
  );

  test("names a code without markup by its type, else its id", () => {
    const source: Segment = { text: "a", codes: [{ at: 0, id: "7", kind: "alone", type: "image" }] };
    expect(faultsOf(codeMismatch, "en-fr", source, "b")[0]?.message.en).toContain("“image”");
  });
});

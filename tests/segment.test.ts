import { describe, expect, test } from "@jest/globals";
import {
  comparableText,
  isEmpty,
  MAX_SEGMENT_CODES,
  MAX_SEGMENT_LENGTH,
  plainSegment,
  sameSegment,
  segmentFault,
  textFault,
  type InlineCode,
  type Segment,
} from "../src/segment.js";

const code = (at: number, kind: InlineCode["kind"] = "alone", data?: string): InlineCode => ({
  at,
  id: "1",
  kind,
  ...(data !== undefined && { data }),
});
const segment = (text: string, ...codes: InlineCode[]): Segment => ({ text, codes });

describe("a text", () => {
  test.each([[""], ["L’été à Bruxelles\u00A0!"], ["e\u0301"], ["👍🏽 😀"], ["\t\r\n"], ["\u0085\uFFFD"]])(
    "may be %j",
    (text) => {
      expect(textFault(text)).toBeUndefined();
    },
  );

  test.each([
    ["a\u0000", 1, "U+0000"],
    ["\u0001", 0, "U+0001"],
    ["ab\u001F", 2, "U+001F"],
    ["\uFFFE", 0, "U+FFFE"],
    ["x\uD83D", 1, "U+D83D"],
    ["\uDE00x", 0, "U+DE00"],
    ["😀\uD83D😀", 2, "U+D83D"],
  ])("may not be %j", (text, offset, name) => {
    expect(textFault(text)).toContain(`offset ${offset} `);
    expect(textFault(text)).toContain(name);
  });

  test("may be as long as the limit and no longer", () => {
    expect(textFault("a".repeat(MAX_SEGMENT_LENGTH))).toBeUndefined();
    expect(textFault("a".repeat(MAX_SEGMENT_LENGTH + 1))).toContain(String(MAX_SEGMENT_LENGTH));
  });
});

describe("a segment's codes", () => {
  test("may stand at both ends and together", () => {
    expect(segmentFault(segment("ab", code(0), code(0), code(2)))).toBeUndefined();
    expect(segmentFault(segment("", code(0)))).toBeUndefined();
  });

  test.each([[-1], [3], [0.5], [NaN]])("may not stand at %d in two characters", (at) => {
    expect(segmentFault(segment("ab", code(at)))).toContain("codes[0]");
  });

  test("stand in order", () => {
    expect(segmentFault(segment("ab", code(2), code(1)))).toContain("codes[1]");
  });

  test("are limited in number", () => {
    const many = Array.from({ length: MAX_SEGMENT_CODES + 1 }, () => code(0));
    expect(segmentFault(segment("a", ...many))).toContain(String(MAX_SEGMENT_CODES));
    expect(segmentFault(segment("a", ...many.slice(1)))).toBeUndefined();
  });
});

describe("comparing segments", () => {
  test("a decomposed text is the same as its composed form", () => {
    expect(sameSegment(plainSegment("e\u0301te\u0301"), plainSegment("été"))).toBe(true);
  });

  test("codes count by kind and place, their ids do not", () => {
    const bold = segment("ab", code(1, "open"));
    expect(sameSegment(bold, segment("ab", { ...code(1, "open"), id: "other" }))).toBe(true);
    expect(sameSegment(bold, segment("ab", code(1, "close")))).toBe(false);
    expect(sameSegment(bold, segment("ab", code(0, "open")))).toBe(false);
    expect(sameSegment(bold, plainSegment("ab"))).toBe(false);
  });

  test("data count where both give them", () => {
    expect(sameSegment(segment("a", code(0, "alone", "<br/>")), segment("a", code(0)))).toBe(true);
    expect(sameSegment(segment("a", code(0, "alone", "<br/>")), segment("a", code(0, "alone", "<hr/>")))).toBe(false);
  });

  test("each kind has its own symbol, at its own place", () => {
    expect(comparableText(segment("ab", code(0, "open"), code(1, "alone"), code(2, "close")))).toBe(
      "\u0001a\u0003b\u0002",
    );
  });

  test("a segment of white space or codes alone is empty", () => {
    expect(isEmpty(segment(" \u00A0\u202F\n", code(0)))).toBe(true);
    expect(isEmpty(plainSegment("."))).toBe(false);
  });
});

import { describe, expect, test } from "@jest/globals";
import { markedEdits } from "../../src/cli/marked-edits.js";
import type { Edit } from "../../src/memory/match.js";

const range = (start: number, end: number): { start: number; end: number } => ({ start, end });

describe("a match's text with its differences marked", () => {
  test("marks a word that was replaced", () => {
    const edits: Edit[] = [
      { op: "keep", query: range(0, 2), match: range(0, 2) },
      { op: "replace", query: range(3, 7), match: range(3, 8) },
      { op: "keep", query: range(8, 12), match: range(9, 13) },
    ];
    expect(markedEdits("Le chat dort", "Le chien dort", edits)).toBe("Le [-chat-]{+chien+} dort");
  });

  test("marks neighbouring differences as one", () => {
    const edits: Edit[] = [
      { op: "replace", query: range(0, 2), match: range(0, 2) },
      { op: "replace", query: range(3, 5), match: range(3, 5) },
    ];
    expect(markedEdits("aa bb", "cc dd", edits)).toBe("[-aa bb-]{+cc dd+}");
  });

  test("marks what stands on one side only, with its space outside the marks", () => {
    const inserted: Edit[] = [
      { op: "keep", query: range(0, 1), match: range(0, 1) },
      { op: "insert", match: range(2, 3) },
      { op: "keep", query: range(2, 3), match: range(4, 5) },
    ];
    expect(markedEdits("a c", "a b c", inserted)).toBe("a {+b+} c");
    const deleted: Edit[] = [
      { op: "keep", query: range(0, 1), match: range(0, 1) },
      { op: "delete", query: range(2, 3) },
      { op: "keep", query: range(4, 5), match: range(2, 3) },
    ];
    expect(markedEdits("a b c", "a c", deleted)).toBe("a [-b-] c");
  });

  test("leaves the text alone where nothing differs, codes without width and the empty text included", () => {
    expect(markedEdits("", "", [])).toBe("");
    expect(markedEdits("ab", "ab", [{ op: "keep", query: range(0, 2), match: range(0, 2) }])).toBe("ab");
    const codes: Edit[] = [
      { op: "delete", query: range(0, 0) },
      { op: "keep", query: range(0, 2), match: range(0, 2) },
      { op: "insert", match: range(2, 2) },
    ];
    expect(markedEdits("ab", "ab", codes)).toBe("ab");
  });
});

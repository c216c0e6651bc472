import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Edit, TextRange } from "../../src/memory/match.js";
import { tokenEdits } from "../../src/memory/edits.js";
import { plainSegment, type Segment } from "../../src/segment.js";
import { tokenize, type Token } from "../../src/text/tokens.js";
import { levenshtein } from "../reference/score.js";
import { anySegment, tag } from "./corpora.js";

const fr = tag("fr");

function tokensOf(segment: Segment | string): Token[] {
  return tokenize(segment, fr);
}

/** Edits as a drawing: `=` kept, `a>b` replaced, `-a` deleted, `+b` inserted. */
function draw(query: string, match: string): string {
  return tokenEdits(tokensOf(query), tokensOf(match))
    .map((edit) => {
      const q = edit.query === undefined ? "" : query.slice(edit.query.start, edit.query.end);
      const m = edit.match === undefined ? "" : match.slice(edit.match.start, edit.match.end);
      return { keep: "=", replace: `${q}>${m}`, delete: `-${q}`, insert: `+${m}` }[edit.op];
    })
    .join(" ");
}

/** That the edits lead from one side to the other, naming each token of both once and in order, in as few steps as can be. */
function expectShortest(query: readonly Token[], match: readonly Token[], distance: number): void {
  const edits = tokenEdits(query, match);
  const ranges = (all: readonly (TextRange | undefined)[]): string =>
    all.map((range) => `${range?.start}-${range?.end}`).join(" ");
  expect(ranges(edits.filter((edit) => edit.op !== "insert").map((edit) => edit.query))).toBe(ranges(query));
  expect(ranges(edits.filter((edit) => edit.op !== "delete").map((edit) => edit.match))).toBe(ranges(match));
  expect(edits.filter((edit) => edit.op !== "keep").length).toBe(distance);
  expectKept(edits, query, match);
}

function expectKept(edits: readonly Edit[], query: readonly Token[], match: readonly Token[]): void {
  let q = 0;
  let m = 0;
  const wrong = edits.filter(({ op }) => {
    const same = query[q]?.text === match[m]?.text;
    if (op !== "insert") q += 1;
    if (op !== "delete") m += 1;
    return (op === "keep" && !same) || (op === "replace" && same);
  });
  expect(wrong).toEqual([]);
}

function texts(tokens: readonly Token[]): string[] {
  return tokens.map((token) => token.text);
}

describe("tokenEdits", () => {
  test.each([
    ["Le pont est ouvert.", "Le pont est ouvert.", "= = = = ="],
    ["Le pont est ouvert.", "Le pont est fermé.", "= = = ouvert>fermé ="],
    ["Le pont est ouvert.", "Le vieux pont est ouvert.", "= +vieux = = = ="],
    ["Le vieux pont est ouvert.", "Le pont est ouvert.", "= -vieux = = = ="],
    ["Il y a 12 ponts.", "Il y a 75\u00A0000 ponts.", "= = = 12>75\u00A0000 = ="],
    ["", "Le pont", "+Le +pont"],
    ["Le pont", "", "-Le -pont"],
    ["", "", ""],
    ["l’été", "l'été", "l’>l' ="],
  ])("draws %j to %j as %s", (query, match, expected) => {
    expect(draw(query, match)).toBe(expected);
  });

  test("gives offsets into the texts as they are, not as NFC has them", () => {
    const query = plainSegment("e\u0301te\u0301 12");
    const match = plainSegment("été 13");
    expect(tokenEdits(tokensOf(query), tokensOf(match))).toEqual([
      { op: "keep", query: { start: 0, end: 5 }, match: { start: 0, end: 3 } },
      { op: "replace", query: { start: 6, end: 8 }, match: { start: 4, end: 6 } },
    ]);
  });

  test("gives a code its place without width", () => {
    const query: Segment = { text: "a b", codes: [{ at: 2, id: "1", kind: "open" }] };
    expect(tokenEdits(tokensOf(query), tokensOf("a b"))).toEqual([
      { op: "keep", query: { start: 0, end: 1 }, match: { start: 0, end: 1 } },
      { op: "delete", query: { start: 2, end: 2 } },
      { op: "keep", query: { start: 2, end: 3 }, match: { start: 2, end: 3 } },
    ]);
  });

  test("is a shortest script for any two segments", () => {
    fc.assert(
      fc.property(anySegment, anySegment, (a, b) => {
        const [query, match] = [tokensOf(a), tokensOf(b)];
        expectShortest(query, match, levenshtein(texts(query), texts(match)));
      }),
      { numRuns: 1_000 },
    );
  });

  test("is a shortest script where the table is parted", () => {
    const words = fc
      .array(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 60, maxLength: 300 })
      .map((all) => all.join(" "));
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [query, match] = [tokensOf(a), tokensOf(b)];
        expectShortest(query, match, levenshtein(texts(query), texts(match)));
      }),
      { numRuns: 60 },
    );
  });

  test("is the same script each time", () => {
    const [a, b] = ["a b c a b c d ".repeat(40), "b c a d c b ".repeat(45)];
    expect(tokenEdits(tokensOf(a), tokensOf(b))).toEqual(tokenEdits(tokensOf(a), tokensOf(b)));
  });

  test("takes segments of thousands of tokens, of one against many, and the longest of all", () => {
    const word = (i: number): string => `m${(i * 7919) % 1013}`;
    const long = Array.from({ length: 3_000 }, (_, i) => word(i));
    const changed = long.map((each, i) => (i % 10 === 0 ? "autre" : each));
    expectShortest(tokensOf(long.join(" ")), tokensOf(changed.join(" ")), 300);
    expectShortest(tokensOf("autre"), tokensOf(changed.join(" ")), 2_999);
    expectShortest(tokensOf("!?".repeat(20_000)), tokensOf("?!".repeat(20_000)), 2);
  });
});

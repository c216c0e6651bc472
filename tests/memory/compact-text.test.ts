import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { bytesOf, isTextAt, readText, unitsOf, writeText } from "../../src/memory/compact-text.js";

function written(text: string): Uint8Array {
  const bytes = new Uint8Array(bytesOf(text) + 2);
  writeText(text, bytesOf(text), bytes, 1);
  return bytes;
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom("a", "é", "’", "œ", "\u202F", "\u0001", "\u0081", "Ж"), maxLength: 40 }),
);

describe("a compact text", () => {
  test.each([
    ["", 0],
    ["L’œuvre coûte 3\u202F€ – « ici »…", 28],
    ["a\u0001b", 3],
    ["Жук", 6],
    ["été 😀", 12],
    ["\u0081", 2],
    ["a\u0000b", 6],
  ])("of %j takes %i bytes", (text, size) => {
    expect(bytesOf(text)).toBe(size);
  });

  test("is read as it was written", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const place = { bytes: written(text), at: 1, size: bytesOf(text), length: text.length };
        expect(readText(place)).toBe(text);
        expect(Array.from(unitsOf(text))).toEqual(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i)));
      }),
      { numRuns: 1_000 },
    );
  });

  test("is told from every other of its length", () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        if (a.length !== b.length || bytesOf(a) !== bytesOf(b)) return;
        expect(isTextAt(a, bytesOf(a), written(b), 1)).toBe(a === b);
      }),
      { numRuns: 1_000 },
    );
  });

  test("may be as long as any segment", () => {
    const text = "é’".repeat(32_767);
    expect(readText({ bytes: written(text), at: 1, size: text.length, length: text.length })).toBe(text);
  });
});

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { jsonFault } from "../../src/http/json-fault.js";

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("the fault of a text that is not JSON", () => {
  test("lies at the end of a document that is cut short", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        const whole = `[${json}]`;
        const start = whole.slice(0, cut % whole.length);
        const { line, column } = jsonFault(start);
        const lines = start.split("\n");
        // A literal or number cut in its middle is faulty where it begins.
        const word = /(?:[a-z]+|-?[\d.eE+-]*|\\u?[\da-fA-F]{0,3})$/.exec(lines.at(-1) ?? "")?.[0].length ?? 0;
        expect(line).toBe(lines.length);
        expect(column).toBeLessThanOrEqual((lines.at(-1) ?? "").length + 1);
        expect(column).toBeGreaterThanOrEqual((lines.at(-1) ?? "").length + 1 - word);
      }),
    );
  });

  test("is found in any text, and lies within it", () => {
    const alphabet = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "1",
      "-",
      ".",
      "e",
      "true",
      "null",
      " ",
      "\n",
      "a",
      "é",
      "👍",
      "\t",
    );
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 30 }), (parts) => {
        const text = parts.join("");
        fc.pre(!isJson(text));
        const { line, column, reason } = jsonFault(text);
        const lines = text.split("\n");
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
        expect(reason).not.toBe("");
      }),
    );
  });

  test("does not come before what could still become JSON", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), fc.constantFrom("}", "]", ",", ":", "x", "'"), (json, at, wrong) => {
        const text = `[${json}]`;
        const place = at % text.length;
        const broken = text.slice(0, place) + wrong + text.slice(place);
        fc.pre(!isJson(broken));
        const { line, column } = jsonFault(broken);
        const offset =
          broken
            .split("\n")
            .slice(0, line - 1)
            .join("\n").length +
          (line > 1 ? 1 : 0) +
          column -
          1;
        // Where the broken text and a whole one are still the same, nothing is wrong, save a word that is cut in two.
        const word = /(?:[a-z]+|-?[\d.eE+-]*|\\u?[\da-fA-F]{0,3})$/.exec(text.slice(0, place))?.[0].length ?? 0;
        expect(offset).toBeGreaterThanOrEqual(place - word);
      }),
    );
  });
});

import { describe, expect, test } from "@jest/globals";
import { formatOf } from "../../../src/formats/format.js";
import { validateFile } from "../../../src/formats/validation/validate.js";
import { inPieces } from "../bytes.js";

/** Which rules a file breaks, each with its line and column. */
async function found(file: string, name: string): Promise<string[]> {
  const breaches: string[] = [];
  for await (const event of validateFile(inPieces(file, 7), formatOf(Buffer.from(file), name))) {
    if (event.kind === "document") breaches.push(event.format);
    else breaches.push(`${event.breach.rule} ${event.breach.line}:${event.breach.column}`);
  }
  return breaches;
}

describe("a table", () => {
  test.each([
    ["en,fr\na,b\n", []],
    ["en;fr;note\na;b;c\nd;e\n", ["csv.row-length 3:1"]],
    ["en,fr,EN\na,b,c\n", ["csv.column-unique 1:1"]],
    ['en,fr\n"a,b\nc,d\n', ["csv.malformed 2:1"]],
  ])("%j breaks %j", async (file, rules) => {
    expect(await found(file, "a.csv")).toEqual(["csv", ...rules]);
  });
});

describe("JSON lines", () => {
  test.each([
    ['{"a":1}\n\n{"b":2}', []],
    ['{"a":1}\n[1]\n{"b"}\n{"c":3}\n', ["jsonl.malformed 2:1", "jsonl.malformed 3:5"]],
    ['{"a":1}\n"é"', ["jsonl.malformed 2:1"]],
  ])("%j break %j", async (file, rules) => {
    expect(await found(file, "a.jsonl")).toEqual(["jsonl", ...rules]);
  });
});

import { describe, expect } from "@jest/globals";
import { Refusal } from "../../../src/refusal.js";
import { conformanceSet, mayBe, testWith, type ConformanceFile } from "../conformance-set.js";
import { breachesOf } from "./rule-case.js";
import { rulesOf } from "./reasons.js";

const all = ["xliff", "tmx", "tbx"].flatMap(conformanceSet);
const valid = all.filter(({ expected }) => expected === "valid");
const invalid = all.filter(({ expected }) => expected === "invalid");
const lenient = all.filter(({ expected }) => expected === "valid-lenient");
const hostile = conformanceSet("hostile");

async function errorsOf(file: ConformanceFile): Promise<string[]> {
  const found = await breachesOf(file.bytes());
  return found.filter(({ severity }) => severity === "error").map(({ rule, line }) => `${rule} at ${line}`);
}

describe("of the conformance files", () => {
  testWith(valid)("each valid one breaks no rule", async () => {
    for (const row of valid)
      expect({ file: row.file, errors: await errorsOf(row) }).toEqual({ file: row.file, errors: [] });
  });

  testWith(invalid)("each invalid one breaks the rules that its manifest speaks of", async () => {
    for (const row of invalid) {
      const found = new Set((await errorsOf(row)).map((error) => error.split(" ")[0]));
      const missing = rulesOf(row.file, row.why).filter((rule) => !found.has(rule));
      expect({ file: row.file, missing }).toEqual({ file: row.file, missing: [] });
    }
  });

  testWith(lenient)("each that its origin reads against its schema is validated", async () => {
    for (const row of lenient) expect(await errorsOf(row)).toEqual(expect.any(Array));
  });

  testWith(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const answer = await errorsOf(row).then(
        (errors) => (errors.length === 0 ? "accept" : "reject"),
        (error: unknown) => (error instanceof Refusal ? "reject" : String(error)),
      );
      expect([row.file, answer, mayBe(row, answer)]).toEqual([row.file, answer, true]);
    }
  });
});

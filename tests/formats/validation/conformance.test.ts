import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { Refusal } from "../../../src/refusal.js";
import { breachesOf } from "./rule-case.js";
import { rulesOf } from "./reasons.js";

/**
 * Files by others, with a manifest of what each should give. They lie beside the project and are no part of it: without
 * them there is nothing to run.
 */
const folder = new URL("../../../../shared/testdata/", import.meta.url);

interface Row {
  readonly file: string;
  readonly expected: string;
  readonly why: string;
  readonly path: URL;
}

function manifest(name: string): Row[] {
  const path = new URL(`${name}/manifest.tsv`, folder);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: the conformance files of ${name}/ are not there`);
    return [];
  }
  const [head = "", ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    const cell = (column: string): string => cells[columns.indexOf(column)] ?? "";
    const file = cell("file");
    return {
      file,
      expected: cell("expected"),
      why: cell("why"),
      path: new URL(`${name}/${file}`, folder),
    };
  });
}

const all = ["xliff", "tmx", "tbx"].flatMap(manifest);
const valid = all.filter(({ expected }) => expected === "valid");
const invalid = all.filter(({ expected }) => expected === "invalid");
const lenient = all.filter(({ expected }) => expected === "valid-lenient");
const hostile = manifest("hostile");
const skip = (rows: readonly Row[]): typeof test => (rows.length === 0 ? (test.skip as typeof test) : test);

async function errorsOf({ path }: Row): Promise<string[]> {
  const found = await breachesOf(readFileSync(path));
  return found.filter(({ severity }) => severity === "error").map(({ rule, line }) => `${rule} at ${line}`);
}

describe("of the conformance files", () => {
  skip(valid)("each valid one breaks no rule", async () => {
    for (const row of valid)
      expect({ file: row.file, errors: await errorsOf(row) }).toEqual({ file: row.file, errors: [] });
  });

  skip(invalid)("each invalid one breaks the rules that its manifest speaks of", async () => {
    for (const row of invalid) {
      const found = new Set((await errorsOf(row)).map((error) => error.split(" ")[0]));
      const missing = rulesOf(row.file, row.why).filter((rule) => !found.has(rule));
      expect({ file: row.file, missing }).toEqual({ file: row.file, missing: [] });
    }
  });

  skip(lenient)("each that its origin reads against its schema is validated", async () => {
    for (const row of lenient) expect(await errorsOf(row)).toEqual(expect.any(Array));
  });

  skip(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const answer = await errorsOf(row).then(
        (errors) => (errors.length === 0 ? "accept" : "reject"),
        (error: unknown) => (error instanceof Refusal ? "reject" : String(error)),
      );
      const mayAccept = /accept|leave unresolved|ignore the DTD|keep losslessly/.test(row.expected);
      const mayReject = row.expected.includes("reject");
      expect([row.file, (answer === "accept" && mayAccept) || (answer === "reject" && mayReject)]).toEqual([
        row.file,
        true,
      ]);
    }
  });
});

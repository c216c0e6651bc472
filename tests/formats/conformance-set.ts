import { existsSync, readFileSync } from "node:fs";
import { test } from "@jest/globals";

/**
 * Files by others, with a manifest of what each should give. They lie beside the project and are no part of it: without
 * them there is nothing to run, and the tests that want them say so.
 */
const folder = new URL("../../../shared/testdata/", import.meta.url);

/** A file of a set, with what its manifest says of it. */
export interface ConformanceFile {
  readonly file: string;
  readonly expected: string;
  readonly why: string;
  readonly note: string;
  readonly bytes: () => Buffer;
}

/** The files of a set (`xliff`, `tmx`, `tbx`, `hostile`); none where it is not there. */
export function conformanceSet(name: string): ConformanceFile[] {
  const manifest = new URL(`${name}/manifest.tsv`, folder);
  if (!existsSync(manifest)) {
    console.warn(`SKIPPED: the conformance files of ${name}/ are not there`);
    return [];
  }
  const [head = "", ...rows] = readFileSync(manifest, "utf8").trimEnd().split("\n");
  const columns = head.split("\t");
  return rows.map((row) => {
    const cells = row.split("\t");
    const cell = (column: string): string => cells[columns.indexOf(column)] ?? "";
    const file = cell("file");
    const bytes = (): Buffer => conformanceBytes(name, file);
    return { file, expected: cell("expected"), why: cell("why"), note: cell("note"), bytes };
  });
}

/** A file of a set by its name. */
export function conformanceBytes(name: string, file: string): Buffer {
  return readFileSync(new URL(`${name}/${file}`, folder));
}

/** `test` where there are files to try, else `test.skip`. */
export function testWith(files: readonly ConformanceFile[]): typeof test {
  return files.length === 0 ? (test.skip as typeof test) : test;
}

/** Whether a hostile file may be answered so; an answer that is neither is none that it may have. */
export function mayBe({ expected }: ConformanceFile, answer: string): boolean {
  if (answer === "accept") return /accept|leave unresolved|ignore the DTD|keep losslessly/.test(expected);
  return answer === "reject" && expected.includes("reject");
}

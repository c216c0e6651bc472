import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { withoutAnnotations } from "../../src/formats/xliff-codes.js";
import { stripAll } from "../../src/formats/xliff-strip.js";
import { isEmpty } from "../../src/segment.js";
import { conformanceSet, testWith } from "./conformance-set.js";
import { counted, everything, lookupOf, unitsIn, type Options } from "./pretranslated.js";

const ways: Options[] = [{}, { fill: 100 }, { terms: "glossary" }, { fill: 50, terms: "mrk" }];

/** What a pre-translation must leave as it was: every source, and every target that holds something. */
async function said(file: Uint8Array): Promise<unknown[]> {
  return (await unitsIn(file)).map(({ id, segments, notes }) => ({
    id,
    notes: notes.map(({ text }) => text),
    segments: segments.map(({ id: name, source, status, isLocked }) => ({
      // A segment that had no id may have been given one, which tells a unit's only segment nothing.
      name: name?.startsWith("entente-") === true ? undefined : name,
      source: withoutAnnotations(source),
      status,
      isLocked,
    })),
  }));
}

/** What goes wrong with a file, in all ways of pre-translating it; nothing, if all is well. */
async function faultsOf(file: Uint8Array): Promise<string[]> {
  const faults: string[] = [];
  const clean = Buffer.from(await stripAll(file));
  const same = (result: Uint8Array, wanted: Uint8Array, what: string): void => {
    if (!Buffer.from(wanted).equals(result)) faults.push(what);
  };
  same(
    (
      await counted(
        clean,
        lookupOf(() => ({})),
      )
    ).file,
    clean,
    "an empty memory changes bytes",
  );
  const before = await said(clean);
  const targets = (await unitsIn(clean)).map(({ segments }) => segments.map(({ target }) => target));
  for (const way of ways) {
    const named = JSON.stringify(way);
    const once = (await counted(clean, everything, way)).file;
    same(await stripAll(once), clean, `${named}: strip does not give the file back`);
    same((await counted(once, everything, way)).file, once, `${named}: twice is not once`);
    same(
      (
        await counted(
          once,
          lookupOf(() => ({})),
          way,
        )
      ).file,
      clean,
      `${named}: what is found no more stays`,
    );
    if (JSON.stringify(await said(once)) !== JSON.stringify(before)) faults.push(`${named}: segments differ`);
    for (const [i, { segments }] of (await unitsIn(once)).entries()) {
      for (const [j, { target }] of segments.entries()) {
        const was = targets[i]?.[j];
        if (was === undefined || (isEmpty(was) && was.codes.length === 0)) continue;
        if (JSON.stringify(was) !== JSON.stringify(target)) faults.push(`${named}: a target was changed`);
      }
    }
  }
  return faults;
}

describe("every fixture", () => {
  for (const name of ["xliff/", "bilingual/"]) {
    const folder = new URL(name, import.meta.url);
    const files = readdirSync(folder).filter((file) => /\.(?:xlf|sdlxliff|mqxliff|mxliff)$/.test(file));
    test.each(files)(`${name}%s is given back byte for byte, and once is twice`, async (file) => {
      expect(await faultsOf(readFileSync(new URL(file, folder)))).toEqual([]);
    });
  }
});

const valid = conformanceSet("xliff").filter(({ expected }) => expected.startsWith("valid"));

testWith(valid)("so is each valid file by others", async () => {
  const wrong: unknown[] = [];
  for (const { file, bytes } of valid) {
    const faults = await faultsOf(bytes()).catch((error: unknown) => [String(error)]);
    if (faults.length > 0) wrong.push([file, ...faults]);
  }
  expect(wrong).toEqual([]);
});

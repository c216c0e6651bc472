import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { writeTmx } from "../../src/formats/tmx-writer.js";
import type { LanguageTag } from "../../src/language.js";
import { Refusal } from "../../src/refusal.js";
import { eventsOf, unitsOf } from "./bytes.js";

/**
 * Files by others, with a manifest of what each should give. They lie beside the project and are no part of it: without
 * them there is nothing to run.
 */
const folder = new URL("../../../shared/testdata/", import.meta.url);

interface Row {
  readonly file: string;
  readonly expected: string;
  readonly note: string;
}

function manifest(name: string): Row[] {
  const path = new URL(`${name}/manifest.tsv`, folder);
  if (!existsSync(path)) {
    console.warn(`SKIPPED: the conformance files of ${name}/ are not there`);
    return [];
  }
  const rows = readFileSync(path, "utf8").trimEnd().split("\n").slice(1);
  return rows.map((row) => {
    const [file = "", , , , expected = "", , note = ""] = row.split("\t");
    return { file, expected, note };
  });
}

function fileOf(name: string, { file }: Row): Buffer {
  return readFileSync(new URL(`${name}/${file}`, folder));
}

const valid = manifest("tmx");
const hostile = manifest("hostile").filter(({ file }) => file.endsWith(".tmx14.tmx"));
const skip = (rows: readonly Row[]): typeof test => (rows.length === 0 ? (test.skip as typeof test) : test);

describe("of the conformance files", () => {
  skip(valid)("each valid one is read with every unit, and the same when written and read again", async () => {
    for (const row of valid) {
      const events = await eventsOf(fileOf("tmx", row));
      expect({ file: row.file, problems: events.filter(({ kind }) => kind === "problem") }).toEqual({
        file: row.file,
        problems: [],
      });
      const units = events.flatMap((event) => (event.kind === "unit" ? [event.unit] : []));
      const entries = /(\d+) entries/.exec(row.note)?.[1];
      expect([row.file, units.length]).toEqual([row.file, Number(entries)]);
      const again = await unitsOf([...writeTmx(units, { sourceLang: "en" as LanguageTag })].join(""));
      expect(again).toEqual(units);
    }
  });

  skip(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const answer = await eventsOf(fileOf("hostile", row)).then(
        () => "accept",
        (error: unknown) => (error instanceof Refusal ? "reject" : String(error)),
      );
      const mayAccept =
        /accept|leave unresolved|ignore the DTD/.test(row.expected) || row.expected.includes("keep losslessly");
      const mayReject = row.expected.includes("reject");
      expect([row.file, (answer === "accept" && mayAccept) || (answer === "reject" && mayReject)]).toEqual([
        row.file,
        true,
      ]);
    }
  });

  skip(hostile)("those with text that must survive give that text", async () => {
    const textOf = async (name: string): Promise<string[]> => {
      const file = readFileSync(new URL(`hostile/${name}.tmx14.tmx`, folder));
      return (await unitsOf(file)).flatMap(({ variants }) => variants.map(({ segment }) => segment.text));
    };
    expect(await textOf("cdata")).toContain("<b>5 & 6</b>");
    expect(await textOf("comment-in-text")).toContain("Bonjour");
    expect((await textOf("crlf-newlines")).join("")).not.toContain("\r");
    expect((await textOf("cr-charref")).join("")).toContain("\r");
    expect((await textOf("spaces")).join("")).toMatch(/\u00A0.*\u202F|\u202F.*\u00A0/s);
    expect((await textOf("nfd")).join("")).toContain("e\u0301");
    expect((await textOf("bidi-zero-width")).join("")).toContain("\uFEFF");
    expect(await textOf("utf16le-bom-says-utf8")).toEqual(await textOf("utf16be-bom"));
  });
});

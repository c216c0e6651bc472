import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { writeTbx } from "../../src/formats/tbx-writer.js";
import { conceptsIn, glossaryEvents, outcomeOf } from "./glossary-events.js";

/**
 * Files by others, with a manifest of what each should give. They lie beside the project and are no part of it: without
 * them there is nothing to run.
 */
const folder = new URL("../../../shared/testdata/", import.meta.url);

interface Row {
  readonly file: string;
  readonly expected: string;
  readonly why: string;
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
    const [file = "", , , , expected = "", why = "", note = ""] = row.split("\t");
    return { file, expected, why, note };
  });
}

function fileOf(name: string, { file }: Row): Buffer {
  return readFileSync(new URL(`${name}/${file}`, folder));
}

const conforming = manifest("tbx");
const hostile = manifest("hostile").filter(({ file }) => /\.tbx[23]\.tbx$/.test(file));
const skip = (rows: readonly Row[]): typeof test => (rows.length === 0 ? (test.skip as typeof test) : test);

/** What the valid files themselves say wrongly, by their names: no other problem may be found in them. */
const KNOWN_PROBLEMS: readonly [RegExp, RegExp][] = [
  [/Good-Basic1/, /ill-formed language "---"|stands twice/],
  [/Good-Basic2/, /stands twice/],
  [/Unknown_Dialect1/, /a term in \w+ is empty|has no term that can be read|stands twice/],
];

describe("of the conformance files", () => {
  skip(conforming)("each valid one gives every entry, and the same when written and read again", async () => {
    for (const row of conforming.filter(({ expected }) => expected.startsWith("valid"))) {
      const events = await glossaryEvents(fileOf("tbx", row));
      const concepts = events.flatMap((event) => (event.kind === "concept" ? [event.concept] : []));
      const problems = events.flatMap((event) => (event.kind === "problem" ? [event] : []));
      const known = KNOWN_PROBLEMS.find(([file]) => file.test(row.file))?.[1];
      const unknown = problems.filter(({ problem }) => known?.test(problem.reason) !== true);
      expect({ file: row.file, unknown }).toEqual({ file: row.file, unknown: [] });
      const entries = Number(/(\d+) entries/.exec(row.note)?.[1]);
      expect([row.file, concepts.length + problems.filter(({ lost }) => lost).length]).toEqual([row.file, entries]);
      const glossary = concepts.map((concept, i) => ({ id: `own-${i}`, ...concept }));
      for (const version of [2, 3] as const) {
        const again = await conceptsIn([...writeTbx(glossary, { version, name: "x" })].join(""));
        expect(again).toEqual(glossary);
      }
    }
  });

  skip(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const answer = await outcomeOf(fileOf("hostile", row));
      const mayAccept =
        /accept|leave unresolved|ignore the DTD/.test(row.expected) || row.expected.includes("keep losslessly");
      const mayReject = row.expected.includes("reject");
      expect([row.file, (answer === "read" && mayAccept) || (answer === "refused" && mayReject)]).toEqual([
        row.file,
        true,
      ]);
    }
  });

  skip(hostile)("those with text that must survive give that text", async () => {
    const textOf = async (name: string): Promise<string> => {
      const texts: string[] = [];
      for (const version of [2, 3]) {
        const read = await conceptsIn(readFileSync(new URL(`hostile/${name}.tbx${version}.tbx`, folder)));
        texts.push(read.flatMap(({ terms }) => terms.map(({ text }) => text)).join("|"));
      }
      expect(texts[0]).toBe(texts[1]);
      return texts[0] ?? "";
    };
    expect(await textOf("cdata")).toContain("<b>5 & 6</b>");
    expect(await textOf("comment-in-text")).toContain("Bonjour");
    expect(await textOf("crlf-newlines")).not.toContain("\r");
    expect(await textOf("cr-charref")).toContain("\r");
    expect(await textOf("spaces")).toMatch(/^\s.*\u00A0.*\u202F|\u202F.*\u00A0/s);
    expect(await textOf("nfd")).toContain("e\u0301");
    expect(await textOf("bidi-zero-width")).toContain("\uFEFF");
    expect(await textOf("utf16le-bom-says-utf8")).toEqual(await textOf("utf16be-bom"));
    expect(await textOf("charref-astral")).toContain("a😀b 😀");
    expect(await textOf("proto-keys")).toBe("__proto__|constructor");
  });
});

import { describe, expect } from "@jest/globals";
import { writeTmx } from "../../src/formats/tmx-writer.js";
import type { LanguageTag } from "../../src/language.js";
import { Refusal } from "../../src/refusal.js";
import { eventsOf, unitsOf } from "./bytes.js";
import { conformanceBytes, conformanceSet, mayBe, testWith } from "./conformance-set.js";

const valid = conformanceSet("tmx");
const hostile = conformanceSet("hostile").filter(({ file }) => file.endsWith(".tmx14.tmx"));

describe("of the conformance files", () => {
  testWith(valid)("each valid one is read with every unit, and the same when written and read again", async () => {
    for (const row of valid) {
      const events = await eventsOf(row.bytes());
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

  testWith(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const answer = await eventsOf(row.bytes()).then(
        () => "accept",
        (error: unknown) => (error instanceof Refusal ? "reject" : String(error)),
      );
      expect([row.file, answer, mayBe(row, answer)]).toEqual([row.file, answer, true]);
    }
  });

  testWith(hostile)("those with text that must survive give that text", async () => {
    const textOf = async (name: string): Promise<string[]> => {
      const file = conformanceBytes("hostile", `${name}.tmx14.tmx`);
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

import { describe, expect } from "@jest/globals";
import { writeTbx } from "../../src/formats/tbx-writer.js";
import { conformanceBytes, conformanceSet, mayBe, testWith } from "./conformance-set.js";
import { conceptsIn, glossaryEvents, outcomeOf } from "./glossary-events.js";

const conforming = conformanceSet("tbx");
const hostile = conformanceSet("hostile").filter(({ file }) => /\.tbx[23]\.tbx$/.test(file));

/** What any file may hold that concepts have no room for. */
const LEFT_OUT = /^the file's back matter was left out, with its \d+ entr/;

/** What the valid files themselves say wrongly, by their names: no other problem may be found in them. */
const KNOWN_PROBLEMS: readonly [RegExp, RegExp][] = [
  [/Good-Basic1/, /ill-formed language "---"|stands twice/],
  [/Good-Basic2/, /stands twice/],
  [/Unknown_Dialect1/, /a term in \w+ is empty|has no term that can be read|stands twice/],
];

describe("of the conformance files", () => {
  testWith(conforming)("each valid one gives every entry, and the same when written and read again", async () => {
    for (const row of conforming.filter(({ expected }) => expected.startsWith("valid"))) {
      const events = await glossaryEvents(row.bytes());
      const concepts = events.flatMap((event) => (event.kind === "concept" ? [event.concept] : []));
      const problems = events.flatMap((event) => (event.kind === "problem" ? [event] : []));
      const known = KNOWN_PROBLEMS.find(([file]) => file.test(row.file))?.[1];
      const unknown = problems.filter(
        ({ problem }) => !LEFT_OUT.test(problem.reason) && known?.test(problem.reason) !== true,
      );
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

  testWith(hostile)("each hostile one is accepted or refused as its manifest says", async () => {
    for (const row of hostile) {
      const outcome = await outcomeOf(row.bytes());
      const answer = outcome === "read" ? "accept" : outcome === "refused" ? "reject" : outcome;
      expect([row.file, answer, mayBe(row, answer)]).toEqual([row.file, answer, true]);
    }
  });

  testWith(hostile)("those with text that must survive give that text", async () => {
    const textOf = async (name: string): Promise<string> => {
      const texts: string[] = [];
      for (const version of [2, 3]) {
        const read = await conceptsIn(conformanceBytes("hostile", `${name}.tbx${version}.tbx`));
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

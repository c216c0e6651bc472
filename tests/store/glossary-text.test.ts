import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { TERM_STATUSES, TERM_TYPES, type Concept } from "../../src/concept.js";
import type { LanguageTag } from "../../src/language.js";
import { readGlossary } from "../../src/store/glossary-content.js";
import { glossaryText, glossaryTextInSlices } from "../../src/store/glossary-text.js";
import { refused } from "./refused.js";
import { concept, term } from "./glossaries.js";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("the text of a large glossary", () => {
  const large = { name: "Large", concepts: Array.from({ length: 20_000 }, (_, i) => concept(`c${i}`)) };

  test("is made while others are answered, and is the same", async () => {
    let turns = 0;
    let isMade = false;
    const others = (): void => {
      turns++;
      if (!isMade) setImmediate(others);
    };
    setImmediate(others);
    const made = await glossaryTextInSlices(large);
    isMade = true;
    expect(turns).toBeGreaterThan(1);
    expect(made).toBe(glossaryText(large));
    expect(readGlossary(bytes(made))).toEqual(large);
  });

  test("of none is the same too", async () => {
    for (const content of [
      { name: "", concepts: [] },
      { name: "n", note: "", concepts: [concept("a")] },
    ]) {
      expect(await glossaryTextInSlices(content)).toBe(glossaryText(content));
    }
  });
});

describe("the text of a glossary", () => {
  test("is laid out to be reviewed: a term on one line, a source on one line", () => {
    const full: Concept = {
      id: "N001",
      subject: "NATO",
      definition: "d",
      note: "n",
      terms: [
        term("fr", "l’Organisation"),
        term("en", "NATO", { type: "acronym", note: "t", sources: ["https://a", "b"] }),
      ],
      sources: ["https://c", "d"],
      properties: { b: "2", a: "1" },
    };
    expect(
      glossaryText({ name: "Official", note: "note", concepts: [full, { id: "N002", terms: [term("fr", "x")] }] }),
    ).toBe(
      `{
  "entente": "glossary",
  "version": 1,
  "name": "Official",
  "note": "note",
  "concepts": [
    {
      "id": "N001",
      "subject": "NATO",
      "definition": "d",
      "note": "n",
      "terms": [
        { "lang": "fr", "text": "l’Organisation", "status": "preferred", "type": "full-form" },
        { "lang": "en", "text": "NATO", "status": "preferred", "type": "acronym", "note": "t", "sources": ["https://a", "b"] }
      ],
      "sources": [
        "https://c",
        "d"
      ],
      "properties": {
        "a": "1",
        "b": "2"
      }
    },
    {
      "id": "N002",
      "terms": [
        { "lang": "fr", "text": "x", "status": "preferred", "type": "full-form" }
      ]
    }
  ]
}
`,
    );
  });

  test("of a glossary without concepts is short", () => {
    expect(glossaryText({ name: "", concepts: [] }).split("\n")).toHaveLength(7);
  });

  test("gives back what it was made from, whatever that is", () => {
    const text = fc
      .string({ unit: "grapheme", maxLength: 30 })
      .map((value) => value.replace(/[\u0000-\u001F\uFFFE\uFFFF]/g, "")); // eslint-disable-line no-control-regex
    const filled = text.map((value) => `x${value}`);
    const optional = { requiredKeys: [] };
    const someTerm = fc
      .tuple(
        fc.record({
          lang: fc.constantFrom("fr", "en-GB", "zh-Hant-TW").map((tag) => tag as LanguageTag),
          text: filled,
          status: fc.constantFrom(...TERM_STATUSES),
          type: fc.constantFrom(...TERM_TYPES),
        }),
        fc.record({ note: text, sources: fc.array(text, { maxLength: 3 }) }, optional),
      )
      .map(([required, more]) => ({ ...required, ...more }));
    const someConcept = fc
      .tuple(
        fc.record({ id: filled, terms: fc.array(someTerm, { minLength: 1, maxLength: 4 }) }),
        fc.record(
          {
            subject: text,
            definition: text,
            note: text,
            sources: fc.array(text),
            properties: fc.dictionary(filled, text),
          },
          optional,
        ),
      )
      .map(([required, more]): Concept => ({ ...required, ...more }));
    const concepts = fc.uniqueArray(someConcept, { selector: ({ id }) => id, maxLength: 4 });
    fc.assert(
      fc.property(filled, concepts, (name, concepts) => {
        expect(readGlossary(bytes(glossaryText({ name, concepts })))).toEqual({ name, concepts });
      }),
    );
  });
});

describe("a glossary edited into nonsense", () => {
  const good = glossaryText({ name: "G", concepts: [concept("a"), concept("b")] });
  const lineOf = (part: string, text = good): number => text.slice(0, text.indexOf(part)).split("\n").length;

  test.each([
    ["a comma too many", '"version": 1,', '"version": 1,,', 3, 16],
    ["a comma too few", '"version": 1,', '"version": 1', 4, 3],
    ["a quote too few", '"name": "G"', '"name": "G', 4, 14],
    ["single quotes", '"name": "G"', "\"name\": 'G'", 4, 11],
    ["a name without quotes", '"name"', "name", 4, 3],
    ["an unknown escape", '"G"', '"G\\x"', 4, 13],
    ["a tab in a string", '"G"', '"G\t"', 4, 13],
    ["an odd number", '"version": 1', '"version": 01', 3, 15],
    ["a comment", '"version": 1,', '"version": 1, // v', 3, 17],
    ["git's marks", '  "version": 1', '<<<<<<< HEAD\n  "version": 1', 3, 1],
  ])("by %s is refused with its place", async (_, from, to, line, column) => {
    expect(good).toContain(from);
    const refusal = await refused("malformed", () => readGlossary(bytes(good.replace(from, to))));
    expect([refusal.detail.line, refusal.detail.column]).toEqual([line, column]);
  });

  test.each([
    ["cut in half", good.slice(0, good.length / 2)],
    ["cut before its last bracket", good.trimEnd().slice(0, -1)],
    ["empty", ""],
    ["followed by more", `${good}{}`],
    ["nested without end", "[".repeat(100_000)],
  ])("by being %s is refused with its place", async (_, text) => {
    const refusal = await refused("malformed", () => readGlossary(bytes(text)));
    expect(refusal.detail.line).toBeGreaterThan(0);
    expect(refusal.detail.column).toBeGreaterThan(0);
  });

  test.each([
    ["an unknown status", '"status": "preferred"', '"status": "best"', "$.concepts[0].terms[0].status"],
    ["an ill-formed language", '"lang": "fr"', '"lang": "français"', "$.concepts[0].terms[0].lang"],
    ["an empty term", '"text": "term b"', '"text": " "', "$.concepts[1].terms[1].text"],
    ["an unknown member", '"id": "b"', '"id": "b", "remark": ""', "$.concepts[1].remark"],
    ["a second concept of an id", '"id": "b"', '"id":  "a"', "$.concepts[1].id"],
    ["a number for a text", '"name": "G"', '"name": 7', "$.name"],
    ["another format", '"entente": "glossary"', '"entente": "settings"', "$.entente"],
    ["a later version", '"version": 1', '"version": 2', "$.version"],
    ["a lone surrogate", '"text": "term b"', '"text": "\\ud800"', "$.concepts[1].terms[1].text"],
  ])("by %s is refused with its line", async (_, from, to, path) => {
    const text = good.replace(from, to);
    expect(text).not.toBe(good);
    const refusal = await refused("invalid", () => readGlossary(bytes(text)));
    expect(refusal.detail).toMatchObject({ path, line: lineOf(to, text) });
  });

  test("names the first fault of many, and the right member of those that look alike", async () => {
    const text = `{
  "version": 1,
  "note": { "version": 2, "concepts": [ { "id": 3 } ] },
  "entente": "glossary",
  "concepts": [],
  "name": ""
}`;
    const refusal = await refused("invalid", () => readGlossary(bytes(text)));
    expect(refusal.detail).toMatchObject({ path: "$.note", line: 3, column: 11 });
  });

  test("by a member nested a thousand levels deep is refused with its line", async () => {
    const deep = `"id": ${"[".repeat(1_000)}${"]".repeat(1_000)}`;
    const refusal = await refused("invalid", () => readGlossary(bytes(good.replace('"id": "b"', deep))));
    expect(refusal.detail).toMatchObject({ path: "$.concepts[1].id", line: lineOf('"id": "b"') });
  });

  test("by a missing member is refused at what should hold it", async () => {
    const refusal = await refused("invalid", () =>
      readGlossary(bytes(good.replace(/"terms": \[[^\]]*\]/, '"note": ""'))),
    );
    expect(refusal.detail).toMatchObject({ path: "$.concepts[0].terms", line: lineOf('{\n      "id"') });
  });

  test("by an encoding that is not UTF-8 is refused with the line, but not for a byte order mark", async () => {
    const latin1 = Buffer.from(good.replace("term b", "é b"), "latin1");
    const refusal = await refused("malformed", () => readGlossary(latin1));
    expect(refusal.detail.line).toBe(lineOf("term b"));
    expect(readGlossary(bytes(`\uFEFF${good.replaceAll("\n", "\r\n")}`)).concepts).toHaveLength(2);
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Concept } from "../../src/concept.js";
import type { GlossaryEvent } from "../../src/formats/concept-event.js";
import { guarded, unguarded } from "../../src/formats/formula-guard.js";
import { readGlossaryTable, type GlossaryTableOptions } from "../../src/formats/glossary-table-reader.js";
import { writeGlossaryCsv, writeOmegatGlossary } from "../../src/formats/glossary-table-writer.js";
import type { LanguageTag } from "../../src/language.js";
import { concepts, conceptText } from "./arbitrary-concept.js";
import { conceptsIn, glossaryEvents, outcomeOf } from "./glossary-events.js";

const folder = new URL("glossary-tables/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => /\.[ct]sv$/.test(name));
const EN_FR = { sourceLang: "en" as LanguageTag, targetLang: "fr" as LanguageTag };

type Reader = (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<GlossaryEvent>;

function reader(options: GlossaryTableOptions & { format: "csv" | "tsv" }): Reader {
  return (chunks) => readGlossaryTable(chunks, options);
}

describe("a pair of files in glossary-tables/", () => {
  for (const name of fixtures) {
    const file = readFileSync(new URL(name, folder));
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
    const read = reader({ format: name.endsWith("tsv") ? "tsv" : "csv", ...EN_FR });

    test(`${name} gives what its .json says, in one piece and byte by byte`, async () => {
      expect(await glossaryEvents(file, { read })).toEqual(expected);
      expect(await glossaryEvents(file, { read, size: 1 })).toEqual(expected);
    });

    test(`${name} cut at any byte is refused or read with problems`, async () => {
      for (let length = 0; length < file.length; length++) {
        expect(["read", "refused"]).toContain(await outcomeOf(file.subarray(0, length), read));
      }
    });
  }
});

test("any concepts written as CSV and read again are the same", async () => {
  // An empty property and one without a name are what CSV has no room for; a term at whose start a mark of bytes stands is one too.
  const full = (properties: Readonly<Record<string, string>> | undefined): boolean =>
    Object.values(properties ?? { x: "x" }).every((value) => value !== "");
  const writable = concepts.filter((all) =>
    all.every(
      ({ id, properties, terms }) => id.trim() === id && full(properties) && terms.every((t) => full(t.properties)),
    ),
  );
  await fc.assert(
    fc.asyncProperty(writable, fc.boolean(), async (glossary, byteOrderMark) => {
      fc.pre(glossary.length > 0);
      const file = [...writeGlossaryCsv(glossary, { byteOrderMark })].join("");
      const events = await glossaryEvents(file, { read: reader({ format: "csv" }) });
      expect(events.slice(1).map((event) => (event.kind === "concept" ? event.concept : event))).toEqual(glossary);
    }),
    { numRuns: 300 },
  );
});

test("no cell begins with what a spreadsheet takes for a formula, and every text comes back", () => {
  fc.assert(
    fc.property(fc.oneof(conceptText, fc.stringMatching(/^'*[=+\-@\t\r\n]?a?$/)), (text) => {
      expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n]/);
      expect(unguarded(guarded(text))).toBe(text);
    }),
  );
});

describe("columns that a caller maps", () => {
  const table = "Ref,EN,FR,Remark\n1,jetty,jetée,x\n";

  test("by name, and by number", async () => {
    for (const columns of ["concept:Ref,en:EN,fr:fr,note:remark", "source:2,target:FR,concept:1,note:4"]) {
      const read = await conceptsIn(table, reader({ format: "csv", columns, ...EN_FR }));
      expect(read).toMatchObject([
        {
          id: "1",
          note: "x",
          terms: [
            { lang: "en", text: "jetty" },
            { lang: "fr", text: "jetée" },
          ],
        },
      ]);
    }
  });

  test("by numbers alone are those of a table without names", async () => {
    const read = await conceptsIn("a;b;jetty;jetée\n", reader({ format: "csv", columns: "en:3,fr:4" }));
    expect(read).toMatchObject([{ terms: [{ text: "jetty" }, { text: "jetée" }] }]);
  });

  test("that are not there, or no mapping at all, are refused", async () => {
    for (const columns of ["en:DE,fr:FR", "en", "en:9,fr:2"]) {
      expect(await outcomeOf(table, reader({ format: "csv", columns }))).toBe("refused");
    }
  });
});

describe("columns that nobody knows", () => {
  const properties = { Client: "ACME" };

  test("are properties of the term in a row to a term, of the concept in a row to a concept", async () => {
    const read = reader({ format: "csv", ...EN_FR });
    const perTerm = await conceptsIn("lang,term,Client,\nen,jetty,ACME,x\n", read);
    expect(perTerm).toMatchObject([{ terms: [{ text: "jetty", properties }] }]);
    expect(perTerm[0]).not.toHaveProperty("properties");
    for (const header of ["en,fr,Client", "source,target,Client"]) {
      const perConcept = await conceptsIn(`${header}\njetty,jetée,ACME\nquay,quai,\n`, read);
      expect(perConcept).toMatchObject([{ properties, terms: [{ text: "jetty" }, { text: "jetée" }] }, {}]);
      expect(perConcept[1]).not.toHaveProperty("properties");
    }
  });

  test("are passed over by a mapping that does not name them, and kept under the name that it gives", async () => {
    const table = "EN,FR,Kunde,Rest\njetty,jetée,ACME,x\n";
    const mapped = await conceptsIn(table, reader({ format: "csv", columns: "en:EN,fr:FR,Client:Kunde" }));
    expect(mapped[0]?.properties).toEqual(properties);
  });

  test("of a language that has one already hold more terms of it", async () => {
    const read = await conceptsIn("fr,en,fr\njetée,jetty,môle\n", reader({ format: "csv" }));
    expect(read[0]?.terms.map(({ text, status }) => [text, status])).toEqual([
      ["jetée", "preferred"],
      ["môle", "admitted"],
      ["jetty", "preferred"],
    ]);
  });
});

test.each([
  ["en-GB,fr-CA", ["en-GB", "fr-CA"]],
  ["en_us;fr", ["en-US", "fr"]],
  ["Terme (fr-CA),Term (EN)", ["fr-CA", "en"]],
  ["term_en,terme-fr", ["en", "fr"]],
  ["Anglais,Français", ["en", "fr"]],
  ["zh-Hant-TW\tfr", ["zh-Hant-TW", "fr"]],
])("columns named %s hold the terms of those languages", async (header, langs) => {
  const delimiter = /[,;\t]/.exec(header)?.[0] ?? ",";
  const read = await conceptsIn(`${header}\na${delimiter}b\n`, reader({ format: "csv" }));
  expect(read.map(({ terms }) => terms.map(({ lang, text }) => [lang, text]))).toEqual([
    [
      [langs[0], "a"],
      [langs[1], "b"],
    ],
  ]);
});

test("OmegaT gets each approved term with each approved one, on a line each", () => {
  const term = (lang: string, text: string, status: Concept["terms"][0]["status"]): Concept["terms"][0] => {
    return { lang: lang as LanguageTag, text, status, type: "full-form" };
  };
  const glossary: Concept[] = [
    {
      id: "1",
      note: "a\tnote\nof two lines",
      terms: [
        term("fr", "digue", "deprecated"),
        term("fr", "môle", "admitted"),
        term("fr", "jetée", "preferred"),
        term("en-GB", "jetty", "preferred"),
      ],
    },
    { id: "2", terms: [term("fr", "quai", "preferred")] },
  ];
  expect([...writeOmegatGlossary(glossary, EN_FR)].join("")).toBe(
    "jetty\tjetée\ta note of two lines\njetty\tmôle\ta note of two lines\n",
  );
});

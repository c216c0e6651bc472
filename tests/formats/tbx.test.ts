import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Concept } from "../../src/concept.js";
import { writeTbx } from "../../src/formats/tbx-writer.js";
import { concepts } from "./arbitrary-concept.js";
import { conceptsIn, glossaryEvents, outcomeOf, type WholeConcept } from "./glossary-events.js";

const folder = new URL("tbx/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".tbx"));
const VERSIONS = [2, 3] as const;

function written(glossary: readonly Concept[], version: 2 | 3): string {
  return [...writeTbx(glossary, { version, name: "a <name> & more", note: "a note" })].join("");
}

/** With an id, as a glossary gives it to what comes without. */
function named(read: readonly WholeConcept[]): Concept[] {
  return read.map((concept, i) => ({ id: `own-${i}`, ...concept }));
}

describe("a pair of files in tbx/", () => {
  test("there are some", () => expect(fixtures.length).toBeGreaterThanOrEqual(9));

  for (const name of fixtures) {
    const file = readFileSync(new URL(name, folder));
    const expected: unknown = JSON.parse(readFileSync(new URL(name.replace(/tbx$/, "json"), folder), "utf8"));

    test(`${name} gives what its .json says, in one piece and byte by byte`, async () => {
      expect(await glossaryEvents(file)).toEqual(expected);
      expect(await glossaryEvents(file, { size: 1 })).toEqual(expected);
    });

    for (const version of VERSIONS) {
      test(`${name} written as version ${version} and read again gives the same concepts`, async () => {
        const glossary = named(await conceptsIn(file));
        const again = await glossaryEvents(written(glossary, version));
        expect(again[0]).toEqual({ kind: "header", name: "a <name> & more", note: "a note" });
        expect(again.slice(1).map((event) => (event.kind === "concept" ? event.concept : event))).toEqual(glossary);
      });
    }
  }
});

for (const version of VERSIONS) {
  test(`any concepts written as version ${version} and read again are the same, without a problem`, async () => {
    await fc.assert(
      fc.asyncProperty(concepts, async (glossary) => {
        const [, ...read] = await glossaryEvents(written(glossary, version));
        expect(read.map((event) => (event.kind === "concept" ? event.concept : event))).toEqual(glossary);
      }),
      { numRuns: 500 },
    );
  });
}

describe("what is written", () => {
  const glossary: Concept[] = [
    {
      id: "N1",
      subject: "OTAN",
      terms: [{ lang: "fr" as Concept["terms"][0]["lang"], text: "OTAN", status: "short-form", type: "acronym" }],
      properties: { status: "verified" },
    },
  ];

  test("is TBX-Basic where nothing else was kept, with what it has no word for in notes", () => {
    expect(written(glossary, 3)).toContain('<tbx type="TBX-Basic" style="dca" xml:lang="en"');
    expect(written(glossary, 2)).toContain('<martif type="TBX-Basic" xml:lang="en">');
    for (const version of VERSIONS) {
      expect(written(glossary, version)).toContain("<note>[entente:property status] verified</note>");
      expect(written(glossary, version)).toContain("<note>[entente:status] short-form</note>");
    }
  });

  test("names another dialect where a category was kept that TBX-Basic lacks", () => {
    const more = [{ ...glossary[0], properties: { reliabilityCode: "3" } }] as Concept[];
    expect(written(more, 3)).toContain('<tbx type="TBX-Entente" style="dca"');
    expect(written(more, 2)).toContain('<martif type="TBX" xml:lang="en">');
    const rest = [{ ...glossary[0], properties: { tbx: '<descrip type="figure"><hi>x</hi></descrip>' } }] as Concept[];
    expect(written(rest, 3)).toContain('<tbx type="TBX-Entente"');
  });
});

describe("a file that is cut or damaged", () => {
  const file = readFileSync(new URL("basic-dct-v3.tbx", folder));

  test("at any byte is refused, never read as if it were whole", async () => {
    const end = file.lastIndexOf(">") + 1;
    for (let length = 0; length < end; length++) {
      expect([length, await outcomeOf(file.subarray(0, length))]).toEqual([length, "refused"]);
    }
  });

  test("in any byte is refused or read, and nothing else happens", async () => {
    const damage = fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const damaged = Buffer.from(file);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect(["read", "refused"]).toContain(await outcomeOf(damaged));
      }),
      { numRuns: 300 },
    );
  });
});

describe("back matter is left out, and one problem of the file says so", () => {
  const entry = '<termEntry id="a"><langSet xml:lang="fr"><tig><term>a</term></tig></langSet></termEntry>';
  const object = (id: string): string => `<refObject id="${id}"><item type="fn">A. Martin</item></refObject>`;
  const list = (type: string, ...ids: readonly string[]): string =>
    `<refObjectList type="${type}">${ids.map(object).join("")}</refObjectList>`;

  async function toldOf(back: string): Promise<unknown> {
    const file = `<martif type="TBX"><text><body>${entry}</body>\n ${back}</text></martif>`;
    const events = await glossaryEvents(file);
    expect(await glossaryEvents(file, { size: 1 })).toEqual(events);
    const kinds = events.map(({ kind }) => kind);
    expect(kinds.slice(0, 2)).toEqual(["header", "concept"]);
    expect(kinds.length).toBeLessThanOrEqual(3);
    return events[2];
  }
  const leftOut = (what: string, column = 2): unknown => {
    const reason = `the file's back matter was left out, with its ${what}`;
    return { kind: "problem", problem: { line: 2, column, reason }, lost: false };
  };

  test("with what it holds, counted by its entries and named by the types of its lists", async () => {
    const people = list("respPerson", "p1", "p2");
    expect(await toldOf(`<back>${people}</back>`)).toEqual(leftOut("2 entries (respPerson)"));
    const both = people + list("respOrg", "o1") + list("respPerson", "p3");
    expect(await toldOf(`<back>${both}</back>`)).toEqual(leftOut("4 entries (respPerson, respOrg)"));
    expect(await toldOf(`<back><refObjectSec>${object("p")}</refObjectSec></back>`)).toEqual(leftOut("1 entry"));
  });

  test("once for a file, whatever it calls what it holds, and however often it has any", async () => {
    expect(await toldOf("<back><p>Thanks</p><table><row/><row/></table></back>")).toEqual(leftOut("2 entries"));
    const twice = `<back>${list("bibl", "b")}</back><back>${list("bibl", "c")}</back>`;
    expect(await toldOf(twice)).toEqual(leftOut("2 entries (bibl)"));
    expect(await toldOf(`<back/><back>${list("bibl", "c")}</back>`)).toEqual(leftOut("1 entry (bibl)", 9));
  });

  test("in few words, whatever its lists are called", async () => {
    const many = Array.from({ length: 1_000 }, (_, i) => list(`t${i}`, `o${i}`)).join("");
    expect(await toldOf(`<back>${many}</back>`)).toEqual(leftOut("1000 entries (t0, t1, t2, t3, t4, …)"));
    const long = list("x".repeat(100_000), "o");
    expect(await toldOf(`<back>${long}</back>`)).toEqual(leftOut(`1 entry (${"x".repeat(40)}…)`));
  });

  test("and not where nothing is", async () => {
    for (const back of ["", "<back/>", "<back>\n</back>", `<back>${list("respPerson")}</back>`]) {
      expect(await toldOf(back)).toBeUndefined();
    }
    expect(await glossaryEvents(`<martif><text><back>${list("bibl", "b")}</back></text></martif>`)).toEqual([
      { kind: "header" },
      { kind: "problem", problem: expect.objectContaining({ line: 1, column: 15 }) as unknown, lost: false },
    ]);
  });
});

describe("an entry past a limit costs itself only", () => {
  const entry = (id: string, inside: string): string =>
    `<termEntry id="${id}">${inside}<langSet xml:lang="fr"><tig><term>${id}</term></tig></langSet></termEntry>`;
  const around = (entries: string): string => `<martif type="TBX"><text><body>${entries}</body></text></martif>`;

  test("of elements, and of length", async () => {
    const many = "<note/>".repeat(20_001);
    const long = `<note>${"x".repeat(900_000)}</note>`.repeat(5);
    const events = await glossaryEvents(around(entry("a", many) + entry("b", long) + entry("c", "")));
    expect(events.map((event) => (event.kind === "problem" ? event.problem.unit : event.kind))).toEqual([
      "header",
      "a",
      "b",
      "concept",
    ]);
  });

  test("of a text", async () => {
    const long = `<note>${"x".repeat(65_536)}</note>`;
    const events = await glossaryEvents(around(entry("a", long) + entry("b", "")));
    expect(events.map(({ kind }) => kind)).toEqual(["header", "problem", "concept"]);
  });
});

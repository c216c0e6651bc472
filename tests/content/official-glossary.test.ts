import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { conceptsOfTable } from "../../src/cli/glossary-table.js";
import type { Concept, Term } from "../../src/concept.js";
import { glossaryText } from "../../src/store/glossary-text.js";

const FILE = new URL("../../glossary/official.json", import.meta.url);
/** Where the table lies in the team's shared folder, beside the repository; it is not part of the repository. */
const TABLE = new URL("../../../shared/terms/glossary.tsv", import.meta.url);

const text = readFileSync(FILE, "utf8");
const glossary = JSON.parse(text) as {
  entente: string;
  version: number;
  name: string;
  note: string;
  concepts: Concept[];
};

/** The cell that a concept's terms were made from, worked out without the code that made them. */
function cellOf(concept: Concept, column: string): string {
  const [, lang, kind = ""] = /^(fr|en)_(.+)$/.exec(column) ?? [];
  if (lang === undefined) {
    if (column === "source_urls") return (concept.sources ?? []).join(" ");
    if (column === "status") return concept.properties?.["status"] ?? "";
    if (column === "forbidden_basis") return concept.properties?.["forbiddenBasis"] ?? "";
    return String(concept[column as "id" | "subject" | "note"] ?? "");
  }
  const fits: Record<string, (term: Term) => boolean> = {
    preferred: ({ status, type }) => status === "preferred" && type === "full-form",
    admitted: ({ status, type }) => status === "admitted" && type === "variant",
    acronym: ({ status, type }) => type === "acronym" && (status === "preferred" || status === "admitted"),
    short_forms: ({ status }) => status === "short-form",
    accept_only: ({ status }) => status === "accept-only",
    forbidden: ({ status }) => status === "forbidden",
  };
  const fit = fits[kind];
  if (fit === undefined) throw new RangeError(`no such column: ${column}`);
  return concept.terms
    .filter((term) => term.lang === lang && fit(term))
    .map((term) => term.text)
    .join("|");
}

describe("the official glossary shipped in glossary/", () => {
  test("holds 189 concepts, each id once, each with a preferred term in French and in English", () => {
    expect(glossary).toMatchObject({ entente: "glossary", version: 1 });
    expect(glossary.concepts).toHaveLength(189);
    expect(new Set(glossary.concepts.map(({ id }) => id)).size).toBe(189);
    for (const { id, terms } of glossary.concepts) {
      for (const lang of ["fr", "en"]) {
        const preferred = terms.filter(
          (term) => term.lang === lang && term.status === "preferred" && term.type === "full-form",
        );
        expect([id, lang, preferred.length]).toEqual([id, lang, 1]);
      }
    }
  });

  test("holds every cell of the table that it was made from", () => {
    if (!existsSync(TABLE)) {
      console.warn("skipped: the table of official terms is not beside this repository");
      return;
    }
    const [head = "", ...rows] = readFileSync(TABLE, "utf8").replace(/\n$/, "").split("\n");
    const columns = head.split("\t");
    expect(rows).toHaveLength(glossary.concepts.length);
    const byId = new Map(glossary.concepts.map((concept) => [concept.id, concept]));
    for (const row of rows) {
      const cells = row.split("\t");
      const concept = byId.get(cells[0] ?? "");
      if (concept === undefined) throw new Error(`the concept ${cells[0]} is missing`);
      const held = columns.map((column) => cellOf(concept, column));
      expect(held).toEqual(cells);
    }
  });

  test("is laid out as the server writes it, so that the first edit changes one line", () => {
    const { name, note, concepts } = glossary;
    expect(text).toBe(glossaryText({ name, note, concepts }));
  });

  test("names no path of a machine, and has only web addresses for sources", () => {
    expect(text).not.toMatch(/\/(work|home|tmp|Users)\//);
    for (const source of glossary.concepts.flatMap(({ sources }) => sources ?? []))
      expect(source).toMatch(/^https?:\/\//);
  });

  test("matches acronyms in their case, forbidden ones included", () => {
    const termOf = (concept: string, form: string): Term | undefined =>
      glossary.concepts.find(({ id }) => id === concept)?.terms.find((term) => term.text === form);
    expect(termOf("E007", "COPS")).toMatchObject({ lang: "fr", status: "preferred", type: "acronym" });
    expect(termOf("E007", "CoPS")).toMatchObject({ lang: "fr", status: "admitted", type: "acronym" });
    expect(termOf("X024", "FYROM")).toMatchObject({ lang: "en", status: "forbidden", type: "acronym" });
    expect(termOf("X025", "Cape Verde")).toMatchObject({ lang: "en", status: "forbidden", type: "variant" });
  });
});

describe("the table of terms", () => {
  const head =
    "id\tsubject\tfr_preferred\tfr_admitted\tfr_acronym\tfr_forbidden\ten_preferred\ten_admitted\ten_acronym\ten_forbidden\tforbidden_basis\tfr_short_forms\ten_short_forms\tstatus\tsource_urls\tnote\tfr_accept_only\ten_accept_only";

  test("is refused with its line where a row is too short or a column unknown", () => {
    expect(() => conceptsOfTable(`${head}\nN1\tNATO\tAllié`)).toThrow(
      expect.objectContaining({ code: "malformed", detail: { line: 2 } }),
    );
    expect(() => conceptsOfTable(`${head}\tcolour`)).toThrow(
      expect.objectContaining({ code: "unsupported", detail: { line: 1 } }),
    );
    expect(() => conceptsOfTable("id\tsubject")).toThrow(expect.objectContaining({ code: "unsupported" }));
  });

  test("gives a row's terms in the order of their worth, empty cells none", () => {
    const row =
      "N1\tNATO\tAllié\tpays allié|pays membre\tA|B\t\tAlly\t\t\tOLD|old form\thouse: x\tl’Allié\t\tverified\thttps://a.example https://b.example\t\t\tAllied";
    expect(conceptsOfTable(`${head}\n${row}\n`)).toEqual([
      {
        id: "N1",
        subject: "NATO",
        terms: [
          { lang: "fr", text: "Allié", status: "preferred", type: "full-form" },
          { lang: "fr", text: "pays allié", status: "admitted", type: "variant" },
          { lang: "fr", text: "pays membre", status: "admitted", type: "variant" },
          { lang: "fr", text: "A", status: "preferred", type: "acronym" },
          { lang: "fr", text: "B", status: "admitted", type: "acronym" },
          { lang: "fr", text: "l’Allié", status: "short-form", type: "variant" },
          { lang: "en", text: "Ally", status: "preferred", type: "full-form" },
          { lang: "en", text: "Allied", status: "accept-only", type: "variant" },
          { lang: "en", text: "OLD", status: "forbidden", type: "acronym" },
          { lang: "en", text: "old form", status: "forbidden", type: "variant" },
        ],
        sources: ["https://a.example", "https://b.example"],
        properties: { status: "verified", forbiddenBasis: "house: x" },
      },
    ]);
  });
});

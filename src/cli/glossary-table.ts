import type { Concept, Term, TermStatus, TermType } from "../concept.js";
import { languageTag, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";

/**
 * The table that the official glossary was first made from: one concept a row, tabs between columns, `|` between the
 * values of a column. Its columns say what a term is, so a concept's terms stand in the columns' order, French first.
 */

/** What a column's values are. An acronym in first place is the preferred one, those after it are admitted. */
interface TermColumn {
  readonly column: string;
  readonly status: TermStatus;
  readonly type: (text: string) => TermType;
}

const TERM_COLUMNS: readonly TermColumn[] = [
  { column: "preferred", status: "preferred", type: () => "full-form" },
  { column: "admitted", status: "admitted", type: () => "variant" },
  { column: "acronym", status: "admitted", type: () => "acronym" },
  { column: "short_forms", status: "short-form", type: () => "variant" },
  { column: "accept_only", status: "accept-only", type: () => "variant" },
  { column: "forbidden", status: "forbidden", type: forbiddenType },
];

const LANGUAGES = ["fr", "en"] as const;

/** Every column of the table, so that one added or misspelt later is refused and not lost. */
const COLUMNS = new Set([
  "id",
  "subject",
  "note",
  "source_urls",
  "status",
  "forbidden_basis",
  ...LANGUAGES.flatMap((lang) => TERM_COLUMNS.map(({ column }) => columnOf(lang, column))),
]);

/** The concepts of a table in its order. Refuses a column that it does not know and a row of another length. */
export function conceptsOfTable(table: string): Concept[] {
  const [head = "", ...rows] = table.split(/\r?\n/).filter((line) => line !== "");
  const columns = head.split("\t");
  const unknown = columns.find((column) => !COLUMNS.has(column));
  const missing = [...COLUMNS].find((column) => !columns.includes(column));
  if (unknown !== undefined)
    throw new Refusal("unsupported", `the column "${unknown}" is not one of this table's`, { line: 1 });
  if (missing !== undefined) throw new Refusal("unsupported", `the column "${missing}" is missing`, { line: 1 });
  return rows.map((row, i) => {
    const cells = row.split("\t");
    if (cells.length !== columns.length) {
      throw new Refusal("malformed", `the row has ${cells.length} cells, its head ${columns.length}`, { line: i + 2 });
    }
    return conceptOf(new Map(columns.map((column, c) => [column, cells[c] ?? ""])));
  });
}

function conceptOf(row: ReadonlyMap<string, string>): Concept {
  const cell = (column: string): string => row.get(column) ?? "";
  const { subject, note } = { subject: cell("subject"), note: cell("note") };
  const sources = cell("source_urls")
    .split(/\s+/)
    .filter((url) => url !== "");
  const properties = {
    ...(cell("status") !== "" && { status: cell("status") }),
    ...(cell("forbidden_basis") !== "" && { forbiddenBasis: cell("forbidden_basis") }),
  };
  return {
    id: cell("id"),
    ...(subject !== "" && { subject }),
    ...(note !== "" && { note }),
    terms: LANGUAGES.flatMap((lang) => termsOf(lang, cell)),
    ...(sources.length > 0 && { sources }),
    ...(Object.keys(properties).length > 0 && { properties }),
  };
}

function termsOf(language: (typeof LANGUAGES)[number], cell: (column: string) => string): Term[] {
  const lang = languageTag(language) as LanguageTag;
  return TERM_COLUMNS.flatMap(({ column, status, type }) =>
    valuesOf(cell(columnOf(language, column))).map((text, i): Term => {
      const first = column === "acronym" && i === 0;
      return { lang, text, status: first ? "preferred" : status, type: type(text) };
    }),
  );
}

function columnOf(lang: string, column: string): string {
  return `${lang}_${column}`;
}

function valuesOf(cell: string): string[] {
  return cell.split("|").filter((value) => value !== "");
}

/** `NAMSA` and `DPKO` are acronyms, matched in their case; `Cape Verde` is a form like another. */
function forbiddenType(text: string): TermType {
  return /^[\p{Lu}\d]+$/u.test(text) ? "acronym" : "variant";
}

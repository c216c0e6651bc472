import { stringify } from "csv-stringify/sync";
import { isApproved, type Concept, type Term } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { guarded } from "./formula-guard.js";
import { GLOSSARY_FIELDS, PROPERTY_PREFIXES, type GlossaryField } from "./glossary-columns.js";

/** Without it Excel takes the bytes for those of an old code page. */
export const BYTE_ORDER_MARK = "\uFEFF";

export interface GlossaryTableWriting {
  /** Whether the file begins with a byte order mark, which Excel needs and most other programs do not. */
  readonly byteOrderMark?: boolean;
}

/**
 * Concepts as CSV (RFC 4180), a row to a term, with the names of the columns first. A concept's own fields stand in each of
 * its rows, so that the table can be sorted and filtered; further columns hold the properties that there are.
 */
export function* writeGlossaryCsv(
  concepts: readonly Concept[],
  { byteOrderMark = false }: GlossaryTableWriting = {},
): Generator<string> {
  const names = {
    concept: namesIn(concepts.map(({ properties }) => properties)),
    term: namesIn(concepts.flatMap(({ terms }) => terms.map(({ properties }) => properties))),
  };
  const header = [
    ...GLOSSARY_FIELDS,
    ...names.concept.map((name) => PROPERTY_PREFIXES.concept + name),
    ...names.term.map((name) => PROPERTY_PREFIXES.term + name),
  ];
  yield (byteOrderMark ? BYTE_ORDER_MARK : "") + csvRecords([header], ",");
  for (const concept of concepts) {
    const rows = concept.terms.map((term) => [
      ...GLOSSARY_FIELDS.map((field) => fieldOf(field, concept, term)),
      ...names.concept.map((name) => own(concept.properties, name)),
      ...names.term.map((name) => own(term.properties, name)),
    ]);
    yield csvRecords(rows, ",");
  }
}

function namesIn(all: readonly (Readonly<Record<string, string>> | undefined)[]): string[] {
  return [...new Set(all.flatMap((properties) => Object.keys(properties ?? {})))].sort();
}

function own(properties: Readonly<Record<string, string>> | undefined, name: string): string {
  return properties !== undefined && Object.hasOwn(properties, name) ? (properties[name] ?? "") : "";
}

/** Records of a table, each ending with CR LF; no cell of them is a formula. */
export function csvRecords(rows: readonly (readonly string[])[], delimiter: "," | "\t"): string {
  return stringify(
    rows.map((cells) => cells.map(guarded)),
    // A line end of either kind within a cell needs quotes, not only the one that ends a row; so does a cell by itself.
    { delimiter, record_delimiter: "\r\n", quoted_match: /[\r\n]/, quoted_empty: rows[0]?.length === 1 },
  );
}

function fieldOf(field: GlossaryField, concept: Concept, term: Term): string {
  switch (field) {
    case "concept":
      return concept.id;
    case "subject":
      return concept.subject ?? "";
    case "definition":
      return concept.definition ?? "";
    case "concept note":
      return concept.note ?? "";
    case "concept sources":
      return (concept.sources ?? []).join("\n");
    case "lang":
      return term.lang;
    case "term":
      return term.text;
    case "status":
      return term.status;
    case "type":
      return term.type;
    case "note":
      return term.note ?? "";
    case "sources":
      return (term.sources ?? []).join("\n");
    default:
      throw new TypeError(`no such field: ${String(field satisfies never)}`);
  }
}

/** The languages that a table of pairs goes between. */
export interface PairLanguages {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

/**
 * Concepts as OmegaT reads a glossary: source, target and remark between tabs, without names of columns and without
 * quoting. Each approved term goes with each approved term of the other language, the preferred ones first.
 */
export function* writeOmegatGlossary(
  concepts: readonly Concept[],
  { sourceLang, targetLang, byteOrderMark = false }: PairLanguages & GlossaryTableWriting,
): Generator<string> {
  if (byteOrderMark) yield BYTE_ORDER_MARK;
  for (const concept of concepts) {
    const remark = [concept.subject, concept.definition, concept.note].filter((text) => text !== undefined).join("; ");
    const targets = approved(concept, targetLang);
    const rows = approved(concept, sourceLang).flatMap((source) =>
      targets.map((target) => [source.text, target.text, remark].map((text) => guarded(onOneLine(text))).join("\t")),
    );
    if (rows.length > 0) yield `${rows.join("\n")}\n`;
  }
}

/** A concept's approved terms in a language, the preferred ones first. */
export function approved({ terms }: Concept, lang: LanguageTag): Term[] {
  const there = terms.filter((term) => isApproved(term.status) && primaryLanguage(term.lang) === primaryLanguage(lang));
  const rank = ({ status }: Term): number => (status === "preferred" ? 0 : 1);
  return there.sort((a, b) => rank(a) - rank(b));
}

function onOneLine(text: string): string {
  return text.replace(/[\t\r\n]+/g, " ").trim();
}

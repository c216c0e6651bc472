import { languageTag, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import { textFault } from "../segment.js";
import { columnMapping, mappedHeader } from "./column-mapping.js";
import type { GlossaryEvent, ReadConcept } from "./concept-event.js";
import { tableRows, type CsvRow, type TableFormat } from "./csv-rows.js";
import { detached } from "./detached.js";
import { unguarded } from "./formula-guard.js";
import {
  glossaryColumns,
  omegatColumns,
  statusNamed,
  typeNamed,
  type GlossaryColumns,
  type GlossaryField,
} from "./glossary-columns.js";
import { joined, twice, type ReadTerm } from "./read-term.js";

export interface GlossaryTableOptions {
  /** The languages of a table whose columns are only source and target, or have no names. */
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  /** Which columns hold what, where their names do not tell (column-mapping.ts). */
  readonly columns?: string;
}

/** The most concepts of one table: its rows may stand in any order, so that they are held until its end. */
const MAX_CONCEPTS = 200_000;

/**
 * The concepts of a CSV or TSV file: a row to a term with columns `lang` and `term`, where rows with one `concept` are one;
 * or a row to a concept with a column to a language, in whose cells `|` or a line end stands between terms; or OmegaT's two
 * or three columns without names, in languages asked for. A row that is wrong costs itself only.
 */
export async function* readGlossaryTable(
  chunks: AsyncIterable<Uint8Array>,
  options: GlossaryTableOptions & { readonly format: TableFormat },
): AsyncGenerator<GlossaryEvent> {
  const table = new GlossaryTable(options);
  yield { kind: "header" };
  for await (const row of tableRows(chunks, options.format)) yield* table.take(row);
  yield* table.end();
}

/** A concept whose rows are being read. */
interface Growing {
  readonly concept: { -readonly [Member in keyof ReadConcept]: ReadConcept[Member] };
  readonly terms: Map<LanguageTag, ReadTerm[]>;
  readonly line: number;
}

class GlossaryTable {
  readonly #options: GlossaryTableOptions;
  #columns: GlossaryColumns | undefined;
  #rows = 0;
  readonly #growing = new Map<string, Growing>();

  constructor(options: GlossaryTableOptions) {
    this.#options = options;
  }

  *take(row: CsvRow): Generator<GlossaryEvent> {
    this.#rows++;
    if (this.#columns === undefined) {
      const { columns, isHeader } = this.#columnsOf(row);
      this.#columns = columns;
      if (isHeader) return;
    }
    yield* this.#row(row, this.#columns);
  }

  #columnsOf(row: CsvRow): { columns: GlossaryColumns; isHeader: boolean } {
    const mapping = this.#options.columns === undefined ? undefined : columnMapping(this.#options.columns);
    const header = mapping === undefined ? row.cells : mappedHeader(row, mapping);
    const named = glossaryColumns(header, this.#options);
    const columns = named ?? omegatColumns(row.cells, this.#options);
    if (columns === undefined || (mapping !== undefined && named === undefined)) {
      const message =
        "the first row must name the columns: lang and term, or languages (en, fr); a table without names needs the " +
        "languages of its two or three columns (sourceLang, targetLang)";
      throw new Refusal("invalid", message, { line: row.line, column: 1 });
    }
    return { columns, isHeader: named !== undefined && mapping?.hasHeader !== false };
  }

  *#row(row: CsvRow, columns: GlossaryColumns): Generator<GlossaryEvent> {
    const cell = (field: GlossaryField): string => cellOf(row, columns.fields.get(field));
    const id = cell("concept").trim();
    const label = id === "" ? `#${this.#rows}` : id;
    const problem = (reason: string, lost: boolean): GlossaryEvent => {
      return { kind: "problem", problem: { line: row.line, column: 1, unit: label, reason }, lost };
    };
    const fault = row.cells.map(textFault).find((found) => found !== undefined);
    if (fault !== undefined) {
      yield problem(fault, true);
      return;
    }
    const status = statusNamed(cell("status"));
    if (status === undefined && cell("status").trim() !== "") {
      yield problem(
        `the status ${JSON.stringify(cell("status").slice(0, 40))} is none that we know; it was left out`,
        false,
      );
    }
    const type = typeNamed(cell("type"));
    const terms = columns.languages.length === 0 ? this.#term(row, columns) : termsInLanguages(row, columns);
    if (typeof terms === "string" || terms.length === 0) {
      yield problem(typeof terms === "string" ? terms : "the row has no term", true);
      return;
    }
    const key = id === "" ? `\0${this.#rows}` : id;
    const growing = this.#growing.get(key) ?? this.#started(key, id, row.line);
    this.#describe(growing, row, columns);
    for (const term of terms) {
      const said = { ...(status === undefined ? {} : { status }), ...(type === undefined ? {} : { type }) };
      const reason = grow(growing, { ...term, ...said });
      if (reason !== undefined) yield problem(reason, false);
    }
  }

  #term(row: CsvRow, { fields, termProperties }: GlossaryColumns): ReadTerm[] | string {
    const [named, text] = [cellOf(row, fields.get("lang")).trim(), cellOf(row, fields.get("term"))];
    const lang = languageTag(named);
    if (lang === undefined)
      return `${JSON.stringify(named.slice(0, 40))} is no language tag; write it as fr, en or fr-CA`;
    if (text.trim() === "") return "the row has no term";
    const note = cellOf(row, fields.get("note"));
    const sources = lines(cellOf(row, fields.get("sources")));
    const properties = propertiesOf(row, termProperties);
    return [
      {
        lang,
        text: detached(text),
        ...(note === "" ? {} : { note }),
        ...(sources.length === 0 ? {} : { sources }),
        ...(properties === undefined ? {} : { properties }),
      },
    ];
  }

  #started(key: string, id: string, line: number): Growing {
    if (this.#growing.size >= MAX_CONCEPTS) {
      const message = `the table has more than ${MAX_CONCEPTS} concepts; read it in parts`;
      throw new Refusal("too-large", message, { line, column: 1 });
    }
    const growing: Growing = { concept: { terms: [], ...(id === "" ? {} : { id }) }, terms: new Map(), line };
    this.#growing.set(key, growing);
    return growing;
  }

  /** Takes over what a row says of its concept, the first word that each member gets. */
  #describe({ concept }: Growing, row: CsvRow, { fields, languages, conceptProperties }: GlossaryColumns): void {
    const cell = (field: GlossaryField): string => cellOf(row, fields.get(field));
    const own = (value: string): string | undefined => (value === "" ? undefined : value);
    // A row to a concept has one note, which is the concept's.
    const note = own(cell("concept note")) ?? (languages.length > 0 ? own(cell("note")) : undefined);
    const sources = lines(cell("concept sources") || (languages.length > 0 ? cell("sources") : ""));
    const subject = own(cell("subject"));
    const definition = own(cell("definition"));
    const properties = propertiesOf(row, conceptProperties);
    if (subject !== undefined) concept.subject ??= subject;
    if (definition !== undefined) concept.definition ??= definition;
    if (note !== undefined) concept.note ??= note;
    if (sources.length > 0) concept.sources ??= sources;
    if (properties !== undefined) concept.properties = { ...properties, ...concept.properties };
  }

  *end(): Generator<GlossaryEvent> {
    if (this.#rows === 0) throw new Refusal("malformed", "the file has no rows", { line: 1, column: 1 });
    for (const { concept, terms, line } of this.#growing.values()) {
      const whole = { ...concept, terms: [...terms.values()].flat() };
      yield { kind: "concept", concept: whole, line, column: 1 };
    }
  }
}

/** Adds a term to a concept; what is to be told where it stands there already and says otherwise. */
function grow({ terms }: Growing, read: ReadTerm): string | undefined {
  const there = terms.get(read.lang) ?? [];
  const at = there.findIndex(({ text }) => text === read.text);
  const first = there[at];
  if (first === undefined) {
    terms.set(read.lang, [...there, read]);
    return undefined;
  }
  const { term, leftOut } = joined(first, read);
  terms.set(read.lang, there.with(at, term));
  return twice(read, leftOut);
}

/** A row to a concept: the terms of each language's cell. */
function termsInLanguages(row: CsvRow, { languages }: GlossaryColumns): ReadTerm[] {
  return languages.flatMap(({ lang, index }) => {
    const texts = cellOf(row, index)
      .split(/[|\r\n]+/)
      .map((text) => text.trim())
      .filter((text) => text !== "");
    return [...new Set(texts)].map((text) => ({ lang, text: detached(text) }));
  });
}

function cellOf({ cells }: CsvRow, index: number | undefined): string {
  return detached(unguarded((index === undefined ? "" : cells[index]) ?? ""));
}

function propertiesOf(row: CsvRow, columns: GlossaryColumns["termProperties"]): Record<string, string> | undefined {
  const entries = columns
    .map(({ name, index }) => [name, cellOf(row, index)] as const)
    .filter(([, value]) => value !== "");
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function lines(cell: string): string[] {
  return cell.split("\n").filter((line) => line.trim() !== "");
}

import { Refusal } from "../refusal.js";
import { plainSegment } from "../segment.js";
import { contentFault, type Context, type Property, type Provenance, type UnitContent } from "../unit.js";
import type { BilingualLanguages } from "./bilingual-event.js";
import { columnMapping, mappedHeader } from "./column-mapping.js";
import { namedColumns, unnamedColumns, type PairColumns } from "./csv-columns.js";
import { tableRows, type CsvRow, type TableFormat } from "./csv-rows.js";
import { detached } from "./detached.js";
import { unguarded } from "./formula-guard.js";
import { EDGE, MEMORY_COLUMNS, PROVENANCE_COLUMNS, type MemoryColumn } from "./memory-columns.js";
import type { ReadEvent } from "./read-event.js";
import { readTmxDate } from "./tmx-date.js";

export interface MemoryTableReading extends BilingualLanguages {
  readonly format: TableFormat;
  /** Which columns hold what, where their names do not tell (column-mapping.ts). */
  readonly columns?: string;
}

/**
 * The units of a CSV or TSV file. Its first row names the columns, in English or French, ours or any others (which become
 * properties); without such a row two columns are source and target, and a third holds notes, in languages asked for. A row
 * that is wrong costs itself only. Refusals as {@link tableRows} has them, "invalid" where the columns cannot be known.
 */
export async function* readMemoryTable(
  chunks: AsyncIterable<Uint8Array>,
  options: MemoryTableReading,
): AsyncGenerator<ReadEvent> {
  const table = new MemoryTable(options);
  for await (const row of tableRows(chunks, options.format)) yield* table.take(row);
  table.end();
}

interface Columns {
  readonly pair: PairColumns & { readonly sourceLang: Lang; readonly targetLang: Lang };
  readonly known: ReadonlyMap<MemoryColumn, number>;
  readonly others: readonly { readonly type: string; readonly index: number }[];
}

type Lang = NonNullable<PairColumns["sourceLang"]>;

class MemoryTable {
  readonly #options: MemoryTableReading;
  #columns: Columns | undefined;
  #rows = 0;

  constructor(options: MemoryTableReading) {
    this.#options = options;
  }

  *take(row: CsvRow): Generator<ReadEvent> {
    this.#rows++;
    if (this.#columns !== undefined) {
      yield* this.#unit(row, this.#columns);
      return;
    }
    const mapping = this.#options.columns === undefined ? undefined : columnMapping(this.#options.columns);
    const header = mapping === undefined ? row.cells : mappedHeader(row, mapping);
    const named = namedColumns(header, this.#options);
    const pair = named ?? (mapping === undefined ? unnamedColumns(row.cells, this.#options) : undefined);
    const columns = columnsFrom(pair, named === undefined ? [] : header, row.line);
    this.#columns = columns;
    const { sourceLang, targetLang } = columns.pair;
    yield { kind: "header", sourceLang, targetLang };
    if (named === undefined || mapping?.hasHeader === false) yield* this.#unit(row, columns);
  }

  end(): void {
    if (this.#rows === 0) throw new Refusal("malformed", "the file has no rows", { line: 1, column: 1 });
  }

  *#unit(row: CsvRow, columns: Columns): Generator<ReadEvent> {
    const { line } = row;
    const { pair } = columns;
    const label = cellOf(row, pair.id).trim() || `#${this.#rows}`;
    const problem = (reason: string, lost: boolean): ReadEvent => {
      return { kind: "problem", problem: { line, column: 1, unit: label, reason }, lost };
    };
    const { unit, faults } = unitOf(row, columns);
    const [, target] = unit.variants;
    const fault = target?.segment.text.trim() === "" ? "the target is empty" : contentFault(unit)?.reason;
    if (fault !== undefined) {
      yield problem(fault, true);
      return;
    }
    for (const reason of faults) yield problem(reason, false);
    yield { kind: "unit", unit, line, column: 1 };
  }
}

function columnsFrom(pair: PairColumns | undefined, header: readonly string[], line: number): Columns {
  if (pair === undefined) {
    const message =
      "the first row must name the columns (source and target, or two languages), or hold two columns in languages asked for";
    throw new Refusal("invalid", message, { line, column: 1 });
  }
  const { sourceLang, targetLang } = pair;
  if (sourceLang === undefined || targetLang === undefined) {
    const side = sourceLang === undefined ? "source" : "target";
    throw new Refusal("invalid", `the table names no ${side} language; say which it is (${side}Lang)`, {
      line,
      column: 1,
    });
  }
  const taken = new Set([pair.source, pair.target, pair.id, pair.note]);
  const known = new Map<MemoryColumn, number>();
  const others: { type: string; index: number }[] = [];
  for (const [index, name] of header.entries()) {
    const own = MEMORY_COLUMNS.find((column) => column === name.trim().toLowerCase());
    if (taken.has(index) || name.trim() === "") continue;
    if (own !== undefined && !known.has(own)) known.set(own, index);
    else others.push({ type: detached(name), index });
  }
  return { pair: { ...pair, sourceLang, targetLang }, known, others };
}

function unitOf(row: CsvRow, { pair, known, others }: Columns): { unit: UnitContent; faults: string[] } {
  const cell = (name: MemoryColumn): string => cellOf(row, known.get(name));
  const { provenance, faults } = provenanceOf(cell);
  const [key, note, origin] = [cellOf(row, pair.id), cellOf(row, pair.note), cell("origin")];
  const context: Context = {
    ...(key === "" ? {} : { key }),
    ...neighbour("before", cell("before")),
    ...neighbour("after", cell("after")),
  };
  const properties = others.flatMap(({ type, index }): Property[] => {
    const value = cellOf(row, index);
    return value === "" ? [] : [{ type, value }];
  });
  const variant = (lang: Lang, index: number): UnitContent["variants"][0] => {
    return { lang, segment: plainSegment(cellOf(row, index)), properties: [], notes: [] };
  };
  const unit: UnitContent = {
    sourceLang: pair.sourceLang,
    variants: [variant(pair.sourceLang, pair.source), variant(pair.targetLang, pair.target)],
    context,
    ...(origin === "machine" || origin === "unofficial" ? { origin } : {}),
    properties,
    notes: note === "" ? [] : [{ text: note }],
    ...provenance,
  };
  return { unit, faults };
}

function neighbour(side: "before" | "after", cell: string): Context {
  return cell === "" ? {} : { [side]: cell === EDGE ? null : cell };
}

function provenanceOf(cell: (name: MemoryColumn) => string): { provenance: Provenance; faults: string[] } {
  const provenance: { -readonly [K in keyof Provenance]: Provenance[K] } = {};
  const faults: string[] = [];
  for (const [column, member] of PROVENANCE_COLUMNS) {
    const said = cell(column);
    if (said === "") continue;
    const value = column.endsWith("at") ? momentIn(said) : said;
    if (value !== undefined) provenance[member] = value;
    else faults.push(`${column}: ${JSON.stringify(said.slice(0, 40))} is no date and was left out`);
  }
  const usage = cell("usage count").trim();
  if (/^\d{1,9}$/.test(usage)) provenance.usageCount = Number(usage);
  else if (usage !== "") faults.push(`usage count: ${JSON.stringify(usage.slice(0, 40))} is no count and was left out`);
  return { provenance, faults };
}

/** A moment as we write it, fractions of a second included, or in any form that TMX dates have. */
function momentIn(text: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/.test(text) && !Number.isNaN(Date.parse(text))
    ? text
    : readTmxDate(text);
}

function cellOf({ cells }: CsvRow, index: number | undefined): string {
  return detached(unguarded((index === undefined ? "" : cells[index]) ?? ""));
}

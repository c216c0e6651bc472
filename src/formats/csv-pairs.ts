import { Refusal } from "../refusal.js";
import { plainSegment, segmentFault, textFault } from "../segment.js";
import type { BilingualEvent, BilingualLanguages } from "./bilingual-event.js";
import { namedColumns, unnamedColumns, type PairColumns } from "./csv-columns.js";
import { CsvRows, type CsvRow, type Delimiter } from "./csv-rows.js";
import { decodedText } from "./decoded-text.js";
import { detached } from "./detached.js";

export interface TableOptions extends BilingualLanguages {
  readonly format: "csv" | "tsv";
}

/** The longest first line that is waited for; a header has some hundred units. */
const MAX_FIRST_LINE = 1_048_576;

/**
 * The pairs of a CSV or TSV file in UTF-8, or UTF-16 with a mark. Its first row names the columns, in English or French;
 * without such a row two columns are source and target, and a third holds notes, where both languages are asked for. The
 * delimiter of a CSV file is the comma or semicolon or tab that its first row has most of; Excel's `sep=;` line counts.
 */
export async function* readTablePairs(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): AsyncGenerator<BilingualEvent> {
  let head: string | undefined = "";
  let rows: CsvRows | undefined;
  const table = new PairTable(options);
  for await (const text of decodedText(chunks)) {
    if (head === undefined) {
      for (const row of rows?.read(text) ?? []) yield* table.take(row);
      continue;
    }
    head += text;
    if (firstLine(head) === undefined && head.length < MAX_FIRST_LINE) continue;
    rows = new CsvRows(delimiterOf(head, options.format));
    for (const row of rows.read(head)) yield* table.take(row);
    head = undefined;
  }
  rows ??= new CsvRows(delimiterOf(head ?? "", options.format));
  for (const row of [...rows.read(head ?? ""), ...rows.end()]) yield* table.take(row);
  table.end();
}

/** What the rows of a table say, once the first one has told what the columns are. */
class PairTable {
  readonly #options: TableOptions;
  #columns: PairColumns | undefined;
  #rows = 0;

  constructor(options: TableOptions) {
    this.#options = options;
  }

  *take(row: CsvRow): Generator<BilingualEvent> {
    if (this.#rows === 0 && row.cells.some((cell) => SEPARATOR_LINE.test(cell))) return;
    this.#rows++;
    if (this.#columns !== undefined) {
      yield* this.#pair(row, this.#columns);
      return;
    }
    const named = namedColumns(row.cells, this.#options);
    const columns = named ?? unnamedColumns(row.cells, this.#options);
    if (columns === undefined) {
      const message =
        "the first row must name the columns (source and target, or two languages), or hold two columns in languages asked for";
      throw new Refusal("invalid", message, { line: row.line, column: 1 });
    }
    this.#columns = columns;
    const { sourceLang, targetLang } = columns;
    if (sourceLang === undefined || targetLang === undefined) {
      const side = sourceLang === undefined ? "source" : "target";
      throw new Refusal("invalid", `the table names no ${side} language; say which it is (${side}Lang)`, {
        line: row.line,
        column: 1,
      });
    }
    yield { kind: "languages", sourceLang, targetLang };
    if (named === undefined) yield* this.#pair(row, columns);
  }

  /** Refusal where there was not even a header. */
  end(): void {
    if (this.#rows === 0) throw new Refusal("malformed", "the file has no rows", { line: 1, column: 1 });
  }

  *#pair({ cells, line }: CsvRow, columns: PairColumns): Generator<BilingualEvent> {
    const cell = (index: number | undefined): string => detached((index === undefined ? "" : cells[index]) ?? "");
    const id = cell(columns.id).trim();
    const lose = (reason: string): BilingualEvent => ({
      kind: "problem",
      problem: { line, column: 1, unit: id === "" ? `#${this.#rows}` : id, reason },
      lost: true,
    });
    const needed = Math.max(columns.source, columns.target) + 1;
    if (cells.length < needed) {
      yield lose(`the row has ${cells.length} of the ${needed} columns that are needed`);
      return;
    }
    const source = plainSegment(cell(columns.source));
    const target = plainSegment(cell(columns.target));
    const note = cell(columns.note);
    const fault = segmentFault(source) ?? segmentFault(target) ?? textFault(id) ?? textFault(note);
    if (fault !== undefined) {
      yield lose(fault);
      return;
    }
    yield {
      kind: "pair",
      pair: { ...(id === "" ? {} : { id }), source, target, line, column: 1, ...(note === "" ? {} : { note }) },
    };
  }
}

/** The line by which Excel is told the delimiter. */
const SEPARATOR_LINE = /^sep=[,;\t]?$/i;

/** The first line, quoted line ends within it; `undefined` where the text ends before it does. */
function firstLine(text: string): string | undefined {
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "\n" || character === "\r")) return text.slice(0, i);
  }
  return undefined;
}

function delimiterOf(head: string, format: "csv" | "tsv"): Delimiter {
  const said = /^sep=([,;\t])[\r\n]/i.exec(head)?.[1];
  if (said !== undefined) return said as Delimiter;
  if (format === "tsv") return "\t";
  const plain = (firstLine(head) ?? head).replace(/"[^"]*"/g, "");
  const count = (delimiter: Delimiter): number => plain.split(delimiter).length;
  const delimiters: readonly Delimiter[] = [",", ";", "\t"];
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

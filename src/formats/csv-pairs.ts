import { Refusal } from "../refusal.js";
import { plainSegment, segmentFault, textFault } from "../segment.js";
import type { BilingualEvent, BilingualLanguages } from "./bilingual-event.js";
import { namedColumns, unnamedColumns, type PairColumns } from "./csv-columns.js";
import { tableRows, type CsvRow, type TableFormat } from "./csv-rows.js";
import { detached } from "./detached.js";

export interface TableOptions extends BilingualLanguages {
  readonly format: TableFormat;
}

/**
 * The pairs of a CSV or TSV file in UTF-8, or UTF-16 with a mark. Its first row names the columns, in English or French;
 * without such a row two columns are source and target, and a third holds notes, where both languages are asked for.
 */
export async function* readTablePairs(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): AsyncGenerator<BilingualEvent> {
  const table = new PairTable(options);
  for await (const row of tableRows(chunks, options.format)) yield* table.take(row);
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

import { Refusal } from "../refusal.js";
import type { CsvRow } from "./csv-rows.js";

/**
 * Which columns of a table hold what, as a caller says it: `source:EN,target:FR,note:Remark`. Each name of ours goes with
 * the name that the table's first row has for the column, or with its number from 1; where all are numbers, the table has
 * no row of names. Columns not named are passed over.
 */
export interface ColumnMapping {
  readonly columns: readonly { readonly field: string; readonly column: string }[];
  readonly hasHeader: boolean;
}

/** Refusal "invalid" where the text is no mapping. */
export function columnMapping(text: string): ColumnMapping {
  const columns = text.split(",").map((part) => {
    const [, field = "", column = ""] = /^\s*([^:]+?)\s*:\s*(.+?)\s*$/s.exec(part) ?? [];
    if (field === "") {
      const message = `${JSON.stringify(part.slice(0, 40))} names no column; write source:EN,target:FR,note:Remark`;
      throw new Refusal("invalid", message, { path: "columns" });
    }
    return { field, column };
  });
  return { columns, hasHeader: !columns.every(({ column }) => /^\d+$/.test(column)) };
}

/** The first row with our names for its columns, empty for those that are not wanted. Refusal "invalid" for one that is not there. */
export function mappedHeader(first: CsvRow, { columns, hasHeader }: ColumnMapping): string[] {
  const header = first.cells.map(() => "");
  for (const { field, column } of columns) {
    const index = indexOf(first.cells, column, hasHeader);
    if (index === undefined) {
      const known = hasHeader ? `it has ${first.cells.map((cell) => JSON.stringify(cell)).join(", ")}` : "";
      const message = `the table has no column ${JSON.stringify(column)}; ${known || `it has ${header.length} columns`}`;
      throw new Refusal("invalid", message, { line: first.line, column: 1 });
    }
    header[index] = field;
  }
  return header;
}

function indexOf(cells: readonly string[], column: string, hasHeader: boolean): number | undefined {
  const wanted = column.trim().toLowerCase();
  const named = hasHeader ? cells.findIndex((cell) => cell.trim().toLowerCase() === wanted) : -1;
  if (named >= 0) return named;
  const number = /^\d{1,4}$/.test(column) ? Number(column) : 0;
  return number >= 1 && number <= cells.length ? number - 1 : undefined;
}

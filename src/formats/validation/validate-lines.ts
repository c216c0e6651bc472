import { Refusal } from "../../refusal.js";
import { tableRows, type TableFormat } from "../csv-rows.js";
import { decodedText } from "../decoded-text.js";
import { shown, type Breach, type Rule } from "./breach.js";
import type { ValidationEvent } from "./document-validator.js";

/** Files that are no XML: tables and JSON lines. What their columns and members mean is for their readers to say. */

export const LINE_RULES = {
  "csv.malformed": {
    severity: "error",
    text: "Fields with delimiters, line ends or quotation marks stand in quotation marks.",
    clause: "https://www.rfc-editor.org/rfc/rfc4180#section-2",
    isAmbiguous: true,
  },
  "csv.column-unique": {
    severity: "error",
    text: "The columns of a table have different names.",
    clause: "https://www.w3.org/TR/tabular-data-model/#columns",
    isAmbiguous: true,
  },
  "csv.row-length": {
    severity: "warning",
    text: "The rows of a table have a field for each column.",
    clause: "https://www.rfc-editor.org/rfc/rfc4180#section-2",
  },
  "jsonl.malformed": {
    severity: "error",
    text: "Each line is a JSON object.",
    clause: "https://jsonlines.org/#line-format",
    isAmbiguous: true,
  },
} as const satisfies Record<string, Rule>;

/** The longest line of JSON, in UTF-16 units: as long as the longest record of a table. */
const MAX_LINE_LENGTH = 4_194_304;

function breach(id: keyof typeof LINE_RULES, message: string, line: number, column = 1): ValidationEvent {
  const { severity, clause, ...rule } = LINE_RULES[id];
  const found: Breach = {
    rule: id,
    severity,
    message,
    line,
    column,
    element: "",
    clause,
    isAmbiguous: "isAmbiguous" in rule,
  };
  return { kind: "breach", breach: found };
}

/** A table's form: what is in quotation marks, and how many fields each row has. Refusal as {@link tableRows} has it, but for what is malformed. */
export async function* validateTable(
  chunks: AsyncIterable<Uint8Array>,
  format: TableFormat,
): AsyncGenerator<ValidationEvent> {
  yield { kind: "document", format, version: "" };
  let columns: readonly string[] | undefined;
  try {
    for await (const { cells, line } of tableRows(chunks, format)) {
      if (columns === undefined) {
        columns = cells;
        yield* repeatedColumns(cells, line);
      } else if (cells.length !== columns.length) {
        const message = `the row has ${cells.length} fields, and the first one ${columns.length}; it should have as many`;
        yield breach("csv.row-length", message, line);
      }
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "malformed") throw error;
    yield breach("csv.malformed", error.message, error.detail.line ?? 1, error.detail.column);
  }
}

function* repeatedColumns(cells: readonly string[], line: number): Generator<ValidationEvent> {
  const seen = new Set<string>();
  for (const cell of cells) {
    const name = cell.trim().toLowerCase();
    if (name !== "" && seen.has(name)) {
      yield breach("csv.column-unique", `two columns are named ${shown(cell)}; give each its own name`, line);
    }
    seen.add(name);
  }
}

/** JSON lines: each an object. A line that is none is told of, and the next one read. */
export async function* validateJsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ValidationEvent> {
  yield { kind: "document", format: "jsonl", version: "" };
  let waiting = "";
  let line = 1;
  try {
    for await (const text of decodedText(chunks)) {
      const lines = (waiting + text).split("\n");
      waiting = lines.pop() ?? "";
      for (const whole of lines) yield* jsonLine(whole, line++);
      if (waiting.length > MAX_LINE_LENGTH) {
        throw new Refusal("too-large", `a line has more than ${MAX_LINE_LENGTH} UTF-16 units`, { line, column: 1 });
      }
    }
    yield* jsonLine(waiting, line);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "malformed") throw error;
    yield breach("jsonl.malformed", error.message, error.detail.line ?? line, error.detail.column);
  }
}

function* jsonLine(text: string, line: number): Generator<ValidationEvent> {
  if (text.trim() === "") return;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return;
    yield breach("jsonl.malformed", "the line is JSON, but no object; it should be one in braces", line);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(reason)?.[1];
    const what = reason.replace(/ in JSON.*$/s, "").replace(/, "[^]*$/, "");
    yield breach("jsonl.malformed", `the line is no JSON: ${what}`, line, Number(position ?? 0) + 1);
  }
}

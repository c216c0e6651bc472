import { parse, type CsvError, type Parser } from "csv-parse";
import { Refusal } from "../refusal.js";
import { decodedText, LineCount } from "./decoded-text.js";

/** A record of a table with the line that it begins on, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The longest record, in UTF-16 units, all fields together: a quote that is never closed must not fill memory. */
const MAX_RECORD_LENGTH = 4_194_304;

/** The most fields of a record; tables of ours have a handful, those of others some hundred. */
const MAX_FIELDS = 1_024;

/** The longest first line that is waited for; a header has some hundred units. */
const MAX_FIRST_LINE = 1_048_576;

export type Delimiter = "," | ";" | "\t";

/** `csv` may be delimited by commas, semicolons or tabs, `tsv` is by tabs. */
export type TableFormat = "csv" | "tsv";

/**
 * The records of a CSV or TSV file in UTF-8, or UTF-16 with a mark. The delimiter of a CSV file is the comma, semicolon or
 * tab that its first row has most of, or what Excel's line `sep=;` says, which is no record. Refusal "malformed" or
 * "too-large" with line and column.
 */
export async function* tableRows(chunks: AsyncIterable<Uint8Array>, format: TableFormat): AsyncGenerator<CsvRow> {
  const texts = decodedText(chunks);
  let head = "";
  let isWhole = false;
  while (!isWhole && firstLine(head) === undefined && head.length < MAX_FIRST_LINE) {
    const next = await texts.next();
    if (next.done === true) isWhole = true;
    else head += next.value;
  }
  let isFirst = true;
  for await (const row of csvRows(joined(head, texts), delimiterOf(head, format))) {
    if (!isFirst || !row.cells.some((cell) => SEPARATOR_LINE.test(cell))) yield row;
    isFirst = false;
  }
}

async function* joined(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  if (head !== "") yield head;
  yield* rest;
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

function delimiterOf(head: string, format: TableFormat): Delimiter {
  const said = /^sep=([,;\t])(?:[\r\n]|$)/i.exec(head)?.[1];
  if (said !== undefined) return said as Delimiter;
  if (format === "tsv") return "\t";
  const plain = (firstLine(head) ?? head).replace(/"[^"]*"/g, "");
  const count = (delimiter: Delimiter): number => plain.split(delimiter).length;
  const delimiters: readonly Delimiter[] = [",", ";", "\t"];
  return delimiters.reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * The records of a table as `csv-parse` finds them (RFC 4180, with any delimiter and line end): a field that holds a
 * delimiter, a line end or a quotation mark stands in quotation marks, with its own doubled. Tab-separated text is commonly
 * written without quoting, so there a mark within a field is a mark. A line without anything is no record.
 */
export async function* csvRows(texts: AsyncIterable<string>, delimiter: Delimiter): AsyncGenerator<CsvRow> {
  const reading = new CsvReading(delimiter);
  for await (const text of texts) yield* reading.read(text);
  yield* await reading.end();
}

/** What `csv-parse` gives for a record with the option `raw`. */
interface RawRecord {
  readonly record: string[];
  readonly raw: string;
}

/** Counts lines beside `csv-parse`, which counts a quoted CR LF twice, and tells its errors in our words. */
class CsvReading {
  readonly #parser: Parser;
  readonly #closed: Promise<void>;
  #rows: CsvRow[] = [];
  #line = 1;
  #error: Refusal | undefined;
  /** UTF-16 units fed since the piece in which a record ended: the parser's own limit does not count delimiters. */
  #waiting = 0;

  constructor(delimiter: Delimiter) {
    const take = (record: unknown): null => {
      this.#take(record as RawRecord);
      return null;
    };
    this.#parser = parse({
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      max_record_size: MAX_RECORD_LENGTH,
      raw: true,
      relax_column_count: true,
      relax_quotes: delimiter === "\t",
      skip_empty_lines: true,
      on_record: take,
    });
    this.#parser.on("error", (error) => (this.#error ??= this.#refusal(error)));
    this.#parser.resume();
    this.#closed = new Promise((resolve) => this.#parser.once("close", () => resolve()));
  }

  /** The records that end within a piece of the text. */
  *read(text: string): Generator<CsvRow> {
    // Nothing is ever waiting in it: each record goes to `#take`, and none into the stream.
    this.#parser.write(text);
    const { errored } = this.#parser;
    const rows = this.#takeRows();
    // Of what was fed before the piece in which a record ended, nothing is left in the parser.
    this.#waiting = rows.length > 0 ? text.length : this.#waiting + text.length;
    yield* rows;
    if (errored !== null) throw this.#refusal(errored);
    if (this.#waiting > MAX_RECORD_LENGTH) throw this.#tooLong({ line: this.#line, column: 1 });
  }

  async end(): Promise<CsvRow[]> {
    this.#parser.end();
    await this.#closed;
    if (this.#error !== undefined) throw this.#error;
    return this.#takeRows();
  }

  #takeRows(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #take({ record, raw }: RawRecord): void {
    const [blank = ""] = /^[\r\n]*/.exec(raw) ?? [];
    const line = this.#line + lineEnds(blank);
    if (record.length > MAX_FIELDS) {
      this.#error ??= new Refusal("too-large", `a row has more than ${MAX_FIELDS} fields`, { line, column: 1 });
      throw this.#error;
    }
    this.#rows.push({ cells: record, line });
    this.#line += lineEnds(raw);
  }

  #tooLong(place: { readonly line: number; readonly column: number }): Refusal {
    const message = `a row has more than ${MAX_RECORD_LENGTH} UTF-16 units; is a quotation mark unclosed?`;
    return new Refusal("too-large", message, { ...place });
  }

  #refusal(error: Error | CsvError): Refusal {
    if (error instanceof Refusal) return error;
    if (!("code" in error)) throw error;
    // What has been read of the record at fault, up to the place of the fault.
    const { code, raw = "" } = error as CsvError & { readonly raw?: string };
    const at = (end: number): { line: number; column: number } => {
      const place = new LineCount();
      place.pass(raw.slice(0, end));
      return { line: this.#line + place.line - 1, column: place.column };
    };
    switch (String(code)) {
      case "CSV_QUOTE_NOT_CLOSED":
        return new Refusal("malformed", "the quotation mark here is never closed", at(lastOpening(raw)));
      case "CSV_INVALID_CLOSING_QUOTE":
        return new Refusal("malformed", "text follows the quotation mark that closes a field", at(raw.length));
      case "INVALID_OPENING_QUOTE": {
        const message = 'a field with a quotation mark must stand in quotation marks, and have "" for it';
        return new Refusal("malformed", message, at(raw.length - 1));
      }
      case "CSV_MAX_RECORD_SIZE":
        return this.#tooLong(at(0));
      default:
        throw error;
    }
  }
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** The offset of the quotation mark that opens the last quoted field; two in a row are one within a field. */
function lastOpening(raw: string): number {
  let opening = 0;
  let isQuoted = false;
  for (let i = raw.indexOf('"'), last = -2; i >= 0; last = i, i = raw.indexOf('"', i + 1)) {
    isQuoted = !isQuoted;
    if (isQuoted && i !== last + 1) opening = i;
  }
  return opening;
}

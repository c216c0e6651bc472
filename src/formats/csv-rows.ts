import { Refusal } from "../refusal.js";
import { LineCount } from "./decoded-text.js";

/** A record of a table with the line that it begins on, from 1. */
export interface CsvRow {
  readonly cells: readonly string[];
  readonly line: number;
}

/** The longest field, in UTF-16 units, as for a token of XML: a quote that is never closed must not fill memory. */
const MAX_FIELD_LENGTH = 1_048_576;

/** The most fields of a record; tables of ours have a handful, those of others some hundred. */
const MAX_FIELDS = 1_024;

/** The longest record, all fields together: sixteen segments of the longest kind. */
const MAX_RECORD_LENGTH = 4_194_304;

export type Delimiter = "," | ";" | "\t";

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * The records of a table, strictly by RFC 4180 but for the delimiter and line ends (LF and CR end a record too): a field
 * that holds a delimiter, a line end or a quotation mark stands in quotation marks, with its own doubled. Tab-separated
 * text is commonly written without quoting, so there a mark within a field is a mark. A line without anything is no record.
 *
 * A small reader of our own, to be replaced where the project takes on a package for this format. Refusal "malformed" or
 * "too-large" with line and column.
 */
export class CsvRows {
  readonly #delimiter: number;
  readonly #quotesAnywhere: boolean;
  readonly #place = new LineCount();
  #rows: CsvRow[] = [];
  #cells: string[] = [];
  #length = 0;
  #field = "";
  #state: "start" | "plain" | "quoted" | "closed" = "start";
  #rowLine = 1;
  #quoteAt = { line: 1, column: 1 };
  #afterReturn = false;

  constructor(delimiter: Delimiter) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#quotesAnywhere = delimiter === "\t";
  }

  /** The records that end within a piece of the text. */
  read(text: string): CsvRow[] {
    let from = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const isText = unit !== QUOTE && unit !== LF && unit !== CR && unit !== this.#delimiter;
      if (this.#state === "quoted" ? unit !== QUOTE : isText && this.#state === "plain") {
        this.#place.passUnit(unit);
        continue;
      }
      this.#take(text.slice(from, i));
      from = i;
      if (this.#special(unit, isText)) from = i + 1;
      this.#place.passUnit(unit);
    }
    this.#take(text.slice(from));
    return this.#takeRows();
  }

  /** The last record, where the file does not end with a line end. */
  end(): CsvRow[] {
    if (this.#state === "quoted") {
      throw new Refusal("malformed", "the quotation mark here is never closed", { ...this.#quoteAt });
    }
    if (this.#state !== "start" || this.#cells.length > 0) this.#endRow();
    return this.#takeRows();
  }

  #takeRows(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #take(text: string): void {
    this.#field += text;
    if (this.#field.length > MAX_FIELD_LENGTH) {
      this.#refuse(
        "too-large",
        `a field has more than ${MAX_FIELD_LENGTH} UTF-16 units; is a quotation mark unclosed?`,
      );
    }
  }

  /** Whatever changes the state; answers whether the unit has been dealt with, and is no text of the field. */
  #special(unit: number, isText: boolean): boolean {
    const { line, column } = this.#place;
    const endsReturn = unit === LF && this.#afterReturn;
    this.#afterReturn = false;
    if (unit === QUOTE) return this.#quote({ line, column });
    if (isText) {
      if (this.#state === "closed") this.#refuse("malformed", "text follows the quotation mark that closes a field");
      this.#state = "plain";
      return false;
    }
    if (unit === this.#delimiter) this.#endField();
    else if (endsReturn) this.#rowLine = line;
    else {
      this.#afterReturn = unit === CR;
      if (this.#state !== "start" || this.#cells.length > 0) this.#endRow();
      this.#rowLine = line + 1;
    }
    return true;
  }

  #quote(at: { line: number; column: number }): boolean {
    switch (this.#state) {
      case "start":
        this.#state = "quoted";
        this.#quoteAt = at;
        return true;
      case "quoted":
        this.#state = "closed";
        return true;
      case "closed":
        // The second of two: it stands for one, and the field goes on.
        this.#state = "quoted";
        return false;
      case "plain":
        if (this.#quotesAnywhere) return false;
        return this.#refuse(
          "malformed",
          'a field with a quotation mark must stand in quotation marks, and have "" for it',
        );
    }
  }

  #endField(): void {
    if (this.#cells.length >= MAX_FIELDS) this.#refuse("too-large", `a row has more than ${MAX_FIELDS} fields`);
    this.#length += this.#field.length;
    if (this.#length > MAX_RECORD_LENGTH) {
      this.#refuse("too-large", `a row has more than ${MAX_RECORD_LENGTH} UTF-16 units`);
    }
    this.#cells.push(this.#field);
    this.#field = "";
    this.#state = "start";
  }

  #endRow(): void {
    this.#endField();
    this.#rows.push({ cells: this.#cells, line: this.#rowLine });
    this.#cells = [];
    this.#length = 0;
  }

  #refuse(code: "malformed" | "too-large", message: string): never {
    const { line, column } = this.#place;
    throw new Refusal(code, message, { line, column });
  }
}

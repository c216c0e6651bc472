import { stringify } from "csv-stringify/sync";
import type { Finding } from "../finding.js";
import { checkedFiles, type Checked, type CheckedFile } from "./checked-file.js";

/** The columns, in order. `segment` counts from 1, as people do; what most reports have no need of comes last. */
const COLUMNS = [
  "segment",
  "id",
  "line",
  "category",
  "severity",
  "mqm",
  "concept",
  "source",
  "target",
  "found source",
  "found target",
  "message",
  "suggestions",
  "finding id",
  "file",
  "ignored",
] as const;

/** Without it Excel takes the bytes for those of an old code page. */
const BYTE_ORDER_MARK = "\uFEFF";

/**
 * What spreadsheets begin a formula with (https://owasp.org/www-community/attacks/CSV_Injection), in the wide forms of East
 * Asian keyboards too. A translation is other people's text: opened by a double click, it must stay text.
 */
const BEGINS_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * The findings as CSV (RFC 4180), a row each, with a byte order mark. A cell that a spreadsheet would take for a formula has an
 * apostrophe before it.
 */
export function csvReport(checked: Checked): string {
  const rows = [COLUMNS as readonly string[]];
  for (const file of checkedFiles(checked)) {
    for (const finding of file.findings) rows.push(rowOf(finding, file));
  }
  // A line end of either kind within a cell needs quotes, not only the one that ends a row.
  const written = stringify(
    rows.map((cells) => cells.map(safe)),
    { record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
  );
  return BYTE_ORDER_MARK + written;
}

function rowOf(finding: Finding, file: CheckedFile): string[] {
  const pair = file.segments[finding.segment];
  const cells: Readonly<Record<(typeof COLUMNS)[number], string>> = {
    segment: String(finding.segment + 1),
    id: pair?.id ?? "",
    line: pair === undefined ? "" : String(pair.line),
    category: finding.category,
    severity: finding.severity,
    mqm: finding.mqm,
    concept: finding.concept ?? "",
    source: pair?.source.text ?? "",
    target: pair?.target.text ?? "",
    "found source": finding.source?.text ?? "",
    "found target": finding.target?.text ?? "",
    message: finding.message,
    suggestions: finding.suggestions.join(" | "),
    "finding id": finding.id,
    file: file.name,
    ignored: finding.ignored === undefined ? "" : `${finding.ignored.reason} (${finding.ignored.by})`,
  };
  return COLUMNS.map((column) => cells[column]);
}

function safe(text: string): string {
  return BEGINS_FORMULA.test(text) ? `'${text}` : text;
}

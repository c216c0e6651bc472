import type { LanguageTag } from "../language.js";
import { variantFor, type Context, type Provenance, type UnitContent, type Variant } from "../unit.js";
import { BYTE_ORDER_MARK, csvRecords } from "./glossary-table-writer.js";
import { EDGE, MEMORY_COLUMNS, PROVENANCE_COLUMNS, type MemoryColumn } from "./memory-columns.js";
import { inChunks } from "./text-chunks.js";

export interface MemoryTableOptions {
  readonly format: "csv" | "tsv";
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** Whether the file begins with a byte order mark, which Excel needs and most other programs do not. */
  readonly byteOrderMark?: boolean;
}

/**
 * Units as CSV or TSV (RFC 4180): source and target as plain text, and what is known of the unit. Codes, further languages
 * and properties have no place in a table; a unit without one of the two languages is left out.
 */
export function writeMemoryTable(units: Iterable<UnitContent>, options: MemoryTableOptions): Generator<string> {
  return inChunks(records(units, options));
}

/** Rows written at a time: one call of the package for each costs more than the rows. */
const ROWS_AT_A_TIME = 200;

function* records(units: Iterable<UnitContent>, options: MemoryTableOptions): Generator<string> {
  const { format, sourceLang, targetLang, byteOrderMark = false } = options;
  const delimiter = format === "tsv" ? "\t" : ",";
  if (byteOrderMark) yield BYTE_ORDER_MARK;
  let rows: string[][] = [[`source (${sourceLang})`, `target (${targetLang})`, ...MEMORY_COLUMNS]];
  for (const unit of units) {
    const pair = pairIn(unit, options);
    if (pair === undefined) continue;
    rows.push([
      pair.source.segment.text,
      pair.target.segment.text,
      ...MEMORY_COLUMNS.map((name) => cellOf(name, unit)),
    ]);
    if (rows.length < ROWS_AT_A_TIME) continue;
    yield csvRecords(rows, delimiter);
    rows = [];
  }
  if (rows.length > 0) yield csvRecords(rows, delimiter);
}

/** The two variants of a unit that a table of pairs shows; `undefined` where it lacks one, or says nothing in it. */
export function pairIn(
  unit: UnitContent,
  { sourceLang, targetLang }: Pick<MemoryTableOptions, "sourceLang" | "targetLang">,
): { readonly source: Variant; readonly target: Variant } | undefined {
  const [source, target] = [variantFor(unit, sourceLang), variantFor(unit, targetLang)];
  if (source === undefined || target === undefined || source === target) return undefined;
  const isSaid = ({ segment }: Variant): boolean => segment.text.trim() !== "";
  return isSaid(source) && isSaid(target) ? { source, target } : undefined;
}

function cellOf(name: MemoryColumn, unit: UnitContent): string {
  switch (name) {
    case "id":
      return unit.context.key ?? "";
    case "note":
      return unit.notes.map(({ text }) => text).join("\n");
    case "before":
    case "after":
      return neighbour(unit.context, name);
    case "origin":
      return unit.origin ?? "";
    case "usage count":
      return unit.usageCount === undefined ? "" : String(unit.usageCount);
    case "created at":
    case "created by":
    case "changed at":
    case "changed by":
    case "last used at":
      return provenance(unit, name);
    default:
      throw new TypeError(`no such column: ${String(name satisfies never)}`);
  }
}

function neighbour(context: Context, name: "before" | "after"): string {
  return context[name] === null ? EDGE : (context[name] ?? "");
}

function provenance(unit: Provenance, name: MemoryColumn): string {
  const member = PROVENANCE_COLUMNS.find(([column]) => column === name)?.[1];
  return member === undefined ? "" : (unit[member] ?? "");
}

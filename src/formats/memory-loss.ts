import type { Note, UnitContent } from "../unit.js";
import { variantFor } from "../unit.js";
import { pairIn, type MemoryTableOptions } from "./memory-table.js";

/** The formats that a memory is written in. XLIFF and tables hold one language pair, TMX and JSON Lines all variants. */
export type MemoryExportFormat = "tmx" | "xliff12" | "xliff2" | "csv" | "tsv" | "jsonl";

/**
 * What of a unit is not in a file of that format, or does not come back from one: how many of what. `unit` stands for one
 * that is not written at all.
 */
export function unitLoss(
  unit: UnitContent,
  format: MemoryExportFormat,
  languages: Pick<MemoryTableOptions, "sourceLang" | "targetLang">,
): Readonly<Record<string, number>> {
  switch (format) {
    case "jsonl":
      return {};
    case "tmx":
      return { "fractions of seconds": fractions(unit), "empty neighbours": emptyNeighbours(unit) };
    case "xliff12":
    case "xliff2": {
      if (variantFor(unit, languages.sourceLang) === undefined) return { unit: 1 };
      return { ...besides(unit, languages), ...neighbours(unit), "dates, authors and usage": provenances(unit) };
    }
    case "csv":
    case "tsv":
      return tableLoss(unit, languages);
    default:
      throw new TypeError(`no such format: ${String(format satisfies never)}`);
  }
}

type Languages = Pick<MemoryTableOptions, "sourceLang" | "targetLang">;

/** The variants that a file of one pair shows. */
function shown(unit: UnitContent, { sourceLang, targetLang }: Languages): UnitContent["variants"] {
  const variants = [variantFor(unit, sourceLang), variantFor(unit, targetLang)];
  return [...new Set(variants.filter((variant) => variant !== undefined))];
}

function besides(unit: UnitContent, languages: Languages): Readonly<Record<string, number>> {
  const there = shown(unit, languages);
  const properties = [unit, ...there].flatMap((part) => part.properties).length;
  return { variants: unit.variants.length - there.length, properties };
}

function neighbours({ context }: UnitContent): Readonly<Record<string, number>> {
  return { neighbours: [context.before, context.after].filter((text) => text !== undefined).length };
}

function tableLoss(unit: UnitContent, languages: Languages): Readonly<Record<string, number>> {
  const pair = pairIn(unit, languages);
  if (pair === undefined) return { unit: 1 };
  const { source, target } = pair;
  const parts = [source, target];
  return {
    ...besides(unit, languages),
    codes: source.segment.codes.length + target.segment.codes.length,
    "language tags": Number(source.lang !== languages.sourceLang) + Number(target.lang !== languages.targetLang),
    ids: Number(unit.context.key === ""),
    "empty neighbours": emptyNeighbours(unit),
    "empty authors": [unit.createdBy, unit.changedBy].filter((author) => author === "").length,
    direction: Number(source.lang !== unit.sourceLang),
    notes:
      parts.flatMap(({ notes }) => notes).length + unit.notes.filter((note, i) => i > 0 || !isPlainNote(note)).length,
    "dates, authors and usage of variants": parts.map(provenance).reduce((sum, count) => sum + count, 0),
  };
}

/** Whether a cell says all of a note. */
function isPlainNote({ text, lang }: Note): boolean {
  return text.trim() !== "" && lang === undefined;
}

function provenances(unit: UnitContent): number {
  return [unit, ...unit.variants].map(provenance).reduce((sum, count) => sum + count, 0);
}

function provenance(part: UnitContent | UnitContent["variants"][0]): number {
  const { createdAt, createdBy, changedAt, changedBy, usageCount, lastUsedAt } = part;
  return [createdAt, createdBy, changedAt, changedBy, usageCount, lastUsedAt].filter((value) => value !== undefined)
    .length;
}

/** TMX writes a document's edge as an empty neighbour, and a table nothing; one which is empty comes back as that. */
function emptyNeighbours({ context }: UnitContent): number {
  return [context.before, context.after].filter((text) => text === "").length;
}

function fractions(unit: UnitContent): number {
  const dates = [unit, ...unit.variants].flatMap((part) => [part.createdAt, part.changedAt, part.lastUsedAt]);
  return dates.filter((date) => date?.includes(".") === true).length;
}

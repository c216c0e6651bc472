import { setImmediate as nextTurn } from "node:timers/promises";
import { writeJsonl } from "../formats/jsonl.js";
import { unitLoss, type MemoryExportFormat } from "../formats/memory-loss.js";
import { writeMemoryTable } from "../formats/memory-table.js";
import { writeTmx } from "../formats/tmx-writer.js";
import { writeXliff12 } from "../formats/xliff12-writer.js";
import { writeXliff2 } from "../formats/xliff2-writer.js";
import type { LanguageTag } from "../language.js";
import { LossCount, type LossReport } from "../loss.js";
import { Refusal } from "../refusal.js";
import type { Store } from "../store/store.js";
import type { Memory, Unit } from "../unit.js";

export type { MemoryExportFormat as ExportFormat } from "../formats/memory-loss.js";

/** A memory as a file, written as it is read: no part of it is held. */
export interface Export {
  readonly contentType: string;
  readonly fileName: string;
  readonly chunks: Iterable<string>;
}

export interface ExportOptions {
  /** The languages to write between; the memory's own where absent. */
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  /** The release of Entente that the file names as its maker. */
  readonly toolVersion?: string;
  /** Whether a table begins with the mark that Excel needs. */
  readonly byteOrderMark?: boolean;
}

/** Units read from the store at a time: enough to cost one query to a few hundred kilobytes of text. */
const UNITS_PER_READ = 1_000;

/** The export of a memory, between its own languages unless others are named. */
export function exportOf(store: Store, memory: Memory, format: MemoryExportFormat, options: ExportOptions): Export {
  const units = unitsOf(store, memory.id);
  const { toolVersion = "0" } = options;
  const sourceLang = options.sourceLang ?? memory.sourceLang;
  const pair = { sourceLang, targetLang: options.targetLang ?? memory.targetLang, original: memory.name };
  switch (format) {
    case "tmx":
      return {
        contentType: "application/x-tmx+xml",
        fileName: `${memory.id}.tmx`,
        chunks: writeTmx(units, { sourceLang, toolVersion }),
      };
    case "xliff12":
      return {
        contentType: "application/x-xliff+xml",
        fileName: `${memory.id}.xlf`,
        chunks: writeXliff12(units, pair),
      };
    case "xliff2":
      return { contentType: "application/xliff+xml", fileName: `${memory.id}.xlf`, chunks: writeXliff2(units, pair) };
    case "csv":
    case "tsv":
      return {
        contentType: format === "csv" ? "text/csv" : "text/tab-separated-values",
        fileName: `${memory.id}.${format}`,
        chunks: writeMemoryTable(units, { ...pair, format, byteOrderMark: options.byteOrderMark ?? false }),
      };
    case "jsonl":
      return {
        contentType: "application/jsonl",
        fileName: `${memory.id}.jsonl`,
        chunks: writeJsonl(units, { ...pair, name: memory.name }),
      };
    default:
      throw new TypeError(`no such format: ${String(format satisfies never)}`);
  }
}

/** Units looked at in one turn: some hundredths of a second. */
const UNITS_PER_TURN = 5_000;

/** What the export of a memory would not hold; others get their turn meanwhile. */
export async function lossOf(
  store: Store,
  memory: Memory,
  format: MemoryExportFormat,
  options: ExportOptions,
): Promise<LossReport> {
  const { sourceLang = memory.sourceLang, targetLang = memory.targetLang } = options;
  const count = new LossCount(format);
  let inThisTurn = 0;
  for (const unit of unitsOf(store, memory.id)) {
    count.add(unit.id, unitLoss(unit, format, { sourceLang, targetLang }));
    if (++inThisTurn < UNITS_PER_TURN) continue;
    inThisTurn = 0;
    await nextTurn();
  }
  return count.report();
}

function* unitsOf(store: Store, memory: string): Generator<Unit> {
  let after: string | undefined;
  for (;;) {
    const units = store.units(memory, { limit: UNITS_PER_READ, ...(after === undefined ? {} : { after }) });
    yield* units;
    after = units.at(-1)?.id;
    if (units.length === UNITS_PER_READ) continue;
    // A memory that went away has no more units either: its file must not look whole.
    if (store.memory(memory) === undefined) throw new Refusal("conflict", "the memory went away while it was written");
    return;
  }
}

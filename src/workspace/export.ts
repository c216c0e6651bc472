import { writeTmx } from "../formats/tmx-writer.js";
import { writeXliff12 } from "../formats/xliff12-writer.js";
import { writeXliff2 } from "../formats/xliff2-writer.js";
import type { LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import type { Store } from "../store/store.js";
import type { Memory, Unit } from "../unit.js";

/** The formats that a memory is written in. XLIFF holds one language pair, TMX all variants. */
export type ExportFormat = "tmx" | "xliff12" | "xliff2";

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
}

/** Units read from the store at a time: enough to cost one query to a few hundred kilobytes of text. */
const UNITS_PER_READ = 1_000;

/** The export of a memory, between its own languages unless others are named. */
export function exportOf(store: Store, memory: Memory, format: ExportFormat, options: ExportOptions): Export {
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
  }
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

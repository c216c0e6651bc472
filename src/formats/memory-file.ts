import { Refusal } from "../refusal.js";
import { FORMAT_HEAD_BYTES, formatOf, type Format } from "./format.js";
import type { ReadEvent } from "./read-event.js";
import { readJsonl } from "./jsonl.js";
import { readMemoryTable } from "./memory-table-reader.js";
import { readTmx } from "./tmx-reader.js";
import { readXliffUnits, type XliffUnitsOptions } from "./xliff-units.js";

export type { StateChoice } from "./xliff-states.js";

/** How a file is read into a memory, whatever its format: TMX says all of it itself. */
export interface MemoryFileOptions extends XliffUnitsOptions {
  /** The file's name, which tells tables apart. */
  readonly name?: string;
  /** Which columns of a table hold what, where their names do not tell (column-mapping.ts). */
  readonly columns?: string;
}

/** The formats that a memory is read from. */
const READABLE: ReadonlySet<Format> = new Set(["tmx", "xliff1", "xliff2", "csv", "tsv", "jsonl"]);

/** Refusal "unsupported", naming what the file is, where a memory cannot be read from it; `head` as for {@link formatOf}. */
export function refuseOtherFormats(head: Uint8Array, name: string | undefined): void {
  const format = formatOf(head, name);
  // What is none of ours is told by the reader, with the place where it ceased to be XML.
  if (format === undefined || READABLE.has(format)) return;
  throw new Refusal(
    "unsupported",
    `the file is ${format.toUpperCase()}; a memory is read from TMX, XLIFF, CSV, TSV or JSON Lines`,
  );
}

/**
 * The units of a TMX, XLIFF, CSV, TSV or JSON Lines file, by its content. `chunks` gives the file from its start each time it is called.
 * Refusals as {@link readTmx} and {@link readXliffUnits} have them.
 */
export async function* readMemoryFile(
  chunks: () => AsyncIterable<Uint8Array>,
  options: MemoryFileOptions = {},
): AsyncGenerator<ReadEvent> {
  const format = formatOf(await headOf(chunks()), options.name);
  switch (format) {
    case "xliff1":
    case "xliff2":
      yield* readXliffUnits(chunks, options);
      return;
    case "csv":
    case "tsv":
      yield* readMemoryTable(chunks(), { ...options, format });
      return;
    case "jsonl":
      yield* readJsonl(chunks());
      return;
    case "tmx":
    case "tbx2":
    case "tbx3":
    case undefined:
      // What is no TMX is refused by its reader, with the place where it ceased to be.
      yield* readTmx(chunks());
  }
}

async function headOf(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const head: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    head.push(chunk);
    length += chunk.length;
    if (length >= FORMAT_HEAD_BYTES) break;
  }
  return Buffer.concat(head);
}

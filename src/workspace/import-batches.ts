import { readMemoryFile, type MemoryFileOptions } from "../formats/memory-file.js";
import type { ReadEvent } from "../formats/read-event.js";
import { prepareWithoutWords, type UnitWithoutWords } from "../store/prepared-unit.js";
import { ImportWords, type ReadTokens, type ReadWords } from "./import-words.js";
import { readChunks } from "./spool.js";

/** Where to read from, and the number of the memory that units are prepared for. */
export interface ImportSource {
  readonly path: string;
  readonly reading?: MemoryFileOptions;
  readonly memoryNumber: number;
}

/** What a reader says beside units: of a unit that is lost or left out. */
export type Remark = Exclude<ReadEvent, { kind: "unit" | "header" }>;

/** What is written in one transaction. */
export interface ImportBatch {
  readonly units: readonly UnitWithoutWords[];
  readonly remarks: readonly Remark[];
  /** Of the units' variants, in their order. */
  readonly tokens: ReadTokens;
  readonly words: ReadWords;
  /** Bytes of the file read so far. */
  readonly fileRead: number;
}

/**
 * Units to a transaction. One takes a few hundredths of a second, so that an edit made meanwhile waits no longer than that;
 * half as many would cost a third more, for each writes a piece of the full-text index that is to be merged later.
 */
const UNITS_PER_TRANSACTION = 2_000;

/** The units of a file, prepared to be written. */
export async function* importBatches({
  path,
  reading,
  memoryNumber,
}: ImportSource): AsyncGenerator<ImportBatch, void, undefined> {
  const words = new ImportWords();
  let fileRead = 0;
  const chunks = (): AsyncIterable<Uint8Array> => {
    fileRead = 0;
    return counted(readChunks(path), (bytes) => (fileRead += bytes));
  };
  let units: UnitWithoutWords[] = [];
  let remarks: Remark[] = [];
  for await (const event of readMemoryFile(chunks, reading)) {
    if (event.kind === "header") continue;
    if (event.kind === "unit") {
      const { unit, line, column } = event;
      units.push(prepareWithoutWords({ ...unit, place: { line, column } }, memoryNumber));
      for (const variant of unit.variants) words.read(variant.segment, variant.lang);
    } else remarks.push(event);
    if (units.length + remarks.length < UNITS_PER_TRANSACTION) continue;
    yield { units, remarks, ...words.take(), fileRead };
    units = [];
    remarks = [];
  }
  yield { units, remarks, ...words.take(), fileRead };
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

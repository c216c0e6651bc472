import { Refusal } from "../refusal.js";
import type { BilingualEvent, BilingualLanguages } from "./bilingual-event.js";
import { readTablePairs } from "./csv-pairs.js";
import { FORMAT_HEAD_BYTES, formatOf, type Format } from "./format.js";
import { readTmxPairs } from "./tmx-pairs.js";
import { readXliffPairs } from "./xliff-pairs.js";

export type {
  BilingualEvent,
  BilingualLanguages,
  BilingualPair,
  LanguagesEvent,
  PairEvent,
  PairProblemEvent,
} from "./bilingual-event.js";

export interface BilingualOptions extends BilingualLanguages {
  /** Found by content, with `name` as a hint, where it is not given. */
  readonly format?: Format;
  readonly name?: string;
}

/**
 * The pairs of a bilingual file in its order: TMX 1.1 to 1.4b, XLIFF 1.0 to 1.2 and 2.0 to 2.2, CSV and TSV. Memory stays
 * bounded whatever the file. Text that is not to be translated is left out.
 *
 * Refusal "malformed" or "too-large" with line and column where the file is not well-formed or past a limit (what has been
 * yielded by then must not be kept), "unsupported" for another format or encoding, "invalid" where neither file nor options
 * say which languages it holds.
 */
export async function* readBilingual(
  chunks: AsyncIterable<Uint8Array>,
  options: BilingualOptions = {},
): AsyncGenerator<BilingualEvent> {
  if (options.format !== undefined) {
    yield* pairsOf(options.format, chunks, options);
    return;
  }
  const iterator = chunks[Symbol.asyncIterator]();
  try {
    const head = await headOf(iterator);
    const format = formatOf(Buffer.concat(head), options.name);
    if (format === undefined) {
      throw new Refusal("unsupported", "this is no file of a format that we read: TMX, XLIFF, CSV or TSV", {
        line: 1,
        column: 1,
      });
    }
    yield* pairsOf(format, joined(head, iterator), options);
  } finally {
    await iterator.return?.();
  }
}

function pairsOf(
  format: Format,
  chunks: AsyncIterable<Uint8Array>,
  options: BilingualOptions,
): AsyncGenerator<BilingualEvent> {
  switch (format) {
    case "tmx":
      return readTmxPairs(chunks, options);
    case "xliff1":
    case "xliff2":
      return readXliffPairs(chunks, options);
    case "csv":
    case "tsv":
      return readTablePairs(chunks, { ...options, format });
    case "tbx2":
    case "tbx3":
    case "jsonl":
      throw new Refusal("unsupported", `${format} holds no pairs of source and target; TMX, XLIFF, CSV and TSV do`);
    default:
      throw new TypeError(`no such format: ${String(format satisfies never)}`);
  }
}

/** The first chunks, as many as tell a format. */
async function headOf(iterator: AsyncIterator<Uint8Array>): Promise<Uint8Array[]> {
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < FORMAT_HEAD_BYTES) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    length += next.value.length;
  }
  return head;
}

async function* joined(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* head;
  for (;;) {
    const next = await rest.next();
    if (next.done === true) return;
    yield next.value;
  }
}

import { Refusal } from "../refusal.js";
import type { GlossaryEvent } from "./concept-event.js";
import type { Format } from "./format.js";
import { formatOf } from "./format.js";
import { readGlossaryTable, type GlossaryTableOptions } from "./glossary-table-reader.js";
import { readTbx } from "./tbx-reader.js";

/** The format of a file that is to be read as a glossary; text that nothing tells apart is taken for a table. */
export function glossaryFormat(head: Uint8Array, name?: string): Format | undefined {
  const format = formatOf(head, name);
  if (format !== undefined) return format;
  const start = Buffer.from(head.subarray(0, 1_024)).toString("latin1");
  const isBinary = ["\u001F", "PK"].some((mark) => start.startsWith(mark)) || start.includes("\0");
  const looksLikeText = !isBinary && /^(?:\xEF\xBB\xBF)?[^<{[]/.test(start);
  return looksLikeText || /^(?:\xFF\xFE|\xFE\xFF)/.test(start) ? "csv" : undefined;
}

/** The concepts of a TBX, CSV or TSV file. Refusal "unsupported" for another format, and as their readers have it. */
export function readGlossaryFile(
  chunks: AsyncIterable<Uint8Array>,
  format: Format | undefined,
  options: GlossaryTableOptions = {},
): AsyncGenerator<GlossaryEvent> {
  switch (format) {
    case undefined:
    case "tbx2":
    case "tbx3":
      // What is none of ours is told by this reader, with the place where it ceased to be XML.
      return readTbx(chunks);
    case "csv":
    case "tsv":
      return readGlossaryTable(chunks, { ...options, format });
    case "tmx":
    case "xliff1":
    case "xliff2":
    case "jsonl":
      throw new Refusal("unsupported", `the file is ${format.toUpperCase()}; a glossary is read from TBX, CSV or TSV`);
    default:
      throw new TypeError(`no such format: ${String(format satisfies never)}`);
  }
}

import { Refusal } from "../refusal.js";
import { LineCount } from "./decoded-text.js";
import { detectEncoding, ENCODING_HEAD_BYTES } from "./encoding-detection.js";
import { decodablePrefix, type Encoding } from "./encoding.js";
import type { Place } from "./xml-source.js";

/** A change of a text: what stands from `start` to `end` (UTF-16 units, `end` exclusive) becomes `text`. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The largest file whose text is changed in place. It is held whole, as bytes and as text, before and after: about six
 * times its size, which must stay within the memory that a server may take beyond its rest.
 */
export const MAX_SPLICED_BYTES = 104_857_600;

/**
 * An XML file as text that can be changed in places and written again in the file's own encoding, every other byte as it
 * was. That holds by construction: what decoding and encoding does not give back byte for byte is refused.
 */
export class SplicedFile {
  /** The decoded file without its byte order mark: offsets are those of {@link XmlSource}. */
  readonly text: string;
  readonly #mark: Uint8Array;
  readonly #encoding: Encoding;

  /** Refusal "too-large" past {@link MAX_SPLICED_BYTES}, "malformed" for undecodable bytes, "unsupported" for an encoding, with line and column. */
  constructor(bytes: Uint8Array) {
    if (bytes.length > MAX_SPLICED_BYTES) {
      throw new Refusal("too-large", `the file has ${bytes.length} bytes; at most ${MAX_SPLICED_BYTES} can be changed`);
    }
    const { encoding, markLength } = detectEncoding(bytes.subarray(0, ENCODING_HEAD_BYTES));
    const content = bytes.subarray(markLength);
    const text = encoding.decode(content);
    if (text === undefined) {
      const reason = `the bytes here are not ${encoding.name}, which the file says it is`;
      throw new Refusal("malformed", reason, placeBehind(decodablePrefix(encoding, content)));
    }
    const again = encoded(text, encoding);
    if (Buffer.compare(again, content) !== 0) {
      const same = content.findIndex((byte, i) => byte !== again[i]);
      throw new Refusal(
        "unsupported",
        `the file's ${encoding.name} cannot be written back byte for byte; save it as UTF-8`,
        placeBehind(decodablePrefix(encoding, content.subarray(0, Math.max(0, same)))),
      );
    }
    this.text = text;
    this.#mark = bytes.subarray(0, markLength);
    this.#encoding = encoding;
  }

  /** How a text of a change will stand in the file: with references for the characters that its encoding lacks. */
  asWritten(text: string): string {
    return writable(text, this.#encoding);
  }

  /**
   * The file with the changes made; what is put in at one place stands in the order given, and before what is replaced there. Characters that the encoding lacks become
   * references, so a change may be any markup and text, as long as its names are ASCII. RangeError where changes overlap.
   */
  spliced(splices: readonly Splice[]): Uint8Array {
    const parts: Uint8Array[] = [this.#mark];
    let from = 0;
    for (const { start, end, text } of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
      if (start < from || end < start) throw new RangeError(`the change at ${start} begins before ${from}`);
      parts.push(encoded(this.text.slice(from, start), this.#encoding), encoded(text, this.#encoding));
      from = end;
    }
    parts.push(encoded(this.text.slice(from), this.#encoding));
    return Buffer.concat(parts);
  }
}

/** The place that follows a text. */
function placeBehind(text: string): Place {
  const count = new LineCount();
  count.pass(text);
  return { line: count.line, column: count.column };
}

/** Text in an encoding, with references for what the encoding lacks; for text that came from it this undoes decoding. */
function encoded(text: string, encoding: Encoding): Uint8Array {
  return encoding.encode(writable(text, encoding));
}

function writable(text: string, encoding: Encoding): string {
  return text.replace(/\P{ASCII}/gu, (character) => (encoding.has(character) ? character : reference(character)));
}

function reference(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`;
}

import { Refusal } from "../refusal.js";
import { detectEncoding, ENCODING_HEAD_BYTES } from "./encoding-detection.js";
import { decodablePrefix, type Encoding } from "./encoding.js";

/**
 * The text of a file that is not XML, piece by piece, without its byte order mark: in UTF-8, or in UTF-16 where a mark says
 * so. Refusal "malformed" with line and column where a byte stands for nothing, "unsupported" for other encodings.
 */
export async function* decodedText(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let encoding: Encoding | undefined;
  let waiting: Buffer = Buffer.alloc(0);
  const place = new LineCount();
  for await (const chunk of chunks) {
    waiting = Buffer.concat([waiting, chunk]);
    // A mark has three bytes at most, and no more is needed to know the encoding of text without a declaration.
    if (encoding === undefined) {
      if (waiting.length < 4) continue;
      [encoding, waiting] = started(waiting);
    }
    const whole = encoding.whole(waiting);
    const text = decoded(waiting.subarray(0, whole), encoding, place);
    waiting = waiting.subarray(whole);
    if (text !== "") yield text;
  }
  if (encoding === undefined) [encoding, waiting] = started(waiting);
  if (encoding.whole(waiting) < waiting.length) refuse(place, "the file ends within a character");
  const rest = decoded(waiting, encoding, place);
  if (rest !== "") yield rest;
}

function started(bytes: Buffer): [Encoding, Buffer] {
  const { encoding, markLength } = detectEncoding(bytes.subarray(0, ENCODING_HEAD_BYTES));
  return [encoding, bytes.subarray(markLength)];
}

/** The text of bytes that are whole characters; `place` is moved behind it. */
function decoded(bytes: Uint8Array, encoding: Encoding, place: LineCount): string {
  const text = encoding.decode(bytes);
  place.pass(text ?? decodablePrefix(encoding, bytes));
  if (text === undefined) refuse(place, `the bytes here are not ${encoding.name}; save the file as UTF-8`);
  return text;
}

function refuse({ line, column }: LineCount, message: string): never {
  throw new Refusal("malformed", message, { line, column });
}

/** The place behind the text that has passed: lines end with LF, CR LF or CR. */
export class LineCount {
  #line = 1;
  #column = 1;
  #afterReturn = false;

  get line(): number {
    return this.#line;
  }

  get column(): number {
    return this.#column;
  }

  pass(text: string): void {
    for (let i = 0; i < text.length; i++) this.passUnit(text.charCodeAt(i));
  }

  /** One UTF-16 unit. */
  passUnit(unit: number): void {
    const endsReturn = unit === 0x0a && this.#afterReturn;
    this.#afterReturn = unit === 0x0d;
    if (endsReturn) return;
    if (unit === 0x0a || unit === 0x0d) {
      this.#line++;
      this.#column = 1;
    } else this.#column++;
  }
}

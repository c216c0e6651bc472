import { Refusal } from "../refusal.js";

/**
 * How bytes stand for text, found by byte order mark, else by XML declaration, else UTF-8 (XML 1.0, appendix F). Nothing
 * is ever replaced by U+FFFD: what cannot be decoded is an error with its place.
 *
 * Decoding goes piece by piece, and every piece is cut after a whole character, so that a piece which cannot be decoded
 * can be tried again, shorter, to find the byte at fault.
 */
export interface Encoding {
  readonly name: string;
  /** How many of the bytes, from the first, form whole characters; the rest waits for the next piece. */
  whole(bytes: Uint8Array): number;
  /** The text of whole characters; `undefined` where a byte stands for nothing. */
  decode(bytes: Uint8Array): string | undefined;
}

/** An encoding, and the bytes of its byte order mark, which are no text. */
export interface DetectedEncoding {
  readonly encoding: Encoding;
  readonly markLength: number;
}

/** How much of a file is enough to find its encoding: no XML declaration comes near it. */
export const ENCODING_HEAD_BYTES = 1_024;

const UTF_8: Encoding = {
  name: "UTF-8",
  whole: wholeUtf8,
  decode: textDecoder("utf-8"),
};

const UTF_16LE: Encoding = {
  name: "UTF-16LE",
  whole: (bytes) => wholeUtf16(bytes, 1),
  decode: textDecoder("utf-16le"),
};

const UTF_16BE: Encoding = {
  name: "UTF-16BE",
  whole: (bytes) => wholeUtf16(bytes, 0),
  decode: textDecoder("utf-16be"),
};

const decodeUtf8 = UTF_8.decode.bind(UTF_8);

const US_ASCII: Encoding = {
  name: "US-ASCII",
  whole: (bytes) => bytes.length,
  decode(bytes) {
    return bytes.some((byte) => byte >= 0x80) ? undefined : decodeUtf8(bytes);
  },
};

/** Marks, longest first: that of UTF-32LE begins with that of UTF-16LE. */
const MARKS: readonly { bytes: readonly number[]; encoding: Encoding | string }[] = [
  { bytes: [0x00, 0x00, 0xfe, 0xff], encoding: "UTF-32" },
  { bytes: [0xff, 0xfe, 0x00, 0x00], encoding: "UTF-32" },
  { bytes: [0xef, 0xbb, 0xbf], encoding: UTF_8 },
  { bytes: [0xff, 0xfe], encoding: UTF_16LE },
  { bytes: [0xfe, 0xff], encoding: UTF_16BE },
];

/** `<` as each encoding without a mark begins an XML file with it. */
const FIRST_BYTES: typeof MARKS = [
  { bytes: [0x00, 0x00, 0x00, 0x3c], encoding: "UTF-32" },
  { bytes: [0x3c, 0x00, 0x00, 0x00], encoding: "UTF-32" },
  { bytes: [0x3c, 0x00], encoding: UTF_16LE },
  { bytes: [0x00, 0x3c], encoding: UTF_16BE },
];

const GZIP_MAGIC = [0x1f, 0x8b];
const ZIP_MAGIC = [0x50, 0x4b, 0x03, 0x04];

/**
 * The encoding of an XML file by its first bytes, all of them or {@link ENCODING_HEAD_BYTES}. A byte order mark outweighs
 * the declaration. Refusal "unsupported" for one that we do not read, "malformed" where the declaration cannot be true.
 */
export function detectEncoding(head: Uint8Array): DetectedEncoding {
  if (startsWith(head, GZIP_MAGIC) || startsWith(head, ZIP_MAGIC)) {
    throw new Refusal("unsupported", "the file is compressed; send what is inside it", { line: 1, column: 1 });
  }
  const marked = MARKS.find(({ bytes }) => startsWith(head, bytes));
  if (marked !== undefined) return { encoding: supported(marked.encoding), markLength: marked.bytes.length };
  const plain = FIRST_BYTES.find(({ bytes }) => startsWith(head, bytes));
  if (plain !== undefined) return { encoding: supported(plain.encoding), markLength: 0 };
  return { encoding: supported(declaredEncoding(head)), markLength: 0 };
}

function startsWith(bytes: Uint8Array, first: readonly number[]): boolean {
  return first.every((byte, i) => bytes[i] === byte);
}

function supported(encoding: Encoding | string): Encoding {
  if (typeof encoding !== "string") return encoding;
  throw new Refusal("unsupported", `the encoding ${encoding} is not one we read; save the file as UTF-8`, {
    line: 1,
    column: 1,
  });
}

/** By the XML declaration of a file whose first bytes are those of ASCII. */
function declaredEncoding(head: Uint8Array): Encoding | string {
  const start = Array.from(head.subarray(0, ENCODING_HEAD_BYTES), (byte) => String.fromCharCode(byte)).join("");
  const declared = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(start)?.[1];
  switch (declared?.toLowerCase()) {
    case undefined:
    case "utf-8":
    case "utf8":
      return UTF_8;
    case "us-ascii":
    case "ascii":
      return US_ASCII;
    case "utf-16":
    case "utf-16le":
    case "utf-16be":
      throw new Refusal("malformed", `the file says that it is ${declared}, but its bytes are not`, {
        line: 1,
        column: 1,
      });
    default:
      return declared ?? "";
  }
}

function textDecoder(label: string): (bytes: Uint8Array) => string | undefined {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return (bytes) => {
    try {
      return decoder.decode(bytes);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ERR_ENCODING_INVALID_ENCODED_DATA") return undefined;
      throw error;
    }
  };
}

function wholeUtf8(bytes: Uint8Array): number {
  const { length } = bytes;
  for (let i = length - 1; i >= 0 && i >= length - 3; i--) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) return length;
    if (byte < 0xc0) continue;
    // 0xC0, 0xC1 and 0xF5 on begin no character: left in, they are found when the piece is decoded.
    const needed =
      byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte >= 0xf0 && byte < 0xf5 ? 4 : 1;
    return needed > length - i ? i : length;
  }
  return length;
}

/** `high`: which byte of a pair holds the upper half. */
function wholeUtf16(bytes: Uint8Array, high: 0 | 1): number {
  const even = bytes.length & ~1;
  const upper = bytes[even - 2 + high];
  return upper !== undefined && upper >= 0xd8 && upper <= 0xdb ? even - 2 : even;
}

/** The text before the first byte that stands for nothing, of bytes which cannot all be decoded. */
export function decodablePrefix(encoding: Encoding, bytes: Uint8Array): string {
  const decoded = (length: number): string | undefined => {
    const prefix = bytes.subarray(0, length);
    return encoding.decode(prefix.subarray(0, encoding.whole(prefix)));
  };
  // Once a prefix holds the byte at fault every longer one does, so the longest good one is found by halving.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >>> 1;
    if (decoded(middle) === undefined) bad = middle;
    else good = middle;
  }
  return decoded(good) ?? "";
}

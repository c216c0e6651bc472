/**
 * How bytes stand for text. Nothing is ever replaced by U+FFFD: what cannot be decoded is an error with its place.
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
  /** Whether it can write a character, given as a string of one code point. */
  has(character: string): boolean;
  /** The bytes of a text whose characters it has. */
  encode(text: string): Uint8Array;
}

export const UTF_8: Encoding = {
  name: "UTF-8",
  whole: wholeUtf8,
  decode: textDecoder("utf-8"),
  has: () => true,
  encode: (text) => Buffer.from(text, "utf8"),
};

export const UTF_16LE: Encoding = {
  name: "UTF-16LE",
  whole: (bytes) => wholeUtf16(bytes, 1),
  decode: textDecoder("utf-16le"),
  has: () => true,
  encode: (text) => Buffer.from(text, "utf16le"),
};

export const UTF_16BE: Encoding = {
  name: "UTF-16BE",
  whole: (bytes) => wholeUtf16(bytes, 0),
  decode: textDecoder("utf-16be"),
  has: () => true,
  encode: (text) => Buffer.from(text, "utf16le").swap16(),
};

const decodeUtf8 = UTF_8.decode.bind(UTF_8);

export const US_ASCII: Encoding = {
  name: "US-ASCII",
  whole: (bytes) => bytes.length,
  decode(bytes) {
    return bytes.some((byte) => byte >= 0x80) ? undefined : decodeUtf8(bytes);
  },
  has: (character) => character < "\x80",
  encode: (text) => Buffer.from(text, "latin1"),
};

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

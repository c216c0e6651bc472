import { Refusal } from "../refusal.js";
import { codePage } from "./code-page.js";
import { US_ASCII, UTF_16BE, UTF_16LE, UTF_8, type Encoding } from "./encoding.js";

/** An encoding, and the bytes of its byte order mark, which are no text. */
export interface DetectedEncoding {
  readonly encoding: Encoding;
  readonly markLength: number;
}

/** How much of a file is enough to find its encoding: no XML declaration comes near it. */
export const ENCODING_HEAD_BYTES = 1_024;

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
 * The encoding of a file by its first bytes, all of them or {@link ENCODING_HEAD_BYTES}: by byte order mark, else by XML
 * declaration, else UTF-8 (XML 1.0, appendix F). UTF-8, UTF-16, US-ASCII and the code pages of one byte a character. Refusal "unsupported" for one that we do not read, "malformed" where the declaration cannot be true.
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
      return codePage(declared ?? "") ?? declared ?? "";
  }
}

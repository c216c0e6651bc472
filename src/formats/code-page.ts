import iconv from "iconv-lite";
import type { Encoding } from "./encoding.js";

/**
 * The code pages of one byte a character that European files come in: ISO 8859-1 to -16 (there is no -12), Windows-1250
 * to -1258. Node's TextDecoder takes ISO-8859-1 for windows-1252, and Node 20 gives control characters for its `’` and `€`.
 */

/** What stands for a byte that a code page gives no character to, in the tables of iconv-lite. */
const UNASSIGNED = "\uFFFD";

const BYTES = Uint8Array.from({ length: 256 }, (_, byte) => byte);

const NAMES: readonly { readonly name: RegExp; readonly page: (number: string) => string }[] = [
  { name: /^(?:x-)?(?:windows|cp|ms)-?(125[0-8])$/, page: (number) => `windows-${number}` },
  { name: /^iso[-_]?8859[-_](\d{1,2})(?::\d{4})?$/, page: (number) => `ISO-8859-${number}` },
  { name: /^(?:latin|l)-?(1)$/, page: (number) => `ISO-8859-${number}` },
];

const known = new Map<string, Encoding>();

/** The code page of a name as files write it (`windows-1252`, `cp1252`, `ISO8859-1`, `latin1`); `undefined` for none. */
export function codePage(label: string): Encoding | undefined {
  const name = pageName(label.toLowerCase());
  if (name === undefined || !iconv.encodingExists(name)) return undefined;
  const page = known.get(name) ?? read(name);
  known.set(name, page);
  return page;
}

function pageName(label: string): string | undefined {
  for (const { name, page } of NAMES) {
    const number = name.exec(label)?.[1];
    if (number !== undefined) return page(number);
  }
  return undefined;
}

function read(name: string): Encoding {
  const characters = new Set(iconv.decode(Buffer.from(BYTES), name));
  characters.delete(UNASSIGNED);
  return {
    name,
    whole: (bytes) => bytes.length,
    decode(bytes) {
      const text = iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name);
      return text.includes(UNASSIGNED) ? undefined : text;
    },
    has: (character) => characters.has(character),
    encode: (text) => iconv.encode(text, name),
  };
}

/**
 * Texts in bytes. French and English are written with fewer than 256 different characters, so a text takes one byte for
 * each; a text that has any other character takes two bytes for each of its own, as UTF-16. Which of the two it is shows
 * by its lengths in bytes and in characters.
 */

/**
 * What the bytes 0x80 to 0x9F stand for: as in Windows-1252 (https://www.w3.org/TR/encoding/#windows-1252), with narrow
 * spaces, a no-break hyphen, an arrow and a minus where that has nothing. All other bytes stand for themselves.
 */
const SPECIAL = "€\u202F‚ƒ„…†‡ˆ‰Š‹Œ\u2009Ž\u2011→‘’“”•–—˜™š›œ\u2212žŸ";
const FIRST_SPECIAL = 0x80;

/** The UTF-16 unit of each byte. */
export const UNIT_OF_BYTE: Uint16Array = Uint16Array.from({ length: 0x100 }, (_, byte) => byte);
/** The byte of each UTF-16 unit; 0 where it has none. */
const byteOfUnit = new Uint8Array(0x1_0000);
{
  for (let i = 0; i < SPECIAL.length; i++) UNIT_OF_BYTE[FIRST_SPECIAL + i] = SPECIAL.charCodeAt(i);
  for (let byte = 1; byte < 0x100; byte++) byteOfUnit[UNIT_OF_BYTE[byte]!] = byte;
}

/** How many bytes a text takes. */
export function bytesOf(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (byteOfUnit[text.charCodeAt(i)] === 0) return 2 * text.length;
  }
  return text.length;
}

/** Writes a text of `size` bytes ({@link bytesOf}). */
export function writeText(text: string, size: number, into: Uint8Array, at: number): void {
  if (size === text.length) {
    for (let i = 0; i < size; i++) into[at + i] = byteOfUnit[text.charCodeAt(i)]!;
    return;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    into[at + 2 * i] = unit & 0xff;
    into[at + 2 * i + 1] = unit >> 8;
  }
}

/** Whether a text of `size` bytes stands at a place. */
export function isTextAt(text: string, size: number, bytes: Uint8Array, at: number): boolean {
  if (size === text.length) {
    for (let i = 0; i < size; i++) if (bytes[at + i] !== byteOfUnit[text.charCodeAt(i)]) return false;
    return true;
  }
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (bytes[at + 2 * i] !== (unit & 0xff) || bytes[at + 2 * i + 1] !== unit >> 8) return false;
  }
  return true;
}

/** The UTF-16 units of a text of `length` characters in `size` bytes. */
export function readUnits(
  place: { bytes: Uint8Array; at: number; size: number; length: number },
  into: Uint32Array,
): void {
  const { bytes, at, size, length } = place;
  if (size === length) for (let i = 0; i < length; i++) into[i] = UNIT_OF_BYTE[bytes[at + i]!]!;
  else for (let i = 0; i < length; i++) into[i] = bytes[at + 2 * i]! | (bytes[at + 2 * i + 1]! << 8);
}

/** The UTF-16 units of a text. */
export function unitsOf(text: string): Uint32Array {
  const all = new Uint32Array(text.length);
  for (let i = 0; i < text.length; i++) all[i] = text.charCodeAt(i);
  return all;
}

/** Arguments that one call takes for certain. */
const UNITS_AT_ONCE = 8_192;
let units = new Uint32Array(256);

/** The text of `length` characters in `size` bytes. */
export function readText(place: { bytes: Uint8Array; at: number; size: number; length: number }): string {
  const { length } = place;
  if (units.length < length) units = new Uint32Array(2 * length);
  readUnits(place, units);
  if (length <= UNITS_AT_ONCE) return String.fromCharCode.apply(null, units.subarray(0, length) as unknown as number[]);
  let text = "";
  for (let i = 0; i < length; i += UNITS_AT_ONCE) {
    const some = units.subarray(i, Math.min(i + UNITS_AT_ONCE, length));
    text += String.fromCharCode.apply(null, some as unknown as number[]);
  }
  return text;
}

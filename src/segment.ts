/**
 * A segment: text with its inline codes (TMX 1.4b section 3, XLIFF 2.1 section 4.7). A code stands before the offset
 * `at` and has no width, so that every offset in Entente counts UTF-16 code units of the text alone.
 */

/**
 * What a code does to the text around it: `open` and `close` come in pairs within the segment (`bpt`/`ept`, `g`, `pc`),
 * `alone` stands by itself (`ph`, `x`), the isolated ones have their other half in another segment (`it`, `sc`/`ec isolated`).
 */
export type CodeKind = "open" | "close" | "alone" | "isolated-open" | "isolated-close";

export const CODE_KINDS = ["open", "close", "alone", "isolated-open", "isolated-close"] as const satisfies CodeKind[];

export interface InlineCode {
  /** The offset that the code stands before, from 0 to the text's length. */
  readonly at: number;
  readonly id: string;
  readonly kind: CodeKind;
  /** The id of the other half, where there is one. */
  readonly pair?: string;
  /** The original markup that the code stands for, untouched. */
  readonly data?: string;
  /** What the tool that made it calls it (`bold`, `link`, `x-…`). */
  readonly type?: string;
}

/** Codes are sorted by `at`; those at the same offset stand in their order. */
export interface Segment {
  readonly text: string;
  readonly codes: readonly InlineCode[];
}

/**
 * The most UTF-16 code units that a segment's text may hold. Entente's longest known real segments are near 14,000; the
 * bound keeps one edit distance below a second, and token and character counts within 16 bits.
 */
export const MAX_SEGMENT_LENGTH = 65_535;

/** The most inline codes of a segment: real files stay below a hundred; the bound keeps hostile ones from mattering. */
export const MAX_SEGMENT_CODES = 4_096;

/** A segment without codes. */
export function plainSegment(text: string): Segment {
  return { text, codes: [] };
}

/**
 * Characters that no XML 1.0 file can hold (https://www.w3.org/TR/xml/#charsets) and that no text here may: control
 * characters, lone surrogates, U+FFFE and U+FFFF. Keeping them out makes every segment exportable, and leaves
 * U+0001 to U+0005 free to stand for codes where texts are compared.
 */
const FORBIDDEN =
  // eslint-disable-next-line no-control-regex -- these are the characters to find
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** What is wrong with a text, in words, with the offset; `undefined` where nothing is. */
export function textFault(text: string): string | undefined {
  if (text.length > MAX_SEGMENT_LENGTH) {
    return `the text has ${text.length} UTF-16 units; at most ${MAX_SEGMENT_LENGTH} are allowed`;
  }
  const found = FORBIDDEN.exec(text);
  if (found === null) return undefined;
  const unit = text.charCodeAt(found.index);
  const name = `U+${unit.toString(16).toUpperCase().padStart(4, "0")}`;
  const what = unit >= 0xd800 && unit <= 0xdfff ? "a lone surrogate" : "a character that no XML file can hold";
  return `offset ${found.index} holds ${what} (${name})`;
}

/** What is wrong with a segment's text or codes, in words; `undefined` where nothing is. */
export function segmentFault(segment: Segment): string | undefined {
  if (segment.codes.length > MAX_SEGMENT_CODES) {
    return `the segment has ${segment.codes.length} codes; at most ${MAX_SEGMENT_CODES} are allowed`;
  }
  let previous = 0;
  for (const [i, code] of segment.codes.entries()) {
    if (!Number.isInteger(code.at) || code.at < 0 || code.at > segment.text.length) {
      return `codes[${i}] stands at ${code.at}, outside the text's 0 to ${segment.text.length}`;
    }
    if (code.at < previous) return `codes[${i}] stands before the code that precedes it; codes are sorted by "at"`;
    if (partsCharacter(segment.text, code.at)) return `codes[${i}] stands at ${code.at}, in the middle of a character`;
    const fault = markupFault(code);
    if (fault !== undefined) return `codes[${i}].${fault}`;
    previous = code.at;
  }
  return textFault(segment.text);
}

/** Whether an offset falls between the two halves of a character beyond U+FFFF. */
function partsCharacter(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}

function markupFault(code: InlineCode): string | undefined {
  for (const member of ["id", "pair", "data", "type"] as const) {
    const fault = textFault(code[member] ?? "");
    if (fault !== undefined) return `${member}: ${fault}`;
  }
  return undefined;
}

/** Whether there is nothing to translate: no text but white space. */
export function isEmpty(segment: Segment): boolean {
  return segment.text.trim() === "";
}

/**
 * Whether two segments say the same: NFC texts equal, codes of the same kinds at the same places. Ids of codes do not
 * count; their data count where both sides give it.
 */
export function sameSegment(a: Segment, b: Segment): boolean {
  return (
    comparableText(a) === comparableText(b) &&
    a.codes.every((code, i) => {
      const data = b.codes[i]?.data;
      return code.data === undefined || data === undefined || code.data === data;
    })
  );
}

/**
 * The text in NFC with one symbol, U+0001 to U+0005 by kind, in the place of each code: what character distances and
 * equality are taken over. No text holds those symbols ({@link textFault}).
 */
export function comparableText(segment: Segment): string {
  if (segment.codes.length === 0) return segment.text.normalize("NFC");
  let whole = "";
  let from = 0;
  for (const code of segment.codes) {
    whole += segment.text.slice(from, code.at) + String.fromCharCode(1 + CODE_KINDS.indexOf(code.kind));
    from = code.at;
  }
  return (whole + segment.text.slice(from)).normalize("NFC");
}

import type { Splice } from "./splice.js";
import type { SegmentLayout, Span } from "./xliff-structure.js";

/**
 * Where the characters of a segment stand in its file, for those who put tags around some of them. The markup is
 * well-formed: a parser has read it, and has said where its codes are.
 */
export class TextPlaces {
  readonly #file: string;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** `file`: the decoded file. */
  constructor(file: string, { source, codes }: SegmentLayout) {
    this.#file = file;
    let next = 0;
    for (let at = source.contentStart; at < source.contentEnd;) {
      while (next < codes.length && (codes[next]?.start ?? 0) < at) next += 1;
      const code = codes[next];
      if (code?.start === at) {
        at = Math.max(at, code.end);
        next += 1;
      } else at = file[at] === "<" ? this.#passMarkup(at) : this.#passCharacter(at);
    }
  }

  /** How many UTF-16 units were found: the length of the segment's text, or the places are not to be relied on. */
  get length(): number {
    return this.#starts.length;
  }

  /** The stretch of the file that holds the text from `start` to `end`; `undefined` where markup stands in it. */
  span({ start, end }: Span): Span | undefined {
    const from = this.#starts[start];
    const to = this.#ends[end - 1];
    if (from === undefined || to === undefined || from < 0 || to < 0 || end <= start) return undefined;
    return this.#file.slice(from, to).includes("<") ? undefined : { start: from, end: to };
  }

  #passMarkup(at: number): number {
    const file = this.#file;
    if (file.startsWith("<!--", at)) return file.indexOf("-->", at + 4) + 3;
    if (file.startsWith("<?", at)) return file.indexOf("?>", at) + 2;
    if (!file.startsWith("<![CDATA[", at)) return afterTag(file, at);
    const end = file.indexOf("]]>", at);
    // No tag can stand in a CDATA section; its characters count.
    for (let i = at + 9; i < end; i += file.startsWith("\r\n", i) ? 2 : 1) this.#put(-1, -1);
    return end + 3;
  }

  #passCharacter(at: number): number {
    const file = this.#file;
    if (file[at] !== "&") {
      // A line end is one character, however it is written.
      const end = file.startsWith("\r\n", at) ? at + 2 : at + 1;
      this.#put(at, end);
      return end;
    }
    const end = file.indexOf(";", at) + 1;
    const number = /^&#(x?)([\da-f]+);$/i.exec(file.slice(at, end));
    const point = number === null ? 0 : parseInt(number[2] ?? "", number[1] === "" ? 10 : 16);
    this.#put(at, end);
    if (point > 0xffff) this.#put(at, end);
    return end;
  }

  #put(start: number, end: number): void {
    this.#starts.push(start);
    this.#ends.push(end);
  }
}

function afterTag(file: string, start: number): number {
  let quote = "";
  for (let i = start; i < file.length; i++) {
    const character = file[i] ?? "";
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === ">") return i + 1;
  }
  return file.length;
}

/** What puts a tag before and another one behind a stretch. */
export function around({ start, end }: Span, open: string, close: string): Splice[] {
  return [
    { start, end: start, text: open },
    { start: end, end, text: close },
  ];
}

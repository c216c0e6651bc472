import { MAX_SEGMENT_CODES, MAX_SEGMENT_LENGTH, type Segment } from "../segment.js";
import { detached } from "./detached.js";
import { codesOf, isCodeElement, type MarkupCode } from "./tmx-code.js";
import type { XmlTag } from "./xml-source.js";

/** Where the source text of an element is to be had while it is read. */
export interface SourceText {
  readonly tagStart: number;
  readonly offset: number;
  hold(offset: number): void;
  release(): void;
  slice(start: number, end: number): string;
}

/**
 * The longest markup of a code. What it says is held to the limit of a text once it is known; of a code from another
 * format it is written with references, six units to one at the most.
 */
const MAX_CODE_MARKUP = 8 * MAX_SEGMENT_LENGTH;

const TOO_LONG_A_CODE = `the segment has a code of more than ${MAX_CODE_MARKUP} UTF-16 units`;

/** A `<seg>` being read: its text, and its inline elements with their source text. */
export class TmxSegment {
  readonly #source: SourceText;
  readonly #markup: MarkupCode[] = [];
  #text = "";
  /** The code element that is open, with its depth in itself: `sub` may hold codes again, which belong to its data. */
  #code: { tag: XmlTag; start: number; depth: number; content: string } | undefined;
  #fault: string | undefined;

  constructor(source: SourceText) {
    this.#source = source;
  }

  /** Why the segment is past a limit; what came after it was not kept. */
  get fault(): string | undefined {
    return this.#fault;
  }

  text(text: string): void {
    if (this.#fault !== undefined) return;
    if (this.#code !== undefined) this.#code.content += text;
    else this.#text += text;
    if (this.#code === undefined) {
      if (this.#text.length > MAX_SEGMENT_LENGTH) {
        this.#lose(`the text has more than ${MAX_SEGMENT_LENGTH} UTF-16 units`);
      }
    } else if (this.#source.offset - this.#code.start > MAX_CODE_MARKUP) this.#lose(TOO_LONG_A_CODE);
  }

  open(tag: XmlTag): void {
    if (this.#fault !== undefined) return;
    if (this.#code !== undefined) {
      this.#code.depth++;
      return;
    }
    const start = this.#source.tagStart;
    if (isCodeElement(tag.name)) {
      this.#code = { tag, start, depth: 0, content: "" };
      this.#source.hold(start);
    } else if (tag.isSelfClosing) {
      this.#add({ tag, start, content: "" });
    } else {
      this.#add({ tag, start, content: "", span: "start" });
    }
  }

  close(tag: XmlTag): void {
    if (this.#fault !== undefined) return;
    const code = this.#code;
    if (code !== undefined) {
      if (code.depth-- > 0) return;
      this.#add(code);
      this.#code = undefined;
      this.#source.release();
    } else if (!tag.isSelfClosing) {
      this.#add({ tag, start: this.#source.tagStart, content: "", span: "end" });
    }
  }

  finish(): Segment {
    return { text: detached(this.#text), codes: codesOf(this.#markup) };
  }

  #add(found: { tag: XmlTag; start: number; content: string; span?: "start" | "end" }): void {
    const { tag, start, content, span } = found;
    const data = detached(this.#source.slice(start, this.#source.offset));
    if (data.length > MAX_CODE_MARKUP) return this.#lose(TOO_LONG_A_CODE);
    if (this.#markup.length >= MAX_SEGMENT_CODES)
      return this.#lose(`the segment has more than ${MAX_SEGMENT_CODES} codes`);
    const attributes = new Map(
      span === "end" ? [] : Object.values(tag.attributes).map(({ name, value }): [string, string] => [name, value]),
    );
    const at = this.#text.length;
    this.#markup.push({ at, element: tag.name, attributes, data, content, ...(span === undefined ? {} : { span }) });
  }

  #lose(fault: string): void {
    this.#fault = fault;
    this.#text = "";
    this.#markup.length = 0;
    this.#code = undefined;
    this.#source.release();
  }
}

import { SaxesParser, type SaxesTagNS } from "saxes";
import { Refusal, type RefusalCode } from "../refusal.js";
import { detectEncoding, ENCODING_HEAD_BYTES } from "./encoding-detection.js";
import { decodablePrefix, type Encoding } from "./encoding.js";

/**
 * An XML file as events, read in steps so that memory stays bounded whatever the file. `saxes` finds what is not
 * well-formed (namespaces included); this file adds what it leaves to others: encodings, exact places, the source text of
 * an element, and limits. Nothing is fetched; a DOCTYPE is read over, and no entity that it declares is expanded.
 *
 * Offsets count UTF-16 units of the decoded file, without its byte order mark. `saxes` keeps text, comments and attribute
 * values whole before it reports them, so the bound on memory is a bound on the distance between two events.
 *
 *     |------------------------|==============|.................
 *                              ^ end of the last event          what the window keeps: from there, or from where a
 *                                             ^ fed so far      handler holds it, to what has been fed
 */

/** An element's start as handlers see it: `local` is the name without prefix, `attributes` by their names as written. */
export type XmlTag = SaxesTagNS;

/** Counted from 1, in UTF-16 units of the decoded file. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What a format's reader does with the events. */
export interface XmlHandler<Event> {
  open(tag: XmlTag): void;
  close(tag: XmlTag): void;
  /** Character data, CDATA sections among it; one text may come in several calls. */
  text(text: string): void;
  /** What the format's reader has found since it was last asked. */
  takeEvents(): Iterable<Event>;
}

/** Formats of this field nest about ten deep, code within `sub` included; deeper is an attack on recursion somewhere. */
export const MAX_DEPTH = 256;

/**
 * The longest tag, comment or DOCTYPE, in UTF-16 units: sixteen times the longest segment. The parser holds one of them in
 * memory at a time.
 */
export const MAX_TOKEN_LENGTH = 1_048_576;

/**
 * The longest text or CDATA section, in UTF-16 units. Tools put the whole original file into one (`internal-file` of XLIFF 1.2,
 * in base 64), and a text of this length still takes less than 128 MiB while the parser holds it.
 */
export const MAX_TEXT_LENGTH = 16 * 1_048_576;

const CDATA = "<![CDATA[";

/** No element of our formats has thirty; an element with thousands is made to slow the check for duplicates. */
export const MAX_ATTRIBUTES = 1_024;

/** A start tag shorter than this cannot hold {@link MAX_ATTRIBUTES}, at five characters (` a=""`) each. */
const TAG_LENGTH_TO_COUNT = MAX_ATTRIBUTES * 5;

/** Bytes decoded and parsed at a time: enough to be fast, and few enough to keep the event loop answering. */
const STEP_BYTES = 65_536;

/** Smaller pieces wait for more: a sender of single bytes must not make us copy the window for each. */
const MIN_STEP_BYTES = 16_384;

export class XmlSource<Event> {
  readonly #handler: XmlHandler<Event>;
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  #window = "";
  /** The offset of the window's first unit. */
  #base = 0;
  #lastEnd = 0;
  #held: number | undefined;
  #depth = 0;
  #ended = false;
  // Lines are counted up to `#counted`, which never passes the start of the event at hand, so that its place can be told.
  #counted = 0;
  #line = 1;
  #lineStart = 0;

  constructor(handler: XmlHandler<Event>) {
    this.#handler = handler;
    const parser = this.#parser;
    // Six handlers and no more: a seventh makes V8 turn the parser into a hash table, and reading takes five times as long.
    // So a DOCTYPE and processing instructions count as part of the tag that follows them.
    parser.on("error", (error) => this.#refuseMalformed(error.message));
    parser.on("opentag", (tag) => this.#open(tag));
    parser.on("closetag", (tag) => this.#close(tag));
    parser.on("text", (text) => handler.text(text));
    parser.on("cdata", (text) => {
      handler.text(text);
      this.#passed();
    });
    parser.on("comment", () => this.#passed());
  }

  /** The offset behind the tag that is being handled. */
  get offset(): number {
    return this.#parser.position;
  }

  /** The offset of the `<` of the tag that is being handled: no tag holds another one, attribute values included. */
  get tagStart(): number {
    return this.#base + this.#window.lastIndexOf("<", this.offset - this.#base - 1);
  }

  /** Keeps the source text from `offset` on, until {@link release}. Only text that is still there can be kept. */
  hold(offset: number): void {
    this.#held = offset;
  }

  release(): void {
    this.#held = undefined;
  }

  /** The source text between two offsets, of the tag that is being handled or held since before it. */
  slice(start: number, end: number): string {
    return this.#window.slice(start - this.#base, end - this.#base);
  }

  /** The place of an offset in the tag that is being handled; places are asked for in rising order. */
  place(offset: number): Place {
    this.#countLines(offset);
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }

  /** Reads the file to its end and yields what the handler finds. Refusal where it is not well-formed or past a limit. */
  async *read(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Event> {
    let encoding: Encoding | undefined;
    let waiting: Uint8Array = new Uint8Array(0);
    for await (const piece of pieces(chunks)) {
      let bytes = joined(waiting, piece);
      if (encoding === undefined) {
        const detected = detectEncoding(bytes.subarray(0, ENCODING_HEAD_BYTES));
        encoding = detected.encoding;
        bytes = bytes.subarray(detected.markLength);
        this.#refuseEmpty(bytes);
      }
      const whole = encoding.whole(bytes);
      this.#step(encoding, bytes.subarray(0, whole));
      waiting = bytes.subarray(whole);
      yield* this.#handler.takeEvents();
    }
    if (encoding === undefined) this.#refuseEmpty(waiting);
    if (waiting.length > 0) {
      this.#refuse("malformed", "the file ends within a character", this.#fed);
    }
    this.#ended = true;
    this.#parser.close();
    yield* this.#handler.takeEvents();
  }

  get #fed(): number {
    return this.#base + this.#window.length;
  }

  #refuseEmpty(bytes: Uint8Array): void {
    if (bytes.length === 0) throw new Refusal("malformed", "the file is empty", { line: 1, column: 1 });
  }

  #step(encoding: Encoding, bytes: Uint8Array): void {
    const text = encoding.decode(bytes);
    if (text === undefined) {
      // Whatever is wrong before the byte at fault is reported first.
      this.#feed(decodablePrefix(encoding, bytes));
      this.#refuse("malformed", `the bytes here are not ${encoding.name}, which the file says it is`, this.#fed);
    }
    this.#feed(text);
  }

  #feed(text: string): void {
    // `saxes` passes over a mark at the start; ours has been taken off, so this is a second one.
    if (this.#fed === 0 && text.startsWith("\uFEFF")) {
      this.#refuse("malformed", "the file has a second byte order mark; take it off", 0);
    }
    this.#trim();
    this.#window += text;
    this.#parser.write(text);
    // Looked at once on the way to the longer limit: each look makes V8 copy the window together.
    const length = this.#fed - this.#lastEnd;
    const isNewlyLong = length > MAX_TOKEN_LENGTH && length - text.length <= MAX_TOKEN_LENGTH;
    if (isNewlyLong || length > MAX_TEXT_LENGTH) this.#refuseUnlessText(length);
  }

  #trim(): void {
    this.#countLines(this.#lastEnd);
    const from = Math.min(this.#held ?? this.#lastEnd, this.#lastEnd);
    this.#window = this.#window.slice(from - this.#base);
    this.#base = from;
  }

  #countLines(to: number): void {
    const window = this.#window;
    const base = this.#base;
    for (let i = this.#counted - base; i < to - base; i++) {
      const unit = window.charCodeAt(i);
      if (unit > 0x0d || (unit !== 0x0a && unit !== 0x0d)) continue;
      // The line feed of CR LF ends the line; a carriage return alone does too.
      if (unit === 0x0d && window.charCodeAt(i + 1) === 0x0a) continue;
      this.#line++;
      this.#lineStart = base + i + 1;
    }
    this.#counted = Math.max(to, this.#counted);
  }

  #passed(): void {
    this.#lastEnd = this.offset;
  }

  #open(tag: XmlTag): void {
    const { tagStart, offset } = this;
    if (++this.#depth > MAX_DEPTH) {
      this.#refuse("too-large", `elements nest deeper than ${MAX_DEPTH}`, tagStart);
    }
    if (offset - tagStart > TAG_LENGTH_TO_COUNT) this.#checkAttributes(tag, tagStart);
    this.#handler.open(tag);
    // A self-closing tag is one event for the window: its end comes next, with the same text.
    if (!tag.isSelfClosing) this.#passed();
  }

  #checkAttributes(tag: XmlTag, start: number): void {
    const count = Object.keys(tag.attributes).length;
    if (count > MAX_ATTRIBUTES) {
      this.#refuse("too-large", `<${tag.name}> has ${count} attributes; at most ${MAX_ATTRIBUTES} are allowed`, start);
    }
    if (this.offset - start > MAX_TOKEN_LENGTH) this.#refuseToken();
  }

  #close(tag: XmlTag): void {
    this.#depth--;
    this.#handler.close(tag);
    this.#passed();
  }

  /** What has been fed since the last event is one text, or a text and what comes behind it. */
  #refuseUnlessText(length: number): void {
    const start = this.#lastEnd - this.#base;
    const isMarkup = this.#window.startsWith("<", start) && !this.#window.startsWith(CDATA, start);
    if (isMarkup) this.#refuseToken();
    if (length <= MAX_TEXT_LENGTH) return;
    this.#refuse("too-large", `a text is longer than ${MAX_TEXT_LENGTH} UTF-16 units`, this.#lastEnd);
  }

  #refuseToken(): never {
    const message = `a tag, comment or DOCTYPE is longer than ${MAX_TOKEN_LENGTH} UTF-16 units`;
    this.#refuse("too-large", message, this.#lastEnd);
  }

  #refuse(code: RefusalCode, message: string, offset: number): never {
    const { line, column } = this.place(Math.min(offset, this.#fed));
    throw new Refusal(code, message, { line, column });
  }

  /** Words what `saxes` found, with the place where the mistake begins. */
  #refuseMalformed(found: string): never {
    const at = this.#ended ? this.#fed : this.offset;
    const refuse = (message: string, offset: number): never => this.#refuse("malformed", message, offset);
    switch (found) {
      case "undefined entity.":
      case "malformed character entity.":
      case "disallowed character in entity name.":
      case "empty entity name.": {
        const start = this.#lastBefore("&", at);
        return refuse(entityFault(this.slice(start, at)), start);
      }
      case "unexpected close tag.": {
        const start = this.#lastBefore("<", at);
        return refuse(`${this.slice(start, at)} does not close the element that was opened last`, start);
      }
      case "disallowed character.": {
        const start = at - 1;
        // The parser tells text around the root element only when it ends, which is a matter of how the file comes.
        if (this.#depth === 0 && /^\s*[^\s<]/.test(this.slice(this.#lastEnd, start))) return this.#refuseTextOutside();
        const unit = this.#window.charCodeAt(start - this.#base);
        return refuse(`U+${unit.toString(16).toUpperCase().padStart(4, "0")} is not allowed here`, start);
      }
      case "text data outside of root node.":
        return this.#refuseTextOutside();
      case "unexpected end.":
      case "document must contain a root element.":
        return refuse("the file ends before its root element does", at);
      default:
        if (found.startsWith("unclosed tag: ")) {
          return refuse(`the file ends within <${found.slice("unclosed tag: ".length)}>`, at);
        }
        return refuse(found.replace(/\.$/, ""), Math.max(0, at - 1));
    }
  }

  #refuseTextOutside(): never {
    const rest = this.#window.slice(this.#lastEnd - this.#base);
    const start = this.#lastEnd + Math.max(0, rest.search(/\S/));
    return this.#refuse("malformed", "there is text outside the root element", start);
  }

  #lastBefore(character: string, offset: number): number {
    return this.#base + Math.max(0, this.#window.lastIndexOf(character, offset - this.#base - 1));
  }
}

function entityFault(reference: string): string {
  const shown = reference.length > 40 ? `${reference.slice(0, 40)}…` : reference;
  if (reference.startsWith("&#")) return `${shown} names no character that XML allows`;
  return `${shown} is not an entity of XML, and those that a DOCTYPE declares are not expanded; write the character itself`;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.length === 0 ? b : Buffer.concat([a, b]);
}

/** The same bytes in pieces of {@link MIN_STEP_BYTES} to {@link STEP_BYTES}, the last one possibly smaller. */
async function* pieces(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    if (chunk.length === 0) continue;
    waiting.push(chunk);
    length += chunk.length;
    if (length < MIN_STEP_BYTES) continue;
    yield* split(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield* split(waiting);
}

function* split(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  const [first] = chunks;
  const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks);
  for (let start = 0; start < bytes.length; start += STEP_BYTES) yield bytes.subarray(start, start + STEP_BYTES);
}

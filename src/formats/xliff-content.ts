import { MAX_SEGMENT_LENGTH, type Segment } from "../segment.js";
import { detached } from "./detached.js";
import type { SourceText } from "./tmx-segment.js";
import { codesOf, isAnnotation, isOpaque, opaqueMeaning, spanMeaning } from "./xliff-inline.js";
import type { CodeMeaning, RawCode, XliffVersion } from "./xliff-inline.js";
import type { ElementSpan, Span } from "./xliff-structure.js";
import type { Place, XmlTag } from "./xml-source.js";

export interface PlacedSource extends SourceText {
  place(offset: number): Place;
}

/** A stretch that `<mrk mtype="seg">` marks as a segment of its own (XLIFF 1.2, section 2.8). */
export interface MarkedSegment {
  readonly mid: string;
  readonly place: Place;
  readonly segment: Segment;
  readonly span: ElementSpan;
  /** The markup of each of its codes. */
  readonly codes: readonly Span[];
}

/** Sixteen segments full of codes: more in one `source` or `target` is an attack on memory. */
const MAX_CODES = 65_536;

/** What a content is read with. */
export interface ContentSetting {
  readonly version: XliffVersion;
  /** The unit's `originalData` by id (2.x). */
  readonly originalData: ReadonlyMap<string, string>;
}

interface OpenMark {
  readonly mid: string;
  readonly place: Place;
  readonly start: number;
  readonly contentStart: number;
  readonly textStart: number;
  readonly codeStart: number;
}

type OpenSpan = { readonly mark: OpenMark } | { readonly meaning: Omit<CodeMeaning, "role">; readonly end?: string };

/** The content of `source`, `seg-source` or `target` being read: its text with codes, whole and by marked segments. */
export class XliffContent {
  readonly place: Place;
  readonly marks: MarkedSegment[] = [];
  readonly #source: PlacedSource;
  readonly #setting: ContentSetting;
  readonly #codes: RawCode[] = [];
  readonly #codeSpans: Span[] = [];
  readonly #start: number;
  readonly #contentStart: number;
  #span: ElementSpan | undefined;
  #whole: Segment | undefined;
  readonly #counts = new Map<string, number>();
  readonly #spans: OpenSpan[] = [];
  #text = "";
  /** The element without text of its own that is open, with its depth in itself. */
  #opaque: { tag: XmlTag; start: number; depth: number } | undefined;
  #fault: string | undefined;

  constructor(source: PlacedSource, setting: ContentSetting) {
    this.#source = source;
    this.#setting = setting;
    this.#start = source.tagStart;
    this.#contentStart = source.offset;
    this.place = source.place(this.#start);
  }

  /** Where the element stands, once it has ended. */
  get span(): ElementSpan {
    if (this.#span === undefined) throw new RangeError("the content has not ended yet");
    return this.#span;
  }

  /** The markup of each code of {@link whole}. */
  get codes(): readonly Span[] {
    return this.#codeSpans;
  }

  /** The element's own end tag has come. */
  end(tag: XmlTag): void {
    this.#span = this.#spanTo(tag, this.#start, this.#contentStart);
  }

  #spanTo(tag: XmlTag, start: number, contentStart: number): ElementSpan {
    const { offset: end, tagStart } = this.#source;
    return { start, contentStart, contentEnd: tag.isSelfClosing ? end : tagStart, end };
  }

  /** Why the content is past a limit; what came after it was not kept. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** The content as one segment, once the element has ended; marks of segments are no codes. */
  whole(): Segment {
    return (this.#whole ??= this.#cut(0, 0));
  }

  text(text: string): void {
    if (this.#fault !== undefined) return;
    if (this.#opaque === undefined) this.#text += text;
    else if (this.#source.offset - this.#opaque.start > MAX_SEGMENT_LENGTH) this.#loseLongCode();
  }

  open(tag: XmlTag): void {
    if (this.#fault !== undefined) return;
    if (this.#opaque !== undefined) {
      this.#opaque.depth++;
      return;
    }
    const start = this.#source.tagStart;
    if (isOpaque(tag, this.#setting.version)) {
      this.#opaque = { tag, start, depth: 0 };
      this.#source.hold(start);
    } else if (tag.local === "mrk" && tag.attributes["mtype"]?.value === "seg" && this.#setting.version === 1) {
      this.#spans.push({ mark: this.#openMark(tag, start) });
    } else this.#openSpan(tag, start);
  }

  #openMark(tag: XmlTag, start: number): OpenMark {
    const place = this.#source.place(start);
    const mid = tag.attributes["mid"]?.value ?? `#${this.#count("seg")}`;
    const counted = { textStart: this.#text.length, codeStart: this.#codes.length };
    return { mid, place, start, contentStart: this.#source.offset, ...counted };
  }

  #openSpan(tag: XmlTag, start: number): void {
    const { version, originalData } = this.#setting;
    const meaning = spanMeaning(tag, version, this.#count(tag.local));
    if (version === 1 || tag.local !== "pc") {
      this.#add({ ...meaning, role: "open" }, start, this.#markup(start));
      this.#spans.push({ meaning });
      return;
    }
    const data = (name: string): string | undefined => originalData.get(tag.attributes[name]?.value ?? "");
    const end = data("dataRefEnd");
    this.#add({ ...meaning, role: "open" }, start, data("dataRefStart"));
    this.#spans.push({ meaning, ...(end === undefined ? {} : { end }) });
  }

  close(tag: XmlTag): void {
    if (this.#fault !== undefined) return;
    const opaque = this.#opaque;
    if (opaque !== undefined) {
      if (opaque.depth-- > 0) return;
      this.#opaque = undefined;
      this.#closeOpaque(opaque.tag, opaque.start);
      this.#source.release();
      return;
    }
    const span = this.#spans.pop();
    if (span === undefined) return;
    // `<g id="1"/>` is both tags at once; its source text is the opening one's.
    const start = tag.isSelfClosing ? this.#source.offset : this.#source.tagStart;
    if ("mark" in span) this.#closeMark(tag, span.mark);
    else if (tag.local === "pc" && this.#setting.version === 2) {
      this.#add({ ...span.meaning, role: "close" }, start, span.end);
    } else {
      this.#add({ ...span.meaning, role: "close" }, start, tag.isSelfClosing ? undefined : this.#markup(start));
    }
  }

  #closeOpaque(tag: XmlTag, start: number): void {
    const { version, originalData } = this.#setting;
    const meaning = opaqueMeaning(tag, version, this.#count(tag.local));
    const ownMarkup = version === 1 || isAnnotation(tag, version) || tag.local === "cp";
    const data = ownMarkup ? this.#markup(start) : originalData.get(tag.attributes["dataRef"]?.value ?? "");
    this.#add(meaning, start, data);
  }

  #closeMark(tag: XmlTag, { mid, place, start, contentStart, textStart, codeStart }: OpenMark): void {
    const span = this.#spanTo(tag, start, contentStart);
    const codes = this.#codeSpans.slice(codeStart);
    this.marks.push({ mid: detached(mid), place, segment: this.#cut(textStart, codeStart), span, codes });
  }

  #cut(textStart: number, codeStart: number): Segment {
    const text = detached(this.#text.slice(textStart));
    return { text, codes: codesOf(this.#codes.slice(codeStart), textStart) };
  }

  #count(name: string): number {
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    return count;
  }

  #markup(start: number): string {
    return detached(this.#source.slice(start, this.#source.offset));
  }

  /** `start`: where the code's markup begins; it goes up to where we are. */
  #add(meaning: CodeMeaning, start: number, data: string | undefined): void {
    if (data !== undefined && data.length > MAX_SEGMENT_LENGTH) this.#loseLongCode();
    else if (this.#codes.length >= MAX_CODES) this.#lose(`it has more than ${MAX_CODES} codes`);
    else {
      this.#codes.push({ at: this.#text.length, ...meaning, ...(data === undefined ? {} : { data }) });
      this.#codeSpans.push({ start, end: this.#source.offset });
    }
  }

  #loseLongCode(): void {
    this.#lose(`a code of it has more than ${MAX_SEGMENT_LENGTH} UTF-16 units`);
  }

  #lose(fault: string): void {
    this.#fault = fault;
    this.#text = "";
    this.#codes.length = this.#codeSpans.length = this.marks.length = 0;
    this.#opaque = undefined;
    this.#source.release();
  }
}

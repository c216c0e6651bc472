import type { Problem } from "../problem.js";
import { segmentFault, type Segment } from "../segment.js";
import { detached } from "./detached.js";
import { ambiguitiesOf, markAmbiguities } from "./xliff-ambiguity.js";
import { XliffContent, type ContentSetting, type MarkedSegment, type PlacedSource } from "./xliff-content.js";
import type { XliffVersion } from "./xliff-inline.js";
import type { ElementSpan, XliffChild, XliffItem, XliffNote, XliffSegment, XliffUnit } from "./xliff-structure.js";
import { segmentWord, unitWord, type ToolWord } from "./xliff-tool.js";
import type { Place, XmlTag } from "./xml-source.js";

/** What the file around a unit gives to it. */
export interface UnitSetting {
  readonly version: XliffVersion;
  /** The namespace of XLIFF's elements in this file: that of the root. */
  readonly namespace: string;
  readonly isTranslatable: boolean;
  /** Counts the units of the file from 1. */
  readonly ordinal: number;
}

/** The longest unit in UTF-16 units: sixteen segments of the longest kind with their markup, and still little memory. */
const MAX_UNIT_LENGTH = 4_194_304;

/** More children, notes or data elements than this in one unit are no data but an attack on memory. */
const MAX_PARTS = 16_384;

interface OpenSegment {
  readonly id: string | undefined;
  readonly place: Place;
  readonly state: string | undefined;
  readonly isIgnorable: boolean;
  readonly start: number;
  readonly contentStart: number;
  span?: ElementSpan;
  order?: string;
  source?: XliffContent;
  target?: XliffContent;
}

/** A segment before what tools say of it is known. */
type BareSegment = Omit<XliffSegment, "isLocked" | "status">;

/** The names of content elements, and the field that each fills. */
const CONTENT: ReadonlyMap<string, "source" | "segSource" | "target"> = new Map([
  ["source", "source"],
  ["seg-source", "segSource"],
  ["target", "target"],
]);

/** A unit being read: collects its parts, then says what they make and what was wrong with them. */
export class XliffUnitReader {
  readonly #source: PlacedSource;
  readonly #setting: UnitSetting;
  readonly #tag: XmlTag;
  readonly #start: number;
  readonly #place: Place;
  readonly #path: string[] = [];
  readonly #originalData = new Map<string, string>();
  readonly #contentSetting: ContentSetting;
  readonly #children: XliffChild[] = [];
  readonly #notes: XliffNote[] = [];
  readonly #segments: OpenSegment[] = [];
  readonly #problems: Problem[] = [];
  readonly #contents: { source?: XliffContent; segSource?: XliffContent; target?: XliffContent } = {};
  /** What Trados says of each segment, by the id of its mark. */
  readonly #words = new Map<string, ToolWord>();
  #targetState: string | undefined;
  #qualifier: string | undefined;
  #targetLang: string | undefined;
  #content: XliffContent | undefined;
  #child: { tag: XmlTag; name: string; start: number; contentStart: number; items: XliffItem[] } | undefined;
  /** The element within a child of another namespace that is open. */
  #item: { tag: XmlTag; start: number } | undefined;
  /** The `note` or `data` that is open, and the text of it. */
  #remark: { tag: XmlTag; start: number; text: string } | undefined;
  #lost: string | undefined;

  constructor(tag: XmlTag, source: PlacedSource, setting: UnitSetting) {
    this.#tag = tag;
    this.#source = source;
    this.#setting = setting;
    this.#contentSetting = { version: setting.version, originalData: this.#originalData };
    this.#start = source.tagStart;
    this.#place = source.place(this.#start);
  }

  open(tag: XmlTag): void {
    this.#checkLength();
    const name = tag.uri === this.#setting.namespace ? tag.local : "";
    const depth = this.#path.push(name) - 1;
    if (this.#lost !== undefined) return;
    if (this.#content !== undefined) this.#content.open(tag);
    else if (this.#remark !== undefined) this.#openInRemark(tag);
    else if (depth === 0) this.#openChild(tag, name);
    else if (depth === 1 && this.#path[0] === "") this.#openItem(tag);
    else if (depth === 1 && this.#setting.version === 2) this.#openInside(tag, name, this.#path[0] ?? "");
  }

  #openItem(tag: XmlTag): void {
    this.#item = { tag, start: this.#source.tagStart };
    const said = segmentWord(tag);
    if (said !== undefined && this.#words.size < MAX_PARTS) this.#words.set(said.mid, said.word);
  }

  #checkLength(): void {
    if (this.#source.offset - this.#start > MAX_UNIT_LENGTH) {
      this.#lose(`the unit has more than ${MAX_UNIT_LENGTH} UTF-16 units`);
    } else if (this.#children.length + this.#notes.length + this.#originalData.size > MAX_PARTS) {
      this.#lose(`the unit has more than ${MAX_PARTS} parts`);
    }
  }

  #openChild(tag: XmlTag, name: string): void {
    const { tagStart, offset } = this.#source;
    this.#child = { tag, name, start: tagStart, contentStart: offset, items: [] };
    if (this.#setting.version === 1) {
      const field = CONTENT.get(name);
      if (field !== undefined) this.#openContent(tag, field, this.#contents);
      else if (name === "note") this.#remark = { tag, start: tagStart, text: "" };
    } else if (name === "segment" || name === "ignorable") {
      this.#segments.push({
        id: tag.attributes["id"]?.value,
        place: this.#source.place(tagStart),
        state: tag.attributes["state"]?.value,
        isIgnorable: name === "ignorable",
        start: tagStart,
        contentStart: offset,
      });
    }
  }

  #openInside(tag: XmlTag, name: string, parent: string): void {
    const start = this.#source.tagStart;
    if (parent === "segment" || parent === "ignorable") {
      const segment = this.#segments.at(-1);
      if (segment === undefined || (name !== "source" && name !== "target")) return;
      const order = name === "target" ? tag.attributes["order"]?.value : undefined;
      if (order !== undefined) segment.order = order;
      this.#openContent(tag, name, segment);
    } else if ((parent === "notes" && name === "note") || (parent === "originalData" && name === "data")) {
      this.#remark = { tag, start, text: "" };
    }
  }

  #openContent<Field extends string>(tag: XmlTag, field: Field, holder: { [F in Field]?: XliffContent }): void {
    if (holder[field] !== undefined) {
      this.#note(
        `the unit has a second <${tag.local}>; the first one was kept`,
        this.#source.place(this.#source.tagStart),
      );
      return;
    }
    if (tag.local === "target") {
      this.#targetState = tag.attributes["state"]?.value;
      this.#qualifier = tag.attributes["state-qualifier"]?.value;
      this.#targetLang ??= tag.attributes["xml:lang"]?.value;
    }
    const content = new XliffContent(this.#source, this.#contentSetting);
    this.#content = content;
    holder[field] = content;
  }

  /** `cp` within `data` stands for a character that no XML file can hold, and so neither can our text: its tag is kept. */
  #openInRemark(tag: XmlTag): void {
    if (this.#remark === undefined || tag.local !== "cp") return;
    this.#remark.text += this.#source.slice(this.#source.tagStart, this.#source.offset);
  }

  text(text: string): void {
    if (this.#content !== undefined) this.#content.text(text);
    else if (this.#remark !== undefined) this.#remark.text += text;
    if (this.#lost === undefined) this.#checkLength();
  }

  close(tag: XmlTag): void {
    this.#path.pop();
    if (this.#lost !== undefined) return;
    const depth = this.#path.length;
    if (this.#content !== undefined) {
      if (depth === this.#contentDepth) this.#closeContent(tag, this.#content);
      else this.#content.close(tag);
    } else if (this.#remark?.tag === tag) this.#closeRemark(this.#remark);
    else if (this.#item?.tag === tag) this.#closeItem(this.#item);
    if (depth === 0) this.#closeChild(tag);
  }

  /** The depth that content elements stand at: in the unit itself, or in its segments. */
  get #contentDepth(): number {
    return this.#setting.version - 1;
  }

  #closeContent(tag: XmlTag, content: XliffContent): void {
    content.end(tag);
    this.#content = undefined;
    if (content.fault !== undefined) this.#lose(content.fault);
  }

  #closeRemark({ tag, start, text }: { tag: XmlTag; start: number; text: string }): void {
    this.#remark = undefined;
    const value = (name: string): string => tag.attributes[name]?.value ?? "";
    if (tag.local === "data") this.#originalData.set(value("id"), detached(text));
    else {
      const by = detached(value(this.#setting.version === 1 ? "from" : "category"));
      this.#notes.push({ text: detached(text), by, start, end: this.#source.offset });
    }
  }

  #closeItem({ tag, start }: { tag: XmlTag; start: number }): void {
    this.#item = undefined;
    const { items } = this.#child ?? {};
    if (items !== undefined && items.length < MAX_PARTS) items.push({ tag, start, end: this.#source.offset });
  }

  #closeChild(tag: XmlTag): void {
    const child = this.#child;
    if (child === undefined) return;
    const end = this.#source.offset;
    const contentEnd = tag.isSelfClosing ? end : this.#source.tagStart;
    const { name, start, contentStart, items } = child;
    // Member by member: a spread makes reading a file half as fast again.
    this.#children.push({ tag: child.tag, name, prefix: prefixOf(tag), start, contentStart, contentEnd, end, items });
    this.#child = undefined;
    const last = this.#segments.at(-1);
    if (last?.start === child.start)
      last.span = { start: child.start, contentStart: child.contentStart, contentEnd, end };
  }

  /** The unit cannot be used; the first reason is the one that is told. What has been read is not kept. */
  #lose(reason: string): void {
    this.#lost ??= reason;
    this.#content = this.#remark = this.#child = this.#item = undefined;
    this.#words.clear();
    this.#children.length = this.#notes.length = this.#segments.length = 0;
    this.#originalData.clear();
    this.#source.release();
  }

  #note(reason: string, place: Place): void {
    if (this.#problems.length < MAX_PARTS) this.#problems.push({ ...place, unit: this.#label, reason });
  }

  get #label(): string {
    return detached(this.#tag.attributes["id"]?.value ?? `#${this.#setting.ordinal}`);
  }

  /** The unit, and the problems met on the way: those in `lost` cost a segment or all of them, the others a part. */
  finish(): { unit: XliffUnit; problems: readonly Problem[]; lost: readonly Problem[] } {
    const { version } = this.#setting;
    const isTranslatable = translates(this.#tag, this.#setting.isTranslatable);
    const lost: Problem[] = [];
    const lose = (reason: string, place: Place): void => void lost.push({ ...place, unit: this.#label, reason });
    let segments: XliffSegment[] = [];
    const word = unitWord(this.#tag);
    if (this.#lost !== undefined) lose(this.#lost, this.#place);
    else if (isTranslatable) {
      const read = version === 1 ? this.#segments1() : this.#segments2();
      if (read.length === 0) lose("the unit has no source", this.#place);
      const usable = read.filter((segment) => {
        const fault = faultOf(segment);
        if (fault !== undefined) lose(fault, segment.place);
        return fault === undefined;
      });
      segments = usable.map((segment) => ({ ...segment, ...this.#saidOf(segment, word) }));
    }
    const { value: id } = this.#tag.attributes["id"] ?? {};
    const { value: approved } = this.#tag.attributes["approved"] ?? {};
    const parts = this.#orderedParts();
    const unit: XliffUnit = {
      version,
      ...(id === undefined ? {} : { id: detached(id) }),
      place: this.#place,
      namespace: this.#setting.namespace,
      prefix: prefixOf(this.#tag),
      isTranslatable,
      ...(approved === undefined ? {} : { approved: approved === "yes" }),
      ...(this.#qualifier === undefined ? {} : { qualifier: this.#qualifier }),
      provenance: word.provenance,
      ...(this.#targetLang === undefined ? {} : { targetLang: this.#targetLang }),
      segments,
      notes: this.#notes,
      children: this.#children,
      ids: new Set(parts.flatMap(({ id: own, codes }) => (own === undefined ? codes : [own, ...codes]))),
      ambiguities: version === 1 ? this.#markAmbiguities() : ambiguitiesOf(parts, this.#label),
    };
    return { unit, problems: this.#problems, lost };
  }

  /** What tools say of a segment: of itself, else of its unit. */
  #saidOf({ id }: BareSegment, unit: ToolWord): Pick<XliffSegment, "isLocked" | "status"> {
    // A unit of one segment without a mark has one word of Trados at most.
    const own = id === undefined ? [...this.#words.values()][0] : this.#words.get(id);
    const { status, isLocked } = own ?? unit;
    return { ...(status === undefined ? {} : { status }), isLocked: isLocked || unit.isLocked };
  }

  #orderedParts() {
    return this.#segments.map(({ id, place, order, source }) => {
      const codes = source?.whole().codes.filter(({ kind }) => kind !== "close" && kind !== "isolated-close") ?? [];
      return { id, place, order, codes: codes.filter(({ type }) => type !== "cp").map((code) => code.id) };
    });
  }

  #markAmbiguities(): Problem[] {
    const { source, segSource, target } = this.#contents;
    return [segSource ?? source, target].flatMap((content) => markAmbiguities(content?.marks ?? [], this.#label));
  }

  #segments1(): BareSegment[] {
    const { source, segSource, target } = this.#contents;
    const state = this.#targetState === undefined ? {} : { state: this.#targetState };
    const marked = segSource ?? source;
    // Without seg-source, marks in the source count only where the target answers them: elsewhere they are mere marks.
    const isSegmented = marked !== undefined && marked.marks.length > 0 && (marked === segSource || hasMarks(target));
    const whole = target?.whole();
    if (isSegmented && (target === undefined || hasMarks(target) || isBlank(whole))) {
      return this.#paired(marked.marks, target?.marks ?? []).map((segment) => ({ ...segment, ...state }));
    }
    const [only, ...others] = isSegmented ? marked.marks : [];
    const content = source ?? segSource;
    if (content === undefined) return [];
    // One segment and a target without marks belong together; several and one text do only as wholes.
    const marks = only !== undefined && others.length === 0 ? only : undefined;
    return [
      {
        place: this.#place,
        source: marks?.segment ?? content.whole(),
        ...(whole === undefined ? {} : { target: whole }),
        ...state,
        layout: {
          source: marks?.span ?? content.span,
          ...(target === undefined ? {} : { target: target.span }),
          codes: marks?.codes ?? content.codes,
        },
      },
    ];
  }

  /** The marks of the source with those of the target that have their `mid`. */
  #paired(sources: readonly MarkedSegment[], targets: readonly MarkedSegment[]): BareSegment[] {
    const waiting = new Map<string, MarkedSegment[]>();
    for (const mark of targets) {
      const same = waiting.get(mark.mid);
      if (same === undefined) waiting.set(mark.mid, [mark]);
      else same.push(mark);
    }
    const segments = sources.map(({ mid, place, segment, span, codes }) => {
      const target = waiting.get(mid)?.shift();
      const layout = { source: span, ...(target === undefined ? {} : { target: target.span }), codes };
      return { id: mid, place, source: segment, ...(target === undefined ? {} : { target: target.segment }), layout };
    });
    for (const { mid, place } of [...waiting.values()].flat()) {
      this.#note(`the target has a segment mid=${JSON.stringify(mid.slice(0, 40))} that the source has not`, place);
    }
    return segments;
  }

  #segments2(): BareSegment[] {
    const segments = this.#segments.filter(({ isIgnorable, source }) => !isIgnorable && source !== undefined);
    return segments.flatMap(({ id, place, state, source, target, span }) => {
      if (source === undefined || span === undefined) return [];
      const elementId = id === undefined ? {} : { elementId: detached(id) };
      return {
        ...(id === undefined || segments.length === 1 ? {} : { id: detached(id) }),
        place,
        source: source.whole(),
        ...(target === undefined ? {} : { target: target.whole() }),
        ...(state === undefined ? {} : { state: detached(state) }),
        layout: {
          element: span,
          ...elementId,
          source: source.span,
          ...(target === undefined ? {} : { target: target.span }),
          codes: source.codes,
        },
      };
    });
  }
}

/** Whether an element's text is to be translated: as it says, else as what it stands in. */
export function translates(tag: XmlTag, inherited: boolean): boolean {
  const said = tag.attributes["translate"]?.value;
  return said === "no" ? false : said === "yes" ? true : inherited;
}

function prefixOf(tag: XmlTag): string {
  return tag.prefix === "" ? "" : `${tag.prefix}:`;
}

function hasMarks(content: XliffContent | undefined): boolean {
  return content !== undefined && content.marks.length > 0;
}

function isBlank(segment: Segment | undefined): boolean {
  return segment === undefined || (segment.text.trim() === "" && segment.codes.length === 0);
}

function faultOf({ source, target }: BareSegment): string | undefined {
  const fault = segmentFault(source);
  if (fault !== undefined) return `the source: ${fault}`;
  const other = target === undefined ? undefined : segmentFault(target);
  return other === undefined ? undefined : `the target: ${other}`;
}

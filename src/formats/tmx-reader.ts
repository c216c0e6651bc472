import { languageTag, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import type { ReadEvent } from "./read-event.js";
import { TmxSegment } from "./tmx-segment.js";
import { langOf, TmxUnit, TmxVariant, type TmxSetting } from "./tmx-unit.js";
import { XmlSource, type Place, type XmlHandler, type XmlTag } from "./xml-source.js";

/**
 * Reads TMX 1.1 to 1.4b, levels 1 and 2 (https://www.ttt.org/oscarstandards/tmx/tmx14b.htm), as leniently as real files
 * need: elements that TMX does not know are passed over, `prop` and `note` may follow `seg`, and a unit that is wrong
 * costs itself only.
 *
 * Yields a header, then units and problems in the order of the file. Refusal "malformed" where the file is not
 * well-formed, "unsupported" where it is not TMX or in an encoding that we do not read, "too-large" past a limit of
 * {@link XmlSource}, each with line and column; whatever has been yielded by then must not be kept.
 */
export function readTmx(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ReadEvent> {
  return new TmxContent().source.read(chunks);
}

/** The longest `tu` in UTF-16 units: forty languages of the longest segment, and still little memory. */
const MAX_UNIT_LENGTH = 4_194_304;

/** Tags are worked out once each; a file that names more than this many does without. */
const MAX_KNOWN_TAGS = 1_024;

/** Follows a TMX file element by element. */
class TmxContent implements XmlHandler<ReadEvent>, TmxSetting {
  readonly source = new XmlSource<ReadEvent>(this);
  #events: ReadEvent[] = [];
  /** The names of the elements that are open. */
  readonly #path: string[] = [];
  #sawHeader = false;
  #sourceLang: LanguageTag | undefined;
  readonly #tags = new Map<string, LanguageTag | undefined>();
  #units = 0;
  #unit: TmxUnit | undefined;
  #unitStart = 0;
  #variant: TmxVariant | undefined;
  #segment: TmxSegment | undefined;
  /** The `prop` or `note` that is open, and the text of it. */
  #remark: { tag: XmlTag; place: Place; text: string } | undefined;

  get sourceLang(): LanguageTag | undefined {
    return this.#sourceLang;
  }

  languageTag(text: string): LanguageTag | undefined {
    if (this.#tags.has(text)) return this.#tags.get(text);
    const tag = languageTag(text);
    if (this.#tags.size < MAX_KNOWN_TAGS) this.#tags.set(text, tag);
    return tag;
  }

  takeEvents(): readonly ReadEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  open(tag: XmlTag): void {
    const parent = this.#path.at(-1);
    this.#path.push(tag.name);
    if (this.#unit !== undefined && this.source.offset - this.#unitStart > MAX_UNIT_LENGTH) {
      this.#unit.lose(`the unit has more than ${MAX_UNIT_LENGTH} UTF-16 units`);
    }
    if (this.#segment !== undefined) this.#segment.open(tag);
    else if (parent === undefined) this.#openRoot(tag);
    else if (this.#unit === undefined) this.#openOutside(tag, parent);
    else this.#openInside(tag, parent, this.#unit);
  }

  #openRoot(tag: XmlTag): void {
    const at = this.source.place(this.source.tagStart);
    if (tag.name !== "tmx") {
      throw new Refusal("unsupported", `the root element is <${shortened(tag.name)}>; that of a TMX file is <tmx>`, at);
    }
    const version = tag.attributes["version"]?.value.trim() ?? "1.4";
    if (!/^1(?:\.|$)/.test(version)) {
      throw new Refusal("unsupported", `TMX ${shortened(version)} is not read; 1.1 to 1.4 are`, at);
    }
  }

  #openOutside(tag: XmlTag, parent: string): void {
    if (tag.name === "header" && parent === "tmx" && !this.#sawHeader) this.#header(tag);
    else if (tag.name === "tu" && parent === "body") {
      if (!this.#sawHeader) this.#header(undefined);
      this.#unitStart = this.source.tagStart;
      this.#unit = new TmxUnit(tag, this.source.place(this.#unitStart), { ordinal: ++this.#units, setting: this });
    }
  }

  #header(tag: XmlTag | undefined): void {
    this.#sawHeader = true;
    const value = (name: string): string => tag?.attributes[name]?.value.trim() ?? "";
    this.#sourceLang = languageTag(value("srclang"));
    const tool = `${value("creationtool")} ${value("creationtoolversion")}`.trim();
    this.#events.push({
      kind: "header",
      ...(this.#sourceLang === undefined ? {} : { sourceLang: this.#sourceLang }),
      ...(tool === "" ? {} : { tool }),
    });
  }

  #openInside(tag: XmlTag, parent: string, unit: TmxUnit): void {
    const { source } = this;
    if (tag.name === "tuv" && parent === "tu") {
      this.#variant = new TmxVariant(tag, source.place(source.tagStart));
    } else if (tag.name === "seg" && parent === "tuv" && this.#variant?.segment === undefined) {
      this.#segment = new TmxSegment(source);
    } else if ((tag.name === "prop" || tag.name === "note") && (parent === "tuv" || parent === "tu")) {
      if (!unit.isLost) this.#remark = { tag, place: source.place(source.tagStart), text: "" };
    }
  }

  text(text: string): void {
    if (this.#segment !== undefined) this.#segment.text(text);
    else if (this.#remark !== undefined) this.#remark.text += text;
  }

  close(tag: XmlTag): void {
    this.#path.pop();
    if (this.#segment !== undefined) {
      if (tag.name === "seg" && this.#path.at(-1) === "tuv") this.#closeSegment(this.#segment);
      else this.#segment.close(tag);
      return;
    }
    const unit = this.#unit;
    if (unit === undefined) return;
    if (this.#remark?.tag === tag) this.#closeRemark(unit, this.#remark);
    else if (tag.name === "tuv" && this.#path.at(-1) === "tu" && this.#variant !== undefined) {
      unit.addVariant(this.#variant);
      this.#variant = undefined;
    } else if (tag.name === "tu" && this.#path.at(-1) === "body") this.#closeUnit(unit);
  }

  #closeSegment(segment: TmxSegment): void {
    this.#segment = undefined;
    if (segment.fault !== undefined) this.#unit?.lose(segment.fault, this.#variant?.place);
    else if (this.#variant !== undefined) this.#variant.segment = segment.finish();
  }

  #closeRemark(unit: TmxUnit, { tag, place, text }: { tag: XmlTag; place: Place; text: string }): void {
    this.#remark = undefined;
    const stated = langOf(tag.attributes);
    const lang = stated === undefined ? {} : { lang: stated };
    const part = this.#variant ?? unit;
    if (tag.name === "note") unit.addNote(part, { text, ...lang }, place);
    else unit.addProperty(part, { type: tag.attributes["type"]?.value ?? "", value: text, ...lang }, place);
  }

  #closeUnit(read: TmxUnit): void {
    this.#unit = undefined;
    const { unit, problems, lost } = read.finish();
    for (const problem of problems) this.#events.push({ kind: "problem", problem, lost: false });
    if (lost !== undefined) this.#events.push({ kind: "problem", problem: lost, lost: true });
    if (unit !== undefined) this.#events.push({ kind: "unit", unit, ...read.place });
  }
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 40)}…` : name;
}

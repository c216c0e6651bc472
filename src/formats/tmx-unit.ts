import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import { isEmpty, segmentFault, textFault, type Segment } from "../segment.js";
import { contentFault, type Note, type Property, type Provenance, type UnitContent, type Variant } from "../unit.js";
import { detached } from "./detached.js";
import { readMeaning } from "./tmx-context.js";
import { readTmxDate } from "./tmx-date.js";
import type { Place, XmlTag } from "./xml-source.js";

/**
 * Attributes of `tu` and `tuv` that the domain has no word for. They are kept as properties of these names behind
 * {@link ATTRIBUTE_PREFIX}, and become attributes again when the unit is written.
 */
export const KEPT_ATTRIBUTES = [
  "datatype",
  "segtype",
  "creationtool",
  "creationtoolversion",
  "o-tmf",
  "o-encoding",
] as const;

export const ATTRIBUTE_PREFIX = "tmx:";

/** TMX names of the dates, authors and counts that units and variants have, and ours. */
export const PROVENANCE_DATES = [
  ["creationdate", "createdAt"],
  ["changedate", "changedAt"],
  ["lastusagedate", "lastUsedAt"],
] as const;

export const PROVENANCE_AUTHORS = [
  ["creationid", "createdBy"],
  ["changeid", "changedBy"],
] as const;

/** More properties, notes or variants than this in one unit are no data but an attack on memory; real units stay below 100. */
const MAX_PARTS = 1_024;

/** What `tu` and `tuv` have in common. */
abstract class Part {
  readonly place: Place;
  readonly attributes: XmlTag["attributes"];
  readonly properties: Property[] = [];
  readonly notes: Note[] = [];

  constructor(tag: XmlTag, place: Place) {
    this.place = place;
    this.attributes = tag.attributes;
    for (const name of KEPT_ATTRIBUTES) {
      const value = this.attribute(name);
      if (value !== undefined) this.properties.push({ type: ATTRIBUTE_PREFIX + name, value });
    }
  }

  attribute(name: string): string | undefined {
    return this.attributes[name]?.value;
  }
}

/** A `tuv` being read. */
export class TmxVariant extends Part {
  segment: Segment | undefined;

  /** TMX 1.4 says `xml:lang`, 1.1 said `lang`. */
  get lang(): string | undefined {
    return langOf(this.attributes);
  }
}

/** What the file around a unit gives to it. */
export interface TmxSetting {
  /** The header's source language, where it names one. */
  readonly sourceLang: LanguageTag | undefined;
  /** The tag that a text is, or `undefined`. */
  languageTag(text: string): LanguageTag | undefined;
}

/** A `tu` being read: collects its parts, then says what unit they make and what was wrong with them. */
export class TmxUnit extends Part {
  readonly variants: TmxVariant[] = [];
  readonly #label: string;
  readonly #problems: Problem[] = [];
  #fault: { reason: string; place: Place } | undefined;

  readonly #setting: TmxSetting;

  constructor(tag: XmlTag, place: Place, { ordinal, setting }: { ordinal: number; setting: TmxSetting }) {
    super(tag, place);
    this.#setting = setting;
    this.#label = this.attribute("tuid") ?? `#${ordinal}`;
  }

  /** Whether the unit is lost already, so that nothing more of it need be kept. */
  get isLost(): boolean {
    return this.#fault !== undefined;
  }

  /** The unit cannot be used; the first reason is the one that is told. */
  lose(reason: string, place: Place = this.place): void {
    this.#fault ??= { reason, place };
    // What has been read will not be used: a hostile unit must not keep it.
    this.variants.length = this.properties.length = this.notes.length = 0;
  }

  addProperty(to: TmxUnit | TmxVariant, property: Property, place: Place): void {
    if (!this.#takes(to.properties.length, [property.type, property.value, property.lang], place)) return;
    to.properties.push(property);
  }

  addNote(to: TmxUnit | TmxVariant, note: Note, place: Place): void {
    if (!this.#takes(to.notes.length, [note.text, note.lang], place)) return;
    to.notes.push(note);
  }

  addVariant(variant: TmxVariant): void {
    if (this.variants.length >= MAX_PARTS) this.lose(`the unit has more than ${MAX_PARTS} variants`);
    if (!this.isLost) this.variants.push(variant);
  }

  #takes(count: number, texts: readonly (string | undefined)[], place: Place): boolean {
    if (count >= MAX_PARTS) this.lose(`the unit has more than ${MAX_PARTS} properties or notes`, place);
    if (this.isLost) return false;
    const fault = texts.map((text) => textFault(text ?? "")).find((found) => found !== undefined);
    if (fault !== undefined) this.#note(`a property or note was left out: ${fault}`, place);
    return fault === undefined;
  }

  /** The part of the unit that a problem is about is left out, the unit kept. */
  #note(reason: string, place: Place): void {
    this.#problems.push({ ...place, unit: detached(this.#label), reason });
  }

  /** The unit, unless it was lost, and the problems met on the way; `lost` is the one that cost the unit. */
  finish(): { unit?: UnitContent; problems: readonly Problem[]; lost?: Problem } {
    const unit = this.#assemble();
    const problems = this.#problems;
    if (unit !== undefined) return { unit, problems };
    const { reason, place } = this.#fault ?? { reason: "the unit has no variant that can be read", place: this.place };
    return { problems, lost: { ...place, unit: detached(this.#label), reason } };
  }

  #assemble(): UnitContent | undefined {
    const variants = this.isLost ? [] : this.#usableVariants();
    const [first] = variants;
    if (this.isLost || first === undefined) return undefined;
    const source = this.#source(variants) ?? first;
    if (isEmpty(source.segment) && source.segment.codes.length === 0) {
      this.lose(`the source segment (${source.lang}) is empty`);
      return undefined;
    }
    const provenance = this.#provenance(this);
    const meaning = readMeaning(this.attribute("tuid"), {
      properties: this.properties,
      sourceProperties: source.properties,
      hands: [provenance, ...variants],
    });
    const unit = { sourceLang: source.lang, variants, ...meaning, notes: this.notes, ...provenance };
    const fault = contentFault(unit);
    if (fault === undefined) return unit;
    this.lose(`${fault.path}: ${fault.reason}`);
    return undefined;
  }

  #usableVariants(): Variant[] {
    const usable = new Map<LanguageTag, Variant>();
    for (const read of this.variants) {
      const lang = read.lang === undefined ? undefined : this.#setting.languageTag(read.lang);
      if (lang === undefined) {
        const said =
          read.lang === undefined ? "names no language" : `names the ill-formed language ${quoted(read.lang)}`;
        this.#note(`a variant ${said} and was left out`, read.place);
      } else if (read.segment === undefined) {
        this.#note(`the variant ${lang} has no seg and was left out`, read.place);
      } else if (usable.has(lang)) {
        this.#note(`there is a second variant ${lang}; the first one was kept`, read.place);
      } else {
        usable.set(lang, this.#variant(read, lang, read.segment));
      }
    }
    return [...usable.values()];
  }

  #variant(read: TmxVariant, lang: LanguageTag, segment: Segment): Variant {
    const fault = segmentFault(segment) ?? codeFault(segment);
    if (fault !== undefined) this.lose(`the segment in ${lang}: ${fault}`, read.place);
    return { lang, segment, properties: read.properties, notes: read.notes, ...this.#provenance(read) };
  }

  /** The variant that was translated from: the unit's own `srclang`, else the header's, else the first one. */
  #source(variants: readonly Variant[]): Variant | undefined {
    const stated = this.attribute("srclang");
    const lang = stated === undefined ? this.#setting.sourceLang : this.#setting.languageTag(stated);
    if (lang === undefined || stated === "*all*") return undefined;
    const source =
      variants.find((variant) => variant.lang === lang) ??
      variants.find((variant) => primaryLanguage(variant.lang) === primaryLanguage(lang));
    if (source === undefined)
      this.#note(`no variant is in the source language ${lang}; the first one was taken`, this.place);
    return source;
  }

  #provenance(part: Part): Provenance {
    const provenance: { -readonly [K in keyof Provenance]: Provenance[K] } = {};
    for (const [name, field] of PROVENANCE_DATES) {
      const text = part.attribute(name);
      if (text === undefined) continue;
      const date = readTmxDate(text);
      if (date !== undefined) provenance[field] = date;
      else this.#note(`${name}=${quoted(text)} is no date such as 20250528T091200Z and was left out`, part.place);
    }
    for (const [name, field] of PROVENANCE_AUTHORS) {
      const author = part.attribute(name);
      if (author !== undefined) provenance[field] = author;
    }
    const usage = part.attribute("usagecount");
    if (usage === undefined) return provenance;
    // Nine digits: what a 32-bit integer holds, and more uses than a unit can have.
    if (/^\d{1,9}$/.test(usage.trim())) provenance.usageCount = Number(usage);
    else this.#note(`usagecount=${quoted(usage)} is no count and was left out`, part.place);
    return provenance;
  }
}

/** What the markup kept with a code may not be: XML 1.1 files can hold control characters that no other file can. */
function codeFault({ codes }: Segment): string | undefined {
  for (const [i, { data, id, type }] of codes.entries()) {
    const fault = textFault(data ?? "") ?? textFault(id) ?? textFault(type ?? "");
    if (fault !== undefined) return `codes[${i}]: ${fault}`;
  }
  return undefined;
}

export function langOf(attributes: XmlTag["attributes"]): string | undefined {
  return (attributes["xml:lang"] ?? attributes["lang"])?.value;
}

/** Enough of a value to recognise it by. */
function quoted(value: string): string {
  return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
}

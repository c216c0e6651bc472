import type { LanguageTag } from "../language.js";
import type { Note, Property, Provenance, UnitContent, Variant } from "../unit.js";
import { inChunks } from "./text-chunks.js";
import { wordMeaning } from "./tmx-context.js";
import { writeTmxDate } from "./tmx-date.js";
import { segmentMarkup } from "./tmx-markup.js";
import { ATTRIBUTE_PREFIX, KEPT_ATTRIBUTES, PROVENANCE_AUTHORS, PROVENANCE_DATES } from "./tmx-unit.js";
import { xmlAttribute, xmlText } from "./xml-text.js";

export interface TmxOptions {
  /** The header's `srclang`; a unit with another one says so itself. */
  readonly sourceLang: LanguageTag;
  /** The version of Entente that writes; the header must name one. */
  readonly toolVersion?: string;
}

/**
 * Units as TMX 1.4 that OmegaT, Okapi and Trados read, in strings of about 64 Ki UTF-16 units. What {@link readTmx} read is
 * written so that reading it again gives the same units. Dates lose fractions of a second, which TMX has not.
 */
export function writeTmx(units: Iterable<UnitContent>, options: TmxOptions): Generator<string> {
  return inChunks(tmxParts(units, options));
}

function* tmxParts(units: Iterable<UnitContent>, options: TmxOptions): Generator<string> {
  // No DOCTYPE: readers need none, and some try to fetch the one they find.
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">\n';
  yield `<header creationtool="entente" creationtoolversion="${xmlAttribute(options.toolVersion ?? "0")}"`;
  yield ` segtype="sentence" o-tmf="entente" adminlang="en" srclang="${options.sourceLang}" datatype="plaintext"/>\n<body>\n`;
  for (const unit of units) yield unitElement(unit, options.sourceLang);
  yield "</body>\n</tmx>\n";
}

function unitElement(unit: UnitContent, headerSource: LanguageTag): string {
  const { tuid, properties } = wordMeaning(unit);
  const { attributes, rest } = keptAttributes(properties);
  const named = tuid === undefined ? "" : attribute("tuid", tuid);
  const source = unit.sourceLang === headerSource ? "" : attribute("srclang", unit.sourceLang);
  const start = `<tu${named}${source}${attributes}${provenanceAttributes(unit)}>\n`;
  return `${start}${noteElements(unit.notes)}${propertyElements(rest)}${unit.variants.map(variantElement).join("")}</tu>\n`;
}

function variantElement(variant: Variant): string {
  const { attributes, rest } = keptAttributes(variant.properties);
  const start = `<tuv${attribute("xml:lang", variant.lang)}${attributes}${provenanceAttributes(variant)}>`;
  const remarks = noteElements(variant.notes) + propertyElements(rest);
  const lead = remarks === "" ? "" : `\n${remarks}`;
  return `${start}${lead}<seg>${segmentMarkup(variant.segment)}</seg></tuv>\n`;
}

function attribute(name: string, value: string): string {
  return ` ${name}="${xmlAttribute(value)}"`;
}

/** The properties that were attributes, as such, and the others. */
function keptAttributes(properties: readonly Property[]): { attributes: string; rest: readonly Property[] } {
  if (!properties.some(({ type }) => type.startsWith(ATTRIBUTE_PREFIX))) return { attributes: "", rest: properties };
  let rest = properties;
  let attributes = "";
  for (const name of KEPT_ATTRIBUTES) {
    const kept = rest.find(({ type, lang }) => type === ATTRIBUTE_PREFIX + name && lang === undefined);
    if (kept === undefined) continue;
    attributes += attribute(name, kept.value);
    rest = rest.filter((property) => property !== kept);
  }
  return { attributes, rest };
}

function provenanceAttributes(provenance: Provenance): string {
  let attributes = "";
  for (const [name, field] of PROVENANCE_DATES) {
    const date = provenance[field] === undefined ? undefined : writeTmxDate(provenance[field]);
    if (date !== undefined) attributes += attribute(name, date);
  }
  for (const [name, field] of PROVENANCE_AUTHORS) {
    const author = provenance[field];
    if (author !== undefined) attributes += attribute(name, author);
  }
  const { usageCount } = provenance;
  return usageCount === undefined ? attributes : attributes + attribute("usagecount", String(usageCount));
}

function noteElements(notes: readonly Note[]): string {
  return notes.map(({ text, lang }) => `<note${langAttribute(lang)}>${xmlText(text)}</note>\n`).join("");
}

function propertyElements(properties: readonly Property[]): string {
  return properties
    .map(({ type, value, lang }) => `<prop${attribute("type", type)}${langAttribute(lang)}>${xmlText(value)}</prop>\n`)
    .join("");
}

function langAttribute(lang: string | undefined): string {
  return lang === undefined ? "" : attribute("xml:lang", lang);
}

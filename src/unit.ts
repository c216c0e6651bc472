import type { LanguageTag } from "./language.js";
import { isEmpty, segmentFault, textFault, type Segment } from "./segment.js";

/** A free property of a unit or variant, as TMX `prop` keeps it. */
export interface Property {
  readonly type: string;
  readonly value: string;
  readonly lang?: string;
}

/** A remark for people, as TMX and XLIFF `note` keep it. */
export interface Note {
  readonly text: string;
  readonly lang?: string;
}

/** Who made and changed a unit or a variant, and when (RFC 3339, UTC). */
export interface Provenance {
  readonly createdAt?: string;
  readonly createdBy?: string;
  readonly changedAt?: string;
  readonly changedBy?: string;
  readonly usageCount?: number;
  readonly lastUsedAt?: string;
}

/** One language of a unit (TMX `tuv`). */
export interface Variant extends Provenance {
  readonly lang: LanguageTag;
  readonly segment: Segment;
  readonly properties: readonly Property[];
  readonly notes: readonly Note[];
}

/**
 * Where a unit stood in its document. `before` and `after` are the neighbouring source texts, `null` at the document's
 * edge, absent where nothing is known. `key` names the place itself (the unit's id with its file).
 */
export interface Context {
  readonly key?: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

/** How a translation came about, where that lowers its worth: made by a machine, or not official. */
export type Origin = "machine" | "unofficial";

/** What a unit says, before a memory has given it an id: what readers yield and writers take. */
export interface UnitContent extends Provenance {
  /** The language that was translated from: the variant that identity and context go by. */
  readonly sourceLang: LanguageTag;
  /** One or more, at most one for a language tag; the source language's among them. */
  readonly variants: readonly Variant[];
  readonly context: Context;
  readonly origin?: Origin;
  readonly properties: readonly Property[];
  readonly notes: readonly Note[];
}

/** A unit (TMX `tu`) as a memory holds it. */
export interface Unit extends UnitContent {
  /** A decimal number in text, one for all memories of a home, never given twice. */
  readonly id: string;
  /** The id of the memory that holds it. */
  readonly memory: string;
  /** Counts the unit's versions from 1; its ETag. */
  readonly revision: number;
}

/** The variant that best serves a language: the same tag, else the same primary language, else `undefined`. */
export function variantFor(unit: UnitContent, lang: LanguageTag): Variant | undefined {
  const exact = unit.variants.find((variant) => variant.lang === lang);
  if (exact !== undefined) return exact;
  const primary = lang.split("-", 1)[0];
  return unit.variants.find((variant) => variant.lang.split("-", 1)[0] === primary);
}

/** A memory: a named set of units with the languages it is usually used between. */
export interface Memory {
  /** Letters, digits and hyphens; made from the name, never changed. */
  readonly id: string;
  readonly name: string;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** Points taken off each of its matches, 0 to 100. */
  readonly penalty: number;
  /** Whether units may be added, changed or deleted through the service. */
  readonly readOnly: boolean;
  /** The file under `tm/` that it follows, with `/` between folders; absent for one kept in the database alone. */
  readonly file?: string;
  readonly units: number;
  /** When the memory or a unit of it last changed (RFC 3339, UTC). */
  readonly modified: string;
  /** Counts changes of the memory's own settings from 1; its ETag. */
  readonly revision: number;
}

/** What is wrong with a unit's content and where in it; `undefined` where nothing is. */
export function contentFault(content: UnitContent): Fault | undefined {
  const seen = new Set<string>();
  for (const [i, variant] of content.variants.entries()) {
    const { lang, segment } = variant;
    const path = `variants[${i}]`;
    const fault = segmentFault(segment);
    if (fault !== undefined) return { path: `${path}.segment`, reason: fault };
    const remark = remarkFault(variant);
    if (remark !== undefined) return { path: `${path}.${remark.path}`, reason: remark.reason };
    if (seen.has(lang)) return { path: `${path}.lang`, reason: `a second variant in ${lang}; a unit has one in each` };
    seen.add(lang);
  }
  const source = content.variants.find((variant) => variant.lang === content.sourceLang);
  if (source === undefined) {
    return { path: "sourceLang", reason: `no variant is in ${content.sourceLang}, the language translated from` };
  }
  if (isEmpty(source.segment) && source.segment.codes.length === 0) {
    return { path: "source", reason: "the source is empty; a unit needs a text to be found by" };
  }
  return remarkFault(content) ?? contextFault(content.context);
}

interface Fault {
  readonly path: string;
  readonly reason: string;
}

/** What no file could hold among notes, properties and authors. */
function remarkFault({ notes, properties, createdBy, changedBy }: UnitContent | Variant): Fault | undefined {
  const texts: [string, string | undefined][] = [
    ...notes.flatMap(({ text, lang }, i): [string, string | undefined][] => [
      [`notes[${i}].text`, text],
      [`notes[${i}].lang`, lang],
    ]),
    ...properties.flatMap(({ type, value, lang }, i): [string, string | undefined][] => [
      [`properties[${i}].type`, type],
      [`properties[${i}].value`, value],
      [`properties[${i}].lang`, lang],
    ]),
    ["createdBy", createdBy],
    ["changedBy", changedBy],
  ];
  return firstFault(texts);
}

function contextFault({ key, before, after }: Context): Fault | undefined {
  return firstFault([
    ["context.key", key],
    ["context.before", before ?? undefined],
    ["context.after", after ?? undefined],
  ]);
}

function firstFault(texts: readonly [string, string | undefined][]): Fault | undefined {
  for (const [path, text] of texts) {
    const reason = textFault(text ?? "");
    if (reason !== undefined) return { path, reason };
  }
  return undefined;
}

/** A version that a unit had before it was changed or deleted. */
export interface UnitVersion {
  readonly revision: number;
  readonly unit: UnitContent;
  /** When it ceased to be the current one (RFC 3339, UTC). */
  readonly endedAt: string;
}

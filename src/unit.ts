import type { LanguageTag } from "./language.js";
import type { Segment } from "./segment.js";

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

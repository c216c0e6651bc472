import type { LanguageTag } from "../language.js";
import { variantFor, type Provenance, type UnitContent, type Variant } from "../unit.js";
import { xmlAttribute } from "./xml-text.js";

/**
 * What both XLIFF writers share: which variants make the source and target of a unit, the ids of its inline codes, and the
 * way to get texts through the `xliff` package unharmed.
 *
 * The package escapes `&`, `<` and `>` in text, but first turns `&amp;` into `&`, so that a text which says `&amp;` would
 * lose it; it writes a carriage return as it is, which a reader takes for a line end; and it escapes nothing but `"` in
 * attributes. So texts go in with `&` written `&amp;`, which the package undoes, and U+0001 for a carriage return, which no
 * text of ours can hold; attributes go in escaped.
 */

export interface XliffOptions {
  /** `source-language` or `srcLang` of the file. */
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** What the file is named as: the memory's name, say. */
  readonly original: string;
  /** Is told of each unit that has no variant in the source language, and so cannot be written. */
  readonly leftOut?: (unit: UnitContent) => void;
}

/** A unit as it goes into an XLIFF file of two languages. */
export interface XliffPair {
  readonly unit: UnitContent;
  /** Counts the units of the file from 1: the unit's id. */
  readonly ordinal: number;
  readonly source: Variant;
  readonly target: Variant | undefined;
}

/** The units that have the source language, with the variants that serve the two languages best. */
export function* xliffPairs(units: Iterable<UnitContent>, options: XliffOptions): Generator<XliffPair> {
  let ordinal = 0;
  for (const unit of units) {
    const source = variantFor(unit, options.sourceLang);
    if (source === undefined) {
      options.leftOut?.(unit);
      continue;
    }
    const target = variantFor(unit, options.targetLang);
    yield { unit, ordinal: ++ordinal, source, target: target === source ? undefined : target };
  }
}

const CARRIAGE_RETURN = "\u0001";

/** A text as the package must be given it. */
export function packageText(text: string): string {
  // Throws for what XML cannot hold; what it answers is not needed.
  xmlAttribute(text);
  return text.replaceAll("&", "&amp;").replaceAll("\r", CARRIAGE_RETURN);
}

/** What the package wrote, put right. */
export function packageOutput(xml: string): string {
  return xml.replaceAll(CARRIAGE_RETURN, "&#13;");
}

/** The notes of a unit and its two variants, and a line that says who made and changed the translation, and when. */
export function noteTexts({ unit, source, target }: XliffPair): string[] {
  const notes = [...unit.notes, ...source.notes, ...(target?.notes ?? [])].map(({ text }) => text);
  const history = [historyOf("unit", unit), historyOf("source", source), historyOf("target", target ?? {})];
  return [...notes, ...history.filter((line) => line !== "")].map(packageText);
}

function historyOf(what: string, { createdAt, createdBy, changedAt, changedBy }: Provenance): string {
  const made = [createdAt, createdBy === undefined ? undefined : `by ${createdBy}`].filter(
    (part) => part !== undefined,
  );
  const changed = [changedAt, changedBy === undefined ? undefined : `by ${changedBy}`].filter(
    (part) => part !== undefined,
  );
  const parts: string[] = [];
  if (made.length > 0) parts.push(`created ${made.join(" ")}`);
  if (changed.length > 0) parts.push(`changed ${changed.join(" ")}`);
  return parts.length === 0 ? "" : `${what} ${parts.join(", ")}`;
}

/** The part of the package's document that is one element, from its first start tag to its last end tag. */
export function elementOf(xml: string, name: string): string {
  const start = xml.indexOf(`<${name} `);
  const end = xml.lastIndexOf(`</${name}>`);
  if (start < 0 || end < start) throw new RangeError(`the package wrote no <${name}>`);
  return xml.slice(start, end + name.length + 3);
}

/**
 * Ids for inline codes: the same for codes of the same kind and id in source and target, so that tools know them as one,
 * and never the same twice in a segment.
 */
export class CodeNumbers {
  readonly #numbers = new Map<string, number>();

  /** The id of the n-th (`repeat` from 0) code of a kind and id in its segment. */
  number(kind: string, id: string, repeat: number): number {
    const key = `${kind} ${repeat} ${id}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const next = this.#numbers.size + 1;
    this.#numbers.set(key, next);
    return next;
  }
}

import type { Member, Side, Span } from "../finding.js";
import type { CheckedSegment, Wording } from "./check.js";

/** Where one of several ways of saying a thing stands. */
export interface VariantPlace extends Span {
  readonly segment: number;
  readonly side: Side;
}

/** One way of saying a thing, with its places in the document's order. At least one. */
export interface Variant {
  readonly places: readonly VariantPlace[];
}

/**
 * Several ways of saying one thing. Where one is used more than each other it is the majority and the others are outliers;
 * else all are outliers, for nothing tells which was meant.
 */
export interface VariantGroup {
  /** The most used first; equals in order of their first place. At least two. */
  readonly variants: readonly Variant[];
  readonly majority?: Variant;
  /** The first place of an outlier in the document. */
  readonly first: VariantPlace;
}

/** The group of some variants, or `undefined` where there are not two of them. */
export function variantGroup(given: Iterable<Variant>): VariantGroup | undefined {
  const variants = [...given].sort((a, b) => b.places.length - a.places.length || compare(placeOf(a), placeOf(b)));
  const [most, next] = variants;
  if (most === undefined || next === undefined) return undefined;
  const isMajority = most.places.length > next.places.length;
  const outliers = isMajority ? variants.slice(1) : variants;
  const first = outliers.map(placeOf).reduce((a, b) => (compare(b, a) < 0 ? b : a));
  return { variants, first, ...(isMajority && { majority: most }) };
}

function placeOf({ places }: Variant): VariantPlace {
  const place = places[0];
  if (place === undefined) throw new RangeError("a variant has at least one place");
  return place;
}

function compare(a: VariantPlace, b: VariantPlace): number {
  return a.segment - b.segment || a.start - b.start;
}

/** Every place of a group, in the document's order. */
export function membersOf({ variants }: VariantGroup): Member[] {
  const places = variants.flatMap((variant) => variant.places).sort(compare);
  return places.map(({ segment, side, start, end }) => ({ segment, side, start, end }));
}

/** All of a segment's text on one side, without the white space around it. */
export function wholeText(segment: CheckedSegment, side: Side): VariantPlace {
  const { text } = segment[side].segment;
  const start = text.length - text.trimStart().length;
  const end = Math.max(start, text.trimEnd().length);
  return { segment: segment.index, side, start, end, text: text.slice(start, end) };
}

/** Variants that a message names; more would hide what it says. */
const MOST_NAMED = 5;

/** Variants with how often each is used: `“Member States” (2 times), “member country” (once)`. */
export function variantsInWords({ variants }: VariantGroup): Wording {
  const named = variants.slice(0, MOST_NAMED);
  const rest = variants.length - named.length;
  const en = named.map(
    ({ places }) => `“${clipped(places[0]?.text)}” (${places.length === 1 ? "once" : `${places.length} times`})`,
  );
  const fr = named.map(({ places }) => `«\u00A0${clipped(places[0]?.text)}\u00A0» (${places.length} fois)`);
  return {
    en: en.join(", ") + (rest > 0 ? `, and ${rest} more` : ""),
    fr: fr.join(", ") + (rest > 0 ? ` et ${rest} ${rest === 1 ? "autre" : "autres"}` : ""),
  };
}

/** Characters of a text that a message quotes: a sentence, not a page. */
const LONGEST_QUOTED = 100;

/** A text as a message quotes it. */
export function clipped(text = ""): string {
  if (text.length <= LONGEST_QUOTED) return text;
  // A pair of surrogates is not cut in two.
  return `${text.slice(0, LONGEST_QUOTED).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

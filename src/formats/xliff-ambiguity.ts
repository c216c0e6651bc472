import type { Problem } from "../problem.js";
import type { Place } from "./xml-source.js";

/** What is needed of a segment or ignorable (2.x) to say whether a unit's ids and order can be told apart. */
export interface OrderedPart {
  readonly id: string | undefined;
  readonly place: Place;
  /** `order` of its target, as written. */
  readonly order: string | undefined;
  /** The ids of the codes of its source, one for each code that is no end. */
  readonly codes: readonly string[];
}

/** Reasons why a unit of 2.x is ambiguous: an id twice, or two parts in one place of the target (section 4.3.1.27). */
export function ambiguitiesOf(parts: readonly OrderedPart[], unit: string): Problem[] {
  const found: Problem[] = [];
  const ids = new Set<string>();
  const places = new Set<number>();
  for (const [i, { id, place, order, codes }] of parts.entries()) {
    for (const named of id === undefined ? codes : [id, ...codes]) {
      if (ids.has(named)) found.push({ ...place, unit, reason: duplicate(named) });
      ids.add(named);
    }
    const position = order !== undefined && /^\d{1,9}$/.test(order.trim()) ? Number(order) : i + 1;
    if (places.has(position)) {
      found.push({
        ...place,
        unit,
        reason: `two targets of the unit stand in place ${position}; give each its own order`,
      });
    }
    places.add(position);
  }
  return found;
}

/** Marks of segments that say the same `mid` (1.x). */
export function markAmbiguities(
  marks: readonly { readonly mid: string; readonly place: Place }[],
  unit: string,
): Problem[] {
  const mids = new Set<string>();
  const found: Problem[] = [];
  for (const { mid, place } of marks) {
    if (mids.has(mid)) found.push({ ...place, unit, reason: duplicate(mid) });
    mids.add(mid);
  }
  return found;
}

function duplicate(id: string): string {
  return `the unit has the id ${JSON.stringify(id.slice(0, 40))} twice; give each segment and code its own`;
}

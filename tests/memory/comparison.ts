import { expect } from "@jest/globals";
import fc from "fast-check";
import type { Match } from "../../src/memory/match.js";
import type { MemoryIndex, Query } from "../../src/memory/memory-index.js";
import { plainSegment } from "../../src/segment.js";
import { variantFor, type Unit } from "../../src/unit.js";
import { scan, type ScannedMatch } from "../reference/scan.js";
import type { Measure } from "../reference/score.js";

/** The index against the scan that scores everything: whatever is asked, the same matches in the same order. */

function withoutEdits(matches: readonly Match[]): ScannedMatch[] {
  return matches.map((match) => {
    const rest: ScannedMatch & { edits?: unknown } = { ...match };
    delete rest.edits;
    return rest;
  });
}

/** The units that are left where a later one replaces an earlier one of its id. */
export function latest(units: readonly Unit[]): Unit[] {
  return [...new Map(units.map((each) => [each.id, each])).values()];
}

/** How many of the look-ups compared found anything: a test that compares nothing must not pass. */
let withMatches = 0;

export function countAnew(): void {
  withMatches = 0;
}

export function comparedWithMatches(): number {
  return withMatches;
}

export function expectSame(at: {
  index: MemoryIndex;
  units: readonly Unit[];
  query: Query;
  measured?: Map<string, Measure>;
}): void {
  const found = withoutEdits(at.index.lookup(at.query));
  expect(found).toEqual(scan(at.units, at.query, at.measured));
  if (found.length > 0) withMatches += 1;
}

export interface Change {
  readonly pick: number;
  readonly cut: number;
  readonly put: string;
}

/** A query for a segment of some unit with a few pieces changed, so that there is something to find. */
export function nearby(base: Query, units: readonly Unit[], change: Change): Query {
  const unitPicked = units[change.pick % Math.max(1, units.length)];
  const segment = unitPicked && variantFor(unitPicked, base.sourceLang)?.segment;
  if (segment === undefined) return base;
  const at = change.cut % (segment.text.length + 1);
  return {
    ...base,
    segment: plainSegment(segment.text.slice(0, at) + change.put + segment.text.slice(at + change.put.length)),
  };
}

export const anyChange: fc.Arbitrary<Change> = fc.record({
  pick: fc.nat(),
  cut: fc.nat(60),
  put: fc.constantFrom("", "", "x", " pont", "!", "12", "été ", "…"),
});

import { setImmediate as nextTurn } from "node:timers/promises";
import { Adapter, type Adapted } from "../adapt/adapt.js";
import type { LanguageTag } from "../language.js";
import type { Match } from "../memory/match.js";
import type { Segment } from "../segment.js";

/** A match as it is answered: with its target put right where that can be done for certain. */
export interface FoundMatch extends Match {
  readonly adapted?: Adapted;
}

/** What was found for one segment, best first. */
export interface SegmentMatches {
  readonly matches: readonly FoundMatch[];
}

/** A segment that was looked up. */
interface LookedUp {
  readonly segment: Segment;
  readonly sourceLang: LanguageTag;
}

/** The best matches of a segment that are looked at: nobody takes a worse one to be put right, and a thousand would take their time. */
const MAX_ADAPTED = 10;

/** After this long others get a turn, in milliseconds. */
const TURN = 10;

/** The matches of each segment as they are answered. */
export async function foundMatches(
  queries: readonly LookedUp[],
  results: readonly (readonly Match[])[],
): Promise<SegmentMatches[]> {
  const found: SegmentMatches[] = [];
  let turnEnds = performance.now() + TURN;
  for (const [i, query] of queries.entries()) {
    found.push({ matches: withAdapted(query, results[i] ?? []) });
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN;
  }
  return found;
}

function withAdapted({ segment, sourceLang }: LookedUp, matches: readonly Match[]): FoundMatch[] {
  let adapter: Adapter | undefined;
  return matches.map((match, i) => {
    if (i >= MAX_ADAPTED || !mayDiffer(segment, match)) return match;
    adapter ??= new Adapter(segment, sourceLang);
    const adapted = adapter.adapt(match);
    return adapted === undefined ? match : { ...match, adapted };
  });
}

/** The same text without codes on either side leaves nothing to put right. */
function mayDiffer({ codes }: Segment, { kind, source, target }: Match): boolean {
  return kind === "fuzzy" || codes.length + source.codes.length + target.codes.length > 0;
}

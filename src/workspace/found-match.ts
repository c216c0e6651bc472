import { setImmediate as nextTurn } from "node:timers/promises";
import { Adapter, type Adapted } from "../adapt/adapt.js";
import type { Terminology } from "../glossary/terminology.js";
import type { Match, MatchKind } from "../memory/match.js";
import type { Query } from "../memory/query.js";
import type { FragmentMatch } from "./fragment-search.js";
import type { FragmentThread } from "./fragment-thread.js";
import type { Segment } from "../segment.js";

/** A match as it is answered: of a whole segment, with its target put right where that can be done for certain; or of a part. */
export interface FoundMatch extends Omit<Match, "kind"> {
  readonly kind: MatchKind | FragmentMatch["kind"];
  readonly adapted?: Adapted;
  /** Of a fragment: where it stands. */
  readonly fragment?: FragmentMatch["fragment"];
}

/** What was found for one segment, best first. */
export interface SegmentMatches {
  readonly matches: readonly FoundMatch[];
}

/** What matches are put right and looked for in parts with. */
interface Means {
  readonly terminology: Terminology;
  /** Finds parts of a segment where none is like the whole; absent where they are not wanted. */
  readonly fragments: FragmentThread | undefined;
}

/** The best matches of a segment that are looked at: nobody takes a worse one to be put right, and a thousand would take their time. */
const MAX_ADAPTED = 10;

/** After this long others get a turn, in milliseconds. */
const TURN = 10;

/** The matches of each segment as they are answered. */
export async function foundMatches(
  queries: readonly Query[],
  results: readonly (readonly Match[])[],
  { terminology, fragments }: Means,
): Promise<SegmentMatches[]> {
  const found: SegmentMatches[] = [];
  let turnEnds = performance.now() + TURN;
  for (const [i, query] of queries.entries()) {
    const matches = results[i] ?? [];
    const pieces = matches.length === 0 ? await fragments?.find(query) : undefined;
    found.push({ matches: pieces ?? withAdapted(query, matches, terminology) });
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN;
  }
  return found;
}

function withAdapted(
  { segment, sourceLang }: Query,
  matches: readonly Match[],
  terminology: Terminology,
): FoundMatch[] {
  let adapter: Adapter | undefined;
  return matches.map((match, i) => {
    if (i >= MAX_ADAPTED || !mayDiffer(segment, match)) return match;
    adapter ??= new Adapter(segment, sourceLang, terminology);
    const adapted = adapter.adapt(match);
    return adapted === undefined ? match : { ...match, adapted };
  });
}

/** The same text without codes on either side leaves nothing to put right. */
function mayDiffer({ codes }: Segment, { kind, source, target }: Match): boolean {
  return kind === "fuzzy" || codes.length + source.codes.length + target.codes.length > 0;
}

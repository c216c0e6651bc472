import { isEmpty, type Segment } from "../segment.js";
import type { InsertionPage } from "./insertion-page.js";
import type { FileMatch, FileTerm, Found } from "./pretranslation.js";
import { writeMatch, writtenCodes, type Shown, type WrittenCode, type WrittenMatch } from "./xliff-codes.js";
import type { QueriedSegment } from "./xliff-queries.js";
import type { XliffSegment, XliffUnit } from "./xliff-structure.js";

/** A match with its markup. */
export interface Suggestion {
  readonly match: FileMatch;
  readonly written: WrittenMatch;
  /** Whether the target is the match's with the query's values in it. */
  readonly isAdapted: boolean;
}

/** What is to be put in for a segment. */
export interface SegmentSuggestions {
  readonly queried: QueriedSegment;
  readonly suggestions: readonly Suggestion[];
  readonly terms: readonly FileTerm[];
  /** The suggestion that may fill the target, where it is empty and nobody forbids it. */
  readonly filling?: Suggestion;
}

/** States in which a translation is done, empty or not. */
const DONE = new Set(["translated", "signed-off", "reviewed", "final"]);

/** States in which nobody wants a suggestion any more. */
const CLOSED = new Set(["signed-off", "final", "ApprovedSignOff"]);

/** What was found for each segment of a unit, in the words of the file. `shown` as for {@link writeMatch}. */
export function suggestionsOf(
  unit: XliffUnit,
  segments: readonly QueriedSegment[],
  found: readonly Found[],
  page: InsertionPage,
  shown?: Shown,
): SegmentSuggestions[] {
  let next = 0;
  return segments.map((queried): SegmentSuggestions => {
    const answer = queried.query === undefined ? undefined : found[next++];
    const { segment } = queried;
    if (answer === undefined || isClosed(unit, queried)) return { queried, suggestions: [], terms: [] };
    const codes = writtenCodes(segment, page.text);
    const suggestions = answer.matches.map((match) => suggestion(match, segment, codes, shown));
    page.note("codes-as-text", suggestions.filter(({ written }) => written.isText).length);
    const filling = fillingOf(queried, suggestions, page);
    return { queried, suggestions, terms: answer.terms, ...(filling === undefined ? {} : { filling }) };
  });
}

/** A match in the words of the file: its target as adapted, where the codes of that are those of the segment. */
function suggestion(
  match: FileMatch,
  { source }: XliffSegment,
  codes: readonly WrittenCode[] | undefined,
  shown?: Shown,
): Suggestion {
  const written = writeMatch(match, codes, shown);
  if (match.adapted === undefined) return { match, written, isAdapted: false };
  const adapted = writeMatch({ source, target: match.adapted }, codes, shown);
  if (adapted.isText) return { match, written, isAdapted: false };
  return { match, written: { ...written, target: adapted.target, isWhole: adapted.isWhole }, isAdapted: true };
}

function isClosed({ approved }: XliffUnit, { segment }: QueriedSegment): boolean {
  return segment.isLocked || approved === true || CLOSED.has(segment.state ?? "") || CLOSED.has(segment.status ?? "");
}

function fillingOf(
  { segment }: QueriedSegment,
  suggestions: readonly Suggestion[],
  { options: { fill } }: InsertionPage,
): Suggestion | undefined {
  if (fill === undefined || !isBlank(segment.target) || DONE.has(segment.state ?? "")) return undefined;
  return suggestions.find(({ match, written }) => match.score >= fill && written.isWhole);
}

/** Whether there is nothing that a filling could take the place of. */
function isBlank(target: Segment | undefined): boolean {
  return target === undefined || (isEmpty(target) && target.codes.length === 0);
}

/** The markup that a filling puts in place of an empty target; in 2.x its codes keep all that they say. */
export function fillingMarkup({ queried, filling }: SegmentSuggestions, page: InsertionPage): string {
  if (filling === undefined) return "";
  const { segment } = queried;
  return suggestion(filling.match, segment, writtenCodes(segment, page.text)).written.target;
}

/** The score as files tell it: XLIFF 2 has no more than 100. */
export function quality({ score }: FileMatch, most: 100 | 101): string {
  return String(Math.min(most, score));
}

import type { Concept } from "../concept.js";
import { fold } from "../text/folding.js";
import type { CheckedSegment, Fault } from "./check.js";

/**
 * The property of a concept that keeps the checks from speaking about it: `"doNotCheck": "true"`. The concept is still
 * recognised, so that what is nested in its names stays hidden and its name may stand in for no other's.
 */
export const DO_NOT_CHECK = "doNotCheck";

/** Whether the checks may speak about a concept, as its glossary says. */
export function isChecked({ properties }: Concept): boolean {
  return properties?.[DO_NOT_CHECK]?.trim().toLowerCase() !== "true";
}

/** The concepts that a check is about: those of some subjects, or all; never one that its glossary keeps out. */
export class ConceptScope {
  readonly #subjects: ReadonlySet<string> | undefined;

  constructor(subjects?: readonly string[]) {
    this.#subjects = subjects && new Set(subjects.map((subject) => fold(subject)));
  }

  /**
   * Whether a fault is to be reported. Where several concepts share the designation at its place, one that is kept out
   * silences it, since it may be the one meant; one of a wanted subject is enough. A fault about no concept always is.
   */
  holds(fault: Fault, segment: CheckedSegment): boolean {
    if (fault.concept === undefined) return true;
    const concepts = conceptsOf(fault, segment);
    const subjects = this.#subjects;
    return (
      concepts.every(isChecked) &&
      (subjects === undefined || concepts.some(({ subject }) => subject !== undefined && subjects.has(fold(subject))))
    );
  }
}

/** The concepts designated where a fault stands; where none of them is the one it names, those of that name anywhere. */
function conceptsOf({ concept: id, source, target }: Fault, segment: CheckedSegment): Concept[] {
  const found = [...segment.source.occurrences, ...segment.target.occurrences].filter(
    ({ concept }) => concept.id === id,
  );
  const atPlace = segment.source.occurrences.filter(({ start, end }) => start === source?.start && end === source.end);
  const sharers = atPlace.some(({ concept }) => concept.id === id)
    ? atPlace
    : found.filter((one) => source === undefined || target === undefined || one.start === target.start);
  return (sharers.length > 0 ? sharers : found).map(({ concept }) => concept);
}

import type { LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import type { UnitContent } from "../unit.js";

/** What a file says of itself before its first unit. */
export interface HeaderEvent {
  readonly kind: "header";
  /** Absent where the file names none, or none for all of its units (TMX `*all*`). */
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  /** The tool that wrote the file, with its version where it gives one. */
  readonly tool?: string;
}

/** A unit, with the place of its start tag: line and column from 1, the column in UTF-16 code units. */
export interface UnitEvent {
  readonly kind: "unit";
  readonly unit: UnitContent;
  readonly line: number;
  readonly column: number;
}

/**
 * Something that a unit or a part of one said wrongly. `lost` tells whether the unit itself was left out; where it is
 * false the unit follows as an event of its own, without the part that the problem names, or the problem is one of the file.
 */
export interface ProblemEvent {
  readonly kind: "problem";
  readonly problem: Problem;
  readonly lost: boolean;
}

/** A translation that was read and is not wanted for the state that the file says it is in: its word, as written. */
export interface LeftOutEvent {
  readonly kind: "left-out";
  readonly state: string;
}

/** What every reader of a file yields, in the file's order: one header, then units, problems and what is left out. */
export type ReadEvent = HeaderEvent | UnitEvent | ProblemEvent | LeftOutEvent;

import type { LanguageTag } from "../language.js";
import type { InlineCode, Segment } from "../segment.js";
import type { Origin } from "../unit.js";
import type { Neighbours } from "./score.js";

/** A place among the variants for "none". */
export const NO_VARIANT = -1;
/** A place among the forms for "none". */
export const NO_FORM = -1;

/** Neighbours of a query, in NFC: `null` at the document's edge, `undefined` where not known. */
export type NeighbourTexts = Neighbours<string | null>;

/**
 * Units with all that a look-up needs of them: a {@link UnitTable} that changes, or a part that does not. Units and their
 * variants have numbers; the forms of a language (a form being a text in NFC with its codes) have too.
 */
export interface Units {
  /** The tags of all variants; their numbers are their places. */
  readonly tags: readonly LanguageTag[];
  /** How many memories have a number; all numbers are below. */
  readonly memories: number;
  /** The number of a memory, or `undefined` where no unit ever was of it. */
  memoryNumber(name: string): number | undefined;
  isAlive(unit: number): boolean;
  idOf(unit: number): number;
  memoryNumberOf(unit: number): number;
  memoryOf(unit: number): string;
  /** When a unit last changed, in milliseconds since 1970; -Infinity where nobody knows. */
  changedAt(unit: number): number;
  usageOf(unit: number): number;
  originOf(unit: number): Origin | undefined;
  /** For each neighbour that is known of a unit, whether it is the query's. */
  compareNeighbours(unit: number, query: NeighbourTexts): Neighbours<boolean>;
  firstVariant(unit: number): number;
  /** One more than a unit's last variant. */
  endOfVariants(unit: number): number;
  unitOf(variant: number): number;
  tagOf(variant: number): number;
  langOf(variant: number): LanguageTag;
  formOf(variant: number): number;
  /** Whether a variant is what its unit was translated from: the neighbours are of its language. */
  isSource(variant: number): boolean;
  /** A variant's segment as given. */
  segmentOf(variant: number): Segment;
  /** The codes of a variant's segment. */
  codesOf(variant: number): readonly InlineCode[];
  /** What a variant's form says ({@link formKey}). */
  keyOf(variant: number): string;
  /** How many stems a variant's form has. */
  stemsOf(variant: number): number;
  /** The form of a key with so many stems in a language, or {@link NO_FORM}. */
  findForm(lang: LanguageTag, key: string, stems: number): number;
  /** The newest variant that says a form of a language, or {@link NO_VARIANT}. */
  newestOf(form: number, lang: LanguageTag): number;
  /** The variant that said the same form before this one, or {@link NO_VARIANT}. Those of one unit follow each other. */
  olderThan(variant: number): number;
}

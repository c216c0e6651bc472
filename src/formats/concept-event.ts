import type { Concept } from "../concept.js";
import type { ProblemEvent } from "./read-event.js";
import type { ReadTerm } from "./read-term.js";

/** What a glossary's file says of itself before its first concept. */
export interface GlossaryHeaderEvent {
  readonly kind: "header";
  /** The title that the file bears, where it has one. */
  readonly name?: string;
  readonly note?: string;
}

/**
 * A concept as a file has it: many formats let an entry go without id, and it is for the glossary to give it one; what is left
 * open of its terms, `completed` says, or what a glossary knows of them already.
 */
export type ReadConcept = Omit<Concept, "id" | "terms"> & { readonly id?: string; readonly terms: readonly ReadTerm[] };

/** A concept, with the place where its entry begins: line and column from 1, the column in UTF-16 code units. */
export interface ConceptEvent {
  readonly kind: "concept";
  readonly concept: ReadConcept;
  readonly line: number;
  readonly column: number;
}

/** What every reader of a glossary's file yields, in the file's order: one header, then concepts and problems. */
export type GlossaryEvent = GlossaryHeaderEvent | ConceptEvent | ProblemEvent;

/** What a file breaks, and where: the words that every validator of this folder shares. */

import type { Place } from "../xml-source.js";

/** An error makes a file invalid; a warning is what a careful author would change. */
export type BreachSeverity = "error" | "warning";

/** A rule of a format, as the tables of this folder list them. */
export interface Rule {
  readonly severity: BreachSeverity;
  /** The rule itself, in one sentence. */
  readonly text: string;
  /** Where the format's own documents say so. */
  readonly clause: string;
  /** Whether a breach leaves open which text, id, code or order of segments is meant: such a file is not processed. */
  readonly isAmbiguous?: true;
}

/** The rules of one format by their stable ids (`xliff2.unit-id-unique`). */
export type RuleTable = Readonly<Record<string, Rule>>;

/** A rule broken at a place: line and column from 1, the column in UTF-16 units, of the start tag that breaks it. */
export interface Breach extends Place {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: BreachSeverity;
  /** What is wrong and what would be right. */
  readonly message: string;
  /** The element that breaks it, as the file writes its name; empty where it is none. */
  readonly element: string;
  readonly clause: string;
  readonly isAmbiguous: boolean;
}

/** Where a breach is reported: an element, or whatever else has a place and a name. */
export interface Located {
  readonly place: Place;
  readonly written: string;
}

/** Takes breaches of a table's rules; its ids are checked by the compiler. */
export type Report<Id extends string> = (rule: Id, at: Located, message: string) => void;

/** Values in messages are cut: a breach is one line. */
const SHOWN_LENGTH = 60;

/** A value as messages show it. */
export function shown(value: string): string {
  return `"${value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value}"`;
}

/** "a", "b" or "c". */
export function anyOf(values: Iterable<string>): string {
  const quoted = [...values].map(shown);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

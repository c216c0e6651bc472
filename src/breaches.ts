/** A rule of its format that a file breaks, though what the file says could be read all the same. */
export interface NamedBreach {
  /** The rule's id, which stays: `tmx.date`. */
  readonly rule: string;
  /** What is wrong and what would be right. */
  readonly message: string;
  /** Counted from 1, in the file as decoded; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** The rules that a file breaks, and that cost none of its units. What a careful author would change is not among them. */
export interface Breaches {
  readonly count: number;
  /** How often each rule is broken, by its id. */
  readonly byRule: Readonly<Record<string, number>>;
  /** The first {@link MAX_NAMED_BREACHES}, in the file's order. */
  readonly first: readonly NamedBreach[];
}

/** Breaches that are named; the others are counted. A tool that breaks a rule breaks it in every unit. */
export const MAX_NAMED_BREACHES = 100;

/** A unit, an entry or another part of a file that could not be read, and why. The rest of the file was read. */
export interface Problem {
  /** Counted from 1, in the file as decoded. */
  readonly line: number;
  /** Counted from 1, in UTF-16 code units. */
  readonly column: number;
  /** The unit's own id in the file, or its ordinal from 1 as `#12`; none where the problem is one of the file. */
  readonly unit?: string;
  readonly reason: string;
}

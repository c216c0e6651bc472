import { readFileSync } from "node:fs";
import type { Check } from "../../src/check/check.js";
import type { Severity, Span } from "../../src/finding.js";
import type { Segment } from "../../src/segment.js";
import { faultsOf, type Direction } from "./checked-pair.js";

/** A row of a `*.cases.jsonl`: a pair with every finding that it should give. */
export interface LabelledCase {
  readonly id: string;
  readonly direction: Direction;
  readonly source: Segment | string;
  readonly target: Segment | string;
  readonly expected: readonly { readonly source?: Span; readonly target?: Span; readonly severity?: Severity }[];
  readonly why: string;
}

export function labelledCases(file: URL): LabelledCase[] {
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as LabelledCase);
}

/** What a check finds in a case, in the form of its labels; `severity` where it is not a label's business is left out. */
export function found(check: Check, { direction, source, target }: LabelledCase, usual?: Severity): object[] {
  return faultsOf(check, direction, source, target).map((fault) => ({
    ...(fault.source && { source: fault.source }),
    ...(fault.target && { target: fault.target }),
    ...(usual && { severity: fault.severity ?? usual }),
  }));
}

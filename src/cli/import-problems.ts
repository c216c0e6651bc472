import type { Breaches } from "../breaches.js";
import type { Problem } from "../problem.js";
import { remark } from "./output.js";

/** Problems and breaches shown of one file, of each so many; `--json` has more. A terminal is no place for them. */
const SHOWN = 20;

/** What there is to tell of a file that was read: what could not be read, and which rules of its format it breaks. */
interface Told {
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  readonly breaches?: Breaches | null;
}

/** Tells the person at the terminal, `FILE:LINE:COLUMN` before each. */
export function tellImportProblems(file: string, { problems, problemCount, breaches }: Told): void {
  for (const { line, column, unit, reason } of problems.slice(0, SHOWN)) {
    remark(`${file}:${line}:${column}: ${unit === undefined ? "" : `${unit}: `}${reason}`);
  }
  const more = problemCount - Math.min(SHOWN, problems.length);
  if (more > 0) remark(`${file}: ${more} more problems; --json lists them`);
  if (breaches !== undefined) tellBreaches(file, breaches);
}

function tellBreaches(file: string, breaches: Breaches | null): void {
  if (breaches === null) {
    remark(`${file}: too large to be held to the rules of its format; entente validate holds it to them`);
    return;
  }
  const { first, count, byRule } = breaches;
  for (const { line, column, message, rule } of first.slice(0, SHOWN)) {
    remark(`${file}:${line}:${column}: ${message} [${rule}]`);
  }
  if (count === 0) return;
  const rules = Object.entries(byRule).map(([rule, times]) => `${times} ${rule}`);
  remark(`${file}: read, though it breaks rules of its format: ${rules.join(", ")}; entente validate names each`);
}

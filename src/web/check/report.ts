import type { FindingJson, JobJson } from "../../http/contract.js";

/** A finding as the JSON report of a file has it: with its place and the texts of its segment beside. */
export type ReportFinding = FindingJson & {
  readonly file: string;
  readonly segmentId?: string;
  readonly line?: number;
  readonly column?: number;
  readonly sourceText?: string;
  readonly targetText?: string;
};

/** The JSON report of a checked file (`src/report/json-report.ts`). */
export interface CheckReport {
  readonly files: readonly {
    readonly name: string;
    readonly sourceLang: string;
    readonly targetLang: string;
    readonly segments: number;
  }[];
  readonly findings: readonly ReportFinding[];
  readonly problems: readonly JobJson["problems"][number][];
  readonly summary: { readonly segments: number; readonly findings: number; readonly ignored: number };
}

/** What findings are to be shown. */
export interface Filter {
  readonly categories: ReadonlySet<FindingJson["category"]>;
  readonly severities: ReadonlySet<FindingJson["severity"]>;
  /** A concept's id; all where absent. */
  readonly concept: string | undefined;
  /** A number (`12`), a range of them (`10-20`), or words that stand in the segment or the message. */
  readonly segment: string;
  readonly showIgnored: boolean;
}

export const NO_FILTER: Filter = {
  categories: new Set(),
  severities: new Set(),
  concept: undefined,
  segment: "",
  showIgnored: false,
};

/** The findings that a filter lets through, in their order. */
export function filtered(findings: readonly ReportFinding[], filter: Filter): readonly ReportFinding[] {
  const { categories, severities, concept, showIgnored } = filter;
  const fits = segmentTest(filter.segment);
  return findings.filter(
    (finding) =>
      (showIgnored || finding.ignored === undefined) &&
      (categories.size === 0 || categories.has(finding.category)) &&
      (severities.size === 0 || severities.has(finding.severity)) &&
      (concept === undefined || finding.concept === concept) &&
      fits(finding),
  );
}

function segmentTest(asked: string): (finding: ReportFinding) => boolean {
  const text = asked.trim();
  if (text === "") return () => true;
  const range = /^(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?$/.exec(text);
  if (range !== null) {
    const first = Number(range[1]);
    const last = Number(range[2] ?? range[1]);
    return ({ segment, segmentId }) => (segment + 1 >= first && segment + 1 <= last) || segmentId === text;
  }
  const words = text.toLowerCase();
  return ({ sourceText = "", targetText = "", message, segmentId = "" }) =>
    [sourceText, targetText, message, segmentId].some((field) => field.toLowerCase().includes(words));
}

/** How many findings there are of each kind, those that are ignored left out. */
export function countsBy<Key extends string>(
  findings: readonly ReportFinding[],
  keyOf: (finding: ReportFinding) => Key | undefined,
): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const finding of findings) {
    const key = finding.ignored === undefined ? keyOf(finding) : undefined;
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Stretches of the document of equal length, in its order, each with its findings counted by severity. */
export function distribution(
  findings: readonly ReportFinding[],
  segments: number,
  stretches: number,
): { readonly first: number; readonly last: number; readonly counts: Record<FindingJson["severity"], number> }[] {
  const number = Math.max(1, Math.min(stretches, segments));
  const parts = Array.from({ length: number }, (_, i) => ({
    first: Math.floor((i * segments) / number) + 1,
    last: Math.floor(((i + 1) * segments) / number),
    counts: { minor: 0, major: 0, critical: 0 },
  }));
  for (const { segment, severity, ignored } of findings) {
    // The inverse of where stretches begin and end.
    const part = parts[Math.ceil(((segment + 1) * number) / Math.max(1, segments)) - 1];
    if (part !== undefined && ignored === undefined) part.counts[severity] += 1;
  }
  return parts;
}

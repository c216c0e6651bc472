import type { Category, Finding, Severity } from "../finding.js";
import type { LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import type { Segment } from "../segment.js";

/** A pair of a bilingual file. */
export interface CheckedPair {
  /** As the file has it, where it has one. */
  readonly id?: string;
  readonly source: Segment;
  readonly target: Segment;
  /** Where in the file it begins, from 1; columns in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
}

/** A bilingual file that was checked: what every report is made from. */
export interface CheckedFile {
  /** Its path as the one who asked wrote it. */
  readonly name: string;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly CheckedPair[];
  /** In the order that reports keep: by segment, then by place. */
  readonly findings: readonly Finding[];
  /** When, as ISO 8601 in UTC. */
  readonly checkedAt: string;
  /** Ids of the glossaries that it was checked by. */
  readonly glossaries: readonly string[];
  /** Pairs that could not be read, or not wholly. */
  readonly problems?: readonly Problem[];
}

/** One checked file, or several that one report is to be about. */
export type Checked = CheckedFile | readonly CheckedFile[];

/** The files of a report. */
export function checkedFiles(checked: Checked): readonly CheckedFile[] {
  return "findings" in checked ? [checked] : checked;
}

/** The files with the findings that nobody ignores. */
export function withoutIgnored(files: readonly CheckedFile[]): CheckedFile[] {
  return files.map((file) => ({ ...file, findings: file.findings.filter(({ ignored }) => ignored === undefined) }));
}

/** How many findings there are, as `/v1/check` words it. */
export interface Summary {
  readonly segments: number;
  readonly findings: number;
  /** Categories without a finding are left out. */
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

/** The findings of all files together, counted. */
export function summaryOf(checked: Checked): Summary {
  const byCategory: Partial<Record<Category, number>> = {};
  const bySeverity = { minor: 0, major: 0, critical: 0 };
  let segments = 0;
  let findings = 0;
  for (const file of checkedFiles(checked)) {
    segments += file.segments.length;
    findings += file.findings.length;
    for (const { category, severity } of file.findings) {
      byCategory[category] = (byCategory[category] ?? 0) + 1;
      bySeverity[severity]++;
    }
  }
  return { segments, findings, byCategory, bySeverity };
}

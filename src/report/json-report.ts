import { CATEGORIES, type Category, type Finding } from "../finding.js";
import {
  checkedFiles,
  summaryOf,
  withoutIgnored,
  type Checked,
  type CheckedFile,
  type Summary,
} from "./checked-file.js";

/**
 * The findings as JSON: `{files, findings, problems, summary}`, each finding as `/v1/check` gives it with its place in its
 * file and the texts of its segment beside. The summary leaves out what is ignored, but for the number of them.
 * Keys stand in one order whatever order they were made in, so that two reports can be compared line by line.
 */
export function jsonReport(checked: Checked): string {
  const files = checkedFiles(checked);
  const report = {
    files: files.map(factsOf),
    findings: files.flatMap((file) => file.findings.map((finding) => located(finding, file))),
    problems: files.flatMap(({ name, problems = [] }) => problems.map((problem) => ({ file: name, ...problem }))),
    summary: inOrder(files),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function factsOf({ name, sourceLang, targetLang, segments, findings, checkedAt, glossaries }: CheckedFile): object {
  return {
    name,
    sourceLang,
    targetLang,
    segments: segments.length,
    findings: findings.filter(({ ignored }) => ignored === undefined).length,
    checkedAt,
    glossaries,
  };
}

function located(finding: Finding, file: CheckedFile): object {
  const pair = file.segments[finding.segment];
  const { id, category, mqm, severity, segment, message, concept, source, target } = finding;
  // JSON leaves out what is undefined.
  return {
    id,
    category,
    mqm,
    severity,
    file: file.name,
    segment,
    segmentId: pair?.id,
    line: pair?.line,
    column: pair?.column,
    message,
    concept,
    source: source && { start: source.start, end: source.end, text: source.text },
    target: target && { start: target.start, end: target.end, text: target.text },
    sourceText: pair?.source.text,
    targetText: pair?.target.text,
    suggestions: finding.suggestions,
    members: finding.members?.map(({ segment, side, start, end }) => ({ segment, side, start, end })),
    explanation: finding.explanation,
    ignored: finding.ignored,
  };
}

function inOrder(files: readonly CheckedFile[]): Summary & { readonly ignored: number } {
  const { segments, findings, byCategory, bySeverity } = summaryOf(withoutIgnored(files));
  const { minor, major, critical } = bySeverity;
  const counted = CATEGORIES.filter((category: Category) => byCategory[category] !== undefined);
  return {
    segments,
    findings,
    ignored: files.reduce((sum, file) => sum + file.findings.length, 0) - findings,
    byCategory: Object.fromEntries(counted.map((category) => [category, byCategory[category]])),
    bySeverity: { minor, major, critical },
  };
}

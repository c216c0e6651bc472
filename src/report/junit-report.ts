import { SEVERITIES, type Finding, type Severity } from "../finding.js";
import { checkedFiles, type Checked, type CheckedFile } from "./checked-file.js";

/**
 * JUnit XML as continuous integration reads it (https://github.com/testmoapp/junitxml collects what they agree on): a suite
 * for each file and a case for each segment, which fails if it has a finding that is grave enough. So the counts are
 * true (`1,000 tests, 3 failures`), and a case keeps its name from one run to the next.
 */

export interface JunitOptions {
  /** Findings below it are told but fail nothing, as ignored ones are; `minor` where absent. */
  readonly failOn?: Severity;
}

export function junitReport(checked: Checked, { failOn = "minor" }: JunitOptions = {}): string {
  const files = checkedFiles(checked);
  const suites = files.map((file) => suiteOf(file, failOn));
  const tests = files.reduce((sum, { segments }) => sum + segments.length, 0);
  const failures = suites.reduce((sum, suite) => sum + suite.failures, 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="entente" tests="${tests}" failures="${failures}" errors="0">`,
    ...suites.flatMap(({ lines }) => lines),
    "</testsuites>",
    "",
  ].join("\n");
}

function suiteOf(file: CheckedFile, failOn: Severity): { readonly failures: number; readonly lines: string[] } {
  const bySegment = new Map<number, Finding[]>();
  for (const finding of file.findings) {
    const there = bySegment.get(finding.segment);
    if (there === undefined) bySegment.set(finding.segment, [finding]);
    else there.push(finding);
  }
  const isGrave = ({ severity, ignored }: Finding): boolean =>
    ignored === undefined && SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn);
  const failures = [...bySegment.values()].filter((findings) => findings.some(isGrave)).length;
  const counts = `tests="${file.segments.length}" failures="${failures}" errors="0" skipped="0"`;
  const lines = [`  <testsuite name="${escaped(file.name)}" ${counts} timestamp="${escaped(file.checkedAt)}">`];
  for (const segment of file.segments.keys()) {
    const findings = bySegment.get(segment) ?? [];
    const failing = findings.filter(isGrave);
    const told = findings.filter((finding) => !isGrave(finding));
    lines.push(...caseOf(file, { segment, failing, told }));
  }
  lines.push("  </testsuite>");
  return { failures, lines };
}

interface Case {
  readonly segment: number;
  readonly failing: readonly Finding[];
  readonly told: readonly Finding[];
}

function caseOf(file: CheckedFile, { segment, failing, told }: Case): string[] {
  const { id, line = 1, source, target } = file.segments[segment] ?? {};
  const name = `segment ${segment + 1}${id === undefined ? "" : ` [${id}]`}`;
  const place = `classname="${escaped(file.name)}" file="${escaped(file.name)}" line="${line}"`;
  const open = `    <testcase name="${escaped(name)}" ${place} time="0"`;
  if (failing.length + told.length === 0) return [`${open}/>`];
  const texts = [`${file.sourceLang}: ${source?.text ?? ""}`, `${file.targetLang}: ${target?.text ?? ""}`];
  const lines = [`${open}>`];
  const gravest = failing.reduce<Finding | undefined>((worst, finding) => graver(worst, finding), undefined);
  if (gravest !== undefined) {
    const more = failing.length === 1 ? "" : ` (+${failing.length - 1})`;
    const body = [...failing.map(lineOf), ...texts].join("\n");
    const message = escaped(gravest.message + more);
    lines.push(`      <failure type="${gravest.category}" message="${message}">${escaped(body, true)}</failure>`);
  }
  if (told.length > 0) lines.push(`      <system-out>${escaped(told.map(lineOf).join("\n"), true)}</system-out>`);
  return [...lines, "    </testcase>"];
}

function graver(worst: Finding | undefined, finding: Finding): Finding {
  const isWorse = worst === undefined || SEVERITIES.indexOf(finding.severity) > SEVERITIES.indexOf(worst.severity);
  return isWorse ? finding : worst;
}

function lineOf({ severity, category, message, concept, suggestions, id, ignored }: Finding): string {
  const about = concept === undefined ? "" : ` [${concept}]`;
  const right = suggestions.length === 0 ? "" : ` -> ${suggestions.join(" | ")}`;
  const left = ignored === undefined ? "" : `; ignored by ${ignored.by}: ${ignored.reason}`;
  return `${severity} ${category}: ${message}${about}${right} (${id})${left}`;
}

/** Characters that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets): texts hold none, file names may. */
// eslint-disable-next-line no-control-regex -- these are the characters to find
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF\p{Surrogate}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as XML has it; white space other than spaces by number, for attributes would lose it. `inElement`: line breaks stay. */
function escaped(text: string, inElement = false): string {
  const spaces = inElement ? /\r/g : /[\t\n\r]/g;
  return text
    .replace(FORBIDDEN, "\uFFFD")
    .replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
    .replace(spaces, (space) => `&#${space.charCodeAt(0)};`);
}

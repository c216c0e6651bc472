import type { Finding, Severity, Span } from "../finding.js";

/** How findings are told to a person at a terminal. */

/** A finding with what stands around it. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** Where it stands, as `FILE:LINE:COLUMN`; absent where there is one segment only. */
  readonly place?: string;
  readonly sourceLabel: string;
  readonly targetLabel: string;
  readonly sourceText: string;
  readonly targetText: string;
}

/** How much was checked and found. */
export interface Counts {
  readonly segments: number;
  /** Those that nobody ignores. */
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

/** Other segments that a line names; `--report json` has them all. */
const SHOWN_MEMBERS = 10;

/** The finding on a line of its own, and below it the two texts with the places marked and what helps to decide. */
export function findingText({ finding, place, ...texts }: PlacedFinding): string {
  const { severity, category, message, concept, id } = finding;
  const where = place === undefined ? "" : `${place}: `;
  const about = concept === undefined ? "" : ` [${concept}]`;
  const width = Math.max(texts.sourceLabel.length, texts.targetLabel.length);
  const lines = [
    `${where}${severity} ${category}: ${message}${about} (${id})`,
    `    ${texts.sourceLabel.padEnd(width)}  ${marked(texts.sourceText, finding.source)}`,
    `    ${texts.targetLabel.padEnd(width)}  ${marked(texts.targetText, finding.target)}`,
    ...detailLines(finding).map((line) => `    ${line}`),
  ];
  return `${lines.map(printable).join("\n")}\n`;
}

function detailLines({ suggestions, members = [], segment, explanation, ignored }: Finding): string[] {
  const lines: string[] = [];
  if (suggestions.length > 0) lines.push(`right would be: ${suggestions.join(" | ")}`);
  const others = [...new Set(members.map((member) => member.segment))].filter((other) => other !== segment);
  if (others.length > 0) {
    const numbers = others.slice(0, SHOWN_MEMBERS).map((other) => other + 1);
    const more = others.length > numbers.length ? ` and ${others.length - numbers.length} more` : "";
    lines.push(`see ${others.length === 1 ? "segment" : "segments"} ${numbers.join(", ")}${more}`);
  }
  if (explanation !== undefined) {
    const { rule, designation, lookedFor, nearMisses } = explanation;
    lines.push(`why: ${rule}`);
    if (designation !== undefined) lines.push(`designation: ${designation}`);
    if (lookedFor.length > 0) lines.push(`looked for: ${lookedFor.join(" | ")}`);
    for (const { text, why } of nearMisses) lines.push(`not “${text}”: ${why}`);
  }
  if (ignored !== undefined) lines.push(`ignored by ${ignored.by} on ${ignored.at.slice(0, 10)}: ${ignored.reason}`);
  return lines;
}

/** `3 findings in 10 segments: 1 minor, 2 major`. */
export function countsText({ segments, bySeverity }: Counts): string {
  const { minor, major, critical } = bySeverity;
  const found = Object.entries({ minor, major, critical }).filter(([, count]) => count > 0);
  const detail = found.map(([severity, count]) => `${count} ${severity}`).join(", ");
  const total = `${numbered(minor + major + critical, "finding")} in ${numbered(segments, "segment")}`;
  return detail === "" ? total : `${total}: ${detail}`;
}

export function numbered(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A text with the stretch that is meant between angle brackets. */
function marked(text: string, span: Span | undefined): string {
  if (span === undefined || span.start === span.end) return text;
  return `${text.slice(0, span.start)}>>${text.slice(span.start, span.end)}<<${text.slice(span.end)}`;
}

/** On one line, and without characters that would command the terminal: a file is other people's text. */
function printable(text: string): string {
  return text.replace(/\s*[\n\r\u2028\u2029]+\s*/g, " ⏎ ").replace(/(?!\t)\p{Cc}/gu, "\uFFFD");
}

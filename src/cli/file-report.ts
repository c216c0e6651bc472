import type { Finding, Severity } from "../finding.js";
import type { LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import { findingText, type Counts } from "./finding-text.js";
import { Stop } from "./exit-code.js";

/** The server's JSON report on a file or memory. */
export interface FileReport {
  readonly files: readonly {
    readonly name: string;
    readonly sourceLang: LanguageTag;
    readonly targetLang: LanguageTag;
    readonly segments: number;
  }[];
  readonly findings: readonly ReportedFinding[];
  readonly problems?: readonly (Problem & { readonly file: string })[];
  readonly summary: Counts & { readonly [member: string]: unknown };
}

/** A finding with its place in its file. */
type ReportedFinding = Finding & {
  readonly file: string;
  readonly segmentId?: string;
  readonly line?: number;
  readonly column?: number;
  readonly sourceText?: string;
  readonly targetText?: string;
};

/** How much was checked, found and not understood. */
export interface Checked extends Counts {
  /** Pairs that could not be read, or not wholly. */
  readonly problems: number;
}

/** What the header of an answer says of the report in it, whatever kind of report that is. */
export function checkedOf(answer: Response): Checked {
  const field = answer.headers.get("entente-checked") ?? "";
  const counts = new Map([...field.matchAll(/([a-z]+)=(\d+)/g)].map(([, name = "", count]) => [name, Number(count)]));
  const count = (name: string): number => {
    const value = counts.get(name);
    if (value !== undefined) return value;
    throw new Stop("failed", "the server does not say what it found; it is of another release than this command");
  };
  const bySeverity = { minor: count("minor"), major: count("major"), critical: count("critical") };
  return { segments: count("segments"), bySeverity, problems: count("problems") };
}

/** The counts of several together. */
export function summed(all: readonly Checked[]): Checked {
  const sum = (part: (checked: Checked) => number): number => all.reduce((total, checked) => total + part(checked), 0);
  const severity = (name: Severity): number => sum(({ bySeverity }) => bySeverity[name]);
  return {
    segments: sum(({ segments }) => segments),
    bySeverity: { minor: severity("minor"), major: severity("major"), critical: severity("critical") },
    problems: sum(({ problems }) => problems),
  };
}

/** The reports on several files as one of the same form. */
export function joined(reports: readonly FileReport[]): FileReport {
  const [first] = reports;
  if (reports.length === 1 && first !== undefined) return first;
  return {
    files: reports.flatMap(({ files }) => files),
    findings: reports.flatMap(({ findings }) => findings),
    problems: reports.flatMap(({ problems = [] }) => problems),
    summary: added(reports.map(({ summary }) => summary)) as FileReport["summary"],
  };
}

/** Counts added up member by member, in whatever members they stand. */
function added(all: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const sums: Record<string, unknown> = {};
  for (const name of new Set(all.flatMap((counts) => Object.keys(counts)))) {
    const values = all.map((counts) => counts[name]).filter((value) => value !== undefined);
    sums[name] = values.every((value) => typeof value === "number")
      ? values.reduce((sum, value) => sum + value, 0)
      : added(values as Record<string, unknown>[]);
  }
  return sums;
}

/** The findings of a report for a person, `FILE:LINE:COLUMN` before each; a memory's units are named in the place of lines. */
export function* reportText({ files, findings }: FileReport, kind: "file" | "memory"): Generator<string> {
  // A file may hold several pairs of languages, and a finding does not say which is its own.
  const [sourceLabel, ...otherSources] = new Set(files.map(({ sourceLang }) => sourceLang));
  const [targetLabel, ...otherTargets] = new Set(files.map(({ targetLang }) => targetLang));
  const isMixed = otherSources.length + otherTargets.length > 0;
  for (const finding of findings) {
    const { file, line, column, segment, segmentId, sourceText, targetText } = finding;
    const unit = `#${segmentId ?? segment + 1}`;
    yield findingText({
      finding,
      place: kind === "file" && line !== undefined ? `${file}:${line}:${column ?? 1}` : `${file} ${unit}`,
      sourceLabel: isMixed ? "source" : (sourceLabel ?? "source"),
      targetLabel: isMixed ? "target" : (targetLabel ?? "target"),
      sourceText: sourceText ?? finding.source?.text ?? "",
      targetText: targetText ?? finding.target?.text ?? "",
    });
  }
}

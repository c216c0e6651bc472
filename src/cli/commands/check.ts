import { Option, type Command } from "commander";
import type { Category, Finding, MessageLanguage, Severity } from "../../finding.js";
import { MAX_CHECK_SEGMENTS, MAX_JSON_BYTES } from "../../http/limits.js";
import type { LanguageTag } from "../../language.js";
import type { Client } from "../client.js";
import { EXIT_CODES, Stop } from "../exit-code.js";
import { inputFrom } from "../input.js";
import { textOfSegment, type AnsweredSegment } from "../marked-edits.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { printJson, printLine, remark } from "../output.js";
import { progress } from "../progress.js";
import { inSession } from "../session.js";
import { pairsOfTmx, type Pair } from "../tmx-pairs.js";

interface CheckOptions extends CommonOptions {
  readonly source?: string;
  readonly target?: string;
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly lang: MessageLanguage;
  readonly failOn: Severity;
  readonly glossary?: string[];
  readonly check?: string[];
}

/** What is to be checked: a document with its languages. */
interface Document {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly pairs: readonly Pair[];
}

interface SegmentPair {
  readonly source: AnsweredSegment;
  readonly target: AnsweredSegment;
}

/** The segments' share of a request's body; the rest is for the languages and names beside them. */
const MOST_BYTES = 0.9 * MAX_JSON_BYTES;

const SEVERITIES = ["minor", "major", "critical"] as const satisfies Severity[];

export function addCheck(program: Command): void {
  program
    .command("check")
    .summary("check a translation against the glossaries and for wrong numbers")
    .description("Checks a translation and prints the findings, a file's as FILE:LINE:COLUMN.")
    .argument("[file]", "a TMX file; - reads standard input")
    .option("--source <text>", "check one segment: its source")
    .option("--target <text>", "check one segment: its translation")
    .addOption(languageOption("--from <lang>", "the source language (a file's own where absent)"))
    .addOption(languageOption("--to <lang>", "the target language (a file's first other one where absent)"))
    .addOption(new Option("--lang <lang>", "the language of the messages").choices(["en", "fr"]).default("en"))
    .addOption(
      new Option("--fail-on <severity>", "end with 1 for findings of this severity or above")
        .choices(SEVERITIES)
        .default("minor"),
    )
    .option("--glossary <id...>", "check against these glossaries only")
    .option("--check <category...>", "make these checks only")
    .addOption(jsonOption("one JSON object: {findings, summary}"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente check translation.tmx --fail-on major
  entente check --from fr --to en --source "Le COPS s’est réuni." --target "The COPS met."
  entente check - --json < translation.tmx`,
    )
    .action(check);
}

async function check(file: string | undefined, options: CheckOptions): Promise<void> {
  const document = await documentFor(file, options);
  const findings = await inSession(options.home, (client) => findingsOf(client, document, options));
  if (options.json === true)
    await printJson({
      findings: findings.map((found) => located(found, document)),
      summary: summaryOf(findings, document),
    });
  else await printFindings(findings, document);
  const worst = SEVERITIES.indexOf(options.failOn);
  if (findings.some(({ severity }) => SEVERITIES.indexOf(severity) >= worst)) process.exitCode = EXIT_CODES.attention;
}

async function documentFor(file: string | undefined, options: CheckOptions): Promise<Document> {
  const { source, target, from, to } = options;
  if (file !== undefined) {
    if (source !== undefined || target !== undefined)
      throw new Stop("usage", "name either a file or --source and --target");
    return pairsOfTmx(await inputFrom(file), { from, to, problem: remark });
  }
  if (source === undefined || target === undefined) throw new Stop("usage", "name a file, or --source and --target");
  if (from === undefined || to === undefined) throw new Stop("usage", "name the languages: --from LANG --to LANG");
  return { sourceLang: from, targetLang: to, pairs: [{ source, target }] };
}

async function findingsOf(client: Client, document: Document, options: CheckOptions): Promise<Finding[]> {
  const { sourceLang, targetLang, pairs } = document;
  const segments = pairs.map(({ source, target }) => ({ source, target }));
  const parts = partsOf(segments);
  if (parts.length > 1) remark(`the document is checked in ${parts.length} parts, each by itself`);
  const bar = progress("check", parts.length > 1 ? pairs.length : 0);
  const findings: Finding[] = [];
  let from = 0;
  try {
    for (const part of parts) {
      const request = { sourceLang, targetLang, segments: part, glossaries: options.glossary, checks: options.check };
      const answer = await client.post<{ findings: Finding[] }>("/v1/check", request, {
        "accept-language": options.lang,
      });
      for (const found of answer.findings) findings.push({ ...found, segment: found.segment + from });
      from += part.length;
      bar.at(from);
    }
  } finally {
    bar.end();
  }
  return findings;
}

/**
 * A document in as few requests as the server's limits allow: what is judged over a document (a short form after the
 * full name) is judged over a request.
 */
function partsOf(segments: readonly SegmentPair[]): SegmentPair[][] {
  const parts: SegmentPair[][] = [];
  let part: SegmentPair[] = [];
  let bytes = 0;
  for (const segment of segments) {
    const size = Buffer.byteLength(JSON.stringify(segment));
    if (part.length === MAX_CHECK_SEGMENTS || (part.length > 0 && bytes + size > MOST_BYTES)) {
      parts.push(part);
      part = [];
      bytes = 0;
    }
    part.push(segment);
    bytes += size + 1;
  }
  return part.length === 0 ? parts : [...parts, part];
}

/** A finding with the place of its unit in the file. */
function located(found: Finding, { pairs }: Document): object {
  const { file, line, column } = pairs[found.segment] ?? {};
  return { ...found, file, line, column };
}

/** As `/v1/check` words it, for a document that may have been checked in parts. */
interface Summary {
  readonly segments: number;
  readonly findings: number;
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  readonly bySeverity: Readonly<Record<Severity, number>>;
}

function summaryOf(findings: readonly Finding[], { pairs }: Document): Summary {
  const byCategory: Partial<Record<Category, number>> = {};
  const bySeverity = { minor: 0, major: 0, critical: 0 };
  for (const { category, severity } of findings) {
    byCategory[category] = (byCategory[category] ?? 0) + 1;
    bySeverity[severity]++;
  }
  return { segments: pairs.length, findings: findings.length, byCategory, bySeverity };
}

async function printFindings(findings: readonly Finding[], document: Document): Promise<void> {
  for (const found of findings) {
    const pair = document.pairs[found.segment];
    if (pair === undefined) continue;
    const place = pair.file === undefined ? "" : `${pair.file}:${pair.line}:${pair.column}: `;
    const concept = found.concept === undefined ? "" : ` [${found.concept}]`;
    await printLine(`${place}${found.severity} ${found.category}: ${found.message}${concept}`);
    await printLine(`    ${document.sourceLang}  ${marked(textOfSegment(pair.source), found.source)}`);
    await printLine(`    ${document.targetLang}  ${marked(textOfSegment(pair.target), found.target)}`);
    if (found.suggestions.length > 0) await printLine(`    right would be: ${found.suggestions.join(" | ")}`);
  }
  const { bySeverity } = summaryOf(findings, document);
  const counts = SEVERITIES.filter((severity) => bySeverity[severity] > 0).map(
    (severity) => `${bySeverity[severity]} ${severity}`,
  );
  const detail = counts.length === 0 ? "" : `: ${counts.join(", ")}`;
  await printLine(`${counted(findings.length, "finding")} in ${counted(document.pairs.length, "segment")}${detail}`);
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/** A text with the stretch that is meant between angle brackets. */
function marked(text: string, span: { readonly start: number; readonly end: number } | undefined): string {
  if (span === undefined || span.start === span.end) return text;
  return `${text.slice(0, span.start)}>>${text.slice(span.start, span.end)}<<${text.slice(span.end)}`;
}

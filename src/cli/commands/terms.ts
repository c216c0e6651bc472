import type { Command } from "commander";
import { readBilingual } from "../../formats/bilingual.js";
import { MAX_CANDIDATE_SEGMENTS } from "../../http/limits.js";
import type { LanguageTag } from "../../language.js";
import { Refusal } from "../../refusal.js";
import type { Segment } from "../../segment.js";
import type { Workspace } from "../../workspace/workspace.js";
import { Stop } from "../exit-code.js";
import { inputFrom, type Input } from "../input.js";
import { countOption, homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { printJson, printLine, remark } from "../output.js";
import { inSession } from "../session.js";

interface TermsOptions extends CommonOptions {
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly minConfidence: number;
}

type Candidate = Awaited<ReturnType<Workspace["candidates"]>>[number];

/** A pair of the file as the contract takes it, with where it begins. */
interface FilePair {
  readonly source: string | Segment;
  readonly target: string | Segment;
  readonly line: number;
  readonly column: number;
}

interface Text {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly pairs: readonly FilePair[];
}

export function addTerms(program: Command): void {
  program
    .command("terms")
    .summary("propose names that a translation holds and the glossaries lack")
    .description(
      "Proposes pairs of names for a terminologist: acronyms beside their names, and names that recur together.\n" +
        "What a glossary of the home recognises is left out; nothing is added to one.",
    )
    .argument("<file>", "an XLIFF, TMX, CSV or TSV file; - reads standard input")
    .addOption(languageOption("--from <lang>", "the source language (a file's own where absent)"))
    .addOption(languageOption("--to <lang>", "the target language (a file's own where absent)"))
    .addOption(countOption("--min-confidence <number>", "leave out what is less sure", { min: 0, max: 100 }).default(0))
    .addOption(jsonOption("one JSON object: {candidates}, each place with its line and column"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente terms tm/otan-ue-ukraine-2025-05-28.tmx
  entente terms report.xlf --json --min-confidence 80`,
    )
    .action(terms);
}

async function terms(file: string, options: TermsOptions): Promise<void> {
  const text = await read(await inputFrom(file), options);
  const { sourceLang, targetLang, pairs } = text;
  const segments = pairs.map(({ source, target }) => ({ source, target }));
  const answer = await inSession(options.home, (client) =>
    client.post<{ candidates: Candidate[] }>("/v1/candidates", { sourceLang, targetLang, segments }),
  );
  const candidates = answer.candidates.filter(({ confidence }) => confidence >= options.minConfidence);
  if (options.json === true) await printJson({ candidates: candidates.map((one) => located(one, text, file)) });
  else await printTable(candidates, text);
}

/** The file's pairs, in the languages of the first, as many as are looked at in one go. */
async function read(input: Input, { from, to }: TermsOptions): Promise<Text> {
  const pairs: FilePair[] = [];
  const langs = { ...(from && { sourceLang: from }), ...(to && { targetLang: to }) };
  let first: Pick<Text, "sourceLang" | "targetLang"> | undefined;
  let isOther = false;
  let left = 0;
  try {
    for await (const event of readBilingual(input.chunks(), { name: input.name, ...langs })) {
      if (event.kind === "languages") {
        const { sourceLang, targetLang } = event;
        first ??= { sourceLang, targetLang };
        isOther = first.sourceLang !== sourceLang || first.targetLang !== targetLang;
      } else if (event.kind === "problem") {
        const { line, column, reason } = event.problem;
        remark(`${input.name}:${line}:${column}: ${reason}`);
      } else if (isOther || pairs.length === MAX_CANDIDATE_SEGMENTS) {
        left++;
      } else {
        const { source, target, line, column } = event.pair;
        pairs.push({ source: sent(source), target: sent(target), line, column });
      }
    }
  } catch (error) {
    if (error instanceof Refusal) throw new Refusal(error.code, error.message, { ...error.detail, file: input.name });
    throw error;
  }
  if (first === undefined || pairs.length === 0) throw new Stop("refused", `${input.name}: holds no translated pair`);
  if (left > 0)
    remark(`${left} pairs were left out: one pair of languages and ${MAX_CANDIDATE_SEGMENTS} pairs are looked at`);
  return { ...first, pairs };
}

function sent(segment: Segment): string | Segment {
  return segment.codes.length === 0 ? segment.text : segment;
}

function located(candidate: Candidate, { pairs }: Text, file: string): object {
  const places = candidate.places.map((place) => {
    const { line, column } = pairs[place.segment] ?? {};
    return { ...place, file, line, column };
  });
  return { ...candidate, places };
}

/** A line for each candidate: how sure, how often, the two names, the first line of the file that has them. */
async function printTable(candidates: readonly Candidate[], { sourceLang, targetLang, pairs }: Text): Promise<void> {
  const rows = candidates.map(({ confidence, count, source, target, places }) => [
    String(confidence),
    String(count),
    named(source),
    named(target),
    String(pairs[places[0]?.segment ?? 0]?.line ?? ""),
  ]);
  const table = [["sure", "times", sourceLang, targetLang, "line"], ...rows];
  const widths = table.reduce<number[]>(
    (most, cells) => cells.map((cell, i) => Math.max(most[i] ?? 0, cell.length)),
    [],
  );
  const isNumber = [true, true, false, false, true];
  if (rows.length > 0) {
    for (const cells of table) {
      const padded = cells.map((cell, i) =>
        isNumber[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      );
      await printLine(padded.join("  ").trimEnd());
    }
  }
  const counted = candidates.length === 1 ? "1 candidate" : `${candidates.length} candidates`;
  await printLine(`${counted} in ${pairs.length === 1 ? "1 segment" : `${pairs.length} segments`}`);
}

function named({ text, acronym }: Candidate["source"]): string {
  return acronym === undefined ? text : `${text} (${acronym})`;
}

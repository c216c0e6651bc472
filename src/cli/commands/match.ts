import type { Command } from "commander";
import { MAX_MATCHES_ASKED } from "../../http/limits.js";
import type { LanguageTag } from "../../language.js";
import { sentences } from "../../text/sentences.js";
import { DEFAULT_LIMIT } from "../../workspace/match-request.js";
import type { Client } from "../client.js";
import { EXIT_CODES, Stop } from "../exit-code.js";
import { inputFrom, textOf } from "../input.js";
import { markedChanges, markedEdits, markedPlace, textOfSegment, type AnsweredMatch } from "../marked-edits.js";
import { countOption, homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { printJson, printLine, remark } from "../output.js";
import { progress } from "../progress.js";
import { inSession } from "../session.js";

interface MatchOptions extends CommonOptions {
  readonly from: LanguageTag;
  readonly to: LanguageTag;
  readonly file?: string;
  readonly sentences?: boolean;
  readonly minScore?: number;
  readonly limit?: number;
  readonly memory?: string[];
  readonly fragments?: boolean;
}

/** A text to look up. Of a file's texts the neighbours are known: that is what tells a match in its place (101). */
interface Asked {
  readonly text: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

interface MatchAnswer {
  readonly results: { matches: AnsweredMatch[] }[];
  readonly unstemmed?: string[];
}

/** Segments asked for at once: enough to make the round trip small, few enough to see the bar move. */
const BATCH = 50;

export function addMatch(program: Command): void {
  program
    .command("match")
    .summary("look texts up in the memories")
    .description(
      "Looks texts up in the memories and prints the matches, best first. In a fuzzy match's source, [-words-] stand in " +
        "the text asked for only and {+words+} in the memory only. Where nothing but numbers, dates, placeholders or codes " +
        "differ, the translation with those put right follows.",
    )
    .argument("[text]", "the text to look up; - reads it from standard input")
    .addOption(languageOption("--from <lang>", "the language of the text").makeOptionMandatory())
    .addOption(languageOption("--to <lang>", "the language wanted").makeOptionMandatory())
    .option("--file <file>", "look up a document, one segment a line, each with its neighbours; - reads standard input")
    .option("--sentences", "the lines of --file are paragraphs: split them into sentences")
    .addOption(countOption("--min-score <score>", "the lowest score to show (70 where absent)", { min: 1, max: 101 }))
    .addOption(countOption("--limit <count>", "matches for each text (5 where absent)", { min: 1, max: 1000 }))
    .option("--memory <id...>", "look in these memories only")
    .option("--fragments", "where no whole text is found, show where its longest runs of words stand")
    .addOption(jsonOption("one line of JSON a text: {text, matches}"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente match "Cette assistance est indispensable." --from fr --to en --min-score 60
  entente match --file release.txt --sentences --from fr --to en --json
  echo "Le Conseil OTAN-Ukraine" | entente match - --from fr --to en --min-score 1

Ends with 1 where nothing was found.`,
    )
    .action(match);
}

async function match(text: string | undefined, options: MatchOptions): Promise<void> {
  const asked = await askedFor(text, options);
  const found = await inSession(options.home, (client) => lookUp(client, asked, options));
  if (found === 0) process.exitCode = EXIT_CODES.attention;
}

async function askedFor(text: string | undefined, { file, sentences: split, from }: MatchOptions): Promise<Asked[]> {
  if ((text === undefined) === (file === undefined)) throw new Stop("usage", "name either a text or a --file");
  if (file === undefined) {
    if (split === true) throw new Stop("usage", "--sentences goes with --file");
    const whole = text === "-" ? (await textOf(await inputFrom("-"))).replace(/\r?\n$/, "") : (text ?? "");
    return [{ text: whole }];
  }
  const lines = (await textOf(await inputFrom(file))).replace(/^\uFEFF/, "").split(/\r?\n/);
  const texts = split === true ? lines.flatMap((line) => sentencesOf(line, from)) : lines;
  const segments = texts.filter((segment) => segment.trim() !== "");
  return segments.map((segment, i) => ({
    text: segment,
    before: segments[i - 1] ?? null,
    after: segments[i + 1] ?? null,
  }));
}

function sentencesOf(paragraph: string, lang: LanguageTag): string[] {
  return sentences(paragraph, lang).map(({ start, end }) => paragraph.slice(start, end).trim());
}

/** Looks all texts up and prints what is found; returns the number of matches. */
async function lookUp(client: Client, asked: readonly Asked[], options: MatchOptions): Promise<number> {
  const { from: sourceLang, to: targetLang, minScore, limit, memory: memories, fragments } = options;
  const batch = Math.min(BATCH, Math.floor(MAX_MATCHES_ASKED / (limit ?? DEFAULT_LIMIT)));
  const bar = progress("match", asked.length > batch ? asked.length : 0);
  let found = 0;
  try {
    for (let from = 0; from < asked.length; from += batch) {
      const segments = asked.slice(from, from + batch);
      // What is absent stays out of the JSON, and so takes the server's default.
      const request = { sourceLang, targetLang, segments, minScore, limit, memories, fragments };
      const { results, unstemmed = [] } = await client.post<MatchAnswer>("/v1/match", request);
      if (from === 0 && unstemmed.length > 0)
        remark(`no analyser for ${unstemmed.join(", ")}: words are compared as written`);
      for (const [i, { matches }] of results.entries()) {
        found += matches.length;
        await printMatches(segments[i]?.text ?? "", matches, options.json === true);
      }
      bar.at(from + segments.length);
    }
  } finally {
    bar.end();
  }
  return found;
}

async function printMatches(text: string, matches: readonly AnsweredMatch[], json: boolean): Promise<void> {
  if (json) return printJson({ text, matches });
  await printLine(text);
  if (matches.length === 0) await printLine("  no match");
  for (const found of matches) await printLine(matchText(text, found));
}

function matchText(query: string, found: AnsweredMatch): string {
  const { score, kind, memory, unit, words, tokens, characters, penalties, sourceLang, targetLang } = found;
  const parts = [`words ${words} %, tokens ${tokens} %, characters ${characters} %`];
  for (const { reason, points } of penalties) parts.push(`-${points} ${reason}`);
  const why = kind === "fuzzy" || penalties.length > 0 ? ` (${parts.join("; ")})` : "";
  const source = textOfSegment(found.source);
  const head = `  ${String(score).padStart(3)}  ${kind}  ${memory} #${unit}${why}`;
  const marked =
    kind === "fuzzy" ? markedEdits(query, source, found.edits) : markedPlace(source, found.fragment?.match);
  const lines = [head, `       ${sourceLang}  ${marked}`, `       ${targetLang}  ${textOfSegment(found.target)}`];
  if (found.adapted !== undefined) lines.push(`       ${targetLang}  ${markedChanges(found.adapted)}  (adapted)`);
  return lines.join("\n");
}

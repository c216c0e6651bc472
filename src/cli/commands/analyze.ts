import type { Command } from "commander";
import { BANDS, emptyBands, type FileAnalysis } from "../../formats/xliff-analysis.js";
import type { LanguageTag } from "../../language.js";
import { Stop } from "../exit-code.js";
import { sendFile, tellProblems } from "../file-change.js";
import { inputFrom, type Input } from "../input.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { printJson, printLine } from "../output.js";
import { inSession } from "../session.js";

interface AnalyzeOptions extends CommonOptions {
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly memories?: string;
}

type Bands = FileAnalysis["bands"];

interface Analysis {
  readonly files: readonly FileAnalysis[];
  readonly total: Bands;
}

export function addAnalyze(program: Command): void {
  program
    .command("analyze")
    .summary("count the words of XLIFF files by how much the memories have")
    .description(
      "Counts segments and words of XLIFF files by the score of the best match, and what is repeated within each.",
    )
    .argument("<file...>", "XLIFF files; - reads standard input")
    .addOption(languageOption("--from <lang>", "the source language, where a file does not name it"))
    .addOption(languageOption("--to <lang>", "the target language, where a file does not name it"))
    .option("--memories <ids>", "the memories to look in, with commas (default: all)")
    .addOption(jsonOption("one line of JSON a file"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente analyze project.xlf
  entente analyze *.xlf --memories client --json`,
    )
    .action(analyze);
}

async function analyze(files: string[], options: AnalyzeOptions): Promise<void> {
  if (files.filter((file) => file === "-").length > 1) {
    throw new Stop("usage", "standard input (-) can be read once only");
  }
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await inputFrom(file));
  const total = emptyBands();
  await inSession(options.home, async (client) => {
    for (const input of inputs) {
      const { from, to, memories } = options;
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries({ sourceLang: from, targetLang: to, memories })) {
        if (value !== undefined) query.set(name, value);
      }
      const answer = await sendFile(client, { input, path: "/v1/analyze", query });
      tellProblems(input, answer.headers.get("entente-problems"));
      const analysis = (await answer.json()) as Analysis;
      for (const band of BANDS) {
        total[band].segments += analysis.total[band].segments;
        total[band].words += analysis.total[band].words;
      }
      if (options.json === true) await printJson({ file: input.name, ...analysis });
      else for (const line of tables(input, analysis)) await printLine(line);
    }
  });
  if (options.json !== true && inputs.length > 1) for (const line of table("total", total)) await printLine(line);
}

/** A table for each `file` of a document where it has several, and one for all of it. */
function tables({ name }: Input, { files, total }: Analysis): string[] {
  const parts = files.length < 2 ? [] : files.flatMap((file) => table(`${name}: ${file.name ?? "?"}`, file.bands));
  return [...parts, ...table(name, total)];
}

function table(title: string, bands: Bands): string[] {
  const row = (name: string, segments: number | string, words: number | string): string =>
    `  ${name.padEnd(10)} ${String(segments).padStart(9)} ${String(words).padStart(9)}`;
  const sum = (part: "segments" | "words"): number => BANDS.reduce((all, band) => all + bands[band][part], 0);
  const rows = BANDS.map((band) => row(band, bands[band].segments, bands[band].words));
  return [title, row("", "segments", "words"), ...rows, row("all", sum("segments"), sum("words"))];
}

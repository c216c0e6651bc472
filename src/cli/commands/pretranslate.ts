import { resolve } from "node:path";
import { Option, type Command } from "commander";
import type { TermPlace } from "../../formats/pretranslation.js";
import type { LanguageTag } from "../../language.js";
import { DEFAULT_LIMIT, DEFAULT_MIN_SCORE } from "../../workspace/match-request.js";
import { Stop } from "../exit-code.js";
import { changeFile } from "../file-change.js";
import { inputFrom } from "../input.js";
import { countOption, homeOption, languageOption } from "../options.js";
import { inSession } from "../session.js";

interface PretranslateOptions {
  readonly home?: string;
  readonly output?: string;
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly memories?: string;
  readonly glossaries?: string;
  readonly minScore?: number;
  readonly limit?: number;
  readonly fill?: number;
  readonly terms?: TermPlace;
}

export function addPretranslate(program: Command): void {
  program
    .command("pretranslate")
    .summary("put matches into an XLIFF file")
    .description(
      "Puts matches into an XLIFF file, as alt-trans (1.x) or mtc:matches (2.x), and changes nothing else. What an earlier run put in is replaced.",
    )
    .argument("<file>", "an XLIFF file; - reads standard input")
    .option("-o, --output <file>", "where the file goes (default: standard output)")
    .addOption(languageOption("--from <lang>", "the source language, where the file does not name it"))
    .addOption(languageOption("--to <lang>", "the target language, where the file does not name it"))
    .option("--memories <ids>", "the memories to look in, with commas (default: all)")
    .option("--glossaries <ids>", "the glossaries to give terms from, with commas")
    .addOption(countOption("--min-score <n>", `the lowest score (default: ${DEFAULT_MIN_SCORE})`, { min: 1, max: 101 }))
    .addOption(countOption("--limit <n>", `matches of each segment (default: ${DEFAULT_LIMIT})`, { min: 1, max: 100 }))
    .addOption(countOption("--fill <n>", "fill empty targets from matches at or above it", { min: 1, max: 101 }))
    .addOption(
      new Option("--terms <place>", "give terms: as a glossary (2.x), or marked in the source").choices([
        "glossary",
        "mrk",
      ]),
    )
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente pretranslate project.xlf -o project.pretranslated.xlf
  entente pretranslate project.xlf -o out.xlf --fill 100 --memories client,tenders
  entente pretranslate project.xlf -o out.xlf --terms mrk --glossaries official`,
    )
    .action(pretranslate);
}

async function pretranslate(file: string, options: PretranslateOptions): Promise<void> {
  refuseSame(file, options.output);
  const input = await inputFrom(file);
  const { from, to, memories, glossaries, minScore, limit, fill, terms } = options;
  const named = { sourceLang: from, targetLang: to, memories, glossaries, minScore, limit, fill, terms };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(named)) if (value !== undefined) query.set(name, String(value));
  const output = options.output === undefined ? {} : { output: options.output };
  await inSession(options.home, (client) =>
    changeFile(client, { input, path: "/v1/pretranslate", query, ...output }, "entente-pretranslated"),
  );
}

/** The file given is its owner's: what comes back goes elsewhere. */
export function refuseSame(file: string, output: string | undefined): void {
  if (output === undefined || file === "-" || resolve(file) !== resolve(output)) return;
  throw new Stop("usage", `${output} is the file given; write the changed one elsewhere`);
}

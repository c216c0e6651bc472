import { Option, type Command } from "commander";
import type { LanguageTag } from "../../language.js";
import { bytesOf, writeWhole } from "../answer-body.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { print, printJson } from "../output.js";
import { inSession } from "../session.js";

interface ExportOptions extends CommonOptions {
  readonly format: string;
  readonly output?: string;
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
}

export function addExport(program: Command): void {
  program
    .command("export")
    .summary("write a memory as a file")
    .description("Writes a whole memory as a file, to standard output where no file is named.")
    .argument("<memory>", "the memory's id")
    .addOption(new Option("--format <format>", "what to write").choices(["tmx", "xliff12", "xliff2"]).default("tmx"))
    .option("-o, --output <file>", "the file to write; what was there is replaced once all is written")
    .addOption(languageOption("--from <lang>", "the source language, where it is not the memory's"))
    .addOption(languageOption("--to <lang>", "the target language, where it is not the memory's"))
    .addOption(jsonOption("a line of JSON about the file written (with --output)"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente export client -o client.tmx
  entente export client --format xliff12 > client.xlf`,
    )
    .action(exportMemory);
}

async function exportMemory(memory: string, options: ExportOptions): Promise<void> {
  const { format, from, to } = options;
  const query = new URLSearchParams({
    format,
    ...(from === undefined ? {} : { sourceLang: from }),
    ...(to === undefined ? {} : { targetLang: to }),
  });
  await inSession(options.home, async (client) => {
    const answer = await client.ask(`/v1/memories/${encodeURIComponent(memory)}/export?${query.toString()}`);
    const body = bytesOf(answer);
    if (options.output === undefined) {
      for await (const bytes of body) await print(bytes);
      return;
    }
    const bytes = await writeWhole(options.output, body);
    if (options.json === true) await printJson({ memory, format, file: options.output, bytes });
  });
}

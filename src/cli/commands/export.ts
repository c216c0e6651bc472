import { Option, type Command } from "commander";
import type { LanguageTag } from "../../language.js";
import { bytesOf, writeWhole } from "../answer-body.js";
import { tellLoss } from "../loss-text.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { print, printJson } from "../output.js";
import { inSession } from "../session.js";

interface ExportOptions extends CommonOptions {
  readonly format: string;
  readonly output?: string;
  readonly from?: LanguageTag;
  readonly to?: LanguageTag;
  readonly bom?: boolean;
  readonly lossReport?: string;
}

export function addExport(program: Command): void {
  program
    .command("export")
    .summary("write a memory as a file")
    .description("Writes a whole memory as a file, to standard output where no file is named.")
    .argument("<memory>", "the memory's id")
    .addOption(
      new Option("--format <format>", "what to write")
        .choices(["tmx", "xliff12", "xliff2", "csv", "tsv", "jsonl"])
        .default("tmx"),
    )
    .option("-o, --output <file>", "the file to write; what was there is replaced once all is written")
    .addOption(languageOption("--from <lang>", "the source language, where it is not the memory's"))
    .addOption(languageOption("--to <lang>", "the target language, where it is not the memory's"))
    .option("--bom", "begin a table with the mark that Excel needs")
    .option("--loss-report <file>", "write there, as JSON, what the format has no room for")
    .addOption(jsonOption("a line of JSON about the file written (with --output)"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente export client -o client.tmx
  entente export client --format xliff12 > client.xlf
  entente export client --format jsonl -o backup.jsonl
  entente export client --format csv --bom -o client.csv --loss-report lost.json`,
    )
    .action(exportMemory);
}

async function exportMemory(memory: string, options: ExportOptions): Promise<void> {
  const { format, from, to, bom } = options;
  const asked = {
    format,
    ...(from === undefined ? {} : { sourceLang: from }),
    ...(to === undefined ? {} : { targetLang: to }),
  };
  const path = `/v1/memories/${encodeURIComponent(memory)}`;
  await inSession(options.home, async (client) => {
    const query = new URLSearchParams({ ...asked, ...(bom === true ? { bom: "true" } : {}) });
    const body = bytesOf(await client.ask(`${path}/export?${query.toString()}`));
    if (options.output === undefined) for await (const bytes of body) await print(bytes);
    else {
      const bytes = await writeWhole(options.output, body);
      if (options.json === true) await printJson({ memory, format, file: options.output, bytes });
    }
    await tellLoss(client, `${path}/loss?${new URLSearchParams(asked).toString()}`, options.lossReport);
  });
}

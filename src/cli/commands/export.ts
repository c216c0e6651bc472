import { Option, type Command } from "commander";
import { deliverExport, type ExportOptions } from "../export-delivery.js";
import { homeOption, jsonOption, languageOption } from "../options.js";

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
    .action((memory: string, options: ExportOptions) =>
      deliverExport(`/v1/memories/${encodeURIComponent(memory)}`, { memory }, options),
    );
}

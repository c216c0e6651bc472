import { basename } from "node:path";
import { Option, type Command } from "commander";
import type { Glossary } from "../../concept.js";
import type { LanguageTag } from "../../language.js";
import type { GlossaryImport } from "../../workspace/glossary-exchange.js";
import { aboutFile } from "../about-file.js";
import type { Client } from "../client.js";
import { EXIT_CODES, Stop } from "../exit-code.js";
import { deliverExport, type ExportOptions } from "../export-delivery.js";
import { tellImportProblems } from "../import-problems.js";
import { inputFrom, type Input } from "../input.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { printJson, printLine } from "../output.js";
import { inSession } from "../session.js";

export function addGlossary(program: Command): void {
  const glossary = program
    .command("glossary")
    .summary("read and write glossary files")
    .description("Reads TBX, CSV and TSV files into a glossary, and writes glossaries as such files.");
  addImport(glossary);
  addExport(glossary);
}

interface ImportOptions extends CommonOptions {
  readonly glossary: string;
  readonly create?: boolean;
  readonly source?: LanguageTag;
  readonly target?: LanguageTag;
  readonly columns?: string;
  readonly onSame: string;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
}

function addImport(glossary: Command): void {
  glossary
    .command("import")
    .summary("read files into a glossary")
    .description("Reads TBX (versions 2 and 3), CSV, TSV and glossary JSON files into a glossary.")
    .argument("<file...>", "the files; - reads standard input")
    .requiredOption("--glossary <id>", "the glossary to read into, by its id or name")
    .option("--create", "make the glossary where there is none")
    .addOption(languageOption("--source <lang>", "the language of a table's first column, where none is named"))
    .addOption(languageOption("--target <lang>", "the language of its second column"))
    .option("--columns <mapping>", "which columns hold what: source:EN,target:FR,note:Remark")
    .addOption(
      new Option("--on-same <rule>", "for a concept that the glossary has already")
        .choices(["merge", "replace", "skip"])
        .default("merge", "merge: what the file does not speak of stays"),
    )
    .option("--dry-run", "only tell what would be done")
    .option("--strict", "end with 1 where an entry of a file could not be read")
    .addOption(jsonOption("one line of JSON a file: what became of it"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente glossary import client.tbx --glossary client --create
  entente glossary import omegat.txt --glossary client --source en --target fr
  entente glossary import terms.csv --glossary client --columns "en:English term,fr:Terme,note:Remark" --dry-run`,
    )
    .action(importFiles);
}

async function importFiles(files: string[], options: ImportOptions): Promise<void> {
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await inputFrom(file));
  const work = async (client: Client): Promise<void> => {
    const id = await glossaryFor(client, options);
    for (const input of inputs) await importOne(client, id, input, options);
  };
  await inSession(options.home, work, { mayBeNew: options.create === true });
}

/** The glossary of that id, else the one of that name, else a new one if that is wanted. */
async function glossaryFor(client: Client, { glossary: wanted, create }: ImportOptions): Promise<string> {
  const { items } = await client.get<{ items: Glossary[] }>("/v1/glossaries?limit=1000");
  const found = items.find(({ id }) => id === wanted) ?? items.find(({ name }) => name === wanted);
  if (found !== undefined) return found.id;
  if (create !== true) {
    const known = items.length === 0 ? "there is none yet" : `there are ${items.map(({ id }) => id).join(", ")}`;
    throw new Stop("not-found", `there is no glossary ${wanted}; ${known}. To make it, add --create`);
  }
  return (await client.post<Glossary>("/v1/glossaries", { name: wanted })).id;
}

async function importOne(client: Client, id: string, input: Input, options: ImportOptions): Promise<void> {
  const { source, target, columns, onSame, dryRun = false } = options;
  const query = new URLSearchParams({
    name: basename(input.name),
    ...(onSame === "merge" ? {} : { onSame }),
    ...(source === undefined ? {} : { sourceLang: source }),
    ...(target === undefined ? {} : { targetLang: target }),
    ...(columns === undefined ? {} : { columns }),
    ...(dryRun ? { dryRun: "true" } : {}),
  });
  const path = `/v1/glossaries/${encodeURIComponent(id)}/import?${query.toString()}`;
  const headers = { "content-type": "application/octet-stream" };
  const done = await aboutFile(input, () => client.upload<GlossaryImport>(path, input.chunks(), headers));
  if (options.json === true) await printJson({ file: input.name, glossary: id, ...done });
  else await tell(input, id, done);
  if (options.strict === true && done.problemCount > 0) process.exitCode = EXIT_CODES.attention;
}

async function tell(input: Input, id: string, done: GlossaryImport): Promise<void> {
  const { read, added, updated, unchanged, skipped, dryRun } = done;
  const counts = `${added} added, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped`;
  await printLine(`${input.name}: ${read} concepts ${dryRun ? "would go" : "read"} into ${id}: ${counts}`);
  tellImportProblems(input.name, done);
}

function addExport(glossary: Command): void {
  glossary
    .command("export")
    .summary("write a glossary as a file")
    .description("Writes a whole glossary as a file, to standard output where no file is named.")
    .argument("<glossary>", "the glossary's id")
    .addOption(
      new Option("--format <format>", "what to write (tbx2: for OmegaT and older tools; tsv: OmegaT's three columns)")
        .choices(["tbx", "tbx2", "csv", "tsv", "json"])
        .default("tbx"),
    )
    .option("-o, --output <file>", "the file to write; what was there is replaced once all is written")
    .addOption(languageOption("--from <lang>", "the first column's language of tsv"))
    .addOption(languageOption("--to <lang>", "the second column's language of tsv"))
    .option("--bom", "begin a table with the mark that Excel needs")
    .option("--loss-report <file>", "write there, as JSON, what the format has no room for")
    .addOption(jsonOption("a line of JSON about the file written (with --output)"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente glossary export official -o official.tbx
  entente glossary export official --format tsv --from en --to fr > glossary/nato.txt
  entente glossary export official --format csv --bom -o official.csv --loss-report lost.json`,
    )
    .action((glossary: string, options: ExportOptions) =>
      deliverExport(`/v1/glossaries/${encodeURIComponent(glossary)}`, { glossary }, options),
    );
}

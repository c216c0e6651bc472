import { basename } from "node:path";
import { Option, type Command } from "commander";
import type { Job, OnSame } from "../../job.js";
import type { LanguageTag } from "../../language.js";
import type { Memory } from "../../unit.js";
import type { Client } from "../client.js";
import { EXIT_CODES, Stop } from "../exit-code.js";
import { tellImportProblems } from "../import-problems.js";
import { counted, inputFrom, type Input } from "../input.js";
import { homeOption, jsonOption, languageOption, type CommonOptions } from "../options.js";
import { printJson, printLine } from "../output.js";
import { progress } from "../progress.js";
import { inSession } from "../session.js";

interface ImportOptions extends CommonOptions {
  readonly memory: string;
  readonly create?: boolean;
  readonly source?: LanguageTag;
  readonly target?: LanguageTag;
  readonly onSame: OnSame;
  readonly dryRun?: boolean;
  readonly strict?: boolean;
  readonly states?: string;
  readonly columns?: string;
}

export function addImport(program: Command): void {
  program
    .command("import")
    .summary("read TMX, XLIFF, CSV, TSV or JSON Lines files into a memory")
    .description(
      "Reads TMX, XLIFF, CSV, TSV and JSON Lines files into a memory. What is read is durable and can be found when the command ends.",
    )
    .argument("<file...>", "the files; - reads standard input")
    .requiredOption("--memory <id>", "the memory to read into, by its id or name")
    .option("--create", "make the memory where there is none (needs --source and --target)")
    .addOption(languageOption("--source <lang>", "the source language of a memory to be made"))
    .addOption(languageOption("--target <lang>", "the target language of a memory to be made"))
    .addOption(
      new Option("--on-same <rule>", "for a source that the memory translates otherwise already")
        .choices(["newer", "keep-both", "replace", "skip"])
        .default("newer", "newer: the more recent one stays"),
    )
    .option("--columns <mapping>", "of CSV and TSV: which columns hold what, as in source:EN,target:FR,note:Remark")
    .option(
      "--states <list>",
      "of XLIFF: all, or the states wanted, with commas (default: translated, reviewed, final, signed-off, approved)",
    )
    .option("--dry-run", "only tell what would be added, updated and left out, and write nothing")
    .option("--strict", "end with 1 where a unit of a file could not be read")
    .addOption(jsonOption("one line of JSON a file: its job"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente import client.tmx --memory client --create --source fr --target en
  entente import a.tmx b.tmx --memory client --on-same keep-both
  entente import project.xlf --memory client --states all
  entente import table.csv --memory client --columns "source:EN,target:FR"
  entente import backup.jsonl --memory client
  zcat big.tmx.gz | entente import - --memory client`,
    )
    .action(importFiles);
}

async function importFiles(files: string[], options: ImportOptions): Promise<void> {
  if (files.filter((file) => file === "-").length > 1)
    throw new Stop("usage", "standard input (-) can be read once only");
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await inputFrom(file));
  const work = async (client: Client): Promise<void> => {
    const memory = await memoryFor(client, options);
    for (const input of inputs) {
      const job = await importOne(client, memory, input, options);
      await report(input, job, options);
    }
  };
  await inSession(options.home, work, { mayBeNew: options.create === true });
}

/** The memory of that id, else the one of that name, else a new one if that is wanted. */
async function memoryFor(client: Client, options: ImportOptions): Promise<string> {
  const { memory: wanted, source, target } = options;
  const memories = await allMemories(client);
  const found = memories.find(({ id }) => id === wanted) ?? memories.find(({ name }) => name === wanted);
  if (found !== undefined) return found.id;
  if (options.create !== true) {
    const known = memories.length === 0 ? "there is none yet" : `there are ${memories.map(({ id }) => id).join(", ")}`;
    throw new Stop(
      "not-found",
      `there is no memory ${wanted}; ${known}. To make it, add --create --source LANG --target LANG`,
    );
  }
  if (source === undefined || target === undefined) {
    throw new Stop("usage", `to make the memory ${wanted}, name its languages: --source LANG --target LANG`);
  }
  const made = await client.post<Memory>("/v1/memories", { name: wanted, sourceLang: source, targetLang: target });
  return made.id;
}

async function allMemories(client: Client): Promise<Memory[]> {
  const memories: Memory[] = [];
  let after = "";
  for (;;) {
    const page = await client.get<{ items: Memory[]; next?: string }>(`/v1/memories?limit=100${after}`);
    memories.push(...page.items);
    if (page.next === undefined) return memories;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

async function importOne(client: Client, memory: string, input: Input, options: ImportOptions): Promise<Job> {
  const { onSame, states, columns, dryRun = false } = options;
  const bar = progress(basename(input.name), input.size ?? 0);
  try {
    const query = new URLSearchParams({
      ...(onSame === "newer" ? {} : { onSame }),
      ...(states === undefined ? {} : { states }),
      ...(columns === undefined ? {} : { columns }),
      ...(dryRun ? { dryRun: "true" } : {}),
      name: basename(input.name),
    });
    const path = `/v1/memories/${encodeURIComponent(memory)}/import?${query.toString()}`;
    const { job } = await client.upload<{ job: Job }>(
      path,
      counted(input, (sent) => bar.at(sent, "sent")),
      {
        "content-type": "application/octet-stream",
      },
    );
    return await client.ended(job.id, ({ read, fileRead = 0 }) => bar.at(fileRead, `${read} units read`));
  } finally {
    bar.end();
  }
}

async function report(input: Input, job: Job, options: ImportOptions): Promise<void> {
  if (options.json === true) await printJson(job);
  if (job.state !== "done") {
    const outcome = job.state === "failed" ? "refused" : "failed";
    throw new Stop(
      outcome,
      `${input.name}: ${job.error ?? `the import was ${job.state}`}; nothing of the file was kept`,
    );
  }
  if (options.json !== true) {
    const { read, added, updated, unchanged, skipped } = job;
    const counts = `${added} added, ${updated} updated, ${unchanged} unchanged, ${skipped} skipped`;
    const leftOut = Object.entries(job.leftOut ?? {}).map(([state, count]) => `${count} ${state}`);
    const left = leftOut.length === 0 ? "" : `; left out by state: ${leftOut.join(", ")}`;
    const done = job.kind === "dry-run" ? "would be read into" : "read into";
    await printLine(`${input.name}: ${read} units ${done} ${job.memory ?? "a memory"}: ${counts}${left}`);
    tellImportProblems(input.name, job);
  }
  if (options.strict === true && job.problemCount > 0) process.exitCode = EXIT_CODES.attention;
}

import type { Command } from "commander";
import { MAX_FILE_NAME_LENGTH } from "../../http/limits.js";
import { aboutFile } from "../check-subject.js";
import type { Client } from "../client.js";
import { EXIT_CODES, explain, outcomeOf, Stop, type Outcome } from "../exit-code.js";
import { counted, inputFrom, type Input } from "../input.js";
import { homeOption, jsonOption, type CommonOptions } from "../options.js";
import { printJson, printLine, remark } from "../output.js";
import { progress } from "../progress.js";
import { inSession } from "../session.js";

interface Breach {
  readonly rule: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly line: number;
  readonly column: number;
}

/** What the contract answers. */
interface Validation {
  readonly format: string;
  readonly version: string;
  readonly valid: boolean;
  readonly breaches: readonly Breach[];
  readonly breachCount: number;
  readonly errorCount: number;
}

export function addValidate(program: Command): void {
  program
    .command("validate")
    .summary("say which rules of its format a file breaks")
    .description(
      "Holds files to the rules of TMX, XLIFF, TBX and tables, those of the specifications' prose too, and prints each " +
        "breach as FILE:LINE:COLUMN. Ends with 1 where a file breaks a rule, if only with a warning; with 3 where one cannot be read.",
    )
    .argument("<file...>", "TMX, XLIFF, TBX, CSV, TSV or JSON Lines files; - reads standard input")
    .addOption(jsonOption("one JSON object per file: format, version, valid, breaches"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente validate project.xlf
  entente validate *.xlf *.tmx
  entente validate --json - < project.xlf`,
    )
    .action(validate);
}

async function validate(files: string[], { json = false, home }: CommonOptions): Promise<void> {
  if (files.filter((file) => file === "-").length > 1) {
    throw new Stop("usage", "standard input (-) can be read once only");
  }
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await inputFrom(file));
  let failed: Outcome | undefined;
  let found = false;
  await inSession(home, async (client) => {
    for (const input of inputs) {
      try {
        const validation = await validated(client, input);
        found ||= validation.breachCount > 0;
        if (json) await printJson({ file: input.name, ...validation });
        else await printValidation(input.name, validation);
      } catch (error) {
        // The other files are looked at all the same.
        const named = aboutFile(error, input.name);
        failed ??= outcomeOf(named);
        remark(explain(named));
      }
    }
  });
  if (failed !== undefined) process.exitCode = EXIT_CODES[failed];
  else if (found) process.exitCode = EXIT_CODES.attention;
}

async function validated(client: Client, input: Input): Promise<Validation> {
  const bar = progress(input.name, input.size ?? 0);
  const sent = (bytes: number): void => bar.at(bytes, bytes === input.size ? "validating" : "sent");
  const query = new URLSearchParams({ name: input.name.slice(-MAX_FILE_NAME_LENGTH) });
  try {
    return await client.upload<Validation>(`/v1/validate?${query.toString()}`, counted(input, sent), {
      "content-type": "application/octet-stream",
    });
  } finally {
    bar.end();
  }
}

async function printValidation(name: string, validation: Validation): Promise<void> {
  const { format, version, valid, breaches, breachCount, errorCount } = validation;
  for (const { line, column, severity, message, rule } of breaches) {
    await printLine(`${name}:${line}:${column}: ${severity}: ${message} [${rule}]`);
  }
  const kind = [FORMATS[format] ?? format, version].filter((part) => part !== "").join(" ");
  const rest = breachCount > breaches.length ? `, the first ${breaches.length} of them shown` : "";
  const warnings = breachCount - errorCount;
  const counts = `${plural(errorCount, "error")}, ${plural(warnings, "warning")}${rest}`;
  await printLine(`${name}: ${kind}, ${breachCount === 0 ? "valid" : `${valid ? "valid" : "not valid"}: ${counts}`}`);
}

const FORMATS: Readonly<Record<string, string>> = {
  tmx: "TMX",
  xliff1: "XLIFF",
  xliff2: "XLIFF",
  tbx2: "TBX",
  tbx3: "TBX",
  jsonl: "JSON Lines",
  csv: "CSV",
  tsv: "TSV",
};

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

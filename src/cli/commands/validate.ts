import type { Command } from "commander";
import { validationOf, type Validation } from "../../formats/validation/validation.js";
import { Refusal } from "../../refusal.js";
import { EXIT_CODES, explain, outcomeOf, Stop, type Outcome } from "../exit-code.js";
import { counted, inputFrom, type Input } from "../input.js";
import { homeOption, jsonOption, type CommonOptions } from "../options.js";
import { printJson, printLine, remark } from "../output.js";
import { progress } from "../progress.js";

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
    // As with every other command, though nothing of a home is needed.
    .addOption(homeOption().hideHelp())
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

async function validate(files: string[], { json = false }: CommonOptions): Promise<void> {
  if (files.filter((file) => file === "-").length > 1) {
    throw new Stop("usage", "standard input (-) can be read once only");
  }
  const inputs: Input[] = [];
  for (const file of files) inputs.push(await inputFrom(file));
  let failed: Outcome | undefined;
  let found = false;
  for (const input of inputs) {
    try {
      const validation = await validated(input);
      found ||= validation.breachCount > 0;
      if (json) await printJson(answerOf(input.name, validation));
      else await printValidation(input.name, validation);
    } catch (error) {
      // The other files are looked at all the same.
      const named = aboutFile(error, input.name);
      failed ??= outcomeOf(named);
      remark(explain(named));
    }
  }
  if (failed !== undefined) process.exitCode = EXIT_CODES[failed];
  else if (found) process.exitCode = EXIT_CODES.attention;
}

async function validated(input: Input): Promise<Validation> {
  const bar = progress(input.name, input.size ?? 0);
  try {
    return await validationOf(
      counted(input, (bytes) => bar.at(bytes, "validating")),
      input.name,
    );
  } finally {
    bar.end();
  }
}

function aboutFile(error: unknown, file: string): unknown {
  return error instanceof Refusal ? new Refusal(error.code, error.message, { ...error.detail, file }) : error;
}

/** What the contract answers for the file. */
function answerOf(file: string, { breaches, ...about }: Validation): object {
  return {
    file,
    ...about,
    breaches: breaches.map(({ isAmbiguous, ...breach }) => ({ ...breach, ambiguous: isAmbiguous })),
  };
}

async function printValidation(name: string, validation: Validation): Promise<void> {
  const { format, version, valid, breaches, breachCount, errorCount } = validation;
  for (const { line, column, severity, message, rule } of breaches) {
    await printLine(`${name}:${line}:${column}: ${severity}: ${message} [${rule}]`);
  }
  const kind = [FORMATS[format], version].filter((part) => part !== "").join(" ");
  const rest = breachCount > breaches.length ? `, the first ${breaches.length} of them shown` : "";
  const counts = `${plural(errorCount, "error")}, ${plural(breachCount - errorCount, "warning")}${rest}`;
  await printLine(`${name}: ${kind}, ${breachCount === 0 ? "valid" : `${valid ? "valid" : "not valid"}: ${counts}`}`);
}

const FORMATS: Readonly<Record<Validation["format"], string>> = {
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

#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { VERSION } from "../config.js";
import { addAnalyze } from "./commands/analyze.js";
import { addCheck } from "./commands/check.js";
import { addExport } from "./commands/export.js";
import { addGlossary } from "./commands/glossary.js";
import { addIgnore } from "./commands/ignore.js";
import { addIgnores } from "./commands/ignores.js";
import { addImport } from "./commands/import.js";
import { addJobs } from "./commands/jobs.js";
import { addMatch } from "./commands/match.js";
import { addPretranslate } from "./commands/pretranslate.js";
import { addServe } from "./commands/serve.js";
import { addStrip } from "./commands/strip.js";
import { addTerms } from "./commands/terms.js";
import { addValidate } from "./commands/validate.js";
import { EXIT_CODES, explain, outcomeOf } from "./exit-code.js";
import { endQuietlyWhenNobodyReads, remark } from "./output.js";

const EXIT_HELP = `
Exit status: 0 done; 1 done, and its answer is for someone to look at (findings, no match, units left out);
2 called wrongly; 3 refused what was given; 4 not found; 5 home or port taken; 6 server, disk or network failed.

A home that a server owns is used through that server (ENTENTE_TOKEN holds its token, where it has one).`;

function program(): Command {
  const entente = new Command("entente")
    .description("A translation memory and terminology server for French and English.")
    .version(VERSION)
    .addHelpText("after", EXIT_HELP)
    // Set before the commands are added, which take it over.
    .exitOverride();
  for (const add of [
    addServe,
    addImport,
    addExport,
    addGlossary,
    addMatch,
    addCheck,
    addPretranslate,
    addStrip,
    addAnalyze,
    addTerms,
    addIgnore,
    addIgnores,
    addJobs,
    addValidate,
  ])
    add(entente);
  return entente;
}

/** Runs the command that the arguments name; nothing that it throws goes further than here. */
async function main(): Promise<void> {
  endQuietlyWhenNobodyReads();
  try {
    await program().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has told what is wrong; help and version end it with 0.
      process.exitCode = error.exitCode === 0 ? EXIT_CODES.done : EXIT_CODES.usage;
      return;
    }
    remark(explain(error));
    process.exitCode = EXIT_CODES[outcomeOf(error)];
  }
}

await main();

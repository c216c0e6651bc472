import type { Command } from "commander";
import { changeFile } from "../file-change.js";
import { inputFrom } from "../input.js";
import { homeOption } from "../options.js";
import { inSession } from "../session.js";
import { refuseSame } from "./pretranslate.js";

interface StripOptions {
  readonly home?: string;
  readonly output?: string;
}

export function addStrip(program: Command): void {
  program
    .command("strip")
    .summary("take out of an XLIFF file what Entente has put in")
    .description(
      "Takes matches, terms and notes of Entente out of an XLIFF file, and empties the targets that it filled and nobody has touched since: the file as it was, byte for byte.",
    )
    .argument("<file>", "an XLIFF file; - reads standard input")
    .option("-o, --output <file>", "where the file goes (default: standard output)")
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Example:
  entente strip project.pretranslated.xlf -o project.xlf`,
    )
    .action(strip);
}

async function strip(file: string, { home, output }: StripOptions): Promise<void> {
  refuseSame(file, output);
  const input = await inputFrom(file);
  const change = {
    input,
    path: "/v1/strip",
    query: new URLSearchParams(),
    ...(output === undefined ? {} : { output }),
  };
  await inSession(home, (client) => changeFile(client, change, "entente-stripped"));
}

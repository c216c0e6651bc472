import type { Command } from "commander";
import type { Ignore } from "../../ignore.js";
import { homeOption, jsonOption, type CommonOptions } from "../options.js";
import { printJson, printLine } from "../output.js";
import { inSession } from "../session.js";

interface IgnoreOptions extends CommonOptions {
  readonly reason: string;
  readonly by: string;
}

export function addIgnore(program: Command): void {
  program
    .command("ignore")
    .summary("have a finding reported no more")
    .description("Ignores a finding for good: the same fault in the same two texts, wherever they stand.")
    .argument("<id>", "the finding's id, as check prints it")
    .requiredOption("--reason <text>", "why")
    .requiredOption("--by <name>", "the name of the one who decides")
    .addOption(jsonOption("the ignore as one JSON object"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente ignore 9f2c41d07ab35e68 --reason "The client’s own name for it" --by Ana
  entente ignores --undo 9f2c41d07ab35e68`,
    )
    .action(ignore);
}

async function ignore(id: string, { reason, by, home, json }: IgnoreOptions): Promise<void> {
  const kept = await inSession(home, (client) => client.post<Ignore>("/v1/ignores", { id, reason, by }));
  if (json === true) await printJson(kept);
  else await printLine(`${kept.id} is ignored: ${kept.reason} (${kept.by}, ${kept.at.slice(0, 10)})`);
}

import type { Command } from "commander";
import type { Ignore } from "../../ignore.js";
import type { Client } from "../client.js";
import { Stop } from "../exit-code.js";
import { homeOption, jsonOption, type CommonOptions } from "../options.js";
import { printJson, printLine } from "../output.js";
import { inSession } from "../session.js";

interface IgnoresOptions extends CommonOptions {
  readonly undo?: string;
  readonly by?: string;
  readonly all?: boolean;
}

/** Ignores asked for at a time: as many as a page may hold. */
const PAGE = 1_000;

export function addIgnores(program: Command): void {
  program
    .command("ignores")
    .summary("list the ignored findings, or undo one")
    .description("Lists the findings that are reported no more, newest first, a line each: id, date, name, reason.")
    .option("--all", "those that were undone too")
    .option("--undo <id>", "have the finding of this id reported again")
    .option("--by <name>", "with --undo: the name of the one who undoes it")
    .addOption(jsonOption("a line of JSON for each"))
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Examples:
  entente ignores
  entente ignores --undo 9f2c41d07ab35e68 --by Ana`,
    )
    .action(ignores);
}

async function ignores({ undo, by, all, home, json }: IgnoresOptions): Promise<void> {
  if (by !== undefined && undo === undefined) throw new Stop("usage", "--by says who undoes: it needs --undo ID");
  await inSession(home, async (client) => {
    if (undo === undefined) {
      for await (const ignore of listed(client, all === true)) {
        if (json === true) await printJson(ignore);
        else await printLine(lineOf(ignore));
      }
      return;
    }
    const query = by === undefined ? "" : `?${new URLSearchParams({ by }).toString()}`;
    await client.ask(`/v1/ignores/${encodeURIComponent(undo)}${query}`, { method: "DELETE" });
    if (json === true) await printJson({ id: undo, undone: true });
    else await printLine(`${undo} is reported again`);
  });
}

async function* listed(client: Client, undone: boolean): AsyncGenerator<Ignore> {
  let after: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(PAGE),
      ...(undone && { undone: "true" }),
      ...(after !== undefined && { after }),
    });
    const page = await client.get<{ items: Ignore[]; next?: string }>(`/v1/ignores?${query.toString()}`);
    yield* page.items;
    after = page.next;
  } while (after !== undefined);
}

/** A reason may have line feeds; a list has a line for each. */
function lineOf({ id, at, by, reason, category, message, undoneAt, undoneBy }: Ignore): string {
  const about = [category, message].filter((part) => part !== undefined).join(": ");
  const undone =
    undoneAt === undefined
      ? ""
      : ` [undone ${undoneAt.slice(0, 10)}${undoneBy === undefined ? "" : ` by ${undoneBy}`}]`;
  const line = `${id} ${at.slice(0, 10)} ${by}: ${reason}${about === "" ? "" : ` (${about})`}${undone}`;
  return line.replace(/\s*[\r\n]+\s*/g, " ");
}

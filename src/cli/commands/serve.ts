import { existsSync } from "node:fs";
import type { Command } from "commander";
import { DEFAULT_HOST, DEFAULT_PORT } from "../../config.js";
import { openLog } from "../../http/log.js";
import { startServer } from "../../http/server.js";
import { Workspace } from "../../workspace/workspace.js";
import { Stop } from "../exit-code.js";
import { configOf, homeOption } from "../options.js";
import { printLine, remark } from "../output.js";

interface ServeOptions {
  readonly home?: string;
  readonly host?: string;
  readonly port?: string;
}

export function addServe(program: Command): void {
  program
    .command("serve")
    .summary("serve a home over HTTP")
    .description(
      "Serves a home over HTTP until it is told to stop (SIGTERM, Ctrl-C): then it ends what it is at, and its disk is in order.",
    )
    .option("--port <number>", `the port (default: ENTENTE_PORT, else ${DEFAULT_PORT}); 0 takes a free one`)
    .option("--host <address>", `the address to listen on (default: ENTENTE_HOST, else ${DEFAULT_HOST})`)
    .addOption(homeOption())
    .addHelpText(
      "after",
      `
Environment: ENTENTE_TOKEN is the token that every request must carry; without one, only this machine is served.
ENTENTE_LOG is the least level that is logged: fatal, error, warn, info, debug, trace or silent.

Examples:
  entente serve
  entente serve --port 8000 --home ~/translations`,
    )
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const config = configOf(options);
  if (!existsSync(config.home)) throw new Stop("not-found", `${config.home}: no such folder`);
  const log = openLog(config.logLevel);
  const stopped = stopSignal();
  const workspace = await Workspace.open({ home: config.home, log });
  try {
    const server = await startServer({ workspace, config, log });
    try {
      workspace.announce(server.url);
      await greet(server.url, config.home, workspace);
      await stopped;
    } finally {
      await server.stop();
    }
  } finally {
    await workspace.close();
  }
}

/** Resolves at the first signal to stop; a second one ends the process at once, for whoever cannot wait. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let told = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (told) process.exit(signal === "SIGINT" ? 130 : 143);
      told = true;
      resolve();
    };
    process.on("SIGINT", stop).on("SIGTERM", stop);
  });
}

async function greet(url: string, home: string, workspace: Workspace): Promise<void> {
  for (const { file, line, column, reason } of workspace.faults) {
    remark(`${[file, line, column].filter((part) => part !== undefined).join(":")}: ${reason}`);
  }
  await printLine(`Entente listens on ${url} and serves ${home}`);
  if (process.stdout.isTTY) await printLine(examples(url));
}

function examples(url: string): string {
  return `
Look a sentence up:
  curl ${url}/v1/match -H 'content-type: application/json' -d '{"sourceLang":"fr","targetLang":"en","segments":[{"text":"Cette assistance est indispensable pour aider l’Ukraine."}],"minScore":60}'

Check a translation:
  curl ${url}/v1/check -H 'content-type: application/json' -d '{"sourceLang":"fr","targetLang":"en","segments":[{"source":"Le COPS s’est réuni.","target":"The COPS met."}]}'

Ctrl-C stops it.`;
}

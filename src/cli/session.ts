import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startServer } from "../http/server.js";
import { DEFAULT_HOST, type Config } from "../config.js";
import { Refusal } from "../refusal.js";
import { homeOwner } from "../workspace/home.js";
import { Workspace } from "../workspace/workspace.js";
import { Client } from "./client.js";
import { Stop } from "./exit-code.js";
import { configOf } from "./options.js";
import { remark } from "./output.js";

/**
 * How commands reach a home: through the server that owns it, else through one of their own, which they start on a free
 * port for as long as they run. Either way they speak the public contract and nothing else.
 */

/** Another command has a home for as long as it runs; we wait this long for it, in milliseconds. */
const PATIENCE = 10_000;
const BETWEEN_TRIES = 100;

interface Session {
  readonly client: Client;
  close(): Promise<void>;
}

export interface SessionOptions {
  /** Whether the home may be a folder that is none yet: only a command that fills it makes one. */
  readonly mayBeNew?: boolean;
}

/** Does some work with a home's client, and gives the home back however the work ends. */
export async function inSession<Result>(
  home: string | undefined,
  work: (client: Client) => Promise<Result>,
  options: SessionOptions = {},
): Promise<Result> {
  const config = configOf({ home });
  refuseNoHome(config.home, options);
  const session = await openSession(config);
  const interrupted = (signal: NodeJS.Signals): void => {
    // 128 and the signal's number, as shells have it.
    void session.close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  process.once("SIGINT", interrupted).once("SIGTERM", interrupted);
  try {
    return await work(session.client);
  } finally {
    process.off("SIGINT", interrupted).off("SIGTERM", interrupted);
    await session.close();
  }
}

/** Opening a home makes its folders: a mistyped --home must not leave an empty one behind. */
function refuseNoHome(home: string, { mayBeNew = false }: SessionOptions): void {
  if (!existsSync(home)) throw new Stop("not-found", `${home}: no such folder`);
  if (mayBeNew || ["glossary", "tm"].some((name) => existsSync(join(home, name)))) return;
  throw new Stop("not-found", `${home} is no home: it holds neither glossary/ nor tm/; --home names one`);
}

async function openSession(config: Config): Promise<Session> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const address = homeOwner(config.home)?.address;
    if (address !== undefined) return { client: new Client(address, config.token), close: async () => {} };
    try {
      return await ownSession(config);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "locked" || Date.now() > until) throw error;
      await wait(BETWEEN_TRIES);
    }
  }
}

/** A server of our own on a free port. Its token keeps other people of this machine out. */
async function ownSession({ home }: Config): Promise<Session> {
  const log = { info: (): void => {}, warn: told, error: told };
  const workspace = await Workspace.open({ home, log });
  try {
    for (const { file, line, column, reason } of workspace.faults) {
      remark(`${[file, line, column].filter((part) => part !== undefined).join(":")}: ${reason}`);
    }
    const token = randomBytes(24).toString("base64url");
    const server = await startServer({
      workspace,
      config: { home, host: DEFAULT_HOST, port: 0, token },
      log,
    });
    const close = async (): Promise<void> => {
      await server.stop();
      await workspace.close();
    };
    return { client: new Client(server.url, token), close };
  } catch (error) {
    await workspace.close();
    throw error;
  }
}

function told(fields: object, text: string): void {
  const error = "err" in fields && fields.err instanceof Error ? `: ${fields.err.message}` : "";
  remark(`${text}${error}`);
}

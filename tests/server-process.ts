import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The built command line, as `npm ci` leaves it. */
export const MAIN = fileURLToPath(new URL("../dist/cli/main.js", import.meta.url));

/** A home of a test's own; removed by `remove`. */
export function temporaryHome(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "entente-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A real server process on a home. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  private constructor(url: string, child: ChildProcess, ended: Promise<unknown>) {
    this.url = url;
    this.#child = child;
    this.#ended = ended;
  }

  /** Starts a server and resolves when it answers; rejects with what it printed where it ends before. */
  static async start(home: string, options: { args?: string[]; env?: NodeJS.ProcessEnv } = {}): Promise<ServerProcess> {
    const child = spawn(process.execPath, [MAIN, "serve", "--home", home, "--port", "0", ...(options.args ?? [])], {
      env: { ...process.env, NODE_OPTIONS: "", ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    child.stdout.on("data", (data: Buffer) => (printed += data.toString()));
    child.stderr.on("data", (data: Buffer) => (printed += data.toString()));
    const ended = once(child, "exit");
    for (;;) {
      const address = addressOf(home, child.pid);
      if (address !== undefined) return new ServerProcess(address, child, ended);
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}:\n${printed}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Asks for a clean stop; resolves to the exit code. */
  async stop(): Promise<number | null> {
    this.#child.kill("SIGTERM");
    await this.#ended;
    return this.#child.exitCode;
  }
}

function addressOf(home: string, pid: number | undefined): string | undefined {
  try {
    const owner = JSON.parse(readFileSync(join(home, "tm", "entente.lock.json"), "utf8")) as {
      pid: number;
      address?: string;
    };
    return owner.pid === pid ? owner.address : undefined;
  } catch {
    return undefined;
  }
}

/** An answer as JSON, with its status. */
export async function call(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: never }> {
  const response = await fetch(new URL(path, base), {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === "" ? undefined : JSON.parse(text)) as never,
  };
}

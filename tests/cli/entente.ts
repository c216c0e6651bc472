import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Runs the built command line as a user does: a process of its own, on a home of its own. */

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = join(ROOT, "dist/cli/main.js");

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly home?: string;
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** A home in a folder of its own: with the shipped glossary and memory, or with nothing. */
export function newHome(content: "shipped" | "empty" = "shipped"): string {
  const home = mkdtempSync(join(tmpdir(), "entente-cli-"));
  if (content === "empty") return home;
  cpSync(join(ROOT, "glossary/official.json"), join(home, "glossary/official.json"));
  const release = "tm/otan-ue-ukraine-2025-05-28.tmx";
  cpSync(join(ROOT, release), join(home, release));
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true });
}

export function start(args: readonly string[], { home, env }: RunOptions = {}): ChildProcessWithoutNullStreams {
  // Settings of the one who runs the tests are not the tests'.
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("ENTENTE_")));
  const homeEnv = home === undefined ? {} : { ENTENTE_HOME: home };
  return spawn(process.execPath, [MAIN, ...args], { cwd: tmpdir(), env: { ...inherited, ...homeEnv, ...env } });
}

/** Runs a command to its end. */
export async function entente(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options);
  const ended = endOf(child);
  // A command that refuses its arguments is gone before it reads.
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.stdin ?? "");
  return ended;
}

export function endOf(child: ChildProcessWithoutNullStreams): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, stdout, stderr }));
  });
}

export interface Served {
  readonly url: string;
  readonly pid: number;
  /** Sends a signal and waits for the end. */
  stop(signal?: NodeJS.Signals): Promise<Ran>;
}

/** A server on a free port, once it has said where it listens. */
export async function serve(home: string, env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = start(["serve", "--port", "0", "--home", home], { env: { ENTENTE_LOG: "warn", ...env } });
  const ended = endOf(child);
  const url = await new Promise<string>((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (text: string) => {
      said += text;
      const [, found] = /listens on (http:\S+)/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(({ code, stderr }) => reject(new Error(`the server ended with ${code}: ${stderr}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    stop: (signal = "SIGTERM") => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A TMX file of French-English pairs. */
export function tmx(...pairs: readonly (readonly [string, string])[]): string {
  const units = pairs.map(
    ([fr, en]) => `<tu><tuv xml:lang="fr"><seg>${fr}</seg></tuv><tuv xml:lang="en"><seg>${en}</seg></tuv></tu>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header creationtool="test" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" srclang="fr" datatype="plaintext"/>
<body>
${units.join("\n")}
</body>
</tmx>
`;
}

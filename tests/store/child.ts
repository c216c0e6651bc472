import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const started = new Set<ChildProcess>();

/** Ends every child that a test has left running, so that no failure outlives it. */
export function killChildren(): void {
  for (const child of started) child.kill("SIGKILL");
  started.clear();
}

/** A process of its own that runs a script beside this file on the built code. */
export class Child {
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown>;
  readonly #lines: AsyncIterator<string>;

  constructor(script: string, ...args: string[]) {
    const path = fileURLToPath(new URL(script, import.meta.url));
    this.#process = spawn(process.execPath, [path, ...args], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ...process.env, NODE_OPTIONS: "" },
    });
    started.add(this.#process);
    this.#exit = once(this.#process, "exit");
    const { stdout } = this.#process;
    if (stdout === null) throw new Error("the child has no output");
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** The next line that it says; `undefined` once it has ended. */
  async line(): Promise<string | undefined> {
    const next = await this.#lines.next();
    return next.done === true ? undefined : next.value;
  }

  /** The next line; fails where the child has ended, having said on its standard error why. */
  async saying(): Promise<string> {
    const line = await this.line();
    if (line === undefined) throw new Error("the child has ended before it was told to");
    return line;
  }

  say(text: string): void {
    this.#process.stdin?.write(`${text}\n`);
  }

  /** Ends it as a power cut would, and waits until it is gone. Gives the lines that it had said and nobody has read. */
  async kill(): Promise<string[]> {
    this.#process.kill("SIGKILL");
    const rest: string[] = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) rest.push(line);
    await this.#exit;
    return rest;
  }

  async exitCode(): Promise<number | null> {
    await this.#exit;
    return this.#process.exitCode;
  }
}

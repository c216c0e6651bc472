import { once } from "node:events";

/** What commands print. Standard output holds answers only; remarks and progress go to standard error. */

/** A reader that has seen enough (`entente match … | head -1`) closes the pipe: that is no failure. */
export function endQuietlyWhenNobodyReads(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit(0);
      throw error;
    });
  }
}

/** Writes to standard output, and waits while its reader is slower than we are. */
export async function print(content: string | Uint8Array): Promise<void> {
  if (!process.stdout.write(content)) await once(process.stdout, "drain");
}

export function printLine(text: string): Promise<void> {
  return print(`${text}\n`);
}

/** One line of JSON. */
export function printJson(value: unknown): Promise<void> {
  return printLine(JSON.stringify(value));
}

/** A remark for the person at the terminal. */
export function remark(text: string): void {
  process.stderr.write(`entente: ${text}\n`);
}

/** Lines moved to the right by as many spaces. */
export function indent(text: string, spaces: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(spaces));
}

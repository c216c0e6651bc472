import { Refusal, type RefusalCode } from "../refusal.js";
import { AnswerProblem, Unreachable } from "./client.js";

/**
 * What a script can tell from a command's exit status. The one place where errors become numbers.
 *
 *   done       0  the work is done, and there is nothing to look at
 *   attention  1  it is done, and its answer is for someone to look at: findings, no match, units left out (--strict)
 *   usage      2  the command was called wrongly
 *   refused    3  what was given was refused: a broken file, a text past the limit, a wrong token
 *   not-found  4  no such file, memory, glossary or job
 *   busy       5  another process owns the home, or the port is in use
 *   failed     6  the server, the disk or the network failed
 */
export const EXIT_CODES = {
  done: 0,
  attention: 1,
  usage: 2,
  refused: 3,
  "not-found": 4,
  busy: 5,
  failed: 6,
} as const;

export type Outcome = keyof typeof EXIT_CODES;

/** A command that cannot go on for a reason of its own, with the one line that says why. */
export class Stop extends Error {
  override readonly name = "Stop";
  readonly outcome: Outcome;

  constructor(outcome: Outcome, message: string) {
    super(message);
    this.outcome = outcome;
  }
}

const OF_REFUSAL: Readonly<Record<RefusalCode, Outcome>> = {
  invalid: "refused",
  malformed: "refused",
  unsupported: "refused",
  "too-large": "refused",
  "not-found": "not-found",
  conflict: "refused",
  stale: "refused",
  "read-only": "refused",
  locked: "busy",
  "storage-full": "failed",
};

/** Codes of the operating system that tell more than "failed". */
const OF_SYSTEM: Readonly<Record<string, Outcome>> = {
  ENOENT: "not-found",
  EISDIR: "refused",
};

/** What an error comes to. */
export function outcomeOf(error: unknown): Outcome {
  if (error instanceof Stop) return error.outcome;
  if (error instanceof Refusal) return systemCode(error.cause) === "EADDRINUSE" ? "busy" : OF_REFUSAL[error.code];
  if (error instanceof AnswerProblem) return outcomeOfStatus(error.status);
  if (error instanceof Unreachable) return "failed";
  return OF_SYSTEM[systemCode(error) ?? ""] ?? "failed";
}

function outcomeOfStatus(status: number): Outcome {
  if (status === 404) return "not-found";
  return status >= 400 && status < 500 ? "refused" : "failed";
}

/** One line for a person: what is wrong and, in a file, where (`file:line:column`). Never a stack. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) {
    const { file, line, column } = error.detail;
    const place = [file, line, column].filter((part) => part !== undefined).join(":");
    return place === "" ? error.message : `${place}: ${error.message}`;
  }
  const message = error instanceof Error ? error.message : String(error);
  // Node words them "ENOENT: no such file or directory, open 'x.tmx'".
  const [, reason, path] = /^E[A-Z]+: (.*?), \w+ '(.*)'$/.exec(message) ?? [];
  return reason === undefined || path === undefined ? oneLine(message) : `${path}: ${reason}`;
}

function systemCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

function oneLine(message: string): string {
  return message.trim().replace(/\s*\n\s*/g, "; ");
}

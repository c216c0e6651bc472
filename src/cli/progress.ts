import { SingleBar } from "cli-progress";

/** Tells a person at a terminal how far long work is; anyone else, nothing. */
export interface Progress {
  /** How much is done of the whole, in the unit that the work began with, and what else is worth saying. */
  at(done: number, note?: string): void;
  end(): void;
}

const quiet: Progress = { at: () => undefined, end: () => undefined };

/**
 * A bar on standard error, so that what a command prints can go through a pipe meanwhile; none where standard error is
 * no terminal. `total` is in any unit; `what` names the work.
 */
export function progress(what: string, total: number): Progress {
  if (!process.stderr.isTTY || total <= 0) return quiet;
  const bar = new SingleBar({
    stream: process.stderr,
    format: `${what} {bar} {percentage} % {note}`,
    barCompleteChar: "━",
    barIncompleteChar: "·",
    barsize: 30,
    hideCursor: true,
    clearOnComplete: true,
    stopOnComplete: false,
    // A line longer than the terminal would be drawn again and again below itself.
    linewrap: false,
  });
  bar.start(total, 0, { note: "" });
  return {
    at: (done, note = "") => bar.update(Math.min(done, total), { note }),
    end: () => bar.stop(),
  };
}

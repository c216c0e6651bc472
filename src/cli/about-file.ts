import { AnswerProblem } from "./client.js";
import type { Input } from "./input.js";

/** Answers that say something of the file that was sent, and not of whom or where to. */
const OF_FILE: ReadonlySet<number> = new Set([413, 415, 422]);

/** Does what is done with a file; where the server refuses the file, the refusal names it before the place in it. */
export async function aboutFile<Result>({ name }: Input, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AnswerProblem) || !OF_FILE.has(error.status)) throw error;
    const { status, message } = error;
    throw new AnswerProblem(status, `${name}:${/^\d/.test(message) ? "" : " "}${message}`);
  }
}

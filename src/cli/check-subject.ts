import { ReadableStream } from "node:stream/web";
import { MAX_FILE_NAME_LENGTH } from "../http/limits.js";
import type { Job } from "../job.js";
import type { Memory } from "../unit.js";
import { choiceQuery, type CheckChoice } from "./check-choice.js";
import { AnswerProblem, type Client } from "./client.js";
import { Stop } from "./exit-code.js";
import { counted, type Input } from "./input.js";
import { progress } from "./progress.js";

/** The reports that the server writes. */
export const REPORTS = ["json", "html", "csv", "sarif", "junit", "xliff"] as const;
export type Report = (typeof REPORTS)[number];

/** What is checked as a whole: a file, or a memory. */
export interface Subject {
  readonly kind: "file" | "memory";
  /** For people. */
  readonly name: string;
  /** The path, where it is a file with one. */
  readonly path?: string;
  /** Has the server check it; the answer holds the report. */
  ask(client: Client, report: Report): Promise<Response>;
}

/** A file to check, called `name` in reports. It is sent as it is read from disk. */
export function fileSubject(input: Input, { name = input.name, ...choice }: CheckChoice & { name?: string }): Subject {
  const query = { ...choiceQuery(choice), name: name.slice(-MAX_FILE_NAME_LENGTH) };
  const ask = async (client: Client, report: Report): Promise<Response> => {
    const bar = progress(name, input.size ?? 0);
    const sent = (bytes: number): void => bar.at(bytes, bytes === input.size ? "checking" : "sent");
    try {
      return await client.ask(`/v1/check/file?${new URLSearchParams({ ...query, report }).toString()}`, {
        method: "POST",
        headers: { "content-type": "application/octet-stream", "accept-language": choice.lang },
        body: ReadableStream.from(counted(input, sent)),
      });
    } catch (error) {
      throw aboutFile(error, name);
    } finally {
      bar.end();
    }
  };
  return { kind: "file", name, ...(input.name !== "stdin" && { path: input.name }), ask };
}

/** A memory to check, all its units in their order. It is a job, for it may take minutes. */
export function memorySubject(id: string, choice: CheckChoice): Subject {
  const ask = async (client: Client, report: Report): Promise<Response> => {
    const path = `/v1/memories/${encodeURIComponent(id)}`;
    const { units } = await client.get<Memory>(path);
    const query = new URLSearchParams({ ...choiceQuery(choice), report });
    const headers = { "accept-language": choice.lang, prefer: "respond-async" };
    const begun = await client.ask(`${path}/check?${query.toString()}`, { method: "POST", headers });
    const { job } = (await begun.json()) as { job: Job };
    const bar = progress(id, units);
    try {
      const ended = await client.ended(job.id, ({ read }) => bar.at(read, `${read} of ${units} units checked`));
      if (ended.state !== "done") throw notDone(id, ended);
    } finally {
      bar.end();
    }
    return client.ask(`/v1/jobs/${job.id}/result`);
  };
  return { kind: "memory", name: id, ask };
}

function notDone(id: string, { state, error = `the check was ${state}` }: Job): Stop {
  return new Stop(state === "failed" ? "refused" : "failed", `${id}: ${error}`);
}

/** Statuses by which the server refuses a file for what is in it. */
const OF_CONTENT: readonly number[] = [400, 413, 415, 422];

/** Names the file in what the server says of it: `FILE:LINE:COLUMN: …` where a place is known. */
function aboutFile(error: unknown, name: string): unknown {
  if (!(error instanceof AnswerProblem) || !OF_CONTENT.includes(error.status)) return error;
  const separator = /^\d+(?::\d+)?: /.test(error.message) ? ":" : ": ";
  // The contract's words for what has a name of its own on the command line.
  const message = error.message.replace("(sourceLang)", "(--from)").replace("(targetLang)", "(--to)");
  return new AnswerProblem(error.status, `${name}${separator}${message}`);
}

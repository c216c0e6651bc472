import { ReadableStream } from "node:stream/web";
import type { Job } from "../job.js";
import { readEvents } from "./event-reader.js";

/**
 * Speaks the public HTTP contract, as any other client would: a command line that needs more than the contract offers
 * shows that the contract is wanting.
 */

/** The server's refusal (RFC 9457), in one line. */
export class AnswerProblem extends Error {
  override readonly name = "AnswerProblem";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** No answer came at all. */
export class Unreachable extends Error {
  override readonly name = "Unreachable";
}

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | ReadableStream<Uint8Array>;
}

/** How long we wait before a job is watched again whose events broke off, in milliseconds. */
const BETWEEN_WATCHES = 250;

/** The body of an answer that has none. */
const NOTHING = ReadableStream.from<Uint8Array>([]);

export class Client {
  readonly #base: string;
  readonly #token: string | undefined;

  constructor(base: string, token?: string) {
    this.#base = base;
    this.#token = token;
  }

  /** The JSON that stands at a path of the contract. */
  async get<Answer>(path: string): Promise<Answer> {
    return (await (await this.ask(path)).json()) as Answer;
  }

  async post<Answer>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const sent = { ...headers, "content-type": "application/json" };
    const answer = await this.ask(path, {
      method: "POST",
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Answer;
  }

  /** Sends a file of any size without holding it in memory. */
  async upload<Answer>(
    path: string,
    chunks: AsyncIterable<Uint8Array>,
    headers: Record<string, string>,
  ): Promise<Answer> {
    const body = ReadableStream.from(chunks);
    const answer = await this.ask(path, { method: "POST", headers, body });
    return (await answer.json()) as Answer;
  }

  /** Any answer that is not an error; rises as {@link AnswerProblem} or {@link Unreachable} otherwise. */
  async ask(path: string, { headers = {}, ...asking }: Asking = {}): Promise<Response> {
    const authorization: Record<string, string> =
      this.#token === undefined ? {} : { authorization: `Bearer ${this.#token}` };
    let answer: Response;
    try {
      // A body that is a stream is sent while it is read only under half duplex (https://fetch.spec.whatwg.org/#requestinit).
      const init = { ...asking, headers: { ...headers, ...authorization }, duplex: "half" };
      answer = await fetch(new URL(path, this.#base), init as RequestInit);
    } catch (error) {
      throw unreachable(error, this.#base);
    }
    if (!answer.ok) throw new AnswerProblem(answer.status, await problemLine(answer));
    return answer;
  }

  /** Waits for a job to end; `seen` is told of how far it is on the way, without its problems. */
  async ended(id: string, seen: (job: Omit<Job, "problems">) => void): Promise<Job> {
    for (;;) {
      const answer = await this.ask(`/v1/jobs/${encodeURIComponent(id)}/events`);
      try {
        for await (const { event, data } of readEvents(answer.body ?? NOTHING)) {
          if (event === "end") return JSON.parse(data) as Job;
          if (event === "progress") seen(JSON.parse(data) as Omit<Job, "problems">);
        }
      } catch (error) {
        // A proxy or a server that stops breaks a stream off; whether the server is there the next request shows.
        if (!(error instanceof TypeError)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_WATCHES));
    }
  }
}

/** The reader of an upload may be what failed (no such file): that error says more than "fetch failed". */
function unreachable(error: unknown, base: string): unknown {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && "syscall" in cause && ["open", "read"].includes(String(cause.syscall))) return cause;
  const reason = cause instanceof Error && cause.message !== "" ? cause.message : String(error);
  return new Unreachable(`the server at ${base} does not answer: ${reason}`);
}

/** What a problem says that helps the one who asked: its detail, and where. */
async function problemLine(answer: Response): Promise<string> {
  const text = await answer.text();
  let problem: Record<string, unknown>;
  try {
    problem = JSON.parse(text) as Record<string, unknown>;
  } catch {
    return `the server answered ${answer.status} ${answer.statusText}`;
  }
  const part = (name: string): string | undefined => {
    const value = problem[name];
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  };
  const place = [part("file"), part("line"), part("column")].filter((text) => text !== undefined).join(":");
  const what = part("detail") ?? part("title") ?? `the server answered ${answer.status}`;
  const path = part("path");
  const access = answer.status === 401 ? " (the environment variable ENTENTE_TOKEN holds the token to send)" : "";
  return `${place === "" ? "" : `${place}: `}${what}${path === undefined ? "" : ` (${path})`}${access}`;
}

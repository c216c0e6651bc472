import { mkdtemp, rm } from "node:fs/promises";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { allRoutes } from "../../dist/http/app.js";
import { problemJson } from "../../dist/http/problem-details.js";
import type { Route } from "../../dist/http/route.js";
import { startServer } from "../../dist/http/server.js";
import { Workspace } from "../../dist/workspace/workspace.js";

/** A text, or the stretch of one: the contract's `source` is the one in a match and the other in a finding. */
type TextOrSpan = string & Span;

export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What tests read of answers. No answer has all of it; each is held to its route's own schema when it comes. */
export interface Json extends Span {
  readonly id: string;
  readonly items: readonly Json[];
  readonly next?: string;
  // Problems
  readonly type: string;
  readonly path?: string;
  readonly line: number;
  readonly column: number;
  readonly instance: string;
  readonly errors: readonly { readonly path: string; readonly detail: string }[];
  readonly current: unknown;
  // Memories, units and jobs
  readonly name: string;
  readonly penalty: number;
  readonly units: number;
  readonly source: TextOrSpan;
  readonly target: TextOrSpan;
  readonly lang: string;
  readonly variants: readonly Json[];
  readonly unit: { readonly source: string; readonly target: string };
  readonly job: Json;
  readonly state: string;
  readonly error: string;
  // Look-ups
  readonly results: readonly { readonly matches: readonly Json[] }[];
  readonly kind: string;
  readonly score: number;
  readonly edits: readonly { readonly op: string; readonly query?: Span; readonly match?: Span }[];
  readonly highlights: readonly Span[];
  readonly unstemmed: readonly string[];
  // Terminology and checks
  readonly concepts: number;
  readonly concept: string;
  readonly definition: string;
  readonly occurrences: readonly Json[];
  readonly findings: readonly Json[];
  readonly message: string;
  readonly summary: { readonly byCategory: Readonly<Record<string, number>> };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** `undefined`, whatever its type says, where the answer is no JSON. */
  readonly json: Json;
}

export interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is where it is text or bytes, else as JSON. */
  readonly body?: unknown;
}

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: Record<string, unknown>;
  readonly text: string;
}

/** The real application on a free port, over a home of its own. Every JSON answer is held to the schema of its route. */
export class Entente {
  readonly home: string;
  readonly url: string;
  readonly workspace: Workspace;
  readonly logged: readonly LogLine[];
  readonly #routes: readonly Route[];
  readonly #stop: () => Promise<void>;
  #running = true;
  #made = 0;

  private constructor(parts: {
    home: string;
    url: string;
    workspace: Workspace;
    logged: LogLine[];
    stop: (this: void) => Promise<void>;
  }) {
    this.home = parts.home;
    this.url = parts.url;
    this.workspace = parts.workspace;
    this.logged = parts.logged;
    this.#stop = parts.stop;
    this.#routes = allRoutes({ workspace: parts.workspace, version: "test" });
  }

  static async start({ token, host = "127.0.0.1" }: { token?: string; host?: string } = {}): Promise<Entente> {
    const home = await mkdtemp(join(tmpdir(), "entente-http-"));
    const logged: LogLine[] = [];
    const log = {
      info: (fields: object, text: string) => void logged.push({ level: "info", fields: { ...fields }, text }),
      warn: (fields: object, text: string) => void logged.push({ level: "warn", fields: { ...fields }, text }),
      error: (fields: object, text: string) => void logged.push({ level: "error", fields: { ...fields }, text }),
    };
    const workspace = await Workspace.open({ home, log });
    const config = { home, host, port: 0, ...(token === undefined ? {} : { token }) };
    const server = await startServer({ workspace, config, log });
    return new Entente({ home, url: server.url, workspace, logged, stop: () => server.stop() });
  }

  /** Stops the server and removes its home. */
  async end(): Promise<void> {
    await this.stop();
    await rm(this.home, { recursive: true, force: true });
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running = false;
    await this.#stop();
    await this.workspace.close();
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask("GET", path, { headers });
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.ask("POST", path, { headers, body });
  }

  /** Speaks HTTP without `fetch`, which chooses some headers itself. */
  async ask(method: string, path: string, { headers = {}, body }: Asking = {}): Promise<Answer> {
    const isJson = body !== undefined && typeof body !== "string" && !(body instanceof Uint8Array);
    const bytes =
      typeof body === "string" || body instanceof Uint8Array ? body : isJson ? JSON.stringify(body) : undefined;
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    const length: Record<string, string> =
      bytes === undefined ? {} : { "content-length": String(Buffer.byteLength(bytes)) };
    const answer = await new Promise<Answer>((resolve, reject) => {
      const { hostname, port } = new URL(this.url);
      const asked = httpRequest(
        {
          hostname,
          port,
          path,
          method,
          headers: { ...type, ...length, ...headers },
        },
        (got) => {
          const chunks: Buffer[] = [];
          got.on("data", (chunk: Buffer) => chunks.push(chunk));
          got.on("error", reject);
          got.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            const isJson = /json(?!l)/.test(got.headers["content-type"] ?? "") && text !== "";
            const json = (isJson ? JSON.parse(text) : undefined) as Json;
            resolve({ status: got.statusCode ?? 0, headers: got.headers, text, json });
          });
        },
      );
      asked.on("error", reject);
      asked.end(bytes);
    });
    this.#holdToContract(method, path, answer);
    return answer;
  }

  #holdToContract(method: string, path: string, { status, headers, json }: Answer): void {
    if (status >= 400) {
      if (method === "HEAD") return;
      if (!/^application\/problem\+json/.test(headers["content-type"] ?? ""))
        throw new Error(`${status} is no problem`);
      const problem = problemJson.parse(json);
      if (problem.status !== status) throw new Error(`the problem says ${problem.status}, the answer ${status}`);
      return;
    }
    if ((json as unknown) === undefined) return;
    const plain = path.split("?", 1)[0] ?? "";
    const route = this.#routes.find((candidate) => {
      const pattern = new RegExp(`^${candidate.path.replace(/\{\w+\}/g, "[^/]+")}$`);
      return candidate.method === method.toLowerCase() && pattern.test(plain);
    });
    (status === 202 && route?.later !== undefined ? route.later : route?.answer)?.parse(json);
  }

  /** A new memory from French to English; returns its id. */
  async memory(name = "Memory"): Promise<string> {
    const body = { name: `${name} ${++this.#made}`, sourceLang: "fr", targetLang: "en" };
    return this.#idOfNew("/v1/memories", body);
  }

  /** A new unit; returns its id. */
  unit(memory: string, source: string, target: string): Promise<string> {
    return this.#idOfNew(`/v1/memories/${memory}/units`, { source, target });
  }

  /** A new glossary; returns its id. */
  glossary(name = "Glossary"): Promise<string> {
    return this.#idOfNew("/v1/glossaries", { name: `${name} ${++this.#made}` });
  }

  async #idOfNew(path: string, body: object): Promise<string> {
    const { status, json, text } = await this.post(path, body);
    if (status !== 201) throw new Error(`${path} answered ${status}: ${text}`);
    return String(json.id);
  }

  /** A job that has ended. */
  async ended(location = ""): Promise<Json> {
    for (;;) {
      const { json } = await this.get(location);
      if (json.state !== "queued" && json.state !== "running") return json;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

/** The first of some, which must be there. */
export function first<Item>(items: readonly Item[]): Item {
  const [item] = items;
  if (item === undefined) throw new Error("there is none");
  return item;
}

/** A TMX file of French and English pairs. */
export function tmx(...pairs: readonly (readonly [string, string])[]): string {
  const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const units = pairs.map(
    ([fr, en]) =>
      `<tu><tuv xml:lang="fr"><seg>${escaped(fr)}</seg></tuv><tuv xml:lang="en"><seg>${escaped(en)}</seg></tuv></tu>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="test" creationtoolversion="1" segtype="sentence" o-tmf="test" adminlang="en" srclang="fr" datatype="plaintext"/>
<body>${units.join("\n")}</body></tmx>`;
}

export interface ConceptBody {
  readonly id: string;
  readonly terms: readonly object[];
}

/** A concept with one preferred term in each language. */
export function concept(id: string, fr: string, en: string): ConceptBody {
  const term = (lang: string, text: string): object => ({ lang, text, status: "preferred", type: "full-form" });
  return { id, terms: [term("fr", fr), term("en", en)] };
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { grownPairs } from "./grown-pairs.mjs";
import { summary } from "./measuring.mjs";
import { Chance } from "./seeded.mjs";

/**
 * A real server on a home of its own: how fast it takes a file in, how long look-ups take meanwhile and afterwards, how
 * soon it answers after a start, and how much memory it needs. All over HTTP, on one machine.
 */

export const benches = [{ name: "server", title: "a server that takes in a memory, answers, and starts anew", run }];

const { fetch } = globalThis;

/** From section 10 of the design. */
const BUDGET = {
  importSecondsOfMillion: 40,
  singleMs: 2,
  batchMs: 150,
  startMs: 3_000,
};

/** The share of the units that the server has before the import that is measured. */
const BEFORE = 0.1;

/** Between two look-ups while a file is taken in, in milliseconds. */
const BETWEEN = 20;

const BATCH = 100;

/** After an import parts are merged and files are written: a server is at rest when it took no more than a fiftieth of a processor. */
const RESTING = { over: 3_000, share: 0.02, atMost: 300_000 };

/** What a memory is written as, and how many units a second it is to be. */
const EXPORTS = { tmx: 25_000, jsonl: 25_000, xliff12: 10_000, xliff2: 10_000 };

async function run({ units, runs, corpus }) {
  const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
  try {
    return await measured({ units, runs, corpus, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured({ units, runs, corpus, folder }) {
  const base = Math.ceil(units * BEFORE);
  const files = [join(folder, "base.tmx"), join(folder, "rest.tmx")];
  const asked = await writeFiles(grownPairs({ corpus, units }), { base, files });
  const home = join(folder, "home");
  let server = await Server.start(home);
  try {
    await server.ask("POST", "/v1/memories", { name: "bench", sourceLang: "en", targetLang: "fr" });
    await server.import(files[0]);
    await server.rest();
    const atFirst = server.memory();
    const { seconds, times } = await importWatched(server, files[1], asked.near);
    const settling = await server.rest();
    const atRest = server.memory();
    const near = await lookUps(server, asked.near, runs * 10);
    const far = await lookUps(server, asked.far, runs * 10);
    const batches = [];
    for (let i = 0; i < runs; i++) batches.push(await timedMatch(server, batchOf(asked.near, i)));
    const common = commonWord(asked.near);
    const words = [];
    for (let i = 0; i < runs; i++) words.push(await server.concordance(common));
    const exported = [];
    for (const [format, budget] of Object.entries(EXPORTS)) {
      const { seconds: taken } = await server.export(format);
      exported.push({ format, budget: 1e6 / budget, seconds: (taken * 1e6) / units });
    }
    const before = await answers(server, asked.near);
    const peak = server.memory();
    await server.stop();
    const starting = performance.now();
    server = await Server.start(home);
    const after = [await server.match([asked.near[0]])];
    const start = performance.now() - starting;
    after.push(...(await answers(server, asked.near)).slice(1));
    const started = server.memory();
    const same = JSON.stringify(before) === JSON.stringify(after);
    if (!same) throw new Error("the server answers otherwise after a restart");
    return {
      rows: [
        {
          what: "1,000,000 units taken in at that rate",
          unit: "s",
          budget: BUDGET.importSecondsOfMillion,
          ...only((seconds * 1e6) / (units - base)),
        },
        { what: "a look-up meanwhile", unit: "ms", ...summary(times) },
        { what: "a look-up of a text like one there", unit: "ms", budget: BUDGET.singleMs, ...summary(near) },
        { what: "a look-up of a text unlike all", unit: "ms", ...summary(far) },
        { what: `${BATCH} look-ups at once`, unit: "ms", budget: BUDGET.batchMs, ...summary(batches) },
        { what: `the units that hold "${common}"`, unit: "ms", ...summary(words) },
        ...exported.map(({ format, budget, seconds: taken }) => ({
          what: `1,000,000 units written as ${format} at that rate`,
          unit: "s",
          budget,
          ...only(taken),
        })),
        { what: "from start to first answer", unit: "ms", budget: BUDGET.startMs, ...only(start) },
      ],
      facts: {
        "units taken in": units - base,
        "units a second": Math.round((units - base) / seconds),
        "seconds till it was at rest": Math.round(settling),
        "database, MiB": mib(statSync(join(home, "tm", "entente.db")).size),
        "resident before, MiB": atFirst.now,
        "resident at rest after the import, MiB": atRest.now,
        "most resident while it was taken in, MiB": atRest.most,
        "most resident in all, MiB": peak.most,
        "resident after a start, MiB": started.now,
        "answers the same after a restart": "yes",
      },
    };
  } finally {
    await server.stop();
  }
}

/** A server process of its own. */
class Server {
  #child;
  #url;
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(child, url) {
    this.#child = child;
    this.#url = url;
  }

  /** Resolves when it listens. */
  static async start(home) {
    mkdirSync(home, { recursive: true });
    const main = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));
    const child = spawn(process.execPath, [main, "serve", "--home", home, "--port", "0"], {
      env: { ...process.env, ENTENTE_LOG: "error", ENTENTE_TOKEN: "", NODE_OPTIONS: "" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let printed = "";
    const url = await new Promise((resolve, reject) => {
      child.stdout.on("data", (data) => {
        printed += data;
        const [, found] = /listens on (\S+)/.exec(printed) ?? [];
        if (found !== undefined) resolve(found);
      });
      child.once("exit", () => reject(new Error(`the server did not start: ${printed}`)));
    });
    return new Server(child, url);
  }

  async stop() {
    if (this.#child.exitCode !== null) return;
    this.#agent.destroy();
    this.#child.kill("SIGTERM");
    await once(this.#child, "exit");
  }

  /** Over one connection that is kept. Not by `fetch`, which takes longer over an answer than the server does. */
  async ask(method, path, body) {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    const asked = request(this.#url + path, { method, headers, agent: this.#agent });
    asked.end(body && JSON.stringify(body));
    const [response] = await once(asked, "response");
    const answer = await text(response);
    if (response.statusCode >= 400) throw new Error(`${method} ${path}: ${response.statusCode} ${answer}`);
    return JSON.parse(answer);
  }

  /** The matches of each text. */
  async match(texts) {
    return (await this.ask("POST", "/v1/match", { sourceLang: "en", targetLang: "fr", segments: texts })).results;
  }

  /** How long it takes to find the units that hold a word. */
  async concordance(word) {
    const start = performance.now();
    await this.ask("GET", `/v1/concordance?q=${encodeURIComponent(word)}&lang=en`);
    return { ms: performance.now() - start };
  }

  /** Has the whole memory written, and reads it to its end. */
  async export(format) {
    const start = performance.now();
    const response = await fetch(`${this.#url}/v1/memories/bench/export?format=${format}`);
    if (!response.ok) throw new Error(`an export is answered with ${response.status}`);
    let bytes = 0;
    for await (const chunk of response.body) bytes += chunk.length;
    return { seconds: (performance.now() - start) / 1_000, bytes };
  }

  /** Has a file taken in; resolves to its job as it is then. */
  async begin(file) {
    const response = await fetch(`${this.#url}/v1/memories/bench/import`, {
      method: "POST",
      headers: { "content-type": "application/xml" },
      body: Readable.toWeb(createReadStream(file)),
      duplex: "half",
    });
    if (response.status !== 202) throw new Error(`an import is answered with ${response.status}`);
    return (await response.json()).job;
  }

  async job(id) {
    const job = await this.ask("GET", `/v1/jobs/${id}`);
    if (["queued", "running", "done"].includes(job.state)) return job;
    throw new Error(`the job ${id} is ${job.state}: ${job.error}`);
  }

  async import(file) {
    const { id } = await this.begin(file);
    while ((await this.job(id)).state !== "done") await pause(100);
  }

  /** Resolves when it does nothing more, where the system tells; to how many seconds that took. */
  async rest() {
    const begun = performance.now();
    for (let before = this.#processorMs(); ;) {
      await pause(RESTING.over);
      const now = this.#processorMs();
      const waited = performance.now() - begun;
      if (now - before <= RESTING.over * RESTING.share || waited > RESTING.atMost) return waited / 1_000;
      before = now;
    }
  }

  /** What all threads have taken, in milliseconds; proc(5): fields 14 and 15, in hundredths of a second. */
  #processorMs() {
    try {
      const [, rest] = readFileSync(`/proc/${this.#child.pid}/stat`, "utf8").split(") ");
      const fields = rest.split(" ");
      return 10 * (Number(fields[11]) + Number(fields[12]));
    } catch {
      return 0;
    }
  }

  /** In MiB, where the system tells. */
  memory() {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, "utf8");
      const field = (name) => mib(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1024);
      return { now: field("VmRSS"), most: field("VmHWM") };
    } catch {
      return { now: "unknown", most: "unknown" };
    }
  }
}

/** Takes a file in and looks texts up until it is done. */
async function importWatched(server, file, texts) {
  const { id } = await server.begin(file);
  const begun = performance.now();
  const times = [];
  for (let i = 0; ; i++) {
    times.push(await timedMatch(server, [texts[i % texts.length]]));
    await pause(BETWEEN);
    if (i % 10 === 0 && (await server.job(id)).state === "done") break;
  }
  return { seconds: (performance.now() - begun) / 1_000, times };
}

async function timedMatch(server, texts) {
  const start = performance.now();
  await server.match(texts);
  return { ms: performance.now() - start };
}

async function lookUps(server, texts, count) {
  for (let i = 0; i < 20; i++) await server.match([texts[i % texts.length]]);
  const times = [];
  for (let i = 0; i < count; i++) times.push(await timedMatch(server, [texts[i % texts.length]]));
  return times;
}

function batchOf(texts, round) {
  return Array.from({ length: BATCH }, (_, i) => texts[(round * BATCH + i) % texts.length]);
}

async function answers(server, texts) {
  const found = [];
  for (const text of texts.slice(0, 100)) found.push(await server.match([text]));
  return found;
}

/** The word that most of the texts hold. */
function commonWord(texts) {
  const counts = new Map();
  for (const word of texts.flatMap((text) => text.toLowerCase().match(/[a-z]+/g) ?? [])) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0][0];
}

/** Texts asked for: of the pairs one in so many. */
const ONE_IN = 97;

/** Writes the pairs as two TMX files, and makes texts to ask for: near to one there, and far from all. */
async function writeFiles(pairs, { base, files }) {
  const streams = files.map((file) => createWriteStream(file));
  for (const stream of streams) stream.write(HEAD);
  const chance = new Chance(7);
  const [near, far] = [[], []];
  let count = 0;
  for await (const pair of pairs) {
    const [en, fr] = [clean(pair.en), clean(pair.fr)];
    const stream = streams[count < base ? 0 : 1];
    const unit = `<tu><tuv xml:lang="en"><seg>${escaped(en)}</seg></tuv><tuv xml:lang="fr"><seg>${escaped(fr)}</seg></tuv></tu>\n`;
    if (!stream.write(unit)) await once(stream, "drain");
    if (count++ % ONE_IN !== 0) continue;
    const words = en.split(" ");
    near.push(words.toSpliced(chance.below(words.length), 1, "other").join(" "));
    far.push(words.map((word, i) => (i % 2 === 0 ? `${word}${chance.below(1_000)}x` : word)).join(" "));
  }
  for (const stream of streams) {
    stream.end("</body></tmx>\n");
    await once(stream, "finish");
  }
  return { near, far };
}

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="en" creationtool="bench" creationtoolversion="1" segtype="sentence" o-tmf="none" adminlang="en" datatype="plaintext"/><body>
`;

/** Without the control characters that no XML file can hold. */
function clean(text) {
  // eslint-disable-next-line no-control-regex -- these are the characters to leave out
  return text.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, " ");
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function only(value) {
  return summary([{ ms: value }]);
}

function mib(bytes) {
  return Math.round(bytes / 2 ** 20);
}

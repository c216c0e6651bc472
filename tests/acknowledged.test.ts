import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { call, ServerProcess, temporaryHome } from "./server-process.js";

/**
 * What a 2xx answer has acknowledged is there after kill -9: a real server is killed in the middle of writes, again and
 * again on the same home, and everything that it ever acknowledged is counted after each start.
 */

const ROUNDS = 12;
const WRITERS = 4;

interface Listed {
  items: { id: string; source?: string; terms?: unknown }[];
  next?: string;
}

const home = temporaryHome();
let server: ServerProcess;
const sources = new Set<string>();
const concepts = new Set<string>();
const deleted = new Set<string>();

async function listAll(path: string): Promise<Listed["items"]> {
  const items: Listed["items"] = [];
  for (let after = ""; ;) {
    const { body } = await call(server.url, "GET", `${path}?limit=1000${after}`);
    const page = body as Listed;
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

const acknowledged = (): number => sources.size + concepts.size + deleted.size;

/** Writes until the connection breaks; keeps only what was acknowledged. */
async function write(round: number, writer: number): Promise<void> {
  try {
    for (let n = 0; ; n++) {
      const name = `${round}-${writer}-${n}`;
      if (writer === 0) {
        const terms = [{ lang: "fr", text: `terme ${name}`, status: "preferred", type: "full-form" }];
        const { status } = await call(server.url, "POST", "/v1/glossaries/mots/concepts", { id: name, terms });
        if (status === 201) concepts.add(name);
        continue;
      }
      const source = `La phrase ${name} est écrite.`;
      const added = await call(server.url, "POST", "/v1/memories/essai/units", {
        source,
        target: `Sentence ${name} is written.`,
      });
      if (added.status !== 201) throw new Error(`unexpected ${added.status}: ${JSON.stringify(added.body)}`);
      if (n % 5 !== 4) {
        sources.add(source);
        continue;
      }
      // Once the deletion is asked for, either outcome is right until the answer has come.
      const { id } = added.body as { id: string };
      const { status } = await call(server.url, "DELETE", `/v1/units/${id}`, undefined, {
        "if-match": added.headers.get("etag") ?? "",
      });
      if (status === 204) deleted.add(source);
    }
  } catch (error) {
    // fetch's word for a connection that broke; a test's TypeError is not the one that it throws.
    if ((error as Error).name !== "TypeError") throw error;
  }
}

describe("what was acknowledged", () => {
  beforeAll(async () => {
    server = await ServerProcess.start(home.path);
    const memory = { name: "essai", sourceLang: "fr", targetLang: "en" };
    expect((await call(server.url, "POST", "/v1/memories", memory)).status).toBe(201);
    expect((await call(server.url, "POST", "/v1/glossaries", { name: "mots" })).status).toBe(201);
  });

  afterAll(async () => {
    await server.kill();
    home.remove();
  });

  test(`is there after each of ${ROUNDS} kills`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const writers = Array.from({ length: WRITERS }, (_, writer) => write(round, writer));
      // Killed after so many acknowledged writes, at least one of each kind in all, and then at no special moment.
      const enough = acknowledged() + 20 + ((round * 7919) % 60);
      while (acknowledged() < enough) await new Promise((resolve) => setTimeout(resolve, 1));
      await server.kill();
      await Promise.all(writers);
      server = await ServerProcess.start(home.path);
      const kept = new Set((await listAll("/v1/memories/essai/units")).map(({ source }) => source));
      expect([...sources].filter((source) => !kept.has(source))).toEqual([]);
      expect([...deleted].filter((source) => kept.has(source))).toEqual([]);
      const known = new Set((await listAll("/v1/glossaries/mots/concepts")).map(({ id }) => id));
      expect([...concepts].filter((id) => !known.has(id))).toEqual([]);
    }
    // The test would prove nothing had nothing been written.
    expect([sources.size, concepts.size, deleted.size].every((count) => count > 0)).toBe(true);
  }, 300_000);

  test("can be found by the index after the last start", async () => {
    const asked = [...sources].filter((_, i) => i % 10 === 0).slice(0, 50);
    const segments = asked.map((text) => ({ text }));
    const { body } = await call(server.url, "POST", "/v1/match", {
      sourceLang: "fr",
      targetLang: "en",
      segments,
      minScore: 100,
      limit: 1,
    });
    const { results } = body as { results: { matches: { source: string }[] }[] };
    expect(results.map(({ matches }) => matches[0]?.source)).toEqual(asked);
  });

  test("shows an import that was cut off as interrupted, with nothing of it written", async () => {
    const before = (await listAll("/v1/memories/essai/units")).length;
    const units = Array.from(
      { length: 60_000 },
      (_, n) => `<tu><tuv xml:lang="fr"><seg>Unité ${n}</seg></tuv><tuv xml:lang="en"><seg>Unit ${n}</seg></tuv></tu>`,
    );
    const tmx = `<tmx version="1.4"><header srclang="fr" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body>${units.join("")}</body></tmx>`;
    const response = await fetch(new URL("/v1/memories/essai/import", server.url), {
      method: "POST",
      headers: { "content-type": "application/x-tmx+xml" },
      body: tmx,
    });
    expect(response.status).toBe(202);
    const { job } = (await response.json()) as { job: { id: string } };
    await new Promise((resolve) => setTimeout(resolve, 250));
    await server.kill();
    server = await ServerProcess.start(home.path);
    const { body } = await call(server.url, "GET", `/v1/jobs/${job.id}`);
    expect(body).toMatchObject({ state: "interrupted" });
    expect((await listAll("/v1/memories/essai/units")).length).toBe(before);
  }, 120_000);
});

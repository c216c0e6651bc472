import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readEvents, type ReadEvent } from "../../src/cli/event-reader.js";
import type { Job } from "../../src/job.js";
import { Entente, tmx } from "./entente.js";

let entente: Entente;
let memory: string;
beforeAll(async () => {
  entente = await Entente.start();
  memory = await entente.memory();
});
afterAll(() => entente.end());
afterEach(async () => {
  for (const { id, state } of await jobs()) if (state === "running") await entente.ended(`/v1/jobs/${id}`);
});

const XLIFF = `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"><file original="a" source-language="fr" target-language="en" datatype="plaintext"><body><trans-unit id="1"><source>Il y en a 3.</source><target>There are 4.</target></trans-unit></body></file></xliff>`;

const spooled = (): string[] => readdirSync(join(entente.home, "tm", ".spool"));

async function jobs(): Promise<readonly Job[]> {
  return (await entente.get("/v1/jobs")).json.items as unknown as Job[];
}

function many(units: number, word = "Phrase"): string {
  return tmx(
    ...Array.from({ length: units }, (_, n): [string, string] => [`${word} numéro ${n}`, `${word} number ${n}`]),
  );
}

/** Begins an import; returns the path of its job. */
async function begin(file: string, query = "", into = memory): Promise<string> {
  const { status, headers } = await entente.ask("POST", `/v1/memories/${into}/import${query}`, { body: file });
  expect(status).toBe(202);
  return String(headers.location);
}

async function watched(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ answer: Response; events: ReadEvent[] }> {
  const answer = await fetch(new URL(`${path}/events`, entente.url), { headers });
  const events: ReadEvent[] = [];
  for await (const event of readEvents(answer.body ?? ReadableStream.from<Uint8Array>([]))) events.push(event);
  return { answer, events };
}

const dataOf = (event: ReadEvent | undefined): Job => JSON.parse(event?.data ?? "null") as Job;

describe("the events of a job", () => {
  test("tell how far it is, and end with the job as it ended", async () => {
    const path = await begin(many(12_000));
    const { answer, events } = await watched(path);
    expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(answer.headers.get("cache-control")).toContain("no-transform");
    expect(answer.headers.get("x-accel-buffering")).toBe("no");
    expect(events.map(({ event }) => event).slice(0, -1)).toEqual(events.slice(1).map(() => "progress"));
    const counts = events.map((event) => dataOf(event).read);
    expect(counts).toEqual([...counts].sort((a, b) => a - b));
    const last = dataOf(events.at(-1));
    expect(events.at(-1)?.event).toBe("end");
    expect(last).toEqual((await entente.get(path)).json);
    expect(last).toMatchObject({ state: "done", added: 12_000, problems: [] });
    expect(last.fileRead).toBe(last.fileSize);
  });

  test("of a job that has ended are its end alone, and nothing for one who has seen that", async () => {
    const path = await begin(many(2));
    await entente.ended(path);
    expect((await watched(path)).events.map(({ event }) => event)).toEqual(["end"]);
    const again = await watched(path, { "last-event-id": "end" });
    expect([again.answer.status, again.events]).toEqual([204, []]);
  });

  test("are refused where there is no job", async () => {
    expect((await entente.get("/v1/jobs/999999/events")).status).toBe(404);
  });

  test("do not hold up a server that stops", async () => {
    const other = await Entente.start();
    const id = await other.memory();
    const { headers } = await other.ask("POST", `/v1/memories/${id}/import`, { body: many(15_000) });
    const answer = await fetch(new URL(`${String(headers.location)}/events`, other.url));
    const reader = answer.body?.getReader();
    await reader?.read();
    await other.end();
    for (let part = await reader?.read(); part?.done === false; part = await reader?.read());
  });

  test("are no longer looked for when the caller has left", async () => {
    const path = await begin(many(12_000, "Départ"));
    const leaving = new AbortController();
    const answer = await fetch(new URL(`${path}/events`, entente.url), { signal: leaving.signal });
    await answer.body?.getReader().read();
    leaving.abort();
    expect(await entente.ended(path)).toMatchObject({ state: "done" });
    expect(entente.logged.filter(({ level }) => level === "error")).toEqual([]);
  });
});

describe("a cancelled job", () => {
  test("that runs stops, leaves nothing in the memory, and can be run again to its end", async () => {
    const into = await entente.memory();
    const path = await begin(many(20_000), "", into);
    const watching = await fetch(new URL(`${path}/events`, entente.url));
    for await (const event of readEvents(watching.body ?? ReadableStream.from<Uint8Array>([]))) {
      if (dataOf(event).read > 0) break;
    }
    const cancelled = await entente.ask("DELETE", path);
    expect(cancelled.status).toBe(200);
    expect(cancelled.json).toMatchObject({ state: "cancelled", canRunAgain: true, finishedAt: expect.any(String) });
    expect((await entente.get(`/v1/memories/${into}/units`)).json.items).toEqual([]);
    expect((await entente.ask("DELETE", path)).status).toBe(409);

    const again = await entente.ask("POST", `${path}/run`);
    expect([again.status, again.headers.location]).toEqual([202, path]);
    expect(again.json.job).toMatchObject({ read: 0, added: 0 });
    expect(await entente.ended(path)).toMatchObject({ state: "done", read: 20_000, added: 20_000 });
    expect((await entente.get(`/v1/memories/${into}`)).json.units).toBe(20_000);
    expect(spooled()).toEqual([]);
    expect((await entente.ask("POST", `${path}/run`)).status).toBe(409);
  });

  test("that waits is never begun, and the one before it is not disturbed", async () => {
    const into = await entente.memory();
    const first = await begin(many(15_000), "", into);
    const second = await begin(many(10, "Autre"), "", into);
    expect((await entente.ask("DELETE", second)).json).toMatchObject({ state: "cancelled", read: 0 });
    expect(await entente.ended(first)).toMatchObject({ state: "done", added: 15_000 });
    expect((await entente.get(second)).json).toMatchObject({ state: "cancelled", read: 0 });
  });

  test("that waits can be run again while its first turn is still to come", async () => {
    const into = await entente.memory();
    const first = await begin(many(15_000), "", into);
    const second = await begin(many(10, "Autre"), "", into);
    await entente.ask("DELETE", second);
    expect((await entente.ask("POST", `${second}/run`)).status).toBe(202);
    await entente.ended(first);
    expect(await entente.ended(second)).toMatchObject({ state: "done", added: 10 });
  });

  test("must be there", async () => {
    expect((await entente.ask("DELETE", "/v1/jobs/999999")).status).toBe(404);
    expect((await entente.ask("POST", "/v1/jobs/999999/run")).status).toBe(404);
  });
});

describe("a file at fault", () => {
  test("is not kept to be read again: it would fail again", async () => {
    const before = spooled();
    const path = await begin(many(3).slice(0, -20));
    const failed = await entente.ended(path);
    expect(failed).toMatchObject({ state: "failed" });
    expect(failed).not.toHaveProperty("canRunAgain");
    expect(spooled()).toEqual(before);
    expect((await entente.ask("POST", `${path}/run`)).status).toBe(409);
  });
});

describe("a dry run", () => {
  test("counts what an import would do, and does nothing", async () => {
    const into = await entente.memory();
    await entente.unit(into, "Phrase numéro 1", "Phrase number 1");
    await entente.unit(into, "Phrase numéro 2", "Another");
    const before = (await entente.get(`/v1/memories/${into}`)).json;
    const file = many(4).replace('<tuv xml:lang="en"><seg>Phrase number 3', '<tuv xml:lang="no!"><seg>Phrase number 3');
    const counts = { read: 4, added: 2, updated: 0, unchanged: 1, skipped: 1, problemCount: 1 };
    const keptBoth = "&onSame=keep-both";
    const dry = await entente.ended(await begin(file, `?dryRun=true${keptBoth}`, into));
    expect(dry).toMatchObject({ kind: "dry-run", state: "done", problems: [{ line: expect.any(Number) }] });
    expect((await entente.get(`/v1/memories/${into}`)).json).toEqual(before);
    expect((await entente.get(`/v1/memories/${into}/units`)).json.items).toHaveLength(2);
    const asked = {
      sourceLang: "fr",
      targetLang: "en",
      segments: [{ text: "Phrase numéro 0" }],
      minScore: 100,
      memories: [into],
    };
    expect((await entente.post("/v1/match", asked)).json.results[0]?.matches).toEqual([]);

    const real = await entente.ended(await begin(file, `?${keptBoth.slice(1)}`, into));
    const pick = (job: object): object =>
      Object.fromEntries(Object.keys(counts).map((key) => [key, job[key as never]]));
    expect(pick(dry)).toEqual(pick(real));
    expect(real.kind).toBe("import");
  });

  test("is asked for by true or false and nothing else", async () => {
    const { status, json } = await entente.ask("POST", `/v1/memories/${memory}/import?dryRun=yes`, { body: many(1) });
    expect([status, json.path]).toEqual([422, "dryRun"]);
  });
});

describe("a check that its caller does not wait for", () => {
  const path = "/v1/check/file?name=a.xlf&report=csv";

  test("is a job whose result is the report that waiting would have given", async () => {
    const begun = await entente.ask("POST", path, { body: XLIFF, headers: { prefer: "wait=10, respond-async" } });
    expect(begun.status).toBe(202);
    expect(begun.headers["preference-applied"]).toBe("respond-async");
    const location = String(begun.headers.location);
    expect(await entente.ended(location)).toMatchObject({
      kind: "check",
      state: "done",
      file: "a.xlf",
      result: { contentType: "text/csv", fileName: "a.xlf.findings.csv" },
    });
    const result = await entente.get(`${location}/result`);
    const waited = await entente.ask("POST", path, { body: XLIFF });
    expect(waited.status).toBe(200);
    expect(result.text).toBe(waited.text);
    for (const name of ["content-disposition", "entente-checked", "content-language"] as const) {
      expect([name, result.headers[name]]).toEqual([name, waited.headers[name]]);
    }
    expect(result.headers["content-length"]).toBe(String(Buffer.byteLength(waited.text)));
    expect((await entente.ask("HEAD", `${location}/result`)).text).toBe("");
  });

  test("may be of a memory, of which it tells what it has checked", async () => {
    const checked = await entente.memory();
    await entente.unit(checked, "Il y en a 3.", "There are 4.");
    await entente.unit(checked, "Il y en a 5.", "There are 5.");
    const ofMemory = `/v1/memories/${checked}/check?report=csv`;
    const begun = await entente.ask("POST", ofMemory, { headers: { prefer: "respond-async" } });
    expect([begun.status, begun.headers["preference-applied"]]).toEqual([202, "respond-async"]);
    expect(begun.json.job).toMatchObject({ kind: "check", memory: checked, state: "queued", read: 0 });
    const location = String(begun.headers.location);
    const ended = await entente.ended(location);
    expect(ended).toMatchObject({ state: "done", memory: checked, read: 2, added: 0 });
    expect(ended).toMatchObject({ result: { fileName: `${checked}.findings.csv` } });
    expect(await jobs()).toContainEqual(ended);
    const result = await entente.get(`${location}/result`);
    const waited = await entente.ask("POST", ofMemory);
    expect(result.text).toBe(waited.text);
    expect(result.headers["entente-checked"]).toBe(waited.headers["entente-checked"]);
    // It writes nothing, so that others may write to the memory, and it is not run again but asked for again.
    expect(await entente.ended(await begin(many(1), "", checked))).toMatchObject({ state: "done", added: 1 });
    const again = await entente.ask("POST", `${location}/run`);
    expect([again.status, again.json]).toMatchObject([409, { detail: expect.stringContaining("done") }]);
  });

  test("of a memory can be cancelled, and of one that there is not is refused at once", async () => {
    const large = await entente.memory();
    await entente.ended(await begin(many(12_000), "", large));
    const prefer = { headers: { prefer: "respond-async" } };
    const { headers } = await entente.ask("POST", `/v1/memories/${large}/check`, prefer);
    const location = String(headers.location);
    const { events } = await watched(location);
    const read = events.map((event) => dataOf(event).read);
    expect(read).toEqual([...read].sort((a, b) => a - b));
    expect(read.at(-1)).toBe(12_000);

    const other = await entente.ask("POST", `/v1/memories/${large}/check`, prefer);
    const cancelled = await entente.ask("DELETE", String(other.headers.location));
    expect(cancelled.json).toMatchObject({ state: "cancelled", kind: "check" });
    const again = await entente.ask("POST", `${String(other.headers.location)}/run`);
    expect([again.status, again.json]).toMatchObject([409, { detail: expect.stringContaining("anew") }]);
    expect((await entente.ask("POST", "/v1/memories/nope/check", prefer)).status).toBe(404);
    expect((await entente.ask("POST", `/v1/memories/${large}/check?glossaries=none`, prefer)).status).toBe(404);
  });

  test("fails with the reason and the place, and has no result", async () => {
    const body = XLIFF.slice(0, 200);
    const { headers } = await entente.ask("POST", path, { body, headers: { prefer: "respond-async" } });
    const location = String(headers.location);
    expect(await entente.ended(location)).toMatchObject({ state: "failed", error: expect.stringMatching(/^line 1/) });
    expect((await entente.get(location)).json).not.toHaveProperty("canRunAgain");
    expect((await entente.get(`${location}/result`)).status).toBe(404);
  });

  test("is refused at once where what is asked for cannot be", async () => {
    const { status } = await entente.ask("POST", `${path}&glossaries=none`, {
      body: XLIFF,
      headers: { prefer: "respond-async" },
    });
    expect(status).toBe(404);
  });

  test("an import makes no file", async () => {
    const location = await begin(many(1));
    await entente.ended(location);
    expect((await entente.get(`${location}/result`)).status).toBe(404);
  });
});

describe("the metrics", () => {
  test("tell of requests by route, look-ups, units, jobs and memory", async () => {
    await entente.get("/v1/jobs/999999");
    await entente.post("/v1/match", { sourceLang: "fr", targetLang: "en", segments: [{ text: "a" }, { text: "b" }] });
    const { status, headers, text } = await entente.get("/metrics");
    expect([status, headers["content-type"]]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
    const value = (line: string): number =>
      Number(
        text
          .split("\n")
          .find((known) => known.startsWith(`${line} `))
          ?.slice(line.length),
      );
    const requests = (labels: string): number => value(`entente_http_request_duration_seconds_count{${labels}}`);
    expect(requests('method="GET",route="/v1/jobs/{id}",status="404"')).toBeGreaterThan(0);
    expect(requests('method="POST",route="/v1/match",status="200"')).toBeGreaterThan(0);
    expect(value("entente_lookups_total")).toBe(entente.workspace.tally.segments);
    expect(value(`entente_units{memory="${memory}"}`)).toBe((await entente.get(`/v1/memories/${memory}`)).json.units);
    expect(value('entente_jobs{kind="import",state="done"}')).toBeGreaterThan(0);
    expect(value("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  });

  test("ask for the token like everything else", async () => {
    const guarded = await Entente.start({ token: "a-token-of-some-length" });
    expect((await guarded.get("/metrics")).status).toBe(401);
    expect((await guarded.get("/metrics", { authorization: "Bearer a-token-of-some-length" })).status).toBe(200);
    await guarded.end();
  });
});

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "../dist/job.js";
import { call, ServerProcess, temporaryHome } from "./server-process.js";

/** Real servers killed in the middle of an import: nothing half-written, nothing lost, and what was begun can be completed. */

const UNITS = 30_000;

const FILE = `<tmx version="1.4"><header srclang="fr" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body>
${Array.from({ length: UNITS }, (_, n) => `<tu><tuv xml:lang="fr"><seg>Unité numéro ${n}</seg></tuv><tuv xml:lang="en"><seg>Unit number ${n}</seg></tuv></tu>`).join("\n")}
</body></tmx>`;

let home: ReturnType<typeof temporaryHome>;
let server: ServerProcess;

beforeEach(async () => {
  home = temporaryHome();
  server = await ServerProcess.start(home.path);
  await call(server.url, "POST", "/v1/memories", { name: "m", sourceLang: "fr", targetLang: "en" });
});

afterEach(async () => {
  await server.kill();
  home.remove();
});

const spooled = (): string[] => readdirSync(join(home.path, "tm", ".spool"));

async function jobOf(id: string): Promise<Job> {
  return (await call(server.url, "GET", `/v1/jobs/${id}`)).body;
}

async function until(id: string, reached: (job: Job) => boolean): Promise<Job> {
  for (let job = await jobOf(id); ; job = await jobOf(id)) {
    if (reached(job)) return job;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function upload(): Promise<string> {
  const response = await fetch(new URL("/v1/memories/m/import", server.url), { method: "POST", body: FILE });
  return ((await response.json()) as { job: Job }).job.id;
}

async function restart(): Promise<void> {
  await server.kill();
  server = await ServerProcess.start(home.path);
}

const ended = ({ state }: Job): boolean => state !== "queued" && state !== "running";

async function holds(units: number): Promise<void> {
  const { body } = await call(server.url, "GET", "/v1/memories/m");
  expect(body).toMatchObject({ units });
  const segments = [0, UNITS - 1].map((n) => ({ text: `Unité numéro ${n}` }));
  const asked = { sourceLang: "fr", targetLang: "en", segments, minScore: 100 };
  const { results } = (await call(server.url, "POST", "/v1/match", asked)).body as { results: { matches: object[] }[] };
  expect(results.map(({ matches }) => matches.length)).toEqual(units === 0 ? [0, 0] : [1, 1]);
}

describe("an import that kill -9 cuts off", () => {
  test("is interrupted, keeps its file, and run again it is whole; even when that is cut off too", async () => {
    const id = await upload();
    for (const reached of [3_000, 9_000]) {
      await until(id, ({ read }) => read >= reached);
      await restart();
      expect(await jobOf(id)).toMatchObject({ state: "interrupted", canRunAgain: true });
      expect(spooled()).toHaveLength(1);
      await holds(0);
      expect((await call(server.url, "POST", `/v1/jobs/${id}/run`)).status).toBe(202);
    }
    expect(await until(id, ended)).toMatchObject({
      state: "done",
      read: UNITS,
      added: UNITS,
      unchanged: 0,
      problemCount: 0,
    });
    expect(spooled()).toEqual([]);
    await holds(UNITS);
    await restart();
    await holds(UNITS);
  }, 120_000);

  test("does not come back where an import of the same file was done in between", async () => {
    const first = await upload();
    await until(first, ({ read }) => read >= 5_000);
    await restart();
    const second = await upload();
    expect(await until(second, ended)).toMatchObject({ state: "done", added: UNITS });
    await call(server.url, "POST", `/v1/jobs/${first}/run`);
    expect(await until(first, ended)).toMatchObject({ state: "done", added: 0, unchanged: UNITS });
    await holds(UNITS);
  }, 120_000);

  test("that only waited its turn is interrupted too, and can be run", async () => {
    const first = await upload();
    const second = await upload();
    await until(first, ({ read }) => read > 0);
    await restart();
    expect(await jobOf(second)).toMatchObject({ state: "interrupted", canRunAgain: true });
    await call(server.url, "POST", `/v1/jobs/${second}/run`);
    expect(await until(second, ended)).toMatchObject({ state: "done", added: UNITS });
    expect(await jobOf(first)).toMatchObject({ state: "interrupted", canRunAgain: true });
    expect(spooled()).toHaveLength(1);
  }, 120_000);
});

test("a file that no job names is gone after the next start", async () => {
  await server.kill();
  writeFileSync(join(home.path, "tm", ".spool", "orphan"), "left by a kill between the file and its job");
  server = await ServerProcess.start(home.path);
  expect(spooled()).toEqual([]);
});

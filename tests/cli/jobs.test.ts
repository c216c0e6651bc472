import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Job } from "../../src/job.js";
import { entente, newHome, removeHome, serve, tmx } from "./entente.js";

const CREATE = ["--memory", "client", "--create", "--source", "fr", "--target", "en"];

let home = "";
beforeEach(() => {
  home = newHome("empty");
});
afterEach(() => removeHome(home));

function file(name: string, content: string): string {
  const path = join(home, name);
  writeFileSync(path, content);
  return path;
}

const pairs = (count: number): [string, string][] =>
  Array.from({ length: count }, (_, n) => [`Phrase numéro ${n}`, `Sentence number ${n}`]);

const jobs = async (): Promise<Job[]> => {
  const { stdout } = await entente(["jobs", "--json"], { home });
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Job);
};

describe("entente jobs", () => {
  test("lists what was imported, newest first, and shows one with its problems", async () => {
    const odd = tmx(...pairs(2)).replace(
      '<tuv xml:lang="en"><seg>Sentence number 1',
      '<tuv xml:lang="no!"><seg>Sentence number 1',
    );
    await entente(["import", file("a.tmx", tmx(...pairs(1))), ...CREATE], { home });
    await entente(["import", file("b.tmx", odd), "--memory", "client"], { home });
    const { code, stdout } = await entente(["jobs"], { home });
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^ +2 .* done +import b\.tmx -> client +2 read, 1 added, 1 unchanged, 1 problems$/),
      expect.stringMatching(/^ +1 .* done +import a\.tmx -> client +1 read, 1 added$/),
    ]);
    const one = await entente(["jobs", "2"], { home });
    expect(one.stdout).toMatch(/\n {2}\d+:\d+: .*no!/);
    expect((await entente(["jobs", "9"], { home })).code).toBe(4);
  });

  test("runs a job again that kill -9 cut off, and says that one which is done cannot be cancelled", async () => {
    const server = await serve(home);
    const made = await fetch(new URL("/v1/memories", server.url), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "client", sourceLang: "fr", targetLang: "en" }),
    });
    expect(made.status).toBe(201);
    await fetch(new URL("/v1/memories/client/import", server.url), { method: "POST", body: tmx(...pairs(20_000)) });
    await server.stop("SIGKILL");
    expect((await jobs())[0]).toMatchObject({ id: "1", state: "interrupted", canRunAgain: true });
    expect((await entente(["jobs"], { home })).stdout).toContain("entente jobs --run-again 1");

    const again = await entente(["jobs", "--run-again", "1"], { home });
    expect({ code: again.code, stderr: again.stderr }).toEqual({ code: 0, stderr: "" });
    expect(again.stdout).toContain("20000 added");
    const cancelled = await entente(["jobs", "--cancel", "1"], { home });
    expect(cancelled.code).not.toBe(0);
    expect(cancelled.stderr).toContain("done");
    expect((await entente(["jobs", "--run-again", "1"], { home })).stderr).toContain("done");
  });

  test("takes one thing to do at a time", async () => {
    expect((await entente(["jobs", "1", "--cancel", "1"], { home })).code).toBe(2);
  });
});

describe("entente import --dry-run", () => {
  test("tells what would be read, and leaves the memory as it is", async () => {
    const path = file("a.tmx", tmx(...pairs(3)));
    await entente(["import", file("b.tmx", tmx(...pairs(1))), ...CREATE], { home });
    const { code, stdout } = await entente(["import", path, "--memory", "client", "--dry-run"], { home });
    expect(code).toBe(0);
    expect(stdout).toBe(`${path}: 3 units would be read into client: 2 added, 0 updated, 1 unchanged, 0 skipped\n`);
    const real = await entente(["import", path, "--memory", "client"], { home });
    expect(real.stdout).toContain("2 added, 0 updated, 1 unchanged");
  });
});

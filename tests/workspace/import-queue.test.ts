import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import Database from "better-sqlite3";
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job } from "../../dist/job.js";
import { languageTag, type LanguageTag } from "../../dist/language.js";
import { Store } from "../../dist/store/store.js";
import { ImportQueue } from "../../dist/workspace/import-queue.js";
import { MatchIndex } from "../../dist/workspace/match-index.js";
import { Workspace } from "../../dist/workspace/workspace.js";

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

const tmx = (units: number, word: string): string =>
  `<tmx version="1.4"><header srclang="fr" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body>
${Array.from({ length: units }, (_, n) => `<tu><tuv xml:lang="fr"><seg>${word} numéro ${n}</seg></tuv><tuv xml:lang="en"><seg>${word} number ${n}</seg></tuv></tu>`).join("\n")}
</body></tmx>`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-queue-"));
});

describe("the queue of imports", () => {
  let path: string;
  let store: Store;
  let index: MatchIndex;
  let queue: ImportQueue;

  const open = (): Store => Store.open({ path, tokensOf: () => [] });

  /** Does to the database what no part of the application would. */
  function behind(sql: string): void {
    const database = new Database(path);
    database.exec(sql);
    database.close();
  }

  /** No job can be marked as ended: what a full disk comes to, for every connection and without one. */
  const fill = (): void =>
    behind(`create trigger full before update of state on job when new.state in ('done', 'failed')
            begin select raise(abort, 'full'); end`);
  const makeRoom = (): void => behind("drop trigger full");

  async function run(text: string, memory = "m"): Promise<Job> {
    const file = join(folder, `${Math.random()}.tmx`);
    writeFileSync(file, text);
    const { id } = store.createJob({ kind: "import", memory });
    await queue.run({ database: path, job: id, memory, path: file, onSame: "newer", removeUnseen: false });
    return seen(id);
  }

  function seen(id: string): Job {
    const job = store.job(id);
    if (job === undefined) throw new Error(`there is no job ${id}`);
    return queue.asSeen(job);
  }

  beforeEach(async () => {
    path = join(folder, "entente.db");
    store = open();
    for (const id of ["m", "n"])
      store.createMemory({ id, name: id, sourceLang: fr, targetLang: en, penalty: 0, readOnly: false });
    index = await MatchIndex.open({ store, database: path, folder: join(folder, "index"), log: silent });
    queue = new ImportQueue({ store, index, log: silent });
  });

  afterEach(async () => {
    await queue.close();
    await index.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("shows a job as failed that the store could not mark, and has it marked when there is room", async () => {
    fill();
    const failed = await run(tmx(10, "Phrase"));
    expect(store.job(failed.id)).toMatchObject({ state: "running", read: 10 });
    expect(failed).toMatchObject({ state: "failed", error: expect.any(String), finishedAt: expect.any(String) });
    queue.settle();
    expect(seen(failed.id)).toEqual(failed);

    makeRoom();
    queue.settle();
    expect(store.job(failed.id)).toEqual(failed);
    expect(queue.isBusy("m")).toBe(false);
    while (store.sweep(100));
    expect([...store.eachUnit()]).toEqual([]);
    expect(store.memory("m")?.units).toBe(0);
  });

  test("tells why a file failed, though the store could not be told", async () => {
    fill();
    const failed = await run(tmx(10, "Phrase").slice(0, -20));
    expect(failed).toMatchObject({ state: "failed", error: expect.stringMatching(/^line \d+, column \d+: /) });
    makeRoom();
    queue.settle();
    expect(store.job(failed.id)).toMatchObject({ state: "failed", error: failed.error });
  });

  test("marks before each job those that could not be, so that they do not block their memories", async () => {
    fill();
    const failed = await run(tmx(10, "Phrase"));
    makeRoom();
    expect(await run(tmx(10, "Phrase"))).toMatchObject({ state: "done", added: 10 });
    expect(store.job(failed.id)).toMatchObject({ state: "failed" });
    while (store.sweep(100));
    expect(store.memory("m")?.units).toBe(10);
  });

  test("says to a job what keeps it from its memory while there is no room", async () => {
    fill();
    await run(tmx(10, "Phrase"));
    const second = await run(tmx(10, "Phrase"));
    expect(second).toMatchObject({
      state: "failed",
      error: expect.stringMatching(/failed before.*make room/),
      read: 0,
    });
    makeRoom();
    queue.settle();
    expect(store.jobs({ limit: 9 }).map(({ state }) => state)).toEqual(["failed", "failed"]);
    expect(await run(tmx(3, "Autre"), "n")).toMatchObject({ state: "done", added: 3 });
  });

  test("fails a job that finds another one writing to its memory, and says so", async () => {
    const other = store.createJob({ kind: "import", memory: "m" });
    store.importer(other.id, "m", { onSame: "newer" });
    const job = await run(tmx(1, "Phrase"));
    expect(job).toMatchObject({ state: "failed", error: "another job is writing to the memory; wait for it" });
    expect(store.job(other.id)?.state).toBe("running");
  });

  test("fails a job whose thread cannot open the database", async () => {
    const { id } = store.createJob({ kind: "import", memory: "m" });
    const order = { job: id, memory: "m", path: join(folder, "no.tmx"), onSame: "newer", removeUnseen: false } as const;
    await queue.run({ ...order, database: join(folder, "nowhere", "entente.db") });
    expect(store.job(id)).toMatchObject({ state: "failed", error: expect.stringContaining("its log says why") });
  });

  test("leaves a job that a stop has cut off to the next start", async () => {
    const file = join(folder, "f.tmx");
    writeFileSync(file, tmx(20_000, "Phrase"));
    const { id } = store.createJob({ kind: "import", memory: "m" });
    const order = { database: path, job: id, memory: "m", path: file, onSame: "newer", removeUnseen: false } as const;
    const ended = queue.run(order);
    await queue.close();
    await ended;
    expect(["queued", "running"]).toContain(seen(id).state);
  });
});

describe("on a disk that is full", () => {
  const MOUNTED_KIB = 49_152;
  let mounted = false;

  /** A file system of its own for the home: only the superuser may mount one. */
  function mount(): boolean {
    try {
      execFileSync("mount", ["-t", "tmpfs", "-o", `size=${MOUNTED_KIB}k`, "tmpfs", folder], { stdio: "ignore" });
      mounted = true;
    } catch {
      console.warn("no file system could be mounted: an import onto a full disk is not tried");
    }
    return mounted;
  }

  afterEach(() => {
    if (mounted) execFileSync("umount", ["-l", folder]);
    mounted = false;
    rmSync(folder, { recursive: true, force: true });
  });

  /** Leaves no room for a single page. */
  function fill(path: string): void {
    for (const size of [65_536, 1_024, 1]) {
      try {
        for (;;) appendFileSync(path, Buffer.alloc(size));
      } catch (error) {
        expect(error).toMatchObject({ code: "ENOSPC" });
      }
    }
  }

  async function* bytes(text: string): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(Buffer.from(text));
  }

  test("an import fails and says so, and the memory takes the next one when there is room", async () => {
    if (!mount()) return;
    mkdirSync(join(folder, "home"));
    const workspace = await Workspace.open({ home: join(folder, "home"), log: silent });
    const ended = async (id: string): Promise<Job> => {
      const end = Date.now() + 30_000;
      while (["queued", "running"].includes(workspace.job(id).state)) {
        if (Date.now() > end) throw new Error(`the job ${id} does not end`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return workspace.job(id);
    };
    try {
      const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
      const large = tmx(30_000, "Phrase");
      const first = await workspace.startImport(id, bytes(large));
      const filler = join(folder, "filler");
      while (workspace.job(first.id).read === 0) await new Promise((resolve) => setTimeout(resolve, 1));
      fill(filler);
      expect(await ended(first.id)).toMatchObject({
        state: "failed",
        error: expect.stringMatching(/disk took no more/),
      });
      expect(workspace.units(id, { limit: 10 }).items).toEqual([]);

      rmSync(filler);
      const second = await workspace.startImport(id, bytes(tmx(50, "Autre")));
      expect(await ended(second.id)).toMatchObject({ state: "done", added: 50 });
      expect(workspace.job(first.id)).toMatchObject({ state: "failed" });
    } finally {
      await workspace.close();
    }
  });
});

import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/store/database.js";
import { migrate } from "../../src/store/migrations.js";
import { Store } from "../../src/store/store.js";
import { Child, killChildren } from "./child.js";
import { refused } from "./refused.js";
import { fr, memory, tokensOf, unit } from "./sample-units.js";

let folder: string;
let path: string;
const open = (): Store => Store.open({ path, tokensOf });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-database-"));
  path = join(folder, "entente.db");
});

afterEach(killChildren);
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Works on the database as nobody but a test does. */
function behind<Result>(work: (database: Database.Database) => Result): Result {
  const database = new Database(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

test("a connection writes ahead, syncs at every commit and checks references", () => {
  const database = openDatabase(path);
  const pragma = (name: string): unknown => database.pragma(name, { simple: true });
  // 2: FULL.
  expect([pragma("journal_mode"), pragma("synchronous"), pragma("foreign_keys")]).toEqual(["wal", 2, 1]);
  database.close();
});

describe("migrations", () => {
  const versions = (): unknown[] =>
    behind((database) => database.prepare("select version from migration order by version").pluck().all());

  test("are taken from nothing, once each", () => {
    open().close();
    const taken = versions();
    expect(taken[0]).toBe(1);
    open().close();
    expect(versions()).toEqual(taken);
  });

  test("are taken once by many who start at once", async () => {
    const children = Array.from({ length: 6 }, () => new Child("open-and-migrate.js", path));
    expect(await Promise.all(children.map((child) => child.exitCode()))).toEqual(Array(6).fill(0));
    expect(new Set(versions()).size).toBe(versions().length);
    const store = open();
    expect(store.memories()).toEqual([]);
    store.close();
  });

  test("refuse a database that a newer Entente has written, and leave it as it is", async () => {
    open().close();
    behind((database) => database.prepare("insert into migration values (999, '2099-01-01')").run());
    const refusal = await refused("unsupported", open);
    expect(refusal.message).toContain("999");
    expect(versions()).toContain(999);
  });
});

test("jobs of the tables before they could be without a memory are kept, with their problems and their numbering", () => {
  behind((database) => {
    migrate(database, 4);
    database.exec(`
      insert into memory (id, name, source_lang, target_lang, penalty, read_only, modified_at)
        values ('m', 'm', 'fr', 'en', 0, 0, '2026-01-01T00:00:00Z');
      insert into job (number, kind, memory, state, read_count, problem_count, created_at, hidden)
        values (41, 'import', 1, 'failed', 7, 1, '2026-01-01T00:00:00Z', 0);
      insert into problem values (41, 0, 3, 5, 'u', 'odd');`);
  });
  const store = open();
  expect(store.job("41")).toMatchObject({
    memory: "m",
    state: "failed",
    read: 7,
    problems: [{ line: 3, column: 5, unit: "u", reason: "odd" }],
  });
  expect(store.createJob({ kind: "import", memory: "m" }).id).toBe("42");
  store.close();
  expect(behind((database) => database.pragma("foreign_key_check"))).toEqual([]);
});

test("units far beyond 2^31 are kept and found like others", () => {
  open().close();
  const far = 2 ** 44;
  behind((database) => database.prepare("update sequence set next = ?").run(far));
  const store = open();
  store.createMemory(memory("m"));
  const { unit: kept } = store.addUnit("m", unit("Girafe", "Giraffe"));
  expect(kept.id).toBe(String(far));
  const find = (word: string): string[] =>
    store.concordance({ phrases: [{ words: [word], by: "folded" }], lang: fr, limit: 5 }).map(({ unit }) => unit.id);
  expect(find("girafe")).toEqual([kept.id]);
  store.changeUnit(kept.id, 1, unit("Zèbre", "Zebra"));
  expect([find("girafe"), find("zèbre")]).toEqual([[], [kept.id]]);
  store.close();
  // The words of the version that ended are gone from the index, not only hidden.
  expect(
    behind((database) =>
      database.prepare("select rowid from concordance where concordance match 'folded : \"fr:girafe\"'").all(),
    ),
  ).toEqual([]);
});

describe("a full disk", () => {
  const many = Array.from({ length: 2_000 }, (_, i) =>
    unit(`Une phrase assez longue ${i}`, `A rather long sentence ${i}`),
  );

  /** A store whose database can grow by so many pages and no more. */
  function openFull(pages: number): Store {
    const database = openDatabase(path);
    const count = database.pragma("page_count", { simple: true }) as number;
    database.pragma(`max_page_count = ${count + pages}`);
    return Store.on(database, tokensOf);
  }

  test("refuses an edit and an import, keeps what was there, and goes on when there is room", async () => {
    let store = open();
    store.createMemory(memory("m"));
    const kept = store.addUnit("m", unit("Oui", "Yes")).unit;
    store.close();

    store = openFull(20);
    const { id } = store.createJob({ kind: "import", memory: "m" });
    const importer = store.importer(id, "m", { onSame: "newer" });
    await refused("storage-full", () => importer.write(many));
    expect(store.job(id)).toMatchObject({ state: "running", read: 0, added: 0 });
    await refused("storage-full", () => store.addUnit("m", unit("long ".repeat(12_000), "long ".repeat(12_000))));
    expect([...store.eachUnit()]).toEqual([kept]);
    expect(store.memory("m")?.units).toBe(1);
    importer.abandon("the disk is full");
    store.close();

    store = open();
    expect(store.job(id)).toMatchObject({ state: "failed", error: "the disk is full" });
    const again = store.createJob({ kind: "import", memory: "m" });
    const second = store.importer(again.id, "m", { onSame: "newer" });
    second.write(many);
    expect(second.commit()).toMatchObject({ added: 2_000 });
    while (store.sweep(500));
    expect(store.memory("m")?.units).toBe(2_001);
    store.close();
    expect(behind((database) => database.pragma("integrity_check", { simple: true }))).toBe("ok");
  });

  test("keeps the words of what it refused away from what takes its numbers", async () => {
    let store = open();
    store.createMemory(memory("m"));
    store.close();

    store = openFull(20);
    const { id } = store.createJob({ kind: "import", memory: "m" });
    const importer = store.importer(id, "m", { onSame: "newer" });
    await refused("storage-full", () => importer.write(many));
    importer.write([unit("Oui", "Yes"), unit("Non", "No")]);
    importer.commit();
    const find = (word: string): number =>
      store.concordance({ phrases: [{ words: [word], by: "folded" }], lang: fr, limit: 10 }).length;
    expect([find("oui"), find("phrase")]).toEqual([1, 0]);
    store.close();
  });

  test("costs an import that is given up its problems, not that it has failed", async () => {
    let store = open();
    store.createMemory(memory("m"));
    const { id } = store.createJob({ kind: "import", memory: "m" });
    store.close();

    store = openFull(2);
    const importer = store.importer(id, "m", { onSame: "newer" });
    const problem = { line: 1, column: 1, reason: "long ".repeat(200) };
    for (let n = 0; n < 900; n++) importer.addProblem(problem, true);
    await refused("storage-full", () => importer.write([unit("Oui", "Yes")]));
    expect(importer.abandon("it broke off", problem)).toMatchObject({ state: "failed", error: "it broke off" });
    expect(store.job(id)).toMatchObject({ problemCount: 0, read: 0 });
    store.close();

    store = open();
    const again = store.createJob({ kind: "import", memory: "m" });
    store.importer(again.id, "m", { onSame: "newer" }).commit();
    while (store.sweep(500));
    store.close();
  });
});

test("a job that is abandoned later than it ended keeps the time at which it did", () => {
  const store = open();
  store.createMemory(memory("m"));
  const { id } = store.createJob({ kind: "import", memory: "m" });
  store.abandonJob(id, "full", "2025-01-02T03:04:05.678Z");
  store.abandonJob(id, "again");
  expect(store.job(id)).toMatchObject({ state: "failed", error: "full", finishedAt: "2025-01-02T03:04:05.678Z" });
  store.close();
});

describe("a process that is killed", () => {
  test("in the middle of an import leaves the memory as it was", async () => {
    let store = open();
    store.createMemory(memory("m"));
    const kept = Array.from({ length: 50 }, (_, i) => store.addUnit("m", unit(`source ${i}`, "kept")).unit);
    store.close();

    const child = new Child("import-until-killed.js", path);
    while (Number(await child.saying()) < 1_000);
    await child.kill();

    store = open();
    const [job] = store.jobs({ limit: 1 });
    expect(job?.state).toBe("running");
    expect(job?.added).toBeGreaterThanOrEqual(900);
    store.recover();
    expect(store.job(job?.id ?? "")?.state).toBe("interrupted");
    expect([...store.eachUnit()]).toEqual(kept);
    while (store.sweep(300));
    expect([...store.eachUnit()]).toEqual(kept);
    expect(store.memory("m")?.units).toBe(50);
    expect(store.concordance({ phrases: [{ words: ["999"], by: "folded" }], lang: fr, limit: 5 })).toEqual([]);
    store.close();
    behind((database) => {
      expect(database.prepare("select count(*) from version").pluck().get()).toBe(50);
      expect(database.prepare("select count(*) from variant").pluck().get()).toBe(100);
      expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    });
  });

  test("in the middle of edits has kept every one that it told of", async () => {
    let store = open();
    store.createMemory(memory("m"));
    store.close();
    const told: string[] = [];
    for (let round = 0; round < 5; round++) {
      const child = new Child("edit-until-killed.js", path);
      for (let n = 0; n < 20 + round * 7; n++) told.push(await child.saying());
      told.push(...(await child.kill()));
    }
    store = open();
    const held = new Set([...store.eachUnit()].map(({ id }) => id));
    expect(told.filter((id) => !held.has(id))).toEqual([]);
    // At most the one under way when each was killed was kept and not told.
    expect(held.size - told.length).toBeLessThanOrEqual(5);
    expect(store.memory("m")?.units).toBe(held.size);
    store.close();
  });
});

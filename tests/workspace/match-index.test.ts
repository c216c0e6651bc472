import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languageTag, type LanguageTag } from "../../dist/language.js";
import { IndexPart } from "../../dist/memory/index-part.js";
import { MemoryIndex } from "../../dist/memory/memory-index.js";
import { PartBuilder } from "../../dist/memory/part-builder.js";
import type { Query } from "../../dist/memory/query.js";
import type { Unit, UnitContent } from "../../dist/unit.js";
import { Store } from "../../dist/store/store.js";
import { deadBut } from "../../dist/workspace/dead-rows.js";
import { MatchIndex, type WorkHere } from "../../dist/workspace/match-index.js";
import { Child, killChildren } from "../store/child.js";

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;

/** Everything that can be goes to other threads. */
const LITTLE: WorkHere = { liveUnits: 3, batch: 0 };

const WORDS = ["le", "pont", "est", "ouvert", "fermé", "ce", "soir", "demain"];

let folder: string;
let told: string[];
const log = {
  info: () => {},
  warn: (detail: object) => told.push(JSON.stringify(detail)),
  error: (detail: object, text: string) => told.push(`${text}: ${String((detail as { err?: unknown }).err)}`),
};

function content(words: readonly number[], n: number): UnitContent {
  const text = words.map((word) => WORDS[word % WORDS.length]).join(" ");
  const variant = (lang: LanguageTag, said: string) => ({
    lang,
    segment: { text: said, codes: [] },
    properties: [],
    notes: [],
  });
  return {
    sourceLang: fr,
    variants: [variant(fr, text), variant(en, `${text} ${n}`)],
    context: {},
    properties: [],
    notes: [],
  };
}

function queriesFor(store: Store): Query[] {
  const memories = new Map(store.memories().map(({ id }) => [id, 0]));
  const ask = (text: string, sourceLang = fr, targetLang = en): Query => ({
    segment: { text, codes: [] },
    sourceLang,
    targetLang,
    minScore: 30,
    limit: 50,
    memories,
  });
  return [ask("le pont est ouvert"), ask("ce soir le pont est fermé"), ask("demain"), ask("le soir 3", en, fr)];
}

/** What an index says that was made of the store this very moment, one unit after the other. */
function fresh(store: Store): string {
  const index = new MemoryIndex();
  for (const unit of store.eachUnit()) index.add(unit);
  return JSON.stringify(queriesFor(store).map((query) => index.lookup(query)));
}

async function expectTrue(index: MatchIndex, store: Store): Promise<void> {
  const expected = fresh(store);
  const queries = queriesFor(store);
  expect(JSON.stringify(queries.map((query) => index.lookup(query)))).toBe(expected);
  expect(JSON.stringify(await index.lookupAll(queries))).toBe(expected);
  expect(index.size).toBe([...store.eachUnit()].length);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-index-"));
  told = [];
});

afterEach(() => {
  killChildren();
  rmSync(folder, { recursive: true, force: true });
});

const database = (): string => join(folder, "entente.db");
const openStore = (): Store => Store.open({ path: database(), tokensOf: () => [] });
const openIndex = (store: Store, workHere = LITTLE): Promise<MatchIndex> =>
  MatchIndex.open({ store, database: database(), folder: join(folder, "index"), log, workHere });

function addMemory(store: Store, id: string, file?: string): void {
  const memory = { id, name: id, sourceLang: fr, targetLang: en, penalty: 0, readOnly: false };
  store.createMemory(file === undefined ? memory : { ...memory, file });
}

function addUnits(store: Store, count: number): Unit[] {
  return Array.from({ length: count }, (_, n) => store.addUnit("m", content([n, n >> 1, n >> 2], n)).unit);
}

/** Waits until nothing is left to be merged or written. */
async function settled(index: MatchIndex): Promise<void> {
  while (index.isBusy) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** An import as its thread does it, in steps between which others come. */
class Importing {
  readonly #store: Store;
  readonly #index: MatchIndex;
  readonly #job: string;
  readonly #making: ReturnType<MatchIndex["begin"]>;
  readonly #builder = new PartBuilder();
  readonly #importer: ReturnType<Store["importer"]>;

  constructor(store: Store, index: MatchIndex, removeUnseen: boolean) {
    this.#store = store;
    this.#index = index;
    this.#making = index.begin();
    this.#job = store.createJob({ kind: "import", memory: "m" }).id;
    this.#importer = store.importer(this.#job, "m", { onSame: "replace", removeUnseen });
  }

  write(units: readonly UnitContent[]): void {
    for (const [i, { unit, version }] of this.#importer.write(units).entries()) {
      if (version === undefined) continue;
      this.#builder.add({ ...(units[i] as UnitContent), id: String(unit), memory: "m", revision: 1 }, version);
    }
  }

  commit(): () => Promise<void> {
    this.#importer.commit();
    const buffers = this.#builder.size === 0 ? [] : [this.#builder.build().buffer];
    const living = this.#store.livingVersionsBy(this.#job);
    const parts = buffers.map((buffer) => ({ buffer, dead: deadBut(IndexPart.open(buffer).versions, living) }));
    return async () => {
      await this.#index.take(this.#making, parts);
      await this.#index.refreshAll(this.#store.removedBy(this.#job));
      this.#index.end(this.#making);
    };
  }
}

const words = fc.array(fc.nat(WORDS.length - 1), { minLength: 1, maxLength: 5 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("add" as const), words }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("change" as const), which: fc.nat(), words }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), which: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      units: fc.array(words, { maxLength: 12 }),
      unseen: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("end import" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("offline" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("online" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("delete memory" as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("restart" as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("settle" as const) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("turn" as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A home under test, on which steps are taken in any order. */
class Home {
  store: Store;
  index: MatchIndex;
  #importing: Importing | undefined;
  #taking: (() => Promise<void>) | undefined;
  #count = 0;

  constructor(store: Store, index: MatchIndex) {
    this.store = store;
    this.index = index;
  }

  async take(step: Step): Promise<void> {
    const units = [...this.store.eachUnit()];
    const chosen = "which" in step ? units[step.which % Math.max(1, units.length)] : undefined;
    const online = this.store.isOnline("m");
    switch (step.kind) {
      case "add":
        if (online) this.index.refresh(this.store.addUnit("m", content(step.words, this.#count++)).unit.id);
        return;
      case "change":
        if (chosen === undefined) return;
        this.store.changeUnit(chosen.id, chosen.revision, content(step.words, this.#count++));
        return this.index.refresh(chosen.id);
      case "delete":
        if (chosen === undefined) return;
        this.store.deleteUnit(chosen.id, chosen.revision);
        return this.index.refresh(chosen.id);
      case "import":
        if (!online) return;
        if (this.#importing === undefined && this.#taking === undefined)
          this.#importing = new Importing(this.store, this.index, step.unseen);
        return this.#importing?.write(step.units.map((each) => content(each, this.#count++)));
      case "end import":
        return this.#endImport();
      case "offline":
        this.store.setOnline("m", false);
        return this.index.removeMemory("m");
      case "online":
        if (online) return;
        this.store.setOnline("m", true);
        return this.index.addMemory("m");
      case "delete memory":
        if (!online || this.#importing !== undefined || this.#taking !== undefined) return;
        this.store.deleteMemory("m", this.store.memory("m")?.revision ?? 0);
        this.index.removeMemory("m");
        return addMemory(this.store, "m", "m.tmx");
      case "restart":
        await this.finish();
        await this.index.close();
        this.index = await openIndex(this.store);
        return;
      case "settle":
        return settled(this.index);
      case "turn":
        return new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** First the commit, and at the next step of this kind the index follows. */
  async #endImport(): Promise<void> {
    if (this.#importing !== undefined && this.store.isOnline("m")) {
      this.#taking = this.#importing.commit();
      this.#importing = undefined;
    } else if (this.#taking !== undefined) {
      await this.#taking();
      this.#taking = undefined;
    }
  }

  async finish(): Promise<void> {
    while (this.#importing !== undefined || this.#taking !== undefined) {
      if (!this.store.isOnline("m")) await this.take({ kind: "online" });
      await this.#endImport();
    }
  }
}

describe("the index of a home", () => {
  test("says what a fresh one would, whatever was done in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
        rmSync(folder, { recursive: true, force: true });
        folder = mkdtempSync(join(tmpdir(), "entente-index-"));
        const store = openStore();
        addMemory(store, "m", "m.tmx");
        const home = new Home(store, await openIndex(store));
        try {
          for (const each of steps) await home.take(each);
          await home.finish();
          await expectTrue(home.index, store);
          await settled(home.index);
          await expectTrue(home.index, store);
          await home.take({ kind: "restart" });
          await expectTrue(home.index, store);
          expect(told).toEqual([]);
        } finally {
          await home.index.close();
          store.close();
        }
      }),
      { numRuns: 25 },
    );
  }, 300_000);

  test("keeps its units in few parts, and in files", async () => {
    const store = openStore();
    addMemory(store, "m");
    const index = await openIndex(store);
    for (let round = 0; round < 12; round++) {
      for (const { id } of addUnits(store, 10)) index.refresh(id);
      await settled(index);
      addUnits(store, 0);
    }
    expect(index.liveSize).toBeLessThanOrEqual(3);
    expect(index.partCount).toBeLessThan(6);
    expect(readdirSync(join(folder, "index")).length).toBe(index.partCount + 1);
    await expectTrue(index, store);
    await index.close();
    store.close();
  });
});

describe("the files of the index", () => {
  let store: Store;
  const path = (name: string): string => join(folder, "index", name);
  const parts = (): string[] => readdirSync(join(folder, "index")).filter((name) => name.endsWith(".part"));

  /** A home with files, its process gone. */
  beforeEach(async () => {
    store = openStore();
    addMemory(store, "m");
    addUnits(store, 40);
    const index = await openIndex(store);
    await settled(index);
    await index.close();
    expect(parts().length).toBeGreaterThan(0);
  });

  afterEach(() => store.close());

  async function startsTruly(): Promise<void> {
    const index = await openIndex(store);
    await expectTrue(index, store);
    await settled(index);
    await index.close();
  }

  test("are taken as they are where nothing has changed", async () => {
    const before = parts();
    await startsTruly();
    expect([parts(), told]).toEqual([before, []]);
  });

  test("are held against what has changed since", async () => {
    const [first, second] = [...store.eachUnit()];
    store.deleteUnit(first?.id ?? "", 1);
    store.changeUnit(second?.id ?? "", 1, content([7, 7], 99));
    addUnits(store, 45);
    await startsTruly();
    expect(told).toEqual([]);
  });

  test.each([
    ["a part is missing", () => rmSync(path(parts()[0] ?? "")), "could not be read"],
    ["a part is shorter", () => writeFileSync(path(parts()[0] ?? ""), "short"), "were written"],
    ["a byte of a part is another", () => flip(path(parts()[0] ?? "")), "cannot be used"],
    ["the manifest is cut off", () => writeFileSync(path("manifest.json"), '{"format": 1'), "damaged"],
    [
      "the manifest is of another release",
      () => writeFileSync(path("manifest.json"), '{"format": 999}'),
      "another release",
    ],
  ])("count for nothing where %s, which is told", async (_, harm, reason) => {
    harm();
    await startsTruly();
    expect(told.join()).toContain(reason);
    told = [];
    await startsTruly();
    expect(told).toEqual([]);
  });

  test("count for nothing beside an older copy of the database, under whose numbers they hold other units", async () => {
    store.close();
    copyFileSync(database(), join(folder, "backup.db"));
    store = openStore();
    let index = await openIndex(store);
    for (const { id } of addUnits(store, 60).slice(40)) index.refresh(id);
    await settled(index);
    await index.close();
    store.close();
    for (const end of ["", "-wal", "-shm"]) rmSync(database() + end, { force: true });
    copyFileSync(join(folder, "backup.db"), database());
    store = openStore();
    for (let n = 0; n < 20; n++) store.addUnit("m", content([7, n], 1_000 + n));
    index = await openIndex(store);
    await expectTrue(index, store);
    expect(told.join()).toContain("another database");
    await settled(index);
    await index.close();
  });

  test("are gone, and the next start makes them anew", async () => {
    rmSync(join(folder, "index"), { recursive: true });
    await startsTruly();
    expect(existsSync(path("manifest.json"))).toBe(true);
  });

  test("that nobody names are cleared away", async () => {
    writeFileSync(path("left.part.tmp"), "half");
    const index = await openIndex(store);
    for (const { id } of addUnits(store, 50).slice(40)) index.refresh(id);
    await settled(index);
    expect(existsSync(path("left.part.tmp"))).toBe(false);
    await index.close();
  });
});

test("a process killed in the middle of merges and of writing files leaves what the next one answers truly by", async () => {
  const store = openStore();
  addMemory(store, "m");
  for (let round = 0; round < 6; round++) {
    const child = new Child("../workspace/index-until-killed.js", folder);
    for (let said = 0; said < 10 + 17 * round; said++) await child.saying();
    await child.kill();
    const index = await openIndex(store);
    await expectTrue(index, store);
    await index.close();
  }
  expect(told.filter((line) => !line.includes("could not be read"))).toEqual([]);
  store.close();
});

function flip(path: string): void {
  const bytes = readFileSync(path);
  const place = bytes.length - 100;
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

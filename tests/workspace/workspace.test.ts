import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { languageTag, type LanguageTag } from "../../dist/language.js";
import { plainSegment } from "../../dist/segment.js";
import type { UnitContent } from "../../dist/unit.js";
import { Workspace } from "../../dist/workspace/workspace.js";
import { temporaryHome } from "../server-process.js";

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

const content = (source: string, target: string): UnitContent => ({
  sourceLang: fr,
  variants: [
    { lang: fr, segment: plainSegment(source), properties: [], notes: [] },
    { lang: en, segment: plainSegment(target), properties: [], notes: [] },
  ],
  context: {},
  properties: [],
  notes: [],
});

const tu = (source: string, target: string): string =>
  `<tu><tuv xml:lang="fr"><seg>${source}</seg></tuv><tuv xml:lang="en"><seg>${target}</seg></tuv></tu>`;
const tmx = (...units: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
<header srclang="fr" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/>
<body>
${units.join("\n")}
</body>
</tmx>`;

let home: ReturnType<typeof temporaryHome>;
let workspace: Workspace;

const open = async (): Promise<Workspace> => (workspace = await Workspace.open({ home: home.path, log: silent }));
const reopen = async (): Promise<Workspace> => {
  await workspace.close();
  return open();
};
const lastJob = (): ReturnType<Workspace["job"]> | undefined => workspace.jobs({ limit: 1 }).items[0];
const inTm = (file: string): string => join(home.path, "tm", file);

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`did not come to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function best(
  text: string,
  from = fr,
  to = en,
): Promise<{ score: number; target: string; memory: string } | undefined> {
  const results = await workspace.match({
    sourceLang: from,
    targetLang: to,
    segments: [{ segment: plainSegment(text) }],
    minScore: 50,
  });
  const match = results[0]?.matches[0];
  return match && { score: match.score, target: match.target.text, memory: match.memory };
}

async function* bytes(text: string, size = 1_000): AsyncGenerator<Uint8Array> {
  const whole = Buffer.from(text);
  for (let i = 0; i < whole.length; i += size) yield await Promise.resolve(whole.subarray(i, i + size));
}

async function importInto(memory: string, text: string): Promise<ReturnType<Workspace["job"]>> {
  const { id } = await workspace.startImport(memory, bytes(text));
  await until(() => !["queued", "running"].includes(workspace.job(id).state));
  return workspace.job(id);
}

beforeEach(async () => {
  home = temporaryHome();
  mkdirSync(join(home.path, "tm"), { recursive: true });
  await open();
});

afterEach(async () => {
  await workspace.close();
  home.remove();
});

describe("a memory kept in the database", () => {
  test("answers with a unit as soon as it is added, changed or deleted", async () => {
    const { id } = workspace.createMemory({ name: "Mémoire d’essai", sourceLang: fr, targetLang: en });
    expect(id).toBe("memoire-d-essai");
    const { unit } = workspace.addUnit(id, content("Le chat dort.", "The cat sleeps."));
    expect(await best("Le chat dort.")).toMatchObject({ score: 100, target: "The cat sleeps." });
    const changed = workspace.changeUnit(unit.id, unit.revision, content("Le chat dort.", "The cat is sleeping."));
    expect(await best("Le chat dort.")).toMatchObject({ target: "The cat is sleeping." });
    expect(workspace.history(unit.id).map((version) => version.unit.variants[1]?.segment.text)).toEqual([
      "The cat sleeps.",
    ]);
    workspace.deleteUnit(unit.id, changed.revision);
    expect(await best("Le chat dort.")).toBeUndefined();
  });

  test("answers in both directions", async () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    workspace.addUnit(id, content("Le chat dort.", "The cat sleeps."));
    expect(await best("The cat sleeps.", en, fr)).toMatchObject({ score: 100, target: "Le chat dort." });
  });

  test("answers the same after a restart", async () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    workspace.addUnit(id, content("Le chat dort.", "The cat sleeps."));
    await reopen();
    expect(await best("Le chat dort.")).toMatchObject({ score: 100 });
  });

  test("refuses a version that is not the current one, and names the current one", () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    const { unit } = workspace.addUnit(id, content("a", "b"));
    workspace.changeUnit(unit.id, unit.revision, content("a", "c"));
    expect(() => workspace.changeUnit(unit.id, unit.revision, content("a", "d"))).toThrow(
      expect.objectContaining({ code: "stale", detail: expect.objectContaining({ current: expect.anything() }) }),
    );
  });

  test("refuses an empty source and a text that no file could hold", () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    expect(() => workspace.addUnit(id, content(" \u00A0", "b"))).toThrow(expect.objectContaining({ code: "invalid" }));
    expect(() => workspace.addUnit(id, content("a\uD800", "b"))).toThrow(/lone surrogate/);
  });

  test("is gone with its units once deleted", async () => {
    const memory = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    workspace.addUnit(memory.id, content("Le chat dort.", "The cat sleeps."));
    workspace.deleteMemory(memory.id, memory.revision);
    expect(await best("Le chat dort.")).toBeUndefined();
    expect(() => workspace.memory(memory.id)).toThrow(expect.objectContaining({ code: "not-found" }));
    await reopen();
    expect(await best("Le chat dort.")).toBeUndefined();
  });
});

describe("an export", () => {
  test("of a memory that is deleted meanwhile breaks off instead of looking whole", async () => {
    const memory = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    await importInto(memory.id, tmx(...Array.from({ length: 5_000 }, (_, n) => tu(`Phrase ${n}.`, `Sentence ${n}.`))));
    const { chunks } = workspace.exportMemory(memory.id, "tmx");
    const iterator = chunks[Symbol.iterator]();
    iterator.next();
    workspace.deleteMemory(memory.id, workspace.memory(memory.id).revision);
    expect(() => {
      while (iterator.next().done !== true);
    }).toThrow(expect.objectContaining({ code: "conflict" }));
  });
});

describe("an import", () => {
  test("is done only when its units can be found, and changes nothing the second time", async () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    const file = tmx(
      ...Array.from({ length: 2_500 }, (_, n) => tu(`Phrase ${n} du document.`, `Sentence ${n} of it.`)),
    );
    expect(await importInto(id, file)).toMatchObject({ state: "done", read: 2_500, added: 2_500, problemCount: 0 });
    expect(await best("Phrase 2499 du document.")).toMatchObject({ score: 100, target: "Sentence 2499 of it." });
    expect(await importInto(id, file)).toMatchObject({
      state: "done",
      read: 2_500,
      added: 0,
      updated: 0,
      unchanged: 2_500,
    });
    expect(workspace.memory(id).units).toBe(2_500);
  });

  test("of a file cut in half changes nothing and says where it broke off", async () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    const whole = tmx(...Array.from({ length: 3_000 }, (_, n) => tu(`Phrase ${n}.`, `Sentence ${n}.`)));
    const job = await importInto(id, whole.slice(0, whole.length / 2));
    expect(job).toMatchObject({
      state: "failed",
      problems: [expect.objectContaining({ line: expect.any(Number), column: expect.any(Number) })],
    });
    expect(workspace.memory(id).units).toBe(0);
    expect(await best("Phrase 12.")).toBeUndefined();
  });

  test("keeps the good units of a file that has bad ones", async () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    const job = await importInto(
      id,
      tmx(
        tu("Bon.", "Good."),
        "<tu><tuv xml:lang='fr'><seg>seul</seg></tuv><tuv xml:lang='n’importe quoi'><seg>x</seg></tuv></tu>",
        tu("Fin.", "End."),
      ),
    );
    expect(job.state).toBe("done");
    expect(job.problemCount).toBeGreaterThan(0);
    expect(await best("Fin.")).toMatchObject({ score: 100 });
  });

  test("whose sender goes away leaves neither job nor file", async () => {
    const { id } = workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(Buffer.from("<tmx"));
      throw new Error("the connection broke");
    }
    await expect(workspace.startImport(id, broken())).rejects.toThrow("the connection broke");
    expect(workspace.jobs({ limit: 10 }).items).toEqual([]);
  });
});

describe("a file under tm/", () => {
  test("is a memory, with the penalty of its folder", async () => {
    mkdirSync(inTm("penalty-30"));
    writeFileSync(inTm("penalty-30/vieux.tmx"), tmx(tu("Le chat dort.", "The cat sleeps.")));
    await reopen();
    expect(workspace.memories()).toMatchObject([
      { id: "vieux", file: "penalty-30/vieux.tmx", penalty: 30, units: 1, sourceLang: "fr", targetLang: "en" },
    ]);
    expect(await best("Le chat dort.")).toMatchObject({ score: 70 });
  });

  test("may be XLIFF, which beside a TMX of the same name is another memory", async () => {
    const xliff = (target: string): string =>
      `<xliff version="1.2"><file source-language="fr" target-language="en" original="d"><body><trans-unit id="1"><source>Le chat dort.</source>${target}</trans-unit></body></file></xliff>`;
    writeFileSync(inTm("projet.tmx"), tmx(tu("Un.", "One.")));
    writeFileSync(inTm("projet.xlf"), xliff("<target/>"));
    await reopen();
    expect(workspace.memories().map(({ name, units }) => [name, units])).toEqual([
      ["projet", 1],
      ["projet.xlf", 0],
    ]);
    writeFileSync(inTm("projet.xlf"), xliff("<target>The cat sleeps.</target>"));
    await until(() => lastJob()?.added === 1 && lastJob()?.state === "done");
    expect(await best("Le chat dort.")).toMatchObject({ target: "The cat sleeps." });
    writeFileSync(inTm("projet.xlf"), xliff("<target>The cat is asleep.</target>"));
    await until(() => lastJob()?.updated === 1 && lastJob()?.state === "done");
    expect(await best("Le chat dort.")).toMatchObject({ target: "The cat is asleep." });
  });

  test("is followed when its content changes: added, changed and removed units", async () => {
    writeFileSync(inTm("f.tmx"), tmx(tu("Un.", "One."), tu("Deux.", "Two."), tu("Trois.", "Three.")));
    await reopen();
    expect(await best("Deux.")).toMatchObject({ target: "Two." });
    writeFileSync(inTm("f.tmx"), tmx(tu("Un.", "One."), tu("Deux.", "Two, changed."), tu("Quatre.", "Four.")));
    await until(() => lastJob()?.removed === 1 && lastJob()?.state === "done");
    expect(await best("Deux.")).toMatchObject({ target: "Two, changed." });
    expect(await best("Quatre.")).toMatchObject({ target: "Four." });
    expect(await best("Trois.")).toBeUndefined();
  });

  test("keeps the units that were edited here", async () => {
    writeFileSync(inTm("f.tmx"), tmx(tu("Un.", "One."), tu("Deux.", "Two.")));
    await reopen();
    const unit = workspace
      .units("f", { limit: 10 })
      .items.find(({ variants }) => variants[0]?.segment.text === "Deux.");
    if (unit === undefined) throw new Error("the unit is missing");
    workspace.changeUnit(unit.id, unit.revision, content("Deux.", "Two, by hand."));
    workspace.addUnit("f", content("Dix.", "Ten."));
    writeFileSync(inTm("f.tmx"), tmx(tu("Un.", "One!"), tu("Deux.", "Two, by file.")));
    await until(() => lastJob()?.updated === 1 && lastJob()?.state === "done");
    expect(await best("Un.")).toMatchObject({ target: "One!" });
    expect(await best("Deux.")).toMatchObject({ target: "Two, by hand." });
    expect(await best("Dix.")).toMatchObject({ target: "Ten." });
  });

  test("takes its memory offline when it goes, and brings it back with the edits", async () => {
    const file = tmx(tu("Un.", "One."));
    writeFileSync(inTm("f.tmx"), file);
    await reopen();
    workspace.addUnit("f", content("Dix.", "Ten."));
    rmSync(inTm("f.tmx"));
    await until(() => workspace.memories().length === 0);
    expect(await best("Un.")).toBeUndefined();
    writeFileSync(inTm("f.tmx"), file);
    await until(() => workspace.memories().length === 1);
    expect(await best("Dix.")).toMatchObject({ target: "Ten." });
    expect(await best("Un.")).toMatchObject({ target: "One." });
  });

  test("that is not well-formed is a fault with its place, and leaves the other memories", async () => {
    writeFileSync(inTm("bad.tmx"), tmx(tu("Un.", "One.")).slice(0, -20));
    writeFileSync(inTm("good.tmx"), tmx(tu("Un.", "One.")));
    await reopen();
    expect(workspace.faults).toEqual([
      expect.objectContaining({ file: "tm/bad.tmx", line: expect.any(Number), reason: expect.any(String) }),
    ]);
    expect(await best("Un.")).toMatchObject({ memory: "good" });
    writeFileSync(inTm("bad.tmx"), tmx(tu("Deux.", "Two.")));
    await until(() => workspace.faults.length === 0);
    expect(await best("Deux.")).toMatchObject({ target: "Two." });
  });

  test("is read again after a stop in the middle of its reading", async () => {
    await workspace.close();
    const units = Array.from({ length: 40_000 }, (_, n) => tu(`Phrase ${n}.`, `Sentence ${n}.`));
    writeFileSync(inTm("big.tmx"), tmx(tu("Un.", "One.")));
    await open();
    writeFileSync(inTm("big.tmx"), tmx(...units));
    await until(() => (lastJob()?.read ?? 0) > 1 && lastJob()?.state === "running");
    await reopen();
    expect(workspace.memory("big").units).toBe(40_000);
    expect(await best("Phrase 39999.")).toMatchObject({ score: 100 });
  }, 120_000);

  test("whose name was taken is read once the name is free", async () => {
    const other = workspace.createMemory({ name: "projet", sourceLang: fr, targetLang: en });
    writeFileSync(inTm("projet.tmx"), tmx(tu("Un.", "One.")));
    await until(() => workspace.faults.length === 1);
    workspace.deleteMemory(other.id, other.revision);
    await until(() => workspace.faults.length === 0);
    expect(await best("Un.")).toMatchObject({ score: 100 });
  });

  test("may be a link, and a link that leads nowhere harms no other file", async () => {
    writeFileSync(join(home.path, "elsewhere.tmx"), tmx(tu("Un.", "One.")));
    symlinkSync(join(home.path, "elsewhere.tmx"), inTm("link.tmx"));
    symlinkSync(join(home.path, "nowhere.tmx"), inTm("broken.tmx"));
    mkdirSync(inTm("folder.tmx"));
    await reopen();
    expect(workspace.memories()).toMatchObject([{ id: "link", units: 1 }]);
    expect(workspace.faults).toEqual([]);
  });

  test("that is gone keeps its id: a new memory of the same name gets another", async () => {
    writeFileSync(inTm("client.tmx"), tmx(tu("Un.", "One.")));
    await reopen();
    rmSync(inTm("client.tmx"));
    await until(() => workspace.memories().length === 0);
    expect(workspace.createMemory({ name: "Client", sourceLang: fr, targetLang: en }).id).toBe("client-2");
  });

  test("cannot be imported into or deleted: its file says what it holds", async () => {
    writeFileSync(inTm("f.tmx"), tmx(tu("Un.", "One.")));
    await reopen();
    await expect(workspace.startImport("f", bytes(tmx()))).rejects.toMatchObject({ code: "read-only" });
    expect(() => workspace.deleteMemory("f", workspace.memory("f").revision)).toThrow(
      expect.objectContaining({ code: "read-only" }),
    );
  });
});

describe("a glossary", () => {
  const concept = {
    id: "C1",
    terms: [
      { lang: fr, text: "champ de bataille", status: "preferred" as const, type: "full-form" as const },
      { lang: en, text: "battlefield", status: "preferred" as const, type: "full-form" as const },
    ],
  };

  test("is used by the checks as soon as a concept is put", async () => {
    const { id } = await workspace.createGlossary({ name: "Armée" });
    const segments = [{ source: plainSegment("Le champ de bataille."), target: plainSegment("The field.") }];
    const check = (): string[] =>
      workspace.check({ sourceLang: fr, targetLang: en, segments, messages: "en" }).map(({ category }) => category);
    expect(check()).toEqual([]);
    const { version } = await workspace.putConcept(id, concept, undefined);
    expect(check()).toEqual(["term-missing"]);
    await workspace.deleteConcept(id, "C1", version);
    expect(check()).toEqual([]);
  });

  test("edited outside is taken up", async () => {
    const { id } = await workspace.createGlossary({ name: "armee" });
    await workspace.putConcept(id, concept, undefined);
    const path = join(home.path, "glossary", `${id}.json`);
    writeFileSync(path, readFileSync(path, "utf8").replace("battlefield", "field of honour"));
    await until(() => workspace.concept(id, "C1").concept.terms[1]?.text === "field of honour");
  });

  test("edited into nonsense is named with its line, goes on being served, and is not overwritten", async () => {
    const { id } = await workspace.createGlossary({ name: "armee" });
    await workspace.putConcept(id, concept, undefined);
    const path = join(home.path, "glossary", `${id}.json`);
    const nonsense = readFileSync(path, "utf8").replace('"C1"', "C1");
    writeFileSync(path, nonsense);
    await until(() => workspace.faults.length === 1);
    expect(workspace.faults[0]).toMatchObject({ file: `glossary/${id}.json`, line: expect.any(Number) });
    expect(workspace.concept(id, "C1").concept.terms).toHaveLength(2);
    await expect(workspace.putConcept(id, { ...concept, id: "C2" }, undefined)).rejects.toMatchObject({
      code: "conflict",
    });
    expect(readFileSync(path, "utf8")).toBe(nonsense);
  });
});

describe("a home", () => {
  test("belongs to one process at a time", async () => {
    await expect(Workspace.open({ home: home.path, log: silent })).rejects.toMatchObject({
      code: "locked",
      message: expect.stringContaining(String(process.pid)),
    });
  });
});

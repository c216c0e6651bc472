import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Low } from "lowdb";
import { GlossaryFolder } from "../../src/store/glossary-folder.js";
import { glossaryText } from "../../src/store/glossary-text.js";
import { SyncedJsonAdapter } from "../../src/store/synced-json-adapter.js";
import { concept } from "./glossaries.js";
import { refused } from "./refused.js";

let folder: string;
const path = (name: string): string => join(folder, name);
const write = (name: string, text: string): void => writeFileSync(path(name), text);
const ids = (glossaries: GlossaryFolder, id = "g"): string[] | undefined =>
  glossaries
    .all()
    .find((glossary) => glossary.id === id)
    ?.concepts.map((concept) => concept.id);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-glossary-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the folder of glossaries", () => {
  test("reads every JSON file and nothing else", async () => {
    write("g.json", glossaryText({ name: "G", note: "n", concepts: [concept("a"), concept("b")] }));
    write("h.v2.json", glossaryText({ name: "H", concepts: [] }));
    for (const other of ["g.tbx", "g.csv", "notes.txt", ".hidden.json", "g.json.conflict"]) write(other, "nonsense");
    mkdirSync(path("sub"));
    const glossaries = await GlossaryFolder.open(folder);
    expect(glossaries.all().map(({ id, name, concepts }) => [id, name, concepts.length])).toEqual([
      ["g", "G", 2],
      ["h.v2", "H", 0],
    ]);
    expect(glossaries.all()[0]).toMatchObject({
      note: "n",
      readOnly: false,
      modified: statSync(path("g.json"), { bigint: true }).mtime.toISOString(),
    });
    expect(glossaries.faults).toEqual([]);
    expect(await glossaries.refresh()).toBe(false);
  });

  test("lets an edit wait for one of many concepts, and keeps both", async () => {
    write("g.json", glossaryText({ name: "G", concepts: [concept("a")] }));
    const glossaries = await GlossaryFolder.open(folder);
    let goOn: () => void = () => undefined;
    const waited = new Promise<void>((resolve) => (goOn = resolve));
    const many = glossaries.change("g", async (concepts) => {
      await waited;
      return { concepts: [...concepts, concept("b"), concept("c")], told: concepts.length };
    });
    const one = glossaries.putConcept("g", concept("d"), undefined);
    const gone = glossaries.putConcept("g", concept("b"), undefined);
    goOn();
    expect(await many).toBe(1);
    await one;
    await refused("conflict", () => gone);
    expect(ids(glossaries)).toEqual(["a", "b", "c", "d"]);
    expect(ids(await GlossaryFolder.open(folder))).toEqual(["a", "b", "c", "d"]);
  });

  test("keeps nothing of an edit of many concepts that one makes impossible", async () => {
    write("g.json", glossaryText({ name: "G", concepts: [concept("a")] }));
    const glossaries = await GlossaryFolder.open(folder);
    const change = glossaries.change("g", (concepts) =>
      Promise.resolve({ concepts: [...concepts, concept("b"), { ...concept("c"), terms: [] }], told: undefined }),
    );
    await refused("invalid", () => change);
    expect(ids(glossaries)).toEqual(["a"]);
    await glossaries.putConcept("g", concept("d"), undefined);
    expect(ids(await GlossaryFolder.open(folder))).toEqual(["a", "d"]);
  });

  test("makes glossaries under ids from their names and removes them", async () => {
    const glossaries = await GlossaryFolder.open(path("new"));
    const names = ["Été à l’OTAN", "ete a l otan", "../../etc/passwd", "№ !", "日本語"];
    const made = [];
    for (const name of names) made.push((await glossaries.create({ name })).id);
    expect(made).toEqual(["ete-a-l-otan", "ete-a-l-otan-2", "etc-passwd", "no", "日本語"]);
    await refused("conflict", () => glossaries.create({ name: "日本語" }));
    expect(readdirSync(path("new")).sort()).toEqual(made.map((id) => `${id}.json`).sort());
    await glossaries.remove("no");
    await refused("not-found", () => glossaries.remove("no"));
    await refused("not-found", () => glossaries.remove("../g"));
    expect(existsSync(join(path("new"), "no.json"))).toBe(false);
    expect((await GlossaryFolder.open(path("new"))).all()).toHaveLength(4);
  });

  test("keeps each edit on the disk, whatever NODE_ENV is", async () => {
    expect(process.env["NODE_ENV"]).toBe("test");
    const glossaries = await GlossaryFolder.open(folder);
    await glossaries.create({ name: "G" });
    const a = await glossaries.putConcept("g", concept("a"), undefined);
    expect([a.created, ids(await GlossaryFolder.open(folder))]).toEqual([true, ["a"]]);
    const changed = await glossaries.putConcept("g", concept("a", "autre"), a.version);
    expect([changed.created, changed.version === a.version]).toEqual([false, false]);
    expect(glossaries.concept("g", "a")).toEqual({ concept: concept("a", "autre"), version: changed.version });
    await glossaries.deleteConcept("g", "a", changed.version);
    expect(readFileSync(path("g.json"), "utf8")).toBe(glossaryText({ name: "G", concepts: [] }));
  });

  test("changes a concept by its version only, and tells the current one", async () => {
    const glossaries = await GlossaryFolder.open(folder);
    await glossaries.create({ name: "G" });
    const { version } = await glossaries.putConcept("g", concept("a"), undefined);
    await refused("conflict", () => glossaries.putConcept("g", concept("a"), undefined));
    const stale = await refused("stale", () => glossaries.putConcept("g", concept("a", "x"), "0000"));
    expect(stale.detail.current).toEqual({ concept: concept("a"), version });
    await refused("not-found", () => glossaries.putConcept("g", concept("b"), version));
    await refused("not-found", () => glossaries.deleteConcept("g", "b", version));
    await refused("not-found", () => glossaries.putConcept("none", concept("b"), undefined));
    await refused("invalid", () => glossaries.putConcept("g", { id: "c", terms: [] }, undefined));
    await refused("invalid", () => glossaries.putConcept("g", concept("c", "\ud800"), undefined));
    expect(ids(glossaries)).toEqual(["a"]);
  });

  test("takes a hundred edits at once to the disk in two writes, and every one of them", async () => {
    const glossaries = await GlossaryFolder.open(folder);
    await glossaries.create({ name: "G" });
    const inodes = new Set<number>();
    const puts = Array.from({ length: 100 }, async (_, i) => {
      await glossaries.putConcept("g", concept(`c${i}`), undefined);
      inodes.add(statSync(path("g.json")).ino);
    });
    await Promise.all(puts);
    expect(inodes.size).toBeLessThanOrEqual(2);
    expect(ids(await GlossaryFolder.open(folder))).toHaveLength(100);
  });

  test("lets one of two edits of the same version win", async () => {
    const glossaries = await GlossaryFolder.open(folder);
    await glossaries.create({ name: "G" });
    const { version } = await glossaries.putConcept("g", concept("a"), undefined);
    const [first, second] = await Promise.allSettled([
      glossaries.putConcept("g", concept("a", "un"), version),
      glossaries.putConcept("g", concept("a", "deux"), version),
    ]);
    expect([first.status, second.status]).toEqual(["fulfilled", "rejected"]);
    expect(glossaries.concept("g", "a")?.concept).toEqual(concept("a", "un"));
  });
});

describe("a removal", () => {
  let glossaries: GlossaryFolder;

  beforeEach(async () => {
    glossaries = await GlossaryFolder.open(folder);
    await glossaries.create({ name: "G" });
  });

  test("that gets between an edit and its write refuses the edit, and the glossary stays away", async () => {
    // The first edit asks for its write and that gets behind what is asked for now.
    const edits = ["a", "b"].map((id) => glossaries.putConcept("g", concept(id), undefined));
    const [removal, ...told] = await Promise.allSettled([glossaries.remove("g"), ...edits]);
    expect(removal.status).toBe("fulfilled");
    for (const edit of told) expect(edit).toMatchObject({ status: "rejected", reason: { code: "not-found" } });
    await glossaries.refresh();
    expect([glossaries.all(), readdirSync(folder)]).toEqual([[], []]);
    await refused("not-found", () => glossaries.putConcept("g", concept("a"), undefined));
  });

  test("at any moment among edits leaves no file, or every edit that was told of", async () => {
    for (let round = 0; round < 40; round++) {
      const { id } = await glossaries.create({ name: `Round ${round}` });
      const edits = ["a", "b", "c"].map((each) => glossaries.putConcept(id, concept(each), undefined));
      for (let turn = 0; turn < round % 10; turn++) await new Promise((resolve) => setImmediate(resolve));
      await glossaries.remove(id);
      await Promise.allSettled(edits);
      expect(existsSync(path(`${id}.json`))).toBe(false);
    }
    await glossaries.refresh();
    expect(glossaries.all().map(({ id }) => id)).toEqual(["g"]);
  });

  test("of a version takes that one only, and tells the current one", async () => {
    const seen = glossaries.all()[0]?.version ?? "";
    await glossaries.putConcept("g", concept("a"), undefined);
    const stale = await refused("stale", () => glossaries.remove("g", seen));
    expect(stale.detail.current).toMatchObject({ id: "g", name: "G", concepts: 1 });
    expect(ids(glossaries)).toEqual(["a"]);
    await glossaries.remove("g", glossaries.all()[0]?.version);
    expect(readdirSync(folder)).toEqual([]);
  });

  test("of a version does not take a file that has become faulty since", async () => {
    const seen = glossaries.all()[0]?.version;
    write("g.json", "{");
    await glossaries.refresh();
    await refused("conflict", () => glossaries.remove("g", seen));
    expect(readFileSync(path("g.json"), "utf8")).toBe("{");
  });

  test("leaves its id to a new glossary, which an edit of the old one does not touch", async () => {
    const { version } = await glossaries.putConcept("g", concept("a"), undefined);
    const late = glossaries.putConcept("g", concept("a", "tard"), version);
    const all = await Promise.allSettled([late, glossaries.remove("g"), glossaries.create({ name: "G" })]);
    expect(all.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(ids(glossaries)).toEqual([]);
    expect(readFileSync(path("g.json"), "utf8")).toBe(glossaryText({ name: "G", concepts: [] }));
  });
});

test("two glossaries made at once under one name are one, and the other is refused", async () => {
  const glossaries = await GlossaryFolder.open(folder);
  await glossaries.create({ name: "Autre" });
  const names = Array.from({ length: 20 }, (_, n) => `Nom ${n}`);
  for (const name of names) {
    const made = await Promise.allSettled([1, 2].map(() => glossaries.create({ name })));
    expect(made.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    expect(made[1]).toMatchObject({ reason: { code: "conflict" } });
  }
  expect(
    glossaries
      .all()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["Autre", ...names].sort());
});

describe("one odd file among glossaries", () => {
  const good = glossaryText({ name: "Good", concepts: [concept("a")] });
  const told = (glossaries: GlossaryFolder): string[] =>
    glossaries.faults.map(({ file, reason }) => `${file}: ${reason}`);

  beforeEach(() => write("good.json", good));

  /** What must hold with an odd `x.json`: it is told, and everything else goes on. */
  async function holds(glossaries: GlossaryFolder, reason: RegExp): Promise<void> {
    expect(told(glossaries)).toEqual([expect.stringMatching(reason)]);
    expect(told(glossaries)[0]).toMatch(/^x\.json: glossary\/x\.json (is|may) /);
    expect(glossaries.all().map(({ id }) => id)).toEqual(["good"]);
    // Nothing is new: it would cost the terminology made of all glossaries at each look.
    expect(await glossaries.refresh()).toBe(false);
    const { id } = await glossaries.create({ name: "X" });
    expect(id).toBe("x-2");
    await glossaries.putConcept(id, concept("b"), undefined);
    await glossaries.remove(id);
    await refused("conflict", () => glossaries.putConcept("x", concept("b"), undefined));
    await refused("conflict", () => glossaries.remove("x"));
  }

  test.each<[string, () => void, RegExp]>([
    ["a folder", () => mkdirSync(path("x.json")), /is a folder; move it away/],
    ["a link to nothing", () => symlinkSync(path("nowhere"), path("x.json")), /is a link to a file that is not there/],
    ["a link to itself", () => symlinkSync(path("x.json"), path("x.json")), /is a link that leads back to itself/],
    ["a device", () => symlinkSync("/dev/null", path("x.json")), /is neither a file nor a link/],
  ])("that is %s is told, there from the start or since", async (_, make, reason) => {
    const since = await GlossaryFolder.open(folder);
    make();
    expect(await since.refresh()).toBe(true);
    await holds(since, reason);
    const fromStart = await GlossaryFolder.open(folder);
    await holds(fromStart, reason);

    rmSync(path("x.json"), { recursive: true });
    write("x.json", good);
    expect(await fromStart.refresh()).toBe(true);
    expect([told(fromStart), ids(fromStart, "x")]).toEqual([[], ["a"]]);
    rmSync(path("x.json"));
    expect([await fromStart.refresh(), ids(fromStart, "x")]).toEqual([true, undefined]);
  });

  test("that has taken the place of a good one is told, and what that held is served until it is back", async () => {
    const glossaries = await GlossaryFolder.open(folder);
    rmSync(path("good.json"));
    mkdirSync(path("good.json"));
    expect(await glossaries.refresh()).toBe(true);
    expect([told(glossaries).length, ids(glossaries, "good")]).toEqual([1, ["a"]]);
    await refused("conflict", () => glossaries.putConcept("good", concept("b"), undefined));
    rmSync(path("good.json"), { recursive: true });
    write("good.json", good);
    await glossaries.putConcept("good", concept("b"), undefined);
    expect([told(glossaries), ids(glossaries, "good")]).toEqual([[], ["a", "b"]]);
  });

  test("that another user keeps to himself is told", async () => {
    if (process.geteuid?.() !== 0) return console.warn("not the superuser: no file can be given to another user");
    write("x.json", good);
    chmodSync(path("x.json"), 0o600);
    chownSync(folder, 65_534, 65_534);
    try {
      process.seteuid?.(65_534);
      await holds(await GlossaryFolder.open(folder), /may not be read by the user that Entente runs as/);
    } finally {
      process.seteuid?.(0);
    }
  });

  test("that comes and goes while the folder is looked at stops nothing", async () => {
    const glossaries = await GlossaryFolder.open(folder);
    for (let round = 0; round < 100; round++) {
      for (const id of ["x", "y", "z"]) write(`${id}.json`, good);
      const looks = glossaries.refresh();
      for (let turn = 0; turn < round % 12; turn++) await new Promise((resolve) => setImmediate(resolve));
      for (const id of ["x", "y", "z"]) rmSync(path(`${id}.json`));
      await looks;
      expect(glossaries.faults).toEqual([]);
      await glossaries.refresh();
      expect(glossaries.all().map(({ id }) => id)).toEqual(["good"]);
    }
  });

  test("left where a temporary file would be does not stop the start", async () => {
    mkdirSync(path(".x.json.tmp"));
    expect((await GlossaryFolder.open(folder)).all()).toHaveLength(1);
  });
});

describe("a glossary changed outside", () => {
  let glossaries: GlossaryFolder;

  beforeEach(async () => {
    write("g.json", glossaryText({ name: "G", concepts: [concept("a")] }));
    glossaries = await GlossaryFolder.open(folder);
  });

  test("is read again, and an edit is made on what it says now", async () => {
    write("g.json", glossaryText({ name: "G", concepts: [concept("a"), concept("b")] }));
    await glossaries.putConcept("g", concept("c"), undefined);
    expect(ids(glossaries)).toEqual(["a", "b", "c"]);
    write("g.json", glossaryText({ name: "New", concepts: [] }));
    expect(await glossaries.refresh()).toBe(true);
    expect(glossaries.all()[0]).toMatchObject({ name: "New", concepts: [] });
    expect(await glossaries.refresh()).toBe(false);
  });

  test("is noticed though its size and its time are the same", async () => {
    const { atime, mtime } = statSync(path("g.json"));
    const version = glossaries.concept("g", "a")?.version;
    write("g.json", glossaryText({ name: "G", concepts: [concept("b", "terme a", "term a")] }));
    utimesSync(path("g.json"), atime, mtime);
    await refused("not-found", () => glossaries.putConcept("g", concept("a", "x"), version));
    expect(ids(glossaries)).toEqual(["b"]);
  });

  test("only in its date is not read again", async () => {
    utimesSync(path("g.json"), new Date(0), new Date(0));
    expect(await glossaries.refresh()).toBe(false);
  });

  test("comes and goes with its file", async () => {
    write("h.json", glossaryText({ name: "H", concepts: [] }));
    expect(await glossaries.refresh()).toBe(true);
    expect(glossaries.all().map(({ id }) => id)).toEqual(["g", "h"]);
    rmSync(path("g.json"));
    await refused("not-found", () => glossaries.putConcept("g", concept("b"), undefined));
    expect(await glossaries.refresh()).toBe(true);
    expect(glossaries.all().map(({ id }) => id)).toEqual(["h"]);
    expect(existsSync(path("g.json"))).toBe(false);
  });

  test("into nonsense is told with its place, goes on being served as it was and is never overwritten", async () => {
    const nonsense = glossaryText({ name: "G", concepts: [concept("a")] }).replace('"id": "a",', '"id": "a"');
    write("g.json", nonsense);
    expect(await glossaries.refresh()).toBe(true);
    expect(glossaries.faults).toEqual([{ file: "g.json", line: 8, column: 7, reason: expect.any(String) }]);
    expect(ids(glossaries)).toEqual(["a"]);
    const refusal = await refused("conflict", () => glossaries.putConcept("g", concept("b"), undefined));
    expect(refusal.detail).toMatchObject({ file: "glossary/g.json", line: 8, column: 7 });
    expect(refusal.message).toContain("glossary/g.json");
    await refused("conflict", () => glossaries.deleteConcept("g", "a", glossaries.concept("g", "a")?.version ?? ""));
    expect(readFileSync(path("g.json"), "utf8")).toBe(nonsense);
    expect(existsSync(path("g.json.conflict"))).toBe(false);

    write("g.json", glossaryText({ name: "G", concepts: [] }));
    await glossaries.putConcept("g", concept("b"), undefined);
    expect([glossaries.faults, ids(glossaries)]).toEqual([[], ["b"]]);
  });

  test("is seen by an edit before anybody has looked again", async () => {
    write("g.json", "{");
    await refused("conflict", () => glossaries.putConcept("g", concept("b"), undefined));
    expect(readFileSync(path("g.json"), "utf8")).toBe("{");
  });

  test("that was faulty from the start, or is misnamed, is told and left alone", async () => {
    write("bad.json", "[]");
    write("b c.json", glossaryText({ name: "B", concepts: [] }));
    const opened = await GlossaryFolder.open(folder);
    expect(opened.faults.map(({ file, line }) => [file, line])).toEqual([
      ["b c.json", undefined],
      ["bad.json", 1],
    ]);
    expect(opened.all().map(({ id }) => id)).toEqual(["g"]);
    expect((await opened.create({ name: "Bad" })).id).toBe("bad-2");
    expect(readFileSync(path("bad.json"), "utf8")).toBe("[]");
  });

  test("is not removed with changes that nobody has seen", async () => {
    write("g.json", glossaryText({ name: "G", concepts: [] }));
    await refused("conflict", () => glossaries.remove("g"));
    expect(existsSync(path("g.json"))).toBe(true);
  });
});

describe("a write", () => {
  const layout = {
    parse: (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as string[],
    text: (content: string[]) => JSON.stringify(content),
  };
  const low = (name = "f.json"): Low<string[]> =>
    new Low<string[]>(new SyncedJsonAdapter(path(name), `glossary/${name}`, layout), []);

  test("makes the file whole and leaves nothing beside it", async () => {
    const db = low();
    await db.read();
    await db.update((data) => data.push("é", "👩🏽‍💻"));
    expect(readdirSync(folder)).toEqual(["f.json"]);
    expect(readFileSync(path("f.json"), "utf8")).toBe('["é","👩🏽‍💻"]');
    await db.update((data) => data.pop());
    expect(readFileSync(path("f.json"), "utf8")).toBe('["é"]');
  });

  test("keeps what is pending beside a file that was changed, made or removed outside", async () => {
    write("f.json", "[]");
    const db = low();
    await db.read();
    write("f.json", '["theirs"]');
    const refusal = await refused("conflict", () => db.update((data) => data.push("ours")));
    expect(refusal.detail.file).toBe("glossary/f.json");
    expect(readFileSync(path("f.json"), "utf8")).toBe('["theirs"]');
    expect(readFileSync(path("f.json.conflict"), "utf8")).toBe('["ours"]');

    const made = low("new.json");
    await made.read();
    write("new.json", '["theirs"]');
    await refused("conflict", () => made.write());
    expect(readFileSync(path("new.json"), "utf8")).toBe('["theirs"]');

    await db.read();
    rmSync(path("f.json"));
    await refused("conflict", () => db.write());
    expect(existsSync(path("f.json"))).toBe(false);
  });

  test("that was cut off before its renaming leaves the old file, and its leftovers go at the next start", async () => {
    const text = glossaryText({ name: "G", concepts: [concept("a")] });
    write("g.json", text);
    write(".g.json.tmp", text.slice(0, 50));
    const glossaries = await GlossaryFolder.open(folder);
    expect([glossaries.faults, ids(glossaries)]).toEqual([[], ["a"]]);
    expect(readdirSync(folder)).toEqual(["g.json"]);
  });

  test("that fails rejects the edits that it had, serves what is on the disk and lets later ones through", async () => {
    write("g.json", glossaryText({ name: "G", concepts: [concept("a")] }));
    const glossaries = await GlossaryFolder.open(folder);
    // In the place of the temporary file, what no file can be written over.
    mkdirSync(path(".g.json.tmp"));
    write(".g.json.tmp/in-the-way", "");
    const puts = ["b", "c"].map((id) => glossaries.putConcept("g", concept(id), undefined));
    expect((await Promise.allSettled(puts)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(ids(glossaries)).toEqual(["a"]);
    rmSync(path(".g.json.tmp"), { recursive: true });
    await glossaries.putConcept("g", concept("b"), undefined);
    expect(ids(await GlossaryFolder.open(folder))).toEqual(["a", "b"]);
  });

  const full = existsSync("/dev/full") ? test : test.skip;
  full("to a full disk is refused as such and leaves the file as it was", async () => {
    write("f.json", "[]");
    const db = low();
    await db.read();
    symlinkSync("/dev/full", path(".f.json.tmp"));
    await refused("storage-full", () => db.update((data) => data.push("ours")));
    expect(readFileSync(path("f.json"), "utf8")).toBe("[]");
    expect(readdirSync(folder)).toEqual(["f.json"]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job } from "../../dist/job.js";
import { languageTag, type LanguageTag } from "../../dist/language.js";
import { Workspace } from "../../dist/workspace/workspace.js";

/** Files so large that one thread reads them and another one writes: more than a megabyte, and of thousands of units. */

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const silent = { info: () => {}, warn: () => {}, error: () => {} };

const UNITS = 6_000;
const PADDING = "et tout ce qui s’ensuit, mot après mot, jusqu’à la fin de la phrase";

const tu = (n: number, target = `Sentence ${n}`): string =>
  `<tu changedate="20250101T000000Z"><tuv xml:lang="fr"><seg>La phrase numéro ${n} ${PADDING}</seg></tuv><tuv xml:lang="en"><seg>${target}</seg></tuv></tu>`;

const tmx = (units: readonly string[], end = "</body></tmx>"): string =>
  `<tmx version="1.4"><header srclang="fr" creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" datatype="plaintext"/><body>
${units.join("\n")}
${end}`;

const all = Array.from({ length: UNITS }, (_, n) => tu(n));

let home: string;
let workspace: Workspace;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "entente-large-"));
  workspace = await Workspace.open({ home, log: silent });
  workspace.createMemory({ name: "m", sourceLang: fr, targetLang: en });
});

afterEach(async () => {
  await workspace.close();
  rmSync(home, { recursive: true, force: true });
});

async function start(text: string): Promise<string> {
  // eslint-disable-next-line @typescript-eslint/require-await -- a body comes in pieces
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text);
  };
  return (await workspace.startImport("m", body())).id;
}

async function ended(id: string): Promise<Job> {
  for (;;) {
    const job = workspace.job(id);
    if (job.state !== "queued" && job.state !== "running") return job;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function found(n: number): Promise<string[]> {
  const segments = [{ segment: { text: `La phrase numéro ${n} ${PADDING}`, codes: [] } }];
  const [result] = await workspace.match({ sourceLang: fr, targetLang: en, segments, minScore: 100 });
  return (result?.matches ?? []).map(({ target }) => target.text);
}

describe("a large file", () => {
  test("is found whole when its job is done, changes nothing when it comes again, and is there after a start", async () => {
    expect(await ended(await start(tmx(all)))).toMatchObject({ state: "done", read: UNITS, added: UNITS });
    for (const n of [0, 1_999, 2_000, UNITS - 1]) expect(await found(n)).toEqual([`Sentence ${n}`]);
    expect(await ended(await start(tmx(all)))).toMatchObject({ state: "done", unchanged: UNITS, added: 0, updated: 0 });
    await workspace.close();
    workspace = await Workspace.open({ home, log: silent });
    for (const n of [0, 1_999, 2_000, UNITS - 1]) expect(await found(n)).toEqual([`Sentence ${n}`]);
  });

  test("leaves edits that are made meanwhile as they are", async () => {
    await ended(await start(tmx(all)));
    const units = workspace.units("m", { limit: 1_000 }).items;
    const [kept, gone] = [units[10], units[20]];
    if (kept === undefined || gone === undefined) throw new Error("the memory has fewer units than were imported");
    const changed = Array.from({ length: UNITS }, (_, n) =>
      tu(n, `Sentence ${n}, again`).replace("20250101", "20250201"),
    );
    const job = await start(tmx(changed));
    while (workspace.job(job).read === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const { variants: _, ...rest } = kept;
    const variants = kept.variants.map((each) =>
      each.lang === en ? { ...each, segment: { text: "Edited", codes: [] } } : each,
    );
    workspace.changeUnit(kept.id, kept.revision, { ...rest, variants });
    workspace.deleteUnit(gone.id, gone.revision);
    expect(await ended(job)).toMatchObject({ state: "done", read: UNITS });
    expect(await found(0)).toEqual(["Sentence 0, again"]);
    const shown = (id: string): string[] => workspace.unit(id).variants.map(({ segment }) => segment.text);
    // Whichever came last counts; the index and the store tell the same of it.
    expect(await found(10)).toEqual([shown(kept.id)[1]]);
    expect(await found(20)).toEqual(
      workspace.units("m", { limit: 1_000, after: units[19]?.id ?? "" }).items[0]?.id === gone.id
        ? [shown(gone.id)[1]]
        : [],
    );
    expect(await found(UNITS - 1)).toEqual([`Sentence ${UNITS - 1}, again`]);
  });

  test("is held to the rules of its format while it is read", async () => {
    const odd = all.map((unit, n) => (n === 3_000 ? unit.replace("<tu ", '<tu colour="red" ') : unit));
    const breaches = { count: 1, byRule: { "tmx.attribute-not-allowed": 1 }, first: [{ line: 3_002, column: 1 }] };
    expect(await ended(await start(tmx(odd)))).toMatchObject({ state: "done", added: UNITS, breaches });
  });

  test("of XLIFF 2 in which a breach leaves open what is meant changes nothing, and says where", async () => {
    const data = (n: number): string => {
      const id = n === 5_000 ? "d" : "e";
      return `<originalData><data id="d">${PADDING}</data><data id="${id}">x</data></originalData>`;
    };
    const units = all.map(
      (_, n) =>
        `<unit id="u${n}">${data(n)}<segment state="final"><source>La phrase ${n}</source><target>Sentence ${n}</target></segment></unit>`,
    );
    const file = `<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en"><file id="f">\n${units.join("\n")}</file></xliff>`;
    const job = await ended(await start(file));
    expect(job).toMatchObject({ state: "failed", problems: [{ line: 5_002 }] });
    expect(job.error).toContain("xliff2.data-id-unique");
    expect(workspace.memory("m").units).toBe(0);
  });

  test("that breaks off in its last line changes nothing, and says where", async () => {
    const job = await ended(await start(tmx(all, "</tmx>")));
    expect(job).toMatchObject({ state: "failed", error: expect.stringMatching(/line 6002/) });
    expect(workspace.memory("m").units).toBe(0);
    expect(await found(0)).toEqual([]);
  });

  test("with as many bad units as good ones tells of each", async () => {
    const bad = all.map((unit, n) => (n % 2 === 0 ? unit : "<tu><tuv xml:lang='fr'><seg/></tuv></tu>"));
    const job = await ended(await start(tmx([...bad, ...bad])));
    expect(job).toMatchObject({
      state: "done",
      read: 2 * UNITS,
      added: UNITS / 2,
      skipped: UNITS,
      problemCount: UNITS,
    });
    expect(await found(2)).toEqual(["Sentence 2"]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languageTag, type LanguageTag } from "../../dist/language.js";
import { plainSegment } from "../../dist/segment.js";
import { Store } from "../../dist/store/store.js";
import type { UnitContent } from "../../dist/unit.js";
import type { CheckOrder } from "../../dist/workspace/check-worker.js";
import { FileChecks, type Watch } from "../../dist/workspace/file-check.js";

/** Memories and files of several documents, which are dealt to threads: 5,000 units to a document. */

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const UNITS = 11_000;

let folder: string;
let database: string;
const checks = new FileChecks();

const content = (source: string, target?: string): UnitContent => ({
  sourceLang: fr,
  variants: [
    { lang: fr, segment: plainSegment(source), properties: [], notes: [] },
    ...(target === undefined ? [] : [{ lang: en, segment: plainSegment(target), properties: [], notes: [] }]),
  ],
  context: {},
  properties: [],
  notes: [],
});

/** One in 50 has another number, one in 97 no English, and one in 1,000 a translation of its own for a common source. */
function pairOf(n: number): [string, string?] {
  if (n % 97 === 0) return [`Rien ${n}.`];
  if (n % 1_000 === 7) return ["La séance est levée.", `The meeting rose, take ${"again ".repeat(n % 11)}please.`];
  return [`Il y a ${n} pommes.`, `There are ${n % 50 === 3 ? n + 1 : n} apples.`];
}

function fill(memory: string, pairs: Iterable<[string, string?]>): void {
  const store = Store.open({ path: database, tokensOf: () => [] });
  store.createMemory({ id: memory, name: memory, sourceLang: fr, targetLang: en, penalty: 0, readOnly: false });
  const importer = store.importer(store.createJob({ kind: "import", memory }).id, memory, { onSame: "keep-both" });
  importer.write([...pairs].map((pair) => content(...pair)));
  importer.commit();
  store.close();
}

function order(what: CheckOrder["what"], more: Partial<CheckOrder> = {}): CheckOrder {
  const choices = { glossaries: [], profile: {}, explain: false, showIgnored: false, messages: "en" } as const;
  return { database, what, ...choices, report: "json", version: "test", ...more };
}

const memory = (name: string): CheckOrder["what"] => ({ kind: "memory", name, sourceLang: fr, targetLang: en });

/** The report without the time of its making, and what it comes to. */
async function report(asked: CheckOrder, watch?: Watch): Promise<{ text: string; counts: object }> {
  const { content, counts } = await checks.run(asked, watch);
  return {
    text: Buffer.from(content)
      .toString()
      .replace(/("checkedAt": ?)"[^"]*"/g, '$1"then"'),
    counts,
  };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-checks-"));
  database = join(folder, "entente.db");
  fill(
    "stock",
    Array.from({ length: UNITS }, (_, n) => pairOf(n)),
  );
});

afterAll(async () => {
  await checks.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a memory of several documents", () => {
  test("has one report, however many threads check it", async () => {
    const told: number[] = [];
    const one = await report(order(memory("stock"), { threads: 1 }), { told: (read) => told.push(read) });
    expect(told).toEqual([5_000, 10_000, UNITS]);
    const { findings, summary } = JSON.parse(one.text) as {
      findings: { category: string; segment: number; line: number; sourceText: string }[];
      summary: { segments: number; byCategory: Record<string, number> };
    };
    const whole = Array.from({ length: UNITS }, (_, n) => n).filter((n) => n % 97 !== 0);
    expect(summary.segments).toBe(whole.length);
    const wrong = whole.filter((n) => n % 50 === 3 && n % 1_000 !== 7);
    const found = findings.filter(({ category }) => category === "number-mismatch");
    expect(found.map(({ line }) => line - 1)).toEqual(wrong);
    expect(found.map(({ segment }) => whole[segment])).toEqual(wrong);
    expect(found.map(({ sourceText }) => sourceText)).toEqual(wrong.map((n) => `Il y a ${n} pommes.`));
    // One for each of the two documents that hold the common source more than once.
    expect(summary.byCategory["segment-inconsistent-target"]).toBe(2);
    for (const threads of [2, 8]) expect(await report(order(memory("stock"), { threads }))).toEqual(one);
  });

  test("tells how far its threads are, up to its last unit", async () => {
    const told: number[] = [];
    const watch = { told: (read: number) => told.push(read) };
    await report(order(memory("stock"), { threads: 2, profile: { checks: ["untranslated"] } }), watch);
    expect(told).toHaveLength(3);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(told.at(-1)).toBe(UNITS);
  });

  test("is refused where it has more findings than anyone reads", async () => {
    const numbers = Array.from({ length: 20 }, (_, n) => `${100 + n}`).join(" pommes, ");
    fill(
      "bad",
      Array.from({ length: 6_000 }, (_, n) => [`${numbers} poires ${n}`, "Fruit"]),
    );
    const asked = order(memory("bad"), { threads: 2, profile: { checks: ["number-mismatch"] } });
    await expect(checks.run(asked)).rejects.toMatchObject({ code: "too-large" });
  });

  test("is an error where a thread dies, and the next check is none the worse", async () => {
    const asked = order(memory("stock"), { threads: 2, glossaries: [{ id: "broken", concepts: [null as never] }] });
    await expect(checks.run(asked)).rejects.toThrow("Invalid value used as weak map key");
    const next = order(memory("stock"), { threads: 2, profile: { checks: ["untranslated"] } });
    expect((await report(next)).counts).toMatchObject({ problems: 0 });
  });

  test("is checked no further when nobody wants it any more", async () => {
    const abort = new AbortController();
    const told: number[] = [];
    const watch = { signal: abort.signal, told: (read: number) => told.push(read) && abort.abort() };
    await expect(checks.run(order(memory("stock"), { threads: 2 }), watch)).rejects.toMatchObject({ code: "conflict" });
    expect(told.length).toBeLessThan(3);
  });
});

describe("a memory", () => {
  test.each([
    ["of nothing", []],
    ["of units without both languages", [["Rien."], ["Toujours rien."]] as [string][]],
  ])("%s has an empty report", async (name, pairs) => {
    fill(name, pairs);
    expect((await report(order(memory(name)))).counts).toMatchObject({ segments: 0, problems: 0 });
  });
});

describe("a file of several documents", () => {
  test("has one report, however many threads check it", async () => {
    const path = join(folder, "two.xlf");
    const unit = (n: number, [source, target]: [string, string]): string =>
      `<trans-unit id="${n}"><source>${source}</source><target>${target}</target></trans-unit>`;
    const file = (from: string, to: string, units: string[]): string =>
      `<file original="${from}" source-language="${from}" target-language="${to}" datatype="plaintext"><body>\n${units.join("\n")}\n</body></file>`;
    const pairs = Array.from({ length: 5_050 }, (_, n) => pairOf(n)).filter((pair) => pair[1] !== undefined);
    const there = pairs.map((pair, n) => unit(n, pair as [string, string]));
    const back = pairs.map(([source, target], n) => unit(n, [target ?? "", source]));
    writeFileSync(
      path,
      `<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">${file("fr", "en", there)}${file("en", "fr", back)}</xliff>`,
    );
    const what = { kind: "file", path, name: "two.xlf" } as const;
    const one = await report(order(what, { threads: 1 }));
    expect(one.counts).toMatchObject({ segments: 2 * pairs.length });
    expect((JSON.parse(one.text) as { files: unknown[] }).files).toHaveLength(2);
    expect(await report(order(what, { threads: 2 }))).toEqual(one);
    const annotated = [1, 2].map((threads) => report(order(what, { threads, report: "xliff" })));
    const [first, second] = await Promise.all(annotated);
    expect(first?.text.includes("<note")).toBe(true);
    expect(second?.text === first?.text).toBe(true);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Workspace } from "../../dist/workspace/workspace.js";
import { concept, Entente, first, type Json } from "./entente.js";

let entente: Entente;
beforeAll(async () => {
  entente = await Entente.start();
  const nato = await entente.glossary("NATO");
  const nac = concept("nac", "Conseil de l’Atlantique Nord", "North Atlantic Council");
  await entente.post(`/v1/glossaries/${nato}/concepts`, nac);
});
afterAll(() => entente.end());

const pair = { sourceLang: "fr", targetLang: "en" };
const WRONG = { source: "Réunion du Conseil de l’Atlantique Nord.", target: "Meeting of the Council of Europe." };
const OTHER = { source: "Le Conseil de l’Atlantique Nord siège.", target: "The Council of Europe is in session." };

async function check(segments: readonly object[], more: object = {}): Promise<Json> {
  const { status, json } = await entente.post("/v1/check", { ...pair, segments, checks: ["term-missing"], ...more });
  expect(status).toBe(200);
  return json;
}

/** The id of the one finding about a pair, ignored or not. */
async function findingId(segment: object): Promise<string> {
  return first((await check([segment], { showIgnored: true })).findings).id;
}

describe("an ignored finding", () => {
  test("is left out from then on, wherever its texts stand, until it is undone", async () => {
    const id = await findingId(WRONG);
    const given = { id, reason: "The house says so.", by: "Ana", category: "term-missing", message: "…" };
    const added = await entente.post("/v1/ignores", given);
    expect([added.status, added.json]).toEqual([201, { ...given, at: expect.stringMatching(/^\d{4}-.*Z$/) }]);

    const { findings, summary } = await check([OTHER, WRONG, WRONG]);
    expect(findings.map(({ source }) => source.start)).toEqual([3]);
    expect(summary).toMatchObject({ findings: 1, ignored: 2, byCategory: { "term-missing": 1 } });

    expect((await entente.ask("DELETE", `/v1/ignores/${id}?by=Luc`)).status).toBe(204);
    const after = await check([WRONG]);
    expect([after.findings.length, after.summary]).toEqual([1, expect.objectContaining({ findings: 1, ignored: 0 })]);
    expect((await entente.ask("DELETE", `/v1/ignores/${id}`)).status).toBe(404);
  });

  test("is shown with its reason where that is asked for, and still not counted", async () => {
    const id = await findingId(OTHER);
    await entente.post("/v1/ignores", { id, reason: "Known.", by: "Ana" });
    const { findings, summary } = await check([OTHER], { showIgnored: true });
    expect(first(findings)).toMatchObject({ id, ignored: { reason: "Known.", by: "Ana" } });
    expect(summary).toMatchObject({ findings: 0, ignored: 1 });
    await entente.ask("DELETE", `/v1/ignores/${id}`);
  });

  test("keeps the first decision where it is ignored twice", async () => {
    const id = "0123456789abcdef";
    const one = await entente.post("/v1/ignores", { id, reason: "First.", by: "Ana" });
    const two = await entente.post("/v1/ignores", { id, reason: "Second.", by: "Luc" });
    expect([one.status, two.status]).toEqual([201, 200]);
    expect(two.json).toEqual(one.json);
    await entente.ask("DELETE", `/v1/ignores/${id}`);
  });

  test("stays in the history after it was undone, with who undid it", async () => {
    const id = "00000000000000aa";
    for (const reason of ["First.", "Second."]) {
      await entente.post("/v1/ignores", { id, reason, by: "Ana" });
      await entente.ask("DELETE", `/v1/ignores/${id}?by=Luc`);
    }
    await entente.post("/v1/ignores", { id, reason: "Third.", by: "Ana" });
    const current = await entente.get(`/v1/ignores?finding=${id}`);
    expect(current.json.items).toEqual([expect.objectContaining({ id, reason: "Third." })]);
    const { json } = await entente.get(`/v1/ignores?finding=${id}&undone=true`);
    expect(json.items).toMatchObject([
      { reason: "Third." },
      { reason: "Second.", undoneBy: "Luc" },
      { reason: "First.", undoneBy: "Luc" },
    ]);
    await entente.ask("DELETE", `/v1/ignores/${id}`);
  });

  test("survives a restart", async () => {
    const other = await Entente.start();
    const id = "00000000000000bb";
    await other.post("/v1/ignores", { id, reason: "Known.", by: "Ana" });
    const { home } = other;
    await other.stop();
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const again = await Workspace.open({ home, log: silent });
    expect(again.review.ignores({ limit: 10 }).items).toMatchObject([{ id, reason: "Known." }]);
    await again.close();
    await other.end();
  });

  test.each<[object, string]>([
    [{ id: "nonsense", reason: "x", by: "Ana" }, "$.id"],
    [{ id: "", reason: "x", by: "Ana" }, "$.id"],
    [{ id: "0123456789ABCDEF", reason: "x", by: "Ana" }, "$.id"],
    [{ id: "0123456789abcdef\n", reason: "x", by: "Ana" }, "$.id"],
    [{ id: "0123456789abcdef", by: "Ana" }, "$.reason"],
    [{ id: "0123456789abcdef", reason: " \u00A0 ", by: "Ana" }, "$.reason"],
    [{ id: "0123456789abcdef", reason: "x".repeat(2_001), by: "Ana" }, "$.reason"],
    [{ id: "0123456789abcdef", reason: "x" }, "$.by"],
    [{ id: "0123456789abcdef", reason: "x", by: "" }, "$.by"],
    [{ id: "0123456789abcdef", reason: "a\uD800", by: "Ana" }, "$.reason"],
    [{ id: "0123456789abcdef", reason: "x", by: "Ana", category: "speling" }, "$.category"],
    [{ id: "0123456789abcdef", reason: "x", by: "Ana", at: "2020-01-01T00:00:00Z" }, "$.at"],
  ])("is not made of what breaks a rule, and the place is named (%#)", async (body, path) => {
    const { status, json } = await entente.post("/v1/ignores", body);
    expect([status, json.path]).toEqual([422, path]);
  });

  test.each([
    "nonsense",
    "%00",
    "..%2F..%2Fetc",
    "'; drop table ignored; --".replaceAll(" ", "%20"),
    "0".repeat(4_000),
  ])("is not found by an id that is none (%#)", async (id) => {
    expect((await entente.ask("DELETE", `/v1/ignores/${id}`)).status).toBe(404);
  });

  test("is listed by pages, newest first, and a page's `after` must be one", async () => {
    const ids = Array.from({ length: 7 }, (_, i) => `00000000000000c${i}`);
    for (const id of ids) await entente.post("/v1/ignores", { id, reason: "x", by: "Ana" });
    const seen: string[] = [];
    for (let path: string | undefined = "/v1/ignores?limit=3"; path !== undefined;) {
      const { json }: { json: Json } = await entente.get(path);
      seen.push(...json.items.map(({ id }) => id));
      path = json.next === undefined ? undefined : `/v1/ignores?limit=3&after=${json.next}`;
    }
    expect(seen).toEqual(ids.toReversed());
    expect((await entente.get("/v1/ignores?after=nobody")).status).toBe(422);
    expect((await entente.get("/v1/ignores?undone=perhaps")).status).toBe(422);
    for (const id of ids) await entente.ask("DELETE", `/v1/ignores/${id}`);
  });
});

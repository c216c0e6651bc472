import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente } from "./entente.js";

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

describe("a memory", () => {
  test("is made, answered with its address and ETag, and read back", async () => {
    const made = await entente.post("/v1/memories", {
      name: "Été à l’OTAN",
      sourceLang: "FR",
      targetLang: "en_gb",
      penalty: 3,
    });
    expect(made.status).toBe(201);
    expect(made.headers.etag).toMatch(/^"[^"]+"$/);
    expect(made.json).toMatchObject({
      name: "Été à l’OTAN",
      sourceLang: "fr",
      targetLang: "en-GB",
      penalty: 3,
      units: 0,
    });
    const read = await entente.get(made.headers.location ?? "");
    expect(read.status).toBe(200);
    expect(read.json).toEqual(made.json);
    expect(read.headers.etag).toBe(made.headers.etag);
  });

  test("is always sent, for its ETag stands for the settings and not for the units", async () => {
    const id = await entente.memory("Toujours");
    const { headers } = await entente.get(`/v1/memories/${id}`);
    await entente.unit(id, "Bonjour.", "Hello.");
    const again = await entente.get(`/v1/memories/${id}`, { "if-none-match": headers.etag ?? "" });
    expect(again.status).toBe(200);
    expect(again.json.units).toBe(1);
  });

  test("is changed only by whom names its current version", async () => {
    const id = await entente.memory("À changer");
    const path = `/v1/memories/${id}`;
    const { etag = "" } = (await entente.get(path)).headers;

    expect((await entente.ask("PATCH", path, { body: { penalty: 5 } })).status).toBe(428);
    const changed = await entente.ask("PATCH", path, { body: { penalty: 5 }, headers: { "if-match": etag } });
    expect(changed.status).toBe(200);
    expect(changed.json.penalty).toBe(5);

    const late = await entente.ask("PATCH", path, { body: { penalty: 6 }, headers: { "if-match": etag } });
    expect(late.status).toBe(412);
    expect(late.json.current).toEqual(changed.json);
    expect(late.headers.etag).toBe(changed.headers.etag);
    const weak = await entente.ask("PATCH", path, {
      body: { penalty: 6 },
      headers: { "if-match": `W/${changed.headers.etag ?? ""}` },
    });
    expect(weak.status).toBe(412);
    const any = await entente.ask("PATCH", path, { body: { penalty: 7 }, headers: { "if-match": "*" } });
    expect(any.json.penalty).toBe(7);
    const listed = { "if-match": `"other", ${any.headers.etag ?? ""}` };
    expect((await entente.ask("PATCH", path, { body: { name: "Changée" }, headers: listed })).json.name).toBe(
      "Changée",
    );
  });

  test("refuses to be changed into nothing", async () => {
    const id = await entente.memory("Rien");
    const headers = { "if-match": "*" };
    const answer = await entente.ask("PATCH", `/v1/memories/${id}`, { body: {}, headers });
    expect([answer.status, answer.json.path]).toEqual([422, "$"]);
  });

  test("that is read-only takes no units", async () => {
    const id = await entente.memory("Close");
    await entente.ask("PATCH", `/v1/memories/${id}`, { body: { readOnly: true }, headers: { "if-match": "*" } });
    const answer = await entente.post(`/v1/memories/${id}/units`, { source: "a", target: "b" });
    expect([answer.status, answer.json.type]).toEqual([409, "urn:entente:problem:read-only"]);
    expect((await entente.post(`/v1/memories/${id}/import`, "x")).status).toBe(409);
  });

  test("is deleted with its units, once", async () => {
    const id = await entente.memory("À jeter");
    const unit = await entente.unit(id, "Bonjour.", "Hello.");
    expect((await entente.ask("DELETE", `/v1/memories/${id}`)).status).toBe(428);
    const deleted = await entente.ask("DELETE", `/v1/memories/${id}`, { headers: { "if-match": "*" } });
    expect([deleted.status, deleted.text]).toEqual([204, ""]);
    expect((await entente.get(`/v1/memories/${id}`)).status).toBe(404);
    expect((await entente.get(`/v1/units/${unit}`)).status).toBe(404);
    expect((await entente.ask("DELETE", `/v1/memories/${id}`, { headers: { "if-match": "*" } })).status).toBe(404);
  });

  test.each([
    [{ name: "", sourceLang: "fr", targetLang: "en" }, "$.name"],
    [{ name: " \u00a0 ", sourceLang: "fr", targetLang: "en" }, "$.name"],
    [{ name: "x".repeat(201), sourceLang: "fr", targetLang: "en" }, "$.name"],
    [{ name: "a\u0007b", sourceLang: "fr", targetLang: "en" }, "$.name"],
    [{ name: "x", sourceLang: "not a tag", targetLang: "en" }, "$.sourceLang"],
    [{ name: "x", sourceLang: "fr", targetLang: "" }, "$.targetLang"],
    [{ name: "x", sourceLang: "fr" }, "$.targetLang"],
    [{ name: "x", sourceLang: "fr", targetLang: "en", penalty: 101 }, "$.penalty"],
    [{ name: "x", sourceLang: "fr", targetLang: "en", penalty: 1.5 }, "$.penalty"],
    [{ name: "x", sourceLang: "fr", targetLang: "en", penalty: "5" }, "$.penalty"],
    [{ name: "x", sourceLang: "fr", targetLang: "en", penalty: null }, "$.penalty"],
    [{ name: "x", sourceLang: "fr", targetLang: "en", pentaly: 5 }, "$.pentaly"],
    [[], "$"],
    [null, "$"],
    ["text", "$"],
  ])("is refused as %j", async (body, path) => {
    const answer = await entente.post("/v1/memories", typeof body === "string" ? JSON.stringify(body) : body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });

  test("in a language without an analyser is as good as any", async () => {
    const made = await entente.post("/v1/memories", { name: "Eesti", sourceLang: "et", targetLang: "x-klingon" });
    expect(made.status).toBe(201);
  });
});

describe("the list of memories", () => {
  test("is read page by page without loss or repeat", async () => {
    for (let i = 0; i < 5; i++) await entente.memory(`Page ${i}`);
    const all: string[] = [];
    let after = "";
    for (;;) {
      const { json } = await entente.get(`/v1/memories?limit=2${after}`);
      expect(json.items.length).toBeLessThanOrEqual(2);
      all.push(...json.items.map(({ id }) => id));
      if (json.next === undefined) break;
      after = `&after=${encodeURIComponent(json.next)}`;
    }
    const whole = (await entente.get("/v1/memories?limit=1000")).json.items.map(({ id }) => id);
    expect(all).toEqual(whole);
    expect(new Set(all).size).toBe(all.length);
  });

  test.each(["limit=0", "limit=1001", "limit=", "limit=1e2", "limit=-1", "limit=1&limit=2", "after=nobody", "limt=2"])(
    "refuses %s",
    async (query) => {
      const answer = await entente.get(`/v1/memories?${query}`);
      expect([answer.status, answer.json.path]).toEqual([422, query.split("=")[0]]);
    },
  );
});

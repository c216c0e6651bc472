import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente, tmx } from "./entente.js";

const TOKEN = "0123456789abcdef-secret";

describe("a server without a token", () => {
  let entente: Entente;
  beforeAll(async () => void (entente = await Entente.start()));
  afterAll(() => entente.end());

  const everyPath = ["/", "/healthz", "/openapi.json", "/v1/memories", "/v1/nothing"];

  test.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.nip.io",
    "127.0.0.2",
    "localhost:x",
    "0.0.0.0:8722",
    "[::2]",
    "localhost, evil.example",
  ])("does not answer as %j", async (host) => {
    for (const path of everyPath) {
      const { status, json } = await entente.get(path, { host });
      expect([path, status, json.type]).toEqual([path, 421, "urn:entente:problem:misdirected"]);
    }
  });

  test.each(["localhost", "LOCALHOST:1", "127.0.0.1:8722", "[::1]", "[::1]:80"])("answers as %s", async (host) => {
    expect((await entente.get("/healthz", { host })).status).toBe(200);
  });

  test.each([
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: "http://localhost:1" },
    { origin: "file://" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])("refuses a page of another site: %j", async (headers) => {
    for (const path of everyPath) {
      const { status, json } = await entente.get(path, headers);
      expect([path, status, json.type]).toEqual([path, 403, "urn:entente:problem:foreign-origin"]);
    }
    const body = { name: "Volé", sourceLang: "fr", targetLang: "en" };
    expect((await entente.post("/v1/memories", body, headers as Record<string, string>)).status).toBe(403);
    expect((await entente.ask("OPTIONS", "/v1/memories", { headers: headers })).status).toBe(403);
    expect((await entente.post("/v1/memories/x/import", tmx(), headers as Record<string, string>)).status).toBe(403);
    expect(entente.workspace.memories()).toEqual([]);
  });

  test("answers its own pages and programs", async () => {
    for (const headers of [
      { origin: entente.url },
      { "sec-fetch-site": "same-origin" },
      { "sec-fetch-site": "none" },
    ]) {
      expect((await entente.get("/healthz", headers as Record<string, string>)).status).toBe(200);
    }
    expect((await fetch(`${entente.url}/healthz`)).status).toBe(200);
  });

  test("tells how it is", async () => {
    const { json } = await entente.get("/healthz");
    expect(json).toEqual({
      status: "ok",
      version: expect.any(String),
      faults: [],
      memories: 0,
      units: 0,
      glossaries: 0,
    });
  });
});

describe("a server with a token", () => {
  let entente: Entente;
  beforeAll(async () => void (entente = await Entente.start({ token: TOKEN })));
  afterAll(() => entente.end());

  test.each([
    [{}, 'Bearer realm="entente"'],
    [{ authorization: "Bearer wrong" }, 'Bearer realm="entente", error="invalid_token"'],
    [{ authorization: `Bearer ${TOKEN}x` }, 'Bearer realm="entente", error="invalid_token"'],
    [{ authorization: `Basic ${TOKEN}` }, 'Bearer realm="entente", error="invalid_token"'],
    [{ authorization: "Bearer " }, 'Bearer realm="entente", error="invalid_token"'],
  ])("asks for it: %j", async (headers, challenge) => {
    for (const path of ["/", "/openapi.json", "/v1/memories", "/v1/nothing"]) {
      const answer = await entente.get(path, headers);
      expect([path, answer.status, answer.headers["www-authenticate"]]).toEqual([path, 401, challenge]);
      expect(answer.text).not.toContain(TOKEN);
    }
  });

  test("answers whoever shows it, under any name", async () => {
    const headers = { authorization: `bearer ${TOKEN}`, host: "entente.example" };
    expect((await entente.get("/v1/memories", headers)).status).toBe(200);
    expect((await entente.get("/healthz", headers)).json).toHaveProperty("memories", 0);
    expect((await entente.get("/openapi.json", headers)).json).toMatchObject({ security: [{ token: [] }] });
  });

  test("tells everybody that it is up, and no more", async () => {
    expect((await entente.get("/healthz")).json).toEqual({ status: "ok" });
  });

  test("never logs it", async () => {
    await entente.get("/v1/memories", { authorization: `Bearer ${TOKEN}` });
    expect(JSON.stringify(entente.logged)).not.toContain(TOKEN);
  });
});

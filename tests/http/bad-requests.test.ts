import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { connect } from "node:net";
import { Entente } from "./entente.js";

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

const valid = { sourceLang: "fr", targetLang: "en", segments: ["Bonjour."] };

/** What the server sends back to these very bytes. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const { port, hostname } = new URL(entente.url);
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on("data", (chunk: Buffer) => (answer += chunk.toString("utf8")));
    socket.on("end", () => resolve(answer)).on("error", reject);
  });
}

describe("a body that is not JSON", () => {
  test.each([
    ["", 1, 1],
    ["{", 1, 2],
    ['{"a":1,}', 1, 8],
    ['{\n  "a": tru\n}', 2, 8],
    ['{"a": NaN}', 1, 7],
    ['{"a": 01}', 1, 8],
    ['{"a": "x\ty"}', 1, 9],
    ['{"a": "\\x"}', 1, 8],
    ["{'a': 1}", 1, 2],
    ['[1, 2\r\n "b"]', 2, 2],
    ["{} {}", 1, 4],
    ['{"a": "é', 1, 9],
    ["undefined", 1, 1],
  ])("is refused with its line and column: %j", async (body, line, column) => {
    const { status, json } = await entente.post("/v1/match", body);
    expect([status, json.line, json.column]).toEqual([400, line, column]);
  });

  test("or not UTF-8 is refused with its line and column", async () => {
    const body = Buffer.concat([Buffer.from('{"sourceLang":\n"é�'), Buffer.from([0xff]), Buffer.from('"}')]);
    const { status, json } = await entente.post("/v1/match", body);
    expect([status, json.line, json.column]).toEqual([400, 2, 4]);
    const cut = Buffer.from('"é').subarray(0, 2);
    expect((await entente.post("/v1/match", cut)).status).toBe(400);
  });

  test("is read with a byte order mark all the same", async () => {
    expect((await entente.post("/v1/match", `\ufeff${JSON.stringify(valid)}`)).status).toBe(200);
  });
});

describe("a hostile body", () => {
  test("of 10 MB is refused, and the connection goes on", async () => {
    const answer = await entente.post("/v1/match", { ...valid, segments: ["x".repeat(10 * 2 ** 20)] });
    expect([answer.status, answer.json.type]).toEqual([413, "urn:entente:problem:too-large"]);
    expect((await entente.get("/healthz")).status).toBe(200);
  });

  test("of 10 MB without a length is refused", async () => {
    const chunk = new TextEncoder().encode("[".padEnd(65_536, " "));
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => (sent++ < 160 ? controller.enqueue(chunk) : controller.close()),
    });
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${entente.url}/v1/match`, {
      method: "POST",
      headers,
      body,
      duplex: "half",
    });
    expect(answer.status).toBe(413);
  });

  test.each([
    ["of 100,000 lists in one another", "[".repeat(100_000) + "]".repeat(100_000)],
    ["of 100,000 lists without an end", "[".repeat(100_000)],
    ["of 100,000 objects in one another", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)],
    ["of four million wrong items", `{"sourceLang":"fr","targetLang":"en","segments":[${"1,".repeat(4_000_000)}1]}`],
    [
      "of half a million wrong codes",
      JSON.stringify({ ...valid, segments: [{ text: "x", codes: Array(500_000).fill(1) }] }),
    ],
  ])("%s is refused", async (_, body) => {
    const { status } = await entente.post("/v1/match", body);
    expect([400, 413, 422]).toContain(status);
    expect((await entente.post("/v1/match", valid)).status).toBe(200);
  });

  test.each([
    ['{"sourceLang":"fr","targetLang":"en","segments":["x"],"__proto__":{"limit":1}}', "$"],
    ['{"sourceLang":"fr","targetLang":"en","segments":[{"text":"x","__proto__":{}}]}', "$.segments[0]"],
    ['{"sourceLang":"fr","targetLang":"en","segments":["x"],"constructor":{"prototype":{}}}', "$.constructor"],
    ['{"sourceLang":"fr","targetLang":"en","segments":["ok","\\ud800"]}', "$.segments[1]"],
    ['{"sourceLang":"fr","targetLang":"en","segments":[{"text":"a\\udc00b"}]}', "$.segments[0].text"],
    ['{"sourceLang":"fr","targetLang":"en","segments":["x"],"\\ud800":1}', "$"],
    ['{"sourceLang":"fr","targetLang":"en","segments":["x"],"limit":1e999}', "$.limit"],
    ['{"sourceLang":"fr","targetLang":"en","segments":["x"],"limit":-0.5}', "$.limit"],
    ['{"sourceLang":"fr","targetLang":"en","segments":["x"],"limit":99999999999999999999}', "$.limit"],
  ])("%s is refused at its place", async (body, path) => {
    const answer = await entente.post("/v1/match", body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
    expect(({} as Record<string, unknown>)["limit"]).toBeUndefined();
  });

  test("names no more faults than anybody would read", async () => {
    const { json } = await entente.post("/v1/match", { ...valid, segments: Array.from({ length: 500 }, () => 5) });
    expect(json.errors).toHaveLength(20);
    expect(json.errors[19]?.path).toBe("$.segments[19]");
  });
});

describe("a request", () => {
  test.each([
    [{ "content-type": "text/plain" }],
    [{ "content-type": "application/x-www-form-urlencoded" }],
    [{ "content-type": "multipart/form-data; boundary=x" }],
    [{ "content-type": "application/json; charset=iso-8859-1" }],
    [{ "content-type": "application/jsonx" }],
    [{ "content-encoding": "gzip" }],
  ])("with the headers %j is of no type that is read", async (headers) => {
    expect((await entente.post("/v1/match", JSON.stringify(valid), headers as Record<string, string>)).status).toBe(
      415,
    );
  });

  test.each([
    "application/json",
    "application/json; charset=utf-8",
    'APPLICATION/JSON;charset="UTF-8"',
    "application/merge-patch+json",
  ])("of the type %s is read", async (type) => {
    expect((await entente.post("/v1/match", valid, { "content-type": type })).status).toBe(200);
  });

  test("to no address of ours is answered 404", async () => {
    for (const path of ["/v1", "/v1/match/x", "/V1/match", "/v2/match", "/.env", "/v1/memories/a/b", "//v1/match"]) {
      expect([path, (await entente.get(path)).status]).toEqual([path, 404]);
    }
    const posted = await entente.post("/v1/nothing", "x".repeat(1_000_000));
    expect([posted.status, posted.json.type]).toEqual([404, "urn:entente:problem:not-found"]);
  });

  test("of a method that there is not is told which there are", async () => {
    const wrong = await entente.ask("DELETE", "/v1/memories");
    expect([wrong.status, wrong.headers.allow]).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
    expect((await entente.get("/v1/match")).headers.allow).toBe("POST, OPTIONS");
    const options = await entente.ask("OPTIONS", "/v1/units/1");
    expect([options.status, options.headers.allow]).toEqual([204, "GET, HEAD, PUT, DELETE, OPTIONS"]);
    expect(options.headers).not.toHaveProperty("access-control-allow-origin");
  });

  test("by HEAD is answered as by GET, without the body", async () => {
    const [head, get] = [await entente.ask("HEAD", "/openapi.json"), await entente.get("/openapi.json")];
    expect([head.status, head.text]).toEqual([200, ""]);
    expect(head.headers["content-type"]).toBe(get.headers["content-type"]);
    expect((await entente.ask("HEAD", "/v1/memories/nobody")).status).toBe(404);
    expect((await entente.ask("HEAD", "/v1/match")).status).toBe(405);
  });

  test("with an address that is too long or broken is refused", async () => {
    expect((await entente.get(`/v1/terms?lang=fr&q=${"x".repeat(9_000)}`)).status).toBe(414);
    expect((await entente.get("/v1/units/%ff")).status).toBe(400);
    expect((await entente.get("/v1/units/%")).status).toBe(400);
  });

  test("that is no HTTP, or has headers without end, is answered with a problem", async () => {
    expect(await raw("GET /v1/memories HTTP/1.0\r\n\r\n")).toMatch(/^HTTP\/1.1 421 [^]*application\/problem\+json/);
    expect(await raw("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")).toMatch(
      /^HTTP\/1.1 421 /,
    );
    expect(await raw("HELLO\r\n\r\n")).toMatch(/^HTTP\/1.1 400 [^]*application\/problem\+json/);
    const long = await raw(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1.1 431 [^]*application\/problem\+json/);
  });

  test("is answered with nothing that a browser could make a page of", async () => {
    for (const path of ["/", "/healthz", "/v1/memories", "/v1/nothing"]) {
      const { headers } = await entente.get(path);
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "content-security-policy": expect.stringContaining("default-src 'none'"),
        "referrer-policy": "no-referrer",
        "cache-control": "no-store",
      });
      expect(headers).not.toHaveProperty("x-powered-by");
      expect(headers).not.toHaveProperty("access-control-allow-origin");
    }
  });

  test("finds its way from the entrance", async () => {
    expect((await entente.get("/")).json).toMatchObject({ name: "Entente", description: "/openapi.json" });
  });
});

describe("the log", () => {
  test("has one line a request, with its id and without its texts", async () => {
    const before = entente.logged.length;
    const { headers } = await entente.post("/v1/match", { ...valid, segments: ["Texte très secret."] });
    await entente.get("/v1/terms?lang=fr&q=secret");
    await entente.post("/v1/match", '{"Texte très secret');
    const lines = entente.logged.slice(before);
    expect(lines.map(({ text }) => text)).toEqual(["answered", "answered", "answered"]);
    expect(lines[0]?.fields).toMatchObject({
      request: headers["x-request-id"],
      method: "POST",
      path: "/v1/match",
      status: 200,
    });
    expect(JSON.stringify(lines)).not.toContain("secret");
  });

  test("names the request that a problem tells", async () => {
    const { json, headers } = await entente.get("/v1/nothing");
    expect(json.instance).toBe(`urn:uuid:${String(headers["x-request-id"])}`);
  });
});

describe("a failure of ours", () => {
  test("says nothing to the caller and all to the log", async () => {
    const own = await Entente.start();
    try {
      await own.workspace.close();
      const { status, json, text } = await own.get("/v1/memories");
      expect([status, json.type]).toEqual([500, "urn:entente:problem:internal"]);
      expect(text).not.toMatch(/database|sqlite|\.js/i);
      expect(own.logged.filter(({ level }) => level === "error")).toHaveLength(1);
    } finally {
      await own.end().catch(() => {});
    }
  });
});

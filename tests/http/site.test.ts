import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { Site, VIEWS } from "../../dist/http/site.js";
import { Entente } from "./entente.js";

const BROWSER = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

async function assets(): Promise<string[]> {
  const { text } = await entente.get("/", BROWSER);
  return [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = ""]) => path);
}

/** The bytes of an answer: `ask` reads everything as text. */
async function bytesOf(
  path: string,
  encoding: string,
): Promise<{ encoding: string | null; bytes: Buffer; headers: Headers }> {
  const response = await fetch(entente.url + path, { headers: { ...BROWSER, "accept-encoding": encoding } });
  // fetch has undone the encoding; that it could shows that it is the right one.
  return {
    encoding: response.headers.get("content-encoding"),
    bytes: Buffer.from(await response.arrayBuffer()),
    headers: response.headers,
  };
}

describe("the page", () => {
  test.each(VIEWS)("is at %s for a browser", async (path) => {
    const { status, headers, text } = await entente.get(`${path}?q=l%E2%80%99OTAN`, BROWSER);
    expect([status, headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toContain('<div id="page">');
  });

  test("is not there for programs: they get what they always got", async () => {
    const { json, headers } = await entente.get("/");
    expect(json).toEqual({
      name: "Entente",
      version: expect.any(String),
      description: "/openapi.json",
      health: "/healthz",
    });
    expect(headers["content-security-policy"]).toBe("default-src 'none'; frame-ancestors 'none'");
    expect((await entente.get("/", { accept: "application/json" })).json).toHaveProperty("name", "Entente");
    expect((await entente.get("/check")).status).toBe(404);
  });

  test("runs nothing but its own files, and writes nothing inline", async () => {
    const { headers, text } = await entente.get("/", BROWSER);
    const policy = headers["content-security-policy"];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/i);
    expect(text).not.toMatch(/(?:src|href)="(?!\/)/);
    expect(headers["x-content-type-options"]).toBe("nosniff");
  });

  test("is asked for each time, and sent only when it has changed", async () => {
    const { headers } = await entente.get("/", BROWSER);
    expect(headers["cache-control"]).toBe("no-cache");
    expect(headers["vary"]).toBe("Accept, Accept-Encoding");
    const again = await entente.get("/", { ...BROWSER, "if-none-match": headers.etag ?? "" });
    expect([again.status, again.text]).toEqual([304, ""]);
    expect((await entente.get("/", { ...BROWSER, "if-none-match": '"another"' })).status).toBe(200);
  });

  test("has files that are kept for good, whose names change with them", async () => {
    const paths = await assets();
    expect(paths.length).toBeGreaterThanOrEqual(2);
    for (const path of paths) {
      expect(path).toMatch(/-[\w-]{8,}\.(?:js|css)$/);
      const { status, headers } = await entente.get(path);
      expect([status, headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
      expect(headers["content-type"]).toMatch(/^text\/(?:javascript|css); charset=utf-8$/);
    }
  });

  test("comes compressed where that is understood", async () => {
    const [path = ""] = await assets();
    const plain = await bytesOf(path, "identity");
    expect(plain.encoding).toBeNull();
    for (const [accepted, encoding] of [
      ["gzip, deflate, br", "br"],
      ["gzip, br;q=0", "gzip"],
      ["gzip", "gzip"],
    ]) {
      const got = await bytesOf(path, accepted ?? "");
      expect([accepted, got.encoding]).toEqual([accepted, encoding]);
      expect(got.bytes.equals(plain.bytes)).toBe(true);
      expect(got.headers.get("vary")).toBe("Accept-Encoding");
    }
  });

  test("is answered to HEAD without a body, and to nothing else", async () => {
    const { status, headers, text } = await entente.ask("HEAD", "/check", { headers: BROWSER });
    expect([status, text]).toEqual([200, ""]);
    expect(Number(headers["content-length"])).toBeGreaterThan(100);
    expect((await entente.ask("POST", "/", { headers: BROWSER })).status).toBe(405);
    expect((await entente.ask("POST", "/check", { headers: BROWSER })).status).toBe(404);
  });

  test.each([
    "/assets/",
    "/assets/none.js",
    "/assets/../index.html",
    "/assets/%2e%2e/http/app.js",
    "/../package.json",
    "/index.html.br",
    "/vite.config.js",
  ])("does not send %s", async (path) => {
    expect((await entente.get(path, BROWSER)).status).toBe(404);
  });

  test("first loads in 300 kB or less, fonts and all", async () => {
    const { text } = await entente.get("/", BROWSER);
    const [sheet = ""] = (await assets()).filter((path) => path.endsWith(".css"));
    const fonts = [...(await entente.get(sheet)).text.matchAll(/url\(([^)]+)\)/g)].map(([, path = ""]) => path);
    let bytes = Buffer.byteLength(text);
    for (const path of [...(await assets()), ...fonts]) {
      const response = await entente.ask("HEAD", path, { headers: { "accept-encoding": "br, gzip" } });
      expect(response.status).toBe(200);
      bytes += Number(response.headers["content-length"]);
    }
    expect(fonts.length).toBe(2);
    expect(bytes).toBeLessThan(300_000);
  });
});

describe("access to the page", () => {
  const linked = {
    ...BROWSER,
    "sec-fetch-site": "cross-site",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
  };

  test("a link of another site leads to it, and to nothing else", async () => {
    expect((await entente.get("/?q=OTAN", linked)).status).toBe(200);
    expect((await entente.get("/v1/memories", linked)).status).toBe(403);
    expect((await entente.get("/openapi.json", linked)).status).toBe(403);
  });

  test.each([
    { "sec-fetch-dest": "iframe" },
    { "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" },
    { origin: "https://evil.example" },
    { host: "evil.example" },
  ])("another site gets it in no other way: %j", async (headers) => {
    const { status } = await entente.get("/", { ...linked, ...(headers as Record<string, string>) });
    expect([403, 421]).toContain(status);
  });

  test("with a token it is had without, for it asks for it; all else is not", async () => {
    const guarded = await Entente.start({ token: "0123456789abcdef" });
    try {
      expect((await guarded.get("/memories", BROWSER)).status).toBe(200);
      expect((await guarded.get("/", BROWSER)).text).not.toContain("0123456789abcdef");
      for (const path of ["/v1/memories", "/openapi.json"]) expect((await guarded.get(path, BROWSER)).status).toBe(401);
      expect((await guarded.get("/", { accept: "application/json" })).status).toBe(401);
    } finally {
      await guarded.end();
    }
  });
});

test("without a built page there is none, and the server works", () => {
  const site = Site.read("/nowhere/at/all/");
  const request = { method: "GET", headers: BROWSER } as never;
  expect(site.fileFor(request, "/")).toBeUndefined();
});

test("the compressed files are the plain ones", async () => {
  const [path = ""] = await assets();
  const { bytes } = await bytesOf(path, "identity");
  const { readFileSync } = await import("node:fs");
  const file = new URL(`../../dist/web${path}`, import.meta.url);
  expect(brotliDecompressSync(readFileSync(`${file.pathname}.br`)).equals(bytes)).toBe(true);
  expect(gunzipSync(readFileSync(`${file.pathname}.gz`)).equals(bytes)).toBe(true);
});

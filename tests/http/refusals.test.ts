import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { call, ServerProcess, temporaryHome } from "../server-process.js";

/** Refusals that once misled: each was met by a reader with fresh eyes. */

const home = temporaryHome();
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start(home.path);
  await call(server.url, "POST", "/v1/memories", { name: "m", sourceLang: "fr", targetLang: "en" });
});

afterAll(async () => {
  await server.stop();
  home.remove();
});

describe("a refusal", () => {
  test.each([
    ["an export without a format", "GET", "/v1/memories/m/export", undefined, {}, 422, /missing; give "tmx" or/],
    ["a condition without quotes", "PATCH", "/v1/memories/m", { name: "n" }, { "if-match": "1" }, 400, /no ETag.*"1"/],
    ["a mistyped cursor of units", "GET", "/v1/memories/m/units?after=abc", undefined, {}, 422, /"abc"/],
    ["a mistyped cursor of jobs", "GET", "/v1/jobs?after=abc", undefined, {}, 422, /"abc"/],
    [
      "one language for both sides",
      "POST",
      "/v1/memories",
      { name: "x", sourceLang: "fr", targetLang: "fr" },
      {},
      422,
      /two languages/,
    ],
  ] as const)("of %s says what is wrong", async (_what, method, path, body, headers, status, words) => {
    const answer = await call(server.url, method, path, body, headers);
    expect(answer.status).toBe(status);
    expect((answer.body as { detail: string }).detail).toMatch(words);
  });
});

describe("an answer about a language without an analyser", () => {
  test.each([
    ["POST", "/v1/recognize", { lang: "de", text: "Guten Tag" }],
    ["GET", "/v1/terms?q=Tag&lang=de", undefined],
    ["GET", "/v1/concordance?q=Tag&lang=de", undefined],
    [
      "POST",
      "/v1/check",
      { sourceLang: "de", targetLang: "en", segments: [{ source: "Guten Tag", target: "Good day" }] },
    ],
    ["POST", "/v1/match", { sourceLang: "de", targetLang: "en", segments: ["Guten Tag"] }],
  ])("says so: %s %s", async (method, path, body) => {
    expect((await call(server.url, method, path, body)).body).toMatchObject({ unstemmed: ["de"] });
  });
});

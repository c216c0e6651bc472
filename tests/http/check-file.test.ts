import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { call, ServerProcess, temporaryHome } from "../server-process.js";

const home = temporaryHome();
let server: ServerProcess;

beforeAll(async () => {
  cpSync(fileURLToPath(new URL("../../glossary", import.meta.url)), join(home.path, "glossary"), { recursive: true });
  server = await ServerProcess.start(home.path);
  await call(server.url, "POST", "/v1/memories", { name: "m", sourceLang: "fr", targetLang: "en" });
});

afterAll(async () => {
  await server.stop();
  home.remove();
});

async function send(path: string, body: string | Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(new URL(path, server.url), { method: "POST", body: body as never, headers });
}

const XLIFF = `<?xml version='1.0' encoding="UTF-8"?>\r
<!-- kept -->\r
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language='fr' target-language='en' datatype="plaintext" original="a.txt"><body>\r
<trans-unit id="u1"><source>Le COPS s’est réuni.</source><target state="translated">The COPS met.</target></trans-unit>\r
<trans-unit id="u2"><source>La séance est levée.</source><target>The meeting rose.</target></trans-unit>\r
</body></file></xliff>`;

interface Report {
  findings: { category: string; line: number; segmentId: string; message: string }[];
  summary: { segments: number; findings: number };
}

describe("a checked file", () => {
  test("is reported on as JSON with the places in it", async () => {
    const response = await send("/v1/check/file?name=a.xlf", XLIFF);
    expect(response.status).toBe(200);
    const report = (await response.json()) as Report;
    expect(report.summary).toMatchObject({ segments: 2, findings: 1 });
    expect(report.findings).toMatchObject([{ category: "acronym-wrong", line: 4, segmentId: "u1" }]);
    expect(response.headers.get("entente-checked")).toBe("segments=2, minor=0, major=1, critical=0, problems=0");
  });

  test.each([
    ["text/html", /^<!doctype html>/],
    ["text/csv", /^\uFEFF?segment|^\uFEFF?"?file/i],
    ["application/sarif+json", /"version": ?"2\.1\.0"/],
    ["application/junit+xml", /^<\?xml[^>]*>\s*<testsuites/],
  ])("is reported on as %s", async (accept, beginning) => {
    const response = await send("/v1/check/file?name=a.xlf", XLIFF, { accept, "accept-language": "fr" });
    expect([response.status, response.headers.get("content-language")]).toEqual([200, "fr"]);
    expect(response.headers.get("content-type")).toContain(accept);
    // text() takes a byte order mark away, which the table has for Excel's sake.
    expect(await response.text()).toMatch(beginning);
  });

  test("comes back as the same XLIFF, byte for byte but for the notes", async () => {
    const response = await send("/v1/check/file?report=xliff&name=a.xlf", XLIFF);
    const annotated = Buffer.from(await response.arrayBuffer()).toString("utf8");
    expect(annotated).toContain("PSC");
    expect(annotated.replace(/\s*<note from="entente[^]*?<\/note>/g, "")).toBe(XLIFF);
  });

  test("that is cut in half is refused with the place", async () => {
    const response = await send("/v1/check/file", XLIFF.slice(0, 300));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
  });

  test("that is none of ours is refused as unsupported", async () => {
    expect((await send("/v1/check/file", "<html><body>hello</body></html>")).status).toBe(415);
  });

  test("leaves nothing of it in the home", async () => {
    const { readdir } = await import("node:fs/promises");
    expect(await readdir(join(home.path, "tm", ".spool"))).toEqual([]);
  });
});

describe("a checked memory", () => {
  test("is reported on by its units", async () => {
    const unit = { source: "Le COPS s’est réuni.", target: "The COPS met." };
    const { body } = await call(server.url, "POST", "/v1/memories/m/units", unit);
    const report = (await (await send("/v1/memories/m/check", "")).json()) as Report;
    expect(report.findings).toMatchObject([{ category: "acronym-wrong", segmentId: (body as { id: string }).id }]);
  });

  test("that there is not is not found", async () => {
    expect((await send("/v1/memories/nope/check", "")).status).toBe(404);
  });
});

describe("a segment that contradicts the memory", () => {
  const check = async (target: string, more: object): Promise<unknown> => {
    const segments = [{ source: "La séance est levée à midi.", target }];
    const { body } = await call(server.url, "POST", "/v1/check", {
      sourceLang: "fr",
      targetLang: "en",
      segments,
      ...more,
    });
    return (body as { findings: unknown }).findings;
  };

  test("is reported with the memory's translation, where that is asked for", async () => {
    const unit = { source: "La séance est levée à midi.", target: "The meeting rose at noon." };
    await call(server.url, "POST", "/v1/memories/m/units", unit);
    const asked = { againstMemories: ["m"] };
    expect(await check("The sitting was closed at noon.", asked)).toMatchObject([
      { category: "segment-inconsistent-target", suggestions: ["The meeting rose at noon."] },
    ]);
    expect(await check("The sitting was closed at noon.", { ...asked, explain: true })).toMatchObject([
      {
        explanation: {
          lookedFor: ["The meeting rose at noon."],
          nearMisses: [{ text: "The sitting was closed at noon." }],
        },
      },
    ]);
    expect(await check("The MEETING rose at noon.", asked)).toEqual([]);
    expect(await check("The sitting was closed at noon.", {})).toEqual([]);
  });
});

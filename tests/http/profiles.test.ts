import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { concept, Entente, type Answer } from "./entente.js";

let entente: Entente;
let empty: string;
beforeAll(async () => {
  entente = await Entente.start();
  const nato = await entente.glossary("NATO");
  const nac = concept("nac", "Conseil de l’Atlantique Nord", "North Atlantic Council");
  await entente.post(`/v1/glossaries/${nato}/concepts`, { ...nac, subject: "NATO" });
  const unchecked = concept("law", "état de droit", "rule of law");
  await entente.post(`/v1/glossaries/${nato}/concepts`, { ...unchecked, properties: { doNotCheck: "true" } });
  empty = await entente.glossary("Empty");
});
afterAll(() => entente.end());

const NEW = { "if-none-match": "*" };
const segments = [
  { source: "Le Conseil de l’Atlantique Nord a 12 membres.", target: "The Council of Europe has 14 members." },
];

function put(name: string, body: unknown, headers: Readonly<Record<string, string>> = NEW): Promise<Answer> {
  return entente.ask("PUT", `/v1/profiles/${encodeURIComponent(name)}`, { body, headers });
}

/** What is reported, as `category severity`. */
async function reported(more: object, texts: readonly object[] = segments): Promise<string[]> {
  const { status, json } = await entente.post("/v1/check", {
    sourceLang: "fr",
    targetLang: "en",
    segments: texts,
    ...more,
  });
  expect(status).toBe(200);
  return json.findings.map((found) => {
    const { category, severity } = found as unknown as { category: string; severity: string };
    return `${category} ${severity}`;
  });
}

describe("a request's own controls", () => {
  test("give severities other than the usual ones, and turn checks off", async () => {
    expect(await reported({})).toEqual(["term-missing major", "number-mismatch critical"]);
    expect(await reported({ severities: { "term-missing": "minor", "number-mismatch": "off" } })).toEqual([
      "term-missing minor",
    ]);
  });

  test("keep to the concepts of some subjects, in any case", async () => {
    const checks = ["term-missing"];
    expect(await reported({ checks, subjects: ["nato", "UN"] })).toEqual(["term-missing major"]);
    expect(await reported({ checks, subjects: ["UN"] })).toEqual([]);
    expect(await reported({ checks, subjects: [] })).toEqual([]);
  });

  test("say nothing of a concept that is not to be checked, which is recognised all the same", async () => {
    const text = "Le respect de l’état de droit.";
    expect(await reported({}, [{ source: text, target: "Respect for good government." }])).toEqual([]);
    const { json } = await entente.post("/v1/recognize", { lang: "fr", text });
    expect(json.occurrences).toMatchObject([{ concept: "law" }]);
  });

  test.each<[object, string]>([
    [{ severities: { "term-missing": "grave" } }, "$.severities.term-missing"],
    [{ severities: { speling: "minor" } }, "$.severities"],
    [{ severities: ["minor"] }, "$.severities"],
    [{ subjects: [""] }, "$.subjects[0]"],
    [{ subjects: "NATO" }, "$.subjects"],
    [{ explain: "yes" }, "$.explain"],
    [{ acronymsIntroduced: 1 }, "$.acronymsIntroduced"],
    [{ showIgnored: null }, "$.showIgnored"],
    [{ profile: "" }, "$.profile"],
  ])("are refused where they are none (%#)", async (more, path) => {
    const body = { sourceLang: "fr", targetLang: "en", segments, ...more };
    const { status, json } = await entente.post("/v1/check", body);
    expect([status, json.path?.startsWith(path)]).toEqual([422, true]);
  });
});

describe("a profile", () => {
  test("is added, read, changed by its version and deleted", async () => {
    const added = await put("press", { checks: ["term-missing"] });
    expect([added.status, added.json]).toEqual([201, { name: "press", checks: ["term-missing"] }]);
    expect(added.headers.location).toBe("/v1/profiles/press");
    const { etag = "" } = added.headers;
    expect((await entente.get("/v1/profiles/press")).headers.etag).toBe(etag);
    expect((await entente.get("/v1/profiles/press", { "if-none-match": etag })).status).toBe(304);

    const changed = await put("press", { name: "press", subjects: ["NATO"] }, { "if-match": etag });
    expect([changed.status, changed.json]).toEqual([200, { name: "press", subjects: ["NATO"] }]);
    const late = await put("press", {}, { "if-match": etag });
    expect([late.status, late.json.current]).toEqual([412, changed.json]);
    expect(late.headers.etag).toBe(changed.headers.etag);

    const gone = (version: string): Promise<Answer> =>
      entente.ask("DELETE", "/v1/profiles/press", { headers: { "if-match": version } });
    expect((await gone(etag)).status).toBe(412);
    expect((await gone(changed.headers.etag ?? "")).status).toBe(204);
    expect((await entente.get("/v1/profiles/press")).status).toBe(404);
  });

  test("asks on which version a change builds", async () => {
    expect((await put("unconditioned", {}, {})).status).toBe(428);
    await put("there", {});
    expect((await put("there", {})).status).toBe(412);
    expect((await put("not there", {}, { "if-match": '"x"' })).status).toBe(404);
    expect((await entente.ask("DELETE", "/v1/profiles/there")).status).toBe(428);
    expect((await entente.ask("DELETE", "/v1/profiles/nobody", { headers: { "if-match": "*" } })).status).toBe(404);
  });

  test("says how to check where the request says nothing", async () => {
    await put("lenient", { severities: { "term-missing": "minor", "number-mismatch": "off" }, subjects: ["NATO"] });
    const profile = "lenient";
    expect(await reported({ profile })).toEqual(["term-missing minor"]);
    expect(await reported({ profile, severities: { "number-mismatch": "minor" } })).toEqual([
      "term-missing minor",
      "number-mismatch minor",
    ]);
    expect(await reported({ profile, subjects: ["UN"] })).toEqual([]);
    expect(await reported({ profile, glossaries: [empty] })).toEqual([]);
    expect(await reported({ profile, checks: ["number-mismatch"] })).toEqual([]);
  });

  test("that is unknown, or names a glossary that is, is a refusal", async () => {
    const body = { sourceLang: "fr", targetLang: "en", segments };
    const unknown = await entente.post("/v1/check", { ...body, profile: "nobody’s" });
    expect([unknown.status, unknown.json.path]).toEqual([404, "$.profile"]);
    await put("lost", { glossaries: ["nowhere"] });
    expect((await entente.post("/v1/check", { ...body, profile: "lost" })).status).toBe(404);
  });

  test.each<[string, unknown, string]>([
    ["x", { checks: ["speling"] }, "$.checks[0]"],
    ["x", { severities: { typography: "Off" } }, "$.severities.typography"],
    ["x", { explain: true }, "$.explain"],
    ["x", { name: "y" }, "$.name"],
    ["x", [], "$"],
    ["__proto__", {}, "name"],
    ["../../etc", {}, "name"],
    ["a".repeat(81), {}, "name"],
    [" ", {}, "name"],
    ["a\nb", {}, "name"],
  ])("is not made of what breaks a rule, and the place is named (%#)", async (name, body, path) => {
    const { status, json } = await put(name, body);
    expect([status, json.path]).toEqual([422, path]);
  });

  test.each(["constructor", "2025", "Été à l’œuvre".replace("’", "-"), "relations presse v1.2"])(
    "may be named %s",
    async (name) => {
      expect((await put(name, { acronymsIntroduced: true })).status).toBe(201);
      const { json } = await entente.get(`/v1/profiles/${encodeURIComponent(name)}`);
      expect(json).toEqual({ name, acronymsIntroduced: true });
      const { items } = (await entente.get("/v1/profiles")).json;
      expect(items.map((one) => one.name)).toContain(name);
    },
  );

  test("is one of many that are put at once, none of them lost", async () => {
    const names = Array.from({ length: 40 }, (_, i) => `many ${String(i).padStart(2, "0")}`);
    const answers = await Promise.all(names.map((name) => put(name, { checks: [] })));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201));
    const { json } = await entente.get("/v1/profiles?limit=1000");
    expect(json.items.map(({ name }) => name).filter((name) => name.startsWith("many"))).toEqual(names);
  });
});

describe("the file of the profiles", () => {
  test("is read again when somebody has changed it, and kept where it has become faulty", async () => {
    const other = await Entente.start();
    const path = join(other.home, "entente.json");
    const ask = (name: string): Promise<Answer> => other.get(`/v1/profiles/${name}`);
    const body = { severities: { typography: "off" }, checks: ["typography"] };
    await other.ask("PUT", "/v1/profiles/press", { body, headers: NEW });
    const written = await readFile(path, "utf8");
    expect(JSON.parse(written)).toEqual({ entente: "settings", version: 1, profiles: { press: body } });

    await writeFile(path, written.replace('"press"', '"radio"'));
    expect([(await ask("press")).status, (await ask("radio")).status]).toEqual([404, 200]);

    const broken = written.replace('"off"', '"of"');
    await writeFile(path, broken);
    expect((await ask("radio")).status).toBe(200);
    expect(other.workspace.faults).toEqual([
      { file: "entente.json", line: 10, column: 23, reason: expect.stringContaining("typography") },
    ]);
    const refused = await other.ask("PUT", "/v1/profiles/tv", { body: {}, headers: NEW });
    expect([refused.status, refused.json.line]).toEqual([409, 10]);
    expect(await readFile(path, "utf8")).toBe(broken);

    await writeFile(path, written);
    expect((await other.ask("PUT", "/v1/profiles/tv", { body: {}, headers: NEW })).status).toBe(201);
    expect(other.workspace.faults).toEqual([]);
    await other.end();
  });
});

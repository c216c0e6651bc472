import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente, first } from "./entente.js";

let entente: Entente;
let memory: string;
beforeAll(async () => {
  entente = await Entente.start();
  memory = await entente.memory();
});
afterAll(() => entente.end());

const add = (body: unknown) => entente.post(`/v1/memories/${memory}/units`, body);

describe("a unit", () => {
  test("is added by source and target, and read back", async () => {
    const made = await add({
      source: "Le Conseil s’est réuni.",
      target: "The Council met.",
      before: null,
      after: "Il a conclu.",
      createdBy: "Anne",
      note: "officiel",
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      memory,
      sourceLang: "fr",
      targetLang: "en",
      source: "Le Conseil s’est réuni.",
      target: "The Council met.",
      context: { before: null, after: "Il a conclu." },
      createdBy: "Anne",
      notes: [{ text: "officiel" }],
    });
    const read = await entente.get(made.headers.location ?? "");
    expect(read.json).toEqual(made.json);
    expect(read.headers.etag).toBe(made.headers.etag);
    const fresh = await entente.get(made.headers.location ?? "", { "if-none-match": made.headers.etag ?? "" });
    expect([fresh.status, fresh.text]).toEqual([304, ""]);
  });

  test("with inline codes keeps them, and gives plain text where there are none", async () => {
    const source = {
      text: "Cliquez ici.",
      codes: [
        { at: 8, id: "1", kind: "open", pair: "2", data: "<b>" },
        { at: 11, id: "2", kind: "close", pair: "1", data: "</b>" },
      ],
    };
    const { json } = await add({ source, target: { text: "Click here.", codes: [] } });
    expect(json.source).toEqual(source);
    expect(json.target).toBe("Click here.");
  });

  test("is added by variants, more than two", async () => {
    const made = await add({
      sourceLang: "en",
      variants: [
        { lang: "en", segment: "Good night." },
        { lang: "fr", segment: "Bonne nuit.", notes: [{ text: "le soir" }] },
        { lang: "de", segment: "Gute Nacht." },
      ],
      properties: [{ type: "domain", value: "" }],
      origin: "unofficial",
    });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({
      sourceLang: "en",
      targetLang: "fr",
      source: "Good night.",
      target: "Bonne nuit.",
    });
    expect(made.json.variants).toHaveLength(3);
  });

  test("added twice is one", async () => {
    const body = { source: "Deux fois.", target: "Twice." };
    const [first, second] = [await add(body), await add(body)];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.json.id).toBe(first.json.id);
  });

  test("is changed only by whom names its current version, and remembers what it was", async () => {
    const made = await add({ source: "Bonjour à tous.", target: "Hello everyone." });
    const path = made.headers.location ?? "";
    const body = { source: "Bonjour à tous.", target: "Good morning, everyone." };

    const blind = await entente.ask("PUT", path, { body });
    expect([blind.status, blind.json.type]).toEqual([428, "urn:entente:problem:condition-missing"]);
    const changed = await entente.ask("PUT", path, { body, headers: { "if-match": made.headers.etag ?? "" } });
    expect(changed.status).toBe(200);
    expect(changed.json.target).toBe("Good morning, everyone.");
    const late = await entente.ask("PUT", path, { body, headers: { "if-match": made.headers.etag ?? "" } });
    expect([late.status, late.json.current]).toEqual([412, changed.json]);

    const history = await entente.get(`${path}/history`);
    expect(history.json.items.map(({ unit }) => unit.target)).toEqual(["Hello everyone."]);
  });

  test("changed by source and target keeps its other languages and what is not named", async () => {
    const made = await add({
      sourceLang: "fr",
      variants: [
        { lang: "fr", segment: "Bonsoir à toutes." },
        { lang: "en", segment: "Good evening." },
        { lang: "de", segment: "Guten Abend." },
      ],
      notes: [{ text: "à garder" }],
      createdBy: "Anne",
    });
    const body = { source: "Bonsoir à toutes.", target: "Good evening to all of you." };
    const { json } = await entente.ask("PUT", made.headers.location ?? "", { body, headers: { "if-match": "*" } });
    expect(json.target).toBe("Good evening to all of you.");
    expect(json.variants.map(({ lang }) => lang)).toEqual(["fr", "en", "de"]);
    expect(json).toMatchObject({ notes: [{ text: "à garder" }], createdBy: "Anne" });
  });

  test("that two change at once is changed by one of them", async () => {
    const made = await add({ source: "À deux.", target: "By two." });
    const put = (target: string) =>
      entente.ask("PUT", made.headers.location ?? "", {
        body: { source: "À deux.", target },
        headers: { "if-match": made.headers.etag ?? "" },
      });
    const statuses = (await Promise.all(["a", "b", "c", "d"].map(put))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412, 412]);
  });

  test("is deleted once, and its history stays", async () => {
    const made = await add({ source: "Au revoir.", target: "Goodbye." });
    const path = made.headers.location ?? "";
    expect((await entente.ask("DELETE", path)).status).toBe(428);
    expect((await entente.ask("DELETE", path, { headers: { "if-match": '"999"' } })).status).toBe(412);
    expect((await entente.ask("DELETE", path, { headers: { "if-match": made.headers.etag ?? "" } })).status).toBe(204);
    expect((await entente.get(path)).status).toBe(404);
    const { json } = await entente.get(`${path}/history`);
    expect(first(json.items).unit).toMatchObject({ source: "Au revoir.", target: "Goodbye." });
  });

  test("a hundred of which are added at once are all there", async () => {
    const own = await entente.memory("Cent");
    const texts = Array.from({ length: 100 }, (_, i) => `Phrase numéro ${i}.`);
    const answers = await Promise.all(
      texts.map((source) => entente.post(`/v1/memories/${own}/units`, { source, target: `${source} (en)` })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const { json } = await entente.get(`/v1/memories/${own}/units?limit=1000`);
    expect(json.items.map(({ source }) => source).sort()).toEqual([...texts].sort());
  });

  test.each<[unknown, string]>([
    [{ source: "", target: "x" }, "$.source"],
    [{ source: "x", target: " \u202f " }, "$.target"],
    [{ source: { text: "" }, target: "x" }, "$.source"],
    [{ source: "x".repeat(65_536), target: "x" }, "$.source"],
    [{ source: "a\u0000b", target: "x" }, "$.source"],
    [{ source: "x", target: 5 }, "$.target"],
    [{ source: "x", target: ["y"] }, "$.target"],
    [{ source: { text: "ab", codes: [{ at: 3, id: "1", kind: "alone" }] }, target: "x" }, "$.source"],
    [{ source: { text: "ab", codes: [{ at: 0, id: "1", kind: "opne" }] }, target: "x" }, "$.source.codes[0].kind"],
    [
      { source: { text: "ab", codes: [{ at: 0, id: "1", kind: "alone", extra: 1 }] }, target: "x" },
      "$.source.codes[0].extra",
    ],
    [{ source: "x", traget: "y" }, "$.target"],
    [{ source: "x", target: "y", before: 5 }, "$.before"],
    [{ sourceLang: "fr", variants: [] }, "$.variants"],
    [{ sourceLang: "fr", variants: [{ lang: "en", segment: "x" }] }, "$.sourceLang"],
    [
      {
        sourceLang: "fr",
        variants: [
          { lang: "fr", segment: "x" },
          { lang: "FR", segment: "y" },
        ],
      },
      "$.variants[1].lang",
    ],
    [{ sourceLang: "fr", variants: [{ lang: "fr", segment: "" }] }, "$.source"],
    [{ sourceLang: "fr", variants: [{ lang: "f", segment: "x" }] }, "$.variants[0].lang"],
  ])("is refused as %j", async (body, path) => {
    const answer = await add(body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });

  test("that says nothing but codes is one, and so are emoji, decomposed letters and no-break spaces", async () => {
    const codes = [{ at: 0, id: "1", kind: "alone" }];
    for (const source of [{ text: "", codes }, "👩🏽‍🚀", "e\u0301te\u0301", "10\u00a0%\u202f!", "x".repeat(14_000)]) {
      const { status, json } = await add({ source, target: source });
      expect([status, json.source]).toEqual([201, source]);
    }
  });

  test("names the field that was probably meant", async () => {
    const { json } = await add({ source: "x", traget: "y" });
    expect(json.errors).toContainEqual({ path: "$.traget", detail: expect.stringContaining('"target"') });
  });

  test("unknown is not found, whatever is asked of it", async () => {
    const body = { source: "x", target: "y" };
    for (const id of ["999999", "x", "%00", "..%2F..", "a".repeat(500)]) {
      expect((await entente.get(`/v1/units/${id}`)).status).toBe(404);
      expect((await entente.get(`/v1/units/${id}/history`)).status).toBe(404);
      expect((await entente.ask("PUT", `/v1/units/${id}`, { body, headers: { "if-match": '"1"' } })).status).toBe(404);
      expect((await entente.ask("DELETE", `/v1/units/${id}`, { headers: { "if-match": '"1"' } })).status).toBe(404);
    }
    expect((await entente.post("/v1/memories/nobody/units", body)).status).toBe(404);
    expect((await entente.get("/v1/memories/nobody/units")).status).toBe(404);
  });
});

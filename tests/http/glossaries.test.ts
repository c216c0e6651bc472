import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { concept, Entente, first } from "./entente.js";

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

const glossary = (name: string) => entente.glossary(name);

const NAC = concept("nac", "Conseil de l’Atlantique Nord", "North Atlantic Council");

describe("a glossary", () => {
  test("is made, listed, read back and deleted", async () => {
    const made = await entente.post("/v1/glossaries", { name: "Noms officiels", note: "OTAN" });
    expect(made.status).toBe(201);
    expect(made.json).toMatchObject({ name: "Noms officiels", note: "OTAN", readOnly: false, concepts: 0 });
    const path = made.headers.location ?? "";
    const read = await entente.get(path);
    expect(read.json).toEqual(made.json);
    expect((await entente.get(path, { "if-none-match": read.headers.etag ?? "" })).status).toBe(304);
    expect((await entente.get("/v1/glossaries")).json.items).toContainEqual(made.json);

    expect((await entente.ask("DELETE", path)).status).toBe(428);
    expect((await entente.ask("DELETE", path, { headers: { "if-match": '"old"' } })).status).toBe(412);
    expect((await entente.ask("DELETE", path, { headers: { "if-match": read.headers.etag ?? "" } })).status).toBe(204);
    expect((await entente.get(path)).status).toBe(404);
  });

  test.each([
    [{ name: "" }, "$.name"],
    [{}, "$.name"],
    [{ name: "x", notes: "y" }, "$.notes"],
  ])("is refused as %j", async (body, path) => {
    const answer = await entente.post("/v1/glossaries", body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });

  test("cannot be named out of its folder", async () => {
    const made = await entente.post("/v1/glossaries", { name: "../../../etc/passwd" });
    expect(made.json.id).toMatch(/^[a-z0-9.-]+$/);
    expect(made.json.id).not.toContain("..");
    for (const id of ["..%2f..%2fetc", "%2e%2e", "a%00b"])
      expect((await entente.get(`/v1/glossaries/${id}`)).status).toBe(404);
  });
});

describe("a concept", () => {
  test("is added by POST, once", async () => {
    const id = await glossary("Ajout");
    const made = await entente.post(`/v1/glossaries/${id}/concepts`, NAC);
    expect([made.status, made.json, made.headers.location]).toEqual([201, NAC, `/v1/glossaries/${id}/concepts/nac`]);
    const read = await entente.get(made.headers.location ?? "");
    expect([read.json, read.headers.etag]).toEqual([NAC, made.headers.etag]);
    expect((await entente.get(made.headers.location ?? "", { "if-none-match": read.headers.etag ?? "" })).status).toBe(
      304,
    );
    expect((await entente.post(`/v1/glossaries/${id}/concepts`, NAC)).status).toBe(409);
    expect((await entente.get(`/v1/glossaries/${id}/concepts`)).json.items).toEqual([NAC]);
    expect((await entente.get(`/v1/glossaries/${id}`)).json.concepts).toBe(1);
  });

  test("is put where none is, and changed by whom names its current version", async () => {
    const path = `/v1/glossaries/${await glossary("Mise")}/concepts/nac`;
    const body = { terms: NAC.terms };
    expect((await entente.ask("PUT", path, { body })).status).toBe(428);
    expect((await entente.ask("PUT", path, { body, headers: { "if-match": '"x"' } })).status).toBe(404);
    const made = await entente.ask("PUT", path, { body, headers: { "if-none-match": "*" } });
    expect([made.status, made.json]).toEqual([201, NAC]);
    const again = await entente.ask("PUT", path, { body, headers: { "if-none-match": "*" } });
    expect([again.status, again.json.current]).toEqual([412, NAC]);

    const changed = await entente.ask("PUT", path, {
      body: { ...NAC, definition: "Organe de décision." },
      headers: { "if-match": made.headers.etag ?? "" },
    });
    expect([changed.status, changed.json.definition]).toEqual([200, "Organe de décision."]);
    const late = await entente.ask("PUT", path, { body, headers: { "if-match": made.headers.etag ?? "" } });
    expect([late.status, late.json.current]).toEqual([412, changed.json]);
    expect((await entente.ask("DELETE", path, { headers: { "if-match": made.headers.etag ?? "" } })).status).toBe(412);
    expect((await entente.ask("DELETE", path, { headers: { "if-match": changed.headers.etag ?? "" } })).status).toBe(
      204,
    );
    expect((await entente.get(path)).status).toBe(404);
  });

  test("that many change at once is changed by one of them", async () => {
    const path = `/v1/glossaries/${await glossary("Course")}/concepts/nac`;
    const { headers } = await entente.ask("PUT", path, { body: NAC, headers: { "if-none-match": "*" } });
    const put = (note: string) =>
      entente.ask("PUT", path, { body: { ...NAC, note }, headers: { "if-match": headers.etag ?? "" } });
    const statuses = (await Promise.all(["a", "b", "c"].map(put))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412]);
  });

  test("with an id of any letters has an address", async () => {
    const id = await glossary("Adresses");
    for (const name of ["été/2025", "a b", "x?y#z", "50 %", "👍"]) {
      const made = await entente.post(`/v1/glossaries/${id}/concepts`, { ...NAC, id: name });
      expect(made.status).toBe(201);
      expect((await entente.get(made.headers.location ?? "")).json.id).toBe(name);
    }
  });

  test.each<[object, string]>([
    [{ id: "x", terms: [] }, "$.terms"],
    [{ id: "x" }, "$.terms"],
    [{ terms: NAC.terms }, "$.id"],
    [{ id: "", terms: NAC.terms }, "$.id"],
    [{ id: "x", terms: [{ ...NAC.terms[0], status: "official" }] }, "$.terms[0].status"],
    [{ id: "x", terms: [{ ...NAC.terms[0], lang: "français" }] }, "$.terms[0].lang"],
    [{ id: "x", terms: [{ ...NAC.terms[0], text: "" }] }, "$.terms[0].text"],
    [{ id: "x", terms: [{ ...NAC.terms[0], txet: "y" }] }, "$.terms[0].txet"],
    [{ id: "x", terms: NAC.terms, properties: { a: 1 } }, "$.properties.a"],
    [{ id: "x", terms: NAC.terms, sources: "web" }, "$.sources"],
  ])("is refused as %j", async (body, path) => {
    const id = await glossary("Refus");
    const answer = await entente.post(`/v1/glossaries/${id}/concepts`, body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });

  test("put under another id than its own is refused", async () => {
    const id = await glossary("Deux ids");
    const answer = await entente.ask("PUT", `/v1/glossaries/${id}/concepts/other`, {
      body: NAC,
      headers: { "if-none-match": "*" },
    });
    expect([answer.status, answer.json.path]).toEqual([422, "$.id"]);
  });

  test("of no glossary is not found", async () => {
    expect((await entente.post("/v1/glossaries/nobody/concepts", NAC)).status).toBe(404);
    expect((await entente.get("/v1/glossaries/nobody/concepts")).status).toBe(404);
    expect((await entente.get("/v1/glossaries/nobody/concepts/nac")).status).toBe(404);
    const put = await entente.ask("PUT", "/v1/glossaries/nobody/concepts/nac", {
      body: NAC,
      headers: { "if-none-match": "*" },
    });
    expect(put.status).toBe(404);
  });
});

describe("terms", () => {
  beforeAll(async () => {
    const id = await glossary("Termes");
    await entente.post(`/v1/glossaries/${id}/concepts`, {
      id: "dsg",
      definition: "Adjoint du secrétaire général.",
      terms: [
        { lang: "en", text: "DSG", status: "admitted", type: "acronym" },
        { lang: "en", text: "Deputy Secretary General", status: "preferred", type: "full-form" },
        { lang: "en", text: "Vice Secretary General", status: "forbidden", type: "full-form" },
        { lang: "fr", text: "secrétaire général délégué", status: "preferred", type: "full-form" },
      ],
    });
  });

  test("are found inflected, with their translations, preferred ones first", async () => {
    const { status, json } = await entente.get(
      `/v1/terms?${new URLSearchParams({ q: "secrétaires généraux délégués", lang: "fr" }).toString()}`,
    );
    expect(status).toBe(200);
    expect(json.items[0]).toMatchObject({
      concept: "dsg",
      term: "secrétaire général délégué",
      lang: "fr",
      status: "preferred",
      definition: "Adjoint du secrétaire général.",
      translations: { fr: ["secrétaire général délégué"], en: ["Deputy Secretary General", "DSG"] },
    });
  });

  test.each(["q=&lang=fr", "q=x", "lang=fr", "q=x&lang=fr&limit=1001", "q=x&lang=fr&target=en"])(
    "refuse %s",
    async (query) => {
      expect((await entente.get(`/v1/terms?${query}`)).status).toBe(422);
    },
  );

  test("are recognised in a text, at offsets of the text as given", async () => {
    const text = "La secre\u0301taire générale déléguée a parlé.";
    const { status, json } = await entente.post("/v1/recognize", { lang: "fr-CA", text });
    expect(status).toBe(200);
    const found = first(json.occurrences.filter(({ concept: id }) => id === "dsg"));
    expect(text.slice(found.start, found.end)).toBe("secre\u0301taire générale déléguée");
    expect(found).toMatchObject({ term: "secrétaire général délégué", status: "preferred" });
    expect(found.text).toBe("secre\u0301taire générale déléguée");
  });

  test("are none in a text that holds none", async () => {
    expect((await entente.post("/v1/recognize", { lang: "fr", text: "Bonjour." })).json).toEqual({ occurrences: [] });
  });

  test.each<[object, string]>([
    [{ lang: "fr", text: "" }, "$"],
    [{ lang: "fr" }, "$.text"],
    [{ lang: "fr", text: 5 }, "$.text"],
    [{ lang: "?", text: "x" }, "$.lang"],
    [{ lang: "fr", text: "x", segment: "y" }, "$.segment"],
  ])("are not looked for in %j", async (body, path) => {
    const answer = await entente.post("/v1/recognize", body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });
});

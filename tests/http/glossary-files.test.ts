import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente, type Json } from "./entente.js";

let entente: Entente;
beforeAll(async () => void (entente = await Entente.start()));
afterAll(() => entente.end());

const fixture = (path: string): string => readFileSync(new URL(`../formats/${path}`, import.meta.url), "utf8");
const TBX = fixture("tbx/basic-dca-v3.tbx");
const OCTETS = { "content-type": "application/octet-stream" };

async function glossary(name: string): Promise<string> {
  return (await entente.post("/v1/glossaries", { name })).json.id;
}

async function imported(id: string, file: string, query = ""): Promise<Json> {
  const answer = await entente.post(`/v1/glossaries/${id}/import${query}`, file, OCTETS);
  expect(answer.status).toBe(200);
  return answer.json;
}

async function conceptsOf(id: string): Promise<readonly Json[]> {
  return (await entente.get(`/v1/glossaries/${id}/concepts?limit=1000`)).json.items;
}

describe("an import into a glossary", () => {
  test("adds what is new, knows it again, and changes nothing in a dry run", async () => {
    const id = await glossary("Ports");
    const breaches = { count: 0, byRule: {}, first: [] };
    const reason = "the file's back matter was left out, with its 1 entry (respPerson)";
    const problems = [{ line: 64, column: 5, reason }];
    const added = { read: 2, added: 2, updated: 0, unchanged: 0, skipped: 0, problems, problemCount: 1, breaches };
    expect(await imported(id, TBX, "?dryRun=true")).toEqual({ ...added, dryRun: true });
    expect(await conceptsOf(id)).toEqual([]);
    expect(await imported(id, TBX)).toEqual({ ...added, dryRun: false });
    expect(await imported(id, TBX)).toMatchObject({ read: 2, added: 0, unchanged: 2 });
    const [first] = await conceptsOf(id);
    expect(first).toMatchObject({ id: "c1", subject: "harbours", definition: "A wall that keeps the sea out." });
    expect((await entente.get("/v1/terms?q=jetty&lang=en")).json.items).not.toEqual([]);
  });

  test("names the rules that a file breaks, in the answer and in its header", async () => {
    const id = await glossary("Manquements");
    const file = TBX.replace(/<conceptEntry id="c1">/, '<conceptEntry id="c1" colour="red">');
    const breaches = {
      count: 1,
      byRule: { "tbx.attribute-not-allowed": 1 },
      first: [
        {
          rule: "tbx.attribute-not-allowed",
          message: expect.stringContaining("colour"),
          line: expect.any(Number),
          column: expect.any(Number),
        },
      ],
    };
    const answer = await entente.post(`/v1/glossaries/${id}/import`, file, OCTETS);
    expect(answer.json).toMatchObject({ added: 2, problemCount: 1, breaches });
    expect(answer.headers["entente-problems"]).toBe("tbx.attribute-not-allowed=1");
    const valid = await entente.post(`/v1/glossaries/${id}/import`, TBX, OCTETS);
    expect(valid.headers).not.toHaveProperty("entente-problems");
    expect(await imported(id, "en,fr\njetty,jetée\n", "?name=x.csv")).not.toHaveProperty("breaches");
  });

  test("merges by id, then by terms in two languages, and keeps what the file does not speak of", async () => {
    const id = await glossary("Fusion");
    await imported(id, TBX);
    const csv = "en,fr,note\nQuay,quai,told by the table\njetty,digue,another pair\nbuoy,bouée,\n";
    expect(await imported(id, csv, "?name=x.csv")).toMatchObject({ read: 3, added: 1, updated: 2 });
    const concepts = await conceptsOf(id);
    expect(concepts.map((concept) => concept.id)).toEqual(["c1", "c2", "buoy"]);
    expect(concepts[1]).toMatchObject({ note: "told by the table" });
    expect(concepts[0]).toMatchObject({ subject: "harbours", note: "another pair" });
    const only = "concept,lang,term\nc1,en,jetty\n";
    expect(await imported(id, only, "?name=x.csv&onSame=skip")).toMatchObject({ skipped: 1 });
    expect(await imported(id, only, "?name=x.csv&onSame=replace")).toMatchObject({ updated: 1 });
    expect((await conceptsOf(id))[0]).toEqual({
      id: "c1",
      terms: [{ lang: "en", text: "jetty", status: "preferred", type: "full-form" }],
    });
  });

  test("leaves what a table has no column for as the glossary has it", async () => {
    const id = await glossary("Silences");
    const told = "concept,subject,definition,lang,term,status,type,note,sources,term property: gender\n";
    const rows = [
      "c1,ports,A wall.,en,jetty,deprecated,variant,old word,page 1,\n",
      "c1,,,en,pier,preferred,full-form,,,\n",
      "c1,,,fr,ADP,short-form,full-form,,,masculine\n",
    ];
    await imported(id, told + rows.join(""), "?name=a.csv");
    const before = await conceptsOf(id);
    expect(before[0]).toMatchObject({ terms: [{ status: "deprecated", type: "variant" }, {}, { type: "full-form" }] });
    const silent = "concept,lang,term\nc1,en,jetty\nc1,en,pier\nc1,fr,ADP\n";
    expect(await imported(id, silent, "?name=b.csv")).toMatchObject({ unchanged: 1, updated: 0 });
    expect(await imported(id, "concept,en,fr\nc1,jetty|pier,ADP\n", "?name=b.csv")).toMatchObject({ unchanged: 1 });
    const emptyCells = "concept,lang,term,status,type,note\nc1,en,jetty,,,\n";
    expect(await imported(id, emptyCells, "?name=b.csv")).toMatchObject({ unchanged: 1 });
    expect(await conceptsOf(id)).toEqual(before);
    const tbx = `<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body><termEntry id="c1"><langSet xml:lang="en"><tig><term>jetty</term></tig></langSet></termEntry></body></text></martif>`;
    expect(await imported(id, tbx)).toMatchObject({ unchanged: 1 });
  });

  test("adds to a language that has its preferred term only others, and changes what the file does say", async () => {
    const id = await glossary("Ajouts");
    await imported(id, "concept,lang,term,status\nc1,en,pier,preferred\n", "?name=a.csv");
    const more = "concept,lang,term,status\nc1,en,wharf,\nc1,fr,quai,\nc1,fr,appontement,\nc1,en,pier,deprecated\n";
    expect(await imported(id, more, "?name=b.csv")).toMatchObject({ updated: 1 });
    const terms = [
      { text: "pier", status: "deprecated" },
      { text: "wharf", status: "preferred" },
      { text: "quai", status: "preferred" },
      { text: "appontement", status: "admitted" },
    ];
    expect(await conceptsOf(id)).toMatchObject([{ terms }]);
    expect(await imported(id, "concept,en\nc1,dock\n", "?name=c.csv")).toMatchObject({ updated: 1 });
    const [pier, wharf, ...french] = terms;
    const dock = { text: "dock", status: "admitted" };
    expect(await conceptsOf(id)).toMatchObject([{ terms: [pier, wharf, ...french, dock] }]);
  });

  test("makes one of two terms that are the same, and tells where they contradict each other", async () => {
    const id = await glossary("Doublons");
    const term = (status: string, note: string): string =>
      `<tig><term>jetty</term><termNote type="administrativeStatus">${status}-admn-sts</termNote><note>${note}</note></tig>`;
    const tbx = `<martif type="TBX-Basic" xml:lang="en"><martifHeader/><text><body><termEntry id="c1"><langSet xml:lang="en">\n${term("preferredTerm", "one")}\n${term("deprecatedTerm", "two")}</langSet></termEntry></body></text></martif>`;
    expect(await imported(id, tbx)).toMatchObject({
      added: 1,
      skipped: 0,
      problems: [{ line: 3, unit: "c1", reason: expect.stringContaining("deprecated") }],
    });
    expect(await conceptsOf(id)).toMatchObject([{ terms: [{ text: "jetty", status: "preferred", note: "one\ntwo" }] }]);
  });

  test("of OmegaT's three columns needs to know the languages", async () => {
    const id = await glossary("OmegaT");
    const refused = await entente.post(`/v1/glossaries/${id}/import?name=a.tsv`, "jetty\tjetée\tA wall\n", OCTETS);
    expect([refused.status, refused.json.line]).toEqual([422, 1]);
    const query = "?name=a.tsv&sourceLang=en&targetLang=fr";
    expect(await imported(id, "jetty\tjetée\tA wall\n", query)).toMatchObject({ added: 1 });
  });

  test("names what could not be read by line and column, and takes the rest", async () => {
    const id = await glossary("Fautes");
    expect(await imported(id, fixture("tbx/bad-entries.tbx"))).toMatchObject({
      read: 6,
      added: 3,
      skipped: 3,
      problemCount: 8,
    });
  });

  test("of a file that is not well-formed changes nothing", async () => {
    const id = await glossary("Brisé");
    const answer = await entente.post(`/v1/glossaries/${id}/import`, TBX.slice(0, -30), OCTETS);
    expect(answer.status).toBe(422);
    expect(await conceptsOf(id)).toEqual([]);
    expect((await entente.post("/v1/glossaries/nobody/import", TBX, OCTETS)).status).toBe(404);
    expect((await entente.post(`/v1/glossaries/${id}/import`, Buffer.from([0x1f, 0x8b, 8, 0]), OCTETS)).status).toBe(
      415,
    );
  });
});

describe("an export of a glossary", () => {
  test("in every lossless format comes back as it was", async () => {
    const id = await glossary("Aller");
    await imported(id, TBX);
    const before = await conceptsOf(id);
    for (const format of ["tbx", "tbx2", "csv", "json"]) {
      const file = await entente.get(`/v1/glossaries/${id}/export?format=${format}`);
      expect(file.status).toBe(200);
      const back = await glossary(`Retour ${format}`);
      expect(await imported(back, file.text, `?name=x.${format}`)).toMatchObject({ added: 2, problemCount: 0 });
      expect(await conceptsOf(back)).toEqual(before);
      const again = await entente.get(`/v1/glossaries/${id}/export?format=${format}`, {
        "if-none-match": file.headers.etag ?? "",
      });
      expect(again.status).toBe(304);
    }
  });

  test("tells what its format has no room for", async () => {
    const id = await glossary("Pertes");
    await imported(id, TBX);
    const csv = (await entente.get(`/v1/glossaries/${id}/loss?format=csv`)).json;
    expect(csv).toEqual({ format: "csv", units: 2, unitsWithLoss: 0, totals: {}, losses: [], lossCount: 0 });
    const tsv = (await entente.get(`/v1/glossaries/${id}/loss?format=tsv&sourceLang=en&targetLang=fr`)).json;
    expect(tsv).toMatchObject({
      unitsWithLoss: 2,
      totals: { ids: 2, sources: 2, "terms not approved": 2, statuses: 1, properties: 7 },
    });
  });

  test("as a table is no formula, and has a mark where that is asked for", async () => {
    const id = await glossary("Formules");
    await imported(id, 'en,fr\n"=1+1",-x\n', "?name=x.csv");
    const file = await entente.get(`/v1/glossaries/${id}/export?format=csv&bom=true`);
    expect(file.text.startsWith("\uFEFFconcept,")).toBe(true);
    expect(file.text).toContain(",en,'=1+1,");
    expect(file.text).toContain(",fr,'-x,");
  });
});

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente, tmx } from "./entente.js";

let entente: Entente;
let memory: string;
beforeAll(async () => {
  entente = await Entente.start();
  memory = await entente.memory("Projet");
  const pairs = [
    ["Le chat dort.", "The cat sleeps."],
    ["Le grand chien noir mange la soupe.", "The big black dog eats the soup."],
  ] as const;
  const { headers } = await entente.post(`/v1/memories/${memory}/import`, tmx(...pairs));
  await entente.ended(String(headers.location));
});
afterAll(() => entente.end());

const unit = (id: number, source: string, target = ""): string =>
  `<trans-unit id="${id}">\r\n<source>${source}</source>${target}</trans-unit>`;
const xliff = (...units: string[]): string =>
  `<?xml version="1.0" encoding="windows-1252"?><xliff version="1.2"><file source-language='fr' target-language="en" original="r" datatype="plaintext"><body>${units.join("\n")}</body></file></xliff>`;
const FILE = xliff(
  unit(1, "Le chat dort."),
  unit(2, "Le grand chien noir mange la soupe chaude."),
  unit(3, "Le chat dort.", '<target state="final">The cat is asleep.</target>'),
  unit(4, "Tout autre chose encore."),
);

describe("a file that is pre-translated", () => {
  test("comes back with its matches and nothing else changed, and strip takes them out again", async () => {
    const { status, text, headers } = await entente.post("/v1/pretranslate?name=r.xlf&fill=100", FILE);
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("application/x-xliff+xml");
    expect(headers["content-disposition"]).toContain('filename="r.xlf"');
    expect(headers["entente-pretranslated"]).toBe("segments=4, matched=2, filled=1, terms=0");
    expect(text).toContain(
      '<target state="translated" state-qualifier="exact-match">The cat sleeps.</target><alt-trans',
    );
    expect(text).toMatch(
      /<alt-trans match-quality="\d\d" origin="entente:projet-1"[^>]*><source xml:lang="fr">Le grand/,
    );
    expect(text).toContain(unit(3, "Le chat dort.", '<target state="final">The cat is asleep.</target>'));
    const stripped = await entente.post("/v1/strip", text);
    expect(stripped.text).toBe(FILE);
    const again = await entente.post("/v1/pretranslate?name=r.xlf&fill=100", text);
    expect(again.text).toBe(text);
  });

  test("has the query's numbers in a match that differs in nothing else, as a look-up answers it", async () => {
    const other = await entente.memory("Quais");
    const { headers } = await entente.post(
      `/v1/memories/${other}/import`,
      tmx(["Le quai 12 ferme en mars.", "Quay 12 closes in March."]),
    );
    await entente.ended(String(headers.location));
    const file = xliff(unit(1, "Le quai 15 ferme en mars."));
    const { text } = await entente.post(`/v1/pretranslate?fill=75&memories=${other}`, file);
    expect(text).toContain(
      '<target state="needs-review-translation" state-qualifier="fuzzy-match">Quay 15 closes in March.</target>',
    );
    expect(text).toMatch(/<alt-trans match-quality="[89]\d" [^>]*adapted[^>]*><source xml:lang="fr">Le quai 12 /);
    expect((await entente.post("/v1/strip", text)).text).toBe(file);
  });

  test("has matches of the memories asked for, as good and as many as asked for", async () => {
    const other = await entente.memory("Vide");
    expect((await entente.post(`/v1/pretranslate?memories=${other}`, FILE)).text).toBe(FILE);
    expect((await entente.post("/v1/pretranslate?minScore=101", FILE)).text).toBe(FILE);
    const low = await entente.post(`/v1/pretranslate?memories=${memory}&minScore=1&limit=1`, FILE);
    expect(low.text.match(/<alt-trans/g)?.length).toBeLessThanOrEqual(3);
  });

  test("has its terms marked from the glossaries asked for", async () => {
    await entente.post("/v1/glossaries", { name: "Bêtes" });
    await entente.ask("PUT", "/v1/glossaries/betes/concepts/chat", {
      body: {
        terms: [
          { lang: "fr", text: "chat", status: "preferred", type: "full-form" },
          { lang: "en", text: "cat", status: "preferred", type: "full-form" },
        ],
      },
      headers: { "if-none-match": "*" },
    });
    const { text, headers } = await entente.post("/v1/pretranslate?minScore=101&glossaries=betes", FILE);
    expect(headers["entente-pretranslated"]).toContain("terms=1");
    expect(text).toContain('Le <mrk mtype="term" mid="entente-t1" comment="cat">chat</mrk> dort.');
    expect((await entente.post("/v1/strip", text)).text).toBe(FILE);
  });

  test("is refused where it is no XLIFF, not well-formed, ambiguous or without a language", async () => {
    const post = async (body: string, query = ""): Promise<unknown> => {
      const { status, json } = await entente.post(`/v1/pretranslate${query}`, body);
      return { status, line: status === 200 ? undefined : json.line };
    };
    expect(await post(tmx(["a", "b"]))).toEqual({ status: 415, line: 1 });
    expect(await post(FILE.slice(0, -4))).toMatchObject({ status: 422, line: expect.any(Number) });
    expect(await post(xliff(unit(1, "a"), unit(1, "b")))).toEqual({ status: 422, line: 3 });
    const bare = FILE.replace("source-language='fr'", "");
    expect(await post(bare)).toMatchObject({ status: 422 });
    expect(await post(bare, "?sourceLang=fr")).toMatchObject({ status: 200 });
    expect(await post(FILE, "?memories=none")).toMatchObject({ status: 404 });
    expect(await post(FILE, "?terms=glossary&glossaries=none")).toMatchObject({ status: 404 });
    expect(await post(FILE, "?fill=102")).toMatchObject({ status: 422 });
  });

  test("says by rule what is wrong with it, and is processed all the same", async () => {
    const file =
      '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr"><file id="f"><unit id="u"><segment state="translated"><source>Le chat dort.</source></segment></unit></file></xliff>';
    const { status, headers, text } = await entente.post("/v1/pretranslate?fill=100&targetLang=en", file);
    expect(status).toBe(200);
    expect(headers["entente-problems"]).toMatch(/xliff2\.[a-z-]+=1/);
    expect(text).toContain("mtc:matches");
    expect((await entente.post("/v1/strip", text)).text).toBe(file);
  });

  test("of version 1 says so too", async () => {
    const file = FILE.replace("<trans-unit ", "<trans-unit phase-name='nowhere' ");
    const { status, headers } = await entente.post("/v1/pretranslate", file);
    expect(status).toBe(200);
    expect(headers["entente-problems"]).toMatch(/xliff1\.phase-reference=1/);
  });

  test("is held to its rules where it is large too, which another thread does", async () => {
    const units = (first: string, last: string): string =>
      xliff(
        first,
        ...Array.from({ length: 12_000 }, (_, i) => unit(10 + i, `Rien de tel, ligne ${i}. ${"x".repeat(30)}`)),
        last,
      );
    const strange = units(unit(1, "Le chat dort.").replace("<trans-unit ", "<trans-unit phase-name='nowhere' "), "");
    expect(strange.length).toBeGreaterThan(1_048_576);
    const { status, text, headers } = await entente.post("/v1/pretranslate?minScore=100", strange);
    expect(status).toBe(200);
    expect(headers["entente-problems"]).toBe("xliff1.phase-reference=1");
    expect((await entente.post("/v1/strip", text)).text).toBe(strange);
    const ambiguous = await entente.post("/v1/pretranslate", units(unit(1, "a"), unit(1, "b")));
    expect(ambiguous).toMatchObject({ status: 422, json: { line: expect.any(Number) } });
    const cut = await entente.post("/v1/pretranslate", strange.slice(0, -4));
    expect(cut).toMatchObject({ status: 422, json: { line: expect.any(Number) } });
  });

  test("may be a job, whose result is the same file", async () => {
    const path = "/v1/pretranslate?name=r.xlf&fill=100";
    const { status, headers } = await entente.post(path, FILE, { prefer: "respond-async" });
    expect(status).toBe(202);
    const location = String(headers.location);
    expect(await entente.ended(location)).toMatchObject({ kind: "pretranslate", state: "done", file: "r.xlf" });
    const result = await entente.get(`${location}/result`);
    const waited = await entente.post(path, FILE);
    expect(result.text).toBe(waited.text);
    expect(result.headers["entente-pretranslated"]).toBe(waited.headers["entente-pretranslated"]);
  });
});

describe("a file that is analysed", () => {
  const counted = (bands: Record<string, { segments: number; words: number }>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(bands).flatMap(([band, { segments, words }]) => (segments > 0 ? [[band, [segments, words]]] : [])),
    );

  test("has its segments and words by band, file by file and in total", async () => {
    const { status, json } = await entente.post("/v1/analyze", FILE);
    expect(status).toBe(200);
    const { files, total, problems } = json as never as {
      files: { name: string; bands: Record<string, { segments: number; words: number }> }[];
      total: Record<string, { segments: number; words: number }>;
      problems: unknown;
    };
    expect(files.map(({ name }) => name)).toEqual(["r"]);
    expect(counted(total)).toEqual({ "100": [1, 3], "85-94": [1, 8], locked: [1, 3], none: [1, 4] });
    expect(total).toEqual(files[0]?.bands);
    expect(problems).toEqual({});
  });

  test("may be a job, whose result is the same as JSON", async () => {
    const { headers } = await entente.post("/v1/analyze?name=r.xlf", FILE, { prefer: "respond-async" });
    const location = String(headers.location);
    expect(await entente.ended(location)).toMatchObject({ kind: "analyze", state: "done" });
    const { json } = await entente.get(`${location}/result`);
    expect(json).toEqual((await entente.post("/v1/analyze", FILE)).json);
  });
});

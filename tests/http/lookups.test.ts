import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente, first } from "./entente.js";

let entente: Entente;
let memory: string;
beforeAll(async () => {
  entente = await Entente.start();
  memory = await entente.memory();
  await entente.unit(
    memory,
    "L’Alliance soutient l’Ukraine depuis 2022.",
    "The Alliance has supported Ukraine since 2022.",
  );
  await entente.unit(memory, "Le Conseil s’est réuni à Bruxelles.", "The Council met in Brussels.");
});
afterAll(() => entente.end());

const pair = { sourceLang: "fr", targetLang: "en" };

describe("a match that differs in values alone", () => {
  const held = ["Le 3 juin 2024, 50 000 soldats", "50,000 soldiers on 3 June 2024"] as const;
  const codes = (id: string, data: string): object[] => [{ at: 0, id, kind: "alone", data }];

  test("comes with its target put right, and what was changed", async () => {
    const id = await entente.memory();
    await entente.unit(id, ...held);
    const asked = { ...pair, segments: ["Le 28 mai 2025, 75 000 soldats"], memories: [id], minScore: 1 };
    const { json } = await entente.post("/v1/match", asked);
    expect(first(first(json.results).matches)).toMatchObject({
      target: held[1],
      adapted: {
        target: "75,000 soldiers on 28 May 2025",
        changes: [
          { kind: "number", start: 0, end: 6, from: "50,000", to: "75,000", query: { start: 16, end: 22 } },
          { kind: "date", start: 19, end: 30, from: "3 June 2024", to: "28 May 2025", query: { start: 3, end: 14 } },
        ],
      },
    });
  });

  test("comes with the codes that were asked with, though its text is the same", async () => {
    const id = await entente.memory();
    const unit = {
      source: { text: "Oui.", codes: codes("1", "<x/>") },
      target: { text: "Yes.", codes: codes("1", "<x/>") },
    };
    expect((await entente.post(`/v1/memories/${id}/units`, unit)).status).toBe(201);
    const segments = [{ text: "Oui.", codes: codes("9", "<y/>") }];
    const { json } = await entente.post("/v1/match", { ...pair, segments, memories: [id], minScore: 1 });
    expect(first(first(json.results).matches)).toMatchObject({
      adapted: {
        target: { text: "Yes.", codes: codes("9", "<y/>") },
        changes: [{ kind: "code", from: "<x/>", to: "<y/>" }],
      },
    });
  });

  test("of other words has none", async () => {
    const { json } = await entente.post("/v1/match", {
      ...pair,
      segments: ["Le Conseil s’est réuni à Paris."],
      minScore: 50,
    });
    expect(first(first(json.results).matches)).not.toHaveProperty("adapted");
  });
});

describe("a text that no whole segment is like", () => {
  const segments = [
    "Demain, le Conseil s’est réuni à Bruxelles pour la toute première fois de cette longue année difficile.",
  ];

  test("is answered by the units that hold its longest runs of words, where that is asked for", async () => {
    const { json } = await entente.post("/v1/match", { ...pair, segments, memories: [memory], fragments: true });
    const [match, ...others] = first(json.results).matches as unknown as {
      kind: string;
      source: string;
      target: string;
      fragment: { query: { start: number; end: number }; match: { start: number; end: number }; words: number };
    }[];
    expect(others).toEqual([]);
    expect(match).toMatchObject({ kind: "fragment", target: "The Council met in Brussels." });
    const { query, match: place, words } = match!.fragment;
    expect(words).toBe(7);
    expect(segments[0]!.slice(query.start, query.end)).toBe("le Conseil s’est réuni à Bruxelles");
    expect(match!.source.slice(place.start, place.end)).toBe("Le Conseil s’est réuni à Bruxelles");
  });

  test("is answered by nothing otherwise, and by whole segments where there are", async () => {
    const { json } = await entente.post("/v1/match", { ...pair, segments, memories: [memory] });
    expect(first(json.results).matches).toEqual([]);
    const whole = { ...pair, segments: ["Le Conseil s’est réuni à Bruxelles."], memories: [memory], fragments: true };
    const answer = await entente.post("/v1/match", whole);
    expect(first(answer.json.results).matches.map(({ kind }) => kind)).toEqual(["exact"]);
  });
});

describe("POST /v1/match", () => {
  test("answers an exact match with everything that its score is made of", async () => {
    const { status, json } = await entente.post("/v1/match", {
      ...pair,
      segments: ["Le Conseil s’est réuni à Bruxelles."],
    });
    expect(status).toBe(200);
    expect(json.results).toHaveLength(1);
    expect(first(first(json.results).matches)).toMatchObject({
      score: 100,
      kind: "exact",
      source: "Le Conseil s’est réuni à Bruxelles.",
      target: "The Council met in Brussels.",
      memory,
      words: 100,
      tokens: 100,
      characters: 100,
      penalties: [],
      occurrences: 1,
    });
    expect(json).not.toHaveProperty("unstemmed");
  });

  test("answers a fuzzy match whose edits lie within both texts", async () => {
    const query = "L’Alliance soutient la Géorgie depuis 2022.";
    const { json } = await entente.post("/v1/match", { ...pair, segments: [{ text: query }], minScore: 50 });
    const match = first(first(json.results).matches);
    expect(match.kind).toBe("fuzzy");
    expect(match.score).toBeGreaterThanOrEqual(50);
    const changed = match.edits.filter(({ op }) => op !== "keep");
    expect(changed.length).toBeGreaterThan(0);
    for (const edit of match.edits) {
      if (edit.query !== undefined) expect(query.slice(edit.query.start, edit.query.end)).toMatch(/\S/);
      if (edit.match !== undefined) expect(match.source.slice(edit.match.start, edit.match.end)).toMatch(/\S/);
    }
  });

  test("answers a batch in its order, empty where nothing is near", async () => {
    const segments = [
      "Rien de tel ici.",
      "Le Conseil s’est réuni à Bruxelles.",
      { text: "L’Alliance soutient l’Ukraine depuis 2023." },
    ];
    const { json } = await entente.post("/v1/match", { ...pair, segments });
    expect(json.results.map(({ matches }) => matches.length)).toEqual([0, 1, 1]);
  });

  test("raises a match in its place to 101", async () => {
    const own = await entente.memory("En place");
    await entente.post(`/v1/memories/${own}/units`, {
      source: "Oui, bien sûr.",
      target: "Yes, of course.",
      before: "Vraiment ?",
      after: null,
    });
    const segments = [{ text: "Oui, bien sûr.", before: "Vraiment ?", after: null }];
    const { json } = await entente.post("/v1/match", { ...pair, segments, memories: [own] });
    expect(first(first(json.results).matches)).toMatchObject({ score: 101, kind: "context" });
  });

  test("says which languages have no analyser", async () => {
    const { status, json } = await entente.post("/v1/match", {
      sourceLang: "et",
      targetLang: "fr",
      segments: ["Tere!"],
    });
    expect([status, json.unstemmed]).toEqual([200, ["et"]]);
  });

  test("looks in the memories named only", async () => {
    const other = await entente.memory("Autre");
    const segments = ["Le Conseil s’est réuni à Bruxelles."];
    const { json } = await entente.post("/v1/match", { ...pair, segments, memories: [other] });
    expect(first(json.results).matches).toEqual([]);
    expect((await entente.post("/v1/match", { ...pair, segments, memories: ["nobody"] })).status).toBe(404);
  });

  test("takes limits up to 1,000 and scores down to 1, and looks texts of any shape up", async () => {
    const codes = [{ at: 0, id: "1", kind: "alone" }];
    const segments = [{ text: "", codes }, "x", "mot ".repeat(3_500), "👍", "%1$s {0}", "10\u202f000", "e\u0301"];
    const { status } = await entente.post("/v1/match", { ...pair, segments, limit: 1_000, minScore: 1 });
    expect(status).toBe(200);
  });

  test.each<[unknown, string]>([
    [{ ...pair, segments: [] }, "$.segments"],
    [{ ...pair, segments: "text" }, "$.segments"],
    [{ ...pair, segments: [""] }, "$.segments[0]"],
    [{ ...pair, segments: ["a", { text: " \n" }] }, "$.segments[1]"],
    [{ ...pair, segments: [{ text: "a", after: 1 }] }, "$.segments[0].after"],
    [{ ...pair, segments: [{ txt: "a" }] }, "$.segments[0].text"],
    [{ ...pair, segments: ["x".repeat(65_536)] }, "$.segments[0]"],
    [{ ...pair, segments: Array.from({ length: 1_001 }, () => "x") }, "$.segments"],
    [{ ...pair, segments: Array.from({ length: 21 }, () => "x"), limit: 1_000 }, "$.limit"],
    [{ ...pair, segments: ["x"], limit: 0 }, "$.limit"],
    [{ ...pair, segments: ["x"], limit: 1_001 }, "$.limit"],
    [{ ...pair, segments: ["x"], minScore: 0 }, "$.minScore"],
    [{ ...pair, segments: ["x"], minScore: 102 }, "$.minScore"],
    [{ ...pair, segments: ["x"], minScore: "70" }, "$.minScore"],
    [{ ...pair, segments: ["x"], minscore: 70 }, "$.minscore"],
    [{ ...pair, segments: ["x"], memories: "all" }, "$.memories"],
    [{ ...pair, sourceLang: "fr fr", segments: ["x"] }, "$.sourceLang"],
    [{ segments: ["x"], sourceLang: "fr" }, "$.targetLang"],
  ])("refuses what breaks a rule, naming the place (%#)", async (body, path) => {
    const answer = await entente.post("/v1/match", body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });
});

describe("GET /v1/concordance", () => {
  const ask = (parameters: Record<string, string>) =>
    entente.get(`/v1/concordance?${new URLSearchParams(parameters).toString()}`);

  test("finds words in any form, and says where they stand", async () => {
    const { status, json } = await ask({ q: "alliances", lang: "fr", target: "en" });
    expect(status).toBe(200);
    const hit = first(json.items);
    expect(hit).toMatchObject({ memory, target: "The Alliance has supported Ukraine since 2022." });
    const texts = hit.highlights.map(({ start, end }) => hit.source.slice(start, end));
    expect(texts).toEqual(["Alliance"]);
  });

  test("finds words as written only where that is asked for, phrases in quotes, and words that go on", async () => {
    const places = async (q: string, more: Record<string, string> = {}): Promise<string[]> =>
      (await ask({ q, lang: "en", ...more })).json.items.flatMap(({ source, highlights }) =>
        highlights.map(({ start, end }) => source.slice(start, end)),
      );
    expect(await places("supports")).toContain("supported");
    expect(await places("supports", { form: "exact" })).toEqual([]);
    expect(await places("Supported", { form: "exact" })).toContain("supported");
    expect(await places('"supported Ukraine"')).toEqual(["supported", "Ukraine"]);
    expect(await places('"Ukraine supported"')).toEqual([]);
    expect(await places("suppor*")).toContain("supported");
    expect((await ask({ q: "supports", lang: "en", form: "stems" })).status).toBe(422);
  });

  test.each(['"', "' OR 1=1 --", "NEAR(a b)", "*", "a* -b", "l’", "%", "(", ":", "AND", "\u0301"])(
    "takes %j as words and as nothing else",
    async (q) => {
      expect((await ask({ q, lang: "fr" })).status).toBe(200);
    },
  );

  test.each([
    [{ q: "", lang: "fr" }, "q"],
    [{ q: "   ", lang: "fr" }, "q"],
    [{ q: "x".repeat(1_001), lang: "fr" }, "q"],
    [{ q: "x", lang: "" }, "lang"],
    [{ q: "x" }, "lang"],
    [{ lang: "fr" }, "q"],
    [{ q: "x", lang: "fr", target: "!" }, "target"],
    [{ q: "x", lang: "fr", limit: "0" }, "limit"],
    [{ q: "x", lang: "fr", langs: "en" }, "langs"],
  ])("refuses %j", async (parameters, path) => {
    const answer = await ask(parameters);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });

  test("refuses what is not UTF-8", async () => {
    expect((await entente.get("/v1/concordance?q=%ff&lang=fr")).status).toBe(400);
    expect((await entente.get("/v1/concordance?q=%E0%A4%A&lang=fr")).status).toBe(400);
  });
});

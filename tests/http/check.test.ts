import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { concept, Entente, first } from "./entente.js";

let entente: Entente;
let empty: string;
beforeAll(async () => {
  entente = await Entente.start();
  const nato = await entente.glossary("NATO");
  await entente.post(
    `/v1/glossaries/${nato}/concepts`,
    concept("nac", "Conseil de l’Atlantique Nord", "North Atlantic Council"),
  );
  empty = await entente.glossary("Empty");
});
afterAll(() => entente.end());

const pair = { sourceLang: "fr", targetLang: "en" };
const source = "Réunion du Conseil de l’Atlantique Nord le 3 mai.";

describe("POST /v1/check", () => {
  test("reports a term that is missing, at its place, and sums up", async () => {
    const segments = [
      { id: "a", source, target: "Meeting of the North Atlantic Council on 3 May." },
      { id: "b", source, target: "Meeting of the Council of Europe on 3 May." },
    ];
    const { status, json } = await entente.post("/v1/check", { ...pair, segments });
    expect(status).toBe(200);
    expect(json.findings).toHaveLength(1);
    const finding = first(json.findings);
    expect(finding).toMatchObject({ category: "term-missing", severity: "major", segment: 1, concept: "nac" });
    expect(source.slice(finding.source.start, finding.source.end)).toBe("Conseil de l’Atlantique Nord");
    expect(finding.source.text).toBe("Conseil de l’Atlantique Nord");
    expect(json.summary).toEqual({
      segments: 2,
      findings: 1,
      ignored: 0,
      byCategory: { "term-missing": 1 },
      bySeverity: { minor: 0, major: 1, critical: 0 },
    });
  });

  test("words its messages in the language that the caller reads", async () => {
    const body = { ...pair, segments: [{ source, target: "Meeting of the Council of Europe on 3 May." }] };
    const ask = async (languages?: string) => {
      const { json, headers } = await entente.post(
        "/v1/check",
        body,
        languages === undefined ? {} : { "accept-language": languages },
      );
      expect(headers.vary).toBe("Accept-Language");
      return [headers["content-language"], first(json.findings).message] as const;
    };
    const [[, english], [, french]] = [await ask(), await ask("fr-CA, en;q=0.5")];
    expect(english).not.toBe(french);
    expect(await ask("en, fr;q=0.9")).toEqual(["en", english]);
    expect(await ask("fr;q=0, *")).toEqual(["en", english]);
    expect(await ask("de, fr;q=0.1")).toEqual(["fr", french]);
    expect(await ask("de")).toEqual(["en", english]);
    expect(await ask(";;q=,,=")).toEqual(["en", english]);
  });

  test("goes by the glossaries and checks named only", async () => {
    const segments = [{ source, target: "Meeting of the Council of Europe on 4 May." }];
    const categories = async (chosen: object): Promise<string[]> =>
      Object.keys((await entente.post("/v1/check", { ...pair, segments, ...chosen })).json.summary.byCategory);
    expect(await categories({ glossaries: [empty] })).not.toContain("term-missing");
    expect(await categories({ checks: ["term-missing"] })).toEqual(["term-missing"]);
    expect((await entente.post("/v1/check", { ...pair, segments, glossaries: ["nobody"] })).status).toBe(404);
  });

  test("takes an empty target for a finding and not for a fault", async () => {
    const { status, json } = await entente.post("/v1/check", { ...pair, segments: [{ source, target: "" }] });
    expect([status, json.summary.byCategory.untranslated]).toEqual([200, 1]);
  });

  test.each<[object, string]>([
    [{ ...pair, segments: [] }, "$.segments"],
    [{ ...pair, segments: [{ source }] }, "$.segments[0].target"],
    [
      {
        ...pair,
        segments: [
          { source, target: "x" },
          { source, target: "a\u0001" },
        ],
      },
      "$.segments[1].target",
    ],
    [{ ...pair, segments: [{ source, target: "x".repeat(65_536) }] }, "$.segments[0].target"],
    [{ ...pair, segments: [{ source, target: "x", text: "y" }] }, "$.segments[0].text"],
    [{ ...pair, segments: [{ source, target: "x" }], checks: ["speling"] }, "$.checks[0]"],
    [{ ...pair, segments: [{ source, target: "x" }], sourceLang: "" }, "$.sourceLang"],
    [{ ...pair, segments: Array.from({ length: 5_001 }, () => ({ source: "x", target: "x" })) }, "$.segments"],
  ])("refuses what breaks a rule, naming the place (%#)", async (body, path) => {
    const answer = await entente.post("/v1/check", body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });
});

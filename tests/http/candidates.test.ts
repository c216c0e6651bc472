import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente } from "./entente.js";

let entente: Entente;
beforeAll(async () => {
  entente = await Entente.start();
});
afterAll(() => entente.end());

const pair = { sourceLang: "fr", targetLang: "en" };
const segments = [
  {
    source: "Le Comité politique et de sécurité (COPS) s’est réuni.",
    target: "The Political and Security Committee (PSC) met.",
  },
];

describe("POST /v1/candidates", () => {
  test("proposes names that the glossaries lack", async () => {
    const { status, json } = await entente.post("/v1/candidates", { ...pair, segments });
    expect(status).toBe(200);
    expect(json).toEqual({
      candidates: [
        expect.objectContaining({
          kind: "acronym",
          source: { text: "Comité politique et de sécurité", acronym: "COPS" },
          target: { text: "Political and Security Committee", acronym: "PSC" },
          count: 1,
        }),
      ],
    });
  });

  test("takes texts with codes and translations still to be made", async () => {
    const coded = { source: { text: "Le Comité.", codes: [{ at: 3, id: "1", kind: "alone" }] }, target: "" };
    const { status, json } = await entente.post("/v1/candidates", { ...pair, segments: [coded] });
    expect([status, json]).toEqual([200, { candidates: [] }]);
  });

  test.each([
    [{ ...pair, segments: [] }, "$.segments"],
    [{ ...pair, segments: [{ source: "a" }] }, "$.segments[0].target"],
    [{ ...pair, segments: Array.from({ length: 20_001 }, () => ({ source: "x", target: "y" })) }, "$.segments"],
    [{ segments, sourceLang: "fr" }, "$.targetLang"],
  ])("refuses what breaks a rule, naming the place (%#)", async (body, path) => {
    const answer = await entente.post("/v1/candidates", body);
    expect([answer.status, answer.json.path]).toEqual([422, path]);
  });
});

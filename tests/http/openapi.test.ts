import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Entente } from "./entente.js";

type Schema = Readonly<Record<string, unknown>>;

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: object };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

interface Description {
  readonly openapi: string;
  readonly info: object;
  readonly security: readonly object[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

let entente: Entente;
let description: Description;
beforeAll(async () => {
  entente = await Entente.start();
  description = JSON.parse((await entente.get("/openapi.json")).text) as Description;
});
afterAll(() => entente.end());

/** What the contract has of this release, as method and path. */
const CONTRACT = [
  "post /v1/analyze",
  "post /v1/pretranslate",
  "post /v1/strip",
  "post /v1/check/file",
  "post /v1/memories/{id}/check",
  "get /healthz",
  "get /openapi.json",
  "get /v1/memories",
  "post /v1/memories",
  "get /v1/memories/{id}",
  "patch /v1/memories/{id}",
  "delete /v1/memories/{id}",
  "post /v1/memories/{id}/import",
  "get /v1/memories/{id}/export",
  "get /v1/memories/{id}/loss",
  "get /v1/memories/{id}/units",
  "post /v1/memories/{id}/units",
  "get /v1/units/{id}",
  "put /v1/units/{id}",
  "delete /v1/units/{id}",
  "get /v1/units/{id}/history",
  "get /v1/jobs",
  "get /v1/jobs/{id}",
  "delete /v1/jobs/{id}",
  "post /v1/jobs/{id}/run",
  "get /v1/jobs/{id}/events",
  "get /v1/jobs/{id}/result",
  "get /metrics",
  "post /v1/match",
  "get /v1/concordance",
  "get /v1/glossaries",
  "post /v1/glossaries",
  "get /v1/glossaries/{id}",
  "delete /v1/glossaries/{id}",
  "get /v1/glossaries/{id}/concepts",
  "post /v1/glossaries/{id}/concepts",
  "post /v1/glossaries/{id}/import",
  "get /v1/glossaries/{id}/export",
  "get /v1/glossaries/{id}/loss",
  "get /v1/glossaries/{id}/concepts/{concept}",
  "put /v1/glossaries/{id}/concepts/{concept}",
  "delete /v1/glossaries/{id}/concepts/{concept}",
  "get /v1/terms",
  "post /v1/recognize",
  "post /v1/validate",
  "post /v1/candidates",
  "post /v1/check",
  "get /v1/ignores",
  "post /v1/ignores",
  "delete /v1/ignores/{id}",
  "get /v1/profiles",
  "get /v1/profiles/{name}",
  "put /v1/profiles/{name}",
  "delete /v1/profiles/{name}",
];

function operations(): [string, Operation][] {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );
}

function eachNode(node: unknown, visit: (object: Record<string, unknown>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Record<string, unknown>);
  for (const child of Object.values(node)) eachNode(child, visit);
}

describe("the description", () => {
  test("has every route of the contract, and no other", () => {
    expect(
      operations()
        .map(([name]) => name)
        .sort(),
    ).toEqual([...CONTRACT].sort());
  });

  test("is OpenAPI 3.1 with the release's version", () => {
    expect(description.openapi).toMatch(/^3\.1\.\d$/);
    expect(description.info).toMatchObject({ title: "Entente", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(description.security).toEqual([]);
  });

  test("names no schema that it does not have, and has none that it does not name", () => {
    const named = new Set<string>();
    eachNode(description, ({ $ref }) => {
      if (typeof $ref === "string") named.add($ref);
    });
    const there = Object.keys(description.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect([...named].sort()).toEqual(there.sort());
    expect(JSON.stringify(description)).not.toContain("$defs");
  });

  test("describes every name in a path, and every operation once", () => {
    for (const [name, { parameters, summary, operationId, responses }] of operations()) {
      const inPath = parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
      expect(inPath.map((parameter) => `{${parameter}}`)).toEqual(name.match(/\{\w+\}/g) ?? []);
      for (const parameter of parameters)
        expect(parameter).toMatchObject({ name: expect.any(String), schema: expect.any(Object) });
      expect(summary).toEqual(expect.any(String));
      expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
      expect(responses["default"]?.content).toHaveProperty(["application/problem+json"]);
      expect(Object.keys(responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
      for (const response of Object.values(responses)) expect(response.description).toEqual(expect.any(String));
    }
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("says how texts, limits and conditions are", () => {
    const match = description.components.schemas["MatchInput"];
    expect(match?.["required"]).toEqual(["sourceLang", "targetLang", "segments"]);
    expect(match?.["additionalProperties"]).toBe(false);
    expect(match?.["properties"]).toMatchObject({
      limit: { type: "integer", minimum: 1, maximum: 1_000 },
      segments: { minItems: 1, maxItems: 1_000 },
    });
    const put = description.paths["/v1/units/{id}"]?.["put"];
    expect(put?.parameters).toContainEqual(expect.objectContaining({ name: "If-Match", in: "header", required: true }));
    const upload = description.paths["/v1/memories/{id}/import"]?.["post"]?.requestBody?.content ?? {};
    expect(Object.keys(upload).sort()).toEqual(["application/octet-stream", "multipart/form-data"]);
  });
});

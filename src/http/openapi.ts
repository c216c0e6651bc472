import { z } from "zod";
import { problemJson } from "./problem-details.js";
import type { Route } from "./route.js";

/** The description of the server in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1), made from the table of routes. */
export interface OpenApi {
  readonly openapi: "3.1.1";
  readonly info: object;
  readonly paths: Readonly<Record<string, Record<string, object>>>;
  readonly components: object;
  readonly security: readonly object[];
}

type JsonSchema = Record<string, unknown>;

/** Describes the routes; `secured` where the server asks for its token. */
export function describeRoutes(
  routes: readonly Route[],
  { version, secured }: { version: string; secured: boolean },
): OpenApi {
  const components = new Components();
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) (paths[route.path] ??= {})[route.method] = operationOf(route, components);
  return {
    openapi: "3.1.1",
    info: {
      title: "Entente",
      version,
      summary: "A translation memory and terminology server for French and English.",
      description:
        "Offsets are UTF-16 code units of a text as given, end exclusive. Every error is a problem (RFC 9457). " +
        "Lists are read page by page: `next`, where there is one, is the `after` of the next page. " +
        "A change names the version that it builds on with `If-Match`: 428 without, 412 where it is not the current one.",
    },
    paths,
    components: {
      schemas: components.schemas,
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
    },
    security: secured ? [{ token: [] }] : [],
  };
}

/** Schemas that have an id, collected while others that name them are written. */
class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** A schema as the description writes it: named ones by reference. */
  reference(schema: z.ZodType): JsonSchema {
    const whole: JsonSchema = { ...z.toJSONSchema(schema, { io: "input", target: "draft-2020-12" }) };
    const { $defs = {} } = whole;
    delete whole["$defs"];
    delete whole["$schema"];
    for (const [id, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
      this.schemas[id] = relocated(definition) as JsonSchema;
    }
    return relocated(whole) as JsonSchema;
  }
}

/** A schema whose references lead to where OpenAPI keeps schemas. */
function relocated(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map((item: unknown) => relocated(item));
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, value]) =>
      name === "$ref" && typeof value === "string"
        ? [name, value.replace("#/$defs/", "#/components/schemas/")]
        : [name, relocated(value)],
    ),
  );
}

function operationOf(route: Route, components: Components): object {
  const { summary, description, query, body, upload = false } = route;
  const content = body === undefined ? undefined : { "application/json": { schema: components.reference(body) } };
  const requestBody = upload ? uploadBody() : content === undefined ? undefined : { required: true, content };
  return {
    operationId: operationId(route),
    tags: [route.path.split("/")[2] ?? "service"],
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [...pathParameters(route), ...queryParameters(query, components), ...headerParameters(route)],
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: responsesOf(route, components),
  };
}

/** `getMemoriesIdUnits`: unlovely and unique. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word !== "v1");
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function uploadBody(): object {
  const file = { type: "string", contentMediaType: "application/octet-stream" };
  return {
    required: true,
    description: "The file itself, under any type, or a form with the file as its part `file`.",
    content: {
      "application/octet-stream": {},
      "multipart/form-data": { schema: { type: "object", properties: { file }, required: ["file"] } },
    },
  };
}

function pathParameters({ params = {} }: Route): object[] {
  return Object.entries(params).map(([name, description]) => {
    return { name, in: "path", required: true, description, schema: { type: "string" } };
  });
}

function queryParameters(query: z.ZodObject | undefined, components: Components): object[] {
  if (query === undefined) return [];
  const { properties = {}, required = [] } = components.reference(query) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => {
    const described = description === undefined ? {} : { description };
    return { name, in: "query", required: required.includes(name), ...described, schema };
  });
}

function headerParameters({ condition, later, revalidates = false }: Route): object[] {
  const header = (name: string, required: boolean, description: string): object => {
    return { name, in: "header", required, description, schema: { type: "string" } };
  };
  if (later !== undefined) {
    return [
      header("Prefer", false, "`respond-async`: answer with a job at once, whose result is the file (RFC 7240)."),
    ];
  }
  if (revalidates) return [header("If-None-Match", false, "The ETag of what the caller has; 304 where it is current.")];
  if (condition === undefined) return [];
  const both = condition === "If-Match or If-None-Match";
  const match = header("If-Match", !both, "The ETag of the version that the change builds on.");
  return both ? [match, header("If-None-Match", false, "`*`: there must be none yet.")] : [match];
}

function responsesOf(route: Route, components: Components): object {
  const { status = 200, otherStatuses = {}, answer, fileTypes, later, revalidates = false } = route;
  const types = fileTypes?.map((type) => [type, {}]) ?? [];
  const schema = answer === undefined ? undefined : components.reference(answer);
  const content = Object.fromEntries(schema === undefined ? types : [["application/json", { schema }]]) as object;
  const success = status === 204 ? {} : { content };
  const problem = { "application/problem+json": { schema: components.reference(problemJson) } };
  const others = Object.entries(otherStatuses).map(([code, description]) => [
    code,
    { description, ...(code === "204" ? {} : success) },
  ]);
  if (later !== undefined) {
    const laterContent = { "application/json": { schema: components.reference(later) } };
    others.push(["202", { description: "A job, for a caller who prefers not to wait.", content: laterContent }]);
  }
  if (revalidates) others.push(["304", { description: "The caller has the current version." }]);
  return {
    [status]: { description: "Done as asked.", ...success },
    ...(Object.fromEntries(others) as object),
    default: { description: "A problem; its `type` and `detail` say which.", content: problem },
  };
}

import Levenshtein from "fast-levenshtein";
import type { z } from "zod";
import { HttpRefusal, type Fault } from "./http-refusal.js";
import { jsonPath } from "./json-body.js";
import { MAX_FAULTS } from "./limits.js";

/** Where the value came from: decides how paths are written. */
export type Origin = "body" | "query";

/** The value as the schema has it; refuses with 422 naming every fault, the first in the words of the whole. */
export function accept<Schema extends z.ZodType>(schema: Schema, value: unknown, origin: Origin): z.output<Schema> {
  const parsed = schema.safeParse(value, { error: wording });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, [], origin)).slice(0, MAX_FAULTS);
  const [first] = faults;
  if (first === undefined) throw new TypeError("a schema refused without an issue");
  throw new HttpRefusal(422, "invalid", first.detail, { path: first.path, errors: faults });
}

function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[], origin: Origin): Fault[] {
  const keys = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const details = issue.message.split("\n");
    return issue.keys.map((key, i) => ({ path: written([...keys, key], origin), detail: details[i] ?? "not known" }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const branch = likeliest(issue.errors);
    if (branch !== undefined) return branch.flatMap((inner) => faultsOf(inner, keys, origin));
  }
  return [{ path: written(keys, origin), detail: issue.message }];
}

/** Of a union's alternatives the one that the value came nearest to; none where it is not even of the kind of any. */
function likeliest(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const ofKind = branches.filter(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  const weight = (issues: readonly z.core.$ZodIssue[]): number =>
    issues.reduce((sum, issue) => sum + (issue.code === "unrecognized_keys" ? issue.keys.length : 1), 0);
  return ofKind.reduce<readonly z.core.$ZodIssue[] | undefined>(
    (best, issues) => (best === undefined || weight(issues) < weight(best) ? issues : best),
    undefined,
  );
}

function written(keys: readonly PropertyKey[], origin: Origin): string {
  return origin === "body" ? jsonPath(keys) : keys.map(String).join(".");
}

/** What is wrong and what would be right. zod's own words name its types and leave out the values. */
const wording: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "custom":
      return issue.message;
    case "invalid_type":
      return issue.input === undefined
        ? `missing; give ${kindOf(issue.expected)}`
        : `this is ${kindOfValue(issue.input)}; give ${kindOf(issue.expected)}`;
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownName(key, namesOf(issue.inst))).join("\n");
    case "invalid_value":
      if (issue.input === undefined)
        return `missing; give ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
      return `${shown(issue.input)} is none of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      return `${sizeOf(issue.input)}; at least ${issue.minimum} ${Number(issue.minimum) === 1 ? "is" : "are"} needed`;
    case "too_big":
      return `${sizeOf(issue.input)}; at most ${issue.maximum} ${Number(issue.maximum) === 1 ? "is" : "are"} allowed`;
    case "invalid_union":
      return `this is ${kindOfValue(issue.input)}, which it cannot be; see /openapi.json`;
    case "invalid_key":
      return `the name breaks a rule: ${issue.issues.map(({ message }) => message).join("; ")}`;
    case "invalid_element":
    case "invalid_format":
    case "not_multiple_of":
      return undefined;
  }
};

function sizeOf(value: unknown): string {
  if (Array.isArray(value)) return `the list has ${value.length} items`;
  if (typeof value === "string") return `the text has ${value.length} UTF-16 units`;
  return typeof value === "number" ? `this is ${value}` : `this is ${kindOfValue(value)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: "a string",
  number: "a whole number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

function kindOf(expected: string): string {
  return KINDS[expected] ?? expected;
}

function kindOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "number" ? "a number" : kindOf(typeof value);
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number"
    ? JSON.stringify(value).slice(0, 60)
    : kindOfValue(value);
}

function namesOf(schema: unknown): string[] {
  return typeof schema === "object" && schema !== null && "shape" in schema ? Object.keys(schema.shape as object) : [];
}

/** How far a name may be from a known one to be taken for a slip: two keystrokes, as spelling checkers have it. */
const SLIP = 2;

function unknownName(name: string, known: readonly string[]): string {
  const plain = (text: string): string => text.toLowerCase().replace(/[_-]/g, "");
  const ranked = known
    .map((candidate) => ({ candidate, distance: Levenshtein.get(plain(name.slice(0, 100)), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const [nearest] = ranked;
  const slip = nearest !== undefined && nearest.distance <= Math.min(SLIP, nearest.candidate.length - 1);
  if (slip) return `this name is not known here; did you mean "${nearest.candidate}"?`;
  if (known.length === 0) return "this name is not known here; none is";
  return `this name is not known here; known are ${known.join(", ")}`;
}

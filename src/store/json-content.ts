import type { z } from "zod";
import { Refusal } from "../refusal.js";
import { jsonFault, placeAt, placeOf } from "./json-place.js";

/**
 * Reads the content of a JSON file that people edit too: every fault is told with its line and column and what would be
 * right. Refuses with `malformed` what is no JSON, with `invalid` what the schema does not take.
 */
export function readJsonContent<Schema extends z.ZodType>(bytes: Uint8Array, schema: Schema): z.output<Schema> {
  const decoded = decode(bytes);
  let json: unknown;
  try {
    json = JSON.parse(decoded);
  } catch (error) {
    const { reason, ...place } = jsonFault(decoded) ?? { reason: "the file is not JSON", line: 1, column: 1 };
    throw new Refusal("malformed", reason, { ...place, cause: error });
  }
  const read = schema.safeParse(json);
  if (!read.success) throw faultOf(decoded, read.error);
  return read.data;
}

/** A byte order mark, which editors under Windows leave, is no part of the text. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    const lenient = new TextDecoder().decode(bytes);
    const place = placeAt(lenient, lenient.indexOf("\uFFFD"));
    throw new Refusal("malformed", "the file is not in UTF-8; save it in that encoding", { ...place, cause: error });
  }
}

/** The first fault, in the order of the file. */
function faultOf(decoded: string, error: z.ZodError): Refusal {
  const faults = faultsIn(error).map((fault) => ({ ...fault, ...placeOf(decoded, fault.path) }));
  const [first] = faults.sort((a, b) => a.line - b.line || a.column - b.column);
  if (first === undefined) throw new Error("content was found faulty without a fault", { cause: error });
  const { line, column, reason } = first;
  const path = pathText(first.path);
  return new Refusal("invalid", `${path}: ${reason}`, { line, column, path, cause: error });
}

/** Zod's faults, in our words where its own name no cure. */
export function faultsIn(error: z.ZodError): { readonly path: PropertyKey[]; readonly reason: string }[] {
  return error.issues.map((issue) => {
    if (issue.code !== "unrecognized_keys") return { path: issue.path, reason: issue.message };
    const [key = ""] = issue.keys;
    return {
      path: [...issue.path, key],
      reason: `no member ${JSON.stringify(key)} is known here; remove or rename it`,
    };
  });
}

/** A path as refusals write it: `$.concepts[3].id`. */
export function pathText(path: readonly PropertyKey[]): string {
  return `$${path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("")}`;
}

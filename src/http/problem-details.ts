import { STATUS_CODES } from "node:http";
import { z } from "zod";
import { Refusal, type RefusalCode } from "../refusal.js";
import { HttpRefusal, type HttpRefusalDetail } from "./http-refusal.js";

/** A problem as RFC 9457 has it, with the members that say where it lies. */
export const problemJson = z
  .strictObject({
    type: z
      .string()
      .meta({ description: "`urn:entente:problem:` and the kind of problem, in a word that never changes." }),
    title: z.string(),
    status: z.int(),
    detail: z.string().exactOptional().meta({ description: "What is wrong, and what would be right." }),
    instance: z.string().exactOptional().meta({ description: "The request; the server's log has the same id." }),
    path: z.string().exactOptional().meta({
      description: "Where: a JSON path into the body (`$.segments[3].text`), or the name of a query parameter.",
    }),
    line: z.int().exactOptional(),
    column: z.int().exactOptional(),
    file: z.string().exactOptional().meta({ description: "A file of the home." }),
    current: z.unknown().exactOptional().meta({ description: "What is there now, as a GET would answer (412)." }),
    errors: z
      .array(z.strictObject({ path: z.string(), detail: z.string() }))
      .exactOptional()
      .meta({ description: "Every fault that was found, the first one first." }),
  })
  .meta({ id: "Problem", description: "A problem (RFC 9457, application/problem+json)." });

export type ProblemJson = z.output<typeof problemJson>;

/** An error as it is answered. */
export interface ProblemAnswer {
  readonly problem: ProblemJson;
  readonly headers: Readonly<Record<string, string>>;
}

const STATUS_OF: Readonly<Record<RefusalCode, number>> = {
  invalid: 422,
  malformed: 422,
  unsupported: 415,
  "too-large": 413,
  "not-found": 404,
  conflict: 409,
  stale: 412,
  "read-only": 409,
  locked: 409,
  "storage-full": 507,
};

/**
 * The one place where an error becomes an answer. Refusals say what the caller can put right; anything else is ours to
 * put right, and says nothing.
 */
export function problemOf(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof HttpRefusal) return answer(error.status, error.code, error.message, error.detail, requestId);
  if (error instanceof Refusal) {
    return answer(STATUS_OF[error.code], error.code, error.message, error.detail, requestId);
  }
  // Express decodes the path with `decodeURIComponent`.
  if (error instanceof URIError) {
    return answer(400, "malformed", "the path holds a percent sequence that is not UTF-8", {}, requestId);
  }
  return answer(500, "internal", "the server failed; its log says why", {}, requestId);
}

function answer(
  status: number,
  code: string,
  detail: string,
  at: HttpRefusalDetail & { readonly file?: string },
  requestId: string,
): ProblemAnswer {
  const { path, line, column, file, current, errors, headers = {} } = at;
  const place = { path, line, column, file, current, errors };
  const known = Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined));
  const title = STATUS_CODES[status] ?? "Error";
  const type = `urn:entente:problem:${code}`;
  return { problem: { type, title, status, detail, instance: `urn:uuid:${requestId}`, ...known }, headers };
}

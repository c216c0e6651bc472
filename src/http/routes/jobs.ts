import { z } from "zod";
import type { Workspace } from "../../workspace/workspace.js";
import { instantField, listOf, pageQuery } from "../fields.js";
import { route, type Route } from "../route.js";

const problemOfFileJson = z
  .strictObject({
    line: z.int(),
    column: z.int(),
    unit: z.string().exactOptional().meta({ description: "The unit's id in the file, or its ordinal as `#12`." }),
    reason: z.string(),
  })
  .meta({ id: "FileProblem", description: "A unit that could not be read from a file; the others were." });

const count = z.int().min(0);

export const jobJson = z
  .strictObject({
    id: z.string(),
    kind: z.enum(["import", "follow"]),
    memory: z.string(),
    state: z.enum(["queued", "running", "done", "failed", "interrupted", "cancelled"]),
    file: z.string().exactOptional(),
    read: count,
    added: count,
    updated: count,
    unchanged: count,
    skipped: count,
    removed: count,
    problems: z.array(problemOfFileJson).meta({ description: "The first thousand." }),
    problemCount: count,
    leftOut: z.record(z.string(), count).exactOptional().meta({
      description:
        "Translations of an XLIFF file that were not wanted for their state, by state; not among those read.",
    }),
    error: z.string().exactOptional().meta({ description: "Why it failed; the memory is as it was." }),
    createdAt: instantField,
    finishedAt: instantField.exactOptional(),
  })
  .meta({ id: "Job", description: "Long work: what it does is done whole, or not at all." });

/** Jobs, to be asked after until they end. */
export function jobRoutes(workspace: Workspace): Route[] {
  return [
    route({
      method: "get",
      path: "/v1/jobs",
      summary: "The jobs, newest first",
      query: pageQuery,
      answer: listOf(jobJson),
      handle: ({ query }) => ({ json: workspace.jobs(query) }),
    }),
    route({
      method: "get",
      path: "/v1/jobs/{id}",
      summary: "A job",
      params: { id: "The job's id." },
      answer: jobJson,
      handle: ({ params: { id } }) => ({ json: workspace.job(id) }),
    }),
  ];
}

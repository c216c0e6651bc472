import { z } from "zod";
import type { Job } from "../../job.js";
import { hasEnded } from "../../workspace/job-desk.js";
import type { Workspace } from "../../workspace/workspace.js";
import { BREACHES_MEMBER, breachesJson, problemsHeader } from "../breaches-json.js";
import type { ServerEvent } from "../event-stream.js";
import { instantField, listOf, pageQuery } from "../fields.js";
import { route, type Route } from "../route.js";

export const problemOfFileJson = z
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
    kind: z.enum(["import", "dry-run", "follow", "check", "pretranslate", "analyze"]).meta({
      description: "`dry-run`: an import that only counts. `follow`: a file under `tm/`. The last three make a file.",
    }),
    memory: z.string().exactOptional().meta({ description: "The memory that it writes to, or that it checks." }),
    state: z.enum(["queued", "running", "done", "failed", "interrupted", "cancelled"]),
    file: z.string().exactOptional(),
    fileSize: count.exactOptional().meta({ description: "Bytes of the file handed in." }),
    fileRead: count.exactOptional().meta({ description: "Bytes of it that have been read." }),
    read: count.meta({ description: "Units read; of a check, units checked." }),
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
    breaches: breachesJson
      .nullable()
      .exactOptional()
      .meta({ description: `Of an import that is done. ${BREACHES_MEMBER}` }),
    error: z.string().exactOptional().meta({ description: "Why it failed; the memory is as it was." }),
    result: z
      .strictObject({ contentType: z.string(), fileName: z.string(), size: count })
      .exactOptional()
      .meta({ description: "What it has made, at `/v1/jobs/{id}/result`, as long as that is kept." }),
    canRunAgain: z.boolean().exactOptional().meta({
      description: "Whether it was not done and its file is still there: `/v1/jobs/{id}/run` runs it again.",
    }),
    createdAt: instantField,
    finishedAt: instantField.exactOptional(),
  })
  .meta({ id: "Job", description: "Long work: what it does is done whole, or not at all." });

/** The answer that tells of a job just begun. */
export const jobAnswer = z.strictObject({ job: jobJson });

const params = { id: "The job's id." };

/** Jobs: asked after or watched until they end, cancelled, run again, and what they have made. */
export function jobRoutes(workspace: Workspace): Route[] {
  const { jobDesk } = workspace;
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
      description: "`Entente-Problems` counts by rule what its file breaks of its format.",
      params,
      answer: jobJson,
      handle: ({ params: { id } }) => {
        const job = workspace.job(id);
        return { json: job, headers: problemsHeader(job.breaches) };
      },
    }),
    route({
      method: "delete",
      path: "/v1/jobs/{id}",
      summary: "Cancels a job that waits or runs",
      description: "Nothing of it stays but the job itself, which can be run again. 409 where it has ended.",
      params,
      answer: jobJson,
      handle: async ({ params: { id } }) => ({ json: await jobDesk.cancel(id) }),
    }),
    route({
      method: "post",
      path: "/v1/jobs/{id}/run",
      summary: "Runs a job again that was interrupted, was cancelled or failed",
      description:
        "It begins anew with the file that was handed in. 409 where that is kept no longer, or was at fault.",
      params,
      status: 202,
      answer: jobAnswer,
      handle: ({ params: { id } }) => {
        const job = jobDesk.runAgain(id);
        return { json: { job }, headers: { Location: `/v1/jobs/${encodeURIComponent(id)}` } };
      },
    }),
    route({
      method: "get",
      path: "/v1/jobs/{id}/events",
      summary: "A job as it goes on, as server-sent events",
      description:
        "`progress`: the job without its problems, when it begins to be watched and whenever it has gone on, a few times " +
        "a second at most. `end`: the job as it ended; after it the stream closes, and a client that comes back with " +
        "`Last-Event-ID: end` is answered 204, which keeps browsers from coming again.",
      params,
      fileTypes: ["text/event-stream"],
      otherStatuses: { 204: "The caller has seen the end." },
      handle: ({ params: { id }, request }) => {
        const job = workspace.job(id);
        if (request.headers["last-event-id"] === END && hasEnded(job)) return { status: 204 };
        return { events: (signal) => eventsOf(jobDesk.watch(id, signal)) };
      },
    }),
    route({
      method: "get",
      path: "/v1/jobs/{id}/result",
      summary: "The file that a job has made",
      description: "Kept for a day. 409 while the job has not ended.",
      params,
      fileTypes: ["application/octet-stream"],
      handle: ({ params: { id } }) => {
        const { notes, ...file } = jobDesk.result(id);
        return { file, headers: notes };
      },
    }),
  ];
}

const END = "end";

async function* eventsOf(jobs: AsyncIterable<Job>): AsyncGenerator<ServerEvent> {
  let number = 0;
  for await (const job of jobs) {
    if (hasEnded(job)) yield { event: END, id: END, data: job };
    else {
      const { problems: _, ...progress } = job;
      yield { event: "progress", id: String(++number), data: progress };
    }
  }
}

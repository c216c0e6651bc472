import type { IncomingMessage } from "node:http";
import type { Job } from "../job.js";
import type { Reply } from "./route.js";

/** Whether the caller would rather be told of a job than wait (RFC 7240, 4.1). */
export function prefersAsync({ headers }: IncomingMessage): boolean {
  const preferences = [headers["prefer"] ?? []].flat().join(",");
  return preferences.split(",").some((preference) => /^\s*respond-async\s*(?:;|$)/i.test(preference));
}

/** Tells of a job that was begun in the place of an answer. */
export function accepted(job: Job): Reply<never> {
  const headers = { Location: `/v1/jobs/${encodeURIComponent(job.id)}`, "Preference-Applied": "respond-async" };
  return { status: 202, json: { job } as never, headers };
}

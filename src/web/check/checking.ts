import type { JobJson } from "../../http/contract.js";
import { followJob, JobFailed } from "../jobs.js";
import { ask, askFile } from "../server.js";
import type { CheckReport } from "./report.js";

/** What is to be checked, and how. */
export interface CheckRequest {
  readonly file: Blob;
  readonly name: string;
  /** Only where the file does not name them. */
  readonly sourceLang?: string;
  readonly targetLang?: string;
  readonly profile?: string;
}

/** Reasons are asked for with files up to this size, in bytes: they make a report several times as long. */
const MAX_EXPLAINED = 1_000_000;

interface Watching {
  readonly language: string;
  readonly signal: AbortSignal;
  readonly onProgress: (job: JobJson) => void;
}

/** Checks a file. Messages come in `language`. */
export async function check(request: CheckRequest, { language, signal, onProgress }: Watching): Promise<CheckReport> {
  const answer = await ask<CheckReport | { readonly job: JobJson }>("/v1/check/file", {
    ...asking(request, "json", language),
    respondAsync: true,
    signal,
  });
  if (!("job" in answer.json)) return answer.json;
  const { id } = answer.json.job;
  const job = await followJob(id, { signal, onProgress });
  if (job.state !== "done") throw new JobFailed(job);
  return (await ask<CheckReport>(`/v1/jobs/${encodeURIComponent(id)}/result`, { signal })).json;
}

/** A report of the same file, to keep. */
export function report(
  request: CheckRequest,
  kind: "html" | "csv" | "xliff",
  language: string,
): Promise<{ blob: Blob; name: string }> {
  return askFile("/v1/check/file", asking(request, kind, language));
}

function asking({ file, name, sourceLang, targetLang, profile }: CheckRequest, kind: string, language: string) {
  const isJson = kind === "json";
  const query = {
    report: kind,
    name,
    sourceLang,
    targetLang,
    profile,
    explain: isJson && file.size <= MAX_EXPLAINED ? true : undefined,
    showIgnored: isJson ? true : undefined,
  };
  return { method: "POST" as const, file, query, language };
}

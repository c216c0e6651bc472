import type { AnalysisJson, JobJson } from "../../http/contract.js";
import { followJob, JobFailed } from "../jobs.js";
import { ask, askFile } from "../server.js";
import type { Choices } from "./choices.js";

export type Analysis = AnalysisJson;
export type Progress = JobJson;

type OnProgress = (job: Progress) => void;

/** How many words and segments of a file the memories have, by band. */
export async function analyze(file: File, choices: Choices, onProgress: OnProgress): Promise<Analysis> {
  const { id } = await begun("/v1/analyze", file, queryOf(file, choices), onProgress);
  return (await ask<Analysis>(resultOf(id))).json;
}

/** The file with the matches of the memories put in, and how many of its segments have some. */
export async function pretranslate(file: File, choices: Choices, onProgress: OnProgress) {
  const { minScore, fill, terms } = choices;
  const query = {
    ...queryOf(file, choices),
    minScore,
    fill: fill === "none" ? undefined : fill,
    terms: terms ? "mrk" : undefined,
  };
  const { id } = await begun("/v1/pretranslate", file, query, onProgress);
  const { blob, name, headers } = await askFile(resultOf(id));
  const counted = headers.get("entente-pretranslated") ?? "";
  const count = (member: string): number => Number(new RegExp(`\\b${member}=(\\d+)`).exec(counted)?.[1] ?? 0);
  return { blob, name, matched: count("matched"), filled: count("filled") };
}

function queryOf(file: File, { memories }: Choices): Record<string, string | undefined> {
  return { name: file.name, memories: memories.length === 0 ? undefined : memories.join(",") };
}

async function begun(
  path: string,
  file: File,
  query: Readonly<Record<string, string | undefined>>,
  onProgress: OnProgress,
): Promise<JobJson> {
  const { json } = await ask<{ job: JobJson }>(path, { method: "POST", file, query, respondAsync: true });
  const job = await followJob(json.job.id, { onProgress });
  if (job.state !== "done") throw new JobFailed(job);
  return job;
}

function resultOf(job: string): string {
  return `/v1/jobs/${encodeURIComponent(job)}/result`;
}

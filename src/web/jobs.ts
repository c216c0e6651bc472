import type { JobJson } from "../http/contract.js";
import { ask, openStream, ServerGone, ServerProblem } from "./server.js";

/** A job that came to nothing. */
export class JobFailed extends Error {
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor({ error, state }: JobJson) {
    // What a job says of a file begins with the place in it.
    const [, line, column, reason] = /^line (\d+), column (\d+): (.*)$/s.exec(error ?? "") ?? [];
    super(reason ?? error ?? state);
    this.line = line === undefined ? undefined : Number(line);
    this.column = column === undefined ? undefined : Number(column);
  }
}

/** Between two questions after a job, where the server does not tell by itself. */
const ASK_AGAIN = 400;

export interface Following {
  readonly onProgress?: (job: JobJson) => void;
  readonly signal?: AbortSignal;
}

/**
 * A job once it has ended; told of meanwhile as it goes on. A server that goes away is waited for: the job is still there
 * when it comes back.
 */
export async function followJob(id: string, { onProgress, signal }: Following = {}): Promise<JobJson> {
  const path = `/v1/jobs/${encodeURIComponent(id)}`;
  for (;;) {
    try {
      await watched(path, {
        ...(onProgress === undefined ? {} : { onProgress }),
        ...(signal === undefined ? {} : { signal }),
      });
      const { json } = await ask<JobJson>(path, signal === undefined ? {} : { signal });
      onProgress?.(json);
      if (json.state !== "queued" && json.state !== "running") return json;
    } catch (error) {
      if (!(error instanceof ServerGone)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN));
  }
}

/** Reads the job's events until they end; none where the server has no such stream. */
async function watched(path: string, { onProgress, signal }: Following): Promise<void> {
  try {
    for await (const data of openStream(`${path}/events`, signal)) onProgress?.(JSON.parse(data) as JobJson);
  } catch (error) {
    if (!(error instanceof ServerProblem)) throw error;
  }
}

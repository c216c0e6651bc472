import { useQuery } from "@tanstack/react-query";
import type { JobJson, ListOf, MemoryJson } from "../../http/contract.js";
import { ask } from "../server.js";
import { useFormats, useWording } from "../wording/wording.js";
import { JobReport } from "./job-report.js";

/** As many as one looks back at. */
const RECENT = 10;

/** What was read lately, here and by others, with the reports: they outlast a reload. */
export function RecentJobs({ memories }: { readonly memories: readonly MemoryJson[] }) {
  const { memories: wording } = useWording();
  const formats = useFormats();
  const { data: jobs = [] } = useQuery({
    queryKey: ["jobs"],
    queryFn: async ({ signal }) =>
      (await ask<ListOf<JobJson>>("/v1/jobs", { query: { limit: RECENT }, signal })).json.items,
    refetchInterval: ({ state }) =>
      state.data?.some((job) => job.state === "queued" || job.state === "running") === true ? 1_000 : false,
  });
  if (jobs.length === 0) return null;
  return (
    <details className="recent">
      <summary>{wording.recent}</summary>
      <ul className="jobs">
        {jobs.map((job) => (
          <li key={job.id}>
            <p>
              {job.file === undefined ? null : <b>{job.file}</b>} →{" "}
              {memories.find(({ id }) => id === job.memory)?.name ?? job.memory}{" "}
              <span className="soft small">{formats.dateTime(job.createdAt)}</span>
            </p>
            <JobReport job={job} />
          </li>
        ))}
      </ul>
    </details>
  );
}

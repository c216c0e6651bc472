import type { JobJson } from "../../http/contract.js";
import { useFormats, useWording } from "../wording/wording.js";

const COUNTS = ["read", "added", "updated", "unchanged", "skipped", "removed"] as const;

/** How a job stands: its progress or its outcome, what it has counted, and what it could not read and why. */
export function JobReport({ job }: { readonly job: JobJson }) {
  const { memories: wording } = useWording();
  const formats = useFormats();
  const isRunning = job.state === "queued" || job.state === "running";
  const counts = COUNTS.filter((name) => name === "read" || job[name] > 0);
  return (
    <div className="job-report">
      {isRunning ? <Progress job={job} /> : null}
      <p className="small">
        <span className={`chip state-${job.state}`}>{wording.states[job.state]}</span>{" "}
        {counts.map((name) => `${wording.counts[name]} ${formats.number(job[name])}`).join(" · ")}
      </p>
      {job.error === undefined ? null : (
        <p className="problem" lang="en">
          {job.error}
        </p>
      )}
      <Problems job={job} />
    </div>
  );
}

function Progress({ job }: { readonly job: JobJson }) {
  const { memories: wording } = useWording();
  const { fileRead, fileSize } = job as Sized;
  if (fileRead === undefined || fileSize === undefined || fileSize === 0)
    return <progress aria-label={wording.progress} />;
  return <progress aria-label={wording.progress} value={fileRead} max={fileSize} />;
}

type Sized = JobJson & { readonly fileRead?: number; readonly fileSize?: number };

function Problems({
  job: { problems = [], problemCount },
}: {
  readonly job: Partial<Pick<JobJson, "problems">> & Pick<JobJson, "problemCount">;
}) {
  const { memories: wording, problem } = useWording();
  const formats = useFormats();
  if (problemCount === 0) return null;
  return (
    <details>
      <summary>{wording.leftOut(problemCount, formats.number(problemCount))}</summary>
      <ul className="problems small">
        {problems.map(({ line, column, unit, reason }) => (
          <li key={`${line} ${column} ${reason}`}>
            <span className="soft">
              {problem.at(line, column)}
              {unit === undefined ? "" : ` (${unit})`}:
            </span>{" "}
            <span lang="en">{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

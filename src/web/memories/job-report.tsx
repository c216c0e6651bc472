import type { JobJson } from "../../http/contract.js";
import { BreachList, ProblemList } from "../problem-list.js";
import { useFormats, useWording } from "../wording/wording.js";

const COUNTS = ["read", "added", "updated", "unchanged", "skipped", "removed"] as const;

/** How a job stands: its progress or its outcome, what it has counted, and what it could not read and why. */
export function JobReport({ job }: { readonly job: JobJson }) {
  const { memories: wording } = useWording();
  const formats = useFormats();
  const isRunning = job.state === "queued" || job.state === "running";
  // What tells of its progress leaves the problems for the end.
  const { problems = [] } = job as Partial<JobJson>;
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
      <ProblemList problems={problems} count={job.problemCount} />
      <BreachList breaches={job.breaches} />
    </div>
  );
}

function Progress({ job }: { readonly job: JobJson }) {
  const { memories: wording } = useWording();
  const { fileRead, fileSize } = job;
  if (fileRead === undefined || fileSize === undefined || fileSize === 0)
    return <progress aria-label={wording.progress} />;
  return <progress aria-label={wording.progress} value={fileRead} max={fileSize} />;
}

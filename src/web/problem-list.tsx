import type { JobJson } from "../http/contract.js";
import { useFormats, useWording } from "./wording/wording.js";

interface ProblemListProps {
  /** The first ones. */
  readonly problems: JobJson["problems"];
  /** How many there are in all. */
  readonly count: number;
}

/** The rules of its format that a file breaks, or that it is too large to be held to them. */
export function BreachList({ breaches }: { readonly breaches: JobJson["breaches"] }) {
  const { memories: wording, problem } = useWording();
  const formats = useFormats();
  if (breaches === null) return <p className="small soft">{wording.notExamined}</p>;
  if (breaches === undefined || breaches.count === 0) return null;
  return (
    <details>
      <summary>{wording.breaches(breaches.count, formats.number(breaches.count))}</summary>
      <ul className="problems small">
        {breaches.first.map(({ line, column, rule, message }) => (
          <li key={`${line} ${column} ${rule} ${message}`}>
            <span className="soft">{problem.at(line, column)}:</span>{" "}
            <span lang="en">
              {message} [{rule}]
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What could not be read of a file, where it stands in it, and why. */
export function ProblemList({ problems, count }: ProblemListProps) {
  const { memories: wording, problem } = useWording();
  const formats = useFormats();
  if (count === 0) return null;
  return (
    <details>
      <summary>{wording.leftOut(count, formats.number(count))}</summary>
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

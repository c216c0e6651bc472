import type { JobJson } from "../http/contract.js";
import { useFormats, useWording } from "./wording/wording.js";

interface ProblemListProps {
  /** The first ones. */
  readonly problems: JobJson["problems"];
  /** How many there are in all. */
  readonly count: number;
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

import { Button } from "react-aria-components";
import { JobFailed } from "./jobs.js";
import { ServerGone, ServerProblem } from "./server.js";
import { useWording } from "./wording/wording.js";

/** What went wrong and what to do about it. That the server is away is said once, at the top of the page. */
export function ProblemNote({ error, onAgain }: { readonly error: unknown; readonly onAgain?: () => void }) {
  const { common, problem } = useWording();
  if (error === null || error === undefined || error instanceof ServerGone) return null;
  return (
    <div className="problem" role="alert">
      <ProblemText error={error} />
      {onAgain === undefined ? null : <Button onPress={onAgain}>{common.again}</Button>}
      {error instanceof ServerProblem || error instanceof JobFailed ? null : (
        <p className="small">{error instanceof Error ? error.message : problem.other}</p>
      )}
    </div>
  );
}

function ProblemText({ error }: { readonly error: unknown }) {
  const { problem } = useWording();
  if (error instanceof JobFailed) {
    return (
      <>
        <p>{problem.titles[422]}</p>
        <p className="small" lang="en">
          {error.message}
        </p>
        {error.line === undefined ? null : <p className="small">{problem.at(error.line, error.column)}</p>}
      </>
    );
  }
  if (!(error instanceof ServerProblem)) return <p>{problem.other}</p>;
  const { detail, line, column, errors = [], path } = error.problem;
  const title = problem.titles[error.status] ?? (error.status >= 500 ? problem.titles[500] : problem.other);
  return (
    <>
      <p>{title}</p>
      {detail === undefined ? null : (
        <p className="small" lang="en">
          {path === undefined ? "" : `${path}: `}
          {detail}
        </p>
      )}
      {line === undefined ? null : <p className="small">{problem.at(line, column)}</p>}
      {errors.length < 2 ? null : (
        <ul className="small" lang="en">
          {errors.map(({ path, detail }) => (
            <li key={path + detail}>
              {path}: {detail}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

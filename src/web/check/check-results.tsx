import { useDeferredValue, useMemo, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { useFormats, useWording } from "../wording/wording.js";
import { CategoryChart, PositionChart } from "./charts.js";
import type { CheckRequest } from "./checking.js";
import { Downloads } from "./downloads.js";
import { Filters } from "./filters.js";
import { FindingDetails } from "./finding-details.js";
import { FindingsGrid, type FindingsGridHandle } from "./findings-grid.js";
import { filtered, NO_FILTER, type CheckReport, type Filter, type ReportFinding } from "./report.js";

interface ResultsProps {
  readonly request: CheckRequest;
  readonly report: CheckReport;
  readonly onIgnored: (id: string, ignored: ReportFinding["ignored"]) => void;
  readonly onClose: () => void;
}

/** The findings of a checked file: where they lie, what they say, and what a reviewer decides of them. */
export function CheckResults({ request, report, onIgnored, onClose }: ResultsProps) {
  const { check } = useWording();
  const [filter, setFilter] = useState<Filter>(NO_FILTER);
  const asked = useDeferredValue(filter);
  const shown = useMemo(() => filtered(report.findings, asked), [report.findings, asked]);
  const [active, setActive] = useState(0);
  const [asksReason, askReason] = useState(false);
  const grid = useRef<FindingsGridHandle>(null);
  const index = Math.min(active, shown.length - 1);
  const finding = shown[index];
  const [file] = report.files;
  const langs = { source: file?.sourceLang ?? "", target: file?.targetLang ?? "" };
  return (
    <>
      <ResultsHeader request={request} report={report} onClose={onClose} />
      {report.findings.length === 0 ? (
        <p className="nothing">{check.nothing}</p>
      ) : (
        <>
          <div className="charts">
            <CategoryChart findings={report.findings} filter={filter} onFilter={setFilter} />
            <PositionChart
              findings={report.findings}
              segments={report.summary.segments}
              onFilter={(segment) => setFilter({ ...filter, segment })}
            />
          </div>
          <Filters report={report} filter={filter} onFilter={setFilter} shown={shown.length} />
          <div className="findings">
            <FindingsGrid
              ref={grid}
              findings={shown}
              active={index}
              onActive={(to) => {
                setActive(to);
                askReason(false);
              }}
              onIgnore={() => askReason(true)}
              langs={langs}
            />
            {finding === undefined ? null : (
              <FindingDetails
                key={`${finding.id} ${finding.segment}`}
                finding={finding}
                langs={langs}
                asksReason={asksReason}
                onAskReason={askReason}
                onIgnored={onIgnored}
                onDone={() => grid.current?.focus()}
                onSegment={(segment) => setFilter({ ...NO_FILTER, segment: String(segment + 1) })}
              />
            )}
          </div>
        </>
      )}
      <Unread problems={report.problems} />
    </>
  );
}

function ResultsHeader({ request, report, onClose }: Omit<ResultsProps, "onIgnored">) {
  const { check } = useWording();
  const open = report.findings.filter(({ ignored }) => ignored === undefined).length;
  return (
    <header className="results-header">
      <div>
        <h1>{request.name}</h1>
        <p className="soft">{check.found(open, report.summary.segments)}</p>
      </div>
      <div className="actions">
        <Downloads request={request} />
        <Button onPress={onClose}>{check.another}</Button>
      </div>
    </header>
  );
}

/** Pairs that could not be read, at most so many: the reports to download have them all. */
const MAX_UNREAD = 100;

function Unread({ problems }: { readonly problems: CheckReport["problems"] }) {
  const { check, problem } = useWording();
  const formats = useFormats();
  if (problems.length === 0) return null;
  return (
    <details className="unread">
      <summary>{check.unread(problems.length, formats.number(problems.length))}</summary>
      <ul>
        {problems.slice(0, MAX_UNREAD).map(({ line, column, unit, reason }) => (
          <li key={`${line} ${column} ${reason}`}>
            <span className="soft">
              {problem.at(line, column)}
              {unit === undefined ? "" : ` (${unit})`}
            </span>{" "}
            <span lang="en">{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

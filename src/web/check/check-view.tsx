import { useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { JobJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { ProblemNote } from "../problem-note.js";
import { useUnsaved } from "../unsaved.js";
import { useFormats, useWording } from "../wording/wording.js";
import { CheckResults } from "./check-results.js";
import { CheckStart } from "./check-start.js";
import { check, type CheckRequest } from "./checking.js";
import type { CheckReport, ReportFinding } from "./report.js";

/** What a reviewer works with: a translation that was checked, and its findings. */
export function CheckView() {
  const { check: wording } = useWording();
  const checking = useChecking();
  const { running, done, error } = checking;
  const [hasText, setHasText] = useState(false);
  useUnsaved(running !== undefined || done !== undefined || hasText);
  return (
    <div className="view check">
      {done === undefined ? <h1>{wording.title}</h1> : null}
      {running === undefined ? null : <Progress {...running} onCancel={checking.cancel} />}
      <ProblemNote error={error} />
      {done !== undefined ? (
        <CheckResults key={done.run} {...done} onIgnored={checking.setIgnored} onClose={checking.close} />
      ) : (
        // What was entered stays where the check was refused.
        <div hidden={running !== undefined}>
          <CheckStart onStart={checking.start} onText={setHasText} />
        </div>
      )}
    </div>
  );
}

interface Running {
  readonly request: CheckRequest;
  readonly job?: JobJson;
}

interface Done {
  /** Tells one check from the next. */
  readonly run: number;
  readonly request: CheckRequest;
  readonly report: CheckReport;
}

function useChecking() {
  const { check: wording, language } = useWording();
  const [running, setRunning] = useState<Running>();
  const [done, setDone] = useState<Done>();
  const [error, setError] = useState<unknown>();
  const controller = useRef<AbortController>(undefined);
  const runs = useRef(0);

  const start = async (request: CheckRequest): Promise<void> => {
    controller.current?.abort();
    const { signal } = (controller.current = new AbortController());
    setError(undefined);
    setRunning({ request });
    try {
      const report = await check(request, { language, signal, onProgress: (job) => setRunning({ request, job }) });
      setDone({ run: ++runs.current, request, report });
      announce(wording.found(report.summary.findings, report.summary.segments));
    } catch (problem) {
      if (!signal.aborted) setError(problem);
    } finally {
      if (!signal.aborted) setRunning(undefined);
    }
  };
  const cancel = (): void => {
    controller.current?.abort();
    setRunning(undefined);
  };
  const setIgnored = (id: string, ignored: ReportFinding["ignored"]): void => {
    setDone((before) => {
      if (before === undefined) return before;
      const findings = before.report.findings.map((finding) =>
        finding.id === id ? withIgnored(finding, ignored) : finding,
      );
      return { ...before, report: { ...before.report, findings } };
    });
  };
  return {
    running,
    done,
    error,
    start: (request: CheckRequest) => void start(request),
    cancel,
    setIgnored,
    close: () => setDone(undefined),
  };
}

function withIgnored({ ignored: _, ...finding }: ReportFinding, ignored: ReportFinding["ignored"]): ReportFinding {
  return ignored === undefined ? finding : { ...finding, ignored };
}

function Progress({ request, job, onCancel }: Running & { readonly onCancel: () => void }) {
  const { check: wording, common } = useWording();
  const formats = useFormats();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const read = job?.read ?? 0;
  const { fileRead = 0, fileSize = 0 } = job ?? {};
  // What is read is not checked yet: the bar stands still at no end.
  const part = fileSize === 0 || fileRead === 0 || fileRead >= fileSize ? undefined : fileRead / fileSize;
  return (
    <div className="running" ref={place} tabIndex={-1} role="status">
      <p>{wording.running(request.name)}</p>
      <progress aria-label={wording.running(request.name)} {...(part === undefined ? {} : { value: part })} />
      {read === 0 ? null : <p className="soft small">{wording.read(formats.number(read))}</p>}
      <Button onPress={onCancel}>{common.cancel}</Button>
    </div>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Button } from "react-aria-components";
import type { JobJson, MemoryJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { followJob } from "../jobs.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";
import type { OnSame } from "./import-form.js";
import { JobReport } from "./job-report.js";

/** A file on its way into a memory. */
interface Import {
  readonly id: number;
  readonly file: string;
  readonly memory: string;
  /** Absent until the server has the file. */
  readonly job?: JobJson;
  readonly error?: unknown;
}

/** The imports begun here, one file after the other. */
export function useImports() {
  const { memories: wording } = useWording();
  const queries = useQueryClient();
  const [list, setList] = useState<readonly Import[]>([]);
  const made = useRef(0);
  const change = (id: number, part: Partial<Import>): void =>
    setList((before) => before.map((one) => (one.id === id ? { ...one, ...part } : one)));

  const run = async (id: number, file: File, memory: MemoryJson, onSame: OnSame): Promise<void> => {
    try {
      const path = `/v1/memories/${encodeURIComponent(memory.id)}/import`;
      const { json } = await ask<{ job: JobJson }>(path, { method: "POST", file, query: { name: file.name, onSame } });
      change(id, { job: json.job });
      const job = await followJob(json.job.id, { onProgress: (at) => change(id, { job: { ...json.job, ...at } }) });
      change(id, { job });
      announce(wording.ended(file.name, wording.states[job.state]));
    } catch (error) {
      change(id, { error });
    }
    await queries.invalidateQueries();
  };
  const start = (files: readonly File[], memory: MemoryJson, onSame: OnSame): void => {
    const added = files.map((file) => ({ id: ++made.current, file }));
    setList((before) => [...added.map(({ id, file }) => ({ id, file: file.name, memory: memory.name })), ...before]);
    void (async () => {
      for (const { id, file } of added) await run(id, file, memory, onSame);
    })();
  };
  const cancel = (job: string): void =>
    void ask(`/v1/jobs/${encodeURIComponent(job)}`, { method: "DELETE" }).catch(() => {});
  useUnsaved(list.some(({ job, error }) => job === undefined && error === undefined));
  return { list, start, cancel };
}

/** The imports begun here, with what became of them. */
export function ImportList({
  imports,
  onCancel,
}: {
  readonly imports: readonly Import[];
  readonly onCancel: (job: string) => void;
}) {
  const { memories: wording } = useWording();
  if (imports.length === 0) return null;
  return (
    <section aria-labelledby="imports">
      <h2 id="imports" className="list-title">
        {wording.imports}
      </h2>
      <ul className="jobs">
        {imports.map(({ id, file, memory, job, error }) => (
          <li key={id}>
            <p>
              <b>{file}</b> → {memory}
            </p>
            {error !== undefined ? (
              <ProblemNote error={error} />
            ) : job === undefined ? (
              <progress aria-label={wording.sending(file)} />
            ) : (
              <Import job={job} onCancel={() => onCancel(job.id)} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Import({ job, onCancel }: { readonly job: JobJson; readonly onCancel: () => void }) {
  const { common } = useWording();
  const isRunning = job.state === "queued" || job.state === "running";
  return (
    <>
      <JobReport job={job} />
      {isRunning ? (
        <Button className="quiet small" onPress={onCancel}>
          {common.cancel}
        </Button>
      ) : null}
    </>
  );
}

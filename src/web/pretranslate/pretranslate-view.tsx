import { useState } from "react";
import { Button } from "react-aria-components";
import { announce } from "../announcer.js";
import { DropTarget } from "../drop-target.js";
import { JobReport } from "../memories/job-report.js";
import { ProblemNote } from "../problem-note.js";
import { useMemories } from "../queries.js";
import { saveFile } from "../server.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";
import { BandTable } from "./band-table.js";
import { PretranslateChoices, START, type Choices } from "./choices.js";
import { analyze, pretranslate, type Analysis, type Progress } from "./work.js";

const ACCEPTED = [".xlf", ".xliff", ".mqxliff", ".sdlxliff", ".mxliff"];

/** Puts what the memories have into a file to translate, and counts the words that are left by what they cost. */
export function PretranslateView() {
  const { pretranslate: wording } = useWording();
  const { data: memories = [] } = useMemories();
  const [file, setFile] = useState<File>();
  const [choices, setChoices] = useState<Choices>(START);
  const work = useWork();
  const { analysis, running, made } = work;
  useUnsaved(running !== undefined || (made !== undefined && !work.isSaved));
  const begin = (given: File, chosen: Choices): void => {
    setFile(given);
    work.analyze(given, chosen);
  };
  return (
    <div className="view pretranslate">
      <h1>{wording.title}</h1>
      <p className="lead">{wording.lead}</p>
      {file === undefined ? (
        <DropTarget
          label={wording.drop}
          choose={wording.chooseFile}
          accepted={ACCEPTED}
          onFiles={([given]) => {
            if (given !== undefined) begin(given, choices);
          }}
        />
      ) : (
        <p className="row file-row">
          <b>{file.name}</b>
          <Button
            className="quiet small"
            onPress={() => {
              setFile(undefined);
              work.forget();
            }}
          >
            {wording.another}
          </Button>
        </p>
      )}
      <PretranslateChoices
        memories={memories}
        choices={choices}
        onChange={(chosen) => {
          setChoices(chosen);
          // What the statistics count depends on the memories only.
          if (file !== undefined && chosen.memories !== choices.memories) work.analyze(file, chosen);
        }}
      />
      {running === undefined ? null : <Running {...running} />}
      <ProblemNote error={work.error} />
      {analysis === undefined ? null : <BandTable analysis={analysis} />}
      {file === undefined ? null : (
        <div className="actions">
          <Button
            className="primary"
            isDisabled={running !== undefined}
            onPress={() => work.pretranslate(file, choices)}
          >
            {wording.start}
          </Button>
          {made === undefined ? null : <Button onPress={work.save}>{wording.download(made.name)}</Button>}
        </div>
      )}
      {made === undefined ? null : <p role="status">{wording.done(made.filled, made.matched)}</p>}
    </div>
  );
}

function Running({ what, job }: Running) {
  const { pretranslate: wording } = useWording();
  return (
    <div className="running" role="status">
      <p>{wording.running[what]}</p>
      {job === undefined ? <progress aria-label={wording.running[what]} /> : <JobReport job={job} />}
    </div>
  );
}

interface Running {
  readonly what: "analyze" | "pretranslate";
  readonly job?: Progress;
}

function useWork() {
  const { pretranslate: wording } = useWording();
  const [running, setRunning] = useState<Running>();
  const [analysis, setAnalysis] = useState<Analysis>();
  const [made, setMade] = useState<{
    readonly blob: Blob;
    readonly name: string;
    readonly matched: number;
    readonly filled: number;
  }>();
  const [isSaved, setSaved] = useState(false);
  const [error, setError] = useState<unknown>();
  const attempt = async (
    what: Running["what"],
    work: (onProgress: (job: Progress) => void) => Promise<void>,
  ): Promise<void> => {
    setError(undefined);
    setRunning({ what });
    try {
      await work((job) => setRunning({ what, job }));
    } catch (problem) {
      setError(problem);
    } finally {
      setRunning(undefined);
    }
  };
  return {
    running,
    analysis,
    made,
    isSaved,
    error,
    analyze: (file: File, choices: Choices) =>
      void attempt("analyze", async (onProgress) => {
        setMade(undefined);
        setAnalysis(await analyze(file, choices, onProgress));
        announce(wording.analyzed);
      }),
    pretranslate: (file: File, choices: Choices) =>
      void attempt("pretranslate", async (onProgress) => {
        setMade(await pretranslate(file, choices, onProgress));
        setSaved(false);
        announce(wording.ready);
      }),
    save: () => {
      if (made === undefined) return;
      saveFile(made);
      setSaved(true);
    },
    forget: () => {
      setAnalysis(undefined);
      setMade(undefined);
      setError(undefined);
    },
  };
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { GlossaryImportJson, GlossaryJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { DropTarget } from "../drop-target.js";
import { ExportMenu } from "../export-menu.js";
import { ChoiceField, Field } from "../fields.js";
import { BreachList, ProblemList } from "../problem-list.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useFormats, useWording } from "../wording/wording.js";

const EXPORTS = [
  { format: "tbx", label: "TBX 3 (ISO 30042:2019)" },
  { format: "tbx2", label: "TBX 2" },
  { format: "csv", label: "CSV" },
  { format: "tsv", label: "TSV (OmegaT)" },
  { format: "json", label: "JSON" },
] as const;

/** A whole glossary as a file. */
export function GlossaryExport({ glossary }: { readonly glossary: GlossaryJson }) {
  const [error, setError] = useState<unknown>();
  const path = `/v1/glossaries/${encodeURIComponent(glossary.id)}`;
  return (
    <>
      <ExportMenu path={path} formats={EXPORTS} onError={setError} />
      <ProblemNote error={error} />
    </>
  );
}

const ACCEPTED = [".tbx", ".xml", ".csv", ".tsv", ".txt", ".json"];
const ON_SAME = ["merge", "replace", "skip"] as const;
type OnSame = (typeof ON_SAME)[number];

const NEW = "";

/** Takes a file into a glossary, there already or made for it, and says what became of its concepts. */
export function GlossaryImport({
  glossaries,
  onClose,
}: {
  readonly glossaries: readonly GlossaryJson[];
  readonly onClose: () => void;
}) {
  const { common, glossary: wording } = useWording();
  const [into, setInto] = useState(glossaries[0]?.id ?? NEW);
  const [name, setName] = useState("");
  const [onSame, setOnSame] = useState<OnSame>("merge");
  const { take, report, error, isBusy } = useImport();
  return (
    <section className="editor import-glossary" aria-labelledby="import-glossary">
      <h2 id="import-glossary">{wording.importTitle}</h2>
      <div className="row">
        <ChoiceField
          label={wording.importInto}
          choices={[...glossaries.map(({ id, name }) => ({ key: id, name })), { key: NEW, name: wording.newGlossary }]}
          value={into}
          onChange={setInto}
        />
        <ChoiceField
          label={wording.onSame}
          choices={ON_SAME.map((key) => ({ key, name: wording.onSameChoices[key] }))}
          value={onSame}
          onChange={setOnSame}
        />
      </div>
      {into === NEW ? (
        <Field label={wording.newGlossaryName} hint={wording.newGlossaryHint} value={name} onChange={setName} />
      ) : null}
      <DropTarget
        label={wording.drop}
        choose={wording.chooseFile}
        accepted={ACCEPTED}
        onFiles={([file]) => {
          if (file !== undefined) void take(file, { into, name, onSame });
        }}
      />
      {isBusy ? <progress aria-label={wording.importTitle} /> : null}
      <ProblemNote error={error} />
      {report === undefined ? null : <ImportReport report={report} />}
      <div className="actions">
        <Button onPress={onClose}>{common.close}</Button>
      </div>
    </section>
  );
}

function useImport() {
  const { glossary: wording } = useWording();
  const queries = useQueryClient();
  const [report, setReport] = useState<GlossaryImportJson>();
  const [error, setError] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const take = async (
    file: File,
    how: { readonly into: string; readonly name: string; readonly onSame: OnSame },
  ): Promise<void> => {
    setError(undefined);
    setReport(undefined);
    setBusy(true);
    try {
      const id = how.into === NEW ? await makeGlossary(how.name.trim() || file.name.replace(/\.[^.]+$/, "")) : how.into;
      const query = { name: file.name, onSame: how.onSame };
      const { json } = await ask<GlossaryImportJson>(`/v1/glossaries/${encodeURIComponent(id)}/import`, {
        method: "POST",
        file,
        query,
      });
      setReport(json);
      announce(wording.imported(json.read));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
      await queries.invalidateQueries();
    }
  };
  return { take, report, error, isBusy };
}

async function makeGlossary(name: string): Promise<string> {
  return (await ask<GlossaryJson>("/v1/glossaries", { method: "POST", json: { name } })).json.id;
}

const COUNTS = ["read", "added", "updated", "unchanged", "skipped"] as const;

function ImportReport({ report }: { readonly report: GlossaryImportJson }) {
  const { glossary: wording } = useWording();
  const formats = useFormats();
  return (
    <div className="job-report" role="status">
      <p>{COUNTS.map((name) => `${wording.counts[name]} ${formats.number(report[name])}`).join(" · ")}</p>
      <ProblemList problems={report.problems} count={report.problemCount} />
      <BreachList breaches={report.breaches} />
    </div>
  );
}

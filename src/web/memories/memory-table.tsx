import { useState } from "react";
import { Button } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { ExportMenu } from "../export-menu.js";
import { ProblemNote } from "../problem-note.js";
import { useFormats, useLanguageName, useWording } from "../wording/wording.js";
import { MemoryDeletion } from "./memory-deletion.js";
import { MemorySettings } from "./memory-settings.js";

/** The memories with their languages, sizes and dates. */
export function MemoryTable({ memories }: { readonly memories: readonly MemoryJson[] }) {
  const { memories: wording } = useWording();
  if (memories.length === 0) return <p className="soft">{wording.none}</p>;
  return (
    <table className="memory-table">
      <caption className="unseen">{wording.title}</caption>
      <thead>
        <tr>
          <th scope="col">{wording.name}</th>
          <th scope="col">{wording.languages}</th>
          <th scope="col" className="number">
            {wording.units}
          </th>
          <th scope="col">{wording.modified}</th>
          <th scope="col">
            <span className="unseen">{wording.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {memories.map((memory) => (
          <MemoryRow key={memory.id} memory={memory} />
        ))}
      </tbody>
    </table>
  );
}

type Open = "settings" | "deletion" | undefined;

function MemoryRow({ memory }: { readonly memory: MemoryJson }) {
  const { memories: wording } = useWording();
  const formats = useFormats();
  const languageName = useLanguageName();
  const [open, setOpen] = useState<Open>();
  const [error, setError] = useState<unknown>();
  const { name, sourceLang, targetLang, units, modified, penalty, readOnly, file } = memory;
  const remarks = [file, readOnly ? wording.readOnly : undefined, penalty > 0 ? wording.penaltyOf(penalty) : undefined];
  return (
    <>
      <tr>
        <th scope="row">
          {name}
          <span className="soft small">{remarks.filter((remark) => remark !== undefined).join(" · ")}</span>
        </th>
        <td data-label={wording.languages}>
          {languageName(sourceLang)} → {languageName(targetLang)}
        </td>
        <td data-label={wording.units} className="number">
          {formats.number(units)}
        </td>
        <td data-label={wording.modified}>{formats.date(modified)}</td>
        <td>
          <RowActions memory={memory} onOpen={setOpen} onError={setError} />
        </td>
      </tr>
      {error === undefined && open !== "settings" ? null : (
        <tr className="below">
          <td colSpan={5}>
            <ProblemNote error={error} />
            {open === "settings" ? <MemorySettings memory={memory} onClose={() => setOpen(undefined)} /> : null}
          </td>
        </tr>
      )}
      {open === "deletion" ? <MemoryDeletion memory={memory} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

interface ActionsProps {
  readonly memory: MemoryJson;
  readonly onOpen: (open: Open) => void;
  readonly onError: (error: unknown) => void;
}

function RowActions({ memory: { id, name }, onOpen, onError }: ActionsProps) {
  const { common, memories: wording } = useWording();
  return (
    <div className="actions row-actions">
      <ExportMenu path={`/v1/memories/${encodeURIComponent(id)}`} formats={EXPORTS} name={name} onError={onError} />
      <Button className="quiet" aria-label={`${wording.settings}: ${name}`} onPress={() => onOpen("settings")}>
        {wording.settings}
      </Button>
      <Button className="quiet" aria-label={`${common.remove}: ${name}`} onPress={() => onOpen("deletion")}>
        {common.remove}
      </Button>
    </div>
  );
}

const EXPORTS = [
  { format: "tmx", label: "TMX" },
  { format: "xliff12", label: "XLIFF 1.2" },
  { format: "xliff2", label: "XLIFF 2.0" },
  { format: "csv", label: "CSV" },
  { format: "tsv", label: "TSV" },
  { format: "jsonl", label: "JSON Lines" },
] as const;

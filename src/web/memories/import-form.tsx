import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { ChoiceField } from "../fields.js";
import { ProblemNote } from "../problem-note.js";
import { useWording } from "../wording/wording.js";
import { makeMemory, MemoryFields, type MemoryToMake } from "./new-memory.js";

export const ON_SAME = ["newer", "keep-both", "replace", "skip"] as const;
export type OnSame = (typeof ON_SAME)[number];

interface ImportFormProps {
  readonly files: readonly File[];
  readonly memories: readonly MemoryJson[];
  readonly onStart: (memory: MemoryJson, onSame: OnSame) => void;
  readonly onClose: () => void;
}

/** Into which memory some files are to be read, and what to do with what it has already. */
export function ImportForm({ files, memories, onStart, onClose }: ImportFormProps) {
  const { common, memories: wording } = useWording();
  const queries = useQueryClient();
  const writable = memories.filter(({ readOnly }) => !readOnly);
  const [chosen, setChosen] = useState("");
  const [memory, setMemory] = useState<MemoryToMake>(() => memoryFor(files));
  const [onSame, setOnSame] = useState<OnSame>("newer");
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    void languagesIn(files[0]).then((languages) => setMemory((before) => ({ ...before, ...languages })));
  }, [files]);
  const start = async (): Promise<void> => {
    try {
      const into = writable.find(({ id }) => id === chosen) ?? (await makeMemory(memory));
      onStart(into, onSame);
      await queries.invalidateQueries({ queryKey: ["memories"] });
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form
      className="editor ask"
      aria-label={wording.importTitle}
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <h2>{wording.importTitle}</h2>
      <p>{files.map(({ name }) => name).join(", ")}</p>
      <div className="row">
        <ChoiceField
          label={wording.importInto}
          choices={[{ key: "", name: wording.newMemory }, ...writable.map(({ id, name }) => ({ key: id, name }))]}
          value={chosen}
          onChange={setChosen}
        />
        <ChoiceField
          label={wording.onSame}
          choices={ON_SAME.map((key) => ({ key, name: wording.onSameChoices[key] }))}
          value={onSame}
          onChange={setOnSame}
        />
      </div>
      {chosen === "" ? <MemoryFields memory={memory} onChange={setMemory} /> : null}
      <ProblemNote error={error} />
      <div className="actions">
        <Button type="submit" className="primary">
          {wording.import}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

function memoryFor([file]: readonly File[]): MemoryToMake {
  return { name: file?.name.replace(/\.[^.]+$/, "") ?? "", sourceLang: "fr", targetLang: "en" };
}

/** Where a file says its languages, if it says them soon. */
const HEAD = 16_384;

/** The languages that the beginning of a TMX or XLIFF file names: to propose, not to rely on. */
async function languagesIn(file: File | undefined): Promise<Partial<MemoryToMake>> {
  if (file === undefined) return {};
  const head = await file.slice(0, HEAD).text();
  const said = (attribute: RegExp): string | undefined => attribute.exec(head)?.[1];
  const source = said(/\b(?:srclang|source-language|srcLang)\s*=\s*["']([A-Za-z-]{2,20})["']/);
  const targets = [...head.matchAll(/\b(?:xml:lang|lang|target-language|trgLang)\s*=\s*["']([A-Za-z-]{2,20})["']/g)];
  const named = targets.map(([, tag = ""]) => tag);
  // Header notes may be in the reader's language: the units' variants say more.
  const target = named.findLast((tag) => tag.toLowerCase() !== source?.toLowerCase());
  if (source === undefined || target === undefined || source === "*all*") return {};
  return { sourceLang: source, targetLang: target };
}

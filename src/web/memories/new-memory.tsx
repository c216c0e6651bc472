import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { ChoiceField, Field } from "../fields.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useLanguageName, useWording } from "../wording/wording.js";

/** A memory to be made. */
export interface MemoryToMake {
  readonly name: string;
  readonly sourceLang: string;
  readonly targetLang: string;
}

export async function makeMemory(json: MemoryToMake): Promise<MemoryJson> {
  return (await ask<MemoryJson>("/v1/memories", { method: "POST", json })).json;
}

const LANGUAGES = [
  "fr",
  "en",
  "fr-FR",
  "fr-CA",
  "fr-BE",
  "en-GB",
  "en-US",
  "de",
  "es",
  "it",
  "nl",
  "pl",
  "pt",
  "uk",
] as const;

/** The fields of a memory to be made. */
export function MemoryFields({
  memory,
  onChange,
  autoFocus = false,
}: {
  readonly memory: MemoryToMake;
  readonly onChange: (memory: MemoryToMake) => void;
  readonly autoFocus?: boolean;
}) {
  const { memories: wording } = useWording();
  const languageName = useLanguageName();
  const languages = [...new Set([...LANGUAGES, memory.sourceLang, memory.targetLang])].map((key) => ({
    key,
    name: languageName(key),
  }));
  return (
    <div className="row">
      <Field
        label={wording.name}
        value={memory.name}
        onChange={(name) => onChange({ ...memory, name })}
        isRequired
        autoFocus={autoFocus}
      />
      <ChoiceField
        label={wording.from}
        choices={languages}
        value={memory.sourceLang}
        onChange={(sourceLang) => onChange({ ...memory, sourceLang })}
      />
      <ChoiceField
        label={wording.into}
        choices={languages}
        value={memory.targetLang}
        onChange={(targetLang) => onChange({ ...memory, targetLang })}
      />
    </div>
  );
}

/** Makes an empty memory. */
export function NewMemory({ onClose }: { readonly onClose: () => void }) {
  const { common, memories: wording } = useWording();
  const queries = useQueryClient();
  const [memory, setMemory] = useState<MemoryToMake>({ name: "", sourceLang: "fr", targetLang: "en" });
  const [error, setError] = useState<unknown>();
  const make = async (): Promise<void> => {
    try {
      await makeMemory(memory);
      announce(wording.made(memory.name));
      onClose();
      await queries.invalidateQueries();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form
      className="editor ask"
      aria-label={wording.make}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <MemoryFields memory={memory} onChange={setMemory} autoFocus />
      <ProblemNote error={error} />
      <div className="actions">
        <Button type="submit" className="primary">
          {wording.makeIt}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { useMemories } from "../queries.js";
import { announce } from "../announcer.js";
import { ChoiceField, Field } from "../fields.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { readerName, useSetting } from "../settings.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";
import type { Direction } from "./direction.js";

interface NewUnitProps {
  /** The text that was looked up. */
  readonly source: string;
  readonly direction: Direction;
}

/** Adds a translation of what was looked up. */
export function NewUnit(props: NewUnitProps) {
  const { lookup } = useWording();
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <NewUnitForm {...props} onClose={() => setOpen(false)} />;
  return (
    <p className="new-unit">
      <Button onPress={() => setOpen(true)}>{lookup.add}</Button>
    </p>
  );
}

function NewUnitForm({ source, direction, onClose }: NewUnitProps & { readonly onClose: () => void }) {
  const { common, lookup } = useWording();
  const { data: memories } = useMemories();
  const writable = (memories ?? []).filter((memory) => !memory.readOnly && holds(memory, direction));
  const [chosen, setChosen] = useState<string>();
  const [target, setTarget] = useState("");
  const [name, setName] = useSetting(readerName);
  const memory = writable.find(({ id }) => id === chosen) ?? writable[0];
  const { add, error } = useAddition({ source, target, direction, name, memory }, onClose);
  useUnsaved(target !== "");
  if (memories !== undefined && memory === undefined) return <p className="ask">{lookup.noWritable}</p>;
  return (
    <section className="ask" aria-labelledby="new-unit">
      <h2 id="new-unit">{lookup.addTitle}</h2>
      <p className="match-source" lang={direction.from}>
        {source}
      </p>
      <form
        className="editor"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
        }}
      >
        <Field
          label={lookup.target}
          value={target}
          onChange={setTarget}
          lang={direction.to}
          rows={3}
          isRequired
          autoFocus
        />
        <div className="row">
          <ChoiceField
            label={lookup.memory}
            choices={writable.map(({ id, name }) => ({ key: id, name }))}
            value={memory?.id ?? null}
            onChange={setChosen}
          />
          <Field label={common.yourName} value={name} onChange={setName} />
        </div>
        <ProblemNote error={error} />
        <div className="actions">
          <Button type="submit" className="primary">
            {common.save}
          </Button>
          <Button onPress={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </section>
  );
}

/** Whether a memory has both languages. */
function holds({ sourceLang, targetLang }: MemoryJson, { from, to }: Direction): boolean {
  const has = (lang: string): boolean =>
    [sourceLang, targetLang].some((tag) => tag === lang || tag.startsWith(`${lang}-`));
  return has(from) && has(to);
}

interface Addition extends NewUnitProps {
  readonly target: string;
  readonly name: string;
  readonly memory: MemoryJson | undefined;
}

function useAddition({ source, target, direction, name, memory }: Addition, onAdded: () => void) {
  const { lookup } = useWording();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const add = async (): Promise<void> => {
    if (memory === undefined || target.trim() === "") return;
    setError(undefined);
    try {
      const by = name.trim() === "" ? {} : { createdBy: name.trim() };
      const isForward = memory.sourceLang.startsWith(direction.from);
      // The memory's own direction is kept where it is the one translated in; else the unit says which it is.
      const json = isForward
        ? { source, target, ...by }
        : {
            sourceLang: memory.targetLang,
            variants: [
              { lang: memory.targetLang, segment: source },
              { lang: memory.sourceLang, segment: target },
            ],
            ...by,
          };
      const path = `/v1/memories/${encodeURIComponent(memory.id)}/units`;
      const { status } = await ask(path, { method: "POST", json });
      announce(status === 201 ? lookup.added : lookup.alreadyThere);
      onAdded();
      await queries.invalidateQueries();
    } catch (problem) {
      setError(problem);
    }
  };
  return { add, error };
}

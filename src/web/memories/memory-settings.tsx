import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button, Checkbox } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { Field } from "../fields.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";

/** What a memory is called, how many points its matches lose, and whether it may be written to. */
export function MemorySettings({ memory, onClose }: { readonly memory: MemoryJson; readonly onClose: () => void }) {
  const { common, memories: wording } = useWording();
  const queries = useQueryClient();
  const path = `/v1/memories/${encodeURIComponent(memory.id)}`;
  const { data: seen } = useQuery({
    queryKey: ["memory", memory.id],
    queryFn: ({ signal }) => ask<MemoryJson>(path, { signal }),
    staleTime: 0,
  });
  const [name, setName] = useState(memory.name);
  const [penalty, setPenalty] = useState(String(memory.penalty));
  const [readOnly, setReadOnly] = useState(memory.readOnly);
  const [error, setError] = useState<unknown>();
  useUnsaved(name !== memory.name || penalty !== String(memory.penalty) || readOnly !== memory.readOnly);
  const isWrong = !/^\d{1,3}$/.test(penalty) || Number(penalty) > 100;
  const save = async (): Promise<void> => {
    if (isWrong) return;
    try {
      await ask(path, { method: "PATCH", json: { name, penalty: Number(penalty), readOnly }, ifMatch: seen?.etag });
      announce(wording.saved);
      onClose();
      await queries.invalidateQueries();
    } catch (problem) {
      setError(problem);
      await queries.invalidateQueries({ queryKey: ["memory", memory.id] });
    }
  };
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className="columns">
        <Field label={wording.name} value={name} onChange={setName} isRequired autoFocus />
        <Field
          label={wording.penalty}
          value={penalty}
          onChange={setPenalty}
          fault={isWrong ? wording.penaltyWrong : undefined}
        />
      </div>
      <Checkbox className="checkbox" isSelected={readOnly} onChange={setReadOnly}>
        <span className="box" aria-hidden="true" />
        {wording.readOnly}
      </Checkbox>
      <ProblemNote error={error} />
      <div className="actions">
        <Button type="submit" className="primary" isDisabled={seen === undefined}>
          {common.save}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

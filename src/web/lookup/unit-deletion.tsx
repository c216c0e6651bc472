import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import { announce } from "../announcer.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useWording } from "../wording/wording.js";
import { unitPath, useUnit } from "./queries.js";

/** Asks once more, and deletes the version that was seen. */
export function UnitDeletion({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { common, lookup } = useWording();
  const queries = useQueryClient();
  const { data: unit, error: notRead } = useUnit(id);
  const [error, setError] = useState<unknown>();
  const remove = async (): Promise<void> => {
    try {
      await ask(unitPath(id), { method: "DELETE", ifMatch: unit?.etag });
      announce(lookup.deleted);
      onClose();
      await queries.invalidateQueries();
    } catch (problem) {
      setError(problem);
      await queries.invalidateQueries({ queryKey: ["unit", id] });
    }
  };
  return (
    <div className="ask" role="group" aria-label={common.remove}>
      <p>{lookup.deleteAsk}</p>
      <ProblemNote error={error ?? notRead} />
      <div className="actions">
        <Button className="grave" autoFocus isDisabled={unit === undefined} onPress={() => void remove()}>
          {common.remove}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </div>
  );
}

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { ConceptJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { Link } from "../link.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useWording } from "../wording/wording.js";
import { ConceptEditor } from "./concept-editor.js";
import { ConceptText } from "./concept-text.js";
import { conceptPath, useConcept } from "./queries.js";

interface ConceptViewProps {
  readonly glossary: string;
  readonly concept: string;
  readonly isReadOnly: boolean;
  /** The address of the list, for where both do not fit beside each other. */
  readonly back: string;
}

/** A concept to read, and to edit with a way back. */
export function ConceptView({ glossary, concept: id, isReadOnly, back }: ConceptViewProps) {
  const { common, glossary: wording } = useWording();
  const { data: concept, error, refetch } = useConcept(glossary, id);
  const [mode, setMode] = useState<"read" | "edit" | "delete">("read");
  const change = useChange(glossary, id);
  const close = (): void => setMode("read");
  return (
    <article className="concept" aria-label={concept?.json.terms[0]?.text ?? id}>
      <p className="back">
        <Link to={back}>{wording.back}</Link>
      </p>
      {change.undo === undefined ? null : (
        <p className="notice" role="status">
          {change.said}{" "}
          <Button className="small" onPress={change.undo}>
            {common.undo}
          </Button>
        </p>
      )}
      <ProblemNote error={change.error} />
      {change.isDeleted ? null : concept === undefined ? (
        <ProblemNote error={error} onAgain={() => void refetch()} />
      ) : mode === "edit" ? (
        <ConceptEditor glossary={glossary} seen={concept} onClose={close} onSaved={change.saved} />
      ) : (
        <>
          <ConceptText concept={concept.json} />
          {isReadOnly ? (
            <p className="soft small">{wording.readOnly}</p>
          ) : mode === "delete" ? (
            <Deletion
              onDelete={() => {
                close();
                change.remove(concept.json, concept.etag);
              }}
              onClose={close}
            />
          ) : (
            <div className="actions">
              <Button onPress={() => setMode("edit")}>{wording.edit}</Button>
              <Button className="quiet" onPress={() => setMode("delete")}>
                {common.remove}
              </Button>
            </div>
          )}
        </>
      )}
    </article>
  );
}

function Deletion({ onDelete, onClose }: { readonly onDelete: () => void; readonly onClose: () => void }) {
  const { common, glossary: wording } = useWording();
  return (
    <div className="ask" role="group" aria-label={common.remove}>
      <p>{wording.deleteAsk}</p>
      <div className="actions">
        <Button className="grave" autoFocus onPress={onDelete}>
          {common.remove}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </div>
  );
}

/** The last change of a concept made here, and the way back to what was before. */
function useChange(glossary: string, id: string) {
  const { glossary: wording } = useWording();
  const queries = useQueryClient();
  const path = conceptPath(glossary, id);
  const [isDeleted, setDeleted] = useState(false);
  const [error, setError] = useState<unknown>();
  /** What was before, and the version that there is since; none where it was deleted. */
  const [last, setLast] = useState<{ readonly before: ConceptJson; readonly etag: string | undefined }>();

  const attempt = (work: () => Promise<void>) => async (): Promise<void> => {
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      await queries.invalidateQueries();
    }
  };
  const saved = (before: ConceptJson, etag: string | undefined): void => {
    setLast({ before, etag });
    announce(wording.saved);
    void queries.invalidateQueries();
  };
  const remove = (before: ConceptJson, etag: string | undefined): void =>
    void attempt(async () => {
      await ask(path, { method: "DELETE", ifMatch: etag });
      queries.removeQueries({ queryKey: ["concept", glossary, id] });
      setDeleted(true);
      setLast({ before, etag: undefined });
      announce(wording.deleted);
    })();
  const undo = async (): Promise<void> => {
    if (last === undefined) return;
    const condition = last.etag === undefined ? { onlyNew: true } : { ifMatch: last.etag };
    await ask(path, { method: "PUT", json: last.before, ...condition });
    setLast(undefined);
    setDeleted(false);
    announce(wording.undone);
  };
  return {
    isDeleted,
    error,
    said: isDeleted ? wording.deleted : wording.saved,
    saved,
    remove,
    undo: last === undefined ? undefined : () => void attempt(undo)(),
  };
}

import { useState } from "react";
import { Button } from "react-aria-components";
import type { ConceptJson } from "../../http/contract.js";
import { ProblemNote } from "../problem-note.js";
import { ask, ServerProblem, type Answered } from "../server.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";
import { ConceptForm, faultsOf, finished } from "./concept-form.js";
import { ConceptText } from "./concept-text.js";
import { conceptPath } from "./queries.js";

interface EditorProps {
  readonly glossary: string;
  readonly seen: Answered<ConceptJson>;
  readonly onClose: () => void;
  /** Told what was before, and the version that there is now. */
  readonly onSaved: (before: ConceptJson, etag: string | undefined) => void;
}

/** Edits a concept. Where somebody else was quicker, both versions are shown and one of them is chosen. */
export function ConceptEditor({ glossary, seen, onClose, onSaved }: EditorProps) {
  const { common, lookup, glossary: wording } = useWording();
  const [base, setBase] = useState(seen);
  const [concept, setConcept] = useState(seen.json);
  const [error, setError] = useState<unknown>();
  const [conflict, setConflict] = useState<Answered<ConceptJson>>();
  useUnsaved(JSON.stringify(concept) !== JSON.stringify(base.json));

  const save = async (onto: Answered<ConceptJson>): Promise<void> => {
    setError(undefined);
    const path = conceptPath(glossary, onto.json.id);
    try {
      const { etag } = await ask(path, { method: "PUT", json: finished(concept), ifMatch: onto.etag });
      onSaved(onto.json, etag);
      onClose();
    } catch (problem) {
      if (problem instanceof ServerProblem && problem.status === 412) setConflict(await ask<ConceptJson>(path));
      else setError(problem);
    }
  };
  const settle = (now: Answered<ConceptJson>): void => {
    setConflict(undefined);
    setBase(now);
  };

  if (conflict !== undefined) {
    return (
      <div className="conflict" role="alert">
        <h2>{wording.conflictTitle}</h2>
        <p>{wording.conflictHelp}</p>
        <div className="versions">
          <section aria-label={lookup.yours}>
            <h3>{lookup.yours}</h3>
            <ConceptText concept={concept} />
          </section>
          <section aria-label={lookup.theirs}>
            <h3>{lookup.theirs}</h3>
            <ConceptText concept={conflict.json} />
          </section>
        </div>
        <div className="actions">
          <Button
            className="primary"
            autoFocus
            onPress={() => {
              settle(conflict);
              void save(conflict);
            }}
          >
            {lookup.keepYours}
          </Button>
          <Button
            onPress={() => {
              settle(conflict);
              setConcept(conflict.json);
            }}
          >
            {lookup.takeTheirs}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save(base);
      }}
    >
      <ConceptForm concept={concept} onChange={setConcept} faults={faultsOf(error)} autoFocus />
      <ProblemNote error={error} />
      <div className="actions">
        <Button type="submit" className="primary">
          {common.save}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

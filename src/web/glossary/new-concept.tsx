import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { ConceptJson, GlossaryJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { ChoiceField, Field } from "../fields.js";
import { ProblemNote } from "../problem-note.js";
import { ask } from "../server.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";
import { ConceptForm, faultsOf, finished, newTerm } from "./concept-form.js";

interface NewConceptProps {
  /** Those that can be written to; one or more. */
  readonly glossaries: readonly GlossaryJson[];
  readonly onAdded: (glossary: string, concept: string) => void;
  readonly onClose: () => void;
}

/** A concept that is not there yet. */
export function NewConcept({ glossaries, onAdded, onClose }: NewConceptProps) {
  const { common, glossary: wording } = useWording();
  const queries = useQueryClient();
  const [concept, setConcept] = useState<ConceptJson>({ id: "", terms: [newTerm("fr"), newTerm("en")] });
  const [chosen, setChosen] = useState(glossaries[0]?.id ?? "");
  const [error, setError] = useState<unknown>();
  useUnsaved(concept.id !== "" || concept.terms.some(({ text }) => text !== ""));
  const add = async (): Promise<void> => {
    setError(undefined);
    try {
      await ask(`/v1/glossaries/${encodeURIComponent(chosen)}/concepts`, { method: "POST", json: finished(concept) });
      announce(wording.added);
      await queries.invalidateQueries();
      onAdded(chosen, concept.id);
    } catch (problem) {
      setError(problem);
    }
  };
  const faults = faultsOf(error);
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <h2>{wording.newConcept}</h2>
      {glossaries.length < 2 ? null : (
        <ChoiceField
          label={wording.glossary}
          choices={glossaries.map(({ id, name }) => ({ key: id, name }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
      <Field
        label={wording.id}
        hint={wording.idHint}
        value={concept.id}
        onChange={(id) => setConcept({ ...concept, id })}
        isRequired
        autoFocus
        fault={faults.get("$.id")}
      />
      <ConceptForm concept={concept} onChange={setConcept} faults={faults} />
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

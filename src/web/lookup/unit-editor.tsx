import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "react-aria-components";
import type { MatchJson, UnitJson } from "../../http/contract.js";
import { announce } from "../announcer.js";
import { Field } from "../fields.js";
import { ProblemNote } from "../problem-note.js";
import { ask, ServerProblem, type Answered } from "../server.js";
import { readerName, useSetting } from "../settings.js";
import { useUnsaved } from "../unsaved.js";
import { useWording } from "../wording/wording.js";
import { codesOf, editableText, editedSegment } from "./coded-text.js";
import type { Direction } from "./direction.js";
import { unitPath, useUnit } from "./queries.js";

interface EditorProps {
  readonly match: MatchJson;
  readonly direction: Direction;
  readonly onClose: () => void;
}

/** Corrects the unit of a match. What is changed is the version that was seen; another one is shown beside it first. */
export function UnitEditor(props: EditorProps) {
  const { data: unit, error } = useUnit(props.match.unit);
  if (unit === undefined) return <ProblemNote error={error} />;
  return <LoadedEditor {...props} seen={unit} />;
}

interface Texts {
  readonly source: string;
  readonly target: string;
}

function textsOf({ source, target }: UnitJson): Texts {
  return { source: editableText(source), target: editableText(target) };
}

function LoadedEditor({ match, direction, onClose, seen }: EditorProps & { readonly seen: Answered<UnitJson> }) {
  const { common, lookup } = useWording();
  const correction = useCorrection(match.unit, seen, onClose);
  const { base, texts, setTexts, conflict } = correction;
  const [name, setName] = useSetting(readerName);
  const before = textsOf(base.json);
  useUnsaved(texts.source !== before.source || texts.target !== before.target);
  if (conflict !== undefined) {
    const { keepYours, takeTheirs } = correction;
    const theirs = textsOf(conflict.json);
    return <Conflict yours={texts} theirs={theirs} direction={direction} onKeep={keepYours} onTake={takeTheirs} />;
  }
  const hasCodes = codesOf(base.json.source).length + codesOf(base.json.target).length > 0;
  const field = (side: keyof Texts, lang: string) => ({
    value: texts[side],
    onChange: (text: string) => setTexts({ ...texts, [side]: text }),
    lang,
    rows: 3,
    isRequired: true,
  });
  return (
    <form
      className="editor"
      onSubmit={(event) => {
        event.preventDefault();
        void correction.save(base);
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <Field label={lookup.source} {...field("source", direction.from)} />
      <Field
        label={lookup.target}
        {...field("target", direction.to)}
        autoFocus
        hint={hasCodes ? lookup.codesHint : undefined}
      />
      <Field label={common.yourName} value={name} onChange={setName} hint={common.yourNameHint} />
      <ProblemNote error={correction.error} />
      <div className="actions">
        <Button type="submit" className="primary">
          {common.save}
        </Button>
        <Button onPress={onClose}>{common.cancel}</Button>
      </div>
    </form>
  );
}

/** A correction under way: what it builds on, what it says, and what stands in its way. */
function useCorrection(unit: string, seen: Answered<UnitJson>, onSaved: () => void) {
  const { lookup } = useWording();
  const queries = useQueryClient();
  const [base, setBase] = useState(seen);
  const [texts, setTexts] = useState(textsOf(seen.json));
  const [error, setError] = useState<unknown>();
  const [conflict, setConflict] = useState<Answered<UnitJson>>();

  const save = async (onto: Answered<UnitJson>): Promise<void> => {
    setError(undefined);
    const name = readerName.get().trim();
    try {
      const json = {
        source: editedSegment(texts.source, onto.json.source),
        target: editedSegment(texts.target, onto.json.target),
        ...(name === "" ? {} : { changedBy: name }),
      };
      await ask(unitPath(unit), { method: "PUT", json, ifMatch: onto.etag });
      announce(lookup.saved);
      onSaved();
      await queries.invalidateQueries();
    } catch (problem) {
      if (problem instanceof ServerProblem && problem.status === 412) setConflict(await ask<UnitJson>(unitPath(unit)));
      else setError(problem);
    }
  };

  const settle = (now: Answered<UnitJson>): void => {
    setConflict(undefined);
    setBase(now);
  };
  const keepYours = (): void => {
    if (conflict === undefined) return;
    settle(conflict);
    void save(conflict);
  };
  const takeTheirs = (): void => {
    if (conflict === undefined) return;
    settle(conflict);
    setTexts(textsOf(conflict.json));
  };
  return { base, texts, setTexts, error, conflict, save, keepYours, takeTheirs };
}

function Conflict({
  yours,
  theirs,
  direction,
  onKeep,
  onTake,
}: {
  readonly yours: Texts;
  readonly theirs: Texts;
  readonly direction: Direction;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}) {
  const { lookup } = useWording();
  return (
    <div className="conflict" role="alert">
      <h3>{lookup.conflictTitle}</h3>
      <p>{lookup.conflictHelp}</p>
      <div className="versions">
        {(
          [
            [lookup.yours, yours],
            [lookup.theirs, theirs],
          ] as const
        ).map(([title, { source, target }]) => (
          <section key={title} aria-label={title}>
            <h4>{title}</h4>
            <p lang={direction.from}>{source}</p>
            <p lang={direction.to}>{target}</p>
          </section>
        ))}
      </div>
      <div className="actions">
        <Button className="primary" autoFocus onPress={onKeep}>
          {lookup.keepYours}
        </Button>
        <Button onPress={onTake}>{lookup.takeTheirs}</Button>
      </div>
    </div>
  );
}

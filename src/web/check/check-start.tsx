import { useQuery } from "@tanstack/react-query";
import { useState, type ClipboardEvent } from "react";
import { Button } from "react-aria-components";
import type { ListOf, ProfileJson } from "../../http/contract.js";
import { DropTarget } from "../drop-target.js";
import { ChoiceField, Field } from "../fields.js";
import { ask } from "../server.js";
import { useLanguageName, useWording } from "../wording/wording.js";
import type { CheckRequest } from "./checking.js";
import { partedColumns, tableOf, type Columns } from "./columns.js";

const ACCEPTED = [".xlf", ".xliff", ".mqxliff", ".sdlxliff", ".mxliff", ".tmx", ".csv", ".tsv", ".txt"];

/** A translation with two faults, to begin with: of the press release that Entente comes with. */
const EXAMPLE: Columns = {
  source:
    "La secrétaire générale déléguée de l’OTAN a conduit une réunion du Conseil de l’Atlantique Nord et du COPS.\nLes Alliés de l’OTAN ont fourni 50 milliards d’euros en 2024.",
  target:
    "The NATO Assistant Secretary General led a meeting of the Council of Europe and the PSC.\nNATO Allies provided 15 billion euros in 2024.",
};

interface Choices {
  readonly from: string;
  readonly to: string;
  readonly profile: string;
}

/** Where a check begins: a file, or two columns of text. */
export function CheckStart({
  onStart,
  onText,
}: {
  readonly onStart: (request: CheckRequest) => void;
  /** Told whether there is text that a reload would lose. */
  readonly onText: (hasText: boolean) => void;
}) {
  const { check } = useWording();
  const [choices, setChoices] = useState<Choices>({ from: "", to: "", profile: "" });
  const { from, to, profile } = choices;
  const how = {
    ...(from === "" ? {} : { sourceLang: from }),
    ...(to === "" ? {} : { targetLang: to }),
    ...(profile === "" ? {} : { profile }),
  };
  return (
    <div className="check-start">
      <p className="lead">{check.lead}</p>
      <DropTarget
        label={check.drop}
        choose={check.chooseFile}
        accepted={ACCEPTED}
        onFiles={([file]) => {
          if (file !== undefined) onStart({ file, name: file.name, ...how });
        }}
      />
      <CheckChoices choices={choices} onChange={setChoices} />
      <PastedColumns
        from={from === "" ? "fr" : from}
        to={to === "" ? "en" : to}
        onText={onText}
        onStart={(file) =>
          onStart({
            file,
            name: check.pastedName,
            sourceLang: from === "" ? "fr" : from,
            targetLang: to === "" ? "en" : to,
            ...how,
          })
        }
      />
    </div>
  );
}

const LANGUAGES = ["fr", "en", "fr-CA", "en-GB", "en-US", "de", "es", "it", "nl", "pt"] as const;

function CheckChoices({
  choices,
  onChange,
}: {
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
}) {
  const { check } = useWording();
  const languageName = useLanguageName();
  const { data: profiles = [] } = useQuery({
    queryKey: ["profiles"],
    queryFn: async ({ signal }) => (await ask<ListOf<ProfileJson>>("/v1/profiles", { signal })).json.items,
  });
  const languages = [
    { key: "", name: check.asInFile },
    ...LANGUAGES.map((tag) => ({ key: tag, name: languageName(tag) })),
  ];
  return (
    <div className="row">
      <ChoiceField
        label={check.sourceLang}
        choices={languages}
        value={choices.from}
        onChange={(from) => onChange({ ...choices, from })}
      />
      <ChoiceField
        label={check.targetLang}
        choices={languages}
        value={choices.to}
        onChange={(to) => onChange({ ...choices, to })}
      />
      {profiles.length === 0 ? null : (
        <ChoiceField
          label={check.profile}
          choices={[{ key: "", name: check.noProfile }, ...profiles.map(({ name }) => ({ key: name, name }))]}
          value={choices.profile}
          onChange={(profile) => onChange({ ...choices, profile })}
        />
      )}
    </div>
  );
}

function PastedColumns({
  from,
  to,
  onStart,
  onText,
}: {
  readonly from: string;
  readonly to: string;
  readonly onStart: (file: Blob) => void;
  readonly onText: (hasText: boolean) => void;
}) {
  const { check } = useWording();
  const [columns, setColumns] = useState<Columns>({ source: "", target: "" });
  const change = (changed: Columns): void => {
    setColumns(changed);
    onText(changed.source !== "" || changed.target !== "");
  };
  // Two columns of a spreadsheet come in one piece.
  const paste = (event: ClipboardEvent): void => {
    const parted = partedColumns(event.clipboardData.getData("text/plain"));
    if (parted === undefined) return;
    event.preventDefault();
    change(parted);
  };
  const isEmpty = columns.source.trim() === "" && columns.target.trim() === "";
  return (
    <section className="pasted" aria-labelledby="pasted">
      <h2 id="pasted">{check.pasteTitle}</h2>
      <p className="soft">{check.pasteHelp}</p>
      <form
        onPaste={paste}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isEmpty) onStart(new Blob([tableOf(columns)], { type: "text/csv" }));
        }}
      >
        <div className="columns">
          <Field
            label={check.source}
            value={columns.source}
            onChange={(source) => change({ ...columns, source })}
            rows={6}
            lang={from}
          />
          <Field
            label={check.target}
            value={columns.target}
            onChange={(target) => change({ ...columns, target })}
            rows={6}
            lang={to}
          />
        </div>
        <div className="actions">
          <Button type="submit" className="primary" isDisabled={isEmpty}>
            {check.start}
          </Button>
          <Button onPress={() => change(EXAMPLE)}>{check.example}</Button>
        </div>
      </form>
    </section>
  );
}

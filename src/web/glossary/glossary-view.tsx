import { useEffect, useState } from "react";
import { Button, Input, Label, SearchField } from "react-aria-components";
import { go, show, useAddress } from "../address.js";
import { ChoiceField } from "../fields.js";
import { useSettled } from "../settled.js";
import { addressOf } from "../server.js";
import { useWording } from "../wording/wording.js";
import { ConceptList } from "./concept-list.js";
import { ConceptView } from "./concept-view.js";
import { FoundList } from "./found-list.js";
import { GlossaryExport, GlossaryImport } from "./glossary-files.js";
import { NewConcept } from "./new-concept.js";
import { useGlossaries } from "./queries.js";

/** What a terminologist works with: terms found as one types, and a concept with all that is known of it. */
export function GlossaryView() {
  const { glossary: wording } = useWording();
  const { path, params } = useAddress();
  const isHere = path === "/glossary";
  const shown = useShown(isHere ? params : undefined);
  const { words, setWords, glossary, concept } = shown;
  const { data: glossaries = [] } = useGlossaries();
  const [open, setOpen] = useState<"concept" | "import">();
  const close = (): void => setOpen(undefined);
  const writable = glossaries.filter(({ readOnly }) => !readOnly);
  useEffect(close, [glossary, concept]);
  const only = glossaries.find(({ id }) => id === shown.only);
  const listed = only ?? glossaries[0];
  const settled = useSettled(words);
  return (
    <div className={concept === undefined && open === undefined ? "view glossary" : "view glossary with-concept"}>
      <h1 className="unseen">{wording.title}</h1>
      <div className="glossary-list">
        <SearchField className="field" value={words} onChange={setWords}>
          <Label className="unseen">{wording.search}</Label>
          <Input placeholder={wording.placeholder} />
        </SearchField>
        <div className="row">
          {glossaries.length < 2 ? null : (
            <ChoiceField
              label={wording.glossary}
              choices={[
                { key: "", name: wording.allGlossaries },
                ...glossaries.map(({ id, name }) => ({ key: id, name })),
              ]}
              value={only?.id ?? ""}
              onChange={(id) => shown.setOnly(id === "" ? undefined : id)}
            />
          )}
          {writable.length === 0 ? null : <Button onPress={() => setOpen("concept")}>{wording.newConcept}</Button>}
          <Button className="quiet" onPress={() => setOpen("import")}>
            {wording.import}
          </Button>
          {listed === undefined ? null : <GlossaryExport glossary={listed} />}
        </div>
        {settled.trim() === "" ? (
          <ConceptList glossary={listed} current={concept} addressOfConcept={shown.addressOfConcept} />
        ) : (
          <FoundList words={settled} glossary={only?.id} current={concept} addressOfConcept={shown.addressOfConcept} />
        )}
      </div>
      <div className="glossary-concept">
        {open === "import" ? (
          <GlossaryImport glossaries={writable} onClose={close} />
        ) : open === "concept" ? (
          <NewConcept
            glossaries={writable}
            onAdded={(to, id) => {
              close();
              go(shown.addressOfConcept(to, id));
            }}
            onClose={close}
          />
        ) : glossary !== undefined && concept !== undefined ? (
          <ConceptView
            key={`${glossary} ${concept}`}
            glossary={glossary}
            concept={concept}
            isReadOnly={glossaries.find(({ id }) => id === glossary)?.readOnly === true}
            back={addressOf("/glossary", { q: words })}
          />
        ) : (
          <p className="soft hint-panel">{wording.choose}</p>
        )}
      </div>
    </div>
  );
}

/** What the address says is shown; typing changes it without a step in the history, going to a concept with one. */
function useShown(params: URLSearchParams | undefined) {
  const [last, setLast] = useState(params ?? new URLSearchParams());
  const current = params ?? last;
  useEffect(() => {
    if (params !== undefined) setLast(params);
  }, [params]);
  const [words, setWords] = useState(current.get("q") ?? "");
  const [only, setOnly] = useState(current.get("in") ?? undefined);
  const glossary = current.get("glossary") ?? undefined;
  const concept = current.get("concept") ?? undefined;
  const settled = useSettled(words, 400);
  const isHere = params !== undefined;
  useEffect(() => {
    if (isHere) show("/glossary", { q: settled, in: only, glossary, concept });
  }, [isHere, settled, only, glossary, concept]);
  const addressOfConcept = (inGlossary: string, id: string): string =>
    addressOf("/glossary", { q: words, in: only, glossary: inGlossary, concept: id });
  return { words, setWords, only, setOnly, glossary, concept, addressOfConcept };
}

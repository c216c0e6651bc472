import { Button } from "react-aria-components";
import { TERM_STATUSES, TERM_TYPES } from "../../concept.js";
import type { ConceptJson } from "../../http/contract.js";
import { ChoiceField, Field } from "../fields.js";
import { ServerProblem } from "../server.js";
import { useLanguageName, useWording } from "../wording/wording.js";

type TermJson = ConceptJson["terms"][number];

interface ConceptFormProps {
  readonly concept: ConceptJson;
  readonly onChange: (concept: ConceptJson) => void;
  /** What the server found wrong, by JSON path. */
  readonly faults: ReadonlyMap<string, string>;
  readonly autoFocus?: boolean;
}

/** The fields of a concept. What has no field here, such as its properties, is kept. */
export function ConceptForm({ concept, onChange, faults, autoFocus = false }: ConceptFormProps) {
  const { glossary: wording } = useWording();
  const { terms } = concept;
  const setTerm = (i: number, term: TermJson): void => onChange({ ...concept, terms: terms.with(i, term) });
  return (
    <>
      {terms.map((term, i) => (
        <TermFields
          key={i}
          term={term}
          number={i}
          faults={faults}
          autoFocus={autoFocus && i === 0}
          onChange={(changed) => setTerm(i, changed)}
          onRemove={terms.length === 1 ? undefined : () => onChange({ ...concept, terms: terms.toSpliced(i, 1) })}
        />
      ))}
      <div className="actions">
        <Button onPress={() => onChange({ ...concept, terms: [...terms, newTerm(terms.at(-1)?.lang ?? "fr")] })}>
          {wording.addTerm}
        </Button>
      </div>
      <Field
        label={wording.definition}
        value={concept.definition ?? ""}
        onChange={(definition) => onChange(withText(concept, { definition }))}
        rows={2}
        fault={faults.get("$.definition")}
      />
      <div className="columns">
        <Field
          label={wording.subject}
          value={concept.subject ?? ""}
          onChange={(subject) => onChange(withText(concept, { subject }))}
          fault={faults.get("$.subject")}
        />
        <Field
          label={wording.note}
          value={concept.note ?? ""}
          onChange={(note) => onChange(withText(concept, { note }))}
          fault={faults.get("$.note")}
        />
      </div>
      <Field
        label={wording.sources}
        hint={wording.sourcesHint}
        rows={2}
        value={(concept.sources ?? []).join("\n")}
        onChange={(text) => onChange(withSources(concept, text))}
        fault={[...faults].find(([path]) => path.startsWith("$.sources"))?.[1]}
      />
    </>
  );
}

export function newTerm(lang: string): TermJson {
  return { lang, text: "", status: "preferred", type: "full-form" };
}

/** Empty texts are no texts: the contract leaves them out. */
function withText<Thing extends object>(
  thing: Thing,
  change: Partial<Record<"definition" | "subject" | "note", string>>,
): Thing {
  const entries = Object.entries({ ...thing, ...change }).filter(([name, value]) => !(name in change && value === ""));
  return Object.fromEntries(entries) as Thing;
}

function withSources({ sources: _, ...concept }: ConceptJson, text: string): ConceptJson {
  return text === "" ? concept : { ...concept, sources: text.split("\n") };
}

/** As it is sent: lines that were left empty are no sources. */
export function finished(concept: ConceptJson): ConceptJson {
  const { sources = [], ...rest } = concept;
  const filled = sources.map((line) => line.trim()).filter((line) => line !== "");
  return filled.length === 0 ? rest : { ...rest, sources: filled };
}

interface TermFieldsProps {
  readonly term: TermJson;
  readonly number: number;
  readonly faults: ReadonlyMap<string, string>;
  readonly autoFocus: boolean;
  readonly onChange: (term: TermJson) => void;
  readonly onRemove: (() => void) | undefined;
}

const LANGUAGES = ["fr", "en", "fr-CA", "en-GB", "en-US"] as const;

function TermFields({ term, number, faults, autoFocus, onChange, onRemove }: TermFieldsProps) {
  const { glossary: wording, termStatus, termType } = useWording();
  const languageName = useLanguageName();
  const languages = [...new Set([...LANGUAGES, term.lang])];
  const fault = (member: string): string | undefined => faults.get(`$.terms[${number}].${member}`);
  return (
    <fieldset className="term-fields">
      <legend className="unseen">{wording.term(number + 1)}</legend>
      <Field
        label={wording.termText}
        value={term.text}
        onChange={(text) => onChange({ ...term, text })}
        lang={term.lang}
        isRequired
        autoFocus={autoFocus}
        fault={fault("text")}
      />
      <div className="row">
        <ChoiceField
          label={wording.language}
          choices={languages.map((key) => ({ key, name: languageName(key) }))}
          value={term.lang}
          onChange={(lang) => onChange({ ...term, lang })}
        />
        <ChoiceField
          label={wording.status}
          choices={TERM_STATUSES.map((key) => ({ key, name: termStatus[key] }))}
          value={term.status}
          onChange={(status) => onChange({ ...term, status })}
        />
        <ChoiceField
          label={wording.type}
          choices={TERM_TYPES.map((key) => ({ key, name: termType[key] }))}
          value={term.type}
          onChange={(type) => onChange({ ...term, type })}
        />
        {onRemove === undefined ? null : (
          <Button className="quiet" aria-label={wording.removeTerm(term.text)} onPress={onRemove}>
            {wording.remove}
          </Button>
        )}
      </div>
      <Field
        label={wording.termNote}
        value={term.note ?? ""}
        onChange={(note) => onChange(withText(term, { note }))}
        fault={fault("note")}
      />
    </fieldset>
  );
}

/** What the server found wrong with a concept, by JSON path. */
export function faultsOf(error: unknown): ReadonlyMap<string, string> {
  if (!(error instanceof ServerProblem)) return new Map();
  const { errors = [], path, detail } = error.problem;
  const first = path === undefined || detail === undefined ? [] : [[path, detail] as const];
  return new Map([...first, ...errors.map(({ path, detail }) => [path, detail] as const)]);
}

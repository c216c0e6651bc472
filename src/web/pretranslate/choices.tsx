import { Checkbox, CheckboxGroup, Label } from "react-aria-components";
import type { MemoryJson } from "../../http/contract.js";
import { ChoiceField } from "../fields.js";
import { useFormats, useWording } from "../wording/wording.js";

export interface Choices {
  /** Ids; all memories where there is none. */
  readonly memories: readonly string[];
  /** The least score of a match that is put in. */
  readonly minScore: string;
  /** From which score on empty targets are filled. */
  readonly fill: string;
  /** Whether terms are put in too. */
  readonly terms: boolean;
}

export const START: Choices = { memories: [], minScore: "75", fill: "none", terms: false };

const MIN_SCORES = ["101", "100", "95", "85", "75", "70", "60", "50"] as const;

/** From which memories a file is pre-translated, and from which score on. */
export function PretranslateChoices({
  memories,
  choices,
  onChange,
}: {
  readonly memories: readonly MemoryJson[];
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
}) {
  const { pretranslate: wording } = useWording();
  const formats = useFormats();
  const scores = MIN_SCORES.map((key) => ({ key: key, name: wording.from(formats.percent(Number(key))) }));
  return (
    <div className="pretranslate-choices">
      {memories.length < 2 ? null : (
        <CheckboxGroup
          className="field"
          value={[...choices.memories]}
          onChange={(chosen) => onChange({ ...choices, memories: chosen })}
        >
          <Label>{wording.memories}</Label>
          <div className="row">
            {memories.map(({ id, name }) => (
              <Checkbox key={id} value={id} className="checkbox">
                <span className="box" aria-hidden="true" />
                {name}
              </Checkbox>
            ))}
          </div>
        </CheckboxGroup>
      )}
      <div className="row">
        <ChoiceField
          label={wording.minScore}
          choices={scores}
          value={choices.minScore}
          onChange={(minScore) => onChange({ ...choices, minScore })}
        />
        <ChoiceField
          label={wording.fill}
          choices={[{ key: "none", name: wording.fillNone }, ...scores]}
          value={choices.fill}
          onChange={(fill) => onChange({ ...choices, fill })}
        />
        <Checkbox className="checkbox" isSelected={choices.terms} onChange={(terms) => onChange({ ...choices, terms })}>
          <span className="box" aria-hidden="true" />
          {wording.terms}
        </Checkbox>
      </div>
    </div>
  );
}

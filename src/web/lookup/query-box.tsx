import { memo, useCallback, useEffect, useRef, type KeyboardEvent } from "react";
import { Button, Label, TextArea, TextField } from "react-aria-components";
import { ChoiceField } from "../fields.js";
import { useFormats, useLanguageName, useWording } from "../wording/wording.js";
import type { Direction } from "./direction.js";

const MIN_SCORES = [100, 95, 85, 75, 70, 60, 50, 40] as const;

interface QueryBoxProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly direction: Direction;
  readonly isGuessed: boolean;
  readonly setDirection: (direction: Direction | undefined) => void;
  readonly directions: readonly Direction[];
  readonly minScore: number;
  readonly setMinScore: (minScore: number) => void;
  readonly onSelect: (selected: string) => void;
  /** The key down was pressed at the end of the text. */
  readonly onDown: () => void;
  readonly onCopyBest: () => void;
}

/** Where the text to look up is typed, and how it is to be looked up. */
export function QueryBox(props: QueryBoxProps) {
  const { lookup } = useWording();
  const { text, setText, onSelect, onDown, onCopyBest, ...choices } = props;
  const { direction, setDirection } = choices;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const selected = (): void => {
    const { value, selectionStart, selectionEnd } = field.current ?? { value: "", selectionStart: 0, selectionEnd: 0 };
    onSelect(value.slice(selectionStart, selectionEnd).trim());
  };
  const swap = useCallback(
    (): void => setDirection({ from: direction.to, to: direction.from }),
    [direction, setDirection],
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const { selectionStart, selectionEnd } = field.current ?? { selectionStart: 0, selectionEnd: 0 };
    if (event.key === "ArrowDown" && selectionStart === text.length && selectionEnd === text.length) onDown();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onCopyBest();
    else if (event.code === "KeyX" && event.altKey) swap();
    else return;
    event.preventDefault();
  };
  return (
    <search className="query-box">
      <TextField className="query" value={text} onChange={setText} onSelect={selected}>
        <Label className="unseen">{lookup.query}</Label>
        <TextArea
          ref={field}
          lang={direction.from}
          rows={3}
          placeholder={lookup.placeholder}
          spellCheck="false"
          onKeyDown={onKeyDown}
        />
      </TextField>
      <QueryChoices {...choices} isEmpty={text.trim() === ""} swap={swap} />
    </search>
  );
}

interface ChoicesProps extends Omit<QueryBoxProps, "text" | "setText" | "onSelect" | "onDown" | "onCopyBest"> {
  readonly isEmpty: boolean;
  readonly swap: () => void;
}

/** Drawn again when a choice changes, not with each letter: lists to choose from are dear to draw. */
const QueryChoices = memo(function QueryChoices(props: ChoicesProps) {
  const { lookup } = useWording();
  const { isEmpty, direction, isGuessed, setDirection, directions, minScore, setMinScore, swap } = props;
  const languageName = useLanguageName();
  const formats = useFormats();
  const nameOf = ({ from, to }: Direction): string => `${languageName(from)} → ${languageName(to)}`;
  const keyOf = ({ from, to }: Direction): string => `${from}>${to}`;
  const known = directions.some((one) => keyOf(one) === keyOf(direction)) ? directions : [direction, ...directions];
  return (
    <div className="query-choices">
      <ChoiceField
        label={lookup.direction}
        isCompact
        choices={[{ key: "", name: lookup.guess }, ...known.map((one) => ({ key: keyOf(one), name: nameOf(one) }))]}
        value={isGuessed ? "" : keyOf(direction)}
        onChange={(key) => setDirection(known.find((one) => keyOf(one) === key))}
      >
        <span>
          {nameOf(direction)}
          {isGuessed && !isEmpty ? <span className="soft"> ({lookup.guessed})</span> : null}
        </span>
      </ChoiceField>
      <Button className="quiet sign" aria-label={lookup.swap} onPress={swap}>
        <span aria-hidden="true">⇄</span>
      </Button>
      <ChoiceField
        label={lookup.minScore}
        isCompact
        choices={[...new Set([...MIN_SCORES, minScore])]
          .sort((a, b) => b - a)
          .map((score) => ({ key: String(score), name: formats.percent(score) }))}
        value={String(minScore)}
        onChange={(key) => setMinScore(Number(key))}
      />
    </div>
  );
});

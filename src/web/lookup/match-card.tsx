import { memo, useRef, useState, type KeyboardEvent } from "react";
import { ToggleButton } from "react-aria-components";
import type { MatchJson } from "../../http/contract.js";
import { useMemories } from "../queries.js";
import { MarkedText, type Highlight } from "../marked-text.js";
import { useFormats, useWording } from "../wording/wording.js";
import { changesOf } from "./changes.js";
import type { Direction } from "./direction.js";
import { shownTarget, useCopy } from "./copying.js";
import { textOf } from "./coded-text.js";
import { useOccurrences, useUnit } from "./queries.js";
import { UnitDeletion } from "./unit-deletion.js";
import { UnitEditor } from "./unit-editor.js";
import { UnitHistory } from "./unit-history.js";

/** What differs word by word; of a fragment the run that is in the query too. */
function marksOf({ fragment, edits }: MatchJson, query: string) {
  return fragment === undefined ? { changes: changesOf(edits, query) } : { highlights: [fragment.match] };
}

type Part = "editor" | "history" | "deletion";

/** Where in the list the keyboard goes from a match. */
export type Move = "next" | "previous" | "first" | "last";

interface MatchCardProps {
  readonly match: MatchJson;
  readonly query: string;
  readonly direction: Direction;
  /** Whether it is the one of the list that the tab key comes to. */
  readonly isActive: boolean;
  /** Its place in the list. */
  readonly index: number;
  readonly onActive: (index: number) => void;
  readonly onMove: (from: number, to: Move) => void;
}

const MOVES: Readonly<Record<string, Move>> = { ArrowDown: "next", ArrowUp: "previous", Home: "first", End: "last" };
const PARTS: Readonly<Record<string, Part>> = { e: "editor", h: "history", Delete: "deletion" };

/** A match: how good it is, where it differs, what it says in the other language, where it comes from; and what to do with it. */
export const MatchCard = memo(function MatchCard(props: MatchCardProps) {
  const { match, query, direction, isActive, index, onActive, onMove } = props;
  const { open, toggle, close, card } = useParts();
  const copy = useCopy();
  const isReadOnly = useIsReadOnly(match);
  const formats = useFormats();
  const onKeyDown = (event: KeyboardEvent): void => {
    // Fields and buttons within a match have the keys to themselves; so has the browser with Ctrl and its like.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const part = PARTS[event.key];
    const move = MOVES[event.key];
    if (move !== undefined) onMove(index, move);
    else if (event.key === "Enter") copy(match);
    else if (part !== undefined && (part === "history" || !isReadOnly)) toggle(part)();
    else return;
    event.preventDefault();
  };
  return (
    <li
      tabIndex={isActive ? 0 : -1}
      aria-label={`${formats.percent(match.score)}, ${textOf(shownTarget(match))}`}
      onFocus={() => onActive(index)}
      onKeyDown={onKeyDown}
    >
      <article ref={card} className="match">
        <Score match={match} />
        <div className="match-texts">
          <p className="match-source">
            <MarkedText
              segment={match.source}
              lang={direction.from}
              {...marksOf(match, query)}
              occurrences={useOccurrences(match.source, direction.from)}
            />
          </p>
          <MatchTarget match={match} lang={direction.to} />
          <Origin match={match} />
        </div>
        <MatchActions match={match} open={open} toggle={toggle} isReadOnly={isReadOnly} />
        {open === "editor" ? <UnitEditor match={match} direction={direction} onClose={close} /> : null}
        {open === "history" ? <UnitHistory match={match} direction={direction} /> : null}
        {open === "deletion" ? <UnitDeletion id={match.unit} onClose={close} /> : null}
      </article>
    </li>
  );
});

/** Which part of a card is open; closing it leads the keyboard back to the card. */
function useParts() {
  const [open, setOpen] = useState<Part>();
  const card = useRef<HTMLElement>(null);
  const close = (): void => {
    setOpen(undefined);
    card.current?.closest("li")?.focus();
  };
  return { open, toggle: (part: Part) => () => setOpen(open === part ? undefined : part), close, card };
}

function useIsReadOnly({ memory }: MatchJson): boolean {
  const { data: memories } = useMemories();
  return memories?.find(({ id }) => id === memory)?.readOnly === true;
}

/** From where a score is called how: what translators expect of the bands they are paid by. */
function bandOf(score: number): string {
  if (score >= 100) return "exact";
  if (score >= 85) return "high";
  return score >= 70 ? "middle" : "low";
}

function Score({ match }: { readonly match: MatchJson }) {
  const { lookup } = useWording();
  const formats = useFormats();
  const { score, kind, words, tokens, characters, penalties } = match;
  const parts = [
    `${lookup.words} ${formats.percent(words)}`,
    `${lookup.tokens} ${formats.percent(tokens)}`,
    `${lookup.characters} ${formats.percent(characters)}`,
  ];
  const reasons = penalties.map(({ reason, points }) => `${lookup.penalty[reason] ?? reason} −${points}`);
  return (
    <p className={`score ${bandOf(score)}`} title={[...parts, ...reasons].join("\n")}>
      <span className="score-number">{score}</span>
      <span className="score-kind">{lookup.kinds[kind] ?? kind}</span>
    </p>
  );
}

function MatchTarget({ match, lang }: { readonly match: MatchJson; readonly lang: string }) {
  const { lookup } = useWording();
  const { adapted } = match;
  const [isOriginal, showOriginal] = useState(false);
  const isAdapted = adapted !== undefined && !isOriginal;
  const shown = isAdapted ? adapted.target : match.target;
  const occurrences = useOccurrences(shown, lang);
  const highlights: Highlight[] = isAdapted
    ? adapted.changes.map(({ start, end, from }) => ({
        start,
        end,
        className: "adapted",
        title: lookup.adaptedFrom(from),
      }))
    : [];
  return (
    <>
      <p className="match-target">
        <MarkedText segment={shown} lang={lang} occurrences={occurrences} highlights={highlights} />
      </p>
      {adapted === undefined ? null : (
        <p className="small adapted-note">
          <span className="chip">{lookup.adapted}</span>
          <ToggleButton className="quiet small" isSelected={isOriginal} onChange={showOriginal}>
            {lookup.original}
          </ToggleButton>
        </p>
      )}
    </>
  );
}

function Origin({ match }: { readonly match: MatchJson }) {
  const { lookup } = useWording();
  const formats = useFormats();
  const { data: memories } = useMemories();
  const { data: unit } = useUnit(match.unit);
  const { changedAt, createdAt, changedBy, createdBy } = unit?.json ?? {};
  const date = changedAt ?? createdAt;
  const parts = [
    memories?.find(({ id }) => id === match.memory)?.name ?? match.memory,
    date === undefined ? undefined : formats.date(date),
    changedBy ?? createdBy,
    match.occurrences > 1 ? lookup.occurrences(match.occurrences) : undefined,
    ...match.penalties.map(({ reason, points }) => `${lookup.penalty[reason] ?? reason} −${points}`),
  ];
  return <p className="origin">{parts.filter((part) => part !== undefined).join(" · ")}</p>;
}

interface ActionsProps {
  readonly match: MatchJson;
  readonly open: Part | undefined;
  readonly toggle: (part: Part) => () => void;
  readonly isReadOnly: boolean;
}

/** Buttons of the browser's own: the kit's are several times as dear to draw, and matches are drawn while somebody types. */
function MatchActions({ match, open, toggle, isReadOnly }: ActionsProps) {
  const { common, lookup } = useWording();
  const copy = useCopy();
  const part = (name: Part, label: string) => (
    <button type="button" className="quiet" aria-expanded={open === name} onClick={toggle(name)}>
      {label}
    </button>
  );
  return (
    <div className="match-actions">
      <button type="button" className="quiet" aria-label={lookup.copyTarget} onClick={() => copy(match)}>
        {common.copy}
      </button>
      {isReadOnly ? null : part("editor", common.edit)}
      {isReadOnly ? null : part("deletion", common.remove)}
      {part("history", lookup.history)}
    </div>
  );
}

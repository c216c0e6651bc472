import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Dialog, Popover } from "react-aria-components";
import type { OccurrenceJson, SegmentJson } from "../http/contract.js";
import { codesOf, textOf } from "./lookup/coded-text.js";
import type { Change } from "./lookup/changes.js";
import { TermCard } from "./term-card.js";
import { useWording } from "./wording/wording.js";

/** A stretch of a text to be seen: of a finding, a hit, an adaptation. */
export interface Highlight {
  readonly start: number;
  readonly end: number;
  readonly className?: string;
  /** Said of it where one points at it, and by screen readers. */
  readonly title?: string;
}

export interface MarkedTextProps {
  readonly segment: SegmentJson;
  readonly lang: string;
  readonly changes?: readonly Change[];
  readonly occurrences?: readonly OccurrenceJson[];
  readonly highlights?: readonly Highlight[];
}

/**
 * A segment to read: terms underlined, with what the glossary has of them where one asks; differences as deleted and inserted
 * words; stretches highlighted; inline codes as small signs that take no part in the text.
 */
export function MarkedText({ segment, lang, changes = [], occurrences = [], highlights = [] }: MarkedTextProps) {
  const text = textOf(segment);
  const terms = apart(occurrences);
  const parts: ReactNode[] = [];
  let from = 0;
  const plain = (start: number, end: number): ReactNode => (
    <Stretch {...{ segment, changes, highlights, start, end }} isLast={end === text.length} />
  );
  for (const group of terms) {
    const [{ start, end } = { start: 0, end: 0 }] = group;
    if (start > from) parts.push(<span key={from}>{plain(from, start)}</span>);
    parts.push(
      <TermMark key={`term-${start}`} occurrences={group}>
        {plain(start, end)}
      </TermMark>,
    );
    from = end;
  }
  if (from < text.length || from === 0) parts.push(<span key={from}>{plain(from, text.length)}</span>);
  return (
    <span className="segment" lang={lang} dir="auto">
      {parts}
    </span>
  );
}

/** Occurrences by the stretch that they share, without those that begin inside another. */
function apart(occurrences: readonly OccurrenceJson[]): OccurrenceJson[][] {
  const groups: OccurrenceJson[][] = [];
  for (const occurrence of [...occurrences].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = groups.at(-1)?.[0];
    if (last === undefined || occurrence.start >= last.end) groups.push([occurrence]);
    else if (occurrence.start === last.start && occurrence.end === last.end) groups.at(-1)?.push(occurrence);
  }
  return groups;
}

interface StretchProps {
  readonly segment: SegmentJson;
  readonly changes: readonly Change[];
  readonly highlights: readonly Highlight[];
  readonly start: number;
  readonly end: number;
  /** Whether what stands at `end` itself belongs to it. */
  readonly isLast: boolean;
}

/** Part of a text, cut wherever a mark begins or ends. */
function Stretch({ segment, changes, highlights, start, end, isLast }: StretchProps) {
  const text = textOf(segment);
  const codes = codesOf(segment);
  const inside = (at: number): boolean => at >= start && (at < end || (isLast && at === end));
  const cuts = new Set([start, end]);
  for (const mark of [...changes, ...highlights]) for (const at of [mark.start, mark.end]) if (inside(at)) cuts.add(at);
  for (const { at } of codes) if (inside(at)) cuts.add(at);
  const places = [...cuts].sort((a, b) => a - b);
  return places.map((at, i) => {
    const next = places[i + 1] ?? at;
    return (
      <span key={at}>
        {codes.map((code, index) =>
          code.at === at && inside(at) ? <CodeSign key={index} number={index + 1} data={code.data} /> : null,
        )}
        {next > at ? <Marked text={text.slice(at, next)} at={at} changes={changes} highlights={highlights} /> : null}
        {changes
          .filter(
            (change) =>
              change.instead !== "" &&
              (change.end > change.start
                ? change.end === next && next > at && change.end <= end
                : change.start === at && inside(at)),
          )
          .map((change) => (
            <Inserted key={change.end} text={change.instead} />
          ))}
      </span>
    );
  });
}

function Marked({
  text,
  at,
  changes,
  highlights,
}: { readonly text: string; readonly at: number } & Pick<StretchProps, "changes" | "highlights">) {
  const { lookup } = useWording();
  const covers = (mark: { start: number; end: number }): boolean => mark.start <= at && at < mark.end;
  const highlight = highlights.find(covers);
  const shown =
    highlight === undefined ? (
      text
    ) : (
      <mark className={highlight.className} title={highlight.title}>
        {text}
      </mark>
    );
  return changes.some(covers) ? <del title={lookup.inMatchOnly}>{shown}</del> : shown;
}

function Inserted({ text }: { readonly text: string }) {
  const { lookup } = useWording();
  return <ins title={lookup.inQueryOnly}>{text}</ins>;
}

function CodeSign({ number, data }: { readonly number: number; readonly data: string | undefined }) {
  return (
    <span className="code" title={data}>
      {number}
    </span>
  );
}

/** A term in running text: a button that may break over lines, which a `button` element may not. */
function TermMark({
  occurrences,
  children,
}: {
  readonly occurrences: readonly OccurrenceJson[];
  readonly children: ReactNode;
}) {
  const { lookup } = useWording();
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLSpanElement>(null);
  const byKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    setOpen(true);
  };
  const status = occurrences[0]?.status ?? "preferred";
  return (
    <>
      <span
        ref={place}
        role="button"
        tabIndex={0}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={`term ${status}`}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={byKey}
      >
        {children}
      </span>
      {isOpen ? (
        <Popover className="popover" triggerRef={place} isOpen onOpenChange={setOpen}>
          <Dialog aria-label={lookup.term}>
            {occurrences.map((occurrence) => (
              <TermCard key={`${occurrence.glossary} ${occurrence.concept}`} occurrence={occurrence} />
            ))}
          </Dialog>
        </Popover>
      ) : null}
    </>
  );
}

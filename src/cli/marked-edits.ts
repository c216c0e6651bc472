import type { Segment } from "../segment.js";
import type { FoundMatch as Match } from "../workspace/found-match.js";

type Edit = Match["edits"][number];

/** A match as answers give it. */
export type AnsweredMatch = Omit<Match, "source" | "target" | "adapted"> & {
  readonly source: AnsweredSegment;
  readonly target: AnsweredSegment;
  readonly adapted?: AnsweredAdapted;
};

type Adapted = NonNullable<Match["adapted"]>;
type AnsweredAdapted = Omit<Adapted, "target"> & { readonly target: AnsweredSegment };

/** A segment as answers give it: plain text where it holds no codes. */
export type AnsweredSegment = string | Segment;

export function textOfSegment(segment: AnsweredSegment): string {
  return typeof segment === "string" ? segment : segment.text;
}

/** A text with a place in it marked: `[=of both=]`. */
export function markedPlace(text: string, place: { readonly start: number; readonly end: number } | undefined): string {
  if (place === undefined) return text;
  const { start, end } = place;
  return `${text.slice(0, start)}[=${text.slice(start, end)}=]${text.slice(end)}`;
}

/** An adapted target with what was put right marked as {@link markedEdits} marks it, codes apart: `[-before-]{+now+}`. */
export function markedChanges({ target, changes }: AnsweredAdapted): string {
  const text = textOfSegment(target);
  let marked = "";
  let done = 0;
  for (const { kind, start, end, from } of changes) {
    if (kind === "code") continue;
    marked += `${text.slice(done, start)}[-${from}-]{+${text.slice(start, end)}+}`;
    done = end;
  }
  return marked + text.slice(done);
}

/**
 * A match's text with what differs from the query marked as wdiff marks it: `[-of the query only-]`,
 * `{+of the match only+}`. Neighbouring differences are marked as one.
 */
export function markedEdits(query: string, match: string, edits: readonly Edit[]): string {
  let marked = "";
  let inQuery = 0;
  let inMatch = 0;
  let gone = "";
  let come = "";
  const settle = (): void => {
    const space = /^\s*/.exec(come === "" ? gone : come)?.[0] ?? "";
    if (gone !== "" || come !== "") marked += space;
    if (gone.trim() !== "") marked += `[-${gone.trim()}-]`;
    if (come.trim() !== "") marked += `{+${come.trim()}+}`;
    gone = come = "";
  };
  for (const edit of edits) {
    if (edit.op === "keep") settle();
    if (edit.query !== undefined) {
      if (edit.op !== "keep") gone += query.slice(inQuery, edit.query.end);
      inQuery = Math.max(inQuery, edit.query.end);
    }
    if (edit.match === undefined) continue;
    if (edit.op === "keep") marked += match.slice(inMatch, edit.match.end);
    else come += match.slice(inMatch, edit.match.end);
    inMatch = Math.max(inMatch, edit.match.end);
  }
  settle();
  return marked + match.slice(inMatch);
}

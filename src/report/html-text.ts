import type { Span } from "../finding.js";
import type { CodeKind, InlineCode, Segment } from "../segment.js";
import type { HtmlWording } from "./html-wording.js";
import { markup, type Markup } from "./markup.js";

/**
 * A longer text is shown around the place that matters: a page of 5,000 findings in one segment of 65,535 characters would
 * have 600 megabytes. Few paragraphs have as many.
 */
const MOST_SHOWN = 1_200;

/** What is shown before the place, where not all can be. */
const BEFORE_PLACE = 400;

/**
 * A segment as a reader sees it: its codes as chips, the place meant marked at its exact offsets, and characters that have
 * no shape of their own by their number. An empty place is a mark between two characters.
 */
export function markedText(segment: Segment, place: Span | undefined, wording: HtmlWording): Markup {
  const { text } = segment;
  const [from, to] = shownPart(text, place);
  const codes = segment.codes.filter(({ at }) => at >= from && at <= to);
  const [head, tail] = [cut(from, wording), cut(text.length - to, wording)];
  if (place === undefined) return markup`${head}${run(text, { from, to, codes }, wording)}${tail}`;
  const { start } = place;
  const end = Math.min(place.end, to);
  // A code stands before the offset that it names: at the place's start or end it is outside the place.
  const before = run(text, { from, to: start, codes: codes.filter(({ at }) => at <= start) }, wording);
  const within = run(text, { from: start, to: end, codes: codes.filter(({ at }) => at > start && at < end) }, wording);
  const after = run(text, { from: end, to, codes: codes.filter(({ at }) => at > start && at >= end) }, wording);
  const mark = start === end ? markup`<mark class="gap"></mark>` : markup`<mark>${within}</mark>`;
  return markup`${head}${before}${mark}${after}${tail}`;
}

/** The stretch of a text that is shown: all of it, or as much as may be with the place in it. */
function shownPart(text: string, place: Span | undefined): readonly [number, number] {
  if (text.length <= MOST_SHOWN) return [0, text.length];
  const from = Math.max(0, Math.min((place?.start ?? 0) - BEFORE_PLACE, text.length - MOST_SHOWN));
  return [whole(text, from), whole(text, Math.min(text.length, from + MOST_SHOWN))];
}

/** The offset, or the next one where it falls between the halves of a character. */
function whole(text: string, at: number): number {
  const isLow = /[\uDC00-\uDFFF]/.test(text.charAt(at));
  return isLow ? at + 1 : at;
}

function cut(characters: number, wording: HtmlWording): Markup | undefined {
  return characters > 0 ? markup`<span class="cut">[… ${wording.characters(characters)}]</span>` : undefined;
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly codes: readonly InlineCode[];
}

function run(text: string, { from, to, codes }: Run, wording: HtmlWording): Markup[] {
  const pieces: Markup[] = [];
  let at = from;
  for (const code of codes) {
    pieces.push(shown(text.slice(at, code.at)), chip(code, wording));
    at = code.at;
  }
  return [...pieces, shown(text.slice(at, to))];
}

/**
 * Characters without a shape: no-break spaces, of which typography speaks; soft hyphens and zero-width ones; the controls that
 * turn the direction of writing, by which a text can be made to look like another (https://trojansource.codes). The two
 * joiners are left alone: emoji and some scripts are made with them.
 */
const SHAPELESS =
  /[\u007F-\u009F\u00A0\u00AD\u061C\u180E\u2007\u2009\u200B\u200E\u200F\u2028-\u202F\u2060-\u2069\uFEFF]|[\u{E0001}-\u{E007F}]/gu;

const SPACES = /[\u00A0\u2007\u2009\u202F]/;

function shown(text: string): Markup {
  const pieces: Markup[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(SHAPELESS)) {
    pieces.push(markup`${text.slice(at, index)}${shapeless(found)}`);
    at = index + found.length;
  }
  return pieces.length === 0 ? markup`${text}` : markup`${pieces}${text.slice(at)}`;
}

function shapeless(character: string): Markup {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  // A space stays in the text, so that what is copied is what was written.
  if (SPACES.test(character)) return markup`<span class="space" title="${number}">${character}</span>`;
  return markup`<span class="control">${number}</span>`;
}

const SIGNS: Readonly<Record<CodeKind, readonly [string, string]>> = {
  open: ["", "▸"],
  close: ["◂", ""],
  alone: ["", ""],
  "isolated-open": ["", "▸"],
  "isolated-close": ["◂", ""],
};

function chip({ id, kind, data, type }: InlineCode, wording: HtmlWording): Markup {
  const [before, after] = SIGNS[kind];
  const title = [wording.code(kind), type, data].filter((part) => part !== undefined).join(" · ");
  return markup`<span class="code" title="${title}">${before}${id}${after}</span>`;
}

import type { Span } from "../finding.js";
import type { InlineCode, Segment } from "../segment.js";
import { added, lost, type CodePlace, type CodeSlip } from "./code-slip.js";

/**
 * Compares the inline codes of a source and a target. A code is the same one where id and markup agree; where only one of them
 * does, the other may have been made anew by a tool (TMX numbers each variant by itself, a link may lead to the other
 * language's page). So codes are paired in passes from the strictest likeness to the loosest, and what no pass pairs is
 * lost or added. A pair of codes that is gone is one error, and covers the text that it stood around.
 */
export function* inlineCodeSlips(sourceSegment: Segment, targetSegment: Segment): Generator<CodeSlip> {
  const [source, target] = [withoutAnnotations(sourceSegment), withoutAnnotations(targetSegment)];
  if (source.codes.length === 0 && target.codes.length === 0) return;
  const twins = pairOff(source.codes, target.codes);
  const found = new Set(twins.values());
  const missing = source.codes.filter((code) => !twins.has(code));
  const surplus = target.codes.filter((code) => !found.has(code));
  for (const place of placesOf(source, missing)) yield lost(place);
  for (const place of placesOf(target, surplus)) yield added(place);
  const original = new Map([...twins].map(([one, other]) => [other, one]));
  yield* crossed(source, target, original);
  yield* moved(source, target, twins);
}

/** An annotation says something of the text (a term, a comment) and is not owed in a translation. */
function withoutAnnotations(segment: Segment): Segment {
  const codes = segment.codes.filter(({ type }) => type?.startsWith("mrk:") !== true);
  return codes.length === segment.codes.length ? segment : { ...segment, codes };
}

type Likeness = (one: InlineCode, other: InlineCode) => boolean;

const PASSES: readonly Likeness[] = [
  (a, b) => a.kind === b.kind && a.id === b.id && a.data === b.data,
  (a, b) => side(a) === side(b) && a.data !== undefined && a.data === b.data,
  (a, b) => side(a) === side(b) && a.id === b.id && mayBeSame(a, b),
  (a, b) => side(a) === side(b) && mayBeSame(a, b) && (a.data !== undefined || a.type !== undefined),
];

/** A pair that a segment's end parts is still the same pair. */
function side({ kind }: InlineCode): string {
  return kind.replace("isolated-", "");
}

/** Whether nothing says that two codes differ: their types, where both have one, and the names of their tags. */
function mayBeSame(a: InlineCode, b: InlineCode): boolean {
  if (a.type !== undefined && b.type !== undefined && a.type !== b.type) return false;
  return a.data === undefined || b.data === undefined || tagName(a.data) === tagName(b.data);
}

/** The name of the element that markup stands for, as written or escaped inside a code element; the markup itself where it is none. */
function tagName(data: string): string {
  const native = /&lt;(\/?[\w:-]+)|^<(?!(?:bpt|ept|ph|it|ut|x|bx|ex|g|pc|sc|ec)\b)(\/?[\w:-]+)/.exec(data);
  return (native?.[1] ?? native?.[2] ?? (data.startsWith("<") ? "" : data)).toLowerCase();
}

/** Each code of the source with its twin in the target. */
function pairOff(source: readonly InlineCode[], target: readonly InlineCode[]): Map<InlineCode, InlineCode> {
  const twins = new Map<InlineCode, InlineCode>();
  const left = new Set(target);
  for (const isLike of PASSES) {
    if (left.size === 0) break;
    for (const code of source) {
      if (twins.has(code)) continue;
      for (const other of left) {
        if (!isLike(code, other)) continue;
        twins.set(code, other);
        left.delete(other);
        break;
      }
    }
  }
  return twins;
}

/** Where some codes of a segment stand; both halves of a pair are one place. */
function placesOf(segment: Segment, codes: readonly InlineCode[]): CodePlace[] {
  const places: CodePlace[] = [];
  const closed = new Set<InlineCode>();
  for (const [i, code] of codes.entries()) {
    if (closed.has(code)) continue;
    const close = code.kind === "open" ? codes.slice(i + 1).find((other) => isClosedBy(code, other)) : undefined;
    if (close !== undefined) closed.add(close);
    places.push({ span: spanOf(segment, code.at, close?.at ?? code.at), name: nameOf(code) });
  }
  return places;
}

function isClosedBy(open: InlineCode, close: InlineCode): boolean {
  return close.kind === "close" && (close.id === open.id || close.pair === open.id || open.pair === close.id);
}

function spanOf({ text }: Segment, start: number, end: number): Span {
  return { start, end, text: text.slice(start, end) };
}

/** Longer markup says nothing more to a person. */
const LONGEST_NAME = 80;

/** What people know a code by: its markup, else its type, else its id. */
export function nameOf({ data, type, id }: InlineCode): string {
  const name = data ?? type ?? id;
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

/** Pairs whose end stands before their beginning in the target and not in the source. */
function* crossed(
  source: Segment,
  target: Segment,
  original: ReadonlyMap<InlineCode, InlineCode>,
): Generator<CodeSlip> {
  for (const [i, close] of target.codes.entries()) {
    if (close.kind !== "close") continue;
    const isPartner = (code: InlineCode): boolean => code.kind === "open" && isClosedBy(code, close);
    if (target.codes.slice(0, i).some(isPartner)) continue;
    const open = target.codes.slice(i + 1).find(isPartner);
    if (open === undefined) continue;
    const code = original.get(open);
    yield {
      kind: "crossed",
      name: nameOf(open),
      ...(code && { source: spanOf(source, code.at, code.at) }),
      target: spanOf(target, close.at, open.at),
      severity: "major",
      message: {
        en: `The pair “${nameOf(open)}” is closed before it is opened.`,
        fr: `La paire «\u00A0${nameOf(open)}\u00A0» est fermée avant d’être ouverte.`,
      },
    };
  }
}

/** XLIFF 2.1, section 4.7.2.4: such codes keep the order that they have in the source. */
const FIXED = /\bcanReorder\s*=\s*["'](?:no|firstNo)["']/;

function isFixed({ data = "", type = "" }: InlineCode): boolean {
  return FIXED.test(data) || FIXED.test(type);
}

/** The first code that may not be reordered and was. */
function* moved(source: Segment, target: Segment, twins: ReadonlyMap<InlineCode, InlineCode>): Generator<CodeSlip> {
  let last = -1;
  for (const code of source.codes) {
    const twin = isFixed(code) ? twins.get(code) : undefined;
    if (twin === undefined) continue;
    const at = target.codes.indexOf(twin);
    if (at < last) {
      yield {
        kind: "moved",
        name: nameOf(code),
        source: spanOf(source, code.at, code.at),
        target: spanOf(target, twin.at, twin.at),
        severity: "major",
        message: {
          en: `The code “${nameOf(code)}” may not be reordered.`,
          fr: `Le code «\u00A0${nameOf(code)}\u00A0» ne doit pas changer d’ordre.`,
        },
      };
      return;
    }
    last = at;
  }
}

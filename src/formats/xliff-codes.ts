import type { InlineCode, Segment } from "../segment.js";
import { partnersIn } from "./code-pairs.js";
import type { XliffSegment } from "./xliff-structure.js";
import { xmlText } from "./xml-text.js";

/**
 * A match's codes in the words of the file that it goes into. What a code of the match stands for is found by way of the
 * match's own source:
 *
 *     code of the target  -- same kind and id -->  code of the match's source  -- same data, else order -->  code of the query
 *
 * and the query's code has its markup in the file. Pairs go together, whatever their tags are called.
 */

/** A code of a segment with its markup in the file. */
export interface WrittenCode {
  readonly code: InlineCode;
  readonly markup: string;
}

/** How a code's markup is to stand in a match. */
export type Shown = (written: WrittenCode) => string;

/** A match in the words of the file: markup for source and target. */
export interface WrittenMatch {
  readonly source: string;
  readonly target: string;
  /** Whether it has every code of the query just once, so that it may stand as the translation. */
  readonly isWhole: boolean;
  /** Whether codes of it had to be left out. */
  readonly isText: boolean;
}

export function isAnnotationCode({ type }: InlineCode): boolean {
  return type?.startsWith("mrk:") === true;
}

/** The segment without its annotations: `mrk`, `sm` and `em`. */
export function withoutAnnotations(segment: Segment): Segment {
  const codes = segment.codes.filter((code) => !isAnnotationCode(code));
  return codes.length === segment.codes.length ? segment : { text: segment.text, codes };
}

/**
 * The codes of a segment's source, annotations left aside, with their markup in `text`, the decoded file. `undefined`
 * where markup may depend on what is declared around it, and so must not stand elsewhere.
 */
export function writtenCodes({ source, layout }: XliffSegment, text: string): WrittenCode[] | undefined {
  if (source.codes.length === 0) return [];
  const written = source.codes.map((code, i): WrittenCode => {
    const { start, end } = layout.codes[i] ?? { start: 0, end: 0 };
    return { code, markup: text.slice(start, end) };
  });
  const around = text.slice(layout.source.start, layout.source.contentStart);
  if (around.includes("xmlns") || written.some(({ code, markup }) => spans(code) && markup.includes("xmlns"))) {
    return undefined;
  }
  return tagsParted(written.filter(({ code }) => !isAnnotationCode(code)));
}

function spans({ kind }: InlineCode): boolean {
  return kind === "open" || kind === "close";
}

/** `<g id="1"/>` is both tags at once: text may stand between them elsewhere. */
function tagsParted(written: readonly WrittenCode[]): WrittenCode[] {
  const partners = partnersIn(written.map(({ code }) => code));
  return written.map(({ code, markup }, i) => {
    const partner = written[partners.get(i) ?? -1];
    if (code.kind === "open" && partner?.markup === "") return { code, markup: markup.replace(/\s*\/>$/, ">") };
    if (code.kind !== "close" || markup !== "" || partner === undefined) return { code, markup };
    const name = /^<([^\s/>]+)/.exec(partner.markup)?.[1] ?? "";
    return { code, markup: `</${name}>` };
  });
}

/** The match with the query's codes, or as text where they do not fit together. */
export function writeMatch(
  match: { readonly source: Segment; readonly target: Segment },
  query: readonly WrittenCode[] | undefined,
  shown: Shown = ({ markup }) => markup,
): WrittenMatch {
  const source = withoutAnnotations(match.source);
  const target = withoutAnnotations(match.target);
  const none = source.codes.length === 0 && target.codes.length === 0;
  const asText = { source: xmlText(source.text), target: xmlText(target.text), isText: !none };
  if (none) return { ...asText, isWhole: query?.length === 0 };
  if (query === undefined) return { ...asText, isWhole: false };
  const sourceCodes = correspondents(
    source.codes,
    query.map(({ code }) => code),
  );
  const targetCodes = byName(target.codes, source.codes).map((i) => (i === undefined ? undefined : sourceCodes[i]));
  const writtenSource = written(source, sourceCodes, query, shown);
  const writtenTarget = written(target, targetCodes, query, shown);
  if (writtenSource === undefined || writtenTarget === undefined) return { ...asText, isWhole: false };
  const isWhole = targetCodes.length === query.length && new Set(targetCodes).size === query.length;
  return { source: writtenSource, target: writtenTarget, isWhole, isText: false };
}

type Index = number | undefined;

/** The segment in markup; `undefined` where a code has no counterpart or the tags do not nest. */
function written(
  { text, codes }: Segment,
  counterparts: readonly Index[],
  query: readonly WrittenCode[],
  shown: Shown,
): string | undefined {
  const partners = partnersIn(query.map(({ code }) => code));
  const used = new Set<number>();
  const open: number[] = [];
  let markup = "";
  let from = 0;
  for (const [i, { at }] of codes.entries()) {
    const counterpart = counterparts[i];
    if (counterpart === undefined || used.has(counterpart)) return undefined;
    used.add(counterpart);
    const one = query[counterpart];
    const tag = one?.markup ?? "";
    if (isStartTag(tag)) open.push(counterpart);
    else if (tag.startsWith("</") && partners.get(open.pop() ?? -1) !== counterpart) return undefined;
    markup += xmlText(text.slice(from, at)) + (one === undefined ? "" : shown(one));
    from = at;
  }
  return open.length === 0 ? markup + xmlText(text.slice(from)) : undefined;
}

/** One tag, which something must close. */
function isStartTag(markup: string): boolean {
  return /^<[^/!?]/.test(markup) && !markup.endsWith("/>") && !/<\/[^<>]+>$/.test(markup);
}

/** For each code of a target, the code of the source with its kind and id; repeated ones in their order. */
function byName(target: readonly InlineCode[], source: readonly InlineCode[]): Index[] {
  const waiting = new Map<string, number[]>();
  for (const [i, { kind, id }] of source.entries()) push(waiting, `${kind} ${id}`, i);
  return target.map(({ kind, id }) => waiting.get(`${kind} ${id}`)?.shift());
}

/** For each code of a match's source, the code of the query that it stands for. */
function correspondents(source: readonly InlineCode[], query: readonly InlineCode[]): Index[] {
  const found: Index[] = source.map(() => undefined);
  const sourcePartners = partnersIn(source);
  const queryPartners = partnersIn(query);
  const isHead = (codes: ReadonlyMap<number, number>, code: InlineCode, i: number): boolean =>
    !(code.kind === "close" && codes.has(i));
  const taken = new Set<number>();
  const take = (i: number, j: number): void => {
    found[i] = j;
    taken.add(j);
    const [ours, theirs] = [sourcePartners.get(i), queryPartners.get(j)];
    if (ours !== undefined && theirs !== undefined) found[ours] = theirs;
  };
  const fits = (i: number, j: number): boolean =>
    source[i]?.kind === query[j]?.kind && sourcePartners.has(i) === queryPartners.has(j);
  const heads = query.flatMap((code, j) => (isHead(queryPartners, code, j) ? [j] : []));
  // Those with the same data first: an image is an image, wherever the match has it.
  for (const sameData of [true, false]) {
    for (const [i, code] of source.entries()) {
      if (found[i] !== undefined || !isHead(sourcePartners, code, i)) continue;
      const j = heads.find((head) => {
        const alike = !sameData || (code.data !== undefined && code.data === query[head]?.data);
        return alike && !taken.has(head) && fits(i, head);
      });
      if (j !== undefined) take(i, j);
    }
  }
  return found;
}

function push(map: Map<string, number[]>, key: string, value: number): void {
  const same = map.get(key);
  if (same === undefined) map.set(key, [value]);
  else same.push(value);
}

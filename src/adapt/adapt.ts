import type { LanguageTag } from "../language.js";
import type { InlineCode, Segment } from "../segment.js";
import { codesInTarget, isSameCode, type CodeChange } from "./codes.js";
import { replacements, type Replacement } from "./replacements.js";
import { slotted, type Slotted } from "./slots.js";
import { termDifferences, termInTarget, type TermFinder } from "./terms.js";

/**
 * A match's target put right where query and match differ in nothing but values: numbers, dates, times, placeholders,
 * codes, or one term of a glossary.
 *
 * The way: cut the values out of the query and of the match's source. What is left must be the same, token by token. Each
 * value that differs is then looked for in the target, by value and not by form (`75 000` is `75,000`), and must be found as often
 * as the source states it; there the query's value goes, as the target writes such values. Where any of this is not
 * certain nothing is adapted: a translator corrects what is visibly old, and overlooks what is wrongly new.
 */

/** What was put right. */
export interface Change {
  readonly kind: Replacement["kind"] | "code";
  /** In the adapted target; a code has no width. */
  readonly start: number;
  readonly end: number;
  /** What stood in the match's target; of a code, its markup or id. */
  readonly from: string;
  /** What stands there now; empty where a code is gone. */
  readonly to: string;
  /** What of the query it answers; absent where a code is gone. */
  readonly query?: { readonly start: number; readonly end: number };
}

export interface Adapted {
  readonly target: Segment;
  /** At least one, in order. */
  readonly changes: readonly Change[];
}

/** What a match says in both languages. */
export interface AdaptableMatch {
  readonly source: Segment;
  readonly target: Segment;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

/** Adapts the matches of one query, which is taken apart once. */
export class Adapter {
  readonly #query: Slotted;
  readonly #terms: TermFinder | undefined;

  /** Terms are put right where there are some to find. */
  constructor(query: Segment, lang: LanguageTag, terms?: TermFinder) {
    this.#query = slotted(query, lang);
    this.#terms = terms;
  }

  /** `undefined` where nothing is to be put right, or what is cannot be said for certain. */
  adapt(match: AdaptableMatch): Adapted | undefined {
    const query = this.#query;
    const source = slotted(match.source, match.sourceLang);
    if (!isSameFrame(query.frame, source.frame)) return this.#adaptTerm(match);
    return putRight(query, source, slotted(match.target, match.targetLang));
  }

  /** The same where one term of the glossary stands in the place of another, if it is certain which. */
  #adaptTerm({ source, sourceLang, target, targetLang }: AdaptableMatch): Adapted | undefined {
    const finder = this.#terms;
    const { segment, lang } = this.#query;
    if (finder === undefined || !mayBeTerm(segment.text, source.text)) return undefined;
    const terms = { query: finder.recognize(segment, lang), match: finder.recognize(source, sourceLang) };
    const [difference, ...others] = termDifferences(segment, source, terms);
    if (difference === undefined || others.length > 0) return undefined;
    const instead = termInTarget(difference, target, finder.recognize(target, targetLang), targetLang);
    if (instead === undefined) return undefined;
    const query = slotted(segment, lang, [difference.asked]);
    const match = slotted(source, sourceLang, [difference.matched]);
    if (!isSameFrame(query.frame, match.frame)) return undefined;
    return putRight(query, match, slotted(target, targetLang, [instead]), instead.to);
  }
}

/** Puts into the target what the query has; `term` for the place of a term in it. */
function putRight(query: Slotted, source: Slotted, target: Slotted, term?: string): Adapted | undefined {
  const values = replacements(query, source, target, term);
  const codes = values && codesInTarget(query, source, target.segment);
  if (values === undefined || codes === undefined) return undefined;
  const adapted = applied(target.segment, values, codes);
  if (adapted === undefined || adapted.changes.length === 0) return undefined;
  return isRead(adapted, query, target.lang) ? adapted : undefined;
}

/** The longest designations that are put in the place of one another; other texts that differ by more have no need of a closer look. */
const LONGEST_TERM = 120;

/** Whether all that two texts differ in, from both ends, is short enough to be a term. */
function mayBeTerm(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let tail = 0;
  while (tail < shorter - start && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  return Math.max(a.length, b.length) - start - tail <= LONGEST_TERM;
}

function isSameFrame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

/** Puts values and codes into the target. `undefined` where a code stands within a value that is to be replaced. */
function applied(
  { text, codes: stood }: Segment,
  values: readonly Replacement[],
  codes: readonly CodeChange[],
): Adapted | undefined {
  const changes: Change[] = [];
  let written = "";
  let done = 0;
  for (const { kind, start, end, to, query } of values) {
    if (stood.some(({ at }) => at > start && at < end)) return undefined;
    written += text.slice(done, start);
    const at = written.length;
    written += to;
    done = end;
    const from = text.slice(start, end);
    changes.push({ kind, start: at, end: at + to.length, from, to, query: { start: query.start, end: query.end } });
  }
  written += text.slice(done);
  const moved = (at: number): number =>
    values.reduce((sum, { start, end, to }) => (end <= at ? sum + to.length - (end - start) : sum), at);
  const placed: InlineCode[] = [];
  for (const { from, to, query } of codes) {
    const at = moved(from.at);
    if (to !== undefined) placed.push({ ...to, at });
    if (to !== undefined && isSameCode(from, to)) continue;
    const answers = query === undefined ? {} : { query: { start: query.at, end: query.at } };
    changes.push({
      kind: "code",
      start: at,
      end: at,
      from: nameOf(from),
      to: to === undefined ? "" : nameOf(to),
      ...answers,
    });
  }
  return { target: { text: written, codes: placed }, changes: changes.sort((a, b) => a.start - b.start) };
}

function nameOf({ data, id }: InlineCode): string {
  return data ?? id;
}

/** Whether a reader of the adapted target finds each new value there, and no other by its side. */
function isRead({ target, changes }: Adapted, query: Slotted, lang: LanguageTag): boolean {
  const { slots } = slotted(target, lang);
  return changes.every(({ kind, start, end, query: asked }) => {
    if (kind !== "number" && kind !== "date" && kind !== "time") return true;
    const wanted = query.slots.find((slot) => slot.start === asked?.start)?.quantity?.own ?? [];
    const read = slots.find((slot) => slot.start === start && slot.end <= end)?.quantity?.own ?? [];
    return read.some((value) => wanted.includes(value));
  });
}

import { isApproved, isCurrent, type Concept } from "../concept.js";
import type { Span } from "../finding.js";
import type { Occurrence } from "../glossary/recognizer.js";
import { termPatterns, type TermPattern } from "../glossary/term-pattern.js";
import type { TermWord } from "../glossary/term-words.js";
import { analysedLanguage, type LanguageTag } from "../language.js";
import { fold } from "../text/folding.js";
import type { CheckedText } from "./check.js";
import { areAkin, isContent } from "./designation-search.js";

/**
 * Where a translation says something else in the place of a term. A wrong place is worse than none, so that each rule here
 * answers only where little else can be meant; a reviewer who gets no place reads the sentence.
 */
export interface RenderingQuery {
  readonly source: CheckedText;
  readonly target: CheckedText;
  /** The target's words. */
  readonly words: readonly TermWord[];
  /** Where the term stands in the source. */
  readonly mention: Span;
  readonly concepts: readonly Concept[];
  /** Whether the source holds the concept of a name in the target. */
  readonly isAskedFor: (occurrence: Occurrence) => boolean;
}

/**
 * Words of a target that a rendering is looked for among. A longer one is a paragraph at least, where no place is certain;
 * and each missing term would be held against every place of it.
 */
const MAX_SEARCHED_WORDS = 500;

/** The wrong rendering: another body's name; the source's words left as they were; the whole heading; words half right. */
export function wrongRendering(query: RenderingQuery): Span | undefined {
  const sibling = siblingNames(query);
  if (sibling.length === 1) return spanOf(sibling[0]);
  if (query.words.length > MAX_SEARCHED_WORDS) return undefined;
  return leftOver(query) ?? wholeHeading(query) ?? halfRight(query);
}

/** Names in the target that the source does not ask for and that are like the concept's: they may stand in its place. */
export function siblingNames({ target, concepts, isAskedFor }: RenderingQuery): Occurrence[] {
  const names = target.occurrences.filter(
    (occurrence, i) =>
      isCurrent(occurrence.term.status) &&
      target.occurrences[i - 1]?.start !== occurrence.start &&
      concepts.some((concept) => areSiblings(concept, occurrence.concept, target.lang)),
  );
  return names.filter((name) => !isAskedFor(name));
}

/** Whether two concepts' names share their head (*Council* of Europe, European *Council*), or half of the shorter's words. */
export function areSiblings(one: Concept, other: Concept, lang: LanguageTag): boolean {
  if (one === other) return false;
  return namesOf(one, lang).some((a) => namesOf(other, lang).some((b) => shareHalf(contentKeys(a), contentKeys(b))));
}

/** Whether two concepts' names have the same head in a language. */
export function haveSameHead(one: Concept, other: Concept, lang: LanguageTag): boolean {
  const heads = new Set(namesOf(one, lang).map(headOf));
  return namesOf(other, lang).some((name) => heads.has(headOf(name)));
}

function shareHalf(a: readonly string[], b: readonly string[]): boolean {
  const shared = a.filter((key) => b.includes(key)).length;
  return shared > 0 && shared * 2 >= Math.min(a.length, b.length);
}

function namesOf(concept: Concept, lang: LanguageTag): TermPattern[] {
  return termPatterns(concept, lang).filter(({ term }) => isCurrent(term.status) && term.type !== "acronym");
}

function contentKeys({ words }: TermPattern): string[] {
  return words.filter(isContent).map((word) => word.form.key);
}

/** How many words of a designation carry meaning. */
export function contentWordsOf(pattern: TermPattern): number {
  return contentKeys(pattern).length;
}

/** The noun that a name is about: its first in French; in English the last before a preposition. */
function headOf({ term, words }: TermPattern): string | undefined {
  if (analysedLanguage(term.lang) === "fr") return words.find(isContent)?.form.key;
  const small = words.findIndex((word, i) => i > 0 && !isContent(word) && word.form.grammar !== "and");
  return words.slice(0, small < 0 ? words.length : small).findLast(isContent)?.form.key;
}

export function spanOf(place: Span | undefined): Span | undefined {
  return place && { start: place.start, end: place.end, text: place.text };
}

/** The span of some words of a text, from the first to the last of them. */
export function wordSpan(text: string, words: readonly TermWord[]): Span | undefined {
  const start = words[0]?.start;
  const end = words.at(-1)?.end;
  return start === undefined || end === undefined ? undefined : { start, end, text: text.slice(start, end) };
}

/** The source's own words in the target: one place, and not the designation of anything there. */
function leftOver({ target, mention }: RenderingQuery): Span | undefined {
  const text = fold(target.segment.text);
  const wanted = fold(mention.text);
  // Folding may change lengths; then places in the folded text are none in the text as given.
  if (text.length !== target.segment.text.length) return undefined;
  const start = text.indexOf(wanted);
  if (start < 0 || text.includes(wanted, start + 1)) return undefined;
  const end = start + wanted.length;
  if (/[\p{L}\p{N}]/u.test(text.charAt(start - 1)) || /[\p{L}\p{N}]/u.test(text.charAt(end))) return undefined;
  return { start, end, text: target.segment.text.slice(start, end) };
}

/** What may stand before a name in a heading. */
const LEADING = /^(?:l[ea]s?|d[ue]s?|aux?|[ld]['’ʼ]|the|of|to)$/i;

/** A heading that is nothing but the term is rendered by all of its translation. */
function wholeHeading({ source, target, mention }: RenderingQuery): Span | undefined {
  const around = source.segment.text.slice(0, mention.start) + source.segment.text.slice(mention.end);
  const rest = around.match(/[\p{L}\p{N}]+['’ʼ]?/gu) ?? [];
  if (rest.length > 1 || rest.some((word) => !LEADING.test(word))) return undefined;
  const words = target.tokens.filter((token) => token.kind === "word" || token.kind === "number");
  const first = LEADING.test(words[0]?.text ?? "") ? words[1] : words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { start } = first;
  return { start, end: last.end, text: target.segment.text.slice(start, last.end) };
}

/**
 * As many words as a name of the concept has, at least half of them its own, or two thirds where it has three. They are
 * unbroken by signs, lie in no other name, and no other words do as well.
 */
function halfRight({ target, words, concepts }: RenderingQuery): Span | undefined {
  const names = concepts.flatMap((concept) => namesOf(concept, target.lang));
  let best: { readonly shared: number; readonly words: readonly TermWord[] } | undefined;
  let ties = 0;
  for (const name of names) {
    const keys = contentKeys(name);
    if (keys.length < 2) continue;
    for (let first = 0; first < words.length; first++) {
      const window = windowOf(words, first, keys.length);
      if (window === undefined || isInName(target, window, keys)) continue;
      const shared = keys.filter((key) => window.some((word) => isContent(word) && isLike(word.form.key, key))).length;
      if (shared < 2 || shared * 2 < keys.length || shared < (best?.shared ?? 0)) continue;
      ties = shared === best?.shared && window[0] !== best.words[0] ? ties + 1 : 0;
      best = { shared, words: window };
    }
  }
  return ties > 0 || best === undefined ? undefined : wordSpan(target.segment.text, best.words);
}

/** The words from `first` on that hold so many content words, beginning and ending with one. */
function windowOf(words: readonly TermWord[], first: number, count: number): readonly TermWord[] | undefined {
  const start = words[first];
  if (start === undefined || !isContent(start)) return undefined;
  let left = count;
  for (let at = first; at < words.length; at++) {
    const word = words[at];
    if (word === undefined || word.kind === "sign" || (at > first && word.signBefore)) return undefined;
    if (isContent(word) && --left === 0) return words.slice(first, at + 1);
  }
  return undefined;
}

/**
 * Whether some words are part of another name. A short form may be the head of the very name that is looked for (*l’Organisation de la
 * santé mondiale*), and an acronym a word of it (*NATO Fund for Innovation*).
 */
function isInName(target: CheckedText, window: readonly TermWord[], keys: readonly string[]): boolean {
  const start = window[0]?.start ?? 0;
  const end = window.at(-1)?.end ?? 0;
  return target.occurrences.some(
    ({ term, ...name }) =>
      isApproved(term.status) &&
      term.status !== "short-form" &&
      name.start < end &&
      name.end > start &&
      !window.some((word) => word.start === name.start && word.end === name.end && keys.includes(word.form.key)),
  );
}

/** The same word, one of its family, or one that goes on from it (`mass`, `massive`). */
function isLike(key: string, wanted: string): boolean {
  return key === wanted || areAkin(key, wanted) || (wanted.length >= 4 && key.startsWith(wanted));
}

/**
 * The words before a parenthesis at `offset`, as many content words as the designation has, or as there are back to a sign. A
 * shorter name is no less wrong: of the words before it English capitals tell which are its own.
 */
export function wordsBefore(query: RenderingQuery, offset: number, count: number): Span | undefined {
  const before = query.words.filter((word) => word.end <= offset);
  if (before.at(-1)?.form.written === "(") before.pop();
  let left = count;
  let from = before.length;
  while (from > 0 && left > 0) {
    const word = before[from - 1];
    if (word === undefined || word.kind === "sign") break;
    from -= 1;
    if (isContent(word)) left -= 1;
  }
  const words = before.slice(from);
  const capital = words.findIndex((word) => word.start > 0 && word.form.capitals !== "none");
  const first = left > 0 && capital > 0 ? capital : words.findIndex(isContent);
  return first < 0 ? undefined : wordSpan(query.target.segment.text, words.slice(first));
}

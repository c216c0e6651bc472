import type { Term } from "../concept.js";
import { isWrittenAs, type TermPattern } from "../glossary/term-pattern.js";
import type { TermWord } from "../glossary/term-words.js";
import type { PatternWord } from "../glossary/word-form.js";
import { analysedLanguage } from "../language.js";
import { foldAccents } from "../text/folding.js";

/**
 * Looks for one designation where the recogniser found none: whether a translation has the words of a term after all, though
 * not side by side. It is asked only when a finding is about to be made, and its doubts go to the translation.
 *
 *   nested       side by side, but inside a longer name or among words in capitals
 *   coordinated  with another conjunct between them: *land and naval forces*, *ministres des Affaires étrangères et de la Défense*
 *   loose        with one word between them, or (a term that is no name) in another order or another part of speech:
 *                *prevention and management of crises*, *sovereign*
 */
export interface DesignationPlace {
  /** Words `first` up to, not including, `end`. */
  readonly first: number;
  readonly end: number;
  readonly how: "nested" | "coordinated" | "loose";
}

/** Content words that another conjunct may put between the words of a term. */
const MOST_COORDINATED = 4;
/** Words in all, the term's own apart, that a window may hold. */
const WINDOW_SURPLUS = 8;

/** Where a text has a designation, in any of the ways above, or `undefined`. */
export function findDesignation(
  { term, words: wanted }: TermPattern,
  words: readonly TermWord[],
): DesignationPlace | undefined {
  const accents = analysedLanguage(term.lang) === "fr";
  return (
    findSideBySide(wanted, words, accents) ??
    findApart(term, wanted, words, accents) ??
    (term.type === "acronym" ? findLowered(term, words) : undefined)
  );
}

/** Whether a text has every word of a designation, wherever they stand; articles, `de` and `et` do not count. */
export function hasItsWords({ term, words: wanted }: TermPattern, words: readonly TermWord[]): boolean {
  const accents = analysedLanguage(term.lang) === "fr";
  const counted = wanted.filter(({ form }) => form.grammar === "none");
  return counted.length > 0 && counted.every((one) => words.some((word) => isWord(word, one, accents)));
}

function findSideBySide(
  pattern: readonly PatternWord[],
  words: readonly TermWord[],
  accents: boolean,
): DesignationPlace | undefined {
  for (let first = 0; first + pattern.length <= words.length; first++) {
    if (pattern.every((wanted, i) => isWord(words[first + i], wanted, accents))) {
      return { first, end: first + pattern.length, how: "nested" };
    }
  }
  return undefined;
}

function isWord(word: TermWord | undefined, wanted: PatternWord, accents: boolean): boolean {
  if (word?.form.key !== wanted.form.key) return false;
  // Case alone is never a finding; but an acronym in lower case is another word.
  const rule = wanted.rule === "capital" ? "any" : wanted.rule;
  return isWrittenAs(word, { ...wanted, rule }, accents);
}

/** French writes the acronyms that it pronounces like names (`Otan`, `Unesco`); shorter ones are too often words. */
const SHORTEST_PRONOUNCED = 4;

function findLowered(term: Term, words: readonly TermWord[]): DesignationPlace | undefined {
  if (analysedLanguage(term.lang) !== "fr" || term.text.length < SHORTEST_PRONOUNCED) return undefined;
  const named = term.text.charAt(0) + term.text.slice(1).toLowerCase();
  const at = words.findIndex((word) => word.form.written === named);
  return at < 0 ? undefined : { first: at, end: at + 1, how: "nested" };
}

/** Whether a word carries meaning: prepositions, articles, conjunctions and signs do not. */
export function isContent(word: { readonly form: TermWord["form"]; readonly kind?: TermWord["kind"] }): boolean {
  if (word.kind === "sign" || word.form.grammar !== "none") return false;
  return !SMALL_WORDS.has(word.form.written.toLowerCase());
}

const SMALL_WORDS = new Set(
  (
    "a an and as at by for from in into its near of on or our over per that the their this to under with within " +
    "aux avec chez dans en entre envers et leur leurs ou par pour près sa ses son sous sur un une vers ainsi que"
  ).split(" "),
);

/** A name is written with capitals; a term that is none may change order and part of speech. */
function isName(term: Term): boolean {
  return /^\P{L}*\p{Lu}/u.test(term.text);
}

function findApart(
  term: Term,
  pattern: readonly PatternWord[],
  words: readonly TermWord[],
  accents: boolean,
): DesignationPlace | undefined {
  const wanted = pattern.filter(isContent);
  if (wanted.length === 0) return undefined;
  const name = isName(term);
  const isIt = (word: TermWord, one: PatternWord): boolean =>
    isWord(word, one, accents) ||
    isItsHolder(word, one) ||
    (!name && one.rule === "any" && isContent(word) && areAkin(word.form.key, one.form.key));
  if (wanted.length === 1) return name ? undefined : findOne(words, (word) => wanted.every((one) => isIt(word, one)));
  const isExact = (word: TermWord | undefined, one: PatternWord): boolean => isWord(word, one, accents);
  for (let first = 0; first < words.length; first++) {
    const place = name ? inOrder(wanted, words, first, isIt) : inAnyOrder(wanted, words, first, isIt);
    if (place === undefined) continue;
    if (name && isOtherName(words.slice(place.first, place.end), wanted, isExact)) continue;
    if (name || !isNearMiss(pattern, words.slice(place.first, place.end), term, isExact)) return place;
  }
  return undefined;
}

/**
 * Whether words that stand like the term's have its head and beside it another word of the modifier's family: *civilian society* is
 * no *civil society*, *boussole de stratégie* no *boussole stratégique*. A phrase that changes its part of speech changes its
 * head too (*to defend collectively*).
 */
function isNearMiss(
  pattern: readonly PatternWord[],
  window: readonly TermWord[],
  term: Term,
  isExact: (word: TermWord | undefined, wanted: PatternWord) => boolean,
): boolean {
  const words = window.filter(isContent);
  if (words.length !== pattern.length || !pattern.every(isContent)) return false;
  const exact = pattern.map((wanted, i) => isExact(words[i], wanted));
  const head = analysedLanguage(term.lang) === "fr" ? exact[0] : exact.at(-1);
  const inOrder = pattern.every((wanted, i) => exact[i] === true || areAkin(words[i]?.form.key ?? "", wanted.form.key));
  return head === true && exact.includes(false) && inOrder;
}

/** An office may be named by who holds it: *Haut-Commissaire*, *Haut-Commissariat*. English has one name for both. */
function isItsHolder(word: TermWord, { form }: PatternWord): boolean {
  return /^commissariat$/i.test(form.written) && /^commissaires?$/i.test(word.form.written);
}

/** Who holds an office for a time holds it. */
const FOR_A_TIME = /^(?:Acting|Interim|Former|Then)$/;

/** Whether a word in capitals between two that stand side by side in a name makes another name: *Kosovo Stabilisation Force*. */
function isOtherName(
  window: readonly TermWord[],
  wanted: readonly PatternWord[],
  isExact: (word: TermWord | undefined, wanted: PatternWord) => boolean,
): boolean {
  const isOwn = (word: TermWord | undefined): boolean => wanted.some((one) => isExact(word, one));
  return window.some(
    (word, i) =>
      word.form.capitals !== "none" &&
      !word.capitals &&
      !FOR_A_TIME.test(word.form.written) &&
      isContent(word) &&
      !isOwn(word) &&
      isOwn(window[i - 1]) &&
      isOwn(window[i + 1]),
  );
}

function findOne(words: readonly TermWord[], isIt: (word: TermWord) => boolean): DesignationPlace | undefined {
  const at = words.findIndex(isIt);
  return at < 0 ? undefined : { first: at, end: at + 1, how: "loose" };
}

type IsIt = (word: TermWord, wanted: PatternWord) => boolean;

/** The designation's words in their order from `first` on. */
function inOrder(
  wanted: readonly PatternWord[],
  words: readonly TermWord[],
  first: number,
  isIt: IsIt,
): DesignationPlace | undefined {
  const used: number[] = [];
  for (let at = first; at < words.length && at < first + wanted.length + WINDOW_SURPLUS; at++) {
    const word = words[at];
    const next = wanted[used.length];
    if (word === undefined || next === undefined || word.kind === "sign") break;
    if (isIt(word, next)) used.push(at);
    else if (used.length === 0) return undefined;
    if (used.length === wanted.length) return placeOf(wanted, words, used, isIt);
  }
  return undefined;
}

/** The designation's words in any order, the first of them at `first`. */
function inAnyOrder(
  wanted: readonly PatternWord[],
  words: readonly TermWord[],
  first: number,
  isIt: IsIt,
): DesignationPlace | undefined {
  const left = [...wanted];
  const used: number[] = [];
  for (let at = first; at < words.length && at < first + wanted.length + WINDOW_SURPLUS; at++) {
    const word = words[at];
    if (word === undefined || word.kind === "sign") break;
    const found = left.findIndex((one) => isIt(word, one));
    if (found < 0 && used.length === 0) return undefined;
    if (found < 0) continue;
    left.splice(found, 1);
    used.push(at);
    if (left.length === 0) return placeOf(wanted, words, used, isIt);
  }
  return undefined;
}

/**
 * Whether what stands between the words lets them be one term. A conjunct in between brings a word of its own beside its
 * conjunction (*Council and Europe* is no Council of Europe) and does not repeat one of the term's (*European Union
 * Committee and NATO Military Committee* is no European Union Military Committee).
 */
function placeOf(
  wanted: readonly PatternWord[],
  words: readonly TermWord[],
  used: readonly number[],
  isIt: IsIt,
): DesignationPlace | undefined {
  const first = used[0] ?? 0;
  const end = (used.at(-1) ?? 0) + 1;
  const between = words.slice(first, end).filter((_, i) => !used.includes(first + i));
  const content = between.filter(isContent);
  if (content.some((word) => wanted.some((one) => isIt(word, one)))) return undefined;
  const conjoined = words.slice(first + 1, end).some((word) => isConjunction(word) || word.signBefore);
  if (conjoined) {
    const inverted = content.length === 0 && end - first === wanted.length && words[end - 1]?.signBefore === true;
    const fits = inverted || (content.length >= 1 && content.length <= MOST_COORDINATED);
    return fits ? { first, end, how: "coordinated" } : undefined;
  }
  return content.length <= 1 ? { first, end, how: "loose" } : undefined;
}

function isConjunction(word: TermWord): boolean {
  return word.form.grammar === "and" || /^(?:ou|or|que|as)$/i.test(word.form.written);
}

/** Keys shorter than this say too little by their beginning. */
const SHORTEST_KIN = 5;
const LONGEST_SUFFIX = 6;

/** Whether two words are of one family, by their beginning: `sovereign` and `sovereignty`, `manage` and `management`. */
export function areAkin(a: string, b: string): boolean {
  const one = foldAccents(a);
  const other = foldAccents(b);
  const longer = Math.max(one.length, other.length);
  let same = 0;
  while (same < longer && one.charAt(same) !== "" && one.charAt(same) === other.charAt(same)) same++;
  return same >= SHORTEST_KIN && same * 2 >= longer && longer - same <= LONGEST_SUFFIX;
}

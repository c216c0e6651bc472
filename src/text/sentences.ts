import { analysedLanguage, type LanguageTag } from "../language.js";

/**
 * Sentences of running text. A sentence ends at `.`, `!`, `?` or `…` with the quotation marks and brackets that close
 * behind it, where white space follows and something that can begin a sentence; so does a line break without a stop (a title).
 * A point ends none after an abbreviation, an initial (`J. Smith`), inside a number, or before a lower-case word.
 * One pass, no looking back further than a word: linear in the text.
 */

export interface Sentence {
  readonly start: number;
  /** After the last sign of the sentence; the white space between sentences belongs to none. */
  readonly end: number;
}

type WordLists = Readonly<Record<"fr" | "en", ReadonlySet<string>>>;

/** Abbreviations before a name or an example, so that a capital behind them begins nothing. Without their last point. */
const BEFORE_NAME: WordLists = {
  fr: new Set(
    "m mm mme mmes mlle mlles mgr dr pr me st ste cf éd ed ex e.g i.e av bd boul gén col lt cap cdt sgt vs adm".split(
      " ",
    ),
  ),
  en: new Set(
    "mr mrs ms messrs dr prof sr st mt rev hon gen col lt capt cpt cdr adm sgt maj gov sen rep pres cf ed eds e.g i.e viz vs v approx".split(
      " ",
    ),
  ),
};

/** Abbreviations before a number; before anything else they are words (`no`, `art`). */
const BEFORE_NUMBER: WordLists = {
  fr: new Set("art arts al chap fig figs tab vol no nos nº n° p pp par réf tél env".split(" ")),
  en: new Set("art arts sec ch chap fig figs tab vol no nos p pp para paras al ref tel".split(" ")),
};

/** Abbreviations that may end a sentence: they do where a capital follows that is no name's, which only the words show. */
const MAY_END: WordLists = {
  fr: new Set(
    "etc janv févr fév avr juil août sept oct nov déc p.ex j.-c c.-à-d é.-u r.-u cie ltée inc s.a a.m p.m h min".split(
      " ",
    ),
  ),
  en: new Set(
    "etc jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp a.m p.m u.s u.k u.n e.u d.c et al".split(" "),
  ),
};

const STOPS = ".!?…";
const CLOSING = "»”’\"')]}";
const SPACE = /[\s\u00A0\u202F\u2009]/;

/** A capital, digit, quotation mark, bracket, dash or bullet: what a sentence begins with. */
const OPENS = /[\p{Lu}\p{Lt}\p{Lo}\p{N}«“‘"'([{¿¡—–•*-]/u;

/** The sentences of a text, in order: no overlap, and together all of it but white space between them. */
export function sentences(text: string, lang: LanguageTag): Sentence[] {
  const found: Sentence[] = [];
  let start = skipSpace(text, 0);
  for (let i = start; i < text.length;) {
    const next = isLineEnd(text, i) ? i : STOPS.includes(text.charAt(i)) ? endOfStop(text, start, i, lang) : -1;
    if (next < 0) {
      i = STOPS.includes(text.charAt(i)) ? afterStops(text, i) : i + 1;
      continue;
    }
    if (next > start) found.push({ start, end: trimEnd(text, start, next) });
    start = skipSpace(text, next);
    i = start;
  }
  if (start < text.length) found.push({ start, end: trimEnd(text, start, text.length) });
  return found;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at += 1;
  return at;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && SPACE.test(text.charAt(at - 1))) at -= 1;
  return at;
}

/** Whether a line break at `i` ends what stands before it: an empty line follows, or a line that can begin a sentence. */
function isLineEnd(text: string, i: number): boolean {
  if (text.charAt(i) !== "\n") return false;
  const next = skipSpace(text, i);
  return next >= text.length || opens(text, next) || text.slice(i + 1, next).includes("\n");
}

function afterStops(text: string, i: number): number {
  let at = i;
  while (at < text.length && STOPS.includes(text.charAt(at))) at += 1;
  return at;
}

/** Where the sentence that a stop at `i` ends is over, or -1 where the stop ends none. */
function endOfStop(text: string, start: number, i: number, lang: LanguageTag): number {
  const stopped = afterStops(text, i);
  const end = pastClosing(text, stopped);
  if (end >= text.length) return text.length;
  if (!SPACE.test(text.charAt(end))) return -1;
  const next = skipSpace(text, end);
  if (next >= text.length) return end;
  if (!opens(text, next)) return -1;
  const single = text.charAt(i) === "." && stopped === i + 1;
  if (!single) return isAside(text, stopped, end) ? -1 : end;
  return end === stopped && isAbbreviation(text, { start, at: i, next }, lang) ? -1 : end;
}

/** The offset after closing marks; French sets them off with a no-break space (`! »`). */
function pastClosing(text: string, from: number): number {
  let at = from;
  for (;;) {
    const spaced = /[\u00A0\u202F\u2009 ]/.test(text.charAt(at)) && text.charAt(at + 1) === "»" ? at + 1 : at;
    if (!CLOSING.includes(text.charAt(spaced)) || text.charAt(spaced) === "") return at;
    at = spaced + 1;
  }
}

/** `(!)`, `(?)`: a remark about the word before it. */
function isAside(text: string, stopped: number, end: number): boolean {
  return end === stopped + 1 && /[([][!?]+$/.test(text.slice(Math.max(0, stopped - 4), stopped));
}

function opens(text: string, at: number): boolean {
  const first = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return OPENS.test(first);
}

/** The longest word that is looked at before a stop; no abbreviation comes near it. */
const MAX_WORD = 16;

/** Whether the point at `at` belongs to an abbreviation or an initial, and the sentence goes on at `next`. */
function isAbbreviation(text: string, place: { start: number; at: number; next: number }, lang: LanguageTag): boolean {
  const { start, at, next } = place;
  const from = Math.max(start, at - MAX_WORD);
  const word = /[\p{L}\p{M}\p{N}°º.-]*$/u.exec(text.slice(from, at))?.[0] ?? "";
  if (word === "") return false;
  const language = analysedLanguage(lang) ?? "en";
  const folded = word.toLowerCase();
  if (BEFORE_NAME[language].has(folded)) return true;
  if (BEFORE_NUMBER[language].has(folded) && NUMBERED.test(text.slice(next, next + 8))) return true;
  if (MAY_END[language].has(folded)) return !beginsSentence(text, next, language);
  if (/^\p{Lu}(?:\p{Ll}?\.?-\p{Lu})?$/u.test(word)) return true;
  // Numbers of a list (`1. The Parties`) stand at the beginning only.
  if (/^\d{1,3}$/.test(word) && at - word.length === start) return true;
  return /^(?:\p{L}\.)+\p{L}$/u.test(word) && !beginsSentence(text, next, language);
}

/** A number in digits, or a Roman one. */
const NUMBERED = /^(?:\d|[IVXLC]{1,6}(?![\p{L}\p{N}]))/u;

/** Words that begin sentences and hardly ever a name: what shows that `etc.` or `U.S.` was the last word of one. */
const BEGINNERS: Readonly<Record<"fr" | "en", RegExp>> = {
  en: /^(?:the|a|an|this|that|these|those|it|he|she|they|we|i|you|in|on|at|for|from|to|as|by|with|however|but|and|or|if|when|while|after|before|there|its|his|her|their|our|all|some|no|not|such|moreover|today|since|during)$/i,
  fr: /^(?:le|la|les|l|un|une|des|de|du|d|ce|cet|cette|ces|c|il|elle|ils|elles|on|nous|vous|je|en|dans|sur|à|au|aux|pour|par|avec|mais|et|ou|si|lorsque|quand|après|avant|toutefois|cependant|aujourd|son|sa|ses|leur|leurs|tous|toutes|depuis|selon)$/i,
};

function beginsSentence(text: string, next: number, language: "fr" | "en"): boolean {
  const word = /^[«“‘"'(\s\u00A0\u202F]{0,4}([\p{L}\p{M}]{1,16})/u.exec(text.slice(next, next + 24))?.[1];
  return word !== undefined && /^\p{Lu}/u.test(word) && BEGINNERS[language].test(word);
}

import { isApproved, isCurrent, type Concept } from "../concept.js";
import type { Span } from "../finding.js";
import { termPatterns } from "../glossary/term-pattern.js";
import { termWords, type TermWord } from "../glossary/term-words.js";
import { analysedLanguage, type LanguageTag } from "../language.js";
import { fold, foldAccents } from "../text/folding.js";
import { isFunctionWord } from "../text/function-words.js";
import type { CheckedText } from "./check.js";
import { siblingNames, type RenderingQuery } from "./wrong-rendering.js";

/**
 * Acronyms that stand in a translation where another belongs.
 *
 *   left       the source's own (`CICR` in English), where the translation's language has another or none
 *   lowered    the right letters in the wrong case: *the cap* for *le CAP*
 *   other      another body's, which the source does not ask for (`UNEP` for *PNUD*)
 *   misspelt   the right letters in the wrong order, or one of four or more wrong, in a word that is nobody's acronym
 *
 * Each asks that the word stand in capitals among words that do not, outside addresses and codes: few letters mean many things,
 * and `acronym-sense.ts` has the rest of that.
 */
export type AcronymFault = "left" | "lowered" | "other" | "misspelt";

export interface WrongAcronym extends Span {
  readonly fault: AcronymFault;
}

/** The wrong acronyms that may stand in the place of a mention which no designation in the target renders. */
export function wrongAcronyms(query: RenderingQuery): WrongAcronym[] {
  const words = readableWords(query.target);
  const left = leftAcronyms(query, words);
  if (left.length > 0) return left;
  const wrong = loweredAcronym(query, words) ?? otherAcronym(query) ?? misspeltAcronym(query, words);
  return wrong === undefined ? [] : [wrong];
}

/**
 * The source's own acronyms left in a target that names the concept elsewhere: none where its language has no acronym for the
 * concept, or where the text speaks about the acronym itself or cites under it.
 */
export function acronymsLeftBeside(query: RenderingQuery): WrongAcronym[] {
  if (acronymsOf(query.concepts, query.target.lang, isCurrent).size === 0) return [];
  const { text } = query.target.segment;
  return leftAcronyms(query, readableWords(query.target)).filter(
    (place) => !isCited(text, place) && !isInForeignName(query, place),
  );
}

/** What stands in brackets behind a right name, where it is another body's acronym or a misspelt one. */
export function acronymInBrackets(query: RenderingQuery, name: Span): WrongAcronym | undefined {
  const { text } = query.target.segment;
  const bracket = /^\s?\(\s?([\p{L}\d][\p{L}\d./-]{1,14})\s?\)/u.exec(text.slice(name.end, name.end + 20));
  if (bracket === null) return undefined;
  const start = name.end + bracket[0].indexOf(bracket[1] ?? "");
  const isHere = (place: WrongAcronym | undefined): boolean => place?.start === start;
  const others = unaskedAcronyms(query).find(isHere);
  return others ?? misspellings(query, readableWords(query.target)).find(isHere);
}

/** Words outside addresses and codes, and not among words in capitals. */
function readableWords({ segment, lang, tokens }: CheckedText): TermWord[] {
  return termWords(segment, lang, tokens).filter((word) => word.kind === "word" && !word.capitals);
}

function acronymsOf(concepts: readonly Concept[], lang: LanguageTag, counts: typeof isCurrent): ReadonlySet<string> {
  const written = concepts
    .flatMap((concept) => termPatterns(concept, lang))
    .filter(({ term, words }) => term.type === "acronym" && words.length === 1 && counts(term.status))
    .flatMap(({ words }) => words[0]?.form.written ?? []);
  return new Set(written);
}

function isWrittenIn(acronyms: ReadonlySet<string>, { form: { written } }: TermWord): boolean {
  return acronyms.has(written) || (written.endsWith("s") && acronyms.has(written.slice(0, -1)));
}

function leftAcronyms(query: RenderingQuery, words: readonly TermWord[]): WrongAcronym[] {
  const { source, target, concepts } = query;
  const foreign = acronymsOf(concepts, source.lang, isCurrent);
  const own = acronymsOf(concepts, target.lang, isApproved);
  return words
    .filter((word) => isWrittenIn(foreign, word) && !isWrittenIn(own, word) && !isAskedFor(query, word))
    .filter((word) => !isFunctionWordOf(target.lang, word) || isSurelyNoWord(target.segment.text, word))
    .map((word) => wrong("left", target, word));
}

/** Whether the words at a place are a designation there that the source asks for. */
function isAskedFor({ target, isAskedFor }: RenderingQuery, place: TermWord): boolean {
  return target.occurrences.some(
    (name) => name.start < place.end && name.end > place.start && isApproved(name.term.status) && isAskedFor(name),
  );
}

function isFunctionWordOf(lang: LanguageTag, { form }: TermWord): boolean {
  const language = analysedLanguage(lang);
  return language !== undefined && isFunctionWord(fold(form.written), language);
}

/** *UN* in French is the article in capitals, unless one stands before it or brackets around it. */
function isSurelyNoWord(text: string, { start, end }: TermWord): boolean {
  const isInBrackets = text.charAt(start - 1) === "(" && text.charAt(end) === ")";
  return (
    isInBrackets ||
    /(?:\b[ld]['’ʼ]|\b(?:the|l[ea]s?|d[ue]s?|aux?)\s)$/iu.test(text.slice(Math.max(0, start - 5), start))
  );
}

/** From this length on newspapers write an acronym that they pronounce as a name: `Nato`, `Unesco`. */
const SHORTEST_PRONOUNCED = 4;

/** Whether a target writes an acronym of the concepts as a name, which is a style and no fault. */
export function hasAcronymAsName({ target, concepts }: RenderingQuery): boolean {
  const named = [...acronymsOf(concepts, target.lang, isCurrent)]
    .filter((acronym) => acronym.length >= SHORTEST_PRONOUNCED)
    .map((acronym) => acronym.charAt(0) + acronym.slice(1).toLowerCase());
  return named.length > 0 && readableWords(target).some(({ form }) => named.includes(form.written));
}

/**
 * Whether an acronym of a concept stands in a longer one, whose last letter begins a word beside the mention: `UNSCR 1325` for
 * *la résolution 1325 du Conseil de sécurité*.
 */
export function hasDerivedAcronym({ source, target, concepts }: RenderingQuery): boolean {
  const acronyms = [...acronymsOf(concepts, target.lang, isCurrent)].filter(({ length }) => length >= 3);
  const initials = new Set(source.tokens.map(({ text }) => foldAccents(text.charAt(0)).toUpperCase()));
  return readableWords(target).some(({ form: { written } }) =>
    acronyms.some((acronym) => written.slice(0, -1) === acronym && initials.has(written.slice(-1))),
  );
}

function loweredAcronym(query: RenderingQuery, words: readonly TermWord[]): WrongAcronym | undefined {
  const { source, target, concepts, mention } = query;
  const asked = acronymsOf(concepts, source.lang, isCurrent);
  if (![...asked].some((acronym) => mention.text.startsWith(acronym))) return undefined;
  const wanted = new Set([...asked, ...acronymsOf(concepts, target.lang, isCurrent)].map(fold));
  const lowered = words.filter(
    (word) =>
      (word.form.capitals === "none" || word.form.capitals === "first") &&
      word.form.written.length > 2 &&
      wanted.has(fold(word.form.written)) &&
      !isFunctionWordOf(target.lang, word),
  );
  return lowered.length === 1 && lowered[0] ? wrong("lowered", target, lowered[0]) : undefined;
}

/** The one acronym of another body; for a full name in the source, of a body with a name like it. */
export function otherAcronym(query: RenderingQuery): WrongAcronym | undefined {
  const others = unaskedAcronyms(query);
  const isAcronym = acronymsOf(query.concepts, query.source.lang, isCurrent).has(query.mention.text);
  const siblings = siblingNames(query);
  const like = others.filter((other) => siblings.some((name) => name.start === other.start));
  if (like.length === 1) return like[0];
  return isAcronym && others.length === 1 ? others[0] : undefined;
}

/** Acronyms in the target of concepts that the source does not hold. */
function unaskedAcronyms({ target, source, isAskedFor }: RenderingQuery): WrongAcronym[] {
  const places = new Map<number, Span | undefined>();
  for (const name of target.occurrences) {
    const counts =
      name.term.type === "acronym" &&
      isCurrent(name.term.status) &&
      !isAskedFor(name) &&
      // What the source has in the same letters was kept, whatever it means there.
      !source.segment.text.includes(name.text);
    places.set(name.start, counts && (!places.has(name.start) || places.get(name.start)) ? name : undefined);
  }
  return [...places.values()].flatMap((name) => (name === undefined ? [] : [wrong("other", target, name)]));
}

function misspeltAcronym(query: RenderingQuery, words: readonly TermWord[]): WrongAcronym | undefined {
  const found = misspellings(query, words);
  return found.length === 1 ? found[0] : undefined;
}

function misspellings({ source, target, concepts }: RenderingQuery, words: readonly TermWord[]): WrongAcronym[] {
  const wanted = [...acronymsOf(concepts, target.lang, isCurrent)].map(foldAccents);
  return words
    .filter(
      (word) =>
        (word.form.capitals === "all" || word.form.capitals === "mixed") &&
        !target.occurrences.some((name) => name.start < word.end && name.end > word.start) &&
        !source.segment.text.includes(word.form.written) &&
        wanted.some((acronym) => isMisspelling(foldAccents(word.form.written), acronym)),
    )
    .map((word) => wrong("misspelt", target, word));
}

/** Below this length one letter more, less or other makes another acronym as likely as a misspelt one. */
const SHORTEST_MISSPELT = 4;

/** The same letters in another order, or one letter more, less or other. */
function isMisspelling(written: string, acronym: string): boolean {
  if (written === acronym || acronym.length < 3) return false;
  const sorted = (text: string): string => [...text].sort().join("");
  if (sorted(written) === sorted(acronym)) return true;
  if (acronym.length < SHORTEST_MISSPELT || Math.abs(written.length - acronym.length) > 1) return false;
  let same = 0;
  while (same < acronym.length && written.charAt(same) === acronym.charAt(same)) same++;
  const tail = (text: string, skipped: number): string => text.slice(same + skipped);
  return (
    tail(written, 1) === tail(acronym, 1) ||
    tail(written, 1) === tail(acronym, 0) ||
    tail(written, 0) === tail(acronym, 1)
  );
}

/** `(WHO, 2020)` names a publication; *l’acronyme anglais WHO* speaks about the letters. */
function isCited(text: string, { start, end }: Span): boolean {
  return (
    /^[\s,;:]{1,2}(?:19|20)\d\d/.test(text.slice(end, end + 8)) ||
    /(?:anglais|fran[cç]ais|english|french|acronym\p{L}*|sigle)[\s,:(«“"]*$/iu.test(
      text.slice(Math.max(0, start - 24), start),
    )
  );
}

/** Whether it stands in a name that was kept whole: *le NATO Defense College*. */
function isInForeignName({ source, target }: RenderingQuery, { start, end }: Span): boolean {
  const { text } = target.segment;
  const next = /^[\s-]+\p{Lu}[\p{L}-]+/u.exec(text.slice(end, end + 40))?.[0];
  const before = /\p{Lu}[\p{L}-]+[\s-]+$/u.exec(text.slice(Math.max(0, start - 40), start))?.[0];
  const acronym = text.slice(start, end);
  return [next && acronym + next, before && before + acronym].some(
    (name) => name !== undefined && name !== "" && source.segment.text.includes(name),
  );
}

function wrong(fault: AcronymFault, target: CheckedText, { start, end }: { start: number; end: number }): WrongAcronym {
  return { fault, start, end, text: target.segment.text.slice(start, end) };
}

import type { Concept, Term } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { termWords, type TermWord } from "./term-words.js";
import { wordForms, type CaseRule, type PatternWord, type WordForm } from "./word-form.js";

/** A designation made ready to be found in texts of its language: one way of cutting it into words. */
export interface TermPattern {
  readonly concept: Concept;
  readonly term: Term;
  /** At least one. */
  readonly words: readonly PatternWord[];
  /** Commas or slashes stand in it, so that a text may have them too. */
  readonly hasSigns: boolean;
}

/** Longer designations are not looked for: no name has so many words, and a definition in the wrong column has. */
const MAX_TERM_WORDS = 40;

/**
 * Kept as long as the concept is: a terminology is built anew after each edit, from concepts that are the same objects all
 * but one.
 */
const prepared = new WeakMap<Concept, Map<string, readonly TermPattern[]>>();

/**
 * The patterns of a concept's terms in a language, whichever its region, in the terms' order: of each term one, and another for
 * each hyphen that may be closed up (`cease-fire`, `ceasefire`); none of a term without words.
 */
export function termPatterns(concept: Concept, lang: LanguageTag): readonly TermPattern[] {
  const primary = primaryLanguage(lang);
  let languages = prepared.get(concept);
  if (languages === undefined) prepared.set(concept, (languages = new Map<string, readonly TermPattern[]>()));
  let patterns = languages.get(primary);
  if (patterns === undefined) {
    const terms = concept.terms.filter((term) => term.lang === primary || primaryLanguage(term.lang) === primary);
    languages.set(primary, (patterns = terms.flatMap((term) => patternsOf(concept, term))));
  }
  return patterns;
}

function patternsOf(concept: Concept, term: Term): TermPattern[] {
  const words = termWords(term.text, term.lang);
  if (words.length === 0 || words.length > MAX_TERM_WORDS) return [];
  if (words.every((word) => word.kind === "sign")) return [];
  const isAcronym = term.type === "acronym";
  // A glossary typed in capitals throughout tells nothing by them.
  const shouted = !isAcronym && words.length > 1 && words.every((word) => word.capitals);
  const count = words.length;
  const hasSigns = words.some((word) => word.signBefore);
  const asked = words.map((word) =>
    word.form.asked(shouted ? "any" : caseRule(word, count, isAcronym), word.looseArticleBefore),
  );
  return [asked, ...closedUp(words, asked, term.lang)].map((cut) => ({ concept, term, words: cut, hasSigns }));
}

/** The words asked for, with each hyphen between ordinary words closed up in turn. */
function closedUp(words: readonly TermWord[], asked: readonly PatternWord[], lang: LanguageTag): PatternWord[][] {
  const cuts: PatternWord[][] = [];
  for (let i = 1; i < words.length; i++) {
    if (words[i]?.hyphenBefore !== true) continue;
    const joined = joinedForm(words[i - 1], words[i], lang);
    if (joined === undefined) continue;
    const rule = asked.length === 2 && joined.capitals === "first" ? "capital" : "any";
    cuts.push([...asked.slice(0, i - 1), joined.asked(rule, false), ...asked.slice(i + 1)]);
  }
  return cuts;
}

/** The one word that two make with the hyphen between them closed up; `undefined` where they would not be. */
export function joinedForm(
  first: TermWord | undefined,
  second: TermWord | undefined,
  lang: LanguageTag,
): WordForm | undefined {
  if (first?.kind !== "word" || second?.kind !== "word" || !second.hyphenBefore || second.signBefore) return undefined;
  if (isAcronymLike(first.form) && isAcronymLike(second.form)) return undefined;
  return wordForms(lang)(first.form.written + second.form.written);
}

function isAcronymLike(form: WordForm): boolean {
  return form.capitals === "all" || form.capitals === "mixed";
}

function caseRule(word: TermWord, count: number, isAcronym: boolean): CaseRule {
  const shouted = isAcronymLike(word.form);
  if (word.kind !== "word" || word.form.grammar !== "none") return isAcronym && shouted ? "exact" : "any";
  if (isAcronym || shouted) return "exact";
  return count === 1 && word.form.capitals === "first" ? "capital" : "any";
}

/** Whether a word of a text, whose key is right already, is written as the designation demands. `accents`: they count. */
export function isWrittenAs(word: TermWord, wanted: PatternWord, accents: boolean): boolean {
  const { form } = word;
  switch (wanted.rule) {
    case "exact":
      return form.written === wanted.form.written || form.written === `${wanted.form.written}s`;
    case "capital":
      return (word.capitals || form.capitals !== "none") && hasSameAccents(form, wanted.form, accents);
    case "any":
      return hasSameAccents(form, wanted.form, accents);
  }
}

/** Accents tell French words apart, but capitals may lack them, all of them in `ETAT` or the first in `Etat`. */
function hasSameAccents(form: WordForm, wanted: WordForm, accents: boolean): boolean {
  if (!accents || form.base === wanted.base) return true;
  if (form.capitals === "all") return true;
  return form.capitals === "first" && form.base.slice(1) === wanted.base.slice(1);
}

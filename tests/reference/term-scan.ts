import type { Occurrence, GlossaryConcepts } from "../../src/glossary/recognizer.js";
import { fits, occurrencesOf } from "../../src/glossary/recognizer.js";
import { joinedForm, termPatterns, type TermPattern } from "../../src/glossary/term-pattern.js";
import { termWords, type TermWord } from "../../src/glossary/term-words.js";
import { analysedLanguage, type LanguageTag } from "../../src/language.js";

/** The recogniser without its trie: at each word every designation is tried, and the longest that fits is taken. */
export function scanTerms(glossaries: readonly GlossaryConcepts[], text: string, lang: LanguageTag): Occurrence[] {
  const words = termWords(text, lang);
  const all = glossaries.flatMap(({ id, concepts }) =>
    concepts.flatMap((concept) => termPatterns(concept, lang).map((pattern) => ({ glossary: id, pattern }))),
  );
  const occurrences: Occurrence[] = [];
  for (let first = 0; first < words.length;) {
    const ends = all.map(({ pattern }) => longestEnd(pattern, words, first, lang));
    const end = Math.max(0, ...ends);
    if (end > 0) {
      const patterns = all.filter((_, i) => ends[i] === end);
      occurrences.push(...occurrencesOf(text, words, { first, end, patterns }));
    }
    first = end > 0 ? end : first + 1;
  }
  return occurrences;
}

/** The furthest end of a designation that begins at word `first`, or 0. */
function longestEnd(pattern: TermPattern, words: readonly TermWord[], first: number, lang: LanguageTag): number {
  const french = analysedLanguage(lang) === "fr";
  const ends = paths(pattern, words, first, lang, [], false)
    .filter(({ path }) => fits(pattern, path, french))
    .map(({ end }) => end);
  return Math.max(0, ...ends);
}

interface Path {
  readonly path: readonly TermWord[];
  readonly end: number;
}

/** Every way to read the pattern's keys from `at` on. */
function paths(
  pattern: TermPattern,
  words: readonly TermWord[],
  at: number,
  lang: LanguageTag,
  path: readonly TermWord[],
  skipped: boolean,
): Path[] {
  const wanted = pattern.words[path.length];
  if (wanted === undefined) return [{ path, end: at }];
  const word = words[at];
  const next = words[at + 1];
  if (word === undefined) return [];
  const found: Path[] = [];
  if (word.form.key === wanted.form.key) found.push(...paths(pattern, words, at + 1, lang, [...path, word], skipped));
  const joined = joinedForm(word, next, lang);
  if (joined?.key === wanted.form.key && next !== undefined) {
    found.push(...paths(pattern, words, at + 2, lang, [...path, { ...word, form: joined, end: next.end }], skipped));
  }
  const maySkip = path.length > 0 && !skipped && analysedLanguage(lang) === "fr" && word.form.grammar === "of";
  if (maySkip && next?.form.capitals === "all" && next.form.key === wanted.form.key) {
    found.push(...paths(pattern, words, at + 2, lang, [...path, next], true));
  }
  return found;
}

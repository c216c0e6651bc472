import { TERM_STATUSES, isApproved, type Concept, type Term } from "../concept.js";
import { analysedLanguage, type LanguageTag } from "../language.js";
import { isWrittenAs, joinedForm, termPatterns, type TermPattern } from "./term-pattern.js";
import { TermTrie } from "./term-trie.js";
import type { TermWord } from "./term-words.js";

/**
 * The recogniser finds the designations of one language in running text.
 *
 * What it does is this: at each word, try each designation, word by word; keep the longest that fits and go on behind it.
 *
 *     for (let at = 0; at < words.length; )
 *       const found = longest(designations.filter((one) => fits(one, words, at)));
 *       at += found === undefined ? 1 : found.length;
 *
 * `tests/reference/term-scan.ts` is that and nothing more. What was bought beyond it:
 *
 * - **A trie over word numbers** (`term-trie.ts`), so that a word costs the few steps for which designations go on, and not a
 *   comparison with all of them. An Aho-Corasick automaton would save starting again at the next word; but most words
 *   begin no designation and the others are given up after one or two, while failure links do not go together with
 *   the two choices below, which make the walk a small search.
 * - **Keys looser than equality.** The trie knows words by their base without accents (`inflection.ts`), so that it
 *   finds whatever may fit; accents, case and signs are compared at the end of a walk, when the designation is known.
 * - **Two choices on the way.** Words with a hyphen between them may be one (`peace-keeping`, `peacekeeping`); and French
 *   `de` may be passed over before an acronym, once (*Agence de l’OTAN d’information*). Nothing else may be skipped.
 *
 * A designation that lies in a longer one, or overlaps one that begins before it, is not found. All designations of the
 * same words are: two concepts may share a name.
 */

/** A term found in a segment. Offsets are into the segment's text as given. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
  /** What stands there, as written. */
  readonly text: string;
  /** The id of the glossary that holds the concept. */
  readonly glossary: string;
  readonly concept: Concept;
  /** The designation that was found; its status says what that means. */
  readonly term: Term;
}

/** The concepts of a glossary, with its id. */
export interface GlossaryConcepts {
  readonly id: string;
  readonly concepts: readonly Concept[];
}

/** Designations that fit the same words of a text: from `first` up to, not including, `end`. */
export interface PatternMatch {
  readonly first: number;
  readonly end: number;
  readonly patterns: readonly { readonly glossary: string; readonly pattern: TermPattern }[];
}

export class Recognizer {
  readonly #lang: LanguageTag;
  readonly #trie = new TermTrie();
  readonly #patterns: TermPattern[] = [];
  /** The glossaries with the number of the first pattern after each. */
  readonly #glossaries: { readonly id: string; readonly end: number }[] = [];

  private constructor(lang: LanguageTag) {
    this.#lang = lang;
  }

  /** Made from the terms whose language has the same primary subtag as `lang`. */
  static of(glossaries: readonly GlossaryConcepts[], lang: LanguageTag): Recognizer {
    const recognizer = new Recognizer(lang);
    for (const { id, concepts } of glossaries) {
      for (const concept of concepts) recognizer.#add(concept);
      recognizer.#glossaries.push({ id, end: recognizer.#patterns.length });
    }
    return recognizer;
  }

  /** Bytes of the packed part, for reports. */
  get bytes(): number {
    return this.#trie.bytes;
  }

  #add(concept: Concept): void {
    for (const pattern of termPatterns(concept, this.#lang)) {
      this.#trie.add(pattern.words, this.#patterns.length);
      this.#patterns.push(pattern);
    }
  }

  /** The designations in a text that {@link termWords} cut up, in order; those of the same place by glossary order. */
  recognize(text: string, words: readonly TermWord[]): Occurrence[] {
    const occurrences: Occurrence[] = [];
    const walk = new Walk(this.#lang, this.#trie, this.#patterns, words);
    for (let first = 0; first < words.length;) {
      const numbers = walk.longestAt(first);
      const { end } = walk;
      if (numbers.length > 0) {
        const patterns = numbers.flatMap((number) => this.#patternWithGlossary(number));
        occurrences.push(...occurrencesOf(text, words, { first, end, patterns }));
      }
      first = numbers.length > 0 ? end : first + 1;
    }
    return occurrences;
  }

  #patternWithGlossary(number: number): PatternMatch["patterns"] {
    const pattern = this.#patterns[number];
    const glossary = this.#glossaries.find(({ end }) => number < end)?.id;
    return pattern === undefined || glossary === undefined ? [] : [{ glossary, pattern }];
  }
}

/** One text's walk through the trie. */
class Walk {
  readonly #lang: LanguageTag;
  readonly #french: boolean;
  readonly #trie: TermTrie;
  readonly #patterns: readonly TermPattern[];
  readonly #words: readonly TermWord[];
  /** The number of each word's key, or -1 where no designation has it. */
  readonly #numbers: Int32Array;
  /** The words walked over, hyphens closed up where that was the way taken. */
  readonly #path: TermWord[] = [];
  /** Where the longest designations found so far end, and their numbers. */
  #end = 0;
  #found: number[] = [];

  constructor(lang: LanguageTag, trie: TermTrie, patterns: readonly TermPattern[], words: readonly TermWord[]) {
    this.#lang = lang;
    this.#french = analysedLanguage(lang) === "fr";
    this.#trie = trie;
    this.#patterns = patterns;
    this.#words = words;
    this.#numbers = Int32Array.from(words, (word) => word.form.number);
  }

  /** The numbers of the longest designations that begin at a word: several where they have the same words. */
  longestAt(first: number): number[] {
    this.#end = 0;
    this.#found = [];
    this.#path.length = 0;
    this.#step(0, first, false);
    return this.#found.sort((a, b) => a - b);
  }

  /** Where those end. */
  get end(): number {
    return this.#end;
  }

  #step(node: number, at: number, skipped: boolean): void {
    if (node !== 0) this.#collect(node, at);
    const word = this.#words[at];
    if (word === undefined) return;
    const number = this.#numbers[at]!;
    const child = number < 0 ? 0 : this.#trie.child(node, number);
    if (child !== 0) this.#follow(child, at + 1, word, skipped);
    const next = this.#words[at + 1];
    if (next === undefined) return;
    if (next.hyphenBefore) this.#stepJoined(node, at, skipped);
    if (node !== 0 && !skipped && this.#french && word.form.grammar === "of" && next.form.capitals === "all") {
      const beyond = this.#numbers[at + 1]!;
      const grandchild = beyond < 0 ? 0 : this.#trie.child(node, beyond);
      if (grandchild !== 0) this.#follow(grandchild, at + 2, next, true);
    }
  }

  #follow(node: number, at: number, word: TermWord, skipped: boolean): void {
    this.#path.push(word);
    this.#step(node, at, skipped);
    this.#path.pop();
  }

  #stepJoined(node: number, at: number, skipped: boolean): void {
    const word = this.#words[at];
    const next = this.#words[at + 1];
    const form = joinedForm(word, next, this.#lang);
    if (word === undefined || next === undefined || form === undefined) return;
    const { number } = form;
    const child = number < 0 ? 0 : this.#trie.child(node, number);
    if (child !== 0) this.#follow(child, at + 2, { ...word, form, end: next.end }, skipped);
  }

  #collect(node: number, end: number): void {
    if (end < this.#end) return;
    for (let i = this.#trie.first(node); i >= 0; i = this.#trie.next(i)) {
      const pattern = this.#patterns[i];
      if (pattern === undefined || !fits(pattern, this.#path, this.#french)) continue;
      if (end > this.#end) this.#found = [];
      this.#end = end;
      this.#found.push(i);
    }
  }
}

/** Whether words whose keys are a designation's are written as it demands. */
export function fits(pattern: TermPattern, path: readonly TermWord[], accents: boolean): boolean {
  return path.every((word, i) => {
    const wanted = pattern.words[i];
    if (wanted === undefined) return false;
    if (word.capitals && pattern.term.type === "acronym") return false;
    // What stands before the first word is no part of the designation.
    if (i > 0 && word.signBefore && !pattern.hasSigns) return false;
    if (i > 0 && word.looseArticleBefore && !wanted.looseArticleBefore) return false;
    return isWrittenAs(word, wanted, accents);
  });
}

/** The occurrences of designations that fit the same words: for each concept the one that is written most alike. */
export function occurrencesOf(text: string, words: readonly TermWord[], match: PatternMatch): Occurrence[] {
  const start = words[match.first]?.start ?? 0;
  const end = words[match.end - 1]?.end ?? start;
  const written = text.slice(start, end);
  const best = new Map<string, Occurrence>();
  for (const { glossary, pattern } of match.patterns) {
    const { concept, term } = pattern;
    const occurrence = { start, end, text: written, glossary, concept, term };
    const key = `${glossary}\u0000${concept.id}`;
    const other = best.get(key);
    if (other === undefined || rank(occurrence) < rank(other)) best.set(key, occurrence);
  }
  return [...best.values()];
}

/** The lower, the better a designation says what was written: one written so, approved before others; then by status. */
function rank({ text, term }: Occurrence): number {
  const written = text === term.text ? 0 : 2;
  return (written + (isApproved(term.status) ? 0 : 1)) * TERM_STATUSES.length + TERM_STATUSES.indexOf(term.status);
}

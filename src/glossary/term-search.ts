import levenshtein from "fast-levenshtein";
import { TERM_STATUSES, type Concept, type Term } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { foldAccents } from "../text/folding.js";
import type { GlossaryConcepts } from "./recognizer.js";
import { termWords } from "./term-words.js";

/** A term found for a query. */
export interface TermHit {
  readonly glossary: string;
  readonly concept: Concept;
  readonly term: Term;
  /** 100: as written, case and signs apart; 95: inflected; 60 to 90: begun or part of it; 50 to 85: misspelt. */
  readonly score: number;
}

interface Entry {
  readonly glossary: string;
  readonly concept: Concept;
  readonly term: Term;
  /** Folded, without accents. */
  readonly folded: string;
  /** The keys of its words, with a space before, between and after. */
  readonly keys: string;
}

const EXACT = 100;
const INFLECTED = 95;
/** A term that the query begins, or whose words it is a part of, has at most this and at least ten less than so many more characters. */
const BEGUN = 90;
const PART = 80;
const LEAST_PART = 60;
/** A misspelt query scores by the characters that are right, from this down. */
const MISSPELT = 90;
/** One wrong character in four is a slip; more make another word. */
const MAX_ERROR_SHARE = 0.25;
/** A shorter query says too little to be a part of something or misspelt. */
const SHORTEST_FUZZY = 3;

/**
 * Looks terms of one language up. Every term is tried, cheapest test first: two hundred thousand terms take some hundredths
 * of a second, and edit distance is worked out only where lengths allow a slip.
 */
export class TermSearch {
  readonly #lang: LanguageTag;
  readonly #entries: readonly Entry[];

  private constructor(lang: LanguageTag, entries: readonly Entry[]) {
    this.#lang = lang;
    this.#entries = entries;
  }

  static of(glossaries: readonly GlossaryConcepts[], lang: LanguageTag): TermSearch {
    const primary = primaryLanguage(lang);
    const entries: Entry[] = [];
    for (const { id: glossary, concepts } of glossaries) {
      for (const concept of concepts) {
        for (const term of concept.terms) {
          if (primaryLanguage(term.lang) !== primary) continue;
          const words = keysOf(term.text, lang);
          entries.push({ glossary, concept, term, folded: spoken(term.text), keys: words });
        }
      }
    }
    return new TermSearch(lang, entries);
  }

  search(query: string, limit: number): TermHit[] {
    const folded = spoken(query);
    if (folded === "") return [];
    const keys = keysOf(query, this.#lang);
    const hits: TermHit[] = [];
    for (const entry of this.#entries) {
      const score = scoreOf(entry, folded, keys);
      if (score > 0) hits.push({ glossary: entry.glossary, concept: entry.concept, term: entry.term, score });
    }
    return hits.sort(better).slice(0, limit);
  }
}

function spoken(text: string): string {
  return foldAccents(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

function keysOf(text: string, lang: LanguageTag): string {
  return ` ${termWords(text, lang)
    .map((word) => word.form.key)
    .join(" ")} `;
}

function scoreOf(entry: Entry, folded: string, keys: string): number {
  if (entry.folded === folded) return EXACT;
  if (keys.length > 2 && entry.keys === keys) return INFLECTED;
  if (folded.length < SHORTEST_FUZZY) return 0;
  const surplus = entry.folded.length - folded.length;
  if (entry.folded.startsWith(folded)) return Math.max(LEAST_PART, BEGUN - surplus);
  if (keys.length > 2 && entry.keys.includes(keys)) return Math.max(LEAST_PART, PART - surplus);
  const longer = Math.max(entry.folded.length, folded.length);
  const allowed = Math.floor(longer * MAX_ERROR_SHARE);
  if (Math.abs(surplus) > allowed) return 0;
  const distance = levenshtein.get(entry.folded, folded);
  return distance > allowed ? 0 : Math.floor(MISSPELT * (1 - distance / longer));
}

/** Best first; then by status, the shorter term, and the glossary's order (sorting is stable). */
function better(a: TermHit, b: TermHit): number {
  return (
    b.score - a.score ||
    TERM_STATUSES.indexOf(a.term.status) - TERM_STATUSES.indexOf(b.term.status) ||
    a.term.text.length - b.term.text.length
  );
}

import { analysedLanguage, type AnalysedLanguage, type LanguageTag } from "../language.js";
import { fold, foldAccents } from "../text/folding.js";
import { inflectionBase } from "./inflection.js";

/**
 * How a word of a designation must be written to be found.
 *
 *   exact     as listed, or with a plural s (`NATO`, `CdE`, `NGOs`): acronyms, alone and inside names
 *   capital   with a capital: a name of one word, which without it is another word (`Alliance`, `Union`)
 *   any       in any case
 */
export type CaseRule = "exact" | "capital" | "any";

const RULES: readonly CaseRule[] = ["exact", "capital", "any"];

/** A word that a designation asks for. */
export interface PatternWord {
  readonly form: WordForm;
  /** The number of its key, by which tries know it. */
  readonly number: number;
  readonly rule: CaseRule;
  /** Whether the designation has a loose article before the word: one after neither preposition nor conjunction. */
  readonly looseArticleBefore: boolean;
}

/** What a word is to the recogniser, whichever text it stands in. */
export class WordForm {
  /** NFC, without soft hyphens and joiners, apostrophes ASCII: what acronyms are compared by. */
  readonly written: string;
  /** Its base without accents: the key that names are looked up by. */
  readonly key: string;
  /** Its base with accents, which parts `armée` from `arme`. */
  readonly base: string;
  /** How its letters stand: none of them upper case, the first only, every one of two or more, or some other way. */
  readonly capitals: "none" | "first" | "all" | "mixed";
  readonly grammar: Grammar;
  readonly #numbers: Map<string, number>;
  /** Kept once there is one: a key is numbered for good. */
  #number = -1;
  #asked: (PatternWord | undefined)[] | undefined;

  /** `numbers`: the keys that designations of the language have asked for, numbered in order. */
  constructor(
    written: string,
    keys: { readonly key: string; readonly base: string },
    grammar: Grammar,
    numbers: Map<string, number>,
  ) {
    this.#numbers = numbers;
    this.written = written;
    this.key = keys.key;
    this.base = keys.base;
    this.capitals = capitalsOf(written);
    this.grammar = grammar;
  }

  /** The word as a designation asks for it. One object for all that ask alike: many names are made of few words. */
  asked(rule: CaseRule, looseArticleBefore: boolean): PatternWord {
    const at = RULES.indexOf(rule) * 2 + (looseArticleBefore ? 1 : 0);
    this.#asked ??= [];
    return (this.#asked[at] ??= { form: this, number: this.#numbered(), rule, looseArticleBefore });
  }

  /** The number of the key, or -1 where no designation has asked for it yet. */
  get number(): number {
    if (this.#number < 0) this.#number = this.#numbers.get(this.key) ?? -1;
    return this.#number;
  }

  #numbered(): number {
    const { number } = this;
    if (number >= 0) return number;
    this.#numbers.set(this.key, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/**
 * The small words that names drop and change: articles (`le`, `the`), the preposition that stands between nouns (`de`,
 * `du`, `des`, `d’`; `of`), `à` with its contractions, and the conjunctions. Every other word is `none`.
 */
export type Grammar = "article" | "of" | "to" | "and" | "none" | "possessive";

/** Distinct words remembered for each language; a running text's vocabulary, some twenty megabytes. */
const REMEMBERED = 200_000;

const remembered = new Map<AnalysedLanguage | undefined, Map<string, WordForm>>();

/**
 * The keys that designations of a language have asked for, numbered for good: an edited glossary's trie is built anew without
 * looking a word up. Only glossaries add to it, never texts.
 */
const numbered = new Map<AnalysedLanguage | undefined, Map<string, number>>();

function numbersOf(language: AnalysedLanguage | undefined): Map<string, number> {
  let numbers = numbered.get(language);
  if (numbers === undefined) numbered.set(language, (numbers = new Map<string, number>()));
  return numbers;
}

/** The function that gives the forms of a language's words and numbers as written. */
export function wordForms(lang: LanguageTag): (text: string) => WordForm {
  const language = analysedLanguage(lang);
  let known = remembered.get(language);
  if (known === undefined) remembered.set(language, (known = new Map<string, WordForm>()));
  const forms = known;
  return (text) => {
    const found = forms.get(text);
    if (found !== undefined) return found;
    if (forms.size >= REMEMBERED) forms.clear();
    const made = makeForm(text, language);
    forms.set(text, made);
    return made;
  };
}

function makeForm(text: string, language: AnalysedLanguage | undefined): WordForm {
  const written = PLAIN.test(text)
    ? text
    : text
        .normalize("NFC")
        .replace(/[\u00AD\u200C\u200D]/g, "")
        .replace(/[’ʼ]/g, "'");
  const folded = fold(written);
  const grammar = language === undefined ? "none" : (GRAMMAR[language].get(folded) ?? "none");
  // No word holds a tilde, so that French `de` and an English word `of` in a French text stay two.
  const numbers = numbersOf(language);
  if (grammar !== "none") return new WordForm(written, { key: `~${grammar}`, base: `~${grammar}` }, grammar, numbers);
  const bare = PLAIN.test(folded) ? folded : foldAccents(folded);
  const key = inflectionBase(bare, language);
  const base = bare === folded ? key : inflectionBase(folded, language);
  return new WordForm(written, { key, base }, grammar, numbers);
}

const PLAIN = /^[A-Za-z\d]*$/;

const GRAMMAR = {
  fr: new Map<string, Grammar>([
    ["le", "article"],
    ["la", "article"],
    ["les", "article"],
    ["l'", "article"],
    ["de", "of"],
    ["du", "of"],
    ["des", "of"],
    ["d'", "of"],
    ["à", "to"],
    // Capitals lose their accent; the verb `a` stands in no name.
    ["a", "to"],
    ["au", "to"],
    ["aux", "to"],
    ["et", "and"],
    ["&", "and"],
  ]),
  en: new Map<string, Grammar>([
    ["the", "article"],
    ["a", "article"],
    ["an", "article"],
    ["of", "of"],
    ["and", "and"],
    ["&", "and"],
    ["'s", "possessive"],
  ]),
};

const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;

function capitalsOf(written: string): WordForm["capitals"] {
  const letters = written.replace(/[^\p{L}]/gu, "");
  const upper = letters.match(/\p{Lu}/gu)?.length ?? 0;
  if (upper === 0) return "none";
  if (upper >= 2 && !LOWER.test(letters)) return "all";
  return upper === 1 && UPPER.test(letters.slice(0, 1)) ? "first" : "mixed";
}

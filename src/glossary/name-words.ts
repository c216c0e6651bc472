import { analysedLanguage, type AnalysedLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { fold, foldAccents } from "../text/folding.js";
import { isFunctionWord } from "../text/function-words.js";
import { stem } from "../text/stems.js";
import { tokenize, type Token } from "../text/tokens.js";

/** A word of a text as one who looks for names sees it. */
export interface NameWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly folded: string;
  /** The stem without accents: what words are counted by. */
  readonly stem: string;
  /**
   *   content    a noun, adjective or verb: what names are made of
   *   link       a small word that stands inside names and at no end of them (`de`, `of`, `the`)
   *   other      a small word that stands in no name (`qui`, `is`)
   */
  readonly role: "content" | "link" | "other";
  readonly capital: boolean;
  /** Whether nothing but a space or a hyphen stands between it and the word before. */
  readonly joined: boolean;
  /** Whether its capital may come from its place: it begins a text or sentence, or every word of the text has one. */
  readonly placed: boolean;
}

const LINKS: Readonly<Record<AnalysedLanguage, ReadonlySet<string>>> = {
  fr: new Set("de du des d' la le les l' et à au aux en sur pour par dans contre sans sous entre un une &".split(" ")),
  en: new Set("of the for and on in to with by from at a an against &".split(" ")),
};

/** What begins a sentence for our purpose: a capital after it says little. */
const OPENS_SENTENCE = /[.!?…:;•|–—=>/]/;

/** One hyphen or one space (or none, after an elision). */
const JOINS = /^(?:[-\u2010\u2011 \u00A0\u202F\u2009]?)$/;

const UPPER = /^\p{Lu}/u;
const SHOUTED = /^[^\p{Ll}]*$/u;

/** The words and numbers of a text, in order. */
export function nameWords(segment: Segment, lang: LanguageTag): NameWord[] {
  const language = analysedLanguage(lang);
  const tokens = tokenize(segment, lang).filter(({ kind }) => kind === "word" || kind === "number");
  const words: NameWord[] = [];
  const isTitle = isTitled(tokens, language);
  for (const token of tokens) {
    const folded = fold(token.text);
    const before = words.at(-1);
    const between = segment.text.slice(before?.end ?? 0, token.start);
    const startsSentence = before === undefined || OPENS_SENTENCE.test(between);
    words.push({
      start: token.start,
      end: token.end,
      text: token.text,
      folded,
      stem: foldAccents(stem(folded, language)),
      role: roleOf(folded, language),
      capital: UPPER.test(token.text),
      joined: before !== undefined && JOINS.test(between),
      placed: isTitle || startsSentence,
    });
  }
  return words;
}

function roleOf(folded: string, language: AnalysedLanguage | undefined): NameWord["role"] {
  if (language === undefined) return "content";
  if (LINKS[language].has(folded)) return "link";
  return isFunctionWord(folded, language) ? "other" : "content";
}

/** Whether all words that can have a capital have one, as in headings: their capitals tell nothing. */
function isTitled(tokens: readonly Token[], language: AnalysedLanguage | undefined): boolean {
  const content = tokens.filter(({ kind, text }) => kind === "word" && roleOf(fold(text), language) === "content");
  return content.every(({ text }) => UPPER.test(text) || SHOUTED.test(text));
}

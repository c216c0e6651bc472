import { analysedLanguage, type LanguageTag } from "../language.js";
import { tokenize, type Token } from "../text/tokens.js";
import type { Segment } from "../segment.js";
import { maskedStretches } from "./masks.js";
import { wordForms, type WordForm } from "./word-form.js";

/**
 * A text as names see it: its words, with what may differ between two ways of writing a name taken out and noted on the
 * word that follows. Designations and texts go through the same function, so that they meet in the middle.
 *
 *     du Conseil de l’Atlantique Nord (NAC)   ->   ~of conseil ~of atlantique nord ( NAC )
 *     the European Union’s Military Staff     ->   european union military staff
 *     the U.S.-led mission                    ->   US led mission
 *
 * Articles vanish (`the`, `l’`, and those in `du`, `aux`), the preposition after a conjunction too (*chefs d’État et de
 * gouvernement*). Hyphens and dashes between words vanish; so do commas and slashes, but a name may reach over them only if
 * it has some itself. Initials with points are one word. Every other sign is a word of its own, which stops a name.
 */
export interface TermWord {
  readonly form: WordForm;
  readonly start: number;
  readonly end: number;
  readonly kind: "word" | "number" | "sign";
  /** A hyphen or dash without white space stands between the word before and this one. */
  readonly hyphenBefore: boolean;
  /** A comma or slash stands there. */
  readonly signBefore: boolean;
  /** An article was dropped there although the word before is neither preposition nor conjunction. */
  readonly looseArticleBefore: boolean;
  /** Whether the words around it are all in capitals, so that case tells nothing. */
  capitals: boolean;
}

const HYPHEN_OR_DASH = /^[-\u2010\u2011\u2013]$/;
const APOSTROPHE = /^['’ʼ]$/;
const SENTENCE_END = /^[.!?…]$/;

/** The words of a text in order. `tokens` saves cutting it up again. */
export function termWords(segment: Segment | string, lang: LanguageTag, tokens?: readonly Token[]): TermWord[] {
  const text = typeof segment === "string" ? segment : segment.text;
  return readWords(text, tokens ?? tokenize(segment, lang), lang, maskedStretches(text));
}

/** The same, those in addresses and codes among them: for asking whether a text might have a name after all. */
export function unmaskedTermWords(segment: Segment, lang: LanguageTag, tokens: readonly Token[]): TermWord[] {
  return readWords(segment.text, tokens, lang, []);
}

function readWords(text: string, tokens: readonly Token[], lang: LanguageTag, masked: readonly number[]): TermWord[] {
  const words = new WordReader({ text, tokens, lang, masked }).read();
  markCapitals(words);
  return words;
}

interface Reading {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly lang: LanguageTag;
  readonly masked: readonly number[];
}

class WordReader {
  readonly #text: string;
  readonly #formOf: (text: string) => WordForm;
  readonly #french: boolean;
  readonly #tokens: readonly Token[];
  readonly #masked: readonly number[];
  readonly #words: TermWord[] = [];
  #nextMask = 0;
  #hyphen = false;
  #sign = false;
  #looseArticle = false;

  constructor({ text, tokens, lang, masked }: Reading) {
    this.#text = text;
    this.#formOf = wordForms(lang);
    this.#french = analysedLanguage(lang) === "fr";
    this.#tokens = tokens;
    this.#masked = masked;
  }

  read(): TermWord[] {
    const tokens = this.#tokens;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (token === undefined || token.code !== undefined) continue;
      if (this.#isMasked(token)) this.#push("sign", token.start, token.end, MASK);
      else if (token.kind === "word") i += this.#readWord(token, i);
      else if (token.kind === "number") this.#push("number", token.start, token.end, token.text.replace(/[\s’']/g, ""));
      else if (token.kind === "code") this.#push("sign", token.start, token.end, MASK);
      else this.#readSign(token, i);
    }
    return this.#words;
  }

  #isMasked(token: Token): boolean {
    const masked = this.#masked;
    while (this.#nextMask < masked.length && (masked[this.#nextMask + 1] ?? 0) <= token.start) this.#nextMask += 2;
    const start = masked[this.#nextMask];
    return start !== undefined && start < token.end;
  }

  /** Reads the word at token `i`; answers how many further tokens it took. */
  #readWord(token: Token, i: number): number {
    const initials = this.#initialsEnd(i);
    if (initials > i) {
      const last = this.#tokens[initials];
      const letters = this.#tokens.slice(i, initials + 1).filter((one) => one.kind === "word");
      this.#push("word", token.start, last?.end ?? token.end, letters.map((one) => one.text).join(""));
      return initials - i;
    }
    const form = this.#formOf(token.text);
    if (form.grammar === "possessive") return 0;
    const before = this.#words.at(-1);
    if (form.grammar === "article") this.#looseArticle = before !== undefined && !isSmall(before.form, this.#french);
    else if (form.grammar === "of" && before !== undefined && isConjunction(before.form)) return 0;
    else this.#pushForm("word", token.start, token.end, form);
    return 0;
  }

  /** The last token of initials with points (`U.S.`, `É.-U.`) that begin at token `i`; `i` itself where none do. */
  #initialsEnd(i: number): number {
    let end = i;
    let letters = 0;
    for (let at = i; ;) {
      const letter = this.#tokens[at];
      const point = this.#tokens[at + 1];
      if (letter?.kind !== "word" || !/^\p{Lu}\p{M}*$/u.test(letter.text)) break;
      if (point?.text !== "." || point.start !== letter.end) break;
      letters++;
      end = at + 1;
      at += 2;
      const next = this.#tokens[at];
      if (next?.start !== point.end) break;
      if (HYPHEN_OR_DASH.test(next.text)) at++;
    }
    return letters >= 2 ? end : i;
  }

  #readSign(token: Token, i: number): void {
    const next = this.#tokens[i + 1];
    const spaceBefore = i === 0 || (this.#tokens[i - 1]?.end ?? 0) < token.start;
    const spaceAfter = next === undefined || next.start > token.end;
    if (HYPHEN_OR_DASH.test(token.text) && !(spaceBefore && spaceAfter) && !(spaceBefore && this.#words.length === 0)) {
      // `inter- and intra-` and `sub-\u00ADregion` keep their words; a dash needs words on both sides.
      if (token.text !== "\u2013" || (!spaceBefore && !spaceAfter)) {
        this.#hyphen = !spaceBefore && !spaceAfter;
        return;
      }
    }
    if (token.text === "," || (token.text === "/" && !spaceBefore && !spaceAfter)) {
      this.#sign = true;
      return;
    }
    // `United Nations’ Charter`
    if (APOSTROPHE.test(token.text) && !this.#french && !spaceBefore && /s/i.test(this.#text.charAt(token.start - 1)))
      return;
    this.#push(token.text === "&" ? "word" : "sign", token.start, token.end, token.text);
  }

  #push(kind: TermWord["kind"], start: number, end: number, text: string): void {
    this.#pushForm(kind, start, end, this.#formOf(text));
  }

  #pushForm(kind: TermWord["kind"], start: number, end: number, form: WordForm): void {
    this.#words.push({
      form,
      start,
      end,
      kind,
      hyphenBefore: this.#hyphen,
      signBefore: this.#sign,
      looseArticleBefore: this.#looseArticle,
      capitals: false,
    });
    this.#hyphen = false;
    this.#sign = false;
    this.#looseArticle = false;
  }
}

/** Stands for everything masked: no designation holds it. */
const MASK = "\u0000";

const PREPOSITIONS = {
  fr: new Set("avec chez contre dans en entre envers et hors ou par pour près sans selon sous sur vers".split(" ")),
  en: new Set("against and at between by for from in into on or over per to under with without".split(" ")),
};

/** Whether a word leads to an article by its nature. */
function isSmall(form: WordForm, french: boolean): boolean {
  return form.grammar !== "none" || PREPOSITIONS[french ? "fr" : "en"].has(form.written.toLowerCase());
}

function isConjunction(form: WordForm): boolean {
  return form.grammar === "and" || form.written === "ou" || form.written === "or";
}

/** Words in capitals that stand side by side without a sign between them, from which on case tells nothing. */
const CAPITALS_RUN = 3;

/**
 * Notes which words stand among capitals: a sentence that has two words of two letters or more and no lower case, and three
 * such words in a row in any sentence.
 */
function markCapitals(words: readonly TermWord[]): void {
  let from = 0;
  for (let i = 0; i <= words.length; i++) {
    const word = words[i];
    if (word !== undefined && !(word.kind === "sign" && SENTENCE_END.test(word.form.written))) continue;
    markSentence(words, from, i);
    from = i + 1;
  }
}

function markSentence(words: readonly TermWord[], from: number, to: number): void {
  let shouted = 0;
  let spoken = 0;
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word?.kind !== "word") continue;
    if (word.form.capitals === "all") shouted++;
    // A capital alone (`L’`, `À`) may stand in either.
    else if (word.form.capitals !== "first" || word.form.written.replace("'", "").length > 1) spoken++;
  }
  if (spoken === 0 && shouted >= 2) setCapitals(words, from, to);
  else if (shouted >= CAPITALS_RUN) markRuns(words, from, to);
}

function markRuns(words: readonly TermWord[], from: number, to: number): void {
  let start = from;
  for (let i = from; i <= to; i++) {
    const word = i < to ? words[i] : undefined;
    const inRun = word?.form.capitals === "all" && (i === start || !(word.signBefore || word.hyphenBefore));
    if (inRun) continue;
    if (i - start >= CAPITALS_RUN) setCapitals(words, start, i);
    start = word?.form.capitals === "all" ? i : i + 1;
  }
}

function setCapitals(words: readonly TermWord[], from: number, to: number): void {
  for (let i = from; i < to; i++) {
    const word = words[i];
    if (word !== undefined) word.capitals = true;
  }
}

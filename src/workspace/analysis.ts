import { analysedLanguage, type AnalysedLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { fold } from "../text/folding.js";
import { hasStem, stemOf, tokenize, type Token } from "../text/tokens.js";

/** A word or number of a text as concordance looks for it. */
export interface SearchToken {
  readonly folded: string;
  readonly stem: string;
  readonly start: number;
  readonly end: number;
}

/** Words whose forms are remembered, for each language: a running text's vocabulary, as written. */
const REMEMBERED = 200_000;

/** A word or number without its place. */
export interface WordForms {
  readonly folded: string;
  readonly stem: string;
}

const remembered = new Map<AnalysedLanguage | undefined, Map<string, WordForms>>();

/** The words and numbers of a segment; numbers without the spaces and separators that differ between locales. */
export function searchTokens(segment: Segment, lang: LanguageTag): SearchToken[] {
  const tokens = tokenize(segment, lang).filter(hasStem);
  const words = wordsOf(tokens, lang);
  return tokens.map(({ start, end }, i) => ({ folded: words[i]!.folded, stem: words[i]!.stem, start, end }));
}

function wordsOf(tokens: readonly Token[], lang: LanguageTag): WordForms[] {
  const known = rememberedFor(lang);
  return tokens.map((token) => formsOf(token, lang, known));
}

/** What concordance finds a word or number by. */
export function wordForms(token: Token, lang: LanguageTag): WordForms {
  if (token.kind !== "number") return { folded: fold(token.text), stem: stemOf(token, lang) };
  const digits = fold(token.text).replace(/[ '.,]/g, "");
  return { folded: digits, stem: digits };
}

function formsOf(token: Token, lang: LanguageTag, known: Map<string, WordForms>): WordForms {
  const { text } = token;
  if (token.kind === "number") return wordForms(token, lang);
  let forms = known.get(text);
  if (forms !== undefined) return forms;
  if (known.size >= REMEMBERED) known.clear();
  forms = wordForms(token, lang);
  known.set(text, forms);
  return forms;
}

function rememberedFor(lang: LanguageTag): Map<string, WordForms> {
  const language = analysedLanguage(lang);
  let known = remembered.get(language);
  if (known === undefined) remembered.set(language, (known = new Map<string, WordForms>()));
  return known;
}

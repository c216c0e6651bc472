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

interface WordForms {
  readonly folded: string;
  readonly stem: string;
}

const remembered = new Map<AnalysedLanguage | undefined, Map<string, WordForms>>();

/** The words and numbers of a segment; numbers without the spaces and separators that differ between locales. */
export function searchTokens(segment: Segment, lang: LanguageTag): SearchToken[] {
  return searchTokensOf(tokenize(segment, lang), lang);
}

/** {@link searchTokens} of a segment whose tokens are known. */
export function searchTokensOf(tokens: readonly Token[], lang: LanguageTag): SearchToken[] {
  const known = rememberedFor(lang);
  const found: SearchToken[] = [];
  for (const token of tokens) {
    if (!hasStem(token)) continue;
    const { folded, stem } = token.kind === "number" ? digitsOf(token) : formsOf(token, lang, known);
    found.push({ folded, stem, start: token.start, end: token.end });
  }
  return found;
}

function digitsOf({ text }: Token): WordForms {
  const digits = fold(text).replace(/[ '.,]/g, "");
  return { folded: digits, stem: digits };
}

function formsOf(token: Token, lang: LanguageTag, known: Map<string, WordForms>): WordForms {
  let forms = known.get(token.text);
  if (forms !== undefined) return forms;
  if (known.size >= REMEMBERED) known.clear();
  forms = { folded: fold(token.text), stem: stemOf(token, lang) };
  known.set(token.text, forms);
  return forms;
}

function rememberedFor(lang: LanguageTag): Map<string, WordForms> {
  const language = analysedLanguage(lang);
  let known = remembered.get(language);
  if (known === undefined) remembered.set(language, (known = new Map<string, WordForms>()));
  return known;
}

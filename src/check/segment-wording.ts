import { wordForms } from "../glossary/word-form.js";
import { foldAccents } from "../text/folding.js";
import type { Token } from "../text/tokens.js";
import type { CheckedText } from "./check.js";

/**
 * When two segments count as one. Comparing all pairs of a document would be quadratic; each segment has a key instead, and
 * segments are alike where their keys are equal.
 */

/** Marks of quotation; apostrophes that part a word are in its token and stay. */
const QUOTE = /^["«»“”„‟‹›‘’‚'ʼ`´]$/;

/**
 * What is left of a text without its case, its accents (capitals may lack them), its spaces, the kind of its apostrophes and
 * dashes, and its quotation marks: two segments with one key are the same segment. Inline codes do not count.
 */
export function segmentKey({ tokens }: CheckedText): string {
  const parts: string[] = [];
  for (const token of tokens) {
    if (token.code !== undefined || QUOTE.test(token.text)) continue;
    const folded = foldAccents(token.text);
    if (token.kind === "number") parts.push(folded.replace(/[\s']/g, ""));
    else if (token.text === "…") parts.push(". . .");
    else parts.push(/^\p{Pd}$/u.test(folded) ? "-" : folded);
  }
  return parts.join(" ");
}

/**
 * What a text says beyond its typography: the bases of its words, one after the other, without articles and punctuation, hyphens
 * and spaces between words closed up. Number and gender, British and American spelling make no difference, nor do the marks of keys in labels (`_File`, `&File`). Nor do numbers and
 * placeholders, whose loss other checks report. Empty where there are no words.
 */
export function wordingKey({ tokens, lang }: CheckedText): string {
  const formOf = wordForms(lang);
  let key = "";
  let words = 0;
  for (const token of tokens) {
    if (isMasked(token)) key += "#";
    else if (token.kind === "sign") key += /^(?:\p{S}|[%@*])$/u.test(token.text) ? token.text : "";
    else if (token.kind === "word") {
      const form = formOf(token.text);
      words++;
      if (form.grammar !== "article") key += form.key;
    }
  }
  return words === 0 ? "" : key.replace(/[-'`´\s]/g, "");
}

function isMasked(token: Token): boolean {
  return token.kind === "number" || (token.kind === "code" && token.code === undefined);
}

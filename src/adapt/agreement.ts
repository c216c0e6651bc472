import { analysedLanguage, type AnalysedLanguage } from "../language.js";
import { fold } from "../text/folding.js";
import { isFunctionWord } from "../text/function-words.js";
import { tokenize } from "../text/tokens.js";
import type { Slotted } from "./slots.js";

/** Whether the words beside a value go on agreeing with it when another takes its place. What is not known to is taken not to. */

/** A value as it is and as it is to be. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly to: string;
  /** Amounts as written in canonical form, where both are numbers. */
  readonly amounts?: readonly [before: string, after: string];
}

/** Whether a value in a French or English text may be replaced without touching any other word. */
export function agrees({ segment: { text }, lang }: Slotted, replaced: Replaced): boolean {
  const language = analysedLanguage(lang);
  if (language === undefined) return true;
  const { start, end, to, amounts } = replaced;
  const before = text.slice(0, start);
  const from = text.slice(start, end);
  if (language === "en" && /(?<![\p{L}\p{N}])an?\s+[€$£]?$/iu.test(before) && takesAn(from) !== takesAn(to))
    return false;
  if (language === "fr" && isElisionTouched(before, from, to)) return false;
  if (amounts === undefined || isSingular(amounts[0], language) === isSingular(amounts[1], language)) return true;
  return !countsSomething(text, end, lang, language);
}

/** French counts up to two in the singular (`1,5 million`), English exactly one. */
function isSingular(amount: string, language: AnalysedLanguage): boolean {
  const value = Math.abs(Number(amount));
  return language === "fr" ? value < 2 : value === 1;
}

/** Whether a word that may be in singular or plural follows: *3 files*; not *3 %*, *3-year*, *article 3 of*. */
function countsSomething(text: string, end: number, lang: Slotted["lang"], language: AnalysedLanguage): boolean {
  const [next] = tokenize(text.slice(end), lang);
  if (next?.kind !== "word") return false;
  const word = fold(next.text);
  // What is can be are.
  return !isFunctionWord(word, language) || /^(?:is|are|was|were|has|have|est|sont|était|étaient|ont)$/.test(word);
}

/** *an 8% rise*, *an 11-year-old*, *an April evening*; of 1,100, which is read in two ways, nobody can say. */
function takesAn(written: string): boolean | "unknown" {
  const [group = ""] = /^\d+/.exec(written) ?? [];
  if (group === "") return /^[aeiou]/i.test(written);
  if (/^1[18]\d\d$/.test(group)) return "unknown";
  return /^(?:8|11$|18$)/.test(group);
}

/** *d’avril*, *de mai*; nothing that clings to an elided word is touched but for another word before which it is elided. */
function isElisionTouched(before: string, from: string, to: string): boolean {
  const elides = (written: string): boolean => /^[aeiouyàâéèêîôûh]/i.test(written);
  if (/['’ʼ]$/u.test(before)) return !(elides(from) && elides(to));
  return /(?<![\p{L}\p{N}])(?:de|que|le|la|jusque|lorsque|puisque)\s+$/iu.test(before) && elides(to);
}

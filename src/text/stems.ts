import { stemmer as englishStemmer } from "@orama/stemmers/english";
import { stemmer as frenchStemmer } from "@orama/stemmers/french";
import type { AnalysedLanguage } from "../language.js";

/**
 * Stems by Snowball (https://snowballstem.org/algorithms), over folded words. A language without an analyser keeps the
 * folded word.
 */

/** Words whose stems are remembered, for each language: a running text's vocabulary, a few megabytes. */
const REMEMBERED = 200_000;

const STEMMERS: Record<AnalysedLanguage, (word: string) => string> = { fr: frenchStemmer, en: englishStemmer };
const remembered: Record<AnalysedLanguage, Map<string, string>> = { fr: new Map(), en: new Map() };

/** The stem of a folded word. */
export function stem(folded: string, lang: AnalysedLanguage | undefined): string {
  if (lang === undefined) return folded;
  const known = remembered[lang].get(folded);
  if (known !== undefined) return known;
  const found = STEMMERS[lang](folded);
  if (remembered[lang].size >= REMEMBERED) remembered[lang].clear();
  remembered[lang].set(folded, found);
  return found;
}

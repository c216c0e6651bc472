import type { LanguageTag } from "../../src/language.js";
import type { TokensOf } from "../../src/store/search-text.js";
import type { NewMemory } from "../../src/store/memories.js";
import type { UnitContent, Variant } from "../../src/unit.js";

/** Words of letters and digits; the stem is the first five letters. Plain enough to be foreseen in a test. */
export const tokensOf: TokensOf = ({ text }) =>
  [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((found) => {
    const folded = found[0].toLowerCase();
    return { folded, stem: folded.slice(0, 5), start: found.index, end: found.index + found[0].length };
  });

export const fr = "fr" as LanguageTag;
export const en = "en" as LanguageTag;
export const de = "de" as LanguageTag;

export function variant(lang: LanguageTag, text: string, more: Partial<Variant> = {}): Variant {
  return { lang, segment: { text, codes: [] }, properties: [], notes: [], ...more };
}

/** A unit from French to English. */
export function unit(source: string, target: string, more: Partial<UnitContent> = {}): UnitContent {
  const variants = [variant(fr, source), variant(en, target)];
  return { sourceLang: fr, variants, context: {}, properties: [], notes: [], ...more };
}

/** The same, changed on a day of January 2025. */
export function dated(source: string, target: string, day: number, more: Partial<UnitContent> = {}): UnitContent {
  return unit(source, target, { changedAt: `2025-01-${String(day).padStart(2, "0")}T00:00:00Z`, ...more });
}

export function memory(id: string, more: Partial<NewMemory> = {}): NewMemory {
  return { id, name: `Memory ${id}`, sourceLang: fr, targetLang: en, penalty: 0, readOnly: false, ...more };
}

import { isCurrent, type Term } from "../concept.js";
import type { Occurrence } from "../glossary/recognizer.js";
import { analysedLanguage, primaryLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { fold } from "../text/folding.js";

/** Finds the terms of a text: see {@link Terminology.recognize}. */
export interface TermFinder {
  recognize(segment: Segment, lang: LanguageTag): readonly Occurrence[];
}

/** One term that stands in the place of another, and the designation that is to stand in the target. */
export interface TermDifference {
  readonly asked: Occurrence;
  readonly matched: Occurrence;
}

/**
 * The pairs of terms of different concepts around which two texts may say the same; digits and white space count for nothing,
 * for they may differ besides.
 */
export function termDifferences(
  query: Segment,
  match: Segment,
  terms: { readonly query: readonly Occurrence[]; readonly match: readonly Occurrence[] },
): TermDifference[] {
  const found: TermDifference[] = [];
  for (const asked of terms.query) {
    for (const matched of terms.match) {
      if (asked.concept.id === matched.concept.id && asked.glossary === matched.glossary) continue;
      if (!isCited(asked) || !isCited(matched) || asked.term.type !== matched.term.type) continue;
      const isAlike = (from: string, to: string): boolean => bare(from) === bare(to);
      if (!isAlike(query.text.slice(0, asked.start), match.text.slice(0, matched.start))) continue;
      if (isAlike(query.text.slice(asked.end), match.text.slice(matched.end))) found.push({ asked, matched });
    }
  }
  return found;
}

function bare(text: string): string {
  return text.normalize("NFC").replace(/[\d\s.,]+/g, "");
}

/** Whether a term stands as the glossary cites it: of another form nobody knows how its translation is inflected. */
function isCited({ text, term }: Occurrence): boolean {
  return fold(text) === fold(term.text);
}

/** What is to stand in the target in the place of a term's translation, and where. */
export interface TermReplacement {
  readonly start: number;
  readonly end: number;
  readonly to: string;
}

/**
 * The translation of the query's term for that of the match's, where the latter stands in the target once and as it is cited,
 * and every word beside it goes on agreeing: in English the same number, no article that goes by sound and no acronym (the UN, NATO), in French the
 * same gender, number and elision. `undefined` elsewhere.
 */
export function termInTarget(
  { asked, matched }: TermDifference,
  target: Segment,
  occurrences: readonly Occurrence[],
  lang: LanguageTag,
): TermReplacement | undefined {
  const standing = occurrences.filter(
    ({ concept, glossary }) => concept.id === matched.concept.id && glossary === matched.glossary,
  );
  const [old] = standing;
  if (old === undefined || standing.length > 1 || !isCited(old)) return undefined;
  const wanted = preferred(asked, old.term, lang);
  if (wanted === undefined) return undefined;
  const before = target.text.slice(0, old.start);
  const language = analysedLanguage(lang);
  const fits =
    language === "en"
      ? old.term.type !== "acronym" && isAlikeInEnglish(old.term, wanted, before)
      : language === "fr" && isAlikeInFrench(old.term, wanted);
  if (!fits) return undefined;
  const isRaised = /^\p{Lu}/u.test(old.text) && !/^\p{Lu}/u.test(old.term.text);
  const to = isRaised ? wanted.text.charAt(0).toUpperCase() + wanted.text.slice(1) : wanted.text;
  return { start: old.start, end: old.end, to };
}

/** The one current term of a concept in a language that is of the kind of another: a name for a name, an acronym for an acronym. */
function preferred({ concept }: Occurrence, { type }: Term, lang: LanguageTag): Term | undefined {
  const current = concept.terms.filter(
    (term) => primaryLanguage(term.lang) === primaryLanguage(lang) && isCurrent(term.status) && term.type === type,
  );
  const best = current.filter(({ status }) => status === "preferred");
  const [only, ...others] = best.length > 0 ? best : current;
  return others.length > 0 ? undefined : only;
}

function isAlikeInEnglish(old: Term, wanted: Term, before: string): boolean {
  const isPlural = ({ text }: Term): boolean => /[^s’']s$/u.test(text);
  return isPlural(old) === isPlural(wanted) && !/(?<![\p{L}\p{N}])an?\s+$/iu.test(before);
}

function isAlikeInFrench(old: Term, wanted: Term): boolean {
  const property = ({ properties = {} }: Term, name: string): string | undefined => properties[name]?.toLowerCase();
  const gender = property(old, "grammaticalGender") ?? property(old, "gender");
  if (gender === undefined || gender !== (property(wanted, "grammaticalGender") ?? property(wanted, "gender")))
    return false;
  if (property(old, "grammaticalNumber") !== property(wanted, "grammaticalNumber")) return false;
  const isPlural = ({ text }: Term): boolean => /[sx]$/u.test(text.split(/[\s’']/)[0] ?? "");
  if (isPlural(old) !== isPlural(wanted)) return false;
  // Whether an h lets the article be elided no letter says.
  const sound = ({ text }: Term): string =>
    /^h/i.test(text) ? "?" : /^[aeiouyàâéèêîôûœ]/i.test(text) ? "vowel" : "consonant";
  return sound(old) === sound(wanted) && sound(old) !== "?";
}

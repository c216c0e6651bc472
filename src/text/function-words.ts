import type { AnalysedLanguage } from "../language.js";

/**
 * Words that show which language a stretch of text is in: frequent ones that the other language does not write alike.
 * `on`, `or`, `an`, `but`, `as`, `son`, `par`, `pour`, `plus` and `me` are words of both and are in neither list.
 */
const LISTS: Record<AnalysedLanguage, string> = {
  en: `the of and to is are was were with for by from that this these those which have has had been being will would should
    could can cannot not it its their they them we you your our us he she his her at be if must into who whose what when where why
    how there than then such also shall do did about after before between through under over while because only other more most
    some any all each both no so up out off use used using`,
  fr: `le la les des du de et est sont une un dans avec que qui ne pas au aux ce cette ces cet il elle ils elles nous vous leur
    leurs ses sa où ou été être avoir fait comme entre sous très peut doit sera seront était étaient ont aussi ainsi afin
    lors dont selon contre depuis pendant chez vers tous toutes tout toute même si se lui y en sur l' d' qu' s' n' c' j' m' t'
    lorsqu' puisqu' jusqu'`,
};

const SETS: Record<AnalysedLanguage, ReadonlySet<string>> = {
  en: new Set(LISTS.en.split(/\s+/)),
  fr: new Set(LISTS.fr.split(/\s+/)),
};

/** Whether a folded word (elided ones with their apostrophe) is a function word of `lang` and of it alone. */
export function isFunctionWord(folded: string, lang: AnalysedLanguage): boolean {
  return SETS[lang].has(folded);
}

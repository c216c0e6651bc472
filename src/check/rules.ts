import type { Category } from "../finding.js";
import type { Wording } from "./check.js";

/** The rule behind each category, for findings whose check has nothing more to say of them. */
export const RULES: Readonly<Record<Category, Wording>> = {
  "term-missing": {
    en: "A source term needs an approved designation of its concept in the translation.",
    fr: "Un terme de la source demande, dans la traduction, une désignation agréée de sa notion.",
  },
  "term-forbidden": {
    en: "A deprecated, superseded or forbidden designation must not render a concept that the source names by a current one.",
    fr: "Une désignation déconseillée, remplacée ou à proscrire ne doit pas rendre une notion que la source nomme par une désignation en usage.",
  },
  "acronym-wrong": {
    en: "An acronym must be that of the concept in the language of the translation, written as the glossary has it.",
    fr: "Un sigle doit être celui de la notion dans la langue de la traduction, écrit comme dans le glossaire.",
  },
  "term-inconsistent": {
    en: "A document renders one name in one way throughout; name, acronym and short form of one concept count as one.",
    fr: "Un document rend un nom d’une seule façon d’un bout à l’autre\u202F; nom, sigle et forme abrégée d’une même notion n’en font qu’une.",
  },
  "segment-inconsistent-target": {
    en: "The same source segment has the same translation throughout; case, spaces, apostrophes and quotes do not count.",
    fr: "Un même segment source a partout la même traduction\u202F; casse, espaces, apostrophes et guillemets ne comptent pas.",
  },
  "segment-inconsistent-source": {
    en: "Source segments that say different things have different translations; a difference of gender or number is none.",
    fr: "Des segments sources de sens différent ont des traductions différentes\u202F; genre et nombre ne font pas de différence.",
  },
  "number-mismatch": {
    en: "Values, dates, times, units and currencies of the source stand in the translation, compared by value.",
    fr: "Les valeurs, dates, heures, unités et monnaies de la source figurent dans la traduction, comparées par leur valeur.",
  },
  "number-format": {
    en: "A number has the form that the language of the translation gives to numbers.",
    fr: "Un nombre a la forme que lui donne la langue de la traduction.",
  },
  "code-mismatch": {
    en: "Every code and placeholder of the source stands in the translation once, well paired; their order is free unless they say otherwise.",
    fr: "Chaque code ou variable de la source figure une fois dans la traduction, bien apparié\u202F; l’ordre est libre sauf indication contraire.",
  },
  untranslated: {
    en: "No running text of the source stays in the translation: words in a row that its grammatical words show to be of the source’s language. Names, quotations, codes and words that both languages share may stay.",
    fr: "Aucun texte suivi de la source ne reste dans la traduction\u202F: des mots qui se suivent et que les mots grammaticaux montrent être de la langue source. Noms, citations, codes et mots communs aux deux langues peuvent rester.",
  },
  typography: {
    en: "Quotes, spaces, brackets and marks follow the usage of the translation’s language and region; the source does not count.",
    fr: "Guillemets, espaces, parenthèses et signes suivent l’usage de la langue et de la région de la traduction\u202F; la source ne compte pas.",
  },
};

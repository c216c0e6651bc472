import type { Category, MessageLanguage, Severity } from "../finding.js";

/** A text in every language that reports are written in. */
export type Wording = Readonly<Record<MessageLanguage, string>>;

/** What each category is called, and what its findings say. */
export const CATEGORY_WORDING: Readonly<Record<Category, { readonly name: Wording; readonly about: Wording }>> = {
  "term-missing": {
    name: { en: "Term missing", fr: "Terme manquant" },
    about: {
      en: "A source term has no approved equivalent in the translation.",
      fr: "Un terme de la source n’a pas d’équivalent agréé dans la traduction.",
    },
  },
  "term-forbidden": {
    name: { en: "Forbidden term", fr: "Terme proscrit" },
    about: {
      en: "The translation uses a deprecated, superseded or forbidden term.",
      fr: "La traduction emploie un terme déconseillé, remplacé ou proscrit.",
    },
  },
  "acronym-wrong": {
    name: { en: "Wrong acronym", fr: "Sigle erroné" },
    about: {
      en: "An acronym is another body’s, the other language’s, or misspelt.",
      fr: "Un sigle est celui d’un autre organisme, de l’autre langue, ou mal écrit.",
    },
  },
  "term-inconsistent": {
    name: { en: "Inconsistent term", fr: "Terme incohérent" },
    about: {
      en: "One source term is rendered in several ways.",
      fr: "Un même terme de la source est rendu de plusieurs façons.",
    },
  },
  "segment-inconsistent-target": {
    name: { en: "Same source, several translations", fr: "Même source, plusieurs traductions" },
    about: {
      en: "The same source segment is translated in several ways.",
      fr: "Le même segment source est traduit de plusieurs façons.",
    },
  },
  "segment-inconsistent-source": {
    name: { en: "Several sources, same translation", fr: "Plusieurs sources, même traduction" },
    about: {
      en: "Different source segments have the same translation.",
      fr: "Des segments sources différents ont la même traduction.",
    },
  },
  "number-mismatch": {
    name: { en: "Number mismatch", fr: "Nombre différent" },
    about: {
      en: "A value, date, unit or currency differs.",
      fr: "Une valeur, une date, une unité ou une monnaie diffère.",
    },
  },
  "number-format": {
    name: { en: "Number format", fr: "Forme d’un nombre" },
    about: {
      en: "The value is right, but written in the other language’s form.",
      fr: "La valeur est juste, mais écrite à la manière de l’autre langue.",
    },
  },
  "code-mismatch": {
    name: { en: "Code mismatch", fr: "Balise différente" },
    about: {
      en: "Inline codes or placeholders are lost, added or misplaced.",
      fr: "Des balises ou des variables manquent, sont en trop ou mal placées.",
    },
  },
  untranslated: {
    name: { en: "Untranslated", fr: "Non traduit" },
    about: {
      en: "Source text is left in the translation, or there is no translation.",
      fr: "Du texte source reste dans la traduction, ou la traduction manque.",
    },
  },
  typography: {
    name: { en: "Typography", fr: "Typographie" },
    about: {
      en: "Quotation marks, spaces or punctuation are not the target language’s.",
      fr: "Guillemets, espaces ou ponctuation ne sont pas ceux de la langue cible.",
    },
  },
};

export const SEVERITY_WORDING: Readonly<Record<Severity, Wording>> = {
  critical: { en: "Critical", fr: "Critique" },
  major: { en: "Major", fr: "Majeure" },
  minor: { en: "Minor", fr: "Mineure" },
};

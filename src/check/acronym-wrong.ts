import { isCurrent } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import type { AcronymFault } from "./acronym-rendering.js";
import type { Check, CheckedDocument, Fault, Wording } from "./check.js";
import { conceptOf, explainMention, suggestionsFor } from "./term-missing.js";
import { termVerdicts, type Mention, type Verdict } from "./term-verdicts.js";
import { listed, quoted } from "./wording.js";

/** Another body's acronym, the other language's, or a misspelt one in the place of the right one. */
export const acronymWrong: Check = {
  category: "acronym-wrong",
  *check(document: CheckedDocument): Generator<Fault> {
    for (const [segment, verdicts] of termVerdicts(document)) {
      for (const verdict of verdicts) {
        const { kind, mention, target } = verdict;
        if (kind !== "acronym") continue;
        const suggestions = acronymsFor(mention, document.targetLang);
        const { start, end, text } = mention;
        yield {
          category: "acronym-wrong",
          segment,
          ...conceptOf(mention),
          source: { start, end, text },
          ...(target && { target }),
          suggestions,
          message: messageOf(verdict, suggestions),
          explanation: () => explainMention(document, segment, mention),
        };
      }
    }
  },
};

/** The first acronym that each concept has in a language; the name of those that have none. */
function acronymsFor(mention: Mention, lang: LanguageTag): string[] {
  const acronyms = mention.asks.flatMap(
    ({ concept }) =>
      concept.terms.find(
        (term) =>
          term.type === "acronym" && isCurrent(term.status) && primaryLanguage(term.lang) === primaryLanguage(lang),
      )?.text ?? [],
  );
  return acronyms.length > 0 ? [...new Set(acronyms)] : suggestionsFor(mention, lang);
}

const FAULTS: Readonly<Record<AcronymFault, Wording>> = {
  left: {
    en: "is the acronym of the source language, left in the translation",
    fr: "est le sigle de la langue source, resté dans la traduction",
  },
  lowered: {
    en: "has the letters of an acronym in the wrong case",
    fr: "a les lettres d’un sigle dans la mauvaise casse",
  },
  other: { en: "is the acronym of another body or concept", fr: "est le sigle d’un autre organisme ou concept" },
  misspelt: { en: "looks like a misspelt acronym", fr: "semble être un sigle mal orthographié" },
};

function messageOf({ mention, target, acronym }: Verdict, suggestions: readonly string[]): Wording {
  const fault = FAULTS[acronym ?? "other"];
  const found = quoted(target?.text ?? "");
  const asked = quoted(mention.text);
  const right = listed(suggestions, { en: "or", fr: "ou" });
  return {
    en: `${found.en} for ${asked.en} ${fault.en}${right.en === "" ? "" : `; use ${right.en}`}.`,
    fr: `${found.fr} pour ${asked.fr} ${fault.fr}${right.fr === "" ? "" : `\u202F; employer ${right.fr}`}.`,
  };
}

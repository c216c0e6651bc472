import type { Concept, Term } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Check, CheckedDocument, Fault } from "./check.js";
import { termVerdicts, type Mention } from "./term-verdicts.js";

/** A term of the source whose concept has no approved designation in the target. */
export const termMissing: Check = {
  category: "term-missing",
  *check(document: CheckedDocument): Generator<Fault> {
    for (const [segment, verdicts] of termVerdicts(document)) {
      for (const { kind, mention, target } of verdicts) {
        if (kind !== "missing") continue;
        const suggestions = suggestionsFor(mention, document.targetLang);
        const { start, end, text } = mention;
        yield {
          category: "term-missing",
          segment,
          ...conceptOf(mention),
          source: { start, end, text },
          ...(target && { target }),
          suggestions,
          message: messageOf(text, suggestions),
        };
      }
    }
  },
};

/** The concept to name in a finding about a mention. */
export function conceptOf(mention: Mention): { readonly concept?: string } {
  const concept = mention.asks[0]?.concept.id;
  return concept === undefined ? {} : { concept };
}

/** The preferred designation of each concept as its glossary has it: the acronym where the source has one, else the name. */
export function suggestionsFor(mention: Mention, lang: LanguageTag): string[] {
  const texts = mention.asks.flatMap(({ concept, term }) => preferredTerm(concept, term, lang)?.text ?? []);
  return [...new Set(texts)];
}

function preferredTerm(concept: Concept, asked: Term, lang: LanguageTag): Term | undefined {
  const terms = concept.terms.filter((term) => primaryLanguage(term.lang) === primaryLanguage(lang));
  const preferred = terms.filter(({ status }) => status === "preferred");
  const wanted = asked.type === "acronym";
  return (
    preferred.find(({ type }) => (type === "acronym") === wanted) ??
    preferred[0] ??
    terms.find(({ status }) => status === "admitted")
  );
}

function messageOf(text: string, suggestions: readonly string[]): Fault["message"] {
  const en = suggestions.map((one) => `“${one}”`).join(" or ");
  const fr = suggestions.map((one) => `«\u00A0${one}\u00A0»`).join(" ou ");
  return {
    en: `“${text}” has no approved equivalent in the translation${en === "" ? "" : `; the glossary has ${en}`}.`,
    fr: `«\u00A0${text}\u00A0» n’a pas d’équivalent agréé dans la traduction${fr === "" ? "" : `\u202F; le glossaire donne ${fr}`}.`,
  };
}

import type { Concept, Term } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Check, CheckedDocument, Explanation, Fault, Wording } from "./check.js";
import { explainTerm } from "./term-explanation.js";
import { termVerdicts, type Mention } from "./term-verdicts.js";
import { quoted } from "./wording.js";

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
          explanation: () => explainMention(document, segment, mention),
        };
      }
    }
  },
};

/** Why a mention asks for a designation, and what was looked for. */
export function explainMention(document: CheckedDocument, segment: number, mention: Mention): Explanation {
  const designation = mention.asks[0]?.term.text ?? mention.text;
  return explainTerm(document, { segment, mention, rule: ruleOf(mention, designation), designation });
}

function ruleOf({ text, asks }: Mention, designation: string): Wording {
  const ids = asks.map(({ concept, glossary }) => `${concept.id} (${glossary})`);
  const found = quoted(text);
  const listed = quoted(designation);
  const as =
    text === designation
      ? { en: "designates", fr: "désigne" }
      : { en: `is the designation ${listed.en} of`, fr: `est la désignation ${listed.fr} de` };
  return {
    en: `${found.en} ${as.en} ${ids.join(", ")}; the translation must hold an approved designation of ${ids.length > 1 ? "one of them" : "it"}.`,
    fr: `${found.fr} ${as.fr} ${ids.join(", ")}\u202F; la traduction doit contenir une désignation agréée de ${ids.length > 1 ? "l’une de ces notions" : "cette notion"}.`,
  };
}

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

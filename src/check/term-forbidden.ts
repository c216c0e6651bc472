import type { TermStatus } from "../concept.js";
import type { Check, CheckedDocument, Explanation, Fault, Wording } from "./check.js";
import { explainTerm } from "./term-explanation.js";
import { conceptOf, suggestionsFor } from "./term-missing.js";
import { termVerdicts, type Verdict } from "./term-verdicts.js";
import { quoted } from "./wording.js";

/** A deprecated, superseded or forbidden designation in the target, in the place of an approved one. */
export const termForbidden: Check = {
  category: "term-forbidden",
  *check(document: CheckedDocument): Generator<Fault> {
    for (const [segment, verdicts] of termVerdicts(document)) {
      for (const verdict of verdicts) {
        const { kind, mention, target } = verdict;
        if (kind !== "forbidden") continue;
        const suggestions = suggestionsFor(mention, document.targetLang);
        const { start, end, text } = mention;
        yield {
          category: "term-forbidden",
          segment,
          ...conceptOf(mention),
          source: { start, end, text },
          ...(target && { target }),
          suggestions,
          message: messageOf(verdict, suggestions),
          explanation: () => explanationOf(document, segment, verdict),
        };
      }
    }
  },
};

/** What is wrong with a designation of some status, in both languages; approved ones never get here. */
const FAULTS: Partial<Record<TermStatus, Fault["message"]>> = {
  deprecated: { en: "deprecated", fr: "déconseillé" },
  superseded: { en: "superseded", fr: "remplacé" },
};

const FORBIDDEN: Fault["message"] = { en: "not to be used", fr: "à proscrire" };

function explanationOf(
  document: CheckedDocument,
  segment: number,
  { mention, target, forbidden }: Verdict,
): Explanation {
  const designation = forbidden?.text ?? target?.text ?? "";
  const ids = mention.asks.map(({ concept, glossary }) => `${concept.id} (${glossary})`);
  return explainTerm(document, { segment, mention, rule: ruleOf(designation, forbidden?.status, ids), designation });
}

function ruleOf(designation: string, status: TermStatus | undefined, ids: readonly string[]): Wording {
  const { en, fr } = quoted(designation);
  const fault = FAULTS[status ?? "forbidden"] ?? FORBIDDEN;
  return {
    en: `The designation ${en} of ${ids.join(", ")} is ${fault.en}, and the source names the concept by a current one; the translation must hold an approved one.`,
    fr: `La désignation ${fr} de ${ids.join(", ")} est ${fault.fr}, et la source nomme la notion par une désignation en usage\u202F; la traduction doit en contenir une agréée.`,
  };
}

function messageOf({ mention, target, forbidden }: Verdict, suggestions: readonly string[]): Fault["message"] {
  const fault = FAULTS[forbidden?.status ?? "forbidden"] ?? FORBIDDEN;
  const found = target?.text ?? forbidden?.text ?? "";
  const en = suggestions.map((one) => `“${one}”`).join(" or ");
  const fr = suggestions.map((one) => `«\u00A0${one}\u00A0»`).join(" ou ");
  return {
    en: `“${found}” for “${mention.text}” is ${fault.en}${en === "" ? "" : `; use ${en}`}.`,
    fr: `«\u00A0${found}\u00A0» pour «\u00A0${mention.text}\u00A0» est ${fault.fr}${fr === "" ? "" : `\u202F; employer ${fr}`}.`,
  };
}

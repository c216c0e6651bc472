import { analysedLanguage, type AnalysedLanguage } from "../language.js";
import { hasCodeWithin, type Slip, type TypographyText } from "./typography-slip.js";

/** How a question begins, or inverts its verb. What is asked as a request (*Could you close the door?*) need not stay one. */
const QUESTION: Record<AnalysedLanguage, RegExp> = {
  en: /^\P{L}*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should|shall|may|must|what|which|who|whose|whom|where|when|why|how)(?:n['’]t)?\s/iu,
  fr: /^\P{L}*(?:est-ce|qu['’]est-ce|pourquoi|comment|combien|quand|où|qui|que|quoi|quel(?:le)?s?)(?!\p{L})|\p{L}-(?:t-)?(?:ils?|elles?|on|nous|vous|je|ce)(?![\p{L}-])/iu,
};

/** What may stand behind the last mark of a sentence. */
const CLOSING = /[\s"'’”»)\]]/u;

function withoutClosing(text: string): string {
  let end = text.length;
  while (end > 0 && CLOSING.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** A question that ends in a full stop: the source ends in a question mark, the target asks and has none. */
export function* finalMark({ target, bareTarget, bareSource }: TypographyText): Generator<Slip> {
  const language = analysedLanguage(target.lang);
  if (language === undefined || !bareSource.includes("?") || bareTarget.includes("?")) return;
  const asked = withoutClosing(bareSource);
  const said = withoutClosing(bareTarget);
  if (!asked.endsWith("?") || !/(?<![.])\.$/.test(said) || !QUESTION[language].test(lastSentence(said))) return;
  const start = said.length - 1;
  if (hasCodeWithin(target, start, start)) return;
  yield {
    kind: "question-lost",
    start,
    end: start + 1,
    instead: language === "fr" ? "\u202F?" : "?",
    message: {
      en: "The source asks and the translation ends in a full stop.",
      fr: "La source interroge et la traduction finit par un point.",
    },
  };
}

function lastSentence(text: string): string {
  return (
    text
      .slice(0, -1)
      .split(/[.!?…]\s+/u)
      .at(-1) ?? text
  );
}

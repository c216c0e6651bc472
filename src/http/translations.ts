import { z } from "zod";
import { isCurrent, type Concept } from "../concept.js";

/** The approved terms of a concept by language tag, as answers give them. */
export const translationsJson = z
  .record(z.string(), z.array(z.string()))
  .meta({ id: "Translations", description: "By language, the concept's approved terms, preferred ones first." });

/** The current terms of a concept in each language, the preferred ones first. */
export function translationsOf(concept: Concept): Record<string, string[]> {
  const byLanguage = new Map<string, string[]>();
  const current = concept.terms.filter(({ status }) => isCurrent(status));
  const preferred = current.filter(({ status }) => status === "preferred");
  const others = current.filter(({ status }) => status !== "preferred");
  for (const { lang, text } of [...preferred, ...others]) {
    const texts = byLanguage.get(lang);
    if (texts === undefined) byLanguage.set(lang, [text]);
    else texts.push(text);
  }
  return Object.fromEntries(byLanguage);
}

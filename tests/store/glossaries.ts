import type { Concept, Term } from "../../src/concept.js";
import type { LanguageTag } from "../../src/language.js";

export function term(lang: string, text: string, more: Partial<Term> = {}): Term {
  return { lang: lang as LanguageTag, text, status: "preferred", type: "full-form", ...more };
}

/** A concept with a French and an English term. */
export function concept(id: string, french = `terme ${id}`, english = `term ${id}`): Concept {
  return { id, terms: [term("fr", french), term("en", english)] };
}

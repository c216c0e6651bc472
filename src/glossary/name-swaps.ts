import { isCurrent, type Term } from "../concept.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Occurrence } from "./recognizer.js";

/**
 * Names that a text writes with an acronym where the glossary spells it out, or the other way round: *UN Children’s Fund*,
 * *Charte de l’Organisation des Nations Unies*. No glossary lists them all. Each designation found is put in the other words
 * of its concept, and what is found there and reaches beyond it is a name of the text.
 */

/** UTF-16 units on either side in which the rest of such a name lies. */
const REACH = 200;
/** Designations of one text that are tried; a text with more is a list of names. */
const MOST_SWAPPED = 12;

export interface SwapSearch {
  readonly text: string;
  readonly lang: LanguageTag;
  readonly occurrences: readonly Occurrence[];
  readonly recognize: (text: string) => readonly Occurrence[];
}

/** The names that stand in a text in such words; offsets are into the text as given. */
export function swappedNames({ text, lang, occurrences, recognize }: SwapSearch): Occurrence[] {
  const found: Occurrence[] = [];
  const swapped = occurrences.filter(({ term }) => isCurrent(term.status) && term.status !== "short-form");
  for (const name of swapped.slice(0, MOST_SWAPPED)) {
    const from = wordEdge(text, name.start - REACH, name.start);
    const to = wordEdge(text, name.end + REACH, name.end);
    for (const { text: other } of otherWords(name, lang)) {
      const before = text.slice(from, name.start);
      const shift = other.length - (name.end - name.start);
      for (const one of recognize(before + other + text.slice(name.end, to))) {
        const start = one.start + from;
        const end = one.end + from - shift;
        const reachesBeyond = start <= name.start && end >= name.end && end - start > name.end - name.start;
        if (reachesBeyond) found.push({ ...one, start, end, text: text.slice(start, end) });
      }
    }
  }
  return found;
}

function otherWords({ concept, term, text }: Occurrence, lang: LanguageTag): Term[] {
  const primary = primaryLanguage(lang);
  return concept.terms.filter(
    (one) =>
      one !== term &&
      one.text !== text &&
      isCurrent(one.status) &&
      one.status !== "short-form" &&
      primaryLanguage(one.lang) === primary,
  );
}

/** The place of white space nearest to `at` on the way to `towards`. */
function wordEdge(text: string, at: number, towards: number): number {
  if (at <= 0) return 0;
  if (at >= text.length) return text.length;
  const step = at < towards ? 1 : -1;
  let edge = at;
  while (edge !== towards && !/\s/.test(text.charAt(edge))) edge += step;
  return edge;
}

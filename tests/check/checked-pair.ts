import type { Check, CheckedDocument, CheckedText, Fault } from "../../src/check/check.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment, type Segment } from "../../src/segment.js";
import { tokenize } from "../../src/text/tokens.js";

/** A direction of translation, `fr-en` or `en-fr`. */
export type Direction = "fr-en" | "en-fr";

function text(given: Segment | string, lang: LanguageTag): CheckedText {
  const segment = typeof given === "string" ? plainSegment(given) : given;
  return { lang, segment, tokens: tokenize(segment, lang), occurrences: [], swapped: [] };
}

/** A document of pairs, without any terms; `tags` name languages with their regions. */
export function documentOf(
  direction: Direction,
  pairs: readonly (readonly [Segment | string, Segment | string])[],
  tags: readonly string[] = direction.split("-"),
): CheckedDocument {
  const [sourceLang, targetLang] = tags.map((tag) => languageTag(tag)) as [LanguageTag, LanguageTag];
  const segments = pairs.map(([source, target], index) => ({
    index,
    source: text(source, sourceLang),
    target: text(target, targetLang),
  }));
  return { sourceLang, targetLang, segments };
}

export function faultsOf(
  check: Check,
  direction: Direction,
  source: Segment | string,
  target: Segment | string,
): Fault[] {
  return [...check.check(documentOf(direction, [[source, target]]))];
}

/** The faults of a pair as `[source text, target text]`, a missing side as `undefined`. */
export function placesOf(
  check: Check,
  direction: Direction,
  source: string,
  target: string,
): [string | undefined, string | undefined][] {
  return faultsOf(check, direction, source, target).map((fault) => [fault.source?.text, fault.target?.text]);
}

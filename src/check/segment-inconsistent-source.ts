import type { Check, CheckedDocument, CheckedSegment, Explanation, Fault } from "./check.js";
import { segmentKey, wordingKey } from "./segment-wording.js";
import { differInMeaning } from "./source-difference.js";
import { termVerdicts } from "./term-verdicts.js";
import { clipped, membersOf, variantGroup, variantsInWords, wholeText, type VariantGroup } from "./variant-group.js";

/**
 * Source segments that say different things and have one translation: of two such, one is wrong. One finding for each translation,
 * at the first source that differs from the majority's, with both sides of every place.
 *
 * Languages merge what another keeps apart all the time, so that different words are not enough: `source-difference.ts`
 * asks for evidence of another meaning.
 */
export const segmentInconsistentSource: Check = {
  category: "segment-inconsistent-source",
  *check(document: CheckedDocument): Generator<Fault> {
    for (const segments of sharedTranslations(document)) {
      const group = variantGroup(sourcesOf(document, segments));
      if (group !== undefined) yield faultOf(document, group);
    }
  },
};

/** The segments of each translation that several have; a target that is the source over again is not one. */
function* sharedTranslations(document: CheckedDocument): Generator<readonly CheckedSegment[]> {
  const byTarget = new Map<string, CheckedSegment[]>();
  for (const segment of document.segments) {
    const key = segmentKey(segment.target);
    const others = byTarget.get(key);
    if (others === undefined) byTarget.set(key, [segment]);
    else others.push(segment);
  }
  for (const [key, segments] of byTarget) {
    if (segments.length < 2 || key === "") continue;
    yield segments.filter(({ source }) => segmentKey(source) !== key);
  }
}

/** The different sources of one translation: the most used, and those whose meaning differs from it. */
function sourcesOf(document: CheckedDocument, segments: readonly CheckedSegment[]) {
  const byWording = new Map<string, CheckedSegment[]>();
  for (const segment of segments) {
    const wording = wordingKey(segment.source);
    if (wording === "") continue;
    const others = byWording.get(wording);
    if (others === undefined) byWording.set(wording, [segment]);
    else others.push(segment);
  }
  if (byWording.size < 2) return [];
  const [most, ...others] = [...byWording.values()].sort((a, b) => b.length - a.length);
  const base = most?.[0];
  if (most === undefined || base === undefined) return [];
  const different = others.filter((alike) => alike[0] !== undefined && differInMeaning(base, alike[0]));
  if (different.length === 0) return [];
  const verdicts = termVerdicts(document);
  return [most, ...different]
    .filter((alike) => alike.some(({ index }) => !verdicts.has(index)))
    .map((alike) => ({ places: alike.map((segment) => wholeText(segment, "source")) }));
}

function faultOf(document: CheckedDocument, group: VariantGroup): Fault {
  const { segment, start, end, text } = group.first;
  const translated = document.segments[segment];
  const target = translated === undefined ? undefined : wholeText(translated, "target");
  const variants = variantsInWords(group);
  return {
    category: "segment-inconsistent-source",
    segment,
    source: { start, end, text },
    ...(target && { target: { start: target.start, end: target.end, text: target.text } }),
    suggestions: [],
    members: bothSides(document, group),
    message: {
      en: `“${clipped(target?.text)}” translates ${group.variants.length} different sources: ${variants.en}.`,
      fr: `«\u00A0${clipped(target?.text)}\u00A0» traduit ${group.variants.length} sources différentes\u00A0: ${variants.fr}.`,
    },
    explanation: () => explain(group),
  };
}

function bothSides(document: CheckedDocument, group: VariantGroup): ReturnType<typeof membersOf> {
  return membersOf(group).flatMap((member) => {
    const segment = document.segments[member.segment];
    if (segment === undefined) return [member];
    const { side, start, end } = wholeText(segment, "target");
    return [member, { segment: member.segment, side, start, end }];
  });
}

function explain(group: VariantGroup): Explanation {
  return {
    rule: {
      en: "Sources that say different things have different translations. These differ by a negation, by opposites, or in several words of which the translation renders one source’s only.",
      fr: "Des sources qui disent autre chose ont des traductions différentes. Celles-ci diffèrent par une négation, par des contraires ou par plusieurs mots dont la traduction ne rend que ceux d’une source.",
    },
    lookedFor: group.variants.flatMap(({ places }) => places[0]?.text ?? []),
    nearMisses: [],
  };
}

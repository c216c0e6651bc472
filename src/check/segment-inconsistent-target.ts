import type { Check, CheckedDocument, CheckedSegment, Explanation, Fault } from "./check.js";
import { segmentKey, wordingKey } from "./segment-wording.js";
import { termVerdicts } from "./term-verdicts.js";
import { clipped, membersOf, variantGroup, variantsInWords, wholeText, type VariantGroup } from "./variant-group.js";

/**
 * The same source segment translated in several ways. One finding for each such segment, at the first translation that differs
 * from the majority's, with every place.
 *
 * A translation takes part if nothing else is reported of it: not where it is empty or the source over again (`untranslated`),
 * where all that differs are numbers or placeholders (`number-mismatch`, `code-mismatch`), or where a term of it is missing
 * or forbidden.
 */
export const segmentInconsistentTarget: Check = {
  category: "segment-inconsistent-target",
  *check(document: CheckedDocument): Generator<Fault> {
    for (const group of inconsistentTargets(document)) yield faultOf(document, group);
  },
};

const grouped = new WeakMap<CheckedDocument, readonly VariantGroup[]>();

/** The translations of each source segment that has several, by the place of their finding. */
export function inconsistentTargets(document: CheckedDocument): readonly VariantGroup[] {
  let groups = grouped.get(document);
  if (groups === undefined) grouped.set(document, (groups = findGroups(document)));
  return groups;
}

function findGroups(document: CheckedDocument): VariantGroup[] {
  const repeated = new Map<string, CheckedSegment[]>();
  for (const segment of document.segments) {
    const key = segmentKey(segment.source);
    const others = repeated.get(key);
    if (others === undefined) repeated.set(key, [segment]);
    else others.push(segment);
  }
  const groups: VariantGroup[] = [];
  for (const [key, segments] of repeated) {
    if (segments.length < 2) continue;
    const group = variantGroup(translationsOf(document, key, segments));
    if (group !== undefined && !isHomograph(group, segments[0])) groups.push(group);
  }
  return groups;
}

function translationsOf(document: CheckedDocument, key: string, segments: readonly CheckedSegment[]) {
  const byWording = new Map<string, CheckedSegment[]>();
  for (const segment of segments) {
    const wording = wordingKey(segment.target);
    if (wording === "" || segmentKey(segment.target) === key) continue;
    const others = byWording.get(wording);
    if (others === undefined) byWording.set(wording, [segment]);
    else others.push(segment);
  }
  if (byWording.size < 2) return [];
  const verdicts = termVerdicts(document);
  return [...byWording.values()]
    .filter((alike) => alike.some(({ index }) => !verdicts.has(index)))
    .map((alike) => ({ places: alike.map((segment) => wholeText(segment, "target")) }));
}

/**
 * A source of one word is as likely as not two words that are written alike (`Clear`: *éclaircir*, *nettoyer*), or one in two
 * grammatical roles. It is reported only where it is a sentence (`Adopté.`), or where a translation that is used again and again
 * shows that it is one.
 */
function isHomograph({ majority }: VariantGroup, segment: CheckedSegment | undefined): boolean {
  const words = segment?.source.tokens.filter(({ kind }) => kind === "word").length ?? 0;
  return words < 2 && majority === undefined && !/[.!?]\s*$/.test(segment?.source.segment.text ?? "");
}

function faultOf(document: CheckedDocument, group: VariantGroup): Fault {
  const { first, majority } = group;
  const { segment, start, end, text } = first;
  const source = document.segments[segment];
  const said = source === undefined ? undefined : wholeText(source, "source");
  const variants = variantsInWords(group);
  return {
    category: "segment-inconsistent-target",
    segment,
    ...(said && { source: { start: said.start, end: said.end, text: said.text } }),
    target: { start, end, text },
    suggestions: majority?.places[0] === undefined ? [] : [majority.places[0].text],
    members: membersOf(group),
    message: {
      en: `“${clipped(said?.text)}” is translated in ${group.variants.length} ways: ${variants.en}.`,
      fr: `«\u00A0${clipped(said?.text)}\u00A0» est traduit de ${group.variants.length} façons\u00A0: ${variants.fr}.`,
    },
    explanation: () => explain(group),
  };
}

function explain(group: VariantGroup): Explanation {
  return {
    rule: {
      en: "One source segment has one translation in a document; case, spaces, quotation marks, number and gender do not count.",
      fr: "Un même segment source a une seule traduction dans le document\u202F; casse, espaces, guillemets, genre et nombre ne comptent pas.",
    },
    lookedFor: group.variants.flatMap(({ places }) => places[0]?.text ?? []),
    nearMisses: [],
  };
}

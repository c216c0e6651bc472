import { isCurrent, type Concept, type Term } from "../concept.js";
import type { Occurrence } from "../glossary/recognizer.js";
import type { LanguageTag } from "../language.js";
import type { Span } from "../finding.js";
import { acronymBeforeName } from "./acronym-before-name.js";
import type { Check, CheckedDocument, CheckedSegment, Explanation, Fault, Wording } from "./check.js";
import { mayMix, renderingOf, type Rendering } from "./rendering.js";
import { inconsistentNames } from "./recurring-name.js";
import { inconsistentTargets } from "./segment-inconsistent-target.js";
import {
  clipped,
  membersOf,
  variantGroup,
  variantsInWords,
  type VariantGroup,
  type VariantPlace,
} from "./variant-group.js";

/**
 * A source term rendered in several ways in the document: several designations that the glossary allows, or several names for a
 * recurring name that no glossary holds. One finding for each term, at the first rendering that differs from the
 * majority's, with every place.
 *
 * A rendering that no glossary allows is `term-missing` or `term-forbidden`, which say more; it is not said twice. Nor is what the
 * whole segment's inconsistency says already (`segment-inconsistent-target`).
 */
export const termInconsistent: Check = {
  category: "term-inconsistent",
  *check(document: CheckedDocument): Generator<Fault> {
    const said = saidOfSegments(document);
    const told = new Set<string>();
    for (const { concept, renderings, group } of inconsistentTerms(document)) {
      if (said(group) || isTold(group, told)) continue;
      const source = mentionIn(document.segments[group.first.segment], concept);
      const wanted = wantedTerm(group, renderings);
      yield {
        ...faultOf(group, source, wanted?.text),
        concept: concept.id,
        explanation: () => explain(concept, group, renderings),
      };
    }
    for (const { source, group } of inconsistentNames(document)) {
      if (said(group) || isTold(group, told)) continue;
      yield faultOf(group, source.get(group.first.segment), group.majority?.places[0]?.text);
    }
    if (document.acronymsIntroduced === true) yield* acronymBeforeName(document);
  },
};

/** Whether all places of a group lie in repetitions of one segment, whose translations are reported as a whole. */
function saidOfSegments(document: CheckedDocument): (group: VariantGroup) => boolean {
  const groups = new Map<number, VariantGroup>();
  for (const group of inconsistentTargets(document)) {
    for (const { places } of group.variants) for (const { segment } of places) groups.set(segment, group);
  }
  return ({ first, variants }) => {
    const group = groups.get(first.segment);
    return (
      group !== undefined &&
      variants.every(({ places }) => places.every(({ segment }) => groups.get(segment) === group))
    );
  };
}

/** Concepts that share a designation share its places: the first of them tells all. */
function isTold({ first }: VariantGroup, told: Set<string>): boolean {
  const key = `${first.segment} ${first.start}`;
  if (told.has(key)) return true;
  told.add(key);
  return false;
}

/** A rendering of a concept in the target. */
interface Use {
  /** The designation that the source has there; `undefined` where it has acronyms only. */
  readonly asked: Rendering | undefined;
  readonly rendering: Rendering;
  readonly place: VariantPlace;
}

interface InconsistentTerm {
  readonly concept: Concept;
  readonly renderings: ReadonlyMap<VariantPlace, Rendering>;
  readonly group: VariantGroup;
}

function* inconsistentTerms(document: CheckedDocument): Generator<InconsistentTerm> {
  for (const { concept, uses } of usesByConcept(document).values()) {
    for (const alike of usesByAsked(uses)) {
      for (const kind of ["name", "acronym"] as const) {
        const found = alike.filter(({ rendering }) => rendering.kind === kind);
        const group = variantGroup(variantsOf(found, document.targetLang));
        const renderings = new Map(found.map(({ place, rendering }) => [place, rendering]));
        if (group !== undefined) yield { concept, renderings, group };
      }
    }
  }
}

interface ConceptUses {
  readonly concept: Concept;
  readonly uses: Use[];
}

function usesByConcept(document: CheckedDocument): Map<string, ConceptUses> {
  const concepts = new Map<string, ConceptUses>();
  for (const segment of document.segments) {
    if (segment.source.occurrences.length === 0 || segment.target.occurrences.length === 0) continue;
    const asked = askedIn(segment, document.sourceLang);
    for (const occurrence of segment.target.occurrences) {
      const key = keyOf(occurrence);
      const forms = asked.get(key);
      // Which of two source designations a rendering belongs to is not certain.
      if (forms === undefined || forms.size > 1) continue;
      const rendering = renderingOf(occurrence, document.targetLang);
      if (rendering === undefined) continue;
      const known = concepts.get(key) ?? { concept: occurrence.concept, uses: [] };
      concepts.set(key, known);
      const { start, end, text } = occurrence;
      const place: VariantPlace = { segment: segment.index, side: "target", start, end, text };
      known.uses.push({ asked: [...forms][0], rendering, place });
    }
  }
  return concepts;
}

/** The names that a segment's source has for each concept; acronyms ask for any name. */
function askedIn({ source }: CheckedSegment, lang: LanguageTag): Map<string, Set<Rendering>> {
  const asked = new Map<string, Set<Rendering>>();
  for (const occurrence of source.occurrences) {
    if (!isCurrent(occurrence.term.status)) continue;
    const key = keyOf(occurrence);
    const forms = asked.get(key) ?? new Set<Rendering>();
    asked.set(key, forms);
    const rendering = renderingOf(occurrence, lang);
    if (rendering?.kind === "name") forms.add(rendering);
  }
  return asked;
}

function keyOf({ glossary, concept }: Occurrence): string {
  return `${glossary}\u0000${concept.id}`;
}

/**
 * Uses apart by what the source says: *aide humanitaire* and *assistance humanitaire* may well be humanitarian aid and
 * humanitarian assistance. Where the source has several names, its acronyms tell nothing.
 */
function usesByAsked(uses: readonly Use[]): (readonly Use[])[] {
  const byName = new Map<Rendering, Use[]>();
  for (const use of uses) {
    if (use.asked === undefined) continue;
    const alike = byName.get(use.asked);
    if (alike === undefined) byName.set(use.asked, [use]);
    else alike.push(use);
  }
  return byName.size > 1 ? [...byName.values()] : [uses];
}

/** Uses of renderings that may not stand side by side; those that may are one variant. */
function variantsOf(uses: readonly Use[], lang: LanguageTag): { places: VariantPlace[] }[] {
  const variants: { renderings: Set<Rendering>; places: VariantPlace[] }[] = [];
  const known = new Map<Rendering, (typeof variants)[number]>();
  for (const { rendering, place } of uses) {
    let variant = known.get(rendering);
    if (variant === undefined) {
      const kin = variants.filter(({ renderings }) => [...renderings].some((one) => mayMix(one, rendering, lang)));
      variant = { renderings: new Set([rendering]), places: [] };
      for (const { renderings, places } of kin) {
        for (const one of renderings) variant.renderings.add(one);
        variant.places.push(...places);
      }
      variants.push(variant);
      for (const one of kin) variants.splice(variants.indexOf(one), 1);
      for (const one of variant.renderings) known.set(one, variant);
    }
    variant.places.push(place);
  }
  return variants.map(({ places }) => ({ places: places.sort((a, b) => a.segment - b.segment || a.start - b.start) }));
}

function faultOf(group: VariantGroup, source: Span | undefined, wanted: string | undefined): Fault {
  const { segment, start, end, text } = group.first;
  const variants = variantsInWords(group);
  const count = group.variants.length;
  return {
    category: "term-inconsistent",
    segment,
    ...(source && { source }),
    target: { start, end, text },
    suggestions: wanted === undefined ? [] : [wanted],
    members: membersOf(group),
    message: {
      en: `“${clipped(source?.text)}” is rendered in ${count} ways in this document: ${variants.en}.`,
      fr: `«\u00A0${clipped(source?.text)}\u00A0» est rendu de ${count} façons dans ce document\u00A0: ${variants.fr}.`,
    },
    explanation: () => ({
      rule: RULE,
      lookedFor: group.variants.flatMap(({ places }) => places[0]?.text ?? []),
      nearMisses: [],
    }),
  };
}

function mentionIn(segment: CheckedSegment | undefined, concept: Concept): Span | undefined {
  const found = segment?.source.occurrences.find((one) => one.concept === concept && isCurrent(one.term.status));
  return found && { start: found.start, end: found.end, text: found.text };
}

/** The majority's designation as the glossary has it; without a majority the preferred one, if the document has it. */
function wantedTerm(group: VariantGroup, renderings: InconsistentTerm["renderings"]): Term | undefined {
  const variants = group.majority === undefined ? group.variants : [group.majority];
  const terms = variants.flatMap(({ places }) => (places[0] && renderings.get(places[0])?.term) ?? []);
  return group.majority === undefined ? terms.find(({ status }) => status === "preferred") : terms[0];
}

const RULE: Wording = {
  en: "A source term has one rendering in a document, though several may be right. A name, its acronym and its short form are one.",
  fr: "Un terme source a un seul équivalent dans le document, même si plusieurs sont justes. Un nom, son sigle et sa forme courte n’en font qu’un.",
};

function explain(concept: Concept, group: VariantGroup, renderings: InconsistentTerm["renderings"]): Explanation {
  const terms = group.variants.flatMap(({ places }) => (places[0] && renderings.get(places[0])?.term.text) ?? []);
  const preferred = concept.terms.find(({ status }) => status === "preferred");
  return {
    rule: RULE,
    ...(preferred && { designation: preferred.text }),
    lookedFor: [...new Set(terms)],
    nearMisses: [],
  };
}

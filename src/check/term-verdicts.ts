import { isApproved, isCurrent, type Concept, type Term } from "../concept.js";
import type { Span } from "../finding.js";
import type { Occurrence } from "../glossary/recognizer.js";
import { termPatterns } from "../glossary/term-pattern.js";
import { termWords, unmaskedTermWords, type TermWord } from "../glossary/term-words.js";
import { fold } from "../text/folding.js";
import {
  acronymInBrackets,
  acronymsLeftBeside,
  hasAcronymAsName,
  hasDerivedAcronym,
  otherAcronym,
  wrongAcronyms,
  type AcronymFault,
  type WrongAcronym,
} from "./acronym-rendering.js";
import { isMeant, isSpeltOutOtherwise } from "./acronym-sense.js";
import type { CheckedDocument, CheckedSegment, CheckedText } from "./check.js";
import { findDesignation, hasItsWords, type DesignationPlace } from "./designation-search.js";
import { asksForNothing } from "./name-sense.js";
import {
  contentWordsOf,
  haveSameHead,
  siblingNames,
  wordsBefore,
  wordSpan,
  wrongRendering,
  type RenderingQuery,
} from "./wrong-rendering.js";

/**
 * What became of each source term in its translation. `term-missing`, `term-forbidden` and `acronym-wrong` report three sides of
 * one judgement, so that an error is one finding; it is made here, once for all.
 *
 * A mention is a place in the source where a current designation stands. Its concepts are several where they share the
 * designation, and any of them satisfies it. Mentions of the same concepts are counted together against the places in the
 * target where an approved designation of them stands:
 *
 *   none      missing, unless the words are there in some other way (`designation-search.ts`); forbidden, if that stands there;
 *             a wrong acronym, if one stands there (`acronym-rendering.ts`)
 *   fewer     a later mention may be a pronoun or an ellipsis: silent, unless a name that the source does not ask for
 *             stands there and could have taken its place (Council of Europe for European Council), or a wrong acronym
 *   enough    nothing, save for a name whose acronym follows it: `Policy and Safety Committee (PSC)` has the acronym right
 *             and the name wrong
 */
export interface Verdict {
  readonly kind: "missing" | "forbidden" | "acronym";
  /** The mention's designations of its concepts; the first is the one to name. */
  readonly mention: Mention;
  /** Where the wrong rendering stands, if that is certain. */
  readonly target?: Span;
  /** The forbidden designation that stands there. */
  readonly forbidden?: Term;
  /** What is wrong with the acronym that stands there. */
  readonly acronym?: AcronymFault;
}

export interface Mention extends Span {
  /** The occurrences at one place that ask for their concepts; at least one. */
  readonly asks: readonly Occurrence[];
}

const judged = new WeakMap<CheckedDocument, ReadonlyMap<number, readonly Verdict[]>>();

/** The verdicts on a document's segments, by segment index; segments without any are left out. */
export function termVerdicts(document: CheckedDocument): ReadonlyMap<number, readonly Verdict[]> {
  let verdicts = judged.get(document);
  if (verdicts === undefined) judged.set(document, (verdicts = judge(document)));
  return verdicts;
}

function judge(document: CheckedDocument): Map<number, readonly Verdict[]> {
  const verdicts = new Map<number, readonly Verdict[]>();
  const named = namedInFull(document);
  const introduced = new Set<string>();
  for (const segment of document.segments) {
    if (segment.source.occurrences.length > 0 && isTranslated(segment)) {
      const found = new SegmentJudge(segment, { named, introduced }).verdicts();
      if (found.length > 0) verdicts.set(segment.index, found);
    }
    for (const { concept, glossary, term } of occurrencesOf(segment)) {
      if (term.status !== "short-form" && term.status !== "accept-only") introduced.add(keyOf(glossary, concept));
    }
  }
  return verdicts;
}

/** What a segment's judge knows of the document around it: concepts by key. */
interface Surroundings {
  /** Named by more than an acronym somewhere. */
  readonly named: ReadonlySet<string>;
  /** Named in an earlier segment, so that a short form may follow. */
  readonly introduced: ReadonlySet<string>;
}

function namedInFull(document: CheckedDocument): Set<string> {
  const named = new Set<string>();
  for (const segment of document.segments) {
    for (const { concept, glossary, term } of occurrencesOf(segment)) {
      if (isCurrent(term.status) && term.type !== "acronym") named.add(keyOf(glossary, concept));
    }
  }
  return named;
}

function occurrencesOf({ source, target }: CheckedSegment): Occurrence[] {
  return [...source.occurrences, ...target.occurrences];
}

/** An empty target, or one that is the source over again, is `untranslated`, which says all there is to say. */
function isTranslated({ source, target }: CheckedSegment): boolean {
  const folded = fold(target.segment.text).trim();
  return folded !== "" && folded !== fold(source.segment.text).trim();
}

function keyOf(glossary: string, concept: Concept): string {
  return `${glossary}\u0000${concept.id}`;
}

class SegmentJudge {
  readonly #source: CheckedText;
  readonly #target: CheckedText;
  readonly #surroundings: Surroundings;
  #sourceWords: readonly TermWord[] | undefined;
  #targetWords: readonly TermWord[] | undefined;

  constructor(segment: CheckedSegment, surroundings: Surroundings) {
    this.#source = segment.source;
    this.#target = segment.target;
    this.#surroundings = surroundings;
  }

  verdicts(): Verdict[] {
    const verdicts: Verdict[] = [];
    for (const mentions of this.#mentionsByConcepts()) {
      verdicts.push(...this.#judge(mentions, keysOf(mentions)));
    }
    return verdicts;
  }

  /** The mentions, together where they are of the same concepts. */
  #mentionsByConcepts(): Mention[][] {
    const byPlace = new Map<number, Mention>();
    for (const occurrence of this.#source.occurrences) {
      if (!isCurrent(occurrence.term.status) || !this.#hasTarget(occurrence.concept)) continue;
      const { start, end, text } = occurrence;
      const asks = [...(byPlace.get(start)?.asks ?? []), occurrence];
      byPlace.set(start, { start, end, text, asks });
    }
    const groups = new Map<string, Mention[]>();
    for (const mention of this.#narrowed([...byPlace.values()])) {
      const key = mention.asks.map((ask) => keyOf(ask.glossary, ask.concept)).join("\u0001");
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [mention]);
      else group.push(mention);
    }
    return [...groups.values()];
  }

  /** Mentions in order, an acronym that several concepts share asking for the one whose name stands beside it in brackets. */
  #narrowed(mentions: readonly Mention[]): Mention[] {
    return mentions.map((mention, i) => {
      const before = mentions[i - 1];
      const name =
        before !== undefined && this.#isExplained(before, mention)
          ? before
          : mentions.slice(i + 1, i + 2).find((next) => this.#explains(next, mention));
      if (name === undefined || mention.asks.length < 2) return mention;
      const asks = mention.asks.filter(({ concept }) => name.asks.some((ask) => ask.concept === concept));
      return asks.length === 0 ? mention : { ...mention, asks };
    });
  }

  #hasTarget(concept: Concept): boolean {
    return termPatterns(concept, this.#target.lang).some(({ term }) => isApproved(term.status));
  }

  #judge(mentions: readonly Mention[], keys: ReadonlySet<string>): Verdict[] {
    const first = mentions[0];
    if (first === undefined) return [];
    const approved = this.#places(keys, (occurrence) => this.#satisfies(occurrence));
    const forbidden = this.#usesOldName(keys) ? [] : this.#places(keys, ({ term }) => !isApproved(term.status));
    if (forbidden.length > 0) {
      // *Turkish* renders what the source has beside the name, and leaves the name itself to *Turkey*.
      const names = approved.filter(({ term }) => isCurrent(term.status));
      return names.length >= mentions.length ? [] : forbiddenVerdicts(mentions, names, forbidden);
    }
    if (approved.length === 0) return this.#judgeAbsent(mentions, first);
    const misspelt = this.#misspelt(mentions, first, approved);
    if (misspelt.length > 0) return misspelt;
    const misnamed = this.#misnamed(mentions, approved);
    if (misnamed !== undefined) return [misnamed];
    return approved.length < mentions.length ? this.#judgeReplaced(mentions, approved) : [];
  }

  /** The occurrences of some concepts in the target, one for a place. */
  #places(keys: ReadonlySet<string>, counts: (occurrence: Occurrence) => boolean): Occurrence[] {
    const places = new Map<number, Occurrence>();
    for (const occurrence of this.#target.occurrences) {
      if (!keys.has(keyOf(occurrence.glossary, occurrence.concept)) || !counts(occurrence)) continue;
      if (!places.has(occurrence.start)) places.set(occurrence.start, occurrence);
    }
    return [...places.values()];
  }

  #satisfies({ glossary, concept, term, start }: Occurrence): boolean {
    if (term.status !== "short-form") return isApproved(term.status);
    const isOfConcept = (other: Occurrence): boolean => other.glossary === glossary && other.concept.id === concept.id;
    return (
      this.#surroundings.introduced.has(keyOf(glossary, concept)) ||
      this.#source.occurrences.some((other) => isOfConcept(other) && other.term.status === "short-form") ||
      this.#target.occurrences.some(
        (other) => isOfConcept(other) && other.term.status !== "short-form" && other.start < start,
      )
    );
  }

  /** Where the source itself has a superseded name, the target may. */
  #usesOldName(keys: ReadonlySet<string>): boolean {
    return this.#source.occurrences.some(
      ({ glossary, concept, term }) => keys.has(keyOf(glossary, concept)) && !isApproved(term.status),
    );
  }

  #judgeAbsent(mentions: readonly Mention[], first: Mention): Verdict[] {
    const longer = mentions.map((mention) => this.#longerNameOf(mention));
    if (longer.every((name) => name !== undefined)) return this.#judgeLonger(longer);
    const keys = keysOf(mentions);
    if (this.#target.swapped.some((name) => keys.has(keyOf(name.glossary, name.concept)) && this.#satisfies(name)))
      return [];
    if (mentions.every((mention) => this.#asksForNothing(mention))) return [];
    const words = this.#wordsOfTarget();
    const patterns = conceptsOf(mentions).flatMap((concept) => termPatterns(concept, this.#target.lang));
    for (const pattern of patterns) {
      if (!isApproved(pattern.term.status) || pattern.term.status === "short-form") continue;
      const place = findDesignation(pattern, words);
      if (place !== undefined && (place.how === "coordinated" || this.#mayOverlap(words.slice(place.first, place.end))))
        return this.#isLeftOver(first, words.slice(place.first, place.end), place.how) ? this.#missing(first) : [];
    }
    for (const pattern of patterns) {
      const { term } = pattern;
      const place = isApproved(term.status) ? undefined : findDesignation(pattern, words);
      if (place?.how !== "coordinated") continue;
      const span = wordSpan(this.#target.segment.text, words.slice(place.first, place.end));
      return [{ kind: "forbidden", mention: first, forbidden: term, ...(span && { target: span }) }];
    }
    const query = this.#query(first);
    // Another body's acronym in its place shows that a body is meant.
    const isReplaced = (): boolean => otherAcronym(query) !== undefined;
    if (mentions.every(isAcronym) && !mentions.some((mention) => this.#isMeant(mention)) && !isReplaced()) return [];
    if (hasAcronymAsName(query) || hasDerivedAcronym(query)) return [];
    const acronyms = wrongAcronyms(query);
    if (acronyms.some((place) => isSpeltOutOtherwise(this.#target, place))) return [];
    if (acronyms.length > 0) return acronymVerdicts(mentions, [], acronyms);
    return this.#missing(first);
  }

  #asksForNothing(mention: Mention): boolean {
    const isRendered = ({ glossary, concept }: Occurrence): boolean =>
      this.#places(new Set([keyOf(glossary, concept)]), (one) => this.#satisfies(one)).length > 0;
    return asksForNothing({ source: this.#source, target: this.#target, mention, isRendered });
  }

  #missing(mention: Mention): Verdict[] {
    const target = wrongRendering(this.#query(mention));
    return [{ kind: "missing", mention, ...(target && { target }) }];
  }

  /** Whether what looks like a term in other words is the source's own, left as it was: *the société civile*. */
  #isLeftOver({ text }: Mention, words: readonly TermWord[], how: DesignationPlace["how"]): boolean {
    const place = wordSpan(this.#target.segment.text, words);
    return how === "loose" && place !== undefined && fold(place.text) === fold(text);
  }

  /** The longer name of another concept that a mention is part of, once it is put in other words: *UN* in *UN Children’s Fund*. */
  #longerNameOf({ start, end, asks }: Mention): Occurrence | undefined {
    return this.#source.swapped.find(
      (name) =>
        isCurrent(name.term.status) &&
        !asks.some(({ concept }) => concept === name.concept) &&
        name.start <= start &&
        name.end >= end &&
        name.end - name.start > end - start,
    );
  }

  #judgeLonger(names: readonly Occurrence[]): Verdict[] {
    const places = new Map(names.map((name) => [name.start, name]));
    return [...places.values()].flatMap((name) => {
      const mention: Mention = { start: name.start, end: name.end, text: name.text, asks: [name] };
      return this.#hasTarget(name.concept) ? this.#judge([mention], keysOf([mention])) : [];
    });
  }

  /** Whether an acronym among the mentions means its concept, which the target names elsewhere. */
  #isMeantBeside(mentions: readonly Mention[]): boolean {
    return mentions.some((mention) => isAcronym(mention) && this.#isMeant(mention, true));
  }

  #isMeant(mention: Mention, named = false): boolean {
    return isMeant({
      source: this.#source,
      target: this.#target,
      sourceWords: this.#wordsOfSource(),
      targetWords: this.#wordsOfTarget(),
      mention,
      inItsField:
        named ||
        mention.asks.some(({ glossary, concept }) => this.#surroundings.named.has(keyOf(glossary, concept))) ||
        this.#source.occurrences.some((other) => other.start !== mention.start && this.#showsField(other)),
    });
  }

  /** Whether an occurrence in the source shows what the text is about: a name, or an acronym that the target renders. */
  #showsField({ glossary, concept, term }: Occurrence): boolean {
    if (!isCurrent(term.status)) return false;
    return (
      term.type !== "acronym" ||
      this.#places(new Set([keyOf(glossary, concept)]), this.#satisfies.bind(this)).length > 0
    );
  }

  /**
   * Whether the names that some words of the target overlap are ones that the source asks for, if only by their words. What a
   * concept merely accepts (*military*, *American*) is no name.
   */
  #mayOverlap(words: readonly TermWord[]): boolean {
    const start = words[0]?.start ?? 0;
    const end = words.at(-1)?.end ?? start;
    return this.#target.occurrences.every(
      (name) => name.end <= start || name.start >= end || !isCurrent(name.term.status) || this.#isAskedFor(name),
    );
  }

  /** Whether the source holds a concept that the target names, if only by its words: *L’UE et son Comité militaire*. */
  #isAskedFor({ glossary, concept }: Occurrence): boolean {
    const isIt = (other: Occurrence): boolean => other.glossary === glossary && other.concept.id === concept.id;
    if (this.#source.occurrences.some(isIt)) return true;
    return termPatterns(concept, this.#source.lang).some(
      (pattern) => pattern.term.status !== "short-form" && hasItsWords(pattern, this.#wordsOfSource()),
    );
  }

  #judgeReplaced(mentions: readonly Mention[], approved: readonly Occurrence[]): Verdict[] {
    const first = mentions[0];
    if (first === undefined) return [];
    const query = this.#query(first);
    const left = this.#isMeantBeside(mentions) ? acronymsLeftBeside(query) : [];
    if (left.length > 0) return acronymVerdicts(mentions, approved, left.slice(0, mentions.length - approved.length));
    const explained = mentions.findIndex((mention, i) => this.#isExplained(mention, mentions[i + 1]));
    const inBrackets = approved.flatMap((name) => acronymInBrackets(query, name) ?? []);
    if (explained >= 0 && inBrackets.length === 1) {
      return acronymVerdicts(mentions.slice(explained + 1), [], inBrackets);
    }
    const concepts = conceptsOf(mentions);
    const sibling = siblingNames(query).find((name) =>
      concepts.some((concept) => haveSameHead(concept, name.concept, this.#target.lang)),
    );
    if (sibling === undefined) return [];
    const before = approved.filter(({ start }) => start < sibling.start).length;
    const mention = mentions[Math.min(before, mentions.length - 1)] ?? first;
    const { start, end, text } = sibling;
    const target = { start, end, text };
    return sibling.term.type === "acronym"
      ? [{ kind: "acronym", mention, target, acronym: "other" }]
      : [{ kind: "missing", mention, target }];
  }

  /** Wrong acronyms beside short forms, which render the source's own short forms: *la Cour … la CEHD*. */
  #misspelt(mentions: readonly Mention[], first: Mention, approved: readonly Occurrence[]): Verdict[] {
    if (!mentions.every(isAcronym) || !approved.every(({ term }) => term.status === "short-form")) return [];
    const wrong = wrongAcronyms(this.#query(first)).filter(({ fault }) => fault === "left" || fault === "misspelt");
    return acronymVerdicts(mentions, [], wrong.slice(0, mentions.length));
  }

  /** A name whose acronym stands beside it in both texts, one of them in brackets, the acronym right and the name not. */
  #misnamed(mentions: readonly Mention[], approved: readonly Occurrence[]): Verdict | undefined {
    const acronym = approved[0];
    if (approved.length !== 1 || acronym?.term.type !== "acronym") return undefined;
    const inBrackets = this.#isInBrackets(acronym);
    const name = mentions.find((mention, i) =>
      inBrackets ? this.#isExplained(mention, mentions[i + 1]) : this.#explains(mention, mentions[i - 1]),
    );
    const bracket = inBrackets ? undefined : this.#bracketAfter(acronym);
    if (name === undefined || (!inBrackets && bracket === undefined)) return undefined;
    const words = this.#wordsOfTarget();
    const names = conceptsOf([name])
      .flatMap((concept) => termPatterns(concept, this.#target.lang))
      .filter(({ term }) => term.type !== "acronym" && isCurrent(term.status));
    const preferred = names[0];
    if (preferred === undefined || names.some((one) => findDesignation(one, words) !== undefined)) return undefined;
    const target = bracket ?? wordsBefore(this.#query(name), acronym.start, contentWordsOf(preferred));
    return target && { kind: "missing", mention: name, target };
  }

  #isInBrackets({ start, end }: Occurrence): boolean {
    const { text } = this.#target.segment;
    return /\(\s?$/.test(text.slice(Math.max(0, start - 2), start)) && /^\s?\)/.test(text.slice(end, end + 2));
  }

  /** The words in brackets right after an acronym. */
  #bracketAfter({ end }: Occurrence): Span | undefined {
    const words = this.#wordsOfTarget();
    const open = words.findIndex((word) => word.start >= end);
    if (words[open]?.form.written !== "(") return undefined;
    const close = words.findIndex((word, i) => i > open && word.kind === "sign");
    return words[close]?.form.written === ")"
      ? wordSpan(this.#target.segment.text, words.slice(open + 1, close))
      : undefined;
  }

  /** Whether a mention is a name in brackets and the one before it the acronym. */
  #explains(mention: Mention, before: Mention | undefined): boolean {
    if (before?.asks[0]?.term.type !== "acronym" || mention.asks[0]?.term.type === "acronym") return false;
    return /^\s*\(\s*(?:\p{L}{1,3}['’ʼ\s]\s*)?$/u.test(this.#source.segment.text.slice(before.end, mention.start));
  }

  /** Whether a mention is a name and the next one its acronym in brackets. */
  #isExplained(mention: Mention, next: Mention | undefined): boolean {
    if (next === undefined || mention.asks[0]?.term.type === "acronym" || next.asks[0]?.term.type !== "acronym")
      return false;
    return /^\s*\(\s*$/.test(this.#source.segment.text.slice(mention.end, next.start));
  }

  #wordsOfSource(): readonly TermWord[] {
    return (this.#sourceWords ??= termWords(this.#source.segment, this.#source.lang, this.#source.tokens));
  }

  #wordsOfTarget(): readonly TermWord[] {
    return (this.#targetWords ??= unmaskedTermWords(this.#target.segment, this.#target.lang, this.#target.tokens));
  }

  #query(mention: Mention): RenderingQuery {
    return {
      source: this.#source,
      target: this.#target,
      words: this.#wordsOfTarget(),
      mention,
      concepts: conceptsOf([mention]),
      isAskedFor: (name) => this.#isAskedFor(name),
    };
  }
}

function keysOf(mentions: readonly Mention[]): Set<string> {
  return new Set(mentions.flatMap(({ asks }) => asks.map((ask) => keyOf(ask.glossary, ask.concept))));
}

function isAcronym({ asks }: Mention): boolean {
  return asks.every(({ term }) => term.type === "acronym");
}

function conceptsOf(mentions: readonly Mention[]): Concept[] {
  return [...new Set(mentions.flatMap(({ asks }) => asks.map(({ concept }) => concept)))];
}

/** One verdict for each place where a wrong acronym stands, with the mention of those letters or else the one of that order. */
function acronymVerdicts(
  mentions: readonly Mention[],
  approved: readonly Occurrence[],
  acronyms: readonly WrongAcronym[],
): Verdict[] {
  const places = [...approved, ...acronyms].sort((a, b) => a.start - b.start);
  return acronyms.flatMap((place) => {
    const { start, end, text, fault } = place;
    const at = places.indexOf(place);
    const mention =
      mentions.find((one, i) => i >= at && one.text === text) ?? mentions[Math.min(at, mentions.length - 1)];
    return mention === undefined
      ? []
      : [{ kind: "acronym", mention, target: { start, end, text }, acronym: fault } as const];
  });
}

/** One verdict for each place where a forbidden designation stands, with the mention that it renders by their order. */
function forbiddenVerdicts(
  mentions: readonly Mention[],
  approved: readonly Occurrence[],
  forbidden: readonly Occurrence[],
): Verdict[] {
  const places = [...approved, ...forbidden].sort((a, b) => a.start - b.start);
  return forbidden.flatMap((place) => {
    const mention = mentions[Math.min(places.indexOf(place), mentions.length - 1)];
    if (mention === undefined) return [];
    const { start, end, text, term } = place;
    return [{ kind: "forbidden", mention, target: { start, end, text }, forbidden: term } as const];
  });
}

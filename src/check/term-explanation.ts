import { isApproved, type Concept, type TermStatus } from "../concept.js";
import type { Occurrence } from "../glossary/recognizer.js";
import { termPatterns, type TermPattern } from "../glossary/term-pattern.js";
import { termWords, unmaskedTermWords, type TermWord } from "../glossary/term-words.js";
import type { LanguageTag } from "../language.js";
import type { CheckedDocument, CheckedSegment, CheckedText, Explanation, Wording } from "./check.js";
import { findDesignation, hasItsWords, isContent } from "./designation-search.js";
import type { Mention } from "./term-verdicts.js";
import { listed, quoted } from "./wording.js";
import { areSiblings } from "./wrong-rendering.js";

/**
 * Why a check spoke about a term: what it looked for in the target, and what stands there that a reader may take for it.
 * Made after the judgement and apart from it: it may say less than the judgement knew, and decides nothing.
 */
export interface ExplainedTerm {
  /** The segment's place in the document. */
  readonly segment: number;
  readonly mention: Mention;
  readonly rule: Wording;
  /** The designation that was found, as its glossary has it. */
  readonly designation: string;
}

type NearMiss = Explanation["nearMisses"][number];

/** More places than this explain nothing. */
const MOST_NEAR_MISSES = 10;

export function explainTerm(document: CheckedDocument, about: ExplainedTerm): Explanation {
  const { mention, rule, designation } = about;
  const segment = document.segments[about.segment];
  if (segment === undefined) return { rule, designation, lookedFor: [], nearMisses: [] };
  const concepts = [...new Set(mention.asks.map(({ concept }) => concept))];
  return { rule, designation, ...searchOf(segment, concepts) };
}

type Search = Pick<Explanation, "lookedFor" | "nearMisses">;

const searched = new WeakMap<CheckedSegment, Map<string, Search>>();

/** Made once for all findings of a segment about the same concepts: a long one may have thousands. */
function searchOf(segment: CheckedSegment, concepts: readonly Concept[]): Search {
  let known = searched.get(segment);
  if (known === undefined) searched.set(segment, (known = new Map<string, Search>()));
  const key = concepts.map(({ id }) => id).join("\u0000");
  let search = known.get(key);
  if (search === undefined) known.set(key, (search = searchFor(segment, concepts)));
  return search;
}

function searchFor(segment: CheckedSegment, concepts: readonly Concept[]): Search {
  const { target } = segment;
  const patterns = concepts
    .flatMap((concept) => termPatterns(concept, target.lang))
    .filter(({ term }) => isApproved(term.status));
  const nearMisses = new NearMisses(segment, concepts, patterns).found();
  return { lookedFor: lookedFor(concepts, target), nearMisses };
}

/** Approved statuses, those to prefer first. */
const BY_WORTH: readonly TermStatus[] = ["preferred", "admitted", "accept-only", "short-form"];

function lookedFor(concepts: readonly Concept[], { lang }: CheckedText): string[] {
  const terms = concepts.flatMap((concept) => termPatterns(concept, lang).map(({ term }) => term));
  return [...new Set(BY_WORTH.flatMap((status) => terms.filter((term) => term.status === status)))].map(
    ({ text }) => text,
  );
}

class NearMisses {
  readonly #source: CheckedText;
  readonly #target: CheckedText;
  readonly #concepts: readonly Concept[];
  readonly #patterns: readonly TermPattern[];
  readonly #words: readonly TermWord[];
  #sourceWords: readonly TermWord[] | undefined;
  readonly #found: NearMiss[] = [];

  constructor({ source, target }: CheckedSegment, concepts: readonly Concept[], patterns: readonly TermPattern[]) {
    this.#source = source;
    this.#target = target;
    this.#concepts = concepts;
    this.#patterns = patterns;
    this.#words = unmaskedTermWords(target.segment, target.lang, target.tokens);
  }

  /** In their order in the text. */
  found(): NearMiss[] {
    this.#ownNames();
    this.#hiddenNames();
    this.#otherNames();
    for (const pattern of this.#patterns) this.#miswritten(pattern);
    this.#parts();
    return this.#found.sort((a, b) => a.start - b.start || a.end - b.end);
  }

  /** The place, unless what was added before says more of it. */
  #add(start: number, end: number, why: Wording): void {
    if (this.#found.length === MOST_NEAR_MISSES) return;
    if (this.#found.some((known) => known.start < end && known.end > start)) return;
    this.#found.push({ start, end, text: this.#target.segment.text.slice(start, end), why });
  }

  /** The concept's own names in the target: a short form too early, or one that renders another mention. */
  #ownNames(): void {
    for (const { concept, term, start, end } of this.#target.occurrences) {
      if (!this.#concepts.includes(concept)) continue;
      if (term.status === "short-form") this.#add(start, end, SHORT_FORM);
      else if (isApproved(term.status)) this.#add(start, end, ANOTHER_MENTION);
      else this.#add(start, end, notApproved(term.text));
    }
  }

  /** A designation within a longer name. */
  #hiddenNames(): void {
    for (const pattern of this.#patterns) {
      if (pattern.term.status === "short-form") continue;
      const place = findDesignation(pattern, this.#words);
      const start = place && this.#words[place.first]?.start;
      const end = place && this.#words[place.end - 1]?.end;
      if (start === undefined || end === undefined) continue;
      const longer = this.#target.occurrences.find((name) => name.start < end && name.end > start);
      this.#add(start, end, longer === undefined ? apart(pattern.term.text) : within(longer));
    }
  }

  /** Names of other concepts that are like the one looked for. */
  #otherNames(): void {
    for (const name of this.#target.occurrences) {
      if (this.#found.length === MOST_NEAR_MISSES) return;
      if (!this.#concepts.some((concept) => areSiblings(concept, name.concept, this.#target.lang))) continue;
      this.#add(name.start, name.end, namesAnother(name, this.#source.lang, this.#isInSource(name)));
    }
  }

  /** Whether the source names the concept of a name too, if only within a longer name. */
  #isInSource({ concept }: Occurrence): boolean {
    if (this.#source.occurrences.some((other) => other.concept === concept)) return true;
    this.#sourceWords ??= termWords(this.#source.segment, this.#source.lang, this.#source.tokens);
    const words = this.#sourceWords;
    return termPatterns(concept, this.#source.lang).some(
      (pattern) => pattern.term.status !== "short-form" && hasItsWords(pattern, words),
    );
  }

  /** An acronym in another case. */
  #miswritten({ term, words }: TermPattern): void {
    const [wanted] = words;
    if (wanted === undefined || words.length > 1 || wanted.rule !== "exact") return;
    const written = wanted.form.written.toLowerCase();
    for (const { form, start, end } of this.#words) {
      const same = form.written.toLowerCase() === written;
      if (same && form.written !== wanted.form.written) this.#add(start, end, otherCase(term.text));
    }
  }

  /** Some words of a designation without the others. */
  #parts(): void {
    const parts = this.#patterns.flatMap((pattern) => partOf(pattern, this.#words) ?? []);
    for (const { first, last, lacking, pattern } of parts.sort((a, b) => a.lacking.length - b.lacking.length)) {
      this.#add(first.start, last.end, incomplete(pattern.term.text, lacking));
    }
  }
}

interface Part {
  readonly pattern: TermPattern;
  readonly first: TermWord;
  readonly last: TermWord;
  /** The words of the designation that are not there. */
  readonly lacking: readonly string[];
}

/** Words in all, the designation's own apart, within which parts of it belong together. */
const REACH = 4;

/** Where at least half of the words that carry a designation's meaning stand near each other, most of them first. */
function partOf(pattern: TermPattern, words: readonly TermWord[]): Part | undefined {
  const wanted = pattern.words.filter(isContent);
  if (wanted.length < 2) return undefined;
  let best: Part | undefined;
  for (const [i, first] of words.entries()) {
    if (!wanted.some(({ form }) => form.key === first.form.key)) continue;
    const reach = words.slice(i, i + wanted.length + REACH);
    const sign = reach.findIndex(({ kind }) => kind === "sign");
    const window = sign < 0 ? reach : reach.slice(0, sign);
    const lacking = wanted.filter(({ form }) => !window.some((word) => word.form.key === form.key));
    const last = window.findLast((word) => wanted.some(({ form }) => form.key === word.form.key)) ?? first;
    if (lacking.length * 2 > wanted.length || lacking.length >= (best?.lacking.length ?? wanted.length)) continue;
    best = { pattern, first, last, lacking: lacking.map(({ form }) => form.written) };
  }
  return best;
}

const SHORT_FORM: Wording = {
  en: "A short form counts only after a full mention, or where the source has one too.",
  fr: "Une forme abrégée ne compte qu’après une mention complète, ou si la source en a une aussi.",
};

const ANOTHER_MENTION: Wording = {
  en: "It renders another mention in the source and counts for that one.",
  fr: "Cette désignation rend une autre mention de la source et compte pour celle-là.",
};

function notApproved(term: string): Wording {
  const { en, fr } = quoted(term);
  return { en: `${en} is no approved designation.`, fr: `${fr} n’est pas une désignation agréée.` };
}

function within({ text }: Occurrence): Wording {
  const { en, fr } = quoted(text);
  return { en: `It is part of another name, ${en}.`, fr: `C’est une partie d’un autre nom, ${fr}.` };
}

function apart(term: string): Wording {
  const { en, fr } = quoted(term);
  return {
    en: `It has the words of ${en}, but not as one name.`,
    fr: `Les mots de ${fr} y sont, mais ne forment pas un seul nom.`,
  };
}

function namesAnother({ concept }: Occurrence, sourceLang: LanguageTag, isInSource: boolean): Wording {
  const terms = termPatterns(concept, sourceLang).map(({ term }) => term);
  const name = terms.find(({ status }) => status === "preferred")?.text;
  const en = name === undefined ? concept.id : `${quoted(name).en}, ${concept.id}`;
  const fr = name === undefined ? concept.id : `${quoted(name).fr}, ${concept.id}`;
  return isInSource
    ? {
        en: `It names another concept (${en}), which the source names too.`,
        fr: `Cette désignation nomme une autre notion (${fr}), que la source nomme aussi.`,
      }
    : {
        en: `It names another concept (${en}), which the source does not name.`,
        fr: `Cette désignation nomme une autre notion (${fr}), que la source ne nomme pas.`,
      };
}

function otherCase(term: string): Wording {
  const { en, fr } = quoted(term);
  return {
    en: `An acronym counts only as listed: ${en}.`,
    fr: `Un sigle ne compte que tel qu’il est listé\u202F: ${fr}.`,
  };
}

function incomplete(term: string, lacking: readonly string[]): Wording {
  if (lacking.length === 0) return apart(term);
  const whole = quoted(term);
  const { en, fr } = listed(lacking, { en: "and", fr: "et" });
  return { en: `Of ${whole.en} it lacks ${en}.`, fr: `Il y manque ${fr} pour ${whole.fr}.` };
}

import { isCurrent } from "../concept.js";
import type { Span } from "../finding.js";
import type { Occurrence } from "../glossary/recognizer.js";
import type { CheckedText } from "./check.js";

/**
 * Whether a name that the translation lacks was asked for at all. As with acronyms (`acronym-sense.ts`), the words of a name may be
 * something else in a text:
 *
 *   common noun   a name without its capitals in a text that has some: *l’assemblée générale des actionnaires*
 *   owner         an organisation beside what is its own, which the translation names: *EU Member States*, *les États membres*
 *   another’s     a title or body of another organisation, or its deputy: *UN Deputy Secretary-General* where the glossary has
 *                 `NATO Deputy Secretary General`, *vice-secrétaire général*
 *   kept          part of a longer name that the translation keeps as it is: *Royal Air Force*
 */
export interface NameQuery {
  readonly source: CheckedText;
  readonly target: CheckedText;
  /** Where the name stands in the source, with the designations that it is. */
  readonly mention: Span & { readonly asks: readonly Occurrence[] };
  /** Whether the target has an approved designation of the concept of a name in the source. */
  readonly isRendered: (name: Occurrence) => boolean;
}

export function asksForNothing(query: NameQuery): boolean {
  return isCommonNoun(query) || isOwner(query) || isAnothers(query) || isInKeptName(query);
}

/** Case alone is never a finding; but a name so written is as likely none. In a text without capitals case tells nothing. */
function isCommonNoun({ source, mention: { text, asks } }: NameQuery): boolean {
  return (
    asks.every(({ term }) => /^\P{L}*\p{Lu}/u.test(term.text)) &&
    !/\p{Lu}/u.test(text) &&
    /\p{Lu}/u.test(source.segment.text)
  );
}

/** What joins an organisation to what is its own, before it and after it. */
const OWNER_BEFORE = /^(?:['’ʼ]s?)?\s+$/u;
const OWNER_AFTER = /^\s+(?:d['’ʼ]|de\s+l['’ʼ]|de\s+la\s+|des?\s+|du\s+|of\s+the\s+|of\s+)$/iu;

function isOwnerOf(text: string, owner: Span, owned: Span): boolean {
  if (owner.end <= owned.start) return OWNER_BEFORE.test(text.slice(owner.end, owned.start));
  return owned.end <= owner.start && OWNER_AFTER.test(text.slice(owned.end, owner.start));
}

function isOwner({ source, mention, isRendered }: NameQuery): boolean {
  return [...source.occurrences, ...source.swapped].some(
    (owned) =>
      isCurrent(owned.term.status) &&
      owned.concept.subject !== undefined &&
      mention.asks.some(({ concept }) => concept.subject === owned.concept.subject) &&
      isOwnerOf(source.segment.text, mention, owned) &&
      isRendered(owned),
  );
}

/** What makes another title of one. */
const RANK_BEFORE = /(?<!\p{L})(?:vice|sous|sub)[-\u2011]$/iu;
/** Longer than what {@link RANK_BEFORE} reads. */
const RANK_REACH = 8;
const ACRONYM = /(?<!\p{L})\p{Lu}{2,}(?!\p{L})/u;

/** Only of a concept whose designations name its organisation can it be said that another one owns this. */
function isAnothers({ source, mention }: NameQuery): boolean {
  const { text } = source.segment;
  const { start, asks } = mention;
  if (RANK_BEFORE.test(text.slice(Math.max(0, start - RANK_REACH), start))) return true;
  const owner = source.occurrences.find((name) => isCurrent(name.term.status) && isOwnerOf(text, name, mention));
  if (owner === undefined) return false;
  const names = asks.flatMap(({ concept }) => concept.terms.filter(({ type }) => type !== "acronym"));
  return (
    names.some((name) => ACRONYM.test(name.text)) &&
    !owner.concept.terms.some((term) => names.some((name) => holdsWords(name.text, term.text)))
  );
}

function holdsWords(text: string, words: string): boolean {
  const at = text.indexOf(words);
  return at >= 0 && !/\p{L}/u.test(text.charAt(at - 1)) && !/\p{L}/u.test(text.charAt(at + words.length));
}

/** UTF-16 units of a neighbouring word of a name. */
const LONGEST_WORD = 40;

function isInKeptName({ source, target, mention: { start, end } }: NameQuery): boolean {
  const { text } = source.segment;
  const before = /\p{Lu}[\p{L}-]+ $/u.exec(text.slice(Math.max(0, start - LONGEST_WORD), start))?.[0] ?? "";
  const after = /^ \p{Lu}[\p{L}-]+/u.exec(text.slice(end, end + LONGEST_WORD))?.[0] ?? "";
  const name = before + text.slice(start, end) + after;
  return name.length > end - start && target.segment.text.includes(name);
}

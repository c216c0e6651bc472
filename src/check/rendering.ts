import { isApproved, type Concept, type Term } from "../concept.js";
import type { Occurrence } from "../glossary/recognizer.js";
import { analysedLanguage, primaryLanguage, type LanguageTag } from "../language.js";
import { fold, foldAccents } from "../text/folding.js";
import { stem } from "../text/stems.js";

/**
 * Which of a concept's designations stands somewhere, and whether two of them are two renderings.
 *
 * The recogniser is deaf to hyphens and to British and American spelling, and rightly: neither is ever a missing term. But a glossary
 * that lists `ceasefire` and `cease-fire` lists two renderings, and a document has one of them. So an occurrence is
 * the listed designation that is spelt like it, if there is one; case, inflection and accents make no difference here either.
 */
export interface Rendering {
  /** The listed designation. One object for all occurrences of it. */
  readonly term: Term;
  /** Acronyms are compared with acronyms, names with names: mixing the two is no fault. */
  readonly kind: "name" | "acronym";
}

/** What a concept lists in a language. */
interface Listed {
  readonly renderings: ReadonlyMap<Term, Rendering>;
  /** The first designation of each spelling. */
  readonly bySpelling: ReadonlyMap<string, Rendering>;
}

const prepared = new WeakMap<Concept, Map<string, Listed>>();

/** The rendering at an occurrence; `undefined` for a short form and for one that says the concept in other words (`Turkish`). */
export function renderingOf({ concept, term, text }: Occurrence, lang: LanguageTag): Rendering | undefined {
  if (!isApproved(term.status) || term.status === "short-form") return undefined;
  const { renderings, bySpelling } = listedIn(concept, lang);
  return bySpelling.get(spellingOf(text, lang)) ?? renderings.get(term);
}

function listedIn(concept: Concept, lang: LanguageTag): Listed {
  const primary = primaryLanguage(lang);
  let languages = prepared.get(concept);
  if (languages === undefined) prepared.set(concept, (languages = new Map<string, Listed>()));
  let listed = languages.get(primary);
  if (listed === undefined) languages.set(primary, (listed = list(concept, lang)));
  return listed;
}

function list(concept: Concept, lang: LanguageTag): Listed {
  const primary = primaryLanguage(lang);
  const approved = concept.terms.filter(
    (term) => primaryLanguage(term.lang) === primary && isApproved(term.status) && term.status !== "short-form",
  );
  const names = approved.filter((term) => term.status !== "accept-only" && !isAcronym(term));
  const renderings = new Map<Term, Rendering>();
  const bySpelling = new Map<string, Rendering>();
  for (const term of approved) {
    if (term.status === "accept-only" && !isVariantName(term, names, lang)) continue;
    const spelling = spellingOf(term.text, lang);
    const rendering = bySpelling.get(spelling) ?? { term, kind: isAcronym(term) ? "acronym" : "name" };
    bySpelling.set(spelling, rendering);
    renderings.set(term, rendering);
  }
  return { renderings, bySpelling };
}

function isAcronym({ type }: Term): boolean {
  return type === "acronym" || type === "abbreviation";
}

/**
 * Whether what a concept only accepts is another name of it (`member country` beside `Member State`) rather than other words for
 * it (`sanctions`, `military`, `member of the Alliance`): of two words or more, one of them in an approved name.
 */
function isVariantName(term: Term, names: readonly Term[], lang: LanguageTag): boolean {
  const words = contentOf(term.text, lang);
  if (words.length < 2) return false;
  const ordinary = words.filter((word) => !word.acronym).map(({ key }) => key);
  return names.some((name) => contentOf(name.text, lang).some(({ key }) => ordinary.includes(key)));
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;

function spellingOf(text: string, lang: LanguageTag): string {
  const words = fold(text).match(WORD) ?? [];
  return words.map((word) => foldAccents(stem(word, analysedLanguage(lang)))).join(" ");
}

interface ContentWord {
  readonly key: string;
  /** As written, for its initial or for the letters of an acronym. */
  readonly text: string;
  readonly acronym: boolean;
}

const SMALL = new Set(
  "a an and at by for from in of on or the to with au aux d de des du en et l la le les ou par pour sur".split(" "),
);

function contentOf(text: string, lang: LanguageTag): ContentWord[] {
  return (text.match(WORD) ?? [])
    .filter((word) => !SMALL.has(word.toLowerCase()))
    .map((word) => ({
      key: foldAccents(stem(fold(word), analysedLanguage(lang))),
      text: foldAccents(word),
      acronym: /^\p{Lu}{2,}$/u.test(word),
    }));
}

/**
 * Whether two renderings of a concept may stand side by side: a name and its shortened form (`Security Council`, `United Nations
 * Security Council`), a name with an acronym in it and with its words (`UN Charter`, `United Nations Charter`), acronyms of
 * which one is part of the other (`US`, `USA`).
 */
export function mayMix(one: Rendering, other: Rendering, lang: LanguageTag): boolean {
  if (one === other || one.kind !== other.kind) return true;
  if (one.kind === "acronym") return areNested(lettersOf(one.term), lettersOf(other.term));
  const a = contentOf(one.term.text, lang);
  const b = contentOf(other.term.text, lang);
  const onlyA = a.filter(({ key }) => !b.some((word) => word.key === key));
  const onlyB = b.filter(({ key }) => !a.some((word) => word.key === key));
  if (a.length !== b.length && (onlyA.length === 0 || onlyB.length === 0)) return true;
  return isExpanded(onlyA, onlyB) || isExpanded(onlyB, onlyA);
}

function lettersOf({ text }: Term): string {
  return foldAccents(text).replace(/[^\p{L}\p{N}]/gu, "");
}

function areNested(a: string, b: string): boolean {
  return a.includes(b) || b.includes(a);
}

/** Whether some words are nothing but acronyms, and others what these stand for: in their order, initials of theirs. */
function isExpanded(short: readonly ContentWord[], long: readonly ContentWord[]): boolean {
  if (short.length === 0 || long.length < 2 || !short.every(({ acronym }) => acronym)) return false;
  const letters = short.map(({ text }) => fold(text)).join("");
  let at = -1;
  return long.every(({ text }) => (at = letters.indexOf(fold(text).charAt(0), at + 1)) >= 0);
}

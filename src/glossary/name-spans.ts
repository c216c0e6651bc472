import type { NameWord } from "./name-words.js";

/** Words of a text that may be a name, by their numbers: from `first` up to, not including, `end`. */
export interface NameSpan {
  readonly key: string;
  readonly first: number;
  readonly end: number;
  /** Whether the capital that it begins with must be the name's: its place does not explain it. */
  readonly isSure: boolean;
}

/** The most words of a name: *Centre d’excellence pour la cyberdéfense en coopération* has nine. */
const MAX_WORDS = 9;

/** Spans of one text. A list of forty names would have thousands, and is none to learn names from. */
const MAX_SPANS = 300;

/** At least two words of two letters or more, and not all of them in capitals: `L to C` and `YYYY-MM-DD` are no names. */
function hasWords(words: readonly NameWord[], first: number, end: number): boolean {
  let count = 0;
  let hasLower = false;
  for (let i = first; i < end; i++) {
    const word = words[i];
    if (word?.role !== "content" || !/^[\p{L}\p{M}]{2,}$/u.test(word.text)) continue;
    count++;
    hasLower ||= /\p{Ll}/u.test(word.text);
  }
  return count >= 2 && hasLower;
}

/** What makes a stretch a name. */
export interface NameRule {
  /**
   *   all     every content word has a capital: English names
   *   first   the first has, the rest may follow in lower case: *Organisation mondiale de la santé*
   *   none    any may be without: *secrétaire général*, where the other language has the capitals
   */
  readonly capitals: "all" | "first" | "none";
  /** Whether a folded word also stands without its capital somewhere, so that its place explains one. */
  readonly isLowered: (folded: string) => boolean;
}

/** All stretches of two words or more that may be names: both ends are content words, and capitals are as the rule wants them. */
export function nameSpans(words: readonly NameWord[], { capitals, isLowered }: NameRule): NameSpan[] {
  const spans: NameSpan[] = [];
  for (let first = 0; first < words.length && spans.length < MAX_SPANS; first++) {
    const head = words[first];
    if (head?.role !== "content" || (!head.capital && capitals !== "none")) continue;
    let key = head.folded;
    const mayBeSure = !head.placed || !isLowered(head.folded);
    let isSure = !head.placed || capitals === "none";
    for (let i = first + 1; i < Math.min(words.length, first + MAX_WORDS); i++) {
      const word = words[i];
      if (word === undefined || !word.joined || word.role === "other") break;
      if (word.role === "content" && capitals === "all" && !word.capital && !/^\d/.test(word.text)) break;
      key += ` ${word.folded}`;
      if (word.role !== "content") continue;
      // A second capital cannot come from the beginning of a sentence; the first may (*Enter the URL*).
      isSure ||= mayBeSure && word.capital && !word.placed;
      if (hasWords(words, first, i + 1)) spans.push({ key, first, end: i + 1, isSure });
    }
  }
  return spans;
}

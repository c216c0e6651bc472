import { foldAccents } from "../text/folding.js";
import type { NameWord } from "./name-words.js";

/**
 * Names that stand beside their acronym: `Name (ACRONYM)` and `ACRONYM (Name)`. A name is one whose words give the acronym's
 * letters in order, each word at least its first (`Organisation du Traité de l’Atlantique Nord (OTAN)`, `Comité politique et de
 * sécurité (COPS)`); small words may give theirs or not. After Schwartz and Hearst, "A simple algorithm for identifying
 * abbreviation definitions in biomedical text" (2003), which is laxer about which words give letters.
 */

/** Words from `first` up to, not including, `end`, with the acronym beside them. */
export interface AcronymDefinition {
  readonly first: number;
  readonly end: number;
  /** The number of the acronym's word. */
  readonly acronym: number;
}

/** Longer names are definitions rather than names. */
export const MAX_NAME_WORDS = 12;

/** Two capitals or more and nothing lower case but a plural s; longer ones are words in capitals. */
const ACRONYM = /^(?=.{2,10}$)(?=.*\p{Lu}.*\p{Lu})[\p{Lu}\p{N}]+s?$|^\p{Lu}[\p{L}\p{N}]?\p{Lu}$/u;

/** Whether a word looks like an acronym. */
export function isAcronym(word: NameWord | undefined): word is NameWord {
  return word !== undefined && ACRONYM.test(word.text);
}

/** The definitions in a text, in order. `text` is what `words` were cut from. */
export function acronymDefinitions(text: string, words: readonly NameWord[]): AcronymDefinition[] {
  const definitions: AcronymDefinition[] = [];
  for (const [i, word] of words.entries()) {
    if (!isAcronym(word)) continue;
    const definition = bracketed(text, words, i) ? nameBefore(words, i) : nameInBrackets(text, words, i);
    if (definition !== undefined) definitions.push(definition);
  }
  return definitions;
}

/** Whether an acronym stands first in brackets behind a word. */
export function bracketed(text: string, words: readonly NameWord[], i: number): boolean {
  const [before, word] = [words[i - 1], words[i]];
  return (
    before !== undefined &&
    word !== undefined &&
    /^["”»’]?\s*\(\s*["“«‘]?\s*$/.test(text.slice(before.end, word.start)) &&
    /^\s*["”»’]?\s*[),;]/.test(text.slice(word.end, word.end + 4))
  );
}

function nameBefore(words: readonly NameWord[], acronym: number): AcronymDefinition | undefined {
  const letters = lettersOf(words[acronym]);
  for (let first = acronym - 2; first >= Math.max(0, acronym - MAX_NAME_WORDS); first--) {
    if (words[first + 1]?.joined !== true) return undefined;
    const name = words.slice(first, acronym);
    if (name[0]?.role === "content" && gives(name, letters)) return { first, end: acronym, acronym };
  }
  return undefined;
}

function nameInBrackets(text: string, words: readonly NameWord[], acronym: number): AcronymDefinition | undefined {
  const [word, next] = [words[acronym], words[acronym + 1]];
  if (word === undefined || next === undefined || !/^\s*\(\s*["“«‘]?\s*$/.test(text.slice(word.end, next.start))) {
    return undefined;
  }
  const close = text.indexOf(")", next.start);
  const end = words.findIndex(({ start }, i) => i > acronym && start > close);
  const name = words.slice(acronym + 1, end < 0 ? words.length : end);
  // An article may open the brackets: `(l’Organisation …)`.
  const first = name.findIndex(({ role }) => role === "content");
  const bare = name.slice(first);
  if (close < 0 || first < 0 || bare.length < 2 || bare.length > MAX_NAME_WORDS) return undefined;
  if (!bare.slice(1).every(({ joined }) => joined) || !gives(bare, lettersOf(word))) return undefined;
  return { first: acronym + 1 + first, end: acronym + 1 + name.length, acronym };
}

function lettersOf(word: NameWord | undefined): string {
  return foldAccents((word?.text ?? "").replace(/(?<=\p{Lu})s$/u, "")).replace(/[^\p{L}\p{N}]/gu, "");
}

/** Whether words give an acronym's letters in order. Content words must give their first, and may give those that follow it. */
function gives(name: readonly NameWord[], letters: string): boolean {
  const [word, ...rest] = name;
  if (word === undefined) return letters === "";
  if (letters === "") return name.every(({ role }) => role !== "content");
  if (word.role !== "content" && gives(rest, letters)) return true;
  const shown = foldAccents(word.text);
  const inner = [...word.text].findIndex((letter, i) => i > 0 && /\p{Lu}/u.test(letter));
  for (let count = 1; count <= 3 && shown.startsWith(letters.slice(0, count)) && count <= letters.length; count++) {
    if (gives(rest, letters.slice(count))) return true;
  }
  // HyperText gives H and T.
  const humps = inner > 0 ? shown.charAt(0) + shown.charAt(inner) : "";
  return humps.length === 2 && letters.startsWith(humps) && gives(rest, letters.slice(2));
}

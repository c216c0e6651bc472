import type { Span } from "../finding.js";
import type { TermWord } from "../glossary/term-words.js";
import { analysedLanguage } from "../language.js";
import { foldAccents } from "../text/folding.js";
import type { CheckedText } from "./check.js";

/**
 * Whether an acronym in a source means what the glossary says. Few letters mean many things: the same three are a court and a
 * colour profile, a food programme and an authentication module. Where no designation of the concept stands in the target,
 * that is as likely another meaning as an error, and the text must decide:
 *
 *   never      it is joined to a code (`PDF/UA`, `UA-25`), or brackets spell it out as something else
 *   certain    it has four letters or more, or the document shows its field
 *   else       one left unchanged: the French has an article before it (*le CAP*, but *un profil ICC*, *les modules PAM*);
 *              one that is gone: the source has an article before it
 */
export interface AcronymQuery {
  readonly source: CheckedText;
  readonly target: CheckedText;
  readonly sourceWords: readonly TermWord[];
  readonly targetWords: readonly TermWord[];
  readonly mention: Span;
  /** Whether the segment names another concept beyond doubt, or the document this one in full. */
  readonly inItsField: boolean;
}

/** From this length on an acronym seldom has two meanings. */
const DISTINCTIVE_LENGTH = 4;

export function isMeant({ source, target, sourceWords, targetWords, mention, inItsField }: AcronymQuery): boolean {
  const at = sourceWords.findIndex((word) => word.start === mention.start);
  if (isInCode(source, at, sourceWords) || isSpeltOutOtherwise(source, mention)) return false;
  if (isKey(source, mention) && target.segment.text.trimStart().startsWith(`[${mention.text}]`)) return false;
  if (inItsField || lettersOf(mention.text) >= DISTINCTIVE_LENGTH) return true;
  const left = targetWords.find((word) => word.form.written === mention.text);
  if (left === undefined) return hasArticle(source, mention.start, mention.end);
  const french =
    analysedLanguage(target.lang) === "fr" ? { text: target, place: left } : { text: source, place: mention };
  return hasArticle(french.text, french.place.start, french.place.end);
}

/** `[SHAPE] Draw a circle`: in square brackets at the head of a text, and kept so, it is what a program looks for. */
function isKey({ segment: { text } }: CheckedText, { start, end }: Span): boolean {
  return text.slice(0, start).trim() === "[" && text.charAt(end) === "]";
}

function lettersOf(text: string): number {
  return text.replace(/[^\p{L}]/gu, "").length;
}

const ARTICLE = {
  fr: /(?<![\p{L}\p{M}])(?:l['’ʼ]|(?:le|la|les|du|des|au|aux|une?)[\s\u00AD]+)$/iu,
  en: /(?<![\p{L}\p{M}])the[\s\u00AD]+$/iu,
};

/** What bodies do at the head of a sentence, where English needs no article: *WHO recommends*. */
const DOES =
  /^\s+(?:adopted|agreed|agrees|announced|announces|called|calls|estimates|has|had|issued|launched|published|recommended|recommends|reported|reports|said|says|warned|warns|will|would)(?!\p{L})/u;
/** Longer than any word of {@link DOES} with its space. */
const DOES_REACH = 16;

function isSubject(text: string, start: number, end: number): boolean {
  return (
    /(?:^|[.!?]\s+)$/.test(text.slice(Math.max(0, start - 3), start)) && DOES.test(text.slice(end, end + DOES_REACH))
  );
}

/** Longer than any article with its space. */
const ARTICLE_REACH = 6;

function hasArticle({ lang, segment }: CheckedText, start: number, end: number): boolean {
  const language = analysedLanguage(lang);
  if (language === undefined) return true;
  const possessive = language === "en" && /^['’ʼ]s(?!\p{L})/u.test(segment.text.slice(end, end + 3));
  const subject = language === "en" && isSubject(segment.text, start, end);
  const before = ARTICLE[language].exec(segment.text.slice(Math.max(0, start - ARTICLE_REACH), start))?.[0];
  // Two letters are a country or a body, of which there is one: *un RU* is something else.
  const isOne = before !== undefined && !(end - start <= 2 && /^une?\s/iu.test(before));
  return possessive || subject || isOne;
}

/** A neighbour without space that is in capitals or digits and no designation, or a sign that only codes have. */
function isInCode({ segment: { text }, occurrences }: CheckedText, at: number, words: readonly TermWord[]): boolean {
  const word = words[at];
  if (word === undefined) return false;
  // `100 $ US` is money.
  if (/[$€£][\s]?$/u.test(text.slice(Math.max(0, word.start - 2), word.start))) return true;
  if (
    /[=+*.:%\p{N}-]$/u.test(text.slice(Math.max(0, word.start - 1), word.start)) &&
    !isBetweenWords(text, word.start - 1)
  )
    return true;
  if (/^[=+*]|^\.\p{L}|^-[^\p{L}]/u.test(text.slice(word.end, word.end + 2))) return true;
  const isCode = (other: TermWord | undefined): boolean =>
    other !== undefined &&
    other.form.capitals !== "none" &&
    (other.form.capitals !== "first" || other.form.written.length === 1) &&
    !occurrences.some((name) => name.start <= other.start && name.end >= other.end);
  const before = words[at - 1];
  const after = words[at + 1];
  const joinedBefore = before !== undefined && word.start - before.end === 1 && (word.hyphenBefore || word.signBefore);
  const joinedAfter = after !== undefined && after.start - word.end === 1 && (after.hyphenBefore || after.signBefore);
  const isLocale = joinedBefore && word.hyphenBefore && /^\p{Ll}{2}$/u.test(before.form.written);
  const isNumbered = (joinedAfter && after.kind === "number") || (joinedBefore && before.kind === "number");
  return isLocale || isNumbered || (joinedBefore && isCode(before)) || (joinedAfter && isCode(after));
}

function isBetweenWords(text: string, at: number): boolean {
  return text.charAt(at) === "-" && /[\p{L}\p{N}]/u.test(text.charAt(at - 1));
}

/** UTF-16 units around an acronym in which its name is looked for. */
const LONGEST_NAME = 200;

/** `Controller Area Network (CAN)`, `CAN (Controller Area Network)`: the initials are right and the name is another. */
export function isSpeltOutOtherwise({ segment: { text }, occurrences }: CheckedText, mention: Span): boolean {
  const bracket = /\(\s?$/u.exec(text.slice(Math.max(0, mention.start - 2), mention.start));
  const inside = bracket === null ? "" : text.slice(Math.max(0, mention.start - LONGEST_NAME), mention.start);
  const before = inside.slice(0, inside.lastIndexOf("(")).split(/[()]/).at(-1);
  const after = /^\s?\(([^()]+)\)/u.exec(text.slice(mention.end, mention.end + LONGEST_NAME))?.[1];
  if (bracket !== null && occurrences.some((name) => name.end <= mention.start && mention.start - name.end <= 3))
    return false;
  return [before?.split(/[.;:,]/).at(-1), after].some((name) => name !== undefined && spells(name, mention.text));
}

/** Whether the initials of a name's last or first words are an acronym's letters, small words counted or not. */
function spells(name: string, acronym: string): boolean {
  const letters = foldAccents(acronym).replace(/[^\p{L}]/gu, "");
  const words = foldAccents(name)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  const initials = words.map((word) => word.charAt(0)).join("");
  const without = words
    .filter((word) => word.length > 3)
    .map((word) => word.charAt(0))
    .join("");
  return letters.length > 1 && [initials, without].some((all) => all.endsWith(letters) || all.startsWith(letters));
}

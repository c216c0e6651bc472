import { analysedLanguage, regionOf } from "../language.js";
import { isInCall } from "./calls.js";
import { hasCodeWithin, type Slip, type TypographyText } from "./typography-slip.js";

/**
 * Spaces before high marks and inside guillemets, by locale. Which space stands there is never a slip, only whether one does.
 *
 *   fr      one before ; : ! ? and inside « » (Lexique des règles typographiques en usage à l’Imprimerie nationale)
 *   fr-CA   one before : and inside « », none before ; ! ? (Office québécois de la langue française)
 *   fr-CH   printers differ: nothing is said
 *   en      none
 */
export function* spacing(text: TypographyText): Generator<Slip> {
  const { lang } = text.target;
  const language = analysedLanguage(lang);
  const region = language === "fr" ? regionOf(lang) : undefined;
  if (language === "en") yield* unwanted(text, BEFORE_ENGLISH_MARK, ENGLISH);
  if (language === undefined || region === "CH") return;
  yield* unwanted(text, BEFORE_STOP, STOP);
  if (language !== "fr") return;
  yield* missing(text, region === "CA" ? MISSING_IN_CANADA : MISSING);
  if (region === "CA") yield* unwanted(text, BEFORE_CANADIAN_MARK, CANADIAN);
  yield* tightGuillemets(text);
}

/** Between words and their marks; what is no language is masked and so no word. */
const MISSING = /(?<=[\p{L}\p{M})\]»”])(?::|[;!?]+)(?=\s|$|["”»)])|(?<=\p{N})[;!?]+(?=\s|$)/gu;
const MISSING_IN_CANADA = /(?<=[\p{L}\p{M})\]»”"]):(?=\s|$|["”»)])/gu;

function* missing(text: TypographyText, pattern: RegExp): Generator<Slip> {
  const { target, bareTarget } = text;
  if (isNotated(text)) return;
  for (const { index, 0: marks } of bareTarget.matchAll(pattern)) {
    if (hasCodeWithin(target, index, index) || isKept(text, index, marks)) continue;
    yield {
      kind: "space-missing",
      start: index,
      end: index + marks.length,
      instead: `${marks.startsWith(":") ? "\u00A0" : "\u202F"}${marks}`,
      message: {
        en: `French puts a no-break space before “${marks}”.`,
        fr: `Il manque une espace insécable devant «\u00A0${marks}\u00A0».`,
      },
    };
  }
}

/** Braces, comments, assignments and macros are a program's; semicolons without a space part the arguments of a formula or the forms of a word. */
function isNotated({ bareTarget, bareSource }: TypographyText): boolean {
  return (
    /[{}]|\$\[|%\?|; ?(?:do|done|then|fi)(?!\p{L})|[)\]"'\d];$|==|:=|\/\/|\/\*/u.test(bareTarget) ||
    [bareTarget, bareSource].some((text) => text.includes(";") && /[\p{L}\p{N}")];[\p{L}\p{N}"]/u.test(text))
  );
}

/** Whether a program completes the text; its messages are laid out as programs do. Its own signs are more than the tokeniser knows (`%qD`). */
function isMessage({ target }: TypographyText): boolean {
  return (
    target.tokens.some(({ kind, code }) => kind === "code" && code === undefined) ||
    /%[\p{L}\d.%<]/u.test(target.segment.text)
  );
}

/**
 * Whether a mark stands as it must without a space: it belongs to a formula or a command, or its word and it are one name or
 * one key that the source has too.
 */
function isKept(text: TypographyText, at: number, marks: string): boolean {
  if (/^[:;]/.test(marks) && isMessage(text)) return true;
  return isInCall(text.target.segment.text, at) || isCopied(text, at, marks) || isNameOrKey(text, at, marks);
}

/** What stands before a mark: the two words there, a property (`fill-rule`), or a function with what it was given. */
const BEFORE_MARK: readonly RegExp[] = [
  /\S+\s+\S+$/u,
  /(?<![\p{L}-])\p{Ll}+(?:-\p{Ll}+)+$/u,
  /[\p{L}\p{N}_.]+\([^()]*\)$/u,
];

/** The most that is read before a mark. */
const LONGEST_BEFORE = 200;

/** Whether the source has the same before the same mark: a line of a template, a command, a call, all of it left as it was. */
function isCopied({ source, target }: TypographyText, at: number, marks: string): boolean {
  const before = target.segment.text.slice(Math.max(0, at - LONGEST_BEFORE), at);
  const behind = target.segment.text.slice(at, at + marks.length + 2);
  // No quotation ends in a semicolon, unless it is a program's: « return exp; ».
  const quoted = /^;\s?[»"”']/u.test(behind) ? [/\S+$/u] : [];
  return [...BEFORE_MARK, ...quoted].some((pattern) => {
    const same = pattern.exec(before)?.[0];
    return same !== undefined && source.segment.text.includes(same + marks);
  });
}

/** `Yahoo!`, `sed: `, the field `To:`. A label at the beginning (`Description:`) is a word of French. */
function isNameOrKey({ source, bareTarget, bareSource }: TypographyText, at: number, marks: string): boolean {
  const word = /[\p{L}\p{M}\p{N}.]+$/u.exec(bareTarget.slice(Math.max(0, at - 64), at))?.[0] ?? "";
  if (word.length === 1 && marks === ":") return true;
  if (marks.startsWith(";") || word === "" || !source.segment.text.includes(word + marks)) return false;
  const isFirst = at === word.length;
  if (marks === ":") return /^\p{Ll}+$/u.test(word) ? isFirst : !(isFirst && /^\p{Lu}\p{Ll}+$/u.test(word));
  const isLast = at + marks.length === bareTarget.trimEnd().length;
  return !isLast || !bareSource.trimEnd().endsWith(marks);
}

/** What a rule against spaces says. */
interface Unwanted {
  readonly en: string;
  readonly fr: string;
}

/** A `!` or `?` among the words of a sentence is spoken about: *add ! to override*. */
const BEFORE_ENGLISH_MARK = /(?<=[\p{L}\p{M}\p{N})”"])[ \u00A0\u202F]+([;:](?=\s|$)|[!?]+(?=\s*$|\s+\p{Lu}|["”)]))/gu;
const ENGLISH: Unwanted = { en: "English puts no space before", fr: "L’anglais ne met pas d’espace devant" };

const BEFORE_CANADIAN_MARK = /(?<=[\p{L}\p{M}\p{N})»”"])[ \u00A0]+([;!?]+)(?=\s|$|["”»)])/gu;
const CANADIAN: Unwanted = {
  en: "Canadian French puts no space before",
  fr: "Au Canada, on ne met pas d’espace devant",
};

const BEFORE_STOP = /(?<=\p{Ll}[\p{Ll}\p{M}]) ([,.])(?=\s\p{L}|$)/gu;
const STOP: Unwanted = { en: "No space goes before", fr: "On ne met pas d’espace devant" };

function* unwanted(text: TypographyText, pattern: RegExp, rule: Unwanted): Generator<Slip> {
  const { target, source, bareTarget } = text;
  if (isNotated(text)) return;
  for (const { index, 0: found, 1: marks = "" } of bareTarget.matchAll(pattern)) {
    const end = index + found.length;
    if (hasCodeWithin(target, index, end - 1) || isSetApart(text, index, marks)) continue;
    // Where both languages have none, a source with one has its reason.
    if (rule === STOP && new RegExp(`\\s\\${marks}(?:\\s|$)`).test(source.segment.text)) continue;
    yield {
      kind: rule === STOP ? "space-before-stop" : "space-unwanted",
      start: index,
      end,
      instead: marks,
      message: { en: `${rule.en} “${marks}”.`, fr: `${rule.fr} «\u00A0${marks}\u00A0».` },
    };
  }
}

/** `2 : 1`, `ROUND 3.8 ; rounding`, `PENCOLOR “SILVER” ; by name`, `-D : downgraded`, `Y or I : yes`: a notation whose signs stand free. */
const NOTATION =
  /(?:(?:^|\s)(?:\d{1,3}(?:[.,]\d+)?|\p{Lu})|\p{Lu}{2}|\p{Lu}{2} [“"][^“”"]{1,40}[”"]|(?:^|\s)-+[\p{L}\d-]+)$/u;

/** What a mark that is spoken about stands behind: *expected a string before ;*, *the argument of unary !*. */
const SPOKEN_OF =
  /(?<![\p{L}\p{M}])(?:before|after|expected|missing|an?|the|or|and|avant|après|ou|et|une?|le|unary|binary|operator|unaire|binaire|opérateur)$/iu;

function isSetApart(text: TypographyText, start: number, marks: string): boolean {
  const before = text.bareTarget.slice(Math.max(0, start - LONGEST_BEFORE), start);
  if (SPOKEN_OF.test(before) || isQuotedAlone(text.source.segment.text, marks)) return true;
  if (/^[:;]/.test(marks) && (isMessage(text) || NOTATION.test(before))) return true;
  if (marks === ";" && isInCall(text.target.segment.text, start)) return true;
  return isSpacedAlike(text, start, marks);
}

/** Whether a text quotes a mark by itself, `« ; »`: it is what the text speaks about. */
function isQuotedAlone(text: string, marks: string): boolean {
  return new RegExp(`[«“"'‘\`]\\s?[${marks.charAt(0)}]\\s?[»”"'’´]`, "u").test(text);
}

/**
 * Whether the source has the mark between the same words, two before it and one behind: a statement of a program (`Case Else : Error`);
 * or an operator before the same name in capitals (`! EXPRESSION`).
 */
function isSpacedAlike({ source, target }: TypographyText, start: number, marks: string): boolean {
  const { text } = target.segment;
  const before = /\S+\s+\S+$/u.exec(text.slice(Math.max(0, start - LONGEST_BEFORE), start))?.[0];
  const behind = /^\s+[!?:;]+\s+([\p{L}\p{N}_]+)/u.exec(text.slice(start, start + LONGEST_BEFORE))?.[1];
  if (behind === undefined) return false;
  const sourceText = source.segment.text.replace(/[\u00A0\u202F]/g, " ");
  const operand = `${marks} ${behind}`;
  if (/^[!?]/.test(marks) && /^\p{Lu}{2,}$/u.test(behind)) return sourceText.includes(operand);
  return before !== undefined && sourceText.includes(`${before} ${operand}`);
}

const GUILLEMETS = /«([^«»]{1,400})»/gu;

function* tightGuillemets(text: TypographyText): Generator<Slip> {
  const { target, source, bareTarget } = text;
  if (!bareTarget.includes("«") || isMessage(text)) return;
  for (const { index, 0: whole, 1: inside = "" } of bareTarget.matchAll(GUILLEMETS)) {
    const open = /^[\p{L}\p{N}]/u.test(inside);
    const close = /[\p{L}\p{M}\p{N}.!?]$/u.test(inside);
    const end = index + whole.length;
    if (!(open || close) || source.segment.text.includes("«")) continue;
    if (hasCodeWithin(target, index + 1, index + 1) || hasCodeWithin(target, end - 1, end - 1)) continue;
    yield {
      kind: "guillemets-tight",
      start: close && !open ? end - 1 : index,
      end: open && !close ? index + 1 : end,
      instead: `${open ? "«\u00A0" : ""}${open && close ? inside : ""}${close ? "\u00A0»" : ""}`,
      message: {
        en: "French puts no-break spaces inside guillemets.",
        fr: "Il manque une espace insécable à l’intérieur des guillemets.",
      },
    };
  }
}

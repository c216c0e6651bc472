import { analysedLanguage, regionOf } from "../language.js";
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

/** Braces, comments and assignments are a program's; semicolons without a space part the arguments of a formula or the forms of a word. */
function isNotated({ bareTarget, bareSource }: TypographyText): boolean {
  return (
    /[{}]|[)\]"'\d];$|==|:=|\/\/|\/\*/u.test(bareTarget) ||
    /[\p{L}\p{N}")];[\p{L}\p{N}"]/u.test(bareTarget + bareSource)
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
 * Whether the word and its mark are one name or one key that the source has too: `Yahoo!`, `sed: `, the field `To:`. A label at
 * the beginning (`Description:`) is a word of French.
 */
function isKept(text: TypographyText, at: number, marks: string): boolean {
  const { source, bareTarget, bareSource } = text;
  const word = /[\p{L}\p{M}\p{N}.\uFFFC]+$/u.exec(bareTarget.slice(Math.max(0, at - 64), at))?.[0] ?? "";
  if (word.length === 1 && marks === ":") return true;
  if (/^[:;]/.test(marks) && isMessage(text)) return true;
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
      start: index,
      end,
      instead: marks,
      message: { en: `${rule.en} “${marks}”.`, fr: `${rule.fr} «\u00A0${marks}\u00A0».` },
    };
  }
}

/** `2 : 1`, `FILLSTYLE 2 ; hatched`, `-D : downgraded`, `key : %s`: a notation whose signs stand free. */
function isSetApart(text: TypographyText, start: number, marks: string): boolean {
  if (!/^[:;]/.test(marks)) return false;
  return (
    isMessage(text) || /(?:(?:^|\s)\d{1,3}|\p{Lu}{2}|(?:^|\s)-+[\p{L}\d-]+)$/u.test(text.bareTarget.slice(0, start))
  );
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

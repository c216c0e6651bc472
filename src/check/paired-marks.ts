import { analysedLanguage, regionOf } from "../language.js";
import { fold } from "../text/folding.js";
import { isFunctionWord } from "../text/function-words.js";
import type { Slip, TypographyText } from "./typography-slip.js";

/** Brackets and quotation marks: one without the other, and those of the other language. */
export function* pairedMarks(text: TypographyText): Generator<Slip> {
  yield* unpaired(text);
  yield* loneStraightQuote(text);
  yield* foreignQuotes(text);
}

const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ["(", ")"],
  ["[", "]"],
  ["«", "»"],
  ["“", "”"],
];

/** Faces: `:-)`, `;)`, `: )`. Behind a colon with its space, `[` begins something. */
const FACE = /(?<=^|\s)(?:(?:[:;=][-o^]?|8[-o^])[()[\]]+|[:;] \))(?=\s|[.!?]|$)/gu;

/** The letters and numbers of a list, which the end of a bracket looks like too: *point a)*, *(see point a)*. */
const LISTED = /(?<=^|[\s«])(?:\p{L}|\d{1,3}|[ivx]{1,4})\)/gu;

/** One mark without its other half; more than one are some notation. */
function* unpaired({ target, source }: TypographyText): Generator<Slip> {
  const { text } = target.segment;
  for (const pair of PAIRS) {
    if (!text.includes(pair[0]) && !text.includes(pair[1])) continue;
    const lone = loneMarks(text, pair);
    const at = lone[0];
    if (lone.length !== 1 || at === undefined || !isBalanced(source.segment.text, pair)) continue;
    if (target.segment.codes.some(({ data }) => data?.includes(pair[0]) || data?.includes(pair[1]))) continue;
    if (isRagged(text, at, source.segment.text)) continue;
    const mark = text.charAt(at);
    yield {
      kind: "half-missing",
      start: at,
      end: at + 1,
      message: { en: `“${mark}” has no other half.`, fr: `«\u00A0${mark}\u00A0» n’a pas son pendant.` },
    };
  }
}

/** Whether a quotation mark stands at an end where the source has half a quotation too: one of the pieces of a sentence. */
function isRagged(text: string, at: number, source: string): boolean {
  if (/[()[\]]/.test(text.charAt(at))) return false;
  const isAtStart = text.slice(0, at).trim() === "" && /^\s*['"’”`]\s/.test(source);
  return isAtStart || (text.slice(at + 1).trim() === "" && /\s['"‘“`]\s*$/.test(source));
}

/** The source's own pairs are whole; quotation marks are of any kind there, straight ones even in number. */
function isBalanced(text: string, pair: (typeof PAIRS)[number]): boolean {
  if (pair[0] === "(" || pair[0] === "[") return loneMarks(text, pair).length === 0;
  return (
    PAIRS.slice(2).every((quotes) => loneMarks(text, quotes).length === 0) && (text.split('"').length - 1) % 2 === 0
  );
}

/** A quotation mark with something behind it that it opens; behind a word it may be a measure (`in"`). */
const OPENED = /[«“]|(?<=^|[\s([])"(?=\S)/u;

/** One `"` where the source quotes; behind a digit it is a measure. */
function* loneStraightQuote({ target, source, bareTarget }: TypographyText): Generator<Slip> {
  const at = bareTarget.indexOf('"');
  if (at < 0 || bareTarget.includes('"', at + 1) || /\d/.test(bareTarget.charAt(at - 1)) || /[«»“”]/.test(bareTarget))
    return;
  const { text } = source.segment;
  if (!isBalanced(text, ["“", "”"]) || !OPENED.test(text) || target.segment.text.split('"').length !== 2) return;
  yield {
    kind: "half-missing",
    start: at,
    end: at + 1,
    message: { en: "This quotation mark has no other half.", fr: "Ce guillemet n’a pas son pendant." },
  };
}

/** Where marks stand without their other half, in order. The ends that a list or a face may have are ends where that leaves fewer. */
function loneMarks(text: string, [open, close]: (typeof PAIRS)[number]): number[] {
  const faces = new Set(placesOf(text, FACE));
  const listed = new Set(placesOf(text, LISTED));
  const opened: number[] = [];
  const lone: number[] = [];
  let ends = 0;
  for (let i = 0; i < text.length; i++) {
    const mark = text.charAt(i);
    if (mark !== open && mark !== close) continue;
    if (mark === open) {
      if (!faces.has(i)) opened.push(i);
    } else if (listed.has(i) || faces.has(i)) ends += opened.length > ends ? 1 : 0;
    else if (opened.pop() === undefined) lone.push(i);
  }
  return [...lone, ...opened.slice(0, Math.max(0, opened.length - ends))].sort((a, b) => a - b);
}

/** The offsets of every character that a pattern matches. */
function placesOf(text: string, pattern: RegExp): number[] {
  return Array.from(text.matchAll(pattern)).flatMap(({ index, 0: { length } }) =>
    Array.from({ length }, (_, i) => index + i),
  );
}

const GUILLEMETS = /«[^«»]{1,400}»/gu;
const CURLY = /“[^“”]{1,400}”/gu;

/**
 * Guillemets around English, and English quotes around French that stands in no guillemets. Only the text between them can tell
 * that a quotation is in the target's language: a title or a name left in the other keeps its marks.
 */
function* foreignQuotes({ target, bareTarget }: TypographyText): Generator<Slip> {
  const language = analysedLanguage(target.lang);
  if (language === undefined) return;
  if (language === "fr" && (regionOf(target.lang) === "CH" || bareTarget.includes("«"))) return;
  for (const { index, 0: quotation } of bareTarget.matchAll(language === "fr" ? CURLY : GUILLEMETS)) {
    const end = index + quotation.length;
    const words = quotation.match(/[\p{L}\p{M}]+['’ʼ]?/gu) ?? [];
    const isOwn = words.some((word) => isFunctionWord(fold(word), language));
    if (!isOwn || words.length < 2) continue;
    const inside = target.segment.text.slice(index + 1, end - 1).trim();
    yield {
      kind: "quotes-foreign",
      start: index,
      end,
      instead: language === "fr" ? `«\u00A0${inside}\u00A0»` : `“${inside}”`,
      message:
        language === "fr"
          ? { en: "French quotes with «\u00A0».", fr: "Le français met des guillemets «\u00A0»." }
          : { en: "English does not quote with «\u00A0».", fr: "L’anglais ne met pas de guillemets «\u00A0»." },
    };
  }
}

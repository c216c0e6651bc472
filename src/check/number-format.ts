import { analysedLanguage } from "../language.js";
import { readDigits, writeDigits } from "../text/digits.js";
import type { Quantity } from "../text/quantity.js";
import type { Check, CheckedSegment, Fault } from "./check.js";
import { explainNumber } from "./number-explanation.js";
import { compareQuantities } from "./quantity-pairs.js";

/** The right value in the other locale's form: `75,000` in French, `2,8%` and `75 000` in English. */
export const numberFormat: Check = {
  category: "number-format",
  *check(document) {
    for (const segment of document.segments) {
      for (const { source, target } of compareQuantities(segment).formats) yield fault(segment, source, target);
    }
  },
};

function fault(segment: CheckedSegment, source: Quantity, target: Quantity): Fault {
  const sourceText = segment.source.segment.text.slice(source.start, source.end);
  const targetText = segment.target.segment.text.slice(target.start, target.end);
  const suggestion = inOwnForm(segment, target);
  return {
    category: "number-format",
    segment: segment.index,
    source: { start: source.start, end: source.end, text: sourceText },
    target: { start: target.start, end: target.end, text: targetText },
    suggestions: suggestion === undefined ? [] : [suggestion],
    message: message(targetText, suggestion),
    explanation: () => explainNumber("number-format", segment, { pair: { source, target }, suggestion }),
  };
}

/** The target's quantity as its own locale writes it; `undefined` where it cannot be said for certain. */
function inOwnForm(segment: CheckedSegment, target: Quantity): string | undefined {
  const { text } = segment.target.segment;
  const { lang } = segment.target;
  const digits = target.digits;
  if (digits === undefined) return undefined;
  const written = text.slice(digits.start, digits.end);
  const { own, other } = readDigits(written, lang);
  // What its own locale reads is wrong for its spaces alone.
  const amount = target.own.length > 0 && isGrouped(written) && /\s/.test(written) ? (own ?? other) : other;
  if (amount === undefined) return undefined;
  const number = writeDigits(amount, isGrouped(written), lang);
  const before = text.slice(target.start, digits.start);
  const after = text.slice(digits.end, target.end);
  const french = analysedLanguage(lang) === "fr";
  const sign = /^[\s\u00A0\u202F]*([%€$£].*)$/u.exec(after)?.[1];
  if (sign === undefined) {
    // French puts the currency behind its amount.
    const currency = french ? /^[€$£]$/.exec(before.trim())?.[0] : undefined;
    return currency === undefined ? before + number + after : `${number}${after}\u00A0${currency}`;
  }
  return before + number + (french ? "\u00A0" : "") + sign;
}

/** Whether the other locale's form parts groups: a separator with three digits behind it and none with fewer before the decimals. */
function isGrouped(written: string): boolean {
  return /\d[.,\s\u00A0\u202F\u2009'’]\d{3}(?!\d)/u.test(written) && !/^\d+[.,]\d{1,2}$/.test(written);
}

function message(written: string, suggestion: string | undefined): Fault["message"] {
  const en = `“${written}” is not in the form that the language of the translation gives to numbers`;
  const fr = `« ${written} » n’est pas dans la forme que la langue de la traduction donne aux nombres`;
  return suggestion === undefined
    ? { en: `${en}.`, fr: `${fr}.` }
    : { en: `${en}: “${suggestion}”.`, fr: `${fr} : « ${suggestion} ».` };
}

import type { AnalysedLanguage, LanguageTag } from "../language.js";
import { isEvening, type Reading } from "./calendar.js";
import { decimal, plus, plusHalf, scaled, type Decimal } from "./decimal.js";
import { readDigits, valuesOf } from "./digits.js";
import { scalePower } from "./number-words.js";
import type { Quantity } from "./quantity.js";
import type { TokenLine } from "./token-line.js";
import { currencyBefore, unitAfter, type FoundUnit } from "./unit-reading.js";
import { abbreviatedScale } from "./units.js";

/** Numbers in digits with their sign, scale and unit. */

interface Scale {
  readonly power: number;
  /** Whether the abbreviation may be something else (`12 m`), so that the bare number counts too. */
  readonly sure: boolean;
  readonly half: boolean;
  readonly next: number;
}

interface Sign {
  readonly start: number;
  /** A hyphen may be a dash or an option's; a minus sign, and whatever stands before degrees, is surely a sign. */
  readonly sure: boolean;
}

const ORDINAL_ENDINGS = new Set("er re ère e ème eme ième nd nde st rd th o".split(" "));

/** The number at token `i`, which is one in digits; tokens before `free` belong to the quantity before it. */
export function numberAt(
  line: TokenLine,
  { i, free }: { readonly i: number; readonly free: number },
  lang: LanguageTag,
  language: AnalysedLanguage | undefined,
): Reading {
  const token = line.at(i);
  const readings = readDigits(token.text, lang);
  const digits = { start: token.start, end: token.end };
  const ordinal = line.clings(i + 1) && ORDINAL_ENDINGS.has(line.word(i + 1));
  const fraction = ordinal || readings.own?.places !== 0 ? undefined : fractionAfter(line, i + 1);
  const from = fraction?.next ?? i + 1;
  const scale = ordinal || language === undefined ? noScale(from) : scaleAfter(line, from, language);
  const unit = ordinal
    ? undefined
    : ((free < i ? currencyBefore(line, i, free) : undefined) ?? unitAfter(line, scale.next));
  const last = ordinal ? i + 2 : scale.next;
  const label = isLabel(line, i, token.text, { ordinal, measured: unit !== undefined || scale.power > 0 });
  const values = valuesOf(readings, (amount) => {
    const whole = scaled(fraction === undefined ? amount : plus(amount, fraction.worth), scale.power);
    return scale.half ? plusHalf(whole, scale.power) : whole;
  });
  if (!scale.sure) addUnscaled(values, valuesOf(readings));
  const sign = free < i ? signBefore(line, i, unit) : undefined;
  if (sign !== undefined) makeNegative(values, sign);
  if (label || (values.own.length === 0 && values.other.length === 0)) asLabel(values, token.text);
  addTimeOfDay(values.own, line, { i, next: scale.next }, language);
  const { start, end, next } = extent(line, { i, last, unit, sign });
  const certain =
    !label && isCertain(line, i, { next, ordinal, values: values.own, measured: unit !== undefined || last > i + 1 });
  const parts = listedParts(line, i, { unread: readings.own === undefined, certain });
  return {
    quantity: {
      kind: "number",
      start,
      end,
      ...values,
      ...(unit !== undefined && { unit: unit.code, unitAt: { start: unit.start, end: unit.end } }),
      digits,
      power: scale.power,
      ...(ordinal && { ordinal }),
      written: "digits",
      certain,
      ...(parts.length > 1 && { parts }),
    },
    next,
  };
}

function noScale(next: number): Scale {
  return { power: 0, sure: true, half: false, next };
}

/** `million`, `-million`, `M` before `€`, `bn`, with `et demi` after it. */
function scaleAfter(line: TokenLine, i: number, language: AnalysedLanguage): Scale {
  const at = line.word(i) === "-" && line.clings(i) && line.clings(i + 1) ? i + 1 : i;
  const power = scalePower(line.word(at), language);
  if (power !== undefined) return withHalf(line, { power, sure: true, half: false, next: at + 1 }, language);
  const short = abbreviatedScale(line.written(i), language);
  const currencyFollows = line.clings(i + 1) && /^[€$£]$/.test(line.word(i + 1));
  // `1,1 M` stands apart in French; `M.` is a person.
  const apart = language === "fr" && line.written(i) === "M" && line.word(i + 1) !== ".";
  if (short !== undefined && (line.clings(i) || currencyFollows || short.sure || apart)) {
    const currencyPrecedes = /^[€$£]$/.test(line.word(i - 2));
    return { power: short.power, sure: short.sure || currencyFollows || currencyPrecedes, half: false, next: i + 1 };
  }
  return withHalf(line, noScale(i), language);
}

function withHalf(line: TokenLine, scale: Scale, language: AnalysedLanguage): Scale {
  const words = language === "fr" ? ["et", "demi"] : ["and", "a", "half"];
  const said = words.every((word, k) => line.word(scale.next + k) === word || line.word(scale.next + k) === `${word}e`);
  return said ? { ...scale, half: true, next: scale.next + words.length } : scale;
}

/** `5 1/2`, `5 ½`: the index after the fraction and what it is worth. */
function fractionAfter(line: TokenLine, i: number): { worth: Decimal; next: number } | undefined {
  const vulgar = VULGAR.get(line.word(i));
  if (vulgar !== undefined) return { worth: vulgar, next: i + 1 };
  if (line.word(i + 1) !== "/" || !line.clings(i + 1) || !line.clings(i + 2) || line.clings(i)) return undefined;
  const worth = VULGAR.get(`${line.word(i)}/${line.word(i + 2)}`);
  return worth === undefined ? undefined : { worth, next: i + 3 };
}

const VULGAR: ReadonlyMap<string, Decimal> = new Map([
  ["½", decimal("0", "5")],
  ["¼", decimal("0", "25")],
  ["¾", decimal("0", "75")],
  ["1/2", decimal("0", "5")],
  ["1/4", decimal("0", "25")],
  ["3/4", decimal("0", "75")],
  ["1/8", decimal("0", "125")],
  ["3/8", decimal("0", "375")],
  ["5/8", decimal("0", "625")],
  ["7/8", decimal("0", "875")],
]);

interface Values {
  own: string[];
  other: string[];
}

function addUnscaled(values: Values, bare: Values): void {
  values.own.push(...bare.own);
  values.other.push(...bare.other);
}

function makeNegative(values: Values, sign: Sign): void {
  const negative = (list: string[]): string[] =>
    list.flatMap((value) => (sign.sure ? [`-${value}`] : [`-${value}`, value]));
  values.own = negative(values.own);
  values.other = negative(values.other);
}

/** A sign of its own before the number, not a hyphen that joins it to a word or makes a range. */
function signBefore(line: TokenLine, i: number, unit: FoundUnit | undefined): Sign | undefined {
  const word = line.word(i - 1);
  const degrees = unit?.code.startsWith("°") === true;
  // `au moins 3` is no sign, nor is `5 minus 3`; only degrees make one sure.
  if (word === "moins" || word === "minus") return { start: line.at(degrees ? i - 1 : i).start, sure: degrees };
  if (!["-", "−", "–"].includes(word) || !line.clings(i) || line.clings(i - 1)) return undefined;
  return { start: line.at(i - 1).start, sure: word === "−" || degrees };
}

/** What a label is compared by: as it is written, and by any reading. */
function asLabel(values: Values, written: string): void {
  values.own = [`=${written}`, ...values.own, ...values.other];
  values.other = [];
}

/** Words before a number that refer by it and do not count. */
const REFERRING = new Set(
  "article articles art section sections sect paragraph paragraphs para paragraphe paragraphes par § chapter chapitre version versions v ver release révision revision fig figure figures table tableau annex annexe page pages p n no nr nº nos numéro number rule règle item point clause alinéa step étape".split(
    " ",
  ),
);

/** Whether digits with a separator name something (`section 5.2`, `GTK 2.0`, `1.2.3`) and amount to nothing. */
function isLabel(line: TokenLine, i: number, written: string, how: { ordinal: boolean; measured: boolean }): boolean {
  if (!/[.,]/.test(written) || how.ordinal || how.measured) return false;
  if (/[.,].*[.]/.test(written) && !/^[1-9]\d{0,2}(?:[.,]\d{3})+(?:[.,]\d+)?$/.test(written)) return true;
  const before = line.word(i - 1) === "." || line.word(i - 1) === "°" ? i - 2 : i - 1;
  if (REFERRING.has(line.word(before))) return true;
  return (
    /[.]/.test(written) &&
    line.isWord(i - 1) &&
    /^\p{Lu}|\d/u.test(line.written(i - 1)) &&
    !/^[1-9]\d{0,2}\.000$/.test(written)
  );
}

/** `14 h`, `14 heures`, `0800 UTC` may be times of day. */
function addTimeOfDay(
  own: string[],
  line: TokenLine,
  at: { i: number; next: number },
  language: AnalysedLanguage | undefined,
): void {
  const written = line.written(at.i);
  const word = line.word(at.next);
  if (language === "fr" && /^(?:h|heures?)$/.test(word) && /^(?:1?\d|2[0-4])$/.test(written))
    own.push(`t${(Number(written) + (isEvening(line, at.next + 1) ? 12 : 0)) % 24}:00`);
  if (/^(?:[01]\d|2[0-4])[0-5]\d$/.test(written) && /^(?:hours|hrs|utc|gmt|z|heures|h)$/.test(word)) {
    own.push(`t${Number(written.slice(0, 2)) % 24}:${written.slice(2)}`);
  }
}

/** From the sign or the currency before the number to the scale or the sign of its unit after it. */
function extent(
  line: TokenLine,
  at: { i: number; last: number; unit: FoundUnit | undefined; sign: Sign | undefined },
): { start: number; end: number; next: number } {
  const { i, last, unit, sign } = at;
  const token = line.at(i);
  const before = unit !== undefined && unit.start < token.start;
  const start = Math.min(token.start, before ? unit.start : token.start, sign?.start ?? token.start);
  if (unit?.inside === true && !before) return { start, end: unit.end, next: unit.next };
  return { start, end: line.at(last - 1).end, next: last };
}

/** Signs that cling before or after digits in codes, paths, formulas and ratios. */
const CODE_SIGNS = new Set([..."/\\_#@=&*^~|+:.%{"]);

function isCertain(
  line: TokenLine,
  i: number,
  how: { next: number; ordinal: boolean; values: readonly string[]; measured: boolean },
): boolean {
  const value = how.values[0];
  // Nothing is said by a zero that `aucun` would not say, and the first three ordinals are words more often than not.
  if (value === "0" && !how.measured) return false;
  if (how.ordinal && ["1", "2", "3"].includes(value ?? "")) return false;
  if (isListMark(line, i) || isPairInBrackets(line, i)) return false;
  return !isCodeBefore(line, i) && !isCodeAfter(line, how.next);
}

function isListMark(line: TokenLine, i: number): boolean {
  if (i === 0) return /^[.):]$/.test(line.word(1));
  return i === 1 && /^[([]$/.test(line.word(0)) && /^[)\]]$/.test(line.word(2));
}

/** `[0,1]`, `(2,3)`: two numbers in a formula, not a decimal. */
function isPairInBrackets(line: TokenLine, i: number): boolean {
  return (
    line.written(i).includes(",") &&
    /^[[(]$/.test(line.word(i - 1)) &&
    /^[\])]$/.test(line.word(i + 1)) &&
    line.word(i + 2) !== "%" &&
    !/,\d{3}$/.test(line.written(i))
  );
}

function isCodeBefore(line: TokenLine, i: number): boolean {
  if (!line.clings(i)) return false;
  const sign = line.word(i - 1);
  if (CODE_SIGNS.has(sign) || line.tokens[i - 1]?.kind === "code") return true;
  // `COVID-19`, and a manual's page: `mount(8)`.
  return (sign === "-" || sign === "(") && line.clings(i - 1) && !line.isNumber(i - 2);
}

function isCodeAfter(line: TokenLine, next: number): boolean {
  if (!line.clings(next)) return false;
  if (line.tokens[next]?.kind === "code") return true;
  if (line.isWord(next)) return !/^['’ʼ]/.test(line.written(next));
  const sign = line.word(next);
  if (!CODE_SIGNS.has(sign)) return false;
  // A full stop or colon that ends the phrase is no part of a code.
  return !".:".includes(sign) || (line.clings(next + 1) && (line.isWord(next + 1) || line.isNumber(next + 1)));
}

/** `4 100` or `0,10` may be two numbers where nothing answers the one. */
function listedParts(
  line: TokenLine,
  i: number,
  { unread, certain }: { unread: boolean; certain: boolean },
): Quantity[] {
  const { start } = line.at(i);
  const written = line.text.slice(start, line.at(i).end);
  // `1,2 ou 4` is a list that lost its spaces.
  const listed = /^(?:et|ou|and|or)$/.test(line.word(i + 1)) && line.isNumber(i + 2);
  if (!/ /.test(written) && !((unread || listed) && written.includes(","))) return [];
  return [...written.matchAll(/\d+(?:\.\d+)?/g)].map((run) => ({
    kind: "number",
    start: start + run.index,
    end: start + run.index + run[0].length,
    own: [run[0].replace(/^0+(?=\d)/, "")],
    other: [],
    written: "digits",
    certain: certain && !unread,
  }));
}

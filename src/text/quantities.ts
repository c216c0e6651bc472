import { analysedLanguage, type AnalysedLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { dateAt, decadeAt, timeAt, type Reading } from "./calendar.js";
import { numberAt } from "./number-reading.js";
import { maskedRanges } from "./number-masks.js";
import { wordNumberAt, type WordNumber } from "./number-words.js";
import { canonical, plusHalf, type Decimal } from "./decimal.js";
import type { Quantity } from "./quantity.js";
import { TokenLine } from "./token-line.js";
import { tokenize, type Token } from "./tokens.js";
import { unitAfter } from "./unit-reading.js";
import { ORDINAL_CENTURY } from "./units.js";

/**
 * The quantities that a text states, in order, read by its own locale first. What surely is none is left out: digits in
 * markup, addresses and telephone numbers. What may be none (codes, references, ordinals in words, Roman numerals, the
 * article `un`) is given as not certain.
 */
export function quantities(
  segment: Segment | string,
  lang: LanguageTag,
  tokens: readonly Token[] = tokenize(segment, lang),
): Quantity[] {
  const line = new TokenLine(typeof segment === "string" ? segment : segment.text, tokens);
  const masked = maskedRanges(line.text);
  const language = analysedLanguage(lang);
  const found: Quantity[] = [];
  let mask = 0;
  let free = 0;
  for (let i = 0; i < line.tokens.length;) {
    const { start } = line.at(i);
    for (let range = masked[mask]; range !== undefined && range.end <= start; range = masked[mask]) mask += 1;
    if ((masked[mask]?.start ?? Infinity) <= start) {
      i += 1;
      continue;
    }
    const reading = readingAt(line, { i, free }, lang, language);
    if (reading === undefined) {
      found.push(...digitsInWord(line, i));
      i += 1;
    } else {
      found.push(reading.quantity);
      i = reading.next;
      free = i;
    }
  }
  return shareScales(line.text, markCenturies(line.text, found));
}

const CENTURY = /^[\s-]*(?:siècles?|century|centuries)(?!\p{L})/iu;
/** Longer than what {@link CENTURY} reads. */
const CENTURY_REACH = 16;
const ORDINAL =
  /^[IVXLCDM]+(?:er|e|ème|ième|th|st|nd|rd)?$|\d(?:er|e|ème|ième|th|st|nd|rd)$|(?:th|st|nd|rd|ième|ier)$/u;

/** `XIXe siècle`, `20th century`, `twentieth century`: here an ordinal names a span of time, whichever way it is written. */
function markCenturies(text: string, found: readonly Quantity[]): Quantity[] {
  return found.map((quantity) => {
    const { kind, start, end, own } = quantity;
    if (kind !== "number" || !CENTURY.test(text.slice(end, end + CENTURY_REACH))) return quantity;
    return ORDINAL.test(text.slice(start, end))
      ? {
          ...quantity,
          own: [...own, ...own.map(yearsOf)],
          unit: ORDINAL_CENTURY,
          unitAt: { start, end },
          ordinal: true,
          certain: true,
        }
      : quantity;
  });
}

function readingAt(
  line: TokenLine,
  at: { readonly i: number; readonly free: number },
  lang: LanguageTag,
  language: AnalysedLanguage | undefined,
): Reading | undefined {
  const { i } = at;
  const { kind } = line.at(i);
  if (kind !== "number" && kind !== "word") return undefined;
  if (language === undefined) return kind === "number" ? numberAt(line, at, lang, undefined) : undefined;
  const dated = dateAt(line, i, language) ?? timeAt(line, i, language) ?? decadeAt(line, i, language);
  if (dated !== undefined) return dated;
  return kind === "number" ? numberAt(line, at, lang, language) : (inWords(line, i, language) ?? roman(line, i));
}

/** Words that are numbers only by chance when they stand alone: `neuf` is new, `second` a moment, `mille` a mile. */
const CHANCE_NUMBERS = new Set(["neuf", "one", "un", "une", "a", "an", "zero", "zéro"]);

function inWords(line: TokenLine, i: number, language: AnalysedLanguage): Reading | undefined {
  const number = wordNumberAt(line.words, i, language);
  const article = language === "en" && (line.word(i) === "a" || line.word(i) === "an");
  const { start } = line.at(i);
  if (number === undefined) return article ? articleAt(line, i) : undefined;
  const { value, denominator, next } = number;
  const own = denominator === 1n ? wholeValues(line, number, language) : fractionValues(value, denominator);
  const lone = next === i + 1 && CHANCE_NUMBERS.has(line.word(i));
  const unit =
    unitAfter(line, next) ?? (isHalf(line, next, language) ? unitAfter(line, next + HALF[language].length) : undefined);
  return {
    quantity: {
      kind: "number",
      start,
      end: unit?.inside === true ? unit.end : line.at(next - 1).end,
      own,
      other: [],
      ...(unit !== undefined && { unit: unit.code, unitAt: { start: unit.start, end: unit.end } }),
      ...(number.ordinal && { ordinal: true }),
      written: "words",
      certain: !number.ordinal && !number.vague && !lone,
    },
    next: unit?.inside === true ? unit.next : next,
  };
}

/** `a`, `an`, which answers a 1; in `a year and a half`, `an hour and a half` with that half. */
function articleAt(line: TokenLine, i: number): Reading {
  const { start, end } = line.at(i);
  const unit = isHalf(line, i + 2, "en") ? unitAfter(line, i + 1) : undefined;
  return {
    quantity: {
      kind: "number",
      start,
      end,
      own: unit === undefined ? ["1"] : ["1.5", "1"],
      other: [],
      ...(unit !== undefined && { unit: unit.code, unitAt: { start: unit.start, end: unit.end } }),
      written: "words",
      certain: false,
    },
    next: i + 1,
  };
}

const HALF = { fr: ["et", /^demie?$/], en: ["and", "a", "half"] } as const;

function isHalf(line: TokenLine, at: number, language: AnalysedLanguage): boolean {
  return HALF[language].every((word, k) =>
    typeof word === "string" ? line.word(at + k) === word : word.test(line.word(at + k)),
  );
}

/** `deux et demi`, `two and a half`, `deux ans et demi`: with and without the half, for it may belong to something else. */
function wholeValues(line: TokenLine, { value, next, power }: WordNumber, language: AnalysedLanguage): string[] {
  const halved = isHalf(line, next, language) || isHalf(line, next + 1, language);
  const whole: Decimal = { digits: value, places: 0 };
  return halved ? [canonical(plusHalf(whole, power)), canonical(whole)] : [canonical(whole)];
}

/** A fraction and, where it is a whole number of hundredths, the percentage and the decimal that say the same. */
function fractionValues(value: bigint, denominator: bigint): string[] {
  const own = [`${value}/${denominator}`];
  if ((value * 100n) % denominator === 0n) {
    const percent = (value * 100n) / denominator;
    own.push(String(percent), `0.${String(percent).padStart(2, "0").replace(/0$/, "")}`);
  }
  return own;
}

const ROMAN = /^(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?:er|ère|e|ème|ième|th|st|nd|rd)?$/;
const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
/** Letters that stand alone more often than as numerals. */
const LONE_LETTERS = new Set(["I", "C", "D", "L", "M"]);

/** `XXe`, `Louis XIV`: never missed, for French and English differ in where they use them. */
function roman(line: TokenLine, i: number): Reading | undefined {
  const written = line.written(i);
  if (ROMAN_VALUES[written.charAt(0)] === undefined) return undefined;
  const letters = ROMAN.exec(written)?.[1] ?? "";
  if (letters === "" || LONE_LETTERS.has(written)) return undefined;
  const values = [...letters].map((letter) => ROMAN_VALUES[letter] ?? 0);
  const value = values.reduce((sum, each, k) => sum + (each < (values[k + 1] ?? 0) ? -each : each), 0);
  const { start, end } = line.at(i);
  return {
    quantity: { kind: "number", start, end, own: [String(value)], other: [], written: "words", certain: false },
    next: i + 1,
  };
}

/** `N95`, `Grid04`: the other language may set the digits apart. */
function digitsInWord(line: TokenLine, i: number): Quantity[] {
  const { kind, start, end, text } = line.at(i);
  if (kind !== "word" || !/\d/.test(text)) return [];
  const written = line.text.slice(start, end);
  return [...written.matchAll(/\d+/g)].map((run) => ({
    kind: "number",
    start: start + run.index,
    end: start + run.index + run[0].length,
    own: [run[0].replace(/^0+(?=\d)/, "")],
    other: [],
    written: "digits",
    certain: false,
  }));
}

/** What leads from a sum to a part of it or to another one, which may then leave its scale out: *120 millions, dont 45 …* */
const PART_OF = /(?<!\p{L})(?:dont|contre|of which|including|against|up from|down from)\s+$/u;

const RANGE = /^\s*(?:-|‑|–|—|to|à|and|et|or|ou|through)\s*(?:[€$£]|US\$)?$/i;

/**
 * In a range the first number may leave its scale, century or half of the day to the second: `100 à 200 millions`, `2019-20`,
 * `6 to 9 p.m.`; and a part its scale to the sum before it. It keeps its own value beside the shared one.
 */
function shareScales(text: string, found: readonly Quantity[]): Quantity[] {
  return found.map((quantity, k) => {
    const next = found[k + 1];
    const before = found[k - 1];
    if (quantity.kind !== "number") return quantity;
    if (
      before !== undefined &&
      scaleOf(quantity) === 0 &&
      scaleOf(before) > 0 &&
      PART_OF.test(text.slice(before.end, quantity.start))
    )
      return { ...quantity, own: [...quantity.own, ...quantity.own.map((value) => withZeros(value, scaleOf(before)))] };
    if (next?.kind === "time" && RANGE.test(text.slice(quantity.end, next.start)))
      return { ...quantity, own: [...quantity.own, ...hoursShared(quantity, text.slice(next.start, next.end))] };
    if (next?.kind === "number" && RANGE.test(text.slice(quantity.end, next.digits?.start ?? next.start))) {
      const zeros = scaleOf(next) - scaleOf(quantity);
      if (zeros > 0)
        return { ...quantity, own: [...quantity.own, ...quantity.own.map((value) => withZeros(value, zeros))] };
    }
    if (before !== undefined && /^\d{2}$/.test(quantity.own[0] ?? "") && /^[12]\d{3}$/.test(before.own[0] ?? "")) {
      const between = text.slice(before.end, quantity.start);
      if (/^[-–/]$/.test(between))
        return { ...quantity, own: [...quantity.own, `${before.own[0]?.slice(0, 2)}${quantity.own[0]}`] };
    }
    return quantity;
  });
}

/** A century as its years are called: `the 1800s` for the 19th. */
function yearsOf(century: string): string {
  return `d${Number(century) - 1}00`;
}

function hoursShared({ own: [value = ""] }: Quantity, time: string): string[] {
  if (!/^(?:\d|1[0-2])$/.test(value) || !/m\.?$/i.test(time)) return [];
  const hour = (Number(value) % 12) + (/p\.?\s?m\.?$/i.test(time) ? 12 : 0);
  return [String(hour), `t${hour}:00`];
}

function scaleOf(quantity: Quantity): number {
  return quantity.power ?? 0;
}

function withZeros(value: string, zeros: number): string {
  const [whole = "", fraction = ""] = value.split(".");
  const moved = (whole + fraction.padEnd(zeros, "0").slice(0, zeros)).replace(/^(-?)0+(?=\d)/, "$1");
  const rest = fraction.slice(zeros);
  return rest === "" ? moved : `${moved}.${rest}`;
}

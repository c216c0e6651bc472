import type { AnalysedLanguage } from "../language.js";
import { wordNumberAt } from "./number-words.js";
import type { Quantity } from "./quantity.js";
import type { TokenLine } from "./token-line.js";

/** Dates, times of day and decades in French and English text. */

/** A quantity and the index of the token after it. */
export interface Reading {
  readonly quantity: Quantity;
  readonly next: number;
}

const MONTHS: Record<AnalysedLanguage, ReadonlyMap<string, number>> = {
  fr: new Map([
    ...[
      "janvier",
      "février",
      "mars",
      "avril",
      "mai",
      "juin",
      "juillet",
      "août",
      "septembre",
      "octobre",
      "novembre",
      "décembre",
    ].map((name, i): [string, number] => [name, i + 1]),
    ["fevrier", 2],
    ["aout", 8],
    ["decembre", 12],
  ]),
  en: new Map(
    [
      "january",
      "february",
      "march",
      "april",
      "may",
      "june",
      "july",
      "august",
      "september",
      "october",
      "november",
      "december",
    ].map((name, i): [string, number] => [name, i + 1]),
  ),
};

/** The name of a month, from 1 to 12, as its language writes it: lower case in French. */
export function monthName(month: number, lang: AnalysedLanguage): string {
  const [name = ""] = [...MONTHS[lang]].find(([, number]) => number === month) ?? [];
  return lang === "en" ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

/** Abbreviations, which count only beside a day or a year (`sept` is seven in French). */
const SHORT_MONTHS: Record<AnalysedLanguage, ReadonlyMap<string, number>> = {
  fr: new Map([
    ["janv", 1],
    ["jan", 1],
    ["févr", 2],
    ["fév", 2],
    ["avr", 4],
    ["juil", 7],
    ["sept", 9],
    ["oct", 10],
    ["nov", 11],
    ["déc", 12],
  ]),
  en: new Map([
    ["jan", 1],
    ["feb", 2],
    ["mar", 3],
    ["apr", 4],
    ["jun", 6],
    ["jul", 7],
    ["aug", 8],
    ["sep", 9],
    ["sept", 9],
    ["oct", 10],
    ["nov", 11],
    ["dec", 12],
  ]),
};

/** Words before `May`, `March` or `mars` that make a month of it: `in May`, `de mars`. */
const BEFORE_MONTH = new Set(
  "in of since until till by from last next this early late mid end during through every each en de depuis avant après dès fin début mi courant jusqu jusqu' d' ce au to".split(
    " ",
  ),
);
const AMBIGUOUS_MONTHS = new Set(["may", "march", "mars", "august"]);

const two = (value: number): string => String(value).padStart(2, "0");

interface DateParts {
  readonly day?: number | undefined;
  readonly month?: number | undefined;
  readonly year?: number | undefined;
}

function dateValue({ day, month, year }: DateParts): string {
  return `${year === undefined ? "-" : year}-${two(month ?? 0)}${day === undefined ? "" : `-${two(day)}`}`;
}

function isDay(text: string): boolean {
  return /^(?:0?[1-9]|[12]\d|3[01])$/.test(text);
}

function isYear(text: string): boolean {
  return /^[12]\d{3}$/.test(text);
}

interface Piece {
  readonly start: number;
  readonly end: number;
}

function part(kind: "number" | "month", own: readonly string[], place: Piece): Quantity {
  return { kind, start: place.start, end: place.end, own, other: [], written: "digits", certain: true };
}

/** The month that token `i` names, and the index after it; abbreviations with their point. */
function monthAt(
  line: TokenLine,
  i: number,
  lang: AnalysedLanguage,
): { month: number; next: number; short: boolean } | undefined {
  if (!line.isWord(i)) return undefined;
  const word = line.word(i);
  const month = MONTHS[lang].get(word);
  const short = month ?? SHORT_MONTHS[lang].get(word);
  if (short === undefined || (lang === "en" && !/^\p{Lu}/u.test(line.written(i)))) return undefined;
  if (month !== undefined) return { month, next: i + 1, short: false };
  return { month: short, next: line.word(i + 1) === "." && line.clings(i + 1) ? i + 2 : i + 1, short: true };
}

const DAY_ENDINGS = new Set(["er", "st", "nd", "rd", "th"]);

/** The index after the ending of a day (`1er`, `21st`), else `i` itself. */
function pastDayEnding(line: TokenLine, i: number): number {
  return line.clings(i) && DAY_ENDINGS.has(line.word(i)) ? i + 1 : i;
}

function yearAt(line: TokenLine, i: number): { year: number; next: number } | undefined {
  const at = line.word(i) === "," || line.word(i) === "de" ? i + 1 : i;
  return line.isNumber(at) && isYear(line.written(at)) ? { year: Number(line.written(at)), next: at + 1 } : undefined;
}

function dateReading(
  line: TokenLine,
  span: { from: number; next: number },
  known: DateParts,
  parts: Quantity[],
): Reading {
  const place = { start: line.at(span.from).start, end: line.at(span.next - 1).end };
  const kind = known.day === undefined && known.year === undefined ? "month" : "date";
  return {
    quantity: {
      kind,
      ...place,
      own: [dateValue(known)],
      other: [],
      written: "digits",
      certain: true,
      ...(parts.length > 0 && { parts }),
    },
    next: span.next,
  };
}

/** `28 mai 2025`, `1er juillet`, `the 21st of May`. */
function dayFirst(line: TokenLine, i: number, lang: AnalysedLanguage): Reading | undefined {
  const inDigits = line.isNumber(i) && isDay(line.written(i));
  const inWords = lang === "fr" ? line.word(i) === "premier" : line.word(i) === "first";
  if (!inDigits && !inWords) return undefined;
  const day = inDigits ? Number(line.written(i)) : 1;
  const past = pastDayEnding(line, i + 1);
  const from = line.word(past) === "of" ? past + 1 : past;
  const named = monthAt(line, from, lang);
  if (named === undefined) return undefined;
  const year = yearAt(line, named.next);
  const parts = [
    part("number", [String(day)], line.at(i)),
    part("month", [dateValue({ month: named.month })], line.at(from)),
    ...(year === undefined ? [] : [part("number", [String(year.year)], line.at(year.next - 1))]),
  ];
  return dateReading(
    line,
    { from: i, next: year?.next ?? named.next },
    { day, month: named.month, year: year?.year },
    parts,
  );
}

/** `May 28, 2025`, `May 28`, `mai 2025`, `in May`. */
function monthFirst(line: TokenLine, i: number, lang: AnalysedLanguage): Reading | undefined {
  const named = monthAt(line, i, lang);
  if (named === undefined) return undefined;
  const month = part("month", [dateValue({ month: named.month })], line.at(i));
  const dayAt = named.next;
  if (lang === "en" && line.isNumber(dayAt) && isDay(line.written(dayAt))) {
    const past = pastDayEnding(line, dayAt + 1);
    const day = Number(line.written(dayAt));
    const year = yearAt(line, past);
    const parts = [month, part("number", [String(day)], line.at(dayAt))];
    if (year !== undefined) parts.push(part("number", [String(year.year)], line.at(year.next - 1)));
    return dateReading(
      line,
      { from: i, next: year?.next ?? past },
      { day, month: named.month, year: year?.year },
      parts,
    );
  }
  const year = yearAt(line, named.next);
  if (year !== undefined) {
    const parts = [month, part("number", [String(year.year)], line.at(year.next - 1))];
    return dateReading(line, { from: i, next: year.next }, { month: named.month, year: year.year }, parts);
  }
  if (named.short) return undefined;
  const doubtful = AMBIGUOUS_MONTHS.has(line.word(i)) && !(lang === "fr" && line.written(i) === "mars");
  if (doubtful && !BEFORE_MONTH.has(line.word(i - 1).replace(/'$/, ""))) return undefined;
  return dateReading(line, { from: i, next: named.next }, { month: named.month }, []);
}

/** `28/05/2025`, `2025-05-28`, `28.05.2025`; English reads `05/06/2025` both ways round. */
function numericDate(line: TokenLine, i: number, lang: AnalysedLanguage): Reading | undefined {
  const single = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(line.written(i));
  let fields: string[];
  let next = i + 1;
  if (single !== null) fields = single.slice(1);
  else {
    const sign = line.word(i + 1);
    const joined = (sign === "/" || sign === "-") && line.word(i + 3) === sign;
    if (!joined || ![1, 2, 3, 4].every((k) => line.clings(i + k)) || (line.clings(i + 5) && line.word(i + 5) === sign))
      return undefined;
    fields = [line.written(i), line.written(i + 2), line.written(i + 4)];
    next = i + 5;
  }
  const candidates = dateCandidates(fields, lang);
  const first = candidates[0];
  if (first === undefined) return undefined;
  const place = { start: line.at(i).start, end: line.at(next - 1).end };
  const parts = [
    part("number", [...new Set(candidates.map(({ day }) => String(day)))], place),
    part("month", [...new Set(candidates.map(({ month }) => dateValue({ month })))], place),
    part("number", [String(first.year)], place),
  ];
  return {
    quantity: {
      kind: "date",
      ...place,
      own: candidates.map(dateValue),
      other: [],
      written: "digits",
      certain: true,
      parts,
    },
    next,
  };
}

function dateCandidates(fields: readonly string[], lang: AnalysedLanguage): DateParts[] {
  const [a = "", b = "", c = ""] = fields;
  const day = (text: string): boolean => isDay(text);
  const month = (text: string): boolean => /^(?:0?[1-9]|1[0-2])$/.test(text);
  if (isYear(a)) return month(b) && day(c) ? [{ year: Number(a), month: Number(b), day: Number(c) }] : [];
  if (!isYear(c)) return [];
  const year = Number(c);
  const found: DateParts[] = [];
  if (day(a) && month(b)) found.push({ year, month: Number(b), day: Number(a) });
  if (lang === "en" && month(a) && day(b) && a !== b) found.push({ year, month: Number(a), day: Number(b) });
  return found;
}

/** The date that begins at token `i`, by name or in figures. */
export function dateAt(line: TokenLine, i: number, lang: AnalysedLanguage): Reading | undefined {
  if (line.isNumber(i)) return numericDate(line, i, lang) ?? dayFirst(line, i, lang);
  return dayFirst(line, i, lang) ?? monthFirst(line, i, lang);
}

const NOON: Record<AnalysedLanguage, ReadonlyMap<string, string>> = {
  fr: new Map([
    ["midi", "t12:00"],
    ["minuit", "t0:00"],
  ]),
  en: new Map([
    ["noon", "t12:00"],
    ["midday", "t12:00"],
    ["midnight", "t0:00"],
  ]),
};

/** `a.m.`, `pm`: which half of the day, and the index after it. */
function halfOfDay(line: TokenLine, i: number): { afternoon: boolean; next: number } | undefined {
  const word = line.word(i);
  if (word === "am" || word === "pm") return { afternoon: word === "pm", next: i + 1 };
  if ((word !== "a" && word !== "p") || line.word(i + 1) !== "." || line.word(i + 2) !== "m") return undefined;
  return { afternoon: word === "p", next: line.word(i + 3) === "." && line.clings(i + 3) ? i + 4 : i + 3 };
}

const EVENING = /^\s+(?:du soir|de l['’ʼ]après-midi)(?!\p{L})/u;
/** Longer than what {@link EVENING} reads. */
const EVENING_REACH = 20;

/** *du soir*, *de l’après-midi* behind the token before `i`. The words are no part of the time. */
export function isEvening(line: TokenLine, i: number): boolean {
  const { end } = line.at(i - 1);
  return EVENING.test(line.text.slice(end, end + EVENING_REACH));
}

function frenchHalfOfDay(line: TokenLine, i: number): { afternoon: boolean; next: number } | undefined {
  return isEvening(line, i) ? { afternoon: true, next: i } : undefined;
}

interface ClockFields {
  readonly hour: number;
  readonly minute: number;
  /** Absent where hour and minute stand in one token. */
  readonly minuteAt?: number;
  readonly next: number;
  /** Without a sign that only a time of day has (`14:30`), it may be a ratio or a length. */
  readonly sure: boolean;
}

/** Hour and minutes in figures: `14:30`, `14 h 30`, `14h30`, `14h`, `2.30` before `p.m.`. */
function clockFields(line: TokenLine, i: number, lang: AnalysedLanguage): ClockFields | undefined {
  const written = line.written(i);
  const dotted = /^(\d{1,2})\.(\d{2})$/.exec(written);
  if (dotted !== null) return { hour: Number(dotted[1]), minute: Number(dotted[2]), next: i + 1, sure: false };
  if (!/^\d{1,2}$/.test(written)) return undefined;
  const hour = Number(written);
  if (line.word(i + 1) === ":" && line.clings(i + 1) && line.clings(i + 2) && /^[0-5]\d$/.test(line.written(i + 2))) {
    const seconds = line.word(i + 3) === ":" && line.clings(i + 3) && /^[0-5]\d$/.test(line.written(i + 4));
    const next = seconds ? i + 5 : i + 3;
    if (line.word(next) === ":" && line.clings(next) && line.clings(next + 1)) return undefined;
    return { hour, minute: Number(line.written(i + 2)), minuteAt: i + 2, next, sure: true };
  }
  if (lang === "fr") {
    const glued = /^h([0-5]\d)$/.exec(line.word(i + 1));
    if (glued !== null) return { hour, minute: Number(glued[1]), next: i + 2, sure: true };
    const spelt = line.word(i + 1) === "h" || line.word(i + 1) === "heures" || line.word(i + 1) === "heure";
    if (spelt && /^[0-5]\d$/.test(line.written(i + 2))) {
      const minute = Number(line.written(i + 2));
      return { hour, minute, minuteAt: i + 2, next: i + 3, sure: true };
    }
  }
  return { hour, minute: 0, next: i + 1, sure: false };
}

/** The time of day that begins at token `i`; `14 h` and `14 heures` are left to numbers, which may be a length of time. */
export function timeAt(line: TokenLine, i: number, lang: AnalysedLanguage): Reading | undefined {
  const noon = NOON[lang].get(line.word(i));
  if (noon !== undefined) {
    const { start, end } = line.at(i);
    return {
      quantity: { kind: "time", start, end, own: [noon], other: [], written: "words", certain: false },
      next: i + 1,
    };
  }
  // Behind a colon it is the middle of something longer: `00:11:22:33`.
  if (!line.isNumber(i) || (line.clings(i) && line.word(i - 1) === ":")) return undefined;
  const fields = clockFields(line, i, lang);
  if (fields === undefined || fields.hour > 24) return undefined;
  const half =
    fields.hour >= 1 && fields.hour <= 12
      ? (lang === "en" ? halfOfDay : frenchHalfOfDay)(line, fields.next)
      : undefined;
  const oclock = lang === "en" && line.word(fields.next) === "o" && line.word(fields.next + 1) === "'clock";
  if (!fields.sure && half === undefined && !oclock) return undefined;
  const next = half?.next ?? (oclock ? fields.next + 2 : fields.next);
  const place = { start: line.at(i).start, end: line.at(next - 1).end };
  const { hour, minute } = fields;
  const hours = hoursMeant(hour, half?.afternoon, lang === "en" || oclock);
  const own = hours.map((h) => `t${h}:${two(minute)}`);
  const parts = [part("number", [...new Set([...hours.map(String), String(hour)])], line.at(i))];
  const minutePlace = fields.minuteAt === undefined ? place : line.at(fields.minuteAt);
  if (minute > 0) parts.push(part("number", [String(minute)], minutePlace));
  return { quantity: { kind: "time", ...place, own, other: [], written: "digits", certain: true, parts }, next };
}

/** The hours from 0 to 23 that an hour may mean; unmarked English times may be of the morning or of the afternoon. */
function hoursMeant(hour: number, afternoon: boolean | undefined, twelveHours: boolean): number[] {
  if (afternoon !== undefined) return [(hour % 12) + (afternoon ? 12 : 0)];
  if (twelveHours && hour >= 1 && hour <= 12) return [hour, (hour + 12) % 24];
  return [hour % 24];
}

const ENGLISH_DECADES = new Map(
  ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"].map((word, i) => [
    word,
    20 + 10 * i,
  ]),
);

const BEFORE_DECADE = new Set("the early mid late '".split(" "));

/** The decade that begins at token `i`: `années 30`, `années quatre-vingt-dix`, `1930s`, `'90s`, `the thirties`. */
export function decadeAt(line: TokenLine, i: number, lang: AnalysedLanguage): Reading | undefined {
  if (lang === "fr") return frenchDecade(line, i);
  const named = ENGLISH_DECADES.get(line.word(i));
  if (named !== undefined) return decadeReading(line, { from: i, next: i + 1 }, named, "words");
  const digits = line.written(i);
  if (!line.isNumber(i) || !/^(?:[12]\d)?\d0$/.test(digits) || !line.clings(i + 1)) return undefined;
  // `30s` may be seconds; `90's` is none.
  const isSure = digits.length === 4 || line.word(i + 1) === "'s" || BEFORE_DECADE.has(line.word(i - 1));
  if (!isSure) return undefined;
  return ["s", "'s"].includes(line.word(i + 1))
    ? decadeReading(line, { from: i, next: i + 2 }, Number(digits), "digits")
    : undefined;
}

function frenchDecade(line: TokenLine, i: number): Reading | undefined {
  if (line.word(i) !== "années") return undefined;
  if (line.isNumber(i + 1)) {
    if (!/^(?:[12]\d)?\d0$/.test(line.written(i + 1))) return undefined;
    return decadeReading(line, { from: i, next: i + 2 }, Number(line.written(i + 1)), "digits");
  }
  const number = wordNumberAt(line.words, i + 1, "fr");
  if (number === undefined || number.vague || number.value < 20n || number.value > 90n) return undefined;
  return decadeReading(line, { from: i, next: number.next }, Number(number.value), "words");
}

function decadeReading(
  line: TokenLine,
  span: { from: number; next: number },
  value: number,
  written: "digits" | "words",
): Reading {
  const place = { start: line.at(span.from).start, end: line.at(span.next - 1).end };
  // `années 30` is the thirties of any century in living use; `series 1860s` may answer the bare number.
  const own =
    value >= 1000 ? [`d${value}`, String(value)] : [19, 20, 18, 17].map((century) => `d${century}${two(value)}`);
  return {
    quantity: { kind: "decade", ...place, own, other: [], written, certain: written === "digits" },
    next: span.next,
  };
}

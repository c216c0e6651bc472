import { analysedLanguage, type LanguageTag } from "../language.js";
import { monthName } from "../text/calendar.js";
import type { Quantity } from "../text/quantity.js";
import type { Slot } from "./slots.js";

interface Fields {
  readonly year: string | undefined;
  readonly month: number;
  readonly day: number | undefined;
}

/** The year, month and day that a value names (`2025-05-28`, `--05-28`, `2025-05`, `--05`). */
function fieldsOf(value: string): Fields | undefined {
  const [, year, month, day] = /^(\d{4}|-)-(\d{2})(?:-(\d{2}))?$/.exec(value) ?? [];
  if (month === undefined) return undefined;
  return {
    year: year === "-" ? undefined : year,
    month: Number(month),
    day: day === undefined ? undefined : Number(day),
  };
}

/**
 * A date of the query as the target writes dates: in the order and with the words that `old` has, of which only what differs is
 * put right. `undefined` where the query or the target may be read in two ways, or the month is abbreviated.
 */
export function writeDate(asked: Slot, matched: Slot, old: Slot, lang: LanguageTag): string | undefined {
  if (asked.quantity?.own.length !== 1) return undefined;
  const [before, after] = [fieldsOf(matched.quantity?.own[0] ?? ""), fieldsOf(asked.quantity.own[0] ?? "")];
  if (before === undefined || after === undefined || old.quantity === undefined) return undefined;
  return inFigures(old.text, before, after) ?? inWords(old.text, old.quantity, { before, after }, lang);
}

/** `2025-05-28`, `28/05/2025`, `5/28/2025`: the order is that which gives the date that the target has. */
function inFigures(old: string, before: Fields, after: Fields): string | undefined {
  const fields = old.split(/[^\d]+/);
  if (fields.length !== 3 || !fields.every((field) => /^\d+$/.test(field))) return undefined;
  // Which of two equal numbers is the month?
  if (before.day === before.month && fields[0]?.length !== 4) return undefined;
  const known = new Map([
    [Number(before.year), Number(after.year)],
    [before.month, after.month],
    [before.day ?? 0, after.day ?? 0],
  ]);
  let i = 0;
  const isIso = fields[0]?.length === 4;
  const ordered = [Number(after.year), after.month, after.day ?? 0];
  return old.replace(/\d+/g, (field) => {
    const value = isIso ? ordered[i++] : known.get(Number(field));
    return String(value ?? field).padStart(isIso || field.startsWith("0") ? field.length : paddingOf(fields), "0");
  });
}

/** How many digits the fields of a date have at least: two where one begins with a zero. */
function paddingOf(fields: readonly string[]): number {
  return fields.some((field) => field.startsWith("0")) ? 2 : 1;
}

function inWords(
  old: string,
  { parts = [], own, start, kind }: Quantity,
  { before, after }: { before: Fields; after: Fields },
  lang: LanguageTag,
): string | undefined {
  if (own.length !== 1) return undefined;
  const pieces = kind === "month" ? [{ kind: "month", start, end: start + old.length }] : parts;
  let written = old;
  // From the end, so that what is still to be replaced stays where it is.
  for (const piece of [...pieces].sort((a, b) => b.start - a.start)) {
    const [from, to] = [piece.start - start, piece.end - start];
    const text = old.slice(from, to);
    let end = to;
    let instead: string | undefined = text;
    if (piece.kind === "month") instead = after.month === before.month ? text : month(text, before, after, lang);
    else if (/^\d{4}$/.test(text)) instead = after.year;
    else if (after.day !== before.day) {
      end = to + (/^(?:er|st|nd|rd|th)(?!\p{L})/u.exec(old.slice(to))?.[0].length ?? 0);
      instead = day(old.slice(from, end), after.day, lang);
    }
    if (instead === undefined) return undefined;
    written = written.slice(0, from) + instead + written.slice(end);
  }
  return written;
}

/** In the case of the month that stood there; only where that was not abbreviated. */
function month(old: string, before: Fields, after: Fields, lang: LanguageTag): string | undefined {
  const language = analysedLanguage(lang);
  if (language === undefined) return undefined;
  const [was, is] = [monthName(before.month, language), monthName(after.month, language)];
  if (old.toLowerCase() !== was.toLowerCase()) return undefined;
  if (old === was.toUpperCase()) return is.toUpperCase();
  return /^\p{Lu}/u.test(old) ? is.charAt(0).toUpperCase() + is.slice(1) : is;
}

/** `1er` and `2`; `1st`, `2nd` where the day had an ending; a zero before where it had one. */
function day(old: string, value: number | undefined, lang: LanguageTag): string | undefined {
  if (value === undefined || !/^\d/.test(old)) return undefined;
  if (analysedLanguage(lang) === "fr") {
    if (value === 1) return /^0/.test(old) ? "01" : "1er";
    return /^0/.test(old) ? String(value).padStart(2, "0") : String(value);
  }
  if (/[a-z]$/.test(old)) return ordinal(value);
  return /^0/.test(old) ? String(value).padStart(2, "0") : String(value);
}

/** An English ordinal in digits. */
export function ordinal(value: number): string {
  const tens = value % 100;
  if (tens >= 11 && tens <= 13) return `${value}th`;
  return `${value}${["th", "st", "nd", "rd"][value % 10] ?? "th"}`;
}

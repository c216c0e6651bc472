import { analysedLanguage, type LanguageTag } from "../language.js";
import { canonical, decimal, type Decimal } from "./decimal.js";

/**
 * Numbers in digits. French groups by spaces or points and writes a decimal comma, English groups by commas (or spaces)
 * and writes a decimal point, so that `75.000` is 75 000 in the one and 75 in the other. Both readings are kept.
 */

/** What digits amount to, by the own locale and by the other. */
export interface DigitReadings {
  readonly own?: Decimal;
  readonly other?: Decimal;
}

const GROUPING_SPACE = /[\u0020\u00A0\u202F\u2009'’]/g;

interface Form {
  readonly grouped: RegExp;
  readonly group: string;
  readonly point: string;
}

/** An English integer part may be grouped as in India too (`1,00,000`). */
const ENGLISH: Form = { grouped: /^[1-9]\d{0,2}(?:,\d{3})+$|^[1-9]\d?(?:,\d{2})+,\d{3}$/, group: ",", point: "." };
const FRENCH: Form = { grouped: /^[1-9]\d{0,2}(?:\.\d{3})+$/, group: ".", point: "," };

function read(digits: string, form: Form): Decimal | undefined {
  const [whole = "", fraction, ...more] = digits.split(form.point);
  if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  if (/^\d+$/.test(whole)) return decimal(whole, fraction);
  return form.grouped.test(whole) ? decimal(whole.replaceAll(form.group, ""), fraction) : undefined;
}

/** The readings of a number token; neither for `5.2.1`, which is a label and no amount. */
export function readDigits(written: string, lang: LanguageTag): DigitReadings {
  const digits = written.replace(GROUPING_SPACE, "");
  const english = read(digits, ENGLISH);
  const french = read(digits, FRENCH);
  const language = analysedLanguage(lang);
  // Of a language that we know nothing of, either form may be its own.
  const [own, other] =
    language === "en"
      ? [english, french]
      : language === "fr"
        ? [french, english]
        : [english ?? french, french ?? english];
  return { ...(own !== undefined && { own }), ...(other !== undefined && { other }) };
}

/**
 * A number in a locale's usual form, its decimals kept as they were written. French groups are parted by U+00A0: the
 * Imprimerie nationale asks for a space that neither breaks nor stretches, and U+00A0 is the one that every font and
 * tool knows (U+202F is accepted wherever numbers are read). Four digits stay together where they stood so.
 */
export function writeDigits(amount: Decimal, grouped: boolean, lang: LanguageTag): string {
  const french = analysedLanguage(lang) === "fr";
  const all = amount.digits.toString().padStart(amount.places + 1, "0");
  const whole = all.slice(0, all.length - amount.places);
  const fraction = all.slice(all.length - amount.places);
  const parted = grouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, french ? "\u00A0" : ",") : whole;
  return fraction === "" ? parted : `${parted}${french ? "," : "."}${fraction}`;
}

/** The canonical values of readings, own then other, without repeats. */
export function valuesOf(
  readings: DigitReadings,
  change: (amount: Decimal) => Decimal = (amount) => amount,
): {
  own: string[];
  other: string[];
} {
  const own = readings.own === undefined ? [] : [canonical(change(readings.own))];
  const other = readings.other === undefined ? [] : [canonical(change(readings.other))];
  return { own, other: other.filter((value) => !own.includes(value)) };
}

import { analysedLanguage, type LanguageTag } from "../language.js";
import { scaled, type Decimal } from "../text/decimal.js";
import { readDigits, writeDigits } from "../text/digits.js";
import type { Slot } from "./slots.js";
import { ordinal } from "./write-date.js";

const SEPARATED = /\d[^\d]\d{3}(?!\d)/;

/**
 * A number of the query as the target writes it, in the place of `old`: the target locale's decimal sign, the grouping that
 * the target has where that can be seen, and its scale (`1 700 millions`, `1.7 billion`). `undefined` where it cannot be said.
 */
export function writeNumber(
  asked: Slot,
  old: Slot,
  langs: { source: LanguageTag; target: LanguageTag },
): string | undefined {
  // A label that is grouped or has a decimal comma is one of its own language.
  if (isLiteral(asked)) return /^[\d.]+$/.test(asked.text) ? asked.text : undefined;
  if (asked.quantity?.ordinal === true) return writeOrdinal(asked.text, old.text, langs.target);
  const amount = readDigits(asked.text, langs.source).own;
  if (amount === undefined) return undefined;
  const shift = (asked.quantity?.power ?? 0) - (old.quantity?.power ?? 0);
  const moved = shift === 0 ? amount : shifted(amount, shift);
  const written = writeDigits(moved, isGrouped(asked, old, moved), langs.target);
  const [space] = /[\u202F\u00A0]/.exec(old.text) ?? ["\u00A0"];
  return written.replaceAll("\u00A0", space);
}

/** `22nd`, `22e`: in French the ending of the first agrees with a word, so that none is written and none is replaced. */
function writeOrdinal(asked: string, old: string, lang: LanguageTag): string | undefined {
  const [number] = /^\d+(?=\D)/.exec(asked) ?? [];
  const [was, ending] = old.match(/^\d+|\D+$/g) ?? [];
  if (number === undefined || ending === undefined) return undefined;
  if (analysedLanguage(lang) === "en") return ordinal(Number(number));
  return number === "1" || was === "1" ? undefined : number + ending;
}

/** Whether digits stand for themselves and for no amount: in a label (`5.2.1`), in a word (`Grid04`), with a zero before them. */
export function isLiteral({ quantity, text }: Slot): boolean {
  return quantity?.digits === undefined || quantity.own[0]?.startsWith("=") === true || /^0\d/.test(text);
}

/** The amount in another scale, without zeros behind it that it did not have. */
function shifted({ digits, places }: Decimal, power: number): Decimal {
  if (power >= 0) return scaled({ digits, places }, power);
  let less: Decimal = { digits, places: places - power };
  while (less.places > places && less.digits % 10n === 0n)
    less = { digits: less.digits / 10n, places: less.places - 1 };
  return less;
}

/** As the target groups where it does or does not; else as the query does. Five digits and more are grouped where either does. */
function isGrouped(asked: Slot, old: Slot, { digits, places }: Decimal): boolean {
  const isGroupedOld = SEPARATED.test(old.text);
  const isLong = digits.toString().length - places >= 5;
  if (isGroupedOld) return SEPARATED.test(asked.text) || isLong;
  return /^\d{4}/.test(old.text) ? isLong && SEPARATED.test(asked.text) : SEPARATED.test(asked.text);
}

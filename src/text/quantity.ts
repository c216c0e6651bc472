import type { UnitCode } from "./units.js";

/** What a quantity is a quantity of. `month` is a month named without a day; `decade` is `années 30`, `1930s`. */
export type QuantityKind = "number" | "date" | "time" | "decade" | "month";

/**
 * A quantity that a text states: a number with or without a unit, a date, a time of day. Two quantities are the same
 * where a value of the one is among the values of the other.
 */
export interface Quantity {
  readonly kind: QuantityKind;
  /**
   * Where it stands in the original text: the amount with its scale, its sign, and the signs of its unit (`€1.5 million`,
   * `2,8 %`), without the word of a unit (`euros`).
   */
  readonly start: number;
  readonly end: number;
  /**
   * Canonical values by the own locale's reading: exact decimals (`75000`, `-3.5`), fractions (`1/3`), days (`2025-05-28`,
   * `--05-28`, `2025-05`, `--05`), times of day (`t14:30`), decades (`d1930`). More than one where the text is
   * ambiguous (`2.30`, `05/06/2025`); none where only the other locale writes so.
   */
  readonly own: readonly string[];
  /** Values that only the other locale's reading gives. */
  readonly other: readonly string[];
  readonly unit?: UnitCode;
  /** Where the unit stands: inside the quantity's own span for signs, outside for words. */
  readonly unitAt?: { readonly start: number; readonly end: number };
  /** The digits alone, where it is written in digits. */
  readonly digits?: { readonly start: number; readonly end: number };
  /** The power of ten of the scale that follows the digits (`1,5 milliard`: 9). */
  readonly power?: number;
  /** `12e`, `12th`: said in words as often as not. */
  readonly ordinal?: boolean;
  readonly written: "digits" | "words";
  /**
   * Whether it is surely a quantity that a translation must state too. Codes, references, articles (`un`), ordinals in
   * words, vague words (`une dizaine`) are not: they answer a quantity of the other side, and nobody misses them.
   */
  readonly certain: boolean;
  /** What it may be taken apart into where it has no counterpart as a whole: a date's day, month and year. */
  readonly parts?: readonly Quantity[];
}

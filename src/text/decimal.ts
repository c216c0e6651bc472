/**
 * Exact decimal amounts: a whole number of units of 10^-places. `1,5 milliard` and `1.5 billion` must be the same value to
 * the last digit, which floating point cannot promise.
 */

/** `digits` / 10^`places`; `places` is never negative. */
export interface Decimal {
  readonly digits: bigint;
  readonly places: number;
}

/** The amount written by ASCII digits before and after a decimal sign. */
export function decimal(whole: string, fraction = ""): Decimal {
  return { digits: BigInt((whole + fraction).replace(/[^0-9]/g, "") || "0"), places: fraction.length };
}

/** The amount times 10^`power`, for a `power` of 0 or more. */
export function scaled(amount: Decimal, power: number): Decimal {
  if (power <= amount.places) return { digits: amount.digits, places: amount.places - power };
  return { digits: amount.digits * 10n ** BigInt(power - amount.places), places: 0 };
}

export function plus(a: Decimal, b: Decimal): Decimal {
  const places = Math.max(a.places, b.places);
  const raised = (amount: Decimal): bigint => amount.digits * 10n ** BigInt(places - amount.places);
  return { digits: raised(a) + raised(b), places };
}

/** The amount plus one half of 10^`power`: `deux millions et demi`. */
export function plusHalf(amount: Decimal, power: number): Decimal {
  return plus(amount, scaled({ digits: 5n, places: 1 }, power));
}

/** The one way of writing an amount: no sign of grouping, a decimal point, no zero at either end (`75000`, `0.5`). */
export function canonical(amount: Decimal): string {
  const written = amount.digits.toString().padStart(amount.places + 1, "0");
  const whole = written.slice(0, written.length - amount.places);
  const fraction = written.slice(written.length - amount.places).replace(/0+$/, "");
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

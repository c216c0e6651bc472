import type { LanguageTag } from "../language.js";
import { agrees } from "./agreement.js";
import { isLiteral, writeNumber } from "./write-number.js";
import { writeDate } from "./write-date.js";
import { writeTime } from "./write-time.js";
import type { Slot, Slotted } from "./slots.js";

/** What is to stand in the match's target in the place of what stands there. */
export interface Replacement {
  readonly kind: Slot["kind"];
  /** In the match's target. */
  readonly start: number;
  readonly end: number;
  readonly to: string;
  /** What of the query it answers. */
  readonly query: Slot;
}

/** A value that differs: as the query has it, and as the match's source does. */
interface Difference {
  readonly asked: Slot;
  readonly matched: Slot;
}

/**
 * What has to be put right in a match's target, where query and match differ in values alone; `undefined` where it is not
 * certain which value of the target answers which of the source, or how it would be written. `term` is what is to stand in
 * the place of the target's one term.
 */
export function replacements(
  query: Slotted,
  match: Slotted,
  target: Slotted,
  term?: string,
): Replacement[] | undefined {
  const differences: Difference[] = [];
  for (const [i, matched] of match.slots.entries()) {
    const asked = query.slots[i];
    if (asked === undefined || asked.kind !== matched.kind) return undefined;
    if (!isSame(asked, matched)) differences.push({ asked, matched });
  }
  const found: Replacement[] = [];
  for (const difference of differences) {
    if (difference.asked.kind === "term") {
      const old = target.slots.find(({ kind }) => kind === "term");
      if (old === undefined || term === undefined) return undefined;
      found.push({ kind: "term", start: old.start, end: old.end, to: term, query: difference.asked });
      continue;
    }
    const places = placesOf(difference, { match, target, differences });
    if (places === undefined) return undefined;
    for (const old of places) {
      if (found.some(({ start }) => start === old.start)) continue;
      const replacement = replacementFor(difference, old, target, query.lang);
      if (replacement === undefined) return undefined;
      found.push(replacement);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Whether two slots state the same: one value, however it is grouped or spaced. */
function isSame(a: Slot, b: Slot): boolean {
  if (a.text.normalize("NFC") === b.text.normalize("NFC")) return true;
  if (a.quantity === undefined || b.quantity === undefined || isLiteral(a) || isLiteral(b)) {
    return a.kind !== "number" && a.quantity !== undefined && a.quantity.own.join() === b.quantity?.own.join();
  }
  return a.quantity.own.length > 0 && a.quantity.own.join() === b.quantity.own.join();
}

/**
 * Where the target states what the match's source does and the query does not: as often as the source states it, and there the
 * query must have the same change each time.
 */
function placesOf(
  { asked, matched }: Difference,
  { match, target, differences }: { match: Slotted; target: Slotted; differences: readonly Difference[] },
): readonly Slot[] | undefined {
  const alike = differences.filter((other) => states(other.matched, matched));
  if (!alike.every((other) => isSame(other.asked, asked))) return undefined;
  const places = target.slots.filter((slot) => states(slot, matched));
  if (places.length !== alike.length || places.length === 0) return undefined;
  if (countOf(match, matched) !== alike.length || countOf(target, matched) !== places.length) return undefined;
  return places;
}

/** Whether a slot states the value of another: by any of its readings, or literally where it is no amount. */
function states(slot: Slot, wanted: Slot): boolean {
  if (wanted.quantity === undefined || slot.quantity === undefined) return slot.text === wanted.text;
  if (slot.kind === "number" && wanted.kind === "number" && (isLiteral(wanted) || isLiteral(slot))) {
    return slot.text === wanted.text;
  }
  return sharesValue(slot.quantity.own, wanted.quantity.own);
}

function sharesValue(own: readonly string[], wanted: readonly string[]): boolean {
  return own.some((value) => wanted.includes(value));
}

/** How often a text states a value, in digits or in words. */
function countOf({ slots, quantities }: Slotted, wanted: Slot): number {
  const inSlots = slots.filter((slot) => states(slot, wanted)).length;
  if (wanted.quantity === undefined) return inSlots;
  const { own } = wanted.quantity;
  const elsewhere = quantities.filter((quantity) => !slots.some((slot) => slot.quantity === quantity));
  return inSlots + elsewhere.filter((quantity) => sharesValue(quantity.own, own)).length;
}

function replacementFor(
  { asked, matched }: Difference,
  old: Slot,
  target: Slotted,
  source: LanguageTag,
): Replacement | undefined {
  const langs = { source, target: target.lang };
  const whole = { kind: asked.kind, start: old.start, end: old.end, query: asked };
  if (asked.kind === "placeholder") return { ...whole, to: asked.text };
  const to =
    old.kind === "time"
      ? writeTime(asked, old)
      : old.kind === "date"
        ? writeDate(asked, matched, old, target.lang)
        : number();
  if (to === undefined || (asked.kind !== old.kind && old.kind !== "time")) return undefined;
  const isAmount = old.kind === "number" && !isLiteral(old);
  const amounts = isAmount ? ([amountOf(matched), amountOf(asked)] as const) : undefined;
  const isScaled = (old.quantity?.power ?? 0) > 0 && target.lang.startsWith("en");
  const replaced = { start: old.start, end: old.end, to, ...(amounts && !isScaled && { amounts }) };
  return agrees(target, replaced) ? { ...whole, kind: old.kind, to } : undefined;

  function number(): string | undefined {
    // A time that the other side states as a number of hours is one all the same.
    return old.quantity?.unit === "hour" && asked.kind === "time" ? undefined : writeNumber(asked, old, langs);
  }
}

function amountOf({ quantity }: Slot): string {
  return quantity?.own[0] ?? "";
}

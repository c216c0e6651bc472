import type { LanguageTag } from "../language.js";
import type { InlineCode, Segment } from "../segment.js";
import { quantities } from "../text/quantities.js";
import type { Quantity } from "../text/quantity.js";
import { tokenize, type Token } from "../text/tokens.js";

/** What may differ between two texts that otherwise say the same. */
export type SlotKind = "number" | "date" | "time" | "placeholder" | "term";

/** A stretch of a text that stands for a value: the digits of a number without its unit, a date, a placeholder. */
export interface Slot {
  readonly kind: SlotKind;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Absent of placeholders and terms. */
  readonly quantity?: Quantity;
}

/** A text taken apart into its values and what stands between them. */
export interface Slotted {
  readonly segment: Segment;
  readonly lang: LanguageTag;
  readonly tokens: readonly Token[];
  /** In order, not overlapping. */
  readonly slots: readonly Slot[];
  /** All that the text states, numbers in words among it. */
  readonly quantities: readonly Quantity[];
  /** The tokens with a mark in the place of each slot; white space counts for nothing, and codes stand apart. */
  readonly frame: readonly string[];
  readonly codes: readonly PlacedCode[];
}

/** An inline code with the number of frame tokens before it. */
export interface PlacedCode {
  readonly code: InlineCode;
  readonly at: number;
}

/** Takes a text apart. `terms` are stretches that are to be slots too, whatever they hold. */
export function slotted(
  segment: Segment,
  lang: LanguageTag,
  terms: readonly { readonly start: number; readonly end: number }[] = [],
): Slotted {
  const tokens = tokenize(segment, lang);
  const stated = quantities(segment, lang, tokens);
  const slots: Slot[] = [
    ...terms.map(({ start, end }): Slot => ({ kind: "term", start, end, text: segment.text.slice(start, end) })),
    ...stated.flatMap((quantity) => slotOf(quantity, segment.text)),
    ...tokens.flatMap((token) => placeholderOf(token)),
  ];
  const ordered = apart(slots);
  return { segment, lang, tokens, slots: ordered, quantities: stated, ...framed(segment, tokens, ordered) };
}

/** Numbers in words are no slots: what stands beside them agrees with them. */
function slotOf(quantity: Quantity, text: string): Slot[] {
  const { kind, written } = quantity;
  if (written !== "digits" || kind === "decade") return [];
  const { start } = quantity.digits ?? quantity;
  // The ending of an ordinal goes with its number: `21st`, `22nd`.
  const { end } = quantity.ordinal === true ? quantity : (quantity.digits ?? quantity);
  const place = { start, end, text: text.slice(start, end), quantity };
  return [{ kind: kind === "month" ? "date" : kind, ...place }];
}

function placeholderOf({ kind, code, start, end, text }: Token): Slot[] {
  return kind === "code" && code === undefined ? [{ kind: "placeholder", start, end, text }] : [];
}

/** In order; of two that overlap, the one named first. */
function apart(slots: readonly Slot[]): Slot[] {
  const kept: Slot[] = [];
  for (const slot of slots) {
    if (kept.every(({ start, end }) => slot.end <= start || end <= slot.start)) kept.push(slot);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** The tokens between slots, cut where a slot begins or ends within one (`Grid04`), with the marks of the slots. */
function framed(
  { text, codes }: Segment,
  tokens: readonly Token[],
  slots: readonly Slot[],
): { frame: string[]; codes: PlacedCode[] } {
  const frame: string[] = [];
  const starts: number[] = [];
  const push = (start: number, part: string): void => {
    frame.push(part);
    starts.push(start);
  };
  let next = 0;
  let done = 0;
  for (const { start, end } of tokens) {
    let from = Math.max(start, done);
    for (let slot = slots[next]; slot !== undefined && slot.start < end; slot = slots[++next]) {
      if (slot.start > from) push(from, text.slice(from, slot.start).normalize("NFC"));
      push(slot.start, markOf(slot));
      from = slot.end;
    }
    if (from < end) push(from, text.slice(from, end).normalize("NFC"));
    done = Math.max(from, end, done);
  }
  const placed = codes.map((code) => ({ code, at: starts.filter((start) => start < code.at).length }));
  return { frame, codes: placed };
}

/** A character that no text holds, and what must be alike on both sides for a value to stand in for another. */
function markOf({ kind, quantity }: Slot): string {
  const fields = quantity?.own[0]?.replace(/\d+/g, "0");
  return `\u0000${kind}${kind === "date" || kind === "time" ? (fields ?? "") : ""}`;
}

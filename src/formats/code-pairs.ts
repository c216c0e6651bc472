import type { InlineCode } from "../segment.js";

/** Which codes open and close each other, by index, both ways. */
export function partnersIn(codes: readonly InlineCode[]): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const opened = new Map<string, number[]>();
  for (const [i, code] of codes.entries()) {
    if (code.kind === "open") {
      const same = opened.get(code.id);
      if (same === undefined) opened.set(code.id, [i]);
      else same.push(i);
    } else if (code.kind === "close") {
      const open = (opened.get(code.pair ?? code.id) ?? opened.get(code.id))?.pop();
      if (open !== undefined) partners.set(open, i).set(i, open);
    }
  }
  return partners;
}

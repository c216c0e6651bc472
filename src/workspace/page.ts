import { Refusal } from "../refusal.js";

/** A page of a list: at most `limit` items that come after the one named. */
export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** `next`, where there is more, is the `after` of the next page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** Ids of units and jobs are numbers: a page cannot go on after anything else. */
export function refuseForeignCursor({ after }: PageRequest): void {
  if (after === undefined || /^\d{1,15}$/.test(after)) return;
  const reason = `there is no item ${JSON.stringify(after)} to go on after; give the "next" of the page before`;
  throw new Refusal("invalid", reason, { path: "after" });
}

/** A page from one item more than it may hold: the extra one only tells that there is a next page. */
export function pageOf<Item extends { readonly id: string }>(items: readonly Item[], limit: number): Page<Item> {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return items.length > limit && last !== undefined ? { items: shown, next: last.id } : { items: shown };
}

import { Refusal } from "../refusal.js";

/** A page of a list that is at hand whole. Refuses an `after` that names none of its items. */
export function pageOf<Item>(
  items: readonly Item[],
  page: { readonly limit: number; readonly after?: string },
  idOf: (item: Item) => string,
): { items: Item[]; next?: string } {
  const from = page.after === undefined ? 0 : items.findIndex((item) => idOf(item) === page.after) + 1;
  if (page.after !== undefined && from === 0) {
    const message = `there is no item ${JSON.stringify(page.after)} to go on after; give the "next" of the page before`;
    throw new Refusal("invalid", message, { path: "after" });
  }
  const shown = items.slice(from, from + page.limit);
  const last = shown.at(-1);
  return from + page.limit < items.length && last !== undefined ? { items: shown, next: idOf(last) } : { items: shown };
}

import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { openDatabase } from "../../src/store/database.js";
import { Store } from "../../src/store/store.js";

let store: Store;
beforeAll(() => {
  store = Store.on(openDatabase(":memory:"), () => []);
});
afterAll(() => store.close());

function id(i: number): string {
  return i.toString(16).padStart(16, "0");
}

describe("ignored findings", () => {
  test("are found and listed once each, ten thousand of them, half of them undone", () => {
    const { ignores } = store;
    for (let i = 0; i < 10_000; i++) ignores.add({ id: id(i), reason: `${i}`, by: "Ana" });
    for (let i = 0; i < 10_000; i += 2) expect(ignores.undo(id(i), undefined)).toBe(true);
    expect([ignores.get(id(4_998)), ignores.get(id(4_999))?.reason, ignores.get(id(10_001))]).toEqual([
      undefined,
      "4999",
      undefined,
    ]);
    for (const [undone, count] of [
      [false, 5_000],
      [true, 10_000],
    ] as const) {
      const seen = new Set<string>();
      let after: string | undefined;
      do {
        const page = ignores.page({ limit: 999, undone, ...(after !== undefined && { after }) });
        for (const ignore of page.items) seen.add(ignore.id);
        after = page.next;
      } while (after !== undefined);
      expect(seen.size).toBe(count);
    }
  });

  test("are undone once", () => {
    store.ignores.add({ id: id(20_000), reason: "x", by: "Ana" });
    expect([store.ignores.undo(id(20_000), "Luc"), store.ignores.undo(id(20_000), "Luc")]).toEqual([true, false]);
    expect(store.ignores.undo("nonsense", undefined)).toBe(false);
  });

  test("take texts of any kind as they are", () => {
    const odd = {
      id: id(30_000),
      reason: "l’été\u00A0: \u{1F600} ' or 1=1 --",
      by: "D’Ana\u0301",
      message: "«\u00A0x\u00A0»",
    };
    store.ignores.add(odd);
    expect(store.ignores.get(odd.id)).toMatchObject(odd);
  });
});

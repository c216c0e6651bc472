import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { IdSet } from "../../src/formats/id-set.js";

test("says of each id what a set would say", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 200 }), (ids) => {
      const [ours, plain] = [new IdSet(), new Set<string>()];
      for (const id of ids) {
        expect(ours.has(id)).toBe(plain.has(id));
        expect(ours.add(id)).toBe(!plain.has(id));
        plain.add(id);
      }
    }),
  );
});

test("keeps a hundred thousand ids apart while it grows", () => {
  const ids = new IdSet();
  const count = (): number => Array.from({ length: 100_000 }, (_, i) => ids.add(`f=f1/u=${i}`)).filter(Boolean).length;
  expect(count()).toBe(100_000);
  expect(count()).toBe(0);
  expect(ids.has("f=f1/u=100000")).toBe(false);
});

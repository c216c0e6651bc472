import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { collectGarbage } from "../../src/workspace/garbage.js";

test("what nothing refers to any more is gone at once", async () => {
  const held = new SharedArrayBuffer(8);
  const references = [new WeakRef(held), new WeakRef(new SharedArrayBuffer(8))];
  // A reference that was just made holds what it refers to until the turn ends.
  await pause(1);
  collectGarbage();
  expect(references.map((reference) => reference.deref())).toEqual([held, undefined]);
});

import { expect, test } from "@jest/globals";
import { unitLoss } from "../../src/formats/memory-loss.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import type { UnitContent } from "../../src/unit.js";

const [us, gb] = [languageTag("en-US"), languageTag("en-GB")] as LanguageTag[];
const variant = (lang: LanguageTag): UnitContent["variants"][0] => ({
  lang,
  segment: { text: "a", codes: [] },
  properties: [],
  notes: [],
});
const unit: UnitContent = {
  sourceLang: us!,
  variants: [variant(us!), variant(gb!)],
  context: {},
  properties: [],
  notes: [],
};

test("a table turns a unit round where it begins with its target, be it of the same language", () => {
  const counted = (sourceLang: LanguageTag, targetLang: LanguageTag): unknown =>
    unitLoss(unit, "csv", { sourceLang, targetLang }).direction;
  expect(counted(us!, gb!)).toBe(0);
  expect(counted(gb!, us!)).toBe(1);
});

test("an author without a name has no cell in a table", () => {
  const loss = (more: Partial<UnitContent>): unknown =>
    unitLoss({ ...unit, ...more }, "csv", { sourceLang: us!, targetLang: gb! })["empty authors"];
  expect(loss({ createdBy: "Ana", changedBy: "Bea" })).toBe(0);
  expect(loss({ createdBy: "", changedBy: "" })).toBe(2);
});

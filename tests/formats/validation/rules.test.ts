import { describe, expect, test } from "@jest/globals";
import { TBX_RULES } from "../../../src/formats/validation/tbx-rules.js";
import { TMX_RULES } from "../../../src/formats/validation/tmx-rules.js";
import { XLIFF1_RULES } from "../../../src/formats/validation/xliff1-rules.js";
import { XLIFF2_RULES } from "../../../src/formats/validation/xliff2-rule-table.js";
import { breachesOf, marked, type RuleCase } from "./rule-case.js";
import { TBX_CASES } from "./tbx-cases.js";
import { TMX_CASES } from "./tmx-cases.js";
import { XLIFF1_CASES } from "./xliff1-cases.js";
import { XLIFF2_CASES } from "./xliff2-cases.js";

/** Rules that speak of sizes which no fixture has. */
const LIMITS = ["tbx.ids-unchecked", "xliff1.ids-unchecked", "xliff2.ids-unchecked", "xliff2.too-many-codes"];

function holds(name: string, rules: Readonly<Record<string, { severity: string }>>, cases: readonly RuleCase[]): void {
  describe(name, () => {
    test("has a case for each of its rules", () => {
      const tried = new Set(cases.map(({ rule }) => rule));
      expect(Object.keys(rules).filter((rule) => !tried.has(rule) && !LIMITS.includes(rule))).toEqual([]);
    });

    for (const [i, { rule, breaks, keeps, also = [] }] of cases.entries()) {
      test(`${rule} is broken at its place, case ${i}`, async () => {
        const { file, line, column } = marked(breaks);
        const found = await breachesOf(file);
        expect([...new Set(found.map((breach) => breach.rule))].sort()).toEqual([rule, ...also].sort());
        const breach = found.find((one) => one.rule === rule);
        expect(breach).toMatchObject({ severity: rules[rule]?.severity, line, column });
        expect(await breachesOf(file, 1)).toEqual(found);
      });

      test(`${rule} is kept, case ${i}`, async () => {
        expect(await breachesOf(keeps)).toEqual([]);
      });
    }
  });
}

holds("XLIFF 2", XLIFF2_RULES, XLIFF2_CASES);
holds("XLIFF 1.2", XLIFF1_RULES, XLIFF1_CASES);
holds("TMX", TMX_RULES, TMX_CASES);
holds("TBX", TBX_RULES, TBX_CASES);

test("what XLIFF 1.2 calls an error may be usual in 1.0", async () => {
  const file = (version: string): string =>
    `<xliff version="${version}"><file source-language="en"><body><trans-unit><source/></trans-unit></body></file></xliff>`;
  const severities = async (version: string): Promise<string[]> =>
    (await breachesOf(file(version)))
      .filter(({ rule }) => rule === "xliff1.attribute-missing")
      .map(({ severity }) => severity);
  expect(await severities("1.2")).toEqual(["error", "error", "error"]);
  expect(await severities("1.0")).toEqual(["warning", "warning", "warning"]);
});

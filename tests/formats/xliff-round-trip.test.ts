import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { writeXliff12 } from "../../src/formats/xliff12-writer.js";
import { writeXliff2 } from "../../src/formats/xliff2-writer.js";
import type { LanguageTag } from "../../src/language.js";
import type { Segment } from "../../src/segment.js";
import { variantFor, type UnitContent } from "../../src/unit.js";
import { unit as anyUnit } from "./arbitrary-unit.js";
import { bilingualEvents } from "./bilingual-events.js";

const options = { sourceLang: "en" as LanguageTag, targetLang: "fr" as LanguageTag, original: "m" };

/** What a writer keeps of a segment: the text, where codes stand, and whether they open, close or neither. */
function outline(segment: Segment | undefined): unknown {
  const codes = segment?.codes.map(({ at, kind }) => [at, kind.replace("isolated-", "")]) ?? [];
  return { text: segment?.text ?? "", codes };
}

function wanted(units: readonly UnitContent[]): unknown[] {
  return units.flatMap((unit) => {
    const source = variantFor(unit, options.sourceLang);
    const target = variantFor(unit, options.targetLang);
    return source === undefined
      ? []
      : [[outline(source.segment), outline(target === source ? undefined : target?.segment)]];
  });
}

for (const [name, write] of [
  ["1.2", writeXliff12],
  ["2.0", writeXliff2],
] as const) {
  test(`what is written as XLIFF ${name} is read again with its texts and codes in their places`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyUnit, { maxLength: 4 }), async (units) => {
        const events = await bilingualEvents([...write(units, options)].join(""));
        const pairs = events.flatMap((event) => (event.kind === "pair" ? [event.pair] : []));
        expect(events.filter(({ kind }) => kind === "problem")).toEqual([]);
        expect(pairs.map(({ source, target }) => [outline(source), outline(target)])).toEqual(wanted(units));
      }),
    );
  });
}

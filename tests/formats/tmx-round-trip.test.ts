import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { writeTmx } from "../../src/formats/tmx-writer.js";
import type { LanguageTag } from "../../src/language.js";
import type { InlineCode } from "../../src/segment.js";
import type { Property, UnitContent } from "../../src/unit.js";
import { unit } from "./arbitrary-unit.js";
import { eventsOf, tmx, unitsOf } from "./bytes.js";

const en = "en" as LanguageTag;
const fr = "fr" as LanguageTag;

function written(units: readonly UnitContent[]): string {
  return [...writeTmx(units, { sourceLang: fr })].join("");
}

function plain(text: string, more: Partial<UnitContent> = {}, codes: readonly InlineCode[] = []): UnitContent {
  const variant = { lang: en, segment: { text, codes }, properties: [], notes: [] };
  return { sourceLang: en, variants: [variant], context: {}, properties: [], notes: [], ...more };
}

test("units written and read again are the same units, without a problem", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(unit, { maxLength: 3 }), async (units) => {
      const events = await eventsOf(written(units));
      expect(events.slice(1)).toEqual(
        units.map((one) => expect.objectContaining({ kind: "unit", unit: one }) as unknown),
      );
    }),
    { numRuns: 600 },
  );
});

test("properties that mean something are the same after one reading", async () => {
  const property = fc.record<Property>({
    type: fc.constantFrom("prev", "next", "file", "id", "tuid", "x-context-pre", "x-origin", "tmx:datatype"),
    value: fc.constantFrom("", "a", "<seg>a</seg>", "<seg></seg>", "machine", "none"),
  });
  const odd = fc
    .tuple(unit, fc.array(property, { maxLength: 5 }))
    .map(([one, properties]): UnitContent => ({ ...one, properties: [...properties, ...one.properties] }));
  await fc.assert(
    fc.asyncProperty(odd, async (one) => {
      const once = await unitsOf(written([one]));
      const twice = await unitsOf(written(once));
      const thrice = await unitsOf(written(twice));
      expect(once).toHaveLength(1);
      expect(thrice).toEqual(twice);
    }),
    { numRuns: 300 },
  );
});

describe("inline codes", () => {
  test("that came from TMX are written byte for byte", async () => {
    const segs = [
      '<bpt i="1" x="7" type="bold">&lt;b class="x"></bpt>a<ept i="1">&lt;/b></ept>',
      "<hi  x='1'>a</hi >",
      "<ph>a <sub>b <bpt i='1'/>c<ept i='1'/></sub></ph>",
      "<ph><![CDATA[<br>]]></ph>text",
      "<ut>{\\b}</ut><it pos='end' x='2'\n/>",
    ];
    const file = `<tmx version="1.4"><body>${segs.map((seg) => `<tu><tuv lang="en"><seg>${seg}</seg></tuv></tu>`).join("")}</body></tmx>`;
    const again = written(await unitsOf(file));
    for (const seg of segs) expect(again).toContain(`<seg>${seg}</seg>`);
  });

  test("from elsewhere are written as TMX elements that hold their data", () => {
    const codes: InlineCode[] = [
      { at: 0, id: "a", kind: "open", pair: "b", data: "<b>" },
      { at: 1, id: "b", kind: "close", pair: "a", data: "</b>" },
      { at: 1, id: "c", kind: "alone" },
    ];
    const [, seg] = /<seg>(.*)<\/seg>/.exec(written([plain("x", {}, codes)])) ?? [];
    expect(seg).toBe(
      '<bpt i="1" x="1" type="x-entente;id=a;pair=b;data;close-id=b;close-pair=a;close-data">&lt;b&gt;</bpt>x' +
        '<ept i="1">&lt;/b&gt;</ept><ph x="3" type="x-entente;id=c"></ph>',
    );
  });

  test("within a surrogate pair do not tear it", async () => {
    const [read] = await unitsOf(written([plain("😀", {}, [{ at: 1, id: "1", kind: "alone" }])]));
    expect(read?.variants[0]?.segment).toEqual({ text: "😀", codes: [{ at: 0, id: "1", kind: "alone" }] });
  });
});

describe("context", () => {
  test("that a property holds already is not written again", async () => {
    const properties = [{ type: "x-context-pre", value: "<seg>before</seg>" }];
    const one = plain("a", { context: { before: "before", after: null, key: "k" }, properties });
    const file = written([one]);
    expect(file).not.toContain('type="prev"');
    expect(file).toContain('<prop type="next"></prop>');
    expect(file).toContain('<tu tuid="k"');
    expect(await unitsOf(file)).toEqual([one]);
  });

  test("by file and id keeps the tuid beside it", async () => {
    const properties = ["tuid", "file", "id"].map((type) => ({ type, value: type.toUpperCase() }));
    const one = plain("a", { context: { key: "FILE#ID" }, properties });
    expect(written([one])).toContain('<tu tuid="TUID"');
    expect(await unitsOf(written([one]))).toEqual([one]);
  });

  test("beside an empty file and an empty id, which name no place, is what the unit says", async () => {
    const properties = ["file", "id"].map((type) => ({ type, value: "" }));
    for (const context of [{ key: "" }, {}, { key: "k" }]) {
      const one = plain("a", { context, properties });
      expect(await unitsOf(written([one]))).toEqual([one]);
    }
    const any = unit.map((one): UnitContent => ({ ...one, properties: [...properties, ...one.properties] }));
    await fc.assert(
      fc.asyncProperty(any, async (one) => expect(await unitsOf(written([one]))).toEqual([one])),
      { numRuns: 200 },
    );
    const [read] = await unitsOf(
      tmx(`<tu tuid="7"><prop type="file"/><prop type="id"/><tuv xml:lang="en"><seg>b</seg></tuv></tu>`),
    );
    expect(read).toMatchObject({ context: { key: "7" }, properties });
  });

  test("and origin that properties say twice stay the first ones, and the second ones stay", async () => {
    const said = ["prev", "next", "x-origin", "prev", "next", "x-origin"].map(
      (type) => `<prop type="${type}">${type === "x-origin" ? "machine" : "a"}</prop>`,
    );
    const once = await unitsOf(tmx(`<tu>${said.join("")}<tuv xml:lang="en"><seg>b</seg></tuv></tu>`));
    expect(once).toMatchObject([{ context: { before: "a", after: "a" }, origin: "machine" }]);
    expect(once[0]?.properties.map(({ type }) => type)).toEqual(["prev", "next", "x-origin"]);
    expect(await unitsOf(written(once))).toEqual(once);
  });

  test("cleared of its machine origin by a person's review stays cleared", async () => {
    const one = plain("a", { createdBy: "MT!" });
    expect(await unitsOf(written([one]))).toEqual([one]);
    expect(written([one])).toContain('<prop type="x-origin">none</prop>');
  });
});

test("a code that is long enough only for its references is read again", async () => {
  const data = `<img src="${"<".repeat(30_000)}"/>`;
  const one = plain("a", {}, [{ at: 0, id: "1", kind: "alone", data }]);
  expect(await unitsOf(written([one]))).toEqual([one]);
});

test("a text that XML cannot hold is our mistake and says so", () => {
  expect(() => written([plain("a\u0000")])).toThrow(RangeError);
  expect(() => written([plain("a", { createdBy: "\uD800" })])).toThrow(RangeError);
});

test("an export comes in strings of bounded size", () => {
  const chunks = [
    ...writeTmx(
      Array.from({ length: 5_000 }, (_, i) => plain(`text ${i}`)),
      { sourceLang: fr },
    ),
  ];
  expect(chunks.length).toBeGreaterThan(3);
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(70_000);
});

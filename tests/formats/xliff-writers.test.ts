import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { writeXliff12 } from "../../src/formats/xliff12-writer.js";
import { writeXliff2 } from "../../src/formats/xliff2-writer.js";
import { formatOf } from "../../src/formats/format.js";
import type { LanguageTag } from "../../src/language.js";
import { plainSegment, type InlineCode, type Segment } from "../../src/segment.js";
import { variantFor, type UnitContent } from "../../src/unit.js";
import { unit as anyUnit } from "./arbitrary-unit.js";

const en = "en" as LanguageTag;
const fr = "fr" as LanguageTag;
const languages = { sourceLang: en, targetLang: fr };

/** An element as a file holds it. */
interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

/** Fails where the text is not well-formed. */
function parse(xml: string): Node {
  const root: Node = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  const top = (): Node => open[open.length - 1] ?? root;
  parser.on("opentag", ({ name, attributes }) => {
    const values = Object.fromEntries(Object.values(attributes).map((found) => [found.name, found.value]));
    const node: Node = { name, attributes: values, children: [] };
    top().children.push(node);
    open.push(node);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => void top().children.push(text));
  parser.on("cdata", (text) => void top().children.push(text));
  parser.write(xml).close();
  return root;
}

function all(node: Node, name: string): Node[] {
  const nodes = node.children.filter((child) => typeof child !== "string");
  return nodes.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

function ownText({ children }: Node): string {
  return children.filter((child) => typeof child === "string").join("");
}

/** What a segment's content says, by the reader's own way: text, and each element before its offset. */
function contentOf(node: Node | undefined): { text: string; codes: { at: number; node: Node }[] } {
  let text = "";
  const codes: { at: number; node: Node }[] = [];
  for (const child of node?.children ?? []) {
    if (typeof child === "string") text += child;
    else codes.push({ at: text.length, node: child });
  }
  return { text, codes };
}

function pair(source: Segment | string, target?: Segment | string, more: Partial<UnitContent> = {}): UnitContent {
  const variant = (lang: LanguageTag, said: Segment | string): UnitContent["variants"][number] => ({
    lang,
    segment: typeof said === "string" ? plainSegment(said) : said,
    properties: [],
    notes: [],
  });
  const variants = [variant(en, source), ...(target === undefined ? [] : [variant(fr, target)])];
  return { sourceLang: en, variants, context: {}, properties: [], notes: [], ...more };
}

const nasty = [
  "&",
  "<",
  '"',
  "&amp;",
  "&amp;amp;",
  "a\nb\r\nc\rd\te",
  "]]>",
  "  blanks  ",
  "\u00A0\u202F",
  "👩‍🚀",
  "$& $1 $`",
  "<target",
];

const xliff12 = (units: readonly UnitContent[]): string =>
  [...writeXliff12(units, { ...languages, original: "m" })].join("");
const xliff2 = (units: readonly UnitContent[]): string =>
  [...writeXliff2(units, { ...languages, original: "m" })].join("");

describe.each([
  ["XLIFF 1.2", writeXliff12, "trans-unit", "xliff1"],
  ["XLIFF 2.0", writeXliff2, "unit", "xliff2"],
] as const)("%s", (_name, write, element, format) => {
  const unitsIn = (units: readonly UnitContent[]): Node[] =>
    all(parse([...write(units, { ...languages, original: 'a & "b" <c>' })].join("")), element);

  test("is known by its content, and names its languages and original", () => {
    const xml = [...write([], { ...languages, original: 'a & "b" <c>' })].join("");
    expect(formatOf(Buffer.from(xml))).toBe(format);
    const [file] = all(parse(xml), "file");
    expect(file?.attributes).toMatchObject({ original: 'a & "b" <c>' });
    expect(xml).toMatch(/(?:srcLang|source-language)="en" (?:trgLang|target-language)="fr"/);
  });

  test("keeps every text as it is", () => {
    const units = unitsIn(
      nasty.map((text) => pair(text, text.toUpperCase(), { notes: [{ text }], context: { key: text } })),
    );
    expect(units).toHaveLength(nasty.length);
    for (const [i, unit] of units.entries()) {
      const text = nasty[i] ?? "";
      expect(all(unit, "source").map(ownText)).toEqual([text]);
      expect(all(unit, "target").map(ownText)).toEqual([text.toUpperCase()]);
      expect(all(unit, "note").map(ownText)).toEqual([text]);
      expect(unit.attributes["resname"] ?? unit.attributes["name"]).toBe(text);
      expect(unit.attributes["xml:space"]).toBe("preserve");
    }
    expect(new Set(units.map((unit) => unit.attributes["id"])).size).toBe(nasty.length);
  });

  test("keeps the texts and codes of any unit, with ids that are used once a segment", () => {
    fc.assert(
      fc.property(anyUnit, (unit) => {
        const [written, ...more] = unitsIn([unit]);
        expect(more).toEqual([]);
        const target = variantFor(unit, fr);
        for (const [name, segment] of [
          ["source", unit.variants[0]?.segment],
          ["target", target?.segment],
        ] as const) {
          const found = written === undefined ? [] : all(written, name);
          expect(found).toHaveLength(segment === undefined ? 0 : 1);
          if (segment === undefined) continue;
          const { text, codes } = contentOf(found[0]);
          expect(text).toBe(segment.text);
          expect(codes.map(({ at }) => at)).toEqual(segment.codes.map(({ at }) => at));
          const ids = codes.map(({ node }) => node.attributes["id"]).filter((id) => id !== undefined);
          expect(new Set(ids).size).toBe(ids.length);
          const data = new Map(
            written === undefined ? [] : all(written, "data").map((node) => [node.attributes["id"], ownText(node)]),
          );
          for (const [i, { node }] of codes.entries()) {
            const kept =
              node.attributes["dataRef"] === undefined ? ownText(node) : data.get(node.attributes["dataRef"]);
            expect(kept).toBe(segment.codes[i]?.data ?? "");
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  test("leaves out a unit without the source language, and says so", () => {
    const lost: UnitContent[] = [];
    const options = {
      sourceLang: "de" as LanguageTag,
      targetLang: fr,
      original: "m",
      leftOut: (unit: UnitContent) => lost.push(unit),
    };
    const unit = pair("a", "b");
    expect(all(parse([...write([unit], options)].join("")), element)).toEqual([]);
    expect(lost).toEqual([unit]);
  });

  test("tells who made a translation and when", () => {
    const [unit] = unitsIn([
      pair("a", "b", { createdBy: "Anne & Bob", createdAt: "2025-05-28T09:12:00Z", changedBy: "C" }),
    ]);
    expect(unit === undefined ? [] : all(unit, "note").map(ownText)).toEqual([
      "unit created 2025-05-28T09:12:00Z by Anne & Bob, changed by C",
    ]);
  });
});

const codes: readonly InlineCode[] = [
  { at: 0, id: "b", kind: "open", pair: "b", data: '<b class="x & y">', type: "bold" },
  { at: 1, id: "i", kind: "isolated-close", data: "</i>", type: "italic" },
  { at: 1, id: "b", kind: "close", pair: "b", data: "</b>" },
  { at: 1, id: "p", kind: "alone", data: "%s", type: "a type & more" },
  { at: 2, id: "x", kind: "alone", type: "lb" },
  { at: 2, id: "z", kind: "open", data: "<z>" },
];

test("XLIFF 1.2 has each code as the element of its kind, alike in source and target", () => {
  const [unit] = all(parse(xliff12([pair({ text: "ab", codes }, { text: "cd", codes })])), "trans-unit");
  const expected = [
    ["bpt", { id: "1", rid: "1", ctype: "bold" }, '<b class="x & y">'],
    ["it", { id: "2", pos: "close", ctype: "italic" }, "</i>"],
    ["ept", { id: "3", rid: "1" }, "</b>"],
    ["ph", { id: "4", ctype: "x-a_type_&_more" }, "%s"],
    ["x", { id: "5", ctype: "lb" }, ""],
    ["it", { id: "6", pos: "open" }, "<z>"],
  ];
  for (const name of ["source", "target"]) {
    const content = contentOf(unit === undefined ? undefined : all(unit, name)[0]);
    expect(content.codes.map(({ node }) => [node.name, node.attributes, ownText(node)])).toEqual(expected);
  }
});

test("XLIFF 2.0 has each code as the element of its kind, its data once beside the segment", () => {
  const [unit] = all(
    parse(xliff2([pair({ text: "ab", codes }, { text: "cd", codes }, { notes: [{ text: "<segment>" }] })])),
    "unit",
  );
  expect(unit?.children.map((child) => (typeof child === "string" ? child : child.name))).toEqual([
    "notes",
    "originalData",
    "segment",
  ]);
  expect(unit === undefined ? [] : all(unit, "data").map(ownText)).toEqual([
    '<b class="x & y">',
    "</i>",
    "</b>",
    "%s",
    "<z>",
  ]);
  const expected = [
    ["sc", { id: "1", dataRef: "d1", type: "fmt", subType: "xlf:b" }],
    ["ec", { id: "2", dataRef: "d2", type: "fmt", subType: "xlf:i", isolated: "yes" }],
    ["ec", { startRef: "1", dataRef: "d3" }],
    ["ph", { id: "4", dataRef: "d4", type: "other", subType: "entente:a_type_more" }],
    ["ph", { id: "5", type: "fmt", subType: "xlf:lb" }],
    ["sc", { id: "6", dataRef: "d5", isolated: "yes" }],
  ];
  for (const name of ["source", "target"]) {
    const content = contentOf(unit === undefined ? undefined : all(unit, name)[0]);
    expect(content.codes.map(({ node }) => [node.name, node.attributes])).toEqual(expected);
  }
});

test("the state follows how the translation came about", () => {
  const units = [
    pair("a"),
    pair("a", "b"),
    pair("a", "b", { origin: "unofficial" }),
    pair("a", "b", { origin: "machine" }),
  ];
  const old = all(parse(xliff12(units)), "trans-unit");
  expect(old.map((unit) => [unit.attributes["approved"], all(unit, "target")[0]?.attributes["state"]])).toEqual([
    [undefined, undefined],
    ["yes", "final"],
    ["no", "translated"],
    ["no", "needs-review-translation"],
  ]);
  const segments = all(parse(xliff2(units)), "segment");
  expect(segments.map(({ attributes }) => attributes["state"])).toEqual(["initial", "final", "translated", "initial"]);
});

test("XLIFF 1.2 names a variant's own region where it is not the file's", () => {
  const [first] = pair("couleur").variants;
  const variants = first === undefined ? [] : [first, { ...first, lang: "fr-CA" as LanguageTag }];
  const [unit] = all(parse(xliff12([{ ...pair("a"), variants }])), "trans-unit");
  expect(
    unit === undefined
      ? []
      : [...all(unit, "source"), ...all(unit, "target")].map(({ attributes }) => attributes["xml:lang"]),
  ).toEqual(["en", "fr-CA"]);
});

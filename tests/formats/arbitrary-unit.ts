import fc from "fast-check";
import type { LanguageTag } from "../../src/language.js";
import type { CodeKind, InlineCode, Segment } from "../../src/segment.js";
import type { Note, Property, UnitContent, Variant } from "../../src/unit.js";

/** Texts that break writers: markup, entities, quotes, line ends, blanks, astral and combining characters. */
export const text = fc
  .array(
    fc.constantFrom(
      ..."abc ;%=\n\r\t&<>\"'",
      "]]>",
      "&amp;",
      "&#13;",
      "&lt;b>",
      "<ph/>",
      "<!--",
      "<![CDATA[",
      "\u00A0",
      "\u202F",
      "e\u0301",
      "😀",
      "\u2028",
      "\uFEFF",
      "$&",
      "x-entente;id=1",
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const kind = fc.constantFrom<CodeKind>("open", "close", "alone", "isolated-open", "isolated-close");

/** Markup that came from TMX, from XLIFF, from nowhere, and such as only looks like TMX. */
const data = fc.oneof(
  text,
  fc.constantFrom(
    "<ph/>",
    '<ph x="1">%s</ph>',
    '<bpt i="1">&lt;b></bpt>',
    '<ept i="1"/>',
    "<hi>",
    "</hi>",
    "<hi/>",
    "<hi></hi>",
    "<it pos='begin'/>",
    "<ph>]]></ph>",
    "<ph>&nbsp;</ph>",
    "<ph>a\r\nb</ph>",
    "<ph><b/></ph>",
    "<ph/><ph/>",
    "<ph/>text",
    '<ph id="1"/>',
    "<ut>{\\b}</ut>",
    '<g id="1">',
  ),
);

const code = fc.record<Omit<InlineCode, "at">>(
  { id: fc.oneof(fc.constantFrom("1", "2", "3"), text), kind, pair: fc.constantFrom("1", "2"), data, type: text },
  { requiredKeys: ["id", "kind"] },
);

export const segment: fc.Arbitrary<Segment> = fc
  .record({ text, codes: fc.array(fc.tuple(fc.nat(40), code), { maxLength: 5 }) })
  .map(({ text: whole, codes }) => ({
    text: whole,
    codes: codes
      .map(([at, rest]): InlineCode => ({ ...rest, at: betweenCharacters(whole, Math.min(at, whole.length)) }))
      .sort((a, b) => a.at - b.at),
  }));

function betweenCharacters(whole: string, at: number): number {
  return /^[\uDC00-\uDFFF]/.test(whole.slice(at)) ? at - 1 : at;
}

const moment = fc.constantFrom("2025-05-28T09:12:00Z", "1999-12-31T23:59:59Z", "2024-02-29T00:00:00Z");

const provenance = {
  createdAt: moment,
  createdBy: fc.oneof(text, fc.constant("MT!")),
  changedAt: moment,
  changedBy: text,
  usageCount: fc.nat(1e6),
  lastUsedAt: moment,
};

/** Types that mean something to the reader are kept out here: `tmx-round-trip.test.ts` says what becomes of them. */
const property: fc.Arbitrary<Property> = fc.record(
  {
    type: fc.oneof(text, fc.constantFrom("x-domain", "tmx:unknown")),
    value: text,
    lang: fc.constantFrom("fr", "en-GB"),
  },
  { requiredKeys: ["type", "value"] },
);

const note: fc.Arbitrary<Note> = fc.record({ text, lang: fc.constant("fr") }, { requiredKeys: ["text"] });

const lists = { properties: fc.array(property, { maxLength: 3 }), notes: fc.array(note, { maxLength: 2 }) };

const variant = fc.record(
  {
    lang: fc.constantFrom("fr", "fr-CA", "de", "zh-Hant-TW") as fc.Arbitrary<LanguageTag>,
    segment,
    ...lists,
    ...provenance,
  },
  { requiredKeys: ["lang", "segment", "properties", "notes"] },
) as fc.Arbitrary<Variant>;

const neighbour = fc.oneof(
  fc.constant(null),
  text.filter((value) => value !== ""),
);

export const unit: fc.Arbitrary<UnitContent> = fc
  .record(
    {
      source: segment.filter(({ text: whole, codes }) => whole.trim() !== "" || codes.length > 0),
      others: fc.uniqueArray(variant, { maxLength: 3, selector: ({ lang }) => lang }),
      context: fc.record({ key: text, before: neighbour, after: neighbour }, { requiredKeys: [] }),
      origin: fc.constantFrom("machine", "unofficial"),
      ...lists,
      ...provenance,
    },
    { requiredKeys: ["source", "others", "context", "properties", "notes"] },
  )
  .map(({ source, others, ...rest }) => {
    const lang = "en" as LanguageTag;
    const first: Variant = { lang, segment: source, properties: [], notes: [] };
    return { sourceLang: lang, variants: [first, ...others], ...rest };
  });

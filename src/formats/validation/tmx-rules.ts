import type { Rule } from "./breach.js";

/** The rules of TMX. What the DTD demands is an error; what only the prose asks for, and tools do otherwise, a warning. */

const TMX_1_4 = "https://www.gala-global.org/tmx-14b";

const error = (anchor: string, text: string): Rule => ({ severity: "error", text, clause: `${TMX_1_4}#${anchor}` });
const warning = (anchor: string, text: string): Rule => ({ ...error(anchor, text), severity: "warning" });
const ambiguous = (anchor: string, text: string): Rule => ({ ...error(anchor, text), isAmbiguous: true });

export const TMX_RULES = {
  "tmx.element-not-allowed": error("SectionElements", "An element stands only where the DTD lets it."),
  "tmx.element-order": error("SectionElements", "Elements come in the DTD's order."),
  "tmx.element-repeated": error("SectionElements", "An element that may stand once stands once."),
  "tmx.text-repeated": ambiguous("seg", "A variant has one segment."),
  "tmx.element-missing": error("SectionElements", "An element has the children that it needs."),
  "tmx.text-not-allowed": error("SectionElements", "Text stands only in elements that hold text."),
  "tmx.attribute-missing": error("SectionAttributes", "An element has the attributes that it needs."),
  "tmx.attribute-not-allowed": error("SectionAttributes", "An element has only the attributes that it may have."),
  "tmx.attribute-value": error("SectionAttributes", "An attribute has one of the values that it may have."),

  "tmx.variant-language": error("xml:lang", "A variant names its language."),
  "tmx.language": error("xml:lang", "A language is a tag of BCP 47."),
  "tmx.language-form": warning("xml:lang", "The parts of a language tag are joined by hyphens."),
  "tmx.language-attribute": warning("xml:lang", "From version 1.4 on the language is in xml:lang."),
  "tmx.source-language": warning("srclang", "A unit has a variant in its source language."),

  "tmx.pair-unique": ambiguous("i", "The i of the starts of a segment differ."),
  "tmx.start-without-end": error(
    "bpt",
    "A <bpt> has its <ept> behind it in the segment; what stands alone is an <it>.",
  ),
  "tmx.end-without-start": error(
    "ept",
    "An <ept> has its <bpt> before it in the segment; what stands alone is an <it>.",
  ),
  "tmx.end-repeated": ambiguous("ept", "A <bpt> has one <ept>."),

  "tmx.date": error("creationdate", "A date is one of ISO 8601."),
  "tmx.date-form": warning("creationdate", "A date is written YYYYMMDDThhmmssZ."),
  "tmx.count": warning("usagecount", "A count is a whole number."),
  "tmx.unit-id": warning("tuid", "A tuid has no white space."),
  "tmx.encoding-base": error("base", "A user-defined encoding whose maps have codes names its base."),
  "tmx.map-empty": warning("map", "A map says at least one of code, ent and subst."),
  "tmx.map-unicode": warning("unicode", "A code point of a map is written #x and hexadecimal digits."),
} as const satisfies Record<string, Rule>;

export type TmxRule = keyof typeof TMX_RULES;

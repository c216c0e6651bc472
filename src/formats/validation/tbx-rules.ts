import type { Rule } from "./breach.js";

/** The rules of TBX: of the core structure, and of the dialects TBX-Min and TBX-Basic of version 3. */

const CORE = "https://www.tbxinfo.net/tbx-core/";
const DIALECTS = "https://www.tbxinfo.net/tbx-dialects/";

const error = (clause: string, text: string): Rule => ({ severity: "error", text, clause });
const warning = (clause: string, text: string): Rule => ({ severity: "warning", text, clause });

export const TBX_RULES = {
  "tbx.namespace": warning(CORE, "The elements of version 3 are in its namespace."),
  "tbx.element-not-allowed": error(CORE, "An element stands only where the core structure lets it."),
  "tbx.element-order": error(CORE, "Elements come in the core structure's order."),
  "tbx.element-repeated": error(CORE, "An element that may stand once stands once."),
  "tbx.element-missing": error(CORE, "An element has the children that it needs."),
  "tbx.text-not-allowed": error(CORE, "Text stands only in elements that hold text."),
  "tbx.attribute-missing": error(CORE, "An element has the attributes that it needs."),
  "tbx.attribute-not-allowed": error(CORE, "An element has only the attributes that it may have."),
  "tbx.attribute-value": error(CORE, "An attribute has one of the values that it may have."),

  "tbx.id-unique": { ...error(CORE, "The ids of a document differ."), isAmbiguous: true },
  "tbx.ids-unchecked": warning(CORE, "Ids and references are compared as long as there are not too many."),
  "tbx.reference": warning(CORE, "A reference names an element of the document."),
  "tbx.language": warning(CORE, "A language is a tag of BCP 47."),
  "tbx.language-repeated": warning(CORE, "A concept has one section for each language."),
  "tbx.term-empty": warning(CORE, "A term has text."),
  "tbx.date": warning(CORE, "A date is written YYYY-MM-DD."),

  "tbx.style": warning(DIALECTS, "Data categories are attributes in style dca, elements in style dct."),
  "tbx.category": error(DIALECTS, "A document has the data categories of its dialect."),
  "tbx.category-level": error(DIALECTS, "A data category stands where its dialect puts it."),
  "tbx.value": error(DIALECTS, "A data category with a list of values has one of them."),
  "tbx.value-unusual": warning(
    DIALECTS,
    "A data category with a list of values has one of them, in other dialects too.",
  ),
} as const satisfies Record<string, Rule>;

export type TbxRule = keyof typeof TBX_RULES;

import type { Rule } from "./breach.js";

/** The rules of XLIFF 1.x. What the schema demands is an error; what only the prose says, and tools do otherwise, a warning. */

const XLIFF_1_2 = "http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html";

const error = (anchor: string, text: string): Rule => ({ severity: "error", text, clause: `${XLIFF_1_2}#${anchor}` });
const warning = (anchor: string, text: string): Rule => ({ ...error(anchor, text), severity: "warning" });
const ambiguous = (anchor: string, text: string): Rule => ({ ...error(anchor, text), isAmbiguous: true });

export const XLIFF1_RULES = {
  "xliff1.namespace": warning("xliff", "The elements are in the namespace of the version."),
  "xliff1.element-not-allowed": error("Specs_Elem", "An element stands only where the specification lets it."),
  "xliff1.element-order": error("Specs_Elem", "Elements come in the specification's order."),
  "xliff1.element-repeated": error("Specs_Elem", "An element that may stand once stands once."),
  "xliff1.text-repeated": ambiguous("trans-unit", "A unit has one source and one target."),
  "xliff1.element-missing": error("Specs_Elem", "An element has the children that it needs."),
  "xliff1.text-not-allowed": error("Specs_Elem", "Text stands only in elements that hold text."),
  "xliff1.attribute-missing": error("Specs_Attrib", "An element has the attributes that it needs."),
  "xliff1.attribute-not-allowed": warning("Specs_Attrib", "An element has only the attributes that it may have."),
  "xliff1.attribute-value": error("Specs_Attrib", "An attribute has one of the values that it may have."),

  "xliff1.unit-id-unique": ambiguous("id", "The ids of the units of a file differ."),
  "xliff1.group-id-unique": error("id", "The ids of the groups of a file differ."),
  "xliff1.name-unique": error(
    "name",
    "Phases, tools, and groups of contexts or counts of a file have names of their own.",
  ),
  "xliff1.phase-reference": error("phase-name", "phase-name names a phase of the file's header."),
  "xliff1.tool-reference": error("tool-id", "tool-id names a tool of the file's header."),
  "xliff1.xid-reference": warning("xid", "xid names a unit of the file."),
  "xliff1.ids-unchecked": warning("id", "Ids and references of a file are compared as long as there are not too many."),

  "xliff1.mid-unique": ambiguous("mid", "The mids of the segments of a source or target differ."),
  "xliff1.mid-reference": error("mid", "The segments of a target, and matches, name segments of the source."),
  "xliff1.mid-missing": warning("mid", "A segment has a mid."),
  "xliff1.rid-unique": ambiguous("rid", "The rids of the starts of a text differ."),
  "xliff1.rid-reference": error("rid", "The rid of an end is that of a start of the same text."),
  "xliff1.pair-incomplete": warning("rid", "A start and its end stand in the same text; what stands alone is an <it>."),
  "xliff1.clone": warning("clone", 'A code that says clone="no" stands once in the target.'),

  "xliff1.source-language": warning("source", "The language of a source is the file's source-language."),
  "xliff1.target-language": warning("target", "The language of a target is the file's target-language."),
  "xliff1.target-language-missing": warning("target-language", "A file that holds targets names their language."),
  "xliff1.approved-without-target": warning("approved", "A unit that is approved has a target."),
} as const satisfies Record<string, Rule>;

export type Xliff1Rule = keyof typeof XLIFF1_RULES;

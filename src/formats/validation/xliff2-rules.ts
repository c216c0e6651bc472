import type { BreachSeverity, Rule } from "./breach.js";

/** The rules of XLIFF 2.x's core. Clauses are those of 2.1, the OASIS standard in force; 2.0 and 2.2 have the same ones. */

const XLIFF_2_1 = "https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html";

export function xliff2Rule(severity: BreachSeverity, anchor: string, text: string): Rule {
  return { severity, text, clause: `${XLIFF_2_1}#${anchor}` };
}

const error = (anchor: string, text: string): Rule => xliff2Rule("error", anchor, text);
const warning = (anchor: string, text: string): Rule => xliff2Rule("warning", anchor, text);
const ambiguous = (anchor: string, text: string): Rule => ({ ...error(anchor, text), isAmbiguous: true });

export const XLIFF2_CORE_RULES = {
  "xliff2.namespace": error("xliff", "The elements are in the namespace of XLIFF 2."),
  "xliff2.version": warning("version", "The version and the namespace belong together."),
  "xliff2.element-not-allowed": error("elements", "An element stands only where the specification lets it."),
  "xliff2.element-order": error("elements", "Elements come in the specification's order."),
  "xliff2.element-repeated": error("elements", "An element that may stand once stands once."),
  "xliff2.text-repeated": ambiguous("segment", "A segment has one source and one target."),
  "xliff2.element-missing": error("elements", "An element has the children that it needs."),
  "xliff2.module-place": warning("modules", "A module's elements stand where the module puts them, in its namespace."),
  "xliff2.module-repeated": warning("modules", "A module's element stands at most once in a file, group or unit."),
  "xliff2.text-not-allowed": error("elements", "Text stands only in elements that hold text."),
  "xliff2.attribute-missing": error("attributes", "An element has the attributes that it needs."),
  "xliff2.attribute-not-allowed": error("extensibility", "An element has only the attributes that it may have."),
  "xliff2.attribute-value": error("attributes", "An attribute has one of the values that it may have."),

  "xliff2.file-id-unique": ambiguous("id", "The ids of the files of a document differ."),
  "xliff2.group-id-unique": error("id", "The ids of the groups of a file differ."),
  "xliff2.unit-id-unique": ambiguous("id", "The ids of the units of a file differ."),
  "xliff2.note-id-unique": error("id", "The ids of the notes of one <notes> differ."),
  "xliff2.data-id-unique": ambiguous("id", "The ids of the data of one <originalData> differ."),
  "xliff2.segment-id-unique": ambiguous("id", "The ids of the segments and ignorables of a unit differ."),
  "xliff2.segment-inline-id": error("id", "No inline element has the id of a segment or ignorable of its unit."),
  "xliff2.inline-id-unique": ambiguous(
    "id",
    "The ids of inline elements of a unit differ, in its sources and in its targets.",
  ),
  "xliff2.inline-id-kind": warning(
    "id",
    "An inline element of a target that has a source element's id is of its kind.",
  ),
  "xliff2.extension-id-unique": error("extensibility", "An extension's ids differ within their file, group or unit."),
  "xliff2.ids-unchecked": warning(
    "id",
    "Ids and references of a document are compared as long as there are not too many.",
  ),

  "xliff2.target-language-missing": error("trglang", "A document that holds targets names their language in trgLang."),
  "xliff2.source-language": error("source", "The language of a source is srcLang."),
  "xliff2.target-language": error("target", "The language of a target is trgLang."),
  "xliff2.language-region": warning(
    "source",
    "The language of a source or target is written as srcLang or trgLang is.",
  ),
  "xliff2.space-differs": error("segment", "A source and its target have the same xml:space."),
  "xliff2.skeleton": error("skeleton", "A skeleton has either content or an href."),
  "xliff2.unit-without-segment": error("unit", "A unit has at least one segment."),
  "xliff2.state-without-target": error("state", "A segment that is translated, reviewed or final has a target."),
  "xliff2.substate-without-state": error("substate", "A subState refines a state that is written."),
  "xliff2.own-prefix": error("type", "A value of the author's own does not have XLIFF's prefix."),

  "xliff2.order-range": ambiguous(
    "segorder",
    "The order of a target is a number from 1 to the number of segments and ignorables.",
  ),
  "xliff2.order-unique": ambiguous("segorder", "No two targets of a unit have the same place, written or not."),

  "xliff2.subtype-without-type": error("subtype", "A subType refines a type that is written."),
  "xliff2.subtype-value": error("subtype", "A subType with XLIFF's prefix is one of the type's."),
  "xliff2.start-without-end": error("sc", "A start code has one end code behind it in its unit, or is isolated."),
  "xliff2.end-without-start": error("ec", "An end code has its start code before it in its unit, or is isolated."),
  "xliff2.end-repeated": ambiguous("ec", "A start code has one end code."),
  "xliff2.end-identity": ambiguous("ec", "An end code has startRef, or where it is isolated an id, and not both."),
  "xliff2.isolated": error("isolated", "A code is isolated only where its other half is in another unit."),
  "xliff2.end-direction": error("ec", "Only an isolated end code has dir."),
  "xliff2.pair-hints": error("ec", "A start code and its end code have the same editing hints."),
  "xliff2.copy-reference": error("duplicatingexistingcode", "copyOf names an inline code of the unit."),
  "xliff2.copy-not-allowed": error("duplicatingexistingcode", "A code that may not be copied has no copy."),
  "xliff2.copy-with-data": error("duplicatingexistingcode", "copyOf stands where neither code has original data."),
  "xliff2.data-reference": error("dataref", "A reference to original data names a <data> of the unit."),
  "xliff2.data-pair": warning("datarefend", "dataRefStart and dataRefEnd are used together."),
  "xliff2.equiv-pair": warning("equivstart", "equivStart and equivEnd are used together."),
  "xliff2.subflow-pair": warning("subflowsstart", "subFlowsStart and subFlowsEnd are used together."),
  "xliff2.subflow-reference": error("subflows", "subFlows names units of the file."),
  "xliff2.reorder-hints": error("canreorder", "A code that may not be reordered may be neither copied nor deleted."),
  "xliff2.reorder-sequence": error(
    "canreorder",
    'A code that may not be reordered follows the "firstNo" of its sequence.',
  ),
  "xliff2.reorder-changed": error(
    "editinghints",
    "Codes that may not be reordered stand in a target as they do in its source.",
  ),
  "xliff2.code-deleted": error("editinghints", "A code that may not be deleted is in the target too."),
  "xliff2.character-code": error("cp", "<cp> stands for a character that XML cannot hold."),

  "xliff2.annotation-start": error("sm", "The start of an annotation has its end behind it in its unit."),
  "xliff2.annotation-end": error("em", "The end of an annotation has its start before it in its unit."),
  "xliff2.translate-annotation": warning("translateAnnotation", "An annotation without a type says translate."),
  "xliff2.comment-content": error("commentAnnotation", "A comment has either value or ref."),
  "xliff2.comment-reference": error("commentAnnotation", "The ref of a comment names a note of the unit."),
  "xliff2.match-annotation": error("candidateAnnotation", "The annotation of a match has no ref."),
  "xliff2.annotation-namespace": error("mrk", "An annotation has no attributes of the XML namespace."),
  "xliff2.fragment-syntax": error("fragid", "A reference into a document follows the grammar of fragment identifiers."),
  "xliff2.fragment-reference": error("fragid", "A reference into the document names what is there."),
  "xliff2.too-many-codes": warning(
    "inlineelements",
    "The codes of a unit are compared as long as there are not too many.",
  ),
} as const satisfies Record<string, Rule>;

import type { TermStatus, TermType } from "../concept.js";

/**
 * Data categories of TBX (ISO 12620, ISO 30042) and what they are to us. In style DCA, and in version 2, an element of
 * a few says the kind and `type` the category (`<termNote type="partOfSpeech">`); in style DCT the category is the element
 * (`<min:partOfSpeech>`), so that reading it asks which kind of element it stands for.
 */

/** The elements that hold one category each. */
export const CATEGORY_ELEMENTS = ["termNote", "descrip", "admin", "transac", "transacNote", "ref", "xref"] as const;

export type CategoryElement = (typeof CATEGORY_ELEMENTS)[number];

const BY_ELEMENT: Readonly<Record<CategoryElement, readonly string[]>> = {
  termNote: [
    "abbreviatedFormFor",
    "administrativeStatus",
    "animacy",
    "etymology",
    "frequency",
    "geographicalUsage",
    "grammaticalGender",
    "grammaticalNumber",
    "hyphenation",
    "languagePlanningQualifier",
    "normativeAuthorization",
    "partOfSpeech",
    "pronunciation",
    "proprietaryRestriction",
    "register",
    "shortFormFor",
    "temporalQualifier",
    "termLocation",
    "termProvenance",
    "termType",
    "timeRestriction",
    "transferComment",
    "usageNote",
    "usageStatus",
  ],
  descrip: [
    "characteristic",
    "context",
    "definition",
    "example",
    "explanation",
    "quantity",
    "range",
    "relatedConcept",
    "relatedConceptBroader",
    "relatedConceptNarrower",
    "reliabilityCode",
    "sampleSentence",
    "subjectField",
    "unit",
  ],
  admin: [
    "conceptOrigin",
    "customerSubset",
    "domainExpert",
    "entrySource",
    "originatingDatabase",
    "originatingInstitution",
    "originatingPerson",
    "productSubset",
    "projectSubset",
    "securitySubset",
    "sortKey",
    "source",
    "sourceIdentifier",
    "sourceLanguage",
  ],
  transac: ["transactionType"],
  transacNote: ["responsibility"],
  ref: ["crossReference"],
  xref: ["audio", "externalCrossReference", "video", "xAudio", "xGraphic", "xVideo"],
};

const ELEMENT_OF: ReadonlyMap<string, CategoryElement> = new Map(
  CATEGORY_ELEMENTS.flatMap((element) => BY_ELEMENT[element].map((category) => [category, element] as const)),
);

/** The kind of element that a category is written as, where we know it. */
export function elementOf(category: string): CategoryElement | undefined {
  return ELEMENT_OF.get(category);
}

/** What TBX-Basic of 2019 knows, modules Min and Basic together (https://www.tbxinfo.net/tbx-dialects/). */
export const BASIC_CATEGORIES: ReadonlySet<string> = new Set([
  "administrativeStatus",
  "context",
  "crossReference",
  "customerSubset",
  "definition",
  "externalCrossReference",
  "geographicalUsage",
  "grammaticalGender",
  "partOfSpeech",
  "projectSubset",
  "responsibility",
  "source",
  "subjectField",
  "termLocation",
  "termType",
  "transactionType",
  "xGraphic",
]);

/** How we write each status; those of ours that TBX has no word for as the nearest that it has. */
export const STATUS_WORDS: Readonly<Record<TermStatus, string>> = {
  preferred: "preferredTerm-admn-sts",
  admitted: "admittedTerm-admn-sts",
  "accept-only": "admittedTerm-admn-sts",
  "short-form": "admittedTerm-admn-sts",
  deprecated: "deprecatedTerm-admn-sts",
  superseded: "supersededTerm-admn-sts",
  forbidden: "deprecatedTerm-admn-sts",
};

const STATUSES: Readonly<Record<string, TermStatus>> = {
  preferred: "preferred",
  standardized: "preferred",
  admitted: "admitted",
  legal: "admitted",
  regulated: "admitted",
  deprecated: "deprecated",
  notrecommended: "deprecated",
  superseded: "superseded",
  obsolete: "superseded",
  forbidden: "forbidden",
  prohibited: "forbidden",
};

/** The status that a value of `administrativeStatus`, or of the older `usageStatus`, stands for. */
export function statusOf(value: string): TermStatus | undefined {
  const word = value
    .trim()
    .toLowerCase()
    .replace(/-admn-sts$/, "")
    .replace(/[\s_-]+/g, "")
    .replace(/term$/, "");
  return Object.hasOwn(STATUSES, word) ? STATUSES[word] : undefined;
}

export const TYPE_WORDS: Readonly<Record<TermType, string>> = {
  "full-form": "fullForm",
  acronym: "acronym",
  abbreviation: "abbreviation",
  variant: "variant",
};

const TYPES: Readonly<Record<string, TermType>> = {
  acronym: "acronym",
  initialism: "acronym",
  abbreviation: "abbreviation",
  abbreviatedform: "abbreviation",
  symbol: "abbreviation",
  variant: "variant",
  shortform: "variant",
  synonym: "variant",
  transliteratedform: "variant",
  transcribedform: "variant",
  romanizedform: "variant",
};

/** What a value of `termType` makes of a term. What is no shorter or other form of a name is the name itself. */
export function typeOf(value: string): TermType {
  const word = value
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
  return (Object.hasOwn(TYPES, word) ? TYPES[word] : undefined) ?? "full-form";
}

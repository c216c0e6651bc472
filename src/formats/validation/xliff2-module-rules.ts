import type { Rule } from "./breach.js";
import { xliff2Rule } from "./xliff2-rules.js";

/** The rules of XLIFF 2.x's modules, by the prefix that the specification gives each. */

const PGS = "https://docs.oasis-open.org/xliff/xliff-core/v2.2/xliff-extended-v2.2-part2.html#pgs_module";
const CTR = "https://docs.oasis-open.org/xliff/xliff-core/v2.0/os/xliff-core-v2.0-os.html#changeTracking_module";

const error = (anchor: string, text: string): Rule => xliff2Rule("error", anchor, text);
const warning = (anchor: string, text: string): Rule => xliff2Rule("warning", anchor, text);

export const XLIFF2_MODULE_RULES = {
  "xliff2.mtc-id-unique": error("candidates_id", "The ids of the matches of one <matches> differ."),
  "xliff2.mtc-ref": error("candidates_ref", "The ref of a match points to a span of text of its unit."),
  "xliff2.mtc-subtype": error("candidates_subtype", "The subType of a match refines a type that is written."),
  "xliff2.mtc-no-language": error("match", "A match has no language of its own."),
  "xliff2.mtc-language": error(
    "match",
    "The texts of a match have the document's languages, its target unless it is a reference.",
  ),

  "xliff2.gls-id-unique": error("gls_id", "The ids of the entries and translations of a glossary differ."),
  "xliff2.gls-empty": error("glossentry", "An entry of a glossary has a translation or a definition."),
  "xliff2.gls-ref": error("gls_ref", "The ref of an entry or translation points to a span of text of its unit."),
  "xliff2.gls-ref-syntax": warning("gls_ref", "The ref of an entry or translation begins with #."),

  "xliff2.fs-subfs": error("subFs", "fs:subFs stands with fs:fs."),
  "xliff2.fs-on-end": error("fs-mod", "An end code has the attributes of this module only where it is isolated."),

  "xliff2.mda-id-unique": error("meta_id", "The ids of a <metadata> and its groups differ."),

  "xliff2.res-id-unique": error("res_id", "The ids of the resources of a file or unit differ."),
  "xliff2.res-content": error("res_source", "A resource's source or target has either content or an href."),
  "xliff2.res-language": error("res_source", "The language of a resource's source is srcLang."),
  "xliff2.res-target-language": warning("res_target", "The language of a resource's target is trgLang."),
  "xliff2.res-type": warning("res_resourceitem", "A resource that is elsewhere has a mimeType."),
  "xliff2.res-ref": warning("res_ref", "A reference to a resource names one of the file."),

  "xliff2.slr-restriction": error("slr_sizerestriction", "A restriction is a number, two numbers, or * for no limit."),
  "xliff2.slr-number": error("slr_sizeinfo", "A size is a whole number."),
  "xliff2.slr-info-twice": error("slr_sizeinforef", "sizeInfo and sizeInfoRef exclude each other."),
  "xliff2.slr-info-ref": error("slr_sizeinforef", "sizeInfoRef names an element in the data of an element around it."),
  "xliff2.slr-on-end": error(
    "slr_sizeinfo",
    "An end code has the attributes of this module only where it is isolated.",
  ),

  "xliff2.val-one-rule": error(
    "val_rule",
    "A rule has exactly one of isPresent, isNotPresent, startsWith, endsWith and an attribute of its own.",
  ),
  "xliff2.val-occurs": error("val_occurs", "occurs stands with isPresent."),
  "xliff2.val-exists-in-source": error(
    "val_existsinsource",
    "existsInSource stands with isPresent, startsWith or endsWith.",
  ),
  "xliff2.val-disabled": error("val_disabled", "A rule of a file is not disabled."),

  "xliff2.ctr-ref": { ...error("", "A revision of one of several elements names it in ref."), clause: CTR },
  "xliff2.ctr-ref-unknown": { ...warning("", "The ref of a revision is the id of an element beside it."), clause: CTR },
  "xliff2.ctr-property": {
    ...error("", "A revised property is the content or an attribute that the element has."),
    clause: CTR,
  },
  "xliff2.ctr-property-twice": { ...error("", "A revision says each property once."), clause: CTR },
  "xliff2.ctr-date": { ...warning("", "The date of a revision is a date and time of XML Schema."), clause: CTR },

  "xliff2.its-version": error("ITS-module", "Markup of ITS stands where its:version is in force."),
  "xliff2.its-annotation-type": error("ITS-module", "An annotation of ITS has the type its:generic, if any."),
  "xliff2.its-exclusive": error("ITS-module", "Of attributes that say the same thing in two ways, one is used."),
  "xliff2.its-pair": error("ITS-module", "Attributes of ITS that need each other are used together."),
  "xliff2.its-ref": error("ITS-module", "A reference to issues or records names some of the unit."),
  "xliff2.its-value": error("ITS-module", "An attribute of ITS has one of the values that it may have."),
  "xliff2.its-empty": error("ITS-module", "An issue has a type or a comment; a record says who or what."),
  "xliff2.its-id-unique": error("ITS-module", "The ids of issues and records differ within their unit, group or file."),

  "xliff2.pgs-switch": {
    ...error("", "A switch lists selectors and variables: plural, ordinal, gender or select."),
    clause: PGS,
  },
  "xliff2.pgs-case": {
    ...error("", "A case has a value for each selector of its switch, of the selector's kind."),
    clause: PGS,
  },
} as const satisfies Record<string, Rule>;

import { any, maybe, one, open, shape, some, type ElementShape } from "./grammar.js";
import {
  ANY_TEXT,
  INTEGER_FROM_1,
  LANGUAGE,
  NMTOKEN,
  numberWithin,
  oneOf,
  PREFIXED,
  YES_NO,
  type ValueType,
} from "./value-type.js";

/** The modules of XLIFF 2.x as tables: section "The XLIFF Modules" of each version. */

export const MODULE_NAMESPACES: readonly (readonly [string, string])[] = [
  ["urn:oasis:names:tc:xliff:matches:2.0", "mtc"],
  ["urn:oasis:names:tc:xliff:glossary:2.0", "gls"],
  ["urn:oasis:names:tc:xliff:fs:2.0", "fs"],
  ["urn:oasis:names:tc:xliff:metadata:2.0", "mda"],
  ["urn:oasis:names:tc:xliff:resourcedata:2.0", "res"],
  ["urn:oasis:names:tc:xliff:changetracking:2.0", "ctr"],
  ["urn:oasis:names:tc:xliff:sizerestriction:2.0", "slr"],
  ["urn:oasis:names:tc:xliff:validation:2.0", "val"],
  ["urn:oasis:names:tc:xliff:pgs:1.0", "pgs"],
  ["http://www.w3.org/2005/11/its", "its"],
  ["urn:oasis:names:tc:xliff:itsm:2.1", "itsm"],
];

/** ITS has more attributes than a table is worth; its rules look at those that depend on each other. */
export const OPEN_MODULES: ReadonlySet<string> = new Set(["its", "itsm"]);

/** Section "Format Style Module", attribute fs: the elements of HTML that it may name. */
const HTML_ELEMENTS =
  "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt em h1 h2 h3 h4 h5 h6 head hr html i img input ins kbd label legend li ol p pre q s samp select small span strike strong style sub sup table tbody td tfoot th thead title tr tt u ul".split(
    " ",
  );

/** Written for 2.0 before HTML5; tools write these too, and a preview shows them as well. */
const HTML5_ELEMENTS =
  "abbr acronym address applet area article aside audio base basefont bdi canvas data datalist details dfn dialog dir embed fieldset figcaption figure font footer form frame frameset header hgroup iframe isindex link main map mark menu meta meter nav noframes noscript object optgroup option output param picture progress rp rt ruby script section slot source summary svg template textarea time track var video wbr".split(
    " ",
  );

const FS: ValueType = {
  allows: (value) => HTML_ELEMENTS.includes(value) || HTML5_ELEMENTS.includes(value),
  wanted: "the name of an element of HTML",
};

export const MODULE_ATTRIBUTES: ReadonlyMap<string, ValueType> = new Map([
  ["fs:fs", FS],
  ["fs:subFs", ANY_TEXT],
  ["slr:storageRestriction", ANY_TEXT],
  ["slr:sizeRestriction", ANY_TEXT],
  ["slr:equivStorage", ANY_TEXT],
  ["slr:sizeInfo", ANY_TEXT],
  ["slr:sizeInfoRef", NMTOKEN],
  ["pgs:switch", ANY_TEXT],
  ["pgs:case", ANY_TEXT],
]);

const PERCENT = numberWithin(0, 100);
const APPLIES_TO = oneOf("source", "target", "ignorable");
const FORM = oneOf("none", "nfc", "nfd");

export const MODULE_ELEMENTS: Readonly<Record<string, ElementShape>> = {
  "mtc:matches": shape({ content: [some("mtc:match")] }),
  "mtc:match": shape({
    required: { ref: ANY_TEXT },
    optional: {
      id: NMTOKEN,
      matchQuality: PERCENT,
      matchSuitability: PERCENT,
      similarity: PERCENT,
      origin: ANY_TEXT,
      reference: YES_NO,
      subType: PREFIXED,
      type: oneOf("am", "mt", "icm", "idm", "tb", "tm", "other"),
    },
    foreignAttributes: "any",
    content: [maybe("mda:metadata"), maybe("originalData"), one("source"), one("target"), open()],
  }),
  "gls:glossary": shape({ content: [some("gls:glossEntry")] }),
  "gls:glossEntry": shape({
    optional: { id: NMTOKEN, ref: ANY_TEXT },
    foreignAttributes: "any",
    content: [one("gls:term"), any("gls:translation"), maybe("gls:definition"), open("mda:metadata")],
  }),
  "gls:term": shape({ optional: { source: ANY_TEXT }, foreignAttributes: "any", hasText: true }),
  "gls:translation": shape({
    optional: { id: NMTOKEN, ref: ANY_TEXT, source: ANY_TEXT },
    foreignAttributes: "any",
    hasText: true,
  }),
  "gls:definition": shape({ optional: { source: ANY_TEXT }, foreignAttributes: "any", hasText: true }),
  "mda:metadata": shape({ optional: { id: NMTOKEN }, content: [some("mda:metaGroup")] }),
  "mda:metaGroup": shape({
    optional: { id: NMTOKEN, category: ANY_TEXT, appliesTo: APPLIES_TO },
    content: [some("mda:meta", "mda:metaGroup")],
  }),
  "mda:meta": shape({ required: { type: ANY_TEXT }, hasText: true }),
  "res:resourceData": shape({ content: [any("res:resourceItemRef", "res:resourceItem")] }),
  "res:resourceItemRef": shape({ required: { ref: NMTOKEN }, optional: { id: NMTOKEN }, foreignAttributes: "any" }),
  "res:resourceItem": shape({
    optional: { id: NMTOKEN, mimeType: ANY_TEXT, context: YES_NO },
    foreignAttributes: "any",
    content: [maybe("notes"), maybe("res:source"), maybe("res:target"), any("res:reference")],
  }),
  "res:source": shape({
    optional: { href: ANY_TEXT, "xml:lang": LANGUAGE },
    foreignAttributes: "any",
    content: "anything",
  }),
  "res:target": shape({
    optional: { href: ANY_TEXT, "xml:lang": LANGUAGE },
    foreignAttributes: "any",
    content: "anything",
  }),
  "res:reference": shape({
    required: { href: ANY_TEXT },
    optional: { "xml:lang": LANGUAGE },
    foreignAttributes: "any",
  }),
  "ctr:changeTrack": shape({ content: [some("ctr:revisions")] }),
  "ctr:revisions": shape({
    required: { appliesTo: NMTOKEN },
    optional: { ref: NMTOKEN, currentVersion: NMTOKEN },
    foreignAttributes: "any",
    content: [some("ctr:revision")],
  }),
  "ctr:revision": shape({
    optional: { author: ANY_TEXT, datetime: ANY_TEXT, version: NMTOKEN },
    foreignAttributes: "any",
    content: [some("ctr:item")],
  }),
  "ctr:item": shape({ required: { property: ANY_TEXT }, foreignAttributes: "any", content: "anything", hasText: true }),
  "slr:profiles": shape({
    optional: { generalProfile: ANY_TEXT, storageProfile: ANY_TEXT },
    content: [maybe("slr:normalization"), open()],
  }),
  "slr:normalization": shape({ optional: { general: FORM, storage: FORM } }),
  "slr:data": shape({ required: { profile: ANY_TEXT }, content: "anything", hasText: true }),
  "val:validation": shape({ foreignAttributes: "any", content: [some("val:rule")] }),
  "val:rule": shape({
    optional: {
      isPresent: ANY_TEXT,
      isNotPresent: ANY_TEXT,
      startsWith: ANY_TEXT,
      endsWith: ANY_TEXT,
      occurs: INTEGER_FROM_1,
      existsInSource: YES_NO,
      caseSensitive: YES_NO,
      normalization: FORM,
      disabled: YES_NO,
    },
    foreignAttributes: "any",
  }),
  "its:locQualityIssues": shape({
    optional: { id: NMTOKEN, "xml:id": NMTOKEN, version: ANY_TEXT },
    foreignAttributes: "any",
    content: [some("its:locQualityIssue")],
  }),
  "its:locQualityIssue": shape({
    optional: {
      locQualityIssueType: ANY_TEXT,
      locQualityIssueComment: ANY_TEXT,
      locQualityIssueSeverity: PERCENT,
      locQualityIssueProfileRef: ANY_TEXT,
      locQualityIssueEnabled: YES_NO,
    },
    foreignAttributes: "any",
    content: "anything",
    hasText: true,
  }),
  "its:provenanceRecords": shape({
    optional: { id: NMTOKEN, "xml:id": NMTOKEN, version: ANY_TEXT },
    foreignAttributes: "any",
    content: [some("its:provenanceRecord")],
  }),
  "its:provenanceRecord": shape({
    optional: Object.fromEntries(
      [
        "org",
        "orgRef",
        "person",
        "personRef",
        "revOrg",
        "revOrgRef",
        "revPerson",
        "revPersonRef",
        "revTool",
        "revToolRef",
        "tool",
        "toolRef",
        "provRef",
      ].map((name): [string, ValueType] => [name, ANY_TEXT]),
    ),
    foreignAttributes: "any",
  }),
};

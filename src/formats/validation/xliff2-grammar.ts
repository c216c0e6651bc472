import { any, maybe, one, open, shape, some, type ElementShape, type Grammar } from "./grammar.js";
import {
  ANY_TEXT,
  either,
  INTEGER_FROM_1,
  LANGUAGE,
  NMTOKEN,
  NMTOKENS,
  numberWithin,
  oneOf,
  PREFIXED,
  YES_NO,
} from "./value-type.js";
import { MODULE_ATTRIBUTES, MODULE_ELEMENTS, MODULE_NAMESPACES, OPEN_MODULES } from "./xliff2-module-grammar.js";

/**
 * XLIFF 2.0, 2.1 and 2.2 as tables: sections "Elements" and "Attributes" of
 * https://docs.oasis-open.org/xliff/xliff-core/v2.1/os/xliff-core-v2.1-os.html and
 * https://docs.oasis-open.org/xliff/xliff-core/v2.2/xliff-core-v2.2-part1.html. What follows of several elements together is
 * for the inspectors.
 */

/** The core's namespaces: that of 2.0 serves 2.1 too. */
export const CORE_2_0 = "urn:oasis:names:tc:xliff:document:2.0";
export const CORE_2_2 = "urn:oasis:names:tc:xliff:document:2.2";

export const XLIFF2_NAMESPACES: ReadonlyMap<string, string> = new Map([
  [CORE_2_0, ""],
  [CORE_2_2, ""],
  ...MODULE_NAMESPACES,
]);

const DIRECTION = oneOf("ltr", "rtl", "auto");
const SPACE = oneOf("default", "preserve");
const REORDER = oneOf("yes", "firstNo", "no");
const CODE_TYPE = oneOf("fmt", "ui", "quote", "link", "image", "other");

const ANNOTATION_TYPE = either(oneOf("generic", "comment", "term"), PREFIXED);

const INLINE = ["cp", "ph", "pc", "sc", "ec", "mrk", "sm", "em"];

/** What the modules put where, at most once each: sections "file", "group" and "unit". */
const IN_FILE = [
  "ctr:changeTrack",
  "mda:metadata",
  "res:resourceData",
  "slr:profiles",
  "slr:data",
  "val:validation",
  "its:provenanceRecords",
];
const IN_GROUP = ["ctr:changeTrack", "mda:metadata", "slr:data", "val:validation", "its:provenanceRecords"];
const IN_UNIT = [
  "ctr:changeTrack",
  "mtc:matches",
  "gls:glossary",
  "mda:metadata",
  "res:resourceData",
  "slr:data",
  "val:validation",
  "its:locQualityIssues",
  "its:provenanceRecords",
];

const setting = { canResegment: YES_NO, translate: YES_NO, srcDir: DIRECTION, trgDir: DIRECTION, "xml:space": SPACE };

const hints = {
  canCopy: YES_NO,
  canDelete: YES_NO,
  canReorder: REORDER,
  copyOf: NMTOKEN,
  type: CODE_TYPE,
  subType: PREFIXED,
};
const shown = { disp: ANY_TEXT, equiv: ANY_TEXT, dataRef: NMTOKEN, subFlows: NMTOKENS };
const annotation = { translate: YES_NO, type: ANNOTATION_TYPE, ref: ANY_TEXT, value: ANY_TEXT };

function code(parts: Partial<ElementShape>): ElementShape {
  return shape({ foreignAttributes: "modules", ...parts });
}

const structure: Record<string, ElementShape> = {
  xliff: shape({
    required: { version: oneOf("2.0", "2.1", "2.2"), srcLang: LANGUAGE },
    optional: { trgLang: LANGUAGE, "xml:space": SPACE, "xml:lang": LANGUAGE },
    foreignAttributes: "any",
    content: [some("file")],
  }),
  file: shape({
    required: { id: NMTOKEN },
    optional: { original: ANY_TEXT, "xml:lang": LANGUAGE, ...setting },
    foreignAttributes: "any",
    content: [maybe("skeleton"), open(...IN_FILE), maybe("notes"), some("unit", "group")],
    once: IN_FILE.filter((name) => !name.startsWith("its:")),
  }),
  skeleton: shape({ optional: { href: ANY_TEXT }, content: "anything", hasText: true }),
  group: shape({
    required: { id: NMTOKEN },
    optional: { name: ANY_TEXT, type: PREFIXED, "xml:lang": LANGUAGE, ...setting },
    foreignAttributes: "any",
    content: [open(...IN_GROUP), maybe("notes"), any("unit", "group")],
    once: IN_GROUP.filter((name) => !name.startsWith("its:")),
  }),
  unit: shape({
    required: { id: NMTOKEN },
    optional: { name: ANY_TEXT, type: PREFIXED, "xml:lang": LANGUAGE, ...setting },
    foreignAttributes: "any",
    content: [open(...IN_UNIT), maybe("notes"), maybe("originalData"), some("segment", "ignorable")],
    once: IN_UNIT.filter((name) => !name.startsWith("its:")),
  }),
  segment: shape({
    optional: {
      id: NMTOKEN,
      canResegment: YES_NO,
      state: oneOf("initial", "translated", "reviewed", "final"),
      subState: PREFIXED,
    },
    content: [one("source"), maybe("target")],
  }),
  ignorable: shape({ optional: { id: NMTOKEN }, content: [one("source"), maybe("target")] }),
  notes: shape({ content: [some("note")] }),
  note: shape({
    optional: { id: NMTOKEN, appliesTo: oneOf("source", "target"), category: ANY_TEXT, priority: numberWithin(1, 10) },
    foreignAttributes: "any",
    hasText: true,
  }),
  originalData: shape({ content: [some("data")] }),
  data: shape({
    required: { id: NMTOKEN },
    optional: { dir: DIRECTION, "xml:space": oneOf("preserve") },
    content: [any("cp")],
    hasText: true,
  }),
  source: shape({
    optional: { "xml:lang": LANGUAGE, "xml:space": SPACE },
    content: [any(...INLINE)],
    hasText: true,
    isText: true,
  }),
  target: shape({
    optional: { "xml:lang": LANGUAGE, "xml:space": SPACE, order: INTEGER_FROM_1 },
    content: [any(...INLINE)],
    hasText: true,
    isText: true,
  }),
};

const inline: Record<string, ElementShape> = {
  cp: shape({ required: { hex: ANY_TEXT } }),
  ph: code({ required: { id: NMTOKEN }, optional: { ...hints, ...shown } }),
  pc: code({
    required: { id: NMTOKEN },
    optional: {
      ...hints,
      canOverlap: YES_NO,
      dir: DIRECTION,
      dispStart: ANY_TEXT,
      dispEnd: ANY_TEXT,
      equivStart: ANY_TEXT,
      equivEnd: ANY_TEXT,
      dataRefStart: NMTOKEN,
      dataRefEnd: NMTOKEN,
      subFlowsStart: NMTOKENS,
      subFlowsEnd: NMTOKENS,
    },
    content: [any(...INLINE)],
    hasText: true,
  }),
  sc: code({
    required: { id: NMTOKEN },
    optional: { ...hints, ...shown, canOverlap: YES_NO, dir: DIRECTION, isolated: YES_NO },
  }),
  ec: code({
    optional: {
      ...hints,
      ...shown,
      id: NMTOKEN,
      startRef: NMTOKEN,
      canOverlap: YES_NO,
      dir: DIRECTION,
      isolated: YES_NO,
    },
  }),
  mrk: shape({
    required: { id: NMTOKEN },
    optional: annotation,
    foreignAttributes: "any",
    content: [any(...INLINE)],
    hasText: true,
  }),
  sm: shape({ required: { id: NMTOKEN }, optional: annotation, foreignAttributes: "any" }),
  em: shape({ required: { startRef: NMTOKEN } }),
};

/** 2.2 lets notes and metadata stand before the files, notes refer to what they are about, and segments say their case. */
const since22: Record<string, ElementShape> = {
  xliff: shape({ ...structure["xliff"], content: [maybe("notes"), maybe("mda:metadata"), some("file")] }),
  note: shape({ ...structure["note"], optional: { ...structure["note"]?.optional, ref: ANY_TEXT } }),
  segment: shape({ ...structure["segment"], optional: { ...structure["segment"]?.optional, "pgs:case": ANY_TEXT } }),
};

function grammar(elements: Record<string, ElementShape>): Grammar {
  return {
    elements: new Map(Object.entries(elements)),
    moduleAttributes: MODULE_ATTRIBUTES,
    openModules: OPEN_MODULES,
  };
}

const BEFORE_22 = grammar({ ...structure, ...inline, ...MODULE_ELEMENTS });
const SINCE_22 = grammar({ ...structure, ...inline, ...MODULE_ELEMENTS, ...since22 });

/** The grammar of a version as the root states it, or of its namespace. */
export function xliff2Grammar(version: string, namespace: string): Grammar {
  return version === "2.2" || namespace === CORE_2_2 ? SINCE_22 : BEFORE_22;
}

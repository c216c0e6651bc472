import { any, maybe, one, open, shape, some, type ElementShape, type Grammar } from "./grammar.js";
import { ANY_TEXT, DATE_TIME, NMTOKEN, numberWithin, oneOf, YES_NO } from "./value-type.js";
import {
  ALT_TRANS_TYPE,
  CONTEXT_TYPE,
  COORDINATES,
  COUNT_TYPE,
  COUNT_UNIT,
  DATATYPE,
  DELIMITER,
  MIME_TYPE,
  MTYPE,
  OPTIONAL_TOKEN,
  PLACEHOLDER,
  PURPOSE,
  REFORMAT,
  RESTYPE,
  SCHEMA_LANGUAGE,
  SIZE_UNIT,
  STATE,
  STATE_QUALIFIER,
} from "./xliff1-values.js";

/**
 * XLIFF 1.2 as tables, with what 1.0 and 1.1 had besides: http://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html and its
 * transitional schema.
 */

export const CORE_1_1 = "urn:oasis:names:tc:xliff:document:1.1";
export const CORE_1_2 = "urn:oasis:names:tc:xliff:document:1.2";

const SPACE = oneOf("default", "preserve");
const INLINE = ["g", "bpt", "ept", "ph", "it", "mrk", "x", "bx", "ex"];

const looks = {
  coord: COORDINATES,
  font: ANY_TEXT,
  "css-style": ANY_TEXT,
  style: OPTIONAL_TOKEN,
  exstyle: OPTIONAL_TOKEN,
};

const resource = {
  datatype: DATATYPE,
  "xml:space": SPACE,
  restype: RESTYPE,
  resname: ANY_TEXT,
  extradata: ANY_TEXT,
  extype: ANY_TEXT,
  "help-id": OPTIONAL_TOKEN,
  menu: ANY_TEXT,
  "menu-option": ANY_TEXT,
  "menu-name": ANY_TEXT,
  ts: ANY_TEXT,
  ...looks,
};

const sizes = {
  reformat: REFORMAT,
  "size-unit": SIZE_UNIT,
  ...Object.fromEntries(
    ["maxwidth", "minwidth", "maxheight", "minheight", "maxbytes", "minbytes"].map((name) => [name, OPTIONAL_TOKEN]),
  ),
  charclass: ANY_TEXT,
};

const text = { "xml:lang": SCHEMA_LANGUAGE, ts: ANY_TEXT };

/** `id` names the code in the skeleton, `xid` a unit. */
const code = { xid: ANY_TEXT, "equiv-text": ANY_TEXT, ts: ANY_TEXT };

function file(): ElementShape {
  return shape({ content: [one("internal-file", "external-file")] });
}

function content(parts: Partial<ElementShape>): ElementShape {
  return shape({ content: [any(...INLINE)], hasText: true, foreignAttributes: "any", ...parts });
}

function nativeCode(parts: Partial<ElementShape>): ElementShape {
  return shape({
    required: { id: ANY_TEXT },
    content: [any("sub")],
    hasText: true,
    foreignAttributes: "any",
    ...parts,
  });
}

const structure: Record<string, ElementShape> = {
  xliff: shape({
    required: { version: oneOf("1.0", "1.1", "1.2") },
    optional: { "xml:lang": SCHEMA_LANGUAGE },
    foreignAttributes: "any",
    content: [{ names: ["file"], isOpen: true, min: 1 }],
  }),
  file: shape({
    required: { original: ANY_TEXT, "source-language": SCHEMA_LANGUAGE, datatype: DATATYPE },
    optional: {
      "target-language": SCHEMA_LANGUAGE,
      tool: ANY_TEXT,
      "tool-id": ANY_TEXT,
      date: DATE_TIME,
      ts: ANY_TEXT,
      "xml:space": SPACE,
      category: ANY_TEXT,
      "product-name": ANY_TEXT,
      "product-version": ANY_TEXT,
      "build-num": ANY_TEXT,
    },
    foreignAttributes: "any",
    content: [maybe("header"), one("body")],
  }),
  header: shape({
    content: [
      maybe("skl"),
      maybe("phase-group"),
      any("glossary", "reference", "count-group", "prop-group", "note", "tool"),
      open(),
    ],
  }),
  skl: file(),
  glossary: file(),
  reference: file(),
  "internal-file": shape({ optional: { form: ANY_TEXT, crc: OPTIONAL_TOKEN }, hasText: true }),
  "external-file": shape({ required: { href: ANY_TEXT }, optional: { crc: OPTIONAL_TOKEN, uid: OPTIONAL_TOKEN } }),
  note: shape({
    optional: {
      "xml:lang": SCHEMA_LANGUAGE,
      priority: numberWithin(1, 10),
      from: ANY_TEXT,
      annotates: oneOf("source", "target", "general"),
    },
    hasText: true,
  }),
  "phase-group": shape({ content: [some("phase")] }),
  phase: shape({
    required: { "phase-name": ANY_TEXT, "process-name": ANY_TEXT },
    optional: {
      tool: ANY_TEXT,
      "tool-id": ANY_TEXT,
      date: DATE_TIME,
      "company-name": ANY_TEXT,
      "job-id": ANY_TEXT,
      "contact-name": ANY_TEXT,
      "contact-email": ANY_TEXT,
      "contact-phone": ANY_TEXT,
    },
    content: [any("note")],
  }),
  "count-group": shape({ required: { name: ANY_TEXT }, content: [any("count")] }),
  count: shape({ optional: { "count-type": COUNT_TYPE, "phase-name": ANY_TEXT, unit: COUNT_UNIT }, hasText: true }),
  "context-group": shape({
    optional: { name: ANY_TEXT, crc: OPTIONAL_TOKEN, purpose: PURPOSE },
    content: [some("context")],
  }),
  context: shape({
    required: { "context-type": CONTEXT_TYPE },
    optional: { "match-mandatory": YES_NO, crc: OPTIONAL_TOKEN },
    hasText: true,
  }),
  "prop-group": shape({ optional: { name: ANY_TEXT }, content: [any("prop")] }),
  prop: shape({ required: { "prop-type": ANY_TEXT }, optional: { "xml:lang": SCHEMA_LANGUAGE }, hasText: true }),
  tool: shape({
    required: { "tool-id": ANY_TEXT, "tool-name": ANY_TEXT },
    optional: { "tool-version": ANY_TEXT, "tool-company": ANY_TEXT },
    foreignAttributes: "any",
    content: "anything",
    hasText: true,
  }),
  body: shape({ content: [any("group", "trans-unit", "bin-unit")] }),
  group: shape({
    optional: { id: ANY_TEXT, translate: YES_NO, "merged-trans": YES_NO, ...resource, ...sizes },
    foreignAttributes: "any",
    content: [
      any("context-group"),
      any("count-group"),
      any("prop-group"),
      any("note"),
      open(),
      any("group", "trans-unit", "bin-unit"),
    ],
  }),
};

const units: Record<string, ElementShape> = {
  "trans-unit": shape({
    required: { id: ANY_TEXT },
    optional: {
      approved: YES_NO,
      translate: YES_NO,
      "phase-name": ANY_TEXT,
      "merged-trans": YES_NO,
      ...resource,
      ...sizes,
    },
    foreignAttributes: "any",
    content: [
      one("source"),
      maybe("seg-source"),
      maybe("target"),
      any("context-group", "count-group", "prop-group", "note", "alt-trans"),
      open(),
    ],
  }),
  source: content({ optional: text, isText: true }),
  "seg-source": content({ optional: text, isText: true }),
  target: content({
    optional: {
      ...text,
      state: STATE,
      "state-qualifier": STATE_QUALIFIER,
      "phase-name": OPTIONAL_TOKEN,
      resname: ANY_TEXT,
      restype: RESTYPE,
      "equiv-trans": YES_NO,
      ...looks,
    },
    isText: true,
  }),
  "alt-trans": shape({
    optional: {
      "match-quality": ANY_TEXT,
      tool: ANY_TEXT,
      "tool-id": ANY_TEXT,
      crc: OPTIONAL_TOKEN,
      "xml:lang": SCHEMA_LANGUAGE,
      origin: ANY_TEXT,
      mid: NMTOKEN,
      "phase-name": OPTIONAL_TOKEN,
      alttranstype: ALT_TRANS_TYPE,
      ...resource,
    },
    foreignAttributes: "any",
    content: [
      maybe("source"),
      maybe("seg-source"),
      some("target"),
      any("context-group"),
      any("prop-group"),
      any("note"),
      open(),
    ],
  }),
  "bin-unit": shape({
    required: { id: ANY_TEXT, "mime-type": MIME_TYPE },
    optional: {
      approved: YES_NO,
      translate: YES_NO,
      reformat: REFORMAT,
      restype: RESTYPE,
      resname: ANY_TEXT,
      "phase-name": ANY_TEXT,
      ts: ANY_TEXT,
    },
    foreignAttributes: "any",
    content: [
      one("bin-source"),
      maybe("bin-target"),
      any("context-group", "count-group", "prop-group", "note", "trans-unit"),
      open(),
    ],
  }),
  "bin-source": shape({
    optional: { ts: ANY_TEXT },
    foreignAttributes: "any",
    content: [one("internal-file", "external-file")],
  }),
  "bin-target": shape({
    optional: {
      "mime-type": MIME_TYPE,
      state: STATE,
      "state-qualifier": STATE_QUALIFIER,
      "phase-name": OPTIONAL_TOKEN,
      restype: RESTYPE,
      resname: ANY_TEXT,
      ts: ANY_TEXT,
    },
    foreignAttributes: "any",
    content: [one("internal-file", "external-file")],
  }),
};

const inline: Record<string, ElementShape> = {
  g: content({ required: { id: ANY_TEXT }, optional: { ...code, ctype: DELIMITER, clone: YES_NO } }),
  x: shape({
    required: { id: ANY_TEXT },
    optional: { ...code, ctype: PLACEHOLDER, clone: YES_NO },
    foreignAttributes: "any",
  }),
  bx: shape({
    required: { id: ANY_TEXT },
    optional: { ...code, rid: NMTOKEN, ctype: DELIMITER, clone: YES_NO },
    foreignAttributes: "any",
  }),
  ex: shape({ required: { id: ANY_TEXT }, optional: { ...code, rid: NMTOKEN }, foreignAttributes: "any" }),
  ph: nativeCode({
    optional: { ...code, ctype: PLACEHOLDER, crc: ANY_TEXT, assoc: oneOf("preceding", "following", "both") },
  }),
  bpt: nativeCode({ optional: { ...code, rid: NMTOKEN, ctype: DELIMITER, crc: ANY_TEXT } }),
  ept: nativeCode({ optional: { ...code, rid: NMTOKEN, crc: ANY_TEXT } }),
  it: nativeCode({
    required: { id: ANY_TEXT, pos: oneOf("open", "close") },
    optional: { ...code, rid: NMTOKEN, ctype: DELIMITER, crc: ANY_TEXT },
  }),
  sub: shape({
    optional: { datatype: DATATYPE, ctype: DELIMITER, xid: ANY_TEXT },
    content: [any(...INLINE)],
    hasText: true,
  }),
  mrk: content({ required: { mtype: MTYPE }, optional: { mid: NMTOKEN, comment: ANY_TEXT, ts: ANY_TEXT } }),
};

export const XLIFF1_GRAMMAR: Grammar = {
  elements: new Map(Object.entries({ ...structure, ...units, ...inline })),
  moduleAttributes: new Map(),
  openModules: new Set(),
};

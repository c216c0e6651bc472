import { any, one, shape, some, type ElementShape, type Grammar } from "./grammar.js";
import { ANY_TEXT, oneOf, pattern } from "./value-type.js";

/** TMX 1.1 to 1.4b as tables, after the DTD of 1.4 (https://www.gala-global.org/tmx-14b): the elder ones have less. */

const SEGMENT_TYPE = oneOf("block", "paragraph", "sentence", "phrase");
const INLINE = ["bpt", "ept", "ph", "it", "hi", "ut"];

/** Other namespaces are none of TMX, and no tool minds them. */
const remarks = { names: ["note", "prop"], isOpen: true };

const language = { "xml:lang": ANY_TEXT, lang: ANY_TEXT };

const origin = {
  "o-encoding": ANY_TEXT,
  datatype: ANY_TEXT,
  creationdate: ANY_TEXT,
  creationid: ANY_TEXT,
  changedate: ANY_TEXT,
  changeid: ANY_TEXT,
};

const use = {
  usagecount: ANY_TEXT,
  lastusagedate: ANY_TEXT,
  creationtool: ANY_TEXT,
  creationtoolversion: ANY_TEXT,
  "o-tmf": ANY_TEXT,
  segtype: SEGMENT_TYPE,
};

function code(parts: Partial<ElementShape>): ElementShape {
  return shape({ content: [any("sub")], hasText: true, foreignAttributes: "any", ...parts });
}

function text(parts: Partial<ElementShape>): ElementShape {
  return shape({ content: [any(...INLINE)], hasText: true, foreignAttributes: "any", ...parts });
}

const elements: Record<string, ElementShape> = {
  tmx: shape({
    required: { version: pattern(/^1\.[0-4][a-z]?$/, '"1.1" to "1.4"') },
    foreignAttributes: "any",
    content: [one("header"), one("body")],
  }),
  header: shape({
    required: {
      creationtool: ANY_TEXT,
      creationtoolversion: ANY_TEXT,
      segtype: SEGMENT_TYPE,
      "o-tmf": ANY_TEXT,
      adminlang: ANY_TEXT,
      srclang: ANY_TEXT,
      datatype: ANY_TEXT,
    },
    optional: origin,
    foreignAttributes: "any",
    content: [{ names: ["note", "prop", "ude"], isOpen: true }],
  }),
  body: shape({ content: [{ names: ["tu"], isOpen: true }] }),
  note: shape({ optional: { "o-encoding": ANY_TEXT, ...language }, foreignAttributes: "any", hasText: true }),
  prop: shape({
    required: { type: ANY_TEXT },
    optional: { "o-encoding": ANY_TEXT, ...language },
    foreignAttributes: "any",
    hasText: true,
  }),
  ude: shape({ required: { name: ANY_TEXT }, optional: { base: ANY_TEXT }, content: [some("map")] }),
  map: shape({ required: { unicode: ANY_TEXT }, optional: { code: ANY_TEXT, ent: ANY_TEXT, subst: ANY_TEXT } }),
  tu: shape({
    optional: { tuid: ANY_TEXT, srclang: ANY_TEXT, ...origin, ...use },
    foreignAttributes: "any",
    content: [remarks, some("tuv")],
  }),
  // Its language has rules of its own: the attribute was another one before 1.4.
  tuv: shape({
    optional: { ...language, ...origin, ...use },
    foreignAttributes: "any",
    content: [remarks, one("seg")],
  }),
  seg: text({ isText: true, optional: { "xml:space": oneOf("default", "preserve") } }),
  bpt: code({ required: { i: ANY_TEXT }, optional: { x: ANY_TEXT, type: ANY_TEXT } }),
  ept: code({ required: { i: ANY_TEXT } }),
  it: code({ required: { pos: oneOf("begin", "end") }, optional: { x: ANY_TEXT, type: ANY_TEXT } }),
  ph: code({ optional: { x: ANY_TEXT, type: ANY_TEXT, assoc: oneOf("p", "f", "b"), i: ANY_TEXT } }),
  ut: code({ optional: { x: ANY_TEXT } }),
  hi: text({ optional: { x: ANY_TEXT, type: ANY_TEXT } }),
  sub: text({ optional: { datatype: ANY_TEXT, type: ANY_TEXT } }),
};

export const TMX_GRAMMAR: Grammar = {
  elements: new Map(Object.entries(elements)),
  moduleAttributes: new Map(),
  openModules: new Set(),
};

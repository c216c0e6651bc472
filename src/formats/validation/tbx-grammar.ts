import { any, maybe, one, shape, some, type ElementShape, type Grammar, type Slot } from "./grammar.js";
import { ANY_TEXT, NMTOKEN, oneOf, pattern, type ValueType } from "./value-type.js";

/**
 * TBX as tables: the core structure of version 2 (`martif`, ISO 30042:2008) and of version 3 (`tbx`, ISO 30042:2019,
 * https://www.tbxinfo.net/tbx-core/). Data categories as elements (DCT) are of other namespaces and stand wherever categories
 * as attributes (DCA) do.
 */

const TEXT_ELEMENTS = ["hi", "foreign", "sc", "ec", "bpt", "ept", "it", "ph", "ut"];

const id = { id: NMTOKEN };
const idLang = { ...id, "xml:lang": ANY_TEXT };
const category = { ...idLang, target: ANY_TEXT, datatype: ANY_TEXT, module: ANY_TEXT };

/** Whatever may be said of an entry, a language or a term. */
const ABOUT = ["descrip", "descripGrp", "admin", "adminGrp", "transac", "transacGrp", "note", "ref", "xref"];
const about: Slot = { names: ABOUT, isOpen: true };
const LINKS = ["admin", "adminGrp", "transacGrp", "note", "ref", "xref"];

function text(parts: Partial<ElementShape> = {}): ElementShape {
  return shape({
    content: [any(...TEXT_ELEMENTS)],
    hasText: true,
    optional: idLang,
    foreignAttributes: "any",
    ...parts,
  });
}

/** An element whose `type` names a data category. */
function typed(optional: Record<string, ValueType> = category): ElementShape {
  return text({ required: { type: ANY_TEXT }, optional });
}

/** A group: one element of a kind, then what is said of it. */
function group(first: string, ...rest: string[]): ElementShape {
  return shape({
    optional: id,
    // The first is of another namespace where categories are elements: what must be there is for a rule.
    content: [
      { names: [first], max: 1, isOpen: true },
      { names: rest, isOpen: true },
    ],
  });
}

const paragraphs = shape({ optional: idLang, foreignAttributes: "any", content: [some("p")] });

const header: Record<string, ElementShape> = {
  fileDesc: shape({ optional: id, content: [maybe("titleStmt"), maybe("publicationStmt"), some("sourceDesc")] }),
  titleStmt: shape({ optional: idLang, content: [one("title"), any("note")] }),
  title: text(),
  publicationStmt: paragraphs,
  sourceDesc: paragraphs,
  encodingDesc: paragraphs,
  revisionDesc: shape({ optional: idLang, content: [some("change")] }),
  change: paragraphs,
  p: text({ optional: { ...idLang, type: ANY_TEXT } }),
};

const categories: Record<string, ElementShape> = {
  descrip: typed(),
  descripGrp: group("descrip", "descripNote", ...LINKS),
  descripNote: typed(),
  admin: typed(),
  adminGrp: group("admin", "adminNote", "note", "ref", "xref"),
  adminNote: typed(),
  transac: typed(),
  transacGrp: group("transac", "transacNote", "date", "note", "ref", "xref"),
  transacNote: typed(),
  termNote: typed(),
  termNoteGrp: group("termNote", ...LINKS),
  date: text({ optional: id }),
  note: text({ optional: { ...idLang, type: ANY_TEXT } }),
  ref: typed(),
  xref: text({ required: { type: ANY_TEXT, target: ANY_TEXT }, optional: { ...idLang, module: ANY_TEXT } }),
  term: text({ optional: { ...idLang, type: ANY_TEXT } }),
  hi: text({ optional: { ...category, type: ANY_TEXT } }),
  foreign: text(),
  ...Object.fromEntries(
    ["sc", "ec", "bpt", "ept", "it", "ph", "ut"].map((name) => [name, text({ optional: inlineAttributes() })]),
  ),
};

function inlineAttributes(): Record<string, ValueType> {
  const names = ["type", "subType", "startRef", "isolated", "i", "x", "pos", "assoc"];
  return { ...category, ...Object.fromEntries(names.map((name) => [name, ANY_TEXT])) };
}

const back: Record<string, ElementShape> = {
  refObject: shape({ optional: id, content: [some("itemSet", "itemGrp", "item")] }),
  item: text({ optional: { ...id, type: ANY_TEXT } }),
  itemGrp: shape({ optional: id, content: [one("item"), { names: LINKS, isOpen: true }] }),
  itemSet: shape({ optional: { ...id, type: ANY_TEXT }, content: [some("item", "itemGrp")] }),
};

const references = shape({ required: { type: ANY_TEXT }, optional: id, content: [some("refObject")] });

const version2: Record<string, ElementShape> = {
  martif: shape({
    required: { type: ANY_TEXT },
    optional: { "xml:lang": ANY_TEXT, id: NMTOKEN },
    foreignAttributes: "any",
    content: [one("martifHeader"), one("text")],
  }),
  martifHeader: shape({ optional: id, content: [one("fileDesc"), maybe("encodingDesc"), maybe("revisionDesc")] }),
  text: shape({ optional: id, content: [one("body"), maybe("back")] }),
  body: shape({ optional: id, content: [some("termEntry")] }),
  termEntry: shape({ optional: id, foreignAttributes: "any", content: [about, some("langSet")] }),
  langSet: shape({
    required: { "xml:lang": ANY_TEXT },
    optional: id,
    foreignAttributes: "any",
    content: [about, some("tig", "ntig")],
  }),
  tig: shape({ optional: id, foreignAttributes: "any", content: [one("term"), any("termNote"), about] }),
  ntig: shape({ optional: id, foreignAttributes: "any", content: [one("termGrp"), about] }),
  termGrp: shape({ optional: id, content: [one("term"), any("termNote", "termNoteGrp"), any("termCompList")] }),
  termCompList: shape({
    required: { type: ANY_TEXT },
    optional: id,
    content: [about, some("termComp", "termCompGrp")],
  }),
  termComp: text(),
  termCompGrp: shape({ optional: id, content: [one("termComp"), any("termNote", "termNoteGrp"), about] }),
  back: shape({ optional: id, content: [any("refObjectList")] }),
  refObjectList: references,
};

const version3: Record<string, ElementShape> = {
  tbx: shape({
    required: {
      style: oneOf("dca", "dct"),
      type: pattern(/^TBX-.+$/, 'the name of a dialect, like "TBX-Basic"'),
      "xml:lang": ANY_TEXT,
    },
    optional: id,
    foreignAttributes: "any",
    content: [one("tbxHeader"), one("text")],
  }),
  tbxHeader: shape({ optional: id, content: [one("fileDesc"), maybe("encodingDesc"), maybe("revisionDesc")] }),
  text: shape({ optional: id, content: [one("body"), maybe("back")] }),
  body: shape({ optional: id, content: [some("conceptEntry")] }),
  conceptEntry: shape({ optional: id, content: [about, some("langSec")] }),
  langSec: shape({ required: { "xml:lang": ANY_TEXT }, optional: id, content: [about, some("termSec")] }),
  termSec: shape({
    optional: id,
    content: [one("term"), { names: ["termNote", "termNoteGrp"], isOpen: true }, about],
  }),
  back: shape({ optional: id, content: [any("refObjectSec")] }),
  refObjectSec: references,
};

function grammar(elements: Record<string, ElementShape>): Grammar {
  return {
    elements: new Map(Object.entries({ ...header, ...categories, ...back, ...elements })),
    moduleAttributes: new Map(),
    openModules: new Set(),
  };
}

export const TBX2_GRAMMAR = grammar(version2);
export const TBX3_GRAMMAR = grammar(version3);

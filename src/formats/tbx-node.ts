import { SaxesParser } from "saxes";
import { CATEGORY_ELEMENTS, elementOf } from "./tbx-categories.js";
import { textFault } from "../segment.js";
import { detached } from "./detached.js";
import type { Place, XmlTag } from "./xml-source.js";
import { xmlAttribute, xmlText } from "./xml-text.js";

/**
 * An element of an entry as it was read, whatever the style: elements of DCT are turned into those of DCA, which version 2
 * has too, and version 3's names of the parts of an entry into version 2's counterparts' (`termEntry` is a `conceptEntry`).
 */
export interface TbxNode {
  readonly name: string;
  /** Without `xml:lang` and declarations of namespaces. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly lang: string | undefined;
  readonly children: (TbxNode | string)[];
  readonly place: Place;
}

/** Names of version 2 for what version 3 calls otherwise. */
const RENAMED: Readonly<Record<string, string>> = {
  termEntry: "conceptEntry",
  langSet: "langSec",
  tig: "termSec",
  ntig: "termSec",
};

/** `foreign`: whether the element is of another namespace than the file's root, and so names a data category. */
export function nodeOf(
  tag: XmlTag,
  { place, foreign, inTerm }: { place: Place; foreign: boolean; inTerm: boolean },
): TbxNode {
  const attributes = new Map<string, string>();
  let lang: string | undefined;
  for (const { name, prefix, value } of Object.values(tag.attributes)) {
    if (name === "xml:lang" || name === "lang") lang ??= value;
    else if (name !== "xmlns" && prefix !== "xmlns") attributes.set(name, detached(value));
  }
  // Who is responsible is told by name; the person's particulars stand in the file's back matter, which is left out (tbx-back-matter.ts).
  if (tag.local === "responsibility" || attributes.get("type") === "responsibility") attributes.delete("target");
  if (!foreign) {
    const renamed = Object.hasOwn(RENAMED, tag.local) ? RENAMED[tag.local] : undefined;
    return { name: renamed ?? tag.local, attributes, lang, children: [], place };
  }
  const name = elementOf(tag.local) ?? (inTerm ? "termNote" : "descrip");
  return { name, attributes: new Map([["type", tag.local], ...attributes]), lang, children: [], place };
}

/** The child elements, in order. */
export function elements(node: TbxNode): TbxNode[] {
  return node.children.filter((child) => typeof child !== "string");
}

/** The text with that of all elements in it. */
export function textOf(node: TbxNode): string {
  return node.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

/** Whether there is nothing in it but text. */
export function isPlain(node: TbxNode): boolean {
  return node.children.every((child) => typeof child === "string");
}

/** The text of a category's element that says no more than its category and that text, else `undefined`. */
export function plainCategory(node: TbxNode): { category: string; text: string } | undefined {
  const category = node.attributes.get("type");
  if (category === undefined || node.attributes.size > 1 || node.lang !== undefined || !isPlain(node)) return undefined;
  return { category, text: unwrapped(textOf(node)) };
}

/** Text without the line ends and indents of whoever laid the file out: a line end that an indent follows is a blank. */
export function unwrapped(text: string): string {
  return withoutOuterLines(text).replace(WRAP, " ");
}

/** The same for what never runs over lines. */
export function onOneLine(text: string): string {
  return withoutOuterLines(text).replace(LINE_END, " ");
}

// Each begins at the first blank of a run only, so that a long run is looked at once.
const WRAP = /(?<![ \t])[ \t]*(?:\n(?:\t| {2})[ \t]*)+/g;
const LINE_END = /(?<![ \t])[ \t]*\n[ \t\n]*/g;

/** Without the white space at either end that holds a line end. */
function withoutOuterLines(text: string): string {
  const isBlank = (i: number): boolean => text[i] === " " || text[i] === "\t" || text[i] === "\n";
  let start = 0;
  while (isBlank(start)) start++;
  let end = text.length;
  while (end > start && isBlank(end - 1)) end--;
  const from = text.slice(0, start).includes("\n") ? start : 0;
  const to = text.slice(end).includes("\n") ? end : text.length;
  return text.slice(from, Math.max(from, to));
}

/** Adds a text to an element, to the text before it where there is one. */
export function addText(node: TbxNode | undefined, text: string): void {
  if (node === undefined) return;
  const last = node.children.at(-1);
  if (typeof last === "string") node.children[node.children.length - 1] = last + text;
  else node.children.push(text);
}

/** Elements that hold text; in others white space between elements is layout. */
const TEXT_ELEMENTS: ReadonlySet<string> = new Set<string>([
  ...CATEGORY_ELEMENTS,
  "note",
  "date",
  "term",
  "descripNote",
  "termComp",
  "hi",
  "foreign",
  "bpt",
  "ept",
  "ph",
  "it",
  "sc",
  "ec",
]);

/** Elements as markup, always the same for the same elements. */
export function markupOf(nodes: readonly TbxNode[]): string {
  return nodes.map(elementMarkup).join("");
}

function elementMarkup(node: TbxNode): string {
  const lang = node.lang === undefined ? "" : ` xml:lang="${xmlAttribute(node.lang)}"`;
  const attributes = [...node.attributes].map(([name, value]) => ` ${name}="${xmlAttribute(value)}"`).join("");
  const content = node.children
    .map((child) => (typeof child === "string" ? xmlText(laidOut(child, node)) : elementMarkup(child)))
    .join("");
  const start = `<${node.name}${lang}${attributes}`;
  return content === "" ? `${start}/>` : `${start}>${content}</${node.name}>`;
}

/**
 * What an element of text holds where it holds more than text, as markup that {@link contentIn} finds to say `text`;
 * `undefined` for text alone, and for what does not come back.
 */
export function contentMarkup(node: TbxNode, text: string): string | undefined {
  const last = node.children.length - 1;
  const children = node.children.map((child, i) => {
    if (typeof child !== "string") return child;
    const start = i === 0 ? child.replace(/^[ \t]*\n[ \t\n]*/, "") : child;
    return (i === last ? start.replace(/(?<![ \t\n])[ \t]*\n[ \t\n]*$/, "") : start).replace(WRAP, " ");
  });
  return contentIn(contentOf({ ...node, children }), text);
}

/** A kept markup, where it is still one of this text; `undefined` where somebody has made something else of either. */
export function contentIn(markup: string, text: string): string | undefined {
  const root = parsedMarkup(markup);
  if (root === undefined || isPlain(root) || textOf(root) !== text || textFault(markup) !== undefined) return undefined;
  return contentOf(root) === markup ? markup : undefined;
}

function contentOf({ children }: TbxNode): string {
  return children.map((child) => (typeof child === "string" ? xmlText(child) : elementMarkup(child))).join("");
}

/** A text of an element without its file's layout. */
function laidOut(text: string, node: TbxNode): string {
  if (!TEXT_ELEMENTS.has(node.name)) return text.trim().replace(WRAP, " ");
  return isPlain(node) ? unwrapped(text) : text.replace(WRAP, " ");
}

/** The elements that a kept markup says; `undefined` where somebody has made something else of it. */
export function nodesIn(markup: string): TbxNode[] | undefined {
  const root = parsedMarkup(markup);
  const nodes = root === undefined ? [] : elements(root);
  return root !== undefined && markupOf(nodes) === markup ? nodes : undefined;
}

/** A kept markup within an element of its own; `undefined` where it is none, or holds what makes an entry an entry. */
function parsedMarkup(markup: string): TbxNode | undefined {
  if (markup.includes("<!") || markup.includes("<?")) return undefined;
  const path: TbxNode[] = [];
  let root: TbxNode | undefined;
  let isFaulty = false;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", () => (isFaulty = true));
  parser.on("opentag", (tag) => {
    const node = nodeOf(tag, { place: NOWHERE, foreign: false, inTerm: false });
    if (tag.prefix !== "" || STRUCTURE.has(node.name)) isFaulty = true;
    path.at(-1)?.children.push(node);
    root ??= node;
    path.push(node);
  });
  parser.on("closetag", () => void path.pop());
  parser.on("text", (text) => addText(path.at(-1), text));
  parser.write(`<tbx>${markup}</tbx>`).close();
  return isFaulty ? undefined : root;
}

const NOWHERE: Place = { line: 1, column: 1 };

/** What makes an entry an entry: never kept as markup. */
const STRUCTURE: ReadonlySet<string> = new Set(["conceptEntry", "langSec", "termSec", "term"]);

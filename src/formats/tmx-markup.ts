import { SaxesParser } from "saxes";
import type { InlineCode, Segment } from "../segment.js";
import { partnersIn } from "./code-pairs.js";
import { codesOf, ownType, type MarkupCode } from "./tmx-code.js";
import { xmlAttribute, xmlText } from "./xml-text.js";

/**
 * The content of `<seg>` for a segment. Where its codes came from a TMX file their own markup is written, byte for byte;
 * that way is taken only where reading what it writes gives the codes as they are, which is tried with the reader's own
 * derivation (`codesOf`). Otherwise each code becomes the element of its kind with all that it says (`tmx-code.ts`).
 */
export function segmentMarkup(segment: Segment): string {
  if (segment.codes.length === 0) return xmlText(segment.text);
  return woven(segment, ownMarkup(segment.codes) ?? writtenMarkup(segment.codes));
}

/** The text with a piece of markup before the offset of each code. */
function woven({ text, codes }: Segment, markup: readonly string[]): string {
  let whole = "";
  let from = 0;
  for (const [i, code] of codes.entries()) {
    // An offset within a surrogate pair would tear it apart: the code goes before the character.
    const low = text.charCodeAt(code.at);
    const torn = low >= 0xdc00 && low <= 0xdfff && code.at > 0;
    const at = Math.max(from, torn ? code.at - 1 : code.at);
    whole += xmlText(text.slice(from, at)) + (markup[i] ?? "");
    from = at;
  }
  return whole + xmlText(text.slice(from));
}

/** The markup that the codes came with, where all of it is TMX and means these codes. */
function ownMarkup(codes: readonly InlineCode[]): string[] | undefined {
  const markup: MarkupCode[] = [];
  const spans: string[] = [];
  for (const code of codes) {
    const read = code.data === undefined ? undefined : knownMarkup(code.data);
    if (read === undefined) return undefined;
    if (read.span === "start") spans.push(read.element);
    if (read.span === "end" && spans.pop() !== read.element) return undefined;
    markup.push({ ...read, at: code.at });
  }
  if (spans.length > 0) return undefined;
  const meant = codesOf(markup);
  return codes.every((code, i) => sameCode(code, meant[i])) ? markup.map(({ data }) => data) : undefined;
}

function sameCode(a: InlineCode, b: InlineCode | undefined): boolean {
  return (
    b !== undefined &&
    a.at === b.at &&
    a.id === b.id &&
    a.kind === b.kind &&
    a.pair === b.pair &&
    a.data === b.data &&
    a.type === b.type
  );
}

/** The attributes that the TMX 1.4 DTD gives to each inline element. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ["bpt", ["i", "x", "type"]],
  ["ept", ["i"]],
  ["it", ["pos", "x", "type"]],
  ["ph", ["x", "assoc", "type"]],
  ["ut", ["x"]],
  ["hi", ["x", "type"]],
  ["sub", ["datatype", "type"]],
]);

/**
 * Markup that has been read before: a memory says `<ph x="1">%s</ph>` ten thousand times. Emptied when it is full; long
 * markup does not repeat.
 */
const known = new Map<string, MarkupCode | undefined>();
const MAX_KNOWN = 4_096;
const MAX_KNOWN_LENGTH = 256;

function knownMarkup(data: string): MarkupCode | undefined {
  if (data.length > MAX_KNOWN_LENGTH) return readMarkup(data);
  if (!known.has(data)) {
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(data, readMarkup(data));
  }
  return known.get(data);
}

/** The TMX element, or tag of a `hi`, that a code's data is; `undefined` for anything else. */
function readMarkup(data: string): MarkupCode | undefined {
  if (/^<\/hi\s*>$/.test(data)) {
    return { at: 0, element: "hi", span: "end", attributes: new Map(), data, content: "" };
  }
  if (/^<(?:bpt|ept|it|ph|ut)[\s/>]/.test(data)) return parseElement(data)?.markup;
  if (!/^<hi[\s/>]/.test(data)) return undefined;
  const spanning = parseElement(`${data}</hi>`);
  if (spanning?.tagEnd === data.length) return { ...spanning.markup, span: "start", data };
  const alone = parseElement(data);
  return alone?.tagEnd === data.length ? alone.markup : undefined;
}

/** The element that a text is, from its first unit to its last, where it is valid TMX; `tagEnd`: the end of its start tag. */
function parseElement(data: string): { readonly markup: MarkupCode; readonly tagEnd: number } | undefined {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let depth = 0;
  let element: string | undefined;
  let attributes = new Map<string, string>();
  let tagEnd = 0;
  let end = 0;
  let content = "";
  let fault = false;
  parser.on("error", () => (fault = true));
  parser.on("opentag", (tag) => {
    const values = Object.values(tag.attributes);
    const allowed = ATTRIBUTES.get(tag.name);
    fault ||= allowed === undefined || values.some(({ name }) => !allowed.includes(name));
    if (++depth > 1) return;
    element = tag.name;
    attributes = new Map(values.map(({ name, value }) => [name, value]));
    tagEnd = parser.position;
  });
  parser.on("closetag", () => {
    if (--depth === 0) end = parser.position;
  });
  const addText = (text: string): void => {
    if (depth > 0) content += text;
  };
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(data).close();
  if (fault || element === undefined || end !== data.length) return undefined;
  return { markup: { at: 0, element, attributes, data, content }, tagEnd };
}

/** Each code as the TMX element of its kind, with everything that it says. */
function writtenMarkup(codes: readonly InlineCode[]): string[] {
  const partners = partnersIn(codes);
  return codes.map((code, i) => {
    const content = xmlText(code.data ?? "");
    const partner = partners.get(i);
    const number = i + 1;
    if (partner !== undefined && partner < i) return `<ept i="${partner + 1}">${content}</ept>`;
    const close = partner === undefined ? undefined : codes[partner];
    const unpaired = partner === undefined && (code.kind === "open" || code.kind === "close");
    const type = xmlAttribute(ownType(code, { ...(close === undefined ? {} : { close }), unpaired }));
    if (close !== undefined) return `<bpt i="${number}" x="${number}" type="${type}">${content}</bpt>`;
    if (code.kind === "alone") return `<ph x="${number}" type="${type}">${content}</ph>`;
    const pos = code.kind === "open" || code.kind === "isolated-open" ? "begin" : "end";
    return `<it pos="${pos}" x="${number}" type="${type}">${content}</it>`;
  });
}

import type { InlineCode } from "../segment.js";
import { detached } from "./detached.js";
import type { XmlTag } from "./xml-source.js";

/**
 * What the inline markup of XLIFF means as codes.
 *
 *     1.x   g, mrk              two codes, one for each tag, with text between them
 *           x, bx, ex           one code each; bx and ex belong together by rid, else id
 *           bpt, ept, it, ph    one code with all that the element holds, sub included; bpt and ept belong together likewise
 *     2.x   pc, mrk             two codes, one for each tag, with text between them
 *           ph, cp              one code each
 *           sc, ec, sm, em      one code each; ec and em name their start in startRef
 *
 * The two codes of a pair have one id, that of the opening one, wherever they stand in the segment. One whose other half is
 * not in the segment is isolated. An annotation (`mrk`, `sm`, `em`) has a type that begins with `mrk:`; it marks text and
 * stands for nothing in the document translated.
 *
 * `data` in 1.x is the source text of the element or tag; in 2.x what `originalData` says, nothing where it says nothing,
 * and the tag itself for annotations and `cp`. A code of 2.x that must keep its place has a type that ends in
 * `;canReorder="no"` or `;canReorder="firstNo"`.
 */

export type XliffVersion = 1 | 2;

/** An inline code before it is known what belongs together. */
export interface RawCode {
  readonly at: number;
  readonly role: InlineCode["kind"];
  readonly id: string;
  /** The same for the two halves of a pair. */
  readonly link: string;
  readonly data?: string;
  readonly type?: string;
}

/** Elements that hold no text of the segment; all others have a code for each tag, unknown ones too. */
const OPAQUE: Readonly<Record<XliffVersion, ReadonlySet<string>>> = {
  1: new Set(["x", "bx", "ex", "bpt", "ept", "it", "ph"]),
  2: new Set(["ph", "cp", "sc", "ec", "sm", "em"]),
};

export function isOpaque(tag: XmlTag, version: XliffVersion): boolean {
  return OPAQUE[version].has(tag.local) || (version === 1 && isDeletion(tag));
}

/** A tracked change of Trados: its text is no longer there. */
function isDeletion(tag: XmlTag): boolean {
  return tag.local === "mrk" && tag.attributes["mtype"]?.value === "x-sdl-deleted";
}

/** What a code's element says of it, without place and data. */
export type CodeMeaning = Pick<RawCode, "role" | "id" | "link" | "type">;

/** `ordinal` counts elements of the name in the content, from 1: the id of one that names none. */
export function opaqueMeaning(tag: XmlTag, version: XliffVersion, ordinal: number): CodeMeaning {
  const value = (name: string): string | undefined => tag.attributes[name]?.value;
  const fallback = `${tag.local}-${ordinal}`;
  return version === 1 ? opaqueMeaning1(tag.local, value, fallback) : opaqueMeaning2(tag.local, value, fallback);
}

type Value = (attribute: string) => string | undefined;

function opaqueMeaning1(element: string, value: Value, fallback: string): CodeMeaning {
  const id = value("id") ?? fallback;
  const type = typed(value("ctype"));
  const link = value("rid") ?? id;
  switch (element) {
    case "bx":
      return { role: "open", id, link: `bx ${link}`, ...type };
    case "ex":
      return { role: "close", id, link: `bx ${link}`, ...type };
    case "bpt":
      return { role: "open", id, link: `bpt ${link}`, ...type };
    case "ept":
      return { role: "close", id, link: `bpt ${link}`, ...type };
    case "it":
      return { role: value("pos") === "close" ? "isolated-close" : "isolated-open", id, link: "", ...type };
    case "mrk":
      return { role: "alone", id: value("mid") ?? id, link: "", type: annotationType(value("mtype") ?? "") };
    default:
      return { role: "alone", id, link: "", ...type };
  }
}

function opaqueMeaning2(element: string, value: Value, fallback: string): CodeMeaning {
  const id = value("id") ?? value("startRef") ?? fallback;
  const link = value("startRef") ?? id;
  const isolated = value("isolated") === "yes";
  const type = typed(type2(value));
  switch (element) {
    case "sc":
      return { role: isolated ? "isolated-open" : "open", id, link: `sc ${link}`, ...type };
    case "ec":
      return { role: isolated ? "isolated-close" : "close", id, link: `sc ${link}`, ...type };
    case "sm":
      return { role: "open", id, link: `sm ${link}`, type: annotationType(value("type") ?? "generic") };
    case "em":
      return { role: "close", id, link: `sm ${link}` };
    case "cp":
      return { role: "alone", id: `cp-${value("hex") ?? ""}`, link: "", type: "cp" };
    default:
      return { role: "alone", id, link: "", ...type };
  }
}

/** The meaning of the start tag of an element that spans text; its end tag has the same id, link and type. */
export function spanMeaning(tag: XmlTag, version: XliffVersion, ordinal: number): Omit<CodeMeaning, "role"> {
  const value = (name: string): string | undefined => tag.attributes[name]?.value;
  const id = value("id") ?? value("mid") ?? `${tag.local}-${ordinal}`;
  const link = `span ${tag.local} ${ordinal}`;
  if (isAnnotation(tag, version)) {
    const type = version === 1 ? value("mtype") : (value("type") ?? "generic");
    return { id, link, type: annotationType(type ?? "") };
  }
  if (tag.local === "g") return { id, link, ...typed(value("ctype")) };
  if (tag.local === "pc") return { id, link, ...typed(type2(value)) };
  return { id, link, type: tag.name };
}

/** The elements that mark text, rather than standing for markup of the document. */
const ANNOTATIONS: Readonly<Record<XliffVersion, ReadonlySet<string>>> = {
  1: new Set(["mrk"]),
  2: new Set(["mrk", "sm", "em"]),
};

export function isAnnotation(tag: XmlTag, version: XliffVersion): boolean {
  return ANNOTATIONS[version].has(tag.local);
}

function annotationType(type: string): string {
  return `mrk:${type}`;
}

/** How XLIFF 2 says what 1.2 has plain names for (section 4.3.1.31); the writer's table the other way round. */
const FORMAT_TYPES: ReadonlyMap<string, string> = new Map([
  ["xlf:b", "bold"],
  ["xlf:i", "italic"],
  ["xlf:u", "underlined"],
  ["xlf:lb", "lb"],
  ["xlf:pb", "pb"],
]);

function type2(value: Value): string | undefined {
  const type = value("type");
  const subType = value("subType");
  const known = FORMAT_TYPES.get(subType ?? "") ?? /^entente:(.+)$/.exec(subType ?? "")?.[1];
  const said = known ?? (subType === undefined ? type : `${type ?? ""};${subType}`);
  const reorder = value("canReorder");
  return reorder === "no" || reorder === "firstNo" ? `${said ?? ""};canReorder="${reorder}"` : said;
}

function typed(type: string | undefined): { type?: string } {
  return type === undefined ? {} : { type };
}

/** The codes of a segment: halves brought together, ids and types shared by a pair, offsets taken from `start`. */
export function codesOf(raw: readonly RawCode[], start: number): InlineCode[] {
  if (raw.length === 0) return [];
  const partners = partnersOf(raw);
  return raw.map((code, i) => {
    const partner = raw[partners.get(i) ?? -1];
    const opener = code.role === "close" && partner !== undefined ? partner : code;
    // An `em` whose `sm` stands in another segment is still an annotation.
    const type = code.type ?? opener.type ?? (code.link.startsWith("sm ") ? annotationType("") : undefined);
    const id = detached(opener.id);
    return {
      at: code.at - start,
      id,
      kind: partner === undefined ? alone(code.role) : code.role,
      ...(partner === undefined ? {} : { pair: id }),
      ...(code.data === undefined ? {} : { data: code.data }),
      ...(type === undefined ? {} : { type: detached(type) }),
    };
  });
}

/** Which codes belong together, by index, both ways: the first opening one of a link with the first closing one, and so on. */
function partnersOf(raw: readonly RawCode[]): Map<number, number> {
  const partners = new Map<number, number>();
  const waiting = { open: new Map<string, number[]>(), close: new Map<string, number[]>() };
  raw.forEach(({ role, link }, i) => {
    if (role !== "open" && role !== "close") return;
    const other = waiting[role === "open" ? "close" : "open"].get(link)?.shift();
    if (other !== undefined) {
      partners.set(other, i).set(i, other);
      return;
    }
    const same = waiting[role].get(link);
    if (same === undefined) waiting[role].set(link, [i]);
    else same.push(i);
  });
  return partners;
}

function alone(role: RawCode["role"]): RawCode["role"] {
  return role === "open" ? "isolated-open" : role === "close" ? "isolated-close" : role;
}

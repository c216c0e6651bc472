import { xmlAttributes } from "./xml-text.js";

/** An attribute as a well-formed start tag writes it, with the white space before it. */
const ATTRIBUTE = /\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/y;

/** A well-formed start tag cut up: `<name`, its attributes as written by their names, and what ends it. */
function cut(tag: string): { readonly head: string; readonly attributes: [string, string][]; readonly tail: string } {
  const head = /^<[^\s/>]+/.exec(tag)?.[0] ?? "";
  const attributes: [string, string][] = [];
  let at = head.length;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(tag);
    if (found === null) return { head, attributes, tail: tag.slice(at) };
    attributes.push([found[1] ?? "", found[0]]);
    at = ATTRIBUTE.lastIndex;
  }
}

/** What is to become of a tag's attributes: some set, in place of those of the same names, others taken out. */
export interface AttributeChange {
  readonly set?: Readonly<Record<string, string>>;
  readonly without?: ReadonlySet<string>;
}

/** The start or empty tag with its attributes changed. */
export function withChange(tag: string, { set = {}, without }: AttributeChange): string {
  const { head, attributes, tail } = cut(tag);
  const kept = attributes.filter(([name]) => set[name] === undefined && without?.has(name) !== true);
  return head + kept.map(([, written]) => written).join("") + xmlAttributes(set) + tail;
}

/** The start tag with the attributes set, and not closed at once. */
export function withAttributes(tag: string, set: Readonly<Record<string, string>>): string {
  return withChange(tag, { set }).replace(/\s*\/?>$/, ">");
}

import type { Place, XmlTag } from "../xml-source.js";

/** Namespaces by the prefix that this folder's tables write them with; `""` for the format's own. */
export type Namespaces = ReadonlyMap<string, string>;

const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
const XMLNS_NAMESPACE = "http://www.w3.org/2000/xmlns/";

const NONE: ReadonlyMap<string, string> = new Map();

/** An element that is open, with those around it. Names are those of the tables: `unit`, `mtc:match`, whatever prefix is written. */
export class XmlElement {
  readonly tag: XmlTag;
  readonly parent: XmlElement | undefined;
  readonly place: Place;
  /** The name of the tables; `undefined` for an element of a namespace that is none of the format's. */
  readonly name: string | undefined;
  /** Whether it holds anything: text that is not white space, or an element. */
  hasContent = false;
  /** Whether it holds white space, or more. */
  hasText = false;
  readonly #namespaces: Namespaces;
  /** Attributes with a prefix, by the tables' names; `undefined` until one is asked for, for nearly no element has any. */
  #prefixed: ReadonlyMap<string, string> | undefined;

  constructor(tag: XmlTag, parent: XmlElement | undefined, place: Place, namespaces: Namespaces) {
    this.tag = tag;
    this.parent = parent;
    this.place = place;
    this.#namespaces = namespaces;
    this.name = nameIn(namespaces, tag.uri, tag.local);
  }

  /** Its name as the file writes it. */
  get written(): string {
    return this.tag.name;
  }

  /** An attribute's value by the tables' name for it (`id`, `xml:lang`, `slr:sizeInfo`). */
  get(name: string): string | undefined {
    if (!name.includes(":")) return this.tag.attributes[name]?.value;
    this.#prefixed ??= this.#readPrefixed();
    return this.#prefixed.get(name);
  }

  /** Whether it has attributes of the tables' namespaces other than the format's own. */
  get hasPrefixed(): boolean {
    this.#prefixed ??= this.#readPrefixed();
    return this.#prefixed.size > 0;
  }

  #readPrefixed(): ReadonlyMap<string, string> {
    let found: Map<string, string> | undefined;
    for (const written in this.tag.attributes) {
      const attribute = this.tag.attributes[written];
      if (attribute === undefined || attribute.prefix === "" || attribute.prefix === "xmlns") continue;
      const name = this.attributeName(attribute.uri, attribute.local);
      if (name === undefined) continue;
      found ??= new Map();
      found.set(name, attribute.value);
    }
    return found ?? NONE;
  }

  /** The tables' name of an attribute; `undefined` in a namespace that is none of the format's. */
  attributeName(uri: string, local: string): string | undefined {
    if (uri === "") return local;
    if (uri === XML_NAMESPACE) return `xml:${local}`;
    if (uri === XMLNS_NAMESPACE) return `xmlns:${local}`;
    return nameIn(this.#namespaces, uri, local);
  }

  /** The nearest element of a name around this one, itself not among them. */
  around(name: string): XmlElement | undefined {
    let element = this.parent;
    while (element !== undefined && element.name !== name) element = element.parent;
    return element;
  }

  /** The value that is in force here: its own, or that of the nearest element around it that has one. */
  inherited(name: string): string | undefined {
    return this.get(name) ?? this.parent?.inherited(name);
  }
}

function nameIn(namespaces: Namespaces, uri: string, local: string): string | undefined {
  const prefix = namespaces.get(uri);
  return prefix === undefined ? undefined : prefix === "" ? local : `${prefix}:${local}`;
}

import { detached } from "./detached.js";
import { elementOf } from "./tbx-categories.js";
import { elements, isPlain, markupOf, plainCategory, textOf, unwrapped, type TbxNode } from "./tbx-node.js";

/** Where what is more than a text is kept, as markup; with a language behind (`tbx:fr`) what a language section held. */
export const REST = "tbx";

/** Where the markup within a concept's definition, and within a term, is kept. */
export const DEFINITION_MARKUP = "markup:definition";
export const TERM_MARKUP = "markup:term";

const PROPERTY_ELEMENTS: ReadonlySet<string> = new Set(["termNote", "descrip", "admin"]);

/**
 * The name of the property that keeps a category: its own where the element is the one that we would write it as, else
 * with the element in front (`descrip:figure`).
 */
export function propertyName(element: string, category: string): string {
  return elementOf(category) === element ? category : `${element}:${category}`;
}

/** An element that a property is written as. */
export interface PropertyElement {
  readonly element: "termNote" | "descrip" | "admin";
  readonly category: string;
}

/** The element that {@link propertyName} gives this name to, or `undefined` where none does. */
export function propertyElement(name: string): PropertyElement | undefined {
  const [, prefix, suffixed] = /^(termNote|descrip|admin):(.+)$/s.exec(name) ?? [];
  const element = prefix ?? elementOf(name);
  const category = suffixed ?? name;
  if (element !== "termNote" && element !== "descrip" && element !== "admin") return undefined;
  return propertyName(element, category) === name ? { element, category } : undefined;
}

/** What an entry or a term says besides what the model has room for. */
export class TbxProperties {
  readonly #values = new Map<string, string>();
  readonly #rest: TbxNode[] = [];

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  /**
   * Takes an element as a property of its category where it is a plain text, as two where it is one with its source
   * (`context`, `context:source`). False for what is more than that, and for a second one of a category. `suffix`
   * follows the name.
   */
  take(node: TbxNode, suffix = ""): boolean {
    const described: Described | undefined = PROPERTY_ELEMENTS.has(node.name)
      ? plainCategory(node)
      : sourcedDescription(node);
    if (described === undefined) return false;
    const element = node.name === "descripGrp" ? "descrip" : node.name;
    const name = propertyName(element, described.category) + suffix;
    if (this.#values.has(name)) return false;
    this.set(name, described.text);
    if (described.source !== undefined) this.set(`${name}:source`, described.source);
    return true;
  }

  /** Keeps an element as a property, or else as markup. */
  takeOrKeep(node: TbxNode): void {
    if (!this.take(node)) this.keep(node);
  }

  /** Keeps an element as markup. */
  keep(node: TbxNode): void {
    this.#rest.push(node);
  }

  /** Keeps what a language section holds; two sections of one language have one rest. */
  keepOf(lang: string, nodes: readonly TbxNode[]): void {
    if (nodes.length === 0) return;
    const name = `${REST}:${lang}`;
    this.set(name, (this.#values.get(name) ?? "") + markupOf(nodes));
  }

  /** `undefined` where there are none. */
  finish(): Readonly<Record<string, string>> | undefined {
    if (this.#rest.length > 0) this.set(REST, markupOf(this.#rest.toSorted(byPlace)));
    if (this.#values.size === 0) return undefined;
    return Object.fromEntries([...this.#values].map(([name, value]) => [detached(name), detached(value)]));
  }
}

/** Whether an element is one of those that stand before all others behind a term (ISO 30042, the content of `termSec`). */
export function isTermNote({ name }: TbxNode): boolean {
  return name === "termNote" || name === "termNoteGrp";
}

function byPlace(a: TbxNode, b: TbxNode): number {
  return Number(isTermNote(b)) - Number(isTermNote(a));
}

interface Described {
  readonly category: string;
  readonly text: string;
  readonly source?: string;
}

/** A description in a group of its own, with one plain source or none and nothing else. */
function sourcedDescription(node: TbxNode): Described | undefined {
  if (node.name !== "descripGrp" || node.attributes.size > 0) return undefined;
  const [first, second, ...others] = elements(node);
  const described = first?.name === "descrip" ? plainCategory(first) : undefined;
  if (described === undefined || second === undefined) return described;
  const source = second.name === "admin" && others.length === 0 ? plainCategory(second) : undefined;
  return source?.category === "source" ? { ...described, source: source.text } : undefined;
}

/** The text of a source or link that is no more than that: a page's address, or a title. */
export function sourceOf(node: TbxNode): string | undefined {
  if (node.name === "admin") {
    const plain = plainCategory(node);
    return plain?.category === "source" && plain.text.trim() !== "" ? plain.text : undefined;
  }
  const { attributes } = node;
  if (node.name !== "xref" || !isPlain(node) || attributes.get("type") !== "externalCrossReference") return undefined;
  const target = attributes.get("target") ?? "";
  const text = unwrapped(textOf(node));
  return target !== "" && (text === target || text === "") && attributes.size === 2 ? target : undefined;
}

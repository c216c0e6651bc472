import { shown, type Located } from "./breach.js";
import type { ElementShape, Grammar, Slot } from "./grammar.js";
import { ANY_TEXT, type ValueType } from "./value-type.js";
import type { XmlElement } from "./xml-element.js";

/** Its attributes (`xsi:schemaLocation`) may stand on every element. */
const SCHEMA_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";

/** What a grammar can find wrong; each format has a rule for each. */
export type StructureFault =
  | "element-not-allowed"
  | "element-order"
  | "element-repeated"
  | "text-repeated"
  | "element-missing"
  | "module-place"
  | "module-repeated"
  | "text-not-allowed"
  | "attribute-missing"
  | "attribute-not-allowed"
  | "attribute-value";

/** An element that is open, and how far its content has come. */
interface Level {
  readonly shape: ElementShape;
  slot: number;
  /** How many elements of the slot at hand there were. */
  count: number;
  /** Those that were seen, where some may stand once only. */
  readonly seen: Set<string> | undefined;
  saidText: boolean;
}

/** Holds a document to a grammar, element by element: memory is bounded by its depth. */
export class GrammarChecker {
  readonly #grammar: Grammar;
  readonly #report: (fault: StructureFault, at: Located, message: string) => void;
  /** `undefined` for an element whose content is not looked at. */
  readonly #levels: (Level | undefined)[] = [];

  constructor(grammar: Grammar, report: (fault: StructureFault, at: Located, message: string) => void) {
    this.#grammar = grammar;
    this.#report = report;
  }

  /** Whether the element is one of the grammar, in a place that is looked at. */
  open(element: XmlElement): boolean {
    const around = this.#levels.at(-1);
    const isRoot = element.parent === undefined;
    if (!isRoot && around === undefined) {
      this.#levels.push(undefined);
      return false;
    }
    const shape = element.name === undefined ? undefined : this.#grammar.elements.get(element.name);
    if (around !== undefined) this.#place(element, shape, around);
    if (shape !== undefined) this.#checkAttributes(element, shape);
    this.#levels.push(shape === undefined || shape.content === "anything" ? undefined : levelOf(shape));
    return shape !== undefined;
  }

  text(text: string, within: XmlElement): void {
    const level = this.#levels.at(-1);
    if (level === undefined || level.shape.hasText || level.saidText || !/[^ \t\r\n]/.test(text)) return;
    level.saidText = true;
    this.#report(
      "text-not-allowed",
      within,
      `<${within.written}> holds the text ${shown(text.trim())}; it may hold elements only`,
    );
  }

  close(element: XmlElement): void {
    const level = this.#levels.pop();
    if (level === undefined || level.shape.content === "anything") return;
    for (let i = level.slot; i < level.shape.content.length; i++) {
      this.#checkEnough(element, level, level.shape.content[i], i === level.slot ? level.count : 0);
    }
  }

  #checkEnough(element: XmlElement, level: Level, slot: Slot | undefined, count: number): void {
    if (slot?.min === undefined || count >= slot.min) return;
    const wanted = slot.names.map((name) => `<${name}>`).join(" or ");
    this.#report(
      "element-missing",
      element,
      `<${element.written}> has no ${wanted}; it needs ${slot.max === 1 ? "one" : "at least one"}`,
    );
    // Said once, an element that is missing is not missed again.
    level.count = Infinity;
  }

  #place(element: XmlElement, shape: ElementShape | undefined, level: Level): void {
    const { content } = level.shape;
    if (content === "anything") return;
    const isOwn = element.name !== undefined && !element.name.includes(":");
    if (element.name !== undefined && shape === undefined) {
      this.#placeUnknown(element, element.name, level);
      return;
    }
    const fits = (slot: Slot): boolean =>
      (element.name !== undefined && slot.names.includes(element.name)) || (slot.isOpen === true && !isOwn);
    const isFull = (slot: Slot, i: number): boolean => i === level.slot && level.count >= (slot.max ?? Infinity);
    const free = content.findIndex((slot, i) => i >= level.slot && fits(slot) && !isFull(slot, i));
    const at = free >= 0 ? free : content.findIndex((slot, i) => i >= level.slot && fits(slot));
    if (at >= 0) this.#fill(element, level, at);
    else if (content.some(fits)) this.#misplaced(element, level);
    else this.#notAllowed(element, level);
  }

  /** A name that the tables do not have: of a module that was meant but not named, or of nothing. */
  #placeUnknown(element: XmlElement, name: string, level: Level): void {
    const module = element.parent?.name?.split(":")[0] ?? "";
    const meant = `${module}:${name}`;
    const at = (level.shape.content as readonly Slot[]).findIndex(
      (slot, i) => i >= level.slot && slot.names.includes(meant),
    );
    if (at < 0) {
      this.#notAllowed(element, level);
      return;
    }
    this.#report(
      "module-place",
      element,
      `<${element.written}> is not in its module's namespace; it should be <${meant}>`,
    );
    this.#fill(element, level, at);
  }

  #fill(element: XmlElement, level: Level, at: number): void {
    const content = level.shape.content as readonly Slot[];
    if (at > level.slot) {
      const around = element.parent ?? element;
      for (let i = level.slot; i < at; i++)
        this.#checkEnough(around, level, content[i], i === level.slot ? level.count : 0);
      level.slot = at;
      level.count = 0;
    }
    level.count++;
    const { name = "" } = element;
    const slot = content[at];
    if (slot?.max !== undefined && level.count > slot.max) {
      this.#repeated(element, this.#grammar.elements.get(name)?.isText === true ? "text-repeated" : "element-repeated");
    } else if (level.seen?.has(name) === true && level.shape.once?.includes(name) === true)
      this.#repeated(element, "module-repeated");
    else if (slot?.isOpen === true && name !== "" && !slot.names.includes(name)) {
      this.#report(
        "module-place",
        element,
        `<${element.written}> has no meaning in <${element.parent?.written ?? ""}>`,
      );
    }
    level.seen?.add(name);
  }

  #repeated(element: XmlElement, fault: StructureFault): void {
    const around = element.parent?.written ?? "";
    this.#report(fault, element, `<${around}> has a second <${element.written}>; one is allowed`);
  }

  #misplaced(element: XmlElement, level: Level): void {
    const around = element.parent?.written ?? "";
    const order = (level.shape.content as readonly Slot[])
      .map(({ names, isOpen }) => [...names, ...(isOpen === true ? ["other namespaces"] : [])].join(" or "))
      .join(", then ");
    this.#report("element-order", element, `<${element.written}> comes too late in <${around}>; the order is ${order}`);
  }

  #notAllowed(element: XmlElement, level: Level): void {
    const around = element.parent?.written ?? "";
    const names = (level.shape.content as readonly Slot[]).flatMap((slot) => slot.names);
    const wanted =
      names.length === 0 ? "it holds no elements" : `it may hold ${names.map((name) => `<${name}>`).join(", ")}`;
    this.#report("element-not-allowed", element, `<${element.written}> is not allowed in <${around}>; ${wanted}`);
  }

  #checkAttributes(element: XmlElement, shape: ElementShape): void {
    for (const name of Object.keys(shape.required)) {
      if (element.get(name) !== undefined) continue;
      this.#report("attribute-missing", element, `<${element.written}> has no ${name}; it needs one`);
    }
    for (const { name: written, uri, local, prefix, value } of Object.values(element.tag.attributes)) {
      if (prefix === "xmlns" || written === "xmlns" || uri === SCHEMA_INSTANCE) continue;
      this.#checkAttribute(element, shape, {
        written,
        value,
        name: element.attributeName(prefix === "" ? "" : uri, local),
      });
    }
  }

  #checkAttribute(
    element: XmlElement,
    shape: ElementShape,
    { written, value, name }: { written: string; value: string; name: string | undefined },
  ): void {
    const isForeign = name === undefined;
    const type = isForeign ? (shape.foreignAttributes === "any" ? ANY_TEXT : undefined) : this.#typeOf(shape, name);
    if (type === undefined) {
      this.#report(
        "attribute-not-allowed",
        element,
        `<${element.written}> has the attribute ${written}, which it may not have${known(shape)}`,
      );
    } else if (!type.allows(value)) {
      this.#report(
        "attribute-value",
        element,
        `${written} of <${element.written}> is ${shown(value)}; it should be ${type.wanted}`,
      );
    }
  }

  #typeOf(shape: ElementShape, name: string): ValueType | undefined {
    if (Object.hasOwn(shape.required, name)) return shape.required[name];
    if (Object.hasOwn(shape.optional, name)) return shape.optional[name];
    const colon = name.indexOf(":");
    if (colon < 0 || shape.foreignAttributes === "none") return undefined;
    const prefix = name.slice(0, colon);
    if (prefix === "xml") return shape.foreignAttributes === "any" ? ANY_TEXT : undefined;
    return this.#grammar.moduleAttributes.get(name) ?? (this.#grammar.openModules.has(prefix) ? ANY_TEXT : undefined);
  }
}

function levelOf(shape: ElementShape): Level {
  return { shape, slot: 0, count: 0, seen: shape.once === undefined ? undefined : new Set(), saidText: false };
}

function known({ required, optional }: ElementShape): string {
  const names = [...Object.keys(required), ...Object.keys(optional)];
  return names.length === 0 ? "; it has none" : `; it may have ${names.join(", ")}`;
}

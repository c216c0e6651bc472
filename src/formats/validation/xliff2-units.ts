import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS, textScope, type InlineElement, type TextScope } from "./text-scope.js";
import { checkAnnotations } from "./xliff2-annotations.js";
import { checkPairs } from "./xliff2-code-pairs.js";
import { checkCodes } from "./xliff2-codes.js";
import { checkEditingHints } from "./xliff2-editing-hints.js";
import { checkInlineIds } from "./xliff2-inline-ids.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

const INLINE: ReadonlySet<string> = new Set(["ph", "pc", "sc", "ec", "mrk", "sm", "em"]);

/** States that say there is a translation. */
const DONE: ReadonlySet<string> = new Set(["translated", "reviewed", "final"]);

/** Collects the texts of a unit, or of a match, and looks at each as a whole when it ends. */
export class Xliff2Units implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  /** The unit that is open, and the match in it. */
  readonly #scopes: TextScope[] = [];
  /** The source or target that is open, and its inline elements that are. */
  #side: { element: XmlElement; found: InlineElement[] } | undefined;
  #inline: InlineElement | undefined;

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === "unit" || name === "mtc:match") {
      const scope = textScope(element);
      if (name === "mtc:match") scope.parts.push({ element });
      this.#scopes.push(scope);
      return;
    }
    const scope = this.#scopes.at(-1);
    if (scope === undefined || name === undefined) return;
    if (Math.max(scope.parts.length, scope.sources.length, scope.targets.length, scope.data.size) >= MAX_PARTS) {
      this.#giveUp(scope);
    } else if (name === "cp") this.#checkCharacter(element);
    else if (this.#side !== undefined) this.#openInline(element, name, scope, this.#side.found);
    else if (name === "segment" || name === "ignorable") this.#openPart(element, scope);
    else if (name === "source" || name === "target") this.#openSide(element, name, scope);
    else if (name === "data") this.#openData(element, scope);
  }

  #giveUp(scope: TextScope): void {
    if (scope.isTooLarge) return;
    scope.isTooLarge = true;
    const { element } = scope;
    const message = `<${element.written}> has more than ${MAX_PARTS} segments, codes or data; they are not compared with each other`;
    this.#report("xliff2.too-many-codes", element, message);
  }

  #openPart(element: XmlElement, { parts }: TextScope): void {
    parts.push({ element });
    const state = element.get("state");
    const subState = element.get("subState");
    if (subState !== undefined && state === undefined) {
      const message = `subState is ${shown(subState)}, and there is no state; add one`;
      this.#report("xliff2.substate-without-state", element, message);
    }
    if (subState?.startsWith("xlf:") === true) {
      const message = `the subState ${shown(subState)} has XLIFF's own prefix; use a prefix of your own`;
      this.#report("xliff2.own-prefix", element, message);
    }
  }

  #openSide(element: XmlElement, name: "source" | "target", scope: TextScope): void {
    const part = scope.parts.at(-1);
    if (part === undefined || part.element !== element.parent || part[name] !== undefined) return;
    part[name] = element;
    this.#side = { element, found: name === "source" ? scope.sources : scope.targets };
  }

  #openInline(element: XmlElement, name: string, scope: TextScope, found: InlineElement[]): void {
    if (!INLINE.has(name)) return;
    const inline = { element, name, parent: this.#inline, part: scope.parts.length - 1 };
    this.#inline = inline;
    found.push(inline);
  }

  #openData(element: XmlElement, { data }: TextScope): void {
    const id = element.get("id") ?? "";
    if (data.has(id)) {
      const message = `the id ${shown(id)} is used twice in one <originalData>; give each <data> its own`;
      this.#report("xliff2.data-id-unique", element, message);
    }
    data.set(id, element);
  }

  /** Section "cp": what XML can hold is written as it is. */
  #checkCharacter(element: XmlElement): void {
    const hex = element.get("hex") ?? "";
    const code = /^[0-9A-Fa-f]{2,6}$/.test(hex) ? parseInt(hex, 16) : undefined;
    if (code !== undefined && code <= 0x10ffff && !isXmlCharacter(code)) return;
    const cure =
      code !== undefined && isXmlCharacter(code)
        ? "XML can hold that character; write it as it is"
        : "it should be the number of a character that XML cannot hold, in four to six hexadecimal digits";
    this.#report("xliff2.character-code", element, `hex of <${element.written}> is ${shown(hex)}; ${cure}`);
  }

  close(element: XmlElement): void {
    if (this.#inline?.element === element) this.#inline = this.#inline.parent;
    else if (this.#side?.element === element) this.#side = undefined;
    else if (this.#scopes.at(-1)?.element === element) this.#finish(this.#scopes.pop());
  }

  #finish(scope: TextScope | undefined): void {
    if (scope === undefined || scope.isTooLarge) return;
    if (scope.element.name === "unit") this.#checkParts(scope);
    checkInlineIds(scope, this.#report);
    checkPairs(scope, this.#report);
    checkCodes(scope, this.#report);
    checkAnnotations(scope, this.#report);
    if (scope.element.name === "unit") checkEditingHints(scope, this.#report);
  }

  #checkParts({ element, parts }: TextScope): void {
    if (!parts.some((part) => part.element.name === "segment")) {
      const message = `<${element.written}> has no <segment>; it needs at least one`;
      this.#report("xliff2.unit-without-segment", element, message);
    }
    for (const part of parts) {
      const state = part.element.get("state") ?? "";
      if (DONE.has(state) && part.target === undefined) {
        const message = `the state is ${shown(state)}, and there is no <target>; it should be "initial", or have one`;
        this.#report("xliff2.state-without-target", part.element, message);
      }
      this.#checkSpace(part.source, part.target);
    }
    this.#checkOrder(parts);
  }

  #checkSpace(source: XmlElement | undefined, target: XmlElement | undefined): void {
    if (source === undefined || target === undefined) return;
    const [inSource, inTarget] = [source, target].map((element) => element.inherited("xml:space") ?? "default");
    if (inSource === inTarget) return;
    const message = `xml:space of the target is ${shown(inTarget ?? "")}, and that of its source ${shown(inSource ?? "")}; they should be the same`;
    this.#report("xliff2.space-differs", target, message);
  }

  /** Section "segorder": a target without order stands where its source does. */
  #checkOrder(parts: TextScope["parts"]): void {
    const taken = new Set<number>();
    const ordered = parts.some(({ target }) => target?.get("order") !== undefined);
    for (const [i, { target }] of ordered ? parts.entries() : []) {
      if (target === undefined) continue;
      const order = Number(target.get("order") ?? i + 1);
      if (order > parts.length) {
        const message = `order is ${order}, and the unit has ${parts.length} segments and ignorables; it should be at most that`;
        this.#report("xliff2.order-range", target, message);
      } else if (taken.has(order)) {
        const message = `two targets of the unit have the place ${order}; give each its own, those without order included`;
        this.#report("xliff2.order-unique", target, message);
      }
      taken.add(order);
    }
  }
}

/** XML 1.0, production 2, without the control characters that it discourages. */
function isXmlCharacter(code: number): boolean {
  if (code >= 0x7f && code <= 0x9f) return false;
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

import { Refusal } from "../../refusal.js";
import type { Format } from "../format.js";
import { XmlSource, type XmlHandler, type XmlTag } from "../xml-source.js";
import type { Breach, Located, Report, RuleTable } from "./breach.js";
import type { Grammar } from "./grammar.js";
import { GrammarChecker, type StructureFault } from "./grammar-checker.js";
import { XmlElement, type Namespaces } from "./xml-element.js";

/** Looks at the elements of a document as they come, and keeps only what its rules need. */
export interface Inspector {
  /** An element of the format's tables. */
  open?(element: XmlElement): void;
  close?(element: XmlElement): void;
  /** An element of another namespace, or within content that the tables do not look at. */
  openForeign?(element: XmlElement): void;
  closeForeign?(element: XmlElement): void;
  text?(text: string, within: XmlElement): void;
  end?(): void;
}

/** All that is known of a format once the root of a document says which it is. */
export interface Validator {
  readonly format: Format;
  /** As the file says it, empty where it says nothing. */
  readonly version: string;
  readonly namespaces: Namespaces;
  readonly grammar: Grammar;
  readonly rules: RuleTable;
  /** The part of the rules' ids before the dot. */
  readonly family: string;
  /** Rules whose breaches are warnings in this version, whatever the table says. */
  readonly onlyWarnings?: ReadonlySet<string>;
  inspectors(report: Report<string>): readonly Inspector[];
}

/** What a validation finds, in the order of the file as far as it can be told: first which format it is. */
export type ValidationEvent =
  | { readonly kind: "document"; readonly format: Format; readonly version: string }
  | { readonly kind: "breach"; readonly breach: Breach };

/** Holds an XML document to the format that its root names: memory is bounded by what the rules keep. */
export class DocumentValidator implements XmlHandler<ValidationEvent> {
  readonly source = new XmlSource<ValidationEvent>(this);
  readonly #validatorOf: (root: XmlTag) => Validator | undefined;
  #events: ValidationEvent[] = [];
  #rules: RuleTable = {};
  #onlyWarnings: ReadonlySet<string> = new Set();
  #namespaces: Namespaces = new Map();
  #checker: GrammarChecker | undefined;
  #inspectors: readonly Inspector[] = [];
  #element: XmlElement | undefined;
  /** How many of the elements that are open are not the tables' own, from the outermost such. */
  #foreign = 0;

  constructor(validatorOf: (root: XmlTag) => Validator | undefined) {
    this.#validatorOf = validatorOf;
  }

  takeEvents(): readonly ValidationEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  open(tag: XmlTag): void {
    const place = this.source.place(this.source.tagStart);
    if (this.#element === undefined) this.#begin(tag, place);
    const element = new XmlElement(tag, this.#element, place, this.#namespaces);
    if (this.#element !== undefined) this.#element.hasContent = true;
    this.#element = element;
    const isOwn = this.#checker?.open(element) === true;
    if (this.#foreign > 0 || !isOwn) this.#foreign++;
    for (const inspector of this.#inspectors) {
      if (isOwn) inspector.open?.(element);
      else inspector.openForeign?.(element);
    }
  }

  #begin(tag: XmlTag, { line, column }: { line: number; column: number }): void {
    const validator = this.#validatorOf(tag);
    if (validator === undefined) {
      const name = tag.name.length > 40 ? `${tag.name.slice(0, 40)}…` : tag.name;
      const message = `the root element is <${name}>; TMX, XLIFF and TBX are validated`;
      throw new Refusal("unsupported", message, { line, column });
    }
    this.#rules = validator.rules;
    this.#onlyWarnings = validator.onlyWarnings ?? new Set();
    this.#namespaces = validator.namespaces;
    this.#events.push({ kind: "document", format: validator.format, version: validator.version });
    const report: Report<string> = (rule, at, message) => this.#report(rule, at, message);
    this.#checker = new GrammarChecker(validator.grammar, (fault: StructureFault, at, message) => {
      this.#report(`${validator.family}.${fault}`, at, message);
    });
    this.#inspectors = validator.inspectors(report);
  }

  #report(id: string, { place, written }: Located, message: string): void {
    const rule = this.#rules[id];
    if (rule === undefined) throw new RangeError(`no rule has the id ${id}`);
    const { clause, isAmbiguous = false } = rule;
    const severity = this.#onlyWarnings.has(id) ? "warning" : rule.severity;
    this.#events.push({
      kind: "breach",
      breach: { rule: id, severity, message, ...place, element: written, clause, isAmbiguous },
    });
  }

  text(text: string): void {
    const element = this.#element;
    if (element === undefined) return;
    element.hasText = true;
    if (!element.hasContent && /[^ \t\r\n]/.test(text)) element.hasContent = true;
    if (this.#foreign === 0) this.#checker?.text(text, element);
    for (const inspector of this.#inspectors) inspector.text?.(text, element);
  }

  close(): void {
    const element = this.#element;
    if (element === undefined) return;
    this.#checker?.close(element);
    const isForeign = this.#foreign > 0;
    if (isForeign) this.#foreign--;
    for (const inspector of this.#inspectors) {
      if (isForeign) inspector.closeForeign?.(element);
      else inspector.close?.(element);
    }
    this.#element = element.parent;
    if (element.parent === undefined) for (const inspector of this.#inspectors) inspector.end?.();
  }
}

import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Whose ids differ within which element, itself among them where it has one. */
const SCOPES: ReadonlyMap<string, { elements: readonly string[]; rule: Xliff2Rule }> = new Map([
  ["mtc:matches", { elements: ["mtc:match"], rule: "xliff2.mtc-id-unique" }],
  ["gls:glossary", { elements: ["gls:glossEntry", "gls:translation"], rule: "xliff2.gls-id-unique" }],
  ["mda:metadata", { elements: ["mda:metadata", "mda:metaGroup"], rule: "xliff2.mda-id-unique" }],
  ["res:resourceData", { elements: ["res:resourceItem", "res:resourceItemRef"], rule: "xliff2.res-id-unique" }],
  ["unit", { elements: ["its:locQualityIssues", "its:provenanceRecords"], rule: "xliff2.its-id-unique" }],
  ["group", { elements: ["its:provenanceRecords"], rule: "xliff2.its-id-unique" }],
  ["file", { elements: ["its:provenanceRecords"], rule: "xliff2.its-id-unique" }],
]);

interface OpenScope {
  readonly element: XmlElement;
  readonly elements: readonly string[];
  readonly rule: Xliff2Rule;
  readonly ids: Set<string>;
}

/** The ids of the modules' elements, each within the element that the module says. */
export class Xliff2ModuleIds implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  readonly #scopes: OpenScope[] = [];

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    const scope = SCOPES.get(name);
    if (scope !== undefined) this.#scopes.push({ ...scope, element, ids: new Set() });
    const around = this.#scopes.findLast(({ elements }) => elements.includes(name));
    if (around === undefined) return;
    const id = element.get("id") ?? element.get("xml:id");
    if (id === undefined) return;
    if (around.ids.has(id)) {
      const message = `the id ${shown(id)} is used twice in <${around.element.written}>; give each its own`;
      this.#report(around.rule, element, message);
    } else if (around.ids.size < MAX_PARTS) around.ids.add(id);
  }

  close(element: XmlElement): void {
    if (this.#scopes.at(-1)?.element === element) this.#scopes.pop();
  }
}

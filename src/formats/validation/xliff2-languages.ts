import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Sections "source", "target", "match" and "res_source": the languages of texts are the document's. */
export class Xliff2Languages implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  #srcLang: string | undefined;
  #trgLang: string | undefined;
  #saidMissing = false;

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === "xliff") {
      this.#srcLang = element.get("srcLang");
      this.#trgLang = element.get("trgLang");
    } else if (name === "source" || name === "target") this.#openText(element, name);
    else if (name === "res:source") this.#checkResource(element, this.#srcLang, "xliff2.res-language");
    else if (name === "res:target") this.#checkResource(element, this.#trgLang, "xliff2.res-target-language");
  }

  #openText(element: XmlElement, name: "source" | "target"): void {
    const around = element.parent?.name;
    if (around === "mtc:match") this.#checkMatch(element, name);
    if (around !== "segment" && around !== "ignorable") return;
    if (name === "target" && this.#trgLang === undefined && !this.#saidMissing) {
      this.#saidMissing = true;
      const message =
        "the document has a target, and <xliff> has no trgLang; it should name the language of the targets";
      this.#report("xliff2.target-language-missing", element, message);
    }
    const rule = name === "source" ? "xliff2.source-language" : "xliff2.target-language";
    this.#compare(element, name, element.inherited("xml:lang"), rule);
  }

  #checkMatch(element: XmlElement, name: "source" | "target"): void {
    if (name === "target" && element.parent?.get("reference") === "yes") return;
    this.#compare(element, name, element.get("xml:lang"), "xliff2.mtc-language");
  }

  #compare(element: XmlElement, name: "source" | "target", found: string | undefined, rule: Xliff2Rule): void {
    const [attribute, wanted] = name === "source" ? ["srcLang", this.#srcLang] : ["trgLang", this.#trgLang];
    if (found === undefined || wanted === undefined || same(found, wanted)) return;
    const isRegion = found.toLowerCase().startsWith(`${wanted.toLowerCase()}-`);
    const message = `the language here is ${shown(found)}, and ${attribute} is ${shown(wanted)}; it should be the same`;
    this.#report(isRegion ? "xliff2.language-region" : rule, element, message);
  }

  #checkResource(element: XmlElement, wanted: string | undefined, rule: Xliff2Rule): void {
    const found = element.get("xml:lang");
    if (found === undefined || wanted === undefined || same(found, wanted)) return;
    this.#report(
      rule,
      element,
      `the language here is ${shown(found)}, and the document's is ${shown(wanted)}; it should be the same`,
    );
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

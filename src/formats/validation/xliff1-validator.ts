import type { XmlTag } from "../xml-source.js";
import { shown, type Report } from "./breach.js";
import type { Inspector, Validator } from "./document-validator.js";
import { CORE_1_1, CORE_1_2, XLIFF1_GRAMMAR } from "./xliff1-grammar.js";
import { Xliff1Files } from "./xliff1-files.js";
import { XLIFF1_RULES, type Xliff1Rule } from "./xliff1-rules.js";
import { Xliff1Units } from "./xliff1-units.js";
import type { XmlElement } from "./xml-element.js";

/** What 1.0 and 1.1 had otherwise is no error there: their schemas are others, and few files keep to them. */
const LENIENT: ReadonlySet<string> = new Set([
  "xliff1.attribute-missing",
  "xliff1.attribute-not-allowed",
  "xliff1.attribute-value",
  "xliff1.element-order",
  "xliff1.element-missing",
  "xliff1.name-unique",
  "xliff1.phase-reference",
  "xliff1.tool-reference",
]);

/** XLIFF 1.2, and 1.0 and 1.1 as leniently as their files need. */
export function xliff1Validator(root: XmlTag): Validator {
  const version = root.attributes["version"]?.value.trim() ?? "";
  return {
    format: "xliff1",
    family: "xliff1",
    version,
    // Without a namespace, or in a wrong one, the elements of the root's are meant.
    namespaces: new Map([[root.uri, ""]]),
    grammar: XLIFF1_GRAMMAR,
    rules: XLIFF1_RULES,
    ...(version === "1.0" || version === "1.1" ? { onlyWarnings: LENIENT } : {}),
    inspectors(report: Report<Xliff1Rule>): readonly Inspector[] {
      return [new Xliff1Root(report), new Xliff1Files(report), new Xliff1Units(report)];
    },
  };
}

class Xliff1Root implements Inspector {
  readonly #report: Report<Xliff1Rule>;

  constructor(report: Report<Xliff1Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    if (element.name !== "xliff") return;
    const wanted = { "1.1": CORE_1_1, "1.2": CORE_1_2 }[element.get("version") ?? ""];
    const { uri } = element.tag;
    if (wanted === undefined || uri === wanted) return;
    const message = `the namespace of <${element.written}> is ${shown(uri)}; it should be ${shown(wanted)}`;
    this.#report("xliff1.namespace", element, message);
  }
}

import type { XmlTag } from "../xml-source.js";
import { shown, type Report } from "./breach.js";
import type { Inspector, Validator } from "./document-validator.js";
import { Xliff2ChangeTracking } from "./xliff2-change-tracking.js";
import { Xliff2DocumentIds } from "./xliff2-document-ids.js";
import { CORE_2_0, CORE_2_2, XLIFF2_NAMESPACES, xliff2Grammar } from "./xliff2-grammar.js";
import { Xliff2Its } from "./xliff2-its.js";
import { Xliff2Languages } from "./xliff2-languages.js";
import { Xliff2ModuleIds } from "./xliff2-module-ids.js";
import { Xliff2Modules } from "./xliff2-modules.js";
import { Xliff2Plurals } from "./xliff2-plurals.js";
import { Xliff2References } from "./xliff2-references.js";
import { Xliff2Resources } from "./xliff2-resources.js";
import { XLIFF2_RULES, type Xliff2Rule } from "./xliff2-rule-table.js";
import { Xliff2SizeRestriction } from "./xliff2-size-restriction.js";
import { Xliff2Units } from "./xliff2-units.js";
import type { XmlElement } from "./xml-element.js";

/** XLIFF 2.0, 2.1 and 2.2 with their modules. */
export function xliff2Validator(root: XmlTag): Validator {
  const version = root.attributes["version"]?.value.trim() ?? "";
  // Whatever namespace the root is in stands for XLIFF's: that it is the wrong one is said once.
  const namespaces = new Map([...XLIFF2_NAMESPACES, [root.uri, ""]]);
  return {
    format: "xliff2",
    family: "xliff2",
    version,
    namespaces,
    grammar: xliff2Grammar(version, root.uri),
    rules: XLIFF2_RULES,
    inspectors(report: Report<Xliff2Rule>): readonly Inspector[] {
      const documentIds = new Xliff2DocumentIds(report);
      return [
        new Xliff2Structure(report),
        documentIds,
        new Xliff2Languages(report),
        new Xliff2Units(report),
        new Xliff2References(report, documentIds),
        new Xliff2ModuleIds(report),
        new Xliff2Modules(report),
        new Xliff2SizeRestriction(report),
        new Xliff2Resources(report),
        new Xliff2ChangeTracking(report),
        new Xliff2Its(report),
        new Xliff2Plurals(report),
      ];
    },
  };
}

/** What the root and the skeletons say. */
class Xliff2Structure implements Inspector {
  readonly #report: Report<Xliff2Rule>;

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    if (element.name !== "xliff") return;
    const { uri } = element.tag;
    const version = element.get("version") ?? "";
    if (uri !== CORE_2_0 && uri !== CORE_2_2) {
      const wanted = version === "2.2" ? CORE_2_2 : CORE_2_0;
      const message = `the namespace of <${element.written}> is ${shown(uri)}; it should be ${shown(wanted)}`;
      this.#report("xliff2.namespace", element, message);
    } else if (/^2\.[012]$/.test(version) && (version === "2.2") !== (uri === CORE_2_2)) {
      const wanted = uri === CORE_2_2 ? "2.2" : "2.0 or 2.1";
      this.#report(
        "xliff2.version",
        element,
        `the version is ${shown(version)}, and the namespace is that of ${wanted}`,
      );
    }
  }

  close(element: XmlElement): void {
    if (element.name !== "skeleton") return;
    const hasHref = element.get("href") !== undefined;
    if (hasHref && element.hasContent) {
      const message = `<${element.written}> has content and href; take out one`;
      this.#report("xliff2.skeleton", element, message);
    } else if (!hasHref && !element.hasContent && !element.hasText) {
      const message = `<${element.written}> has neither content nor href; it needs one of them`;
      this.#report("xliff2.skeleton", element, message);
    }
  }
}

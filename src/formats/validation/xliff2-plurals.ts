import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

const SWITCH = /^(plural|ordinal|gender|select):[^\s:,]+$/;

/** What a case may say for a selector that counts: a number, or one of CLDR's categories. */
const COUNTED = /^(?:[-+]?\d+(?:\.\d+)?|zero|one|two|few|many|other)$/;

/** Section "Plural, Gender, and Select Module" of XLIFF 2.2: texts that are chosen by a value. */
export class Xliff2Plurals implements Inspector {
  readonly #report: Report<Xliff2Rule>;

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const switched = element.get("pgs:switch");
    if (switched !== undefined && !parts(switched).every((part) => SWITCH.test(part))) {
      const message = `pgs:switch is ${shown(switched)}; it should list plural, ordinal, gender or select, each with a colon and a variable`;
      this.#report("xliff2.pgs-switch", element, message);
    }
    const chosen = element.get("pgs:case");
    if (chosen !== undefined) this.#checkCase(element, chosen);
  }

  #checkCase(element: XmlElement, chosen: string): void {
    const around = element.parent?.inherited("pgs:switch") ?? element.get("pgs:switch");
    if (around === undefined) {
      this.#report("xliff2.pgs-case", element, "there is a pgs:case, and no pgs:switch around it; add one");
      return;
    }
    const selectors = parts(around).map((part) => part.slice(0, part.indexOf(":")));
    const values = parts(chosen);
    if (values.length !== selectors.length) {
      const message = `pgs:case has ${values.length} values, and its switch ${selectors.length} selectors; it should have as many`;
      this.#report("xliff2.pgs-case", element, message);
      return;
    }
    for (const [i, value] of values.entries()) {
      const selector = selectors[i] ?? "";
      if ((selector !== "plural" && selector !== "ordinal") || COUNTED.test(value)) continue;
      const message = `${shown(value)} is no case of ${selector}; it should be a number, zero, one, two, few, many or other`;
      this.#report("xliff2.pgs-case", element, message);
    }
  }
}

/** The drafts write both commas and spaces. */
function parts(list: string): string[] {
  return list.split(/[\s,]+/).filter((part) => part !== "");
}

import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** A number for the most, two for least and most, `*` for no limit. */
const RESTRICTION = /^(?:\*|\d+(?:,(?:\d+|\*))?)$/;

/** What only a profile that is not of the specification may mean. */
const NUMERIC = /^\s*[-+]?\.?\d/;

/** Section "Size and Length Restriction Module", for the profiles `xliff:codepoints`, `xliff:utf8` and their like. */
export class Xliff2SizeRestriction implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  #generalProfile = "";
  #storageProfile = "";
  /** For each element that is open and holds data of the module, the ids in it. */
  readonly #data: { readonly holder: XmlElement | undefined; readonly ids: Set<string> }[] = [];

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    if (element.name === "file") {
      this.#generalProfile = "";
      this.#storageProfile = "";
    } else if (element.name === "slr:profiles") {
      this.#generalProfile = element.get("generalProfile") ?? "";
      this.#storageProfile = element.get("storageProfile") ?? "";
    } else if (element.name === "slr:data") this.#data.push({ holder: element.parent, ids: new Set() });
    this.#checkNumbers(element);
    this.#checkInfo(element);
  }

  openForeign(element: XmlElement): void {
    const id = element.get("id") ?? element.get("xml:id");
    if (id === undefined || element.around("slr:data") === undefined) return;
    const ids = this.#data.at(-1)?.ids;
    if (ids !== undefined && ids.size < MAX_PARTS) ids.add(id);
  }

  close(element: XmlElement): void {
    while (this.#data.at(-1)?.holder === element) this.#data.pop();
  }

  #checkNumbers(element: XmlElement): void {
    for (const [name, profile] of [
      ["slr:sizeRestriction", this.#generalProfile],
      ["slr:storageRestriction", this.#storageProfile],
    ] as const) {
      const value = element.get(name);
      if (value === undefined || RESTRICTION.test(value) || !isStandard(profile)) continue;
      const message = `${name} is ${shown(value)}; it should be a number, two with a comma between them, or * for no limit`;
      this.#report("xliff2.slr-restriction", element, message);
    }
    for (const [name, profile] of [
      ["slr:equivStorage", this.#storageProfile],
      ["slr:sizeInfo", this.#generalProfile],
    ] as const) {
      const value = element.get(name);
      if (value === undefined || /^\d*$/.test(value)) continue;
      // Without a profile the value may mean anything; a number that is not whole means nothing in any.
      if (profile === "" ? !NUMERIC.test(value) : !isStandard(profile)) continue;
      this.#report("xliff2.slr-number", element, `${name} is ${shown(value)}; it should be a whole number`);
    }
  }

  #checkInfo(element: XmlElement): void {
    const ref = element.get("slr:sizeInfoRef");
    if (ref !== undefined && element.get("slr:sizeInfo") !== undefined) {
      const message = `<${element.written}> has both slr:sizeInfo and slr:sizeInfoRef; take out one`;
      this.#report("xliff2.slr-info-twice", element, message);
    }
    if (ref !== undefined && !this.#data.some(({ ids }) => ids.has(ref))) {
      const message = `slr:sizeInfoRef is ${shown(ref)}, and no <slr:data> beside it or around it has an element with that id`;
      this.#report("xliff2.slr-info-ref", element, message);
    }
    if (element.name !== "ec" || element.get("isolated") === "yes") return;
    for (const name of ["slr:equivStorage", "slr:sizeInfo", "slr:sizeInfoRef"]) {
      if (element.get(name) === undefined) continue;
      this.#report("xliff2.slr-on-end", element, `the end code is not isolated; ${name} stands at its start`);
    }
  }
}

function isStandard(profile: string): boolean {
  return profile === "" || profile.startsWith("xliff:");
}

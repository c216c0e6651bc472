import { shown, type Located, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { PendingReferences } from "./pending-references.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Ids of one `<notes>`, or of the extensions of one element, that are compared with each other. */
const MAX_SCOPE = 16_384;

const UNIQUE: ReadonlyMap<string, Xliff2Rule> = new Map([
  ["file", "xliff2.file-id-unique"],
  ["group", "xliff2.group-id-unique"],
  ["unit", "xliff2.unit-id-unique"],
]);

/** Section "id": the ids of files, groups, units, notes and extensions; and references from one unit to another. */
export class Xliff2DocumentIds implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  /** `f=f1`, `f=f1/g=g1` and `f=f1/u=u1`. */
  readonly #ids: PendingReferences<Xliff2Rule>;
  #file = "";
  /** For each `<notes>` that is open, the ids of its notes. */
  readonly #notes: Set<string>[] = [];
  /** For each file, group and unit that is open, the ids of its extensions. */
  readonly #extensions: Set<string>[] = [];

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
    this.#ids = new PendingReferences<Xliff2Rule>(report, "xliff2.ids-unchecked");
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (name === "notes") this.#notes.push(new Set());
    else if (name === "note") this.#openNote(element);
    else if (UNIQUE.has(name)) {
      this.#openContainer(element, name);
      this.#extensions.push(new Set());
    } else {
      for (const attribute of ["subFlows", "subFlowsStart", "subFlowsEnd"]) this.#openSubFlows(element, attribute);
    }
    if (name !== "mrk" && name !== "sm") this.#checkOwnPrefix(element);
  }

  #openContainer(element: XmlElement, name: string): void {
    const id = element.get("id");
    const rule = UNIQUE.get(name);
    if (name === "file") this.#file = id ?? "";
    if (id === undefined || rule === undefined) return;
    const key = name === "file" ? `f=${id}` : `f=${this.#file}/${name[0]}=${id}`;
    if (!this.#ids.add(key, element)) {
      const around = name === "file" ? "document" : "file";
      this.#report(
        rule,
        element,
        `the id ${shown(id)} is used twice for <${name}> in the ${around}; give each its own`,
      );
    }
  }

  #openNote(element: XmlElement): void {
    const id = element.get("id");
    const ids = this.#notes.at(-1);
    if (id === undefined || ids === undefined) return;
    if (ids.has(id)) {
      const message = `the id ${shown(id)} is used twice in one <notes>; give each note its own`;
      this.#report("xliff2.note-id-unique", element, message);
    } else if (ids.size < MAX_SCOPE) ids.add(id);
  }

  #openSubFlows(element: XmlElement, attribute: string): void {
    const value = element.get(attribute);
    if (value === undefined || element.around("mtc:match") !== undefined) return;
    for (const id of value.split(/\s+/)) {
      const message = `${attribute} names ${shown(id)}, and the file has no unit with that id`;
      if (id !== "") this.expect(`f=${this.#file}/u=${id}`, "xliff2.subflow-reference", element, message);
    }
  }

  /** Reports where the document ends without a file, group or unit of that key. */
  expect(key: string, rule: Xliff2Rule, at: Located, message: string): void {
    this.#ids.expect(key, rule, at, message);
  }

  #checkOwnPrefix(element: XmlElement): void {
    const type = element.get("type");
    if (type?.startsWith("xlf:") !== true) return;
    const message = `the type ${shown(type)} has XLIFF's own prefix; use a prefix of your own`;
    this.#report("xliff2.own-prefix", element, message);
  }

  openForeign(element: XmlElement): void {
    const id = element.get("id") ?? element.get("xml:id");
    const ids = this.#extensions.at(-1);
    if (id === undefined || ids === undefined || !UNIQUE.has(ownAround(element)?.name ?? "")) return;
    const key = `${element.tag.uri} ${id}`;
    if (ids.has(key)) {
      const message = `the id ${shown(id)} is used twice by extensions of one element; give each its own`;
      this.#report("xliff2.extension-id-unique", element, message);
    } else if (ids.size < MAX_SCOPE) ids.add(key);
  }

  close({ name = "" }: XmlElement): void {
    if (name === "notes") this.#notes.pop();
    else if (UNIQUE.has(name)) this.#extensions.pop();
    // A file's units are known at its end, and no other file adds to them.
    if (name === "file") this.#ids.settle(`f=${this.#file}/u=`);
  }

  end(): void {
    this.#ids.settle();
  }
}

/** The nearest element around a foreign one that is not foreign. */
function ownAround(element: XmlElement): XmlElement | undefined {
  let around = element.parent;
  while (around !== undefined && around.name === undefined) around = around.parent;
  return around;
}

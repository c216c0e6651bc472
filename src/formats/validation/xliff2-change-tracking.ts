import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import { DATE_TIME } from "./value-type.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** What one element of a unit, group or file may be revised as: its attributes, by its id. */
interface Revisable {
  readonly name: string;
  readonly attributes: ReadonlySet<string>;
}

interface Revisions {
  readonly element: XmlElement;
  readonly properties: { readonly element: XmlElement; readonly property: string }[];
}

/** A file, group or unit that is open: its tracked changes come before what they are about. */
interface Tracked {
  readonly holder: XmlElement;
  readonly revisions: Revisions[];
  readonly byId: Map<string, Revisable>;
  /** How many elements there are of each name, and how many of them have an id. */
  readonly counts: Map<string, { all: number; withId: number }>;
}

const HOLDERS: ReadonlySet<string> = new Set(["file", "group", "unit"]);

/** Section "Change Tracking Module" of XLIFF 2.0; later versions leave the module out. */
export class Xliff2ChangeTracking implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  readonly #tracked: Tracked[] = [];
  readonly #properties = new Map<string, string>();
  #property: { element: XmlElement; text: string } | undefined;

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (name.startsWith("ctr:")) this.#openOwn(element, name);
    const tracked = this.#tracked.at(-1);
    if (tracked !== undefined && tracked.revisions.length > 0) this.#count(element, name, tracked);
    if (HOLDERS.has(name)) {
      this.#tracked.push({ holder: element, revisions: [], byId: new Map(), counts: new Map() });
    }
  }

  #openOwn(element: XmlElement, name: string): void {
    const revisions = this.#tracked.at(-1)?.revisions;
    if (revisions === undefined) return;
    if (name === "ctr:revisions" && revisions.length < MAX_PARTS) revisions.push({ element, properties: [] });
    else if (name === "ctr:revision") {
      this.#properties.clear();
      const date = element.get("datetime");
      if (date !== undefined && !DATE_TIME.allows(date)) {
        this.#report("xliff2.ctr-date", element, `datetime is ${shown(date)}; it should be ${DATE_TIME.wanted}`);
      }
    } else if (name === "ctr:item") {
      this.#property = { element, text: "" };
      const property = element.get("property") ?? "";
      const properties = revisions.at(-1)?.properties;
      if (properties !== undefined && properties.length < MAX_PARTS) properties.push({ element, property });
    }
  }

  #count(element: XmlElement, name: string, { byId, counts }: Tracked): void {
    if (name.includes(":")) return;
    const id = element.get("id");
    const count = counts.get(name) ?? { all: 0, withId: 0 };
    count.all++;
    if (id !== undefined) count.withId++;
    counts.set(name, count);
    if (id === undefined || byId.size >= MAX_PARTS || byId.has(id)) return;
    byId.set(id, { name, attributes: new Set(Object.keys(element.tag.attributes)) });
  }

  text(text: string): void {
    // Enough to tell two values apart.
    if (this.#property !== undefined && this.#property.text.length < 256) this.#property.text += text.slice(0, 256);
  }

  close(element: XmlElement): void {
    if (this.#property?.element === element) this.#closeItem(this.#property);
    if (this.#tracked.at(-1)?.holder !== element) return;
    const tracked = this.#tracked.pop();
    for (const revisions of tracked?.revisions ?? []) if (tracked !== undefined) this.#check(revisions, tracked);
  }

  #closeItem({ element, text }: { element: XmlElement; text: string }): void {
    this.#property = undefined;
    const property = element.get("property") ?? "";
    const before = this.#properties.get(property);
    if (before !== undefined && before !== text) {
      const message = `the revision says ${shown(property)} twice, ${shown(before)} and ${shown(text)}; it should say it once`;
      this.#report("xliff2.ctr-property-twice", element, message);
    }
    if (this.#properties.size < MAX_PARTS) this.#properties.set(property, text);
  }

  #check({ element, properties }: Revisions, { byId, counts }: Tracked): void {
    const appliesTo = element.get("appliesTo") ?? "";
    const ref = element.get("ref");
    const count = counts.get(appliesTo);
    if (ref === undefined) {
      if (count === undefined || count.all < 2 || count.withId === 0) return;
      const message = `there are ${count.all} elements <${appliesTo}>; ref should name the one that was revised`;
      this.#report("xliff2.ctr-ref", element, message);
      return;
    }
    const revised = byId.get(ref);
    if (revised === undefined) {
      this.#report("xliff2.ctr-ref-unknown", element, `ref is ${shown(ref)}, and no element beside it has that id`);
      return;
    }
    if (revised.name !== appliesTo) return;
    for (const { element: item, property } of properties) {
      if (property === "content" || revised.attributes.has(property)) continue;
      const message = `the property ${shown(property)} is no attribute of the <${appliesTo}> ${shown(ref)}; it should be "content" or one that it has`;
      this.#report("xliff2.ctr-property", item, message);
    }
  }
}

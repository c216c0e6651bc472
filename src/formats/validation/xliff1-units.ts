import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import type { Xliff1Rule } from "./xliff1-rules.js";
import type { XmlElement } from "./xml-element.js";

const TEXTS: ReadonlySet<string> = new Set(["source", "seg-source", "target"]);

/** Ends by the starts that they close. */
const STARTS: ReadonlyMap<string, string> = new Map([
  ["ept", "bpt"],
  ["ex", "bx"],
]);

/** The codes of a text that is open, by `bpt 1`: the start's name and its rid, or else its id. */
interface OpenText {
  readonly element: XmlElement;
  readonly starts: Map<string, XmlElement>;
  readonly closed: Set<string>;
  /** Codes that say clone="no". */
  readonly single: Set<string>;
  readonly mids: Set<string>;
}

/** A unit, or a match in it, that is open: `mids` are those of its `<seg-source>`. */
interface OpenUnit {
  readonly element: XmlElement;
  readonly mids: Set<string>;
  hasTarget: boolean;
}

/** What belongs together within a `<trans-unit>`: segments, pairs of codes, targets. */
export class Xliff1Units implements Inspector {
  readonly #report: Report<Xliff1Rule>;
  readonly #units: OpenUnit[] = [];
  #text: OpenText | undefined;

  constructor(report: Report<Xliff1Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (name === "trans-unit" || name === "alt-trans") {
      this.#refer(element);
      this.#units.push({ element, mids: new Set(), hasTarget: false });
    } else if (TEXTS.has(name) && this.#text === undefined) {
      this.#text = { element, starts: new Map(), closed: new Set(), single: new Set(), mids: new Set() };
      const unit = this.#units.at(-1);
      if (name === "target" && unit !== undefined) unit.hasTarget = true;
    } else if (this.#text !== undefined) this.#openInline(element, name, this.#text);
  }

  /** The `mid` of a match is that of a segment of the unit around it. */
  #refer(element: XmlElement): void {
    const mid = element.get("mid");
    const unit = this.#units.at(-1);
    if (mid === undefined || unit === undefined || unit.mids.has(mid) || unit.mids.size >= MAX_PARTS) return;
    const message = `mid is ${shown(mid)}, and the unit has no segment with that mid in its <seg-source>`;
    this.#report("xliff1.mid-reference", element, message);
  }

  #openInline(element: XmlElement, name: string, text: OpenText): void {
    if (name === "mrk" && element.get("mtype") === "seg") this.#openSegment(element, text);
    const key = `${STARTS.get(name) ?? name} ${element.get("rid") ?? element.get("id") ?? ""}`;
    if (name === "bpt" || name === "bx") this.#openStart(element, key, text);
    else if (STARTS.has(name)) this.#openEnd(element, key, text);
    if (text.element.name === "target" && element.get("clone") === "no") this.#checkClone(element, text);
  }

  #openSegment(element: XmlElement, { element: text, mids }: OpenText): void {
    const mid = element.get("mid");
    const unit = this.#units.at(-1);
    if (mid === undefined) {
      this.#report("xliff1.mid-missing", element, "the segment has no mid; it needs one to be told from the others");
      return;
    }
    if (mids.has(mid)) {
      const message = `two segments of the <${text.written}> have the mid ${shown(mid)}; give each its own`;
      this.#report("xliff1.mid-unique", element, message);
    } else if (text.name === "target" && unit !== undefined && unit.mids.size < MAX_PARTS && !unit.mids.has(mid)) {
      const message = `the mid of the segment is ${shown(mid)}, and the <seg-source> has no segment with that mid`;
      this.#report("xliff1.mid-reference", element, message);
    }
    if (mids.size < MAX_PARTS) mids.add(mid);
    if (text.name === "seg-source" && unit !== undefined && unit.mids.size < MAX_PARTS) unit.mids.add(mid);
  }

  #openStart(element: XmlElement, key: string, { starts, element: text }: OpenText): void {
    if (!starts.has(key)) {
      if (starts.size < MAX_PARTS) starts.set(key, element);
      return;
    }
    const rid = element.get("rid");
    const message = `two starts of the <${text.written}> have the ${rid === undefined ? "id" : "rid"} ${shown(rid ?? element.get("id") ?? "")}; give each its own`;
    this.#report(rid === undefined ? "xliff1.pair-incomplete" : "xliff1.rid-unique", element, message);
  }

  #openEnd(element: XmlElement, key: string, { starts, closed }: OpenText): void {
    if (starts.has(key) || starts.size >= MAX_PARTS) {
      closed.add(key);
      return;
    }
    if (this.#isOfSegment()) return;
    const rid = element.get("rid");
    const start = STARTS.get(element.name ?? "") ?? "";
    const message = `no <${start}> before it has the ${rid === undefined ? "id" : "rid"} ${shown(rid ?? element.get("id") ?? "")}; give both the same, or use <it>`;
    this.#report(rid === undefined ? "xliff1.pair-incomplete" : "xliff1.rid-reference", element, message);
  }

  #checkClone(element: XmlElement, { single }: OpenText): void {
    const key = `${element.name ?? ""} ${element.get("id") ?? ""}`;
    if (single.has(key)) {
      const message = `the code ${shown(element.get("id") ?? "")} says clone="no" and stands twice in the target; take one out`;
      this.#report("xliff1.clone", element, message);
    } else if (single.size < MAX_PARTS) single.add(key);
  }

  close(element: XmlElement): void {
    if (this.#text?.element === element) this.#closeText(this.#text);
    if (this.#units.at(-1)?.element === element) this.#closeUnit(this.#units.pop());
  }

  #closeText({ starts, closed }: OpenText): void {
    this.#text = undefined;
    if (this.#isOfSegment()) return;
    for (const [key, start] of starts) {
      if (closed.has(key)) continue;
      const end = start.name === "bpt" ? "ept" : "ex";
      const message = `<${start.written}> has no <${end}> behind it in its text; add one, or use <it>`;
      this.#report("xliff1.pair-incomplete", start, message);
    }
  }

  /** Whether the text is one of a match for a single segment of its unit: the other half of a code may stand in the next one. */
  #isOfSegment(): boolean {
    const element = this.#units.at(-1)?.element;
    return element?.name === "alt-trans" && element.get("mid") !== undefined;
  }

  #closeUnit(unit: OpenUnit | undefined): void {
    if (unit === undefined || unit.hasTarget || unit.element.get("approved") !== "yes") return;
    this.#report("xliff1.approved-without-target", unit.element, "the unit is approved, and it has no <target>");
  }
}

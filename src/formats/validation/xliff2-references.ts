import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { parseFragment, type Fragment } from "./fragment.js";
import { MAX_PARTS } from "./text-scope.js";
import type { Xliff2DocumentIds } from "./xliff2-document-ids.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Who refers, and by which rule a reference that leads nowhere is reported. */
const REFERRING: ReadonlyMap<string, Xliff2Rule> = new Map([
  ["mrk", "xliff2.fragment-reference"],
  ["sm", "xliff2.fragment-reference"],
  ["note", "xliff2.fragment-reference"],
  ["mtc:match", "xliff2.mtc-ref"],
  ["gls:glossEntry", "xliff2.gls-ref"],
  ["gls:translation", "xliff2.gls-ref"],
]);

/** Those that point to a span of text of their own unit, and to nothing else. */
const TO_SPANS: ReadonlySet<string> = new Set(["mtc:match", "gls:glossEntry", "gls:translation"]);

const SPAN_PREFIXES = ["", "t"];

/** What a module means by its own prefix may lie in the file as well as in the unit. */
const CORE_PREFIXES = [...SPAN_PREFIXES, "n", "d"];

/** Section "Fragment Identification": references within a unit are followed when it ends, those to others when the document does. */
export class Xliff2References implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  readonly #documentIds: Xliff2DocumentIds;
  /** What the unit that is open has, as `prefix=id`. */
  readonly #anchors = new Set<string>();
  #references: { element: XmlElement; ref: string; rule: Xliff2Rule }[] = [];
  #file = "";
  #unit: XmlElement | undefined;
  #side: "source" | "target" | undefined;
  #isTooLarge = false;

  constructor(report: Report<Xliff2Rule>, documentIds: Xliff2DocumentIds) {
    this.#report = report;
    this.#documentIds = documentIds;
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (name === "file") this.#file = element.get("id") ?? "";
    else if (name === "unit") this.#unit = element;
    else if (name === "source" || name === "target") this.#side = name;
    this.#openAnchor(element, name);
    const rule = REFERRING.get(name);
    const ref = rule === undefined ? undefined : element.get("ref");
    if (rule === undefined || ref === undefined) return;
    if (this.#unit === undefined) this.#checkSyntax(element, ref);
    else if (this.#references.length < MAX_PARTS) this.#references.push({ element, ref, rule });
    else this.#isTooLarge = true;
  }

  #openAnchor(element: XmlElement, name: string): void {
    const id = element.get("id");
    if (id === undefined || this.#unit === undefined || name === "unit") return;
    const isInMatch = element.around("mtc:match") !== undefined;
    const colon = name.indexOf(":");
    const prefix =
      colon > 0
        ? name.slice(0, colon)
        : isInMatch
          ? undefined
          : name === "note"
            ? "n"
            : name === "data"
              ? "d"
              : this.#side === "target"
                ? "t"
                : "";
    if (prefix === undefined) return;
    if (this.#anchors.size < MAX_PARTS) this.#anchors.add(`${prefix}=${id}`);
    else this.#isTooLarge = true;
  }

  openForeign(element: XmlElement): void {
    const id = element.get("id") ?? element.get("xml:id");
    if (id !== undefined && this.#unit !== undefined && this.#anchors.size < MAX_PARTS) this.#anchors.add(`its=${id}`);
  }

  close({ name }: XmlElement): void {
    if (name === "source" || name === "target") this.#side = undefined;
    if (name !== "unit") return;
    if (!this.#isTooLarge) for (const { element, ref, rule } of this.#references) this.#follow(element, ref, rule);
    this.#anchors.clear();
    this.#references = [];
    this.#unit = undefined;
    this.#isTooLarge = false;
  }

  #follow(element: XmlElement, ref: string, rule: Xliff2Rule): void {
    const { name = "" } = element;
    const isComment = element.get("type") === "comment";
    if (!ref.startsWith("#")) {
      if (TO_SPANS.has(name)) {
        const message = `ref of <${element.written}> is ${shown(ref)}; it should be # and the id of a span of text of the unit`;
        this.#report(
          rule === "xliff2.gls-ref" && this.#isMeant(ref) ? "xliff2.gls-ref-syntax" : rule,
          element,
          message,
        );
      } else if (isComment && element.get("value") === undefined) this.#reportComment(element, ref);
      return;
    }
    const fragment = this.#checkSyntax(element, ref);
    if (fragment === undefined) return;
    if (isComment) this.#checkComment(element, ref, fragment);
    else if (TO_SPANS.has(name)) this.#checkSpan(element, ref, fragment, rule);
    else this.#checkAnywhere(element, ref, fragment);
  }

  /** Whether a reference that is none names a span of the unit all the same. */
  #isMeant(ref: string): boolean {
    const id = ref.slice(ref.indexOf("#") + 1);
    return SPAN_PREFIXES.some((prefix) => this.#anchors.has(`${prefix}=${id}`));
  }

  #checkSyntax(element: XmlElement, ref: string): Fragment | undefined {
    if (!ref.startsWith("#")) return undefined;
    const fragment = parseFragment(ref.slice(1));
    if (typeof fragment !== "string") return fragment;
    this.#report("xliff2.fragment-syntax", element, `ref is ${shown(ref)}: ${fragment}`);
    return undefined;
  }

  #isHere({ file = this.#file, group, unit, isAbsolute }: Fragment): boolean {
    const own = this.#unit?.get("id");
    if (unit !== undefined) return file === this.#file && unit === own;
    return group === undefined && file === this.#file && !isAbsolute;
  }

  #checkComment(element: XmlElement, ref: string, fragment: Fragment): void {
    // A file selector without a unit selects in the file, and not in this unit.
    const isInUnit = this.#isHere(fragment) && (fragment.file === undefined || fragment.unit !== undefined);
    if (isInUnit && fragment.leaf?.prefix === "n" && this.#anchors.has(`n=${fragment.leaf.id}`)) return;
    this.#reportComment(element, ref);
  }

  #reportComment(element: XmlElement, ref: string): void {
    const message = `the comment refers to ${shown(ref)}; it should be "#n=" and the id of a note of the unit`;
    this.#report("xliff2.comment-reference", element, message);
  }

  #checkSpan(element: XmlElement, ref: string, fragment: Fragment, rule: Xliff2Rule): void {
    const { leaf } = fragment;
    if (leaf !== undefined && this.#isHere(fragment) && SPAN_PREFIXES.includes(leaf.prefix)) {
      if (this.#anchors.has(`${leaf.prefix}=${leaf.id}`)) return;
    }
    const message = `ref of <${element.written}> is ${shown(ref)}, and the unit has no segment or inline element there`;
    this.#report(rule, element, message);
  }

  #checkAnywhere(element: XmlElement, ref: string, fragment: Fragment): void {
    const { file = this.#file, group, unit, leaf } = fragment;
    const message = `ref is ${shown(ref)}, and there is nothing with that id`;
    if (this.#isHere(fragment) && (fragment.file === undefined || unit !== undefined)) {
      if (
        leaf !== undefined &&
        CORE_PREFIXES.includes(leaf.prefix) &&
        !this.#anchors.has(`${leaf.prefix}=${leaf.id}`)
      ) {
        this.#report("xliff2.fragment-reference", element, message);
      }
      return;
    }
    const inFile = unit !== undefined ? `/u=${unit}` : group !== undefined ? `/g=${group}` : "";
    this.#documentIds.expect(`f=${file}${inFile}`, "xliff2.fragment-reference", element, message);
  }
}

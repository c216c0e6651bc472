import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { PendingReferences } from "./pending-references.js";
import type { Xliff1Rule } from "./xliff1-rules.js";
import type { XmlElement } from "./xml-element.js";

/** Elements whose attribute names them within their file, and the rule that says so. */
const NAMED: ReadonlyMap<string, readonly [attribute: string, rule: Xliff1Rule]> = new Map([
  ["trans-unit", ["id", "xliff1.unit-id-unique"]],
  ["bin-unit", ["id", "xliff1.unit-id-unique"]],
  ["group", ["id", "xliff1.group-id-unique"]],
  ["phase", ["phase-name", "xliff1.name-unique"]],
  ["tool", ["tool-id", "xliff1.name-unique"]],
  ["context-group", ["name", "xliff1.name-unique"]],
  ["count-group", ["name", "xliff1.name-unique"]],
  ["external-file", ["uid", "xliff1.name-unique"]],
]);

/** Units of both kinds share their ids. */
const KEYS: ReadonlyMap<string, string> = new Map([["bin-unit", "trans-unit"]]);

const REFER_TO_PHASE: ReadonlySet<string> = new Set(["count", "trans-unit", "target"]);
const REFER_TO_TOOL: ReadonlySet<string> = new Set(["file", "phase", "alt-trans"]);

/** What belongs together within a `<file>`: names, references to them, languages. */
export class Xliff1Files implements Inspector {
  readonly #report: Report<Xliff1Rule>;
  readonly #names: PendingReferences<Xliff1Rule>;
  #sourceLang: string | undefined;
  #targetLang: string | undefined;
  #saidMissing = false;

  constructor(report: Report<Xliff1Rule>) {
    this.#report = report;
    this.#names = new PendingReferences<Xliff1Rule>(report, "xliff1.ids-unchecked");
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (name === "file") {
      this.#sourceLang = element.get("source-language");
      this.#targetLang = element.get("target-language");
      this.#saidMissing = false;
    }
    this.#openNamed(element, name);
    this.#refer(element, name);
    if (name === "source" || name === "target") this.#openText(element, name);
  }

  #openNamed(element: XmlElement, name: string): void {
    const [attribute = "", rule] = NAMED.get(name) ?? [];
    const value = rule === undefined ? undefined : element.get(attribute);
    if (rule === undefined || value === undefined) return;
    if (this.#names.add(`${KEYS.get(name) ?? name}=${value}`, element)) return;
    const message = `${attribute} ${shown(value)} of <${element.written}> is used twice in the file; give each its own`;
    this.#report(rule, element, message);
  }

  #refer(element: XmlElement, name: string): void {
    const phase = REFER_TO_PHASE.has(name) ? element.get("phase-name") : undefined;
    if (phase !== undefined) {
      const message = `phase-name is ${shown(phase)}, and the header of the file has no <phase> of that name`;
      this.#names.expect(`phase=${phase}`, "xliff1.phase-reference", element, message);
    }
    const tool = REFER_TO_TOOL.has(name) ? element.get("tool-id") : undefined;
    if (tool !== undefined) {
      const message = `tool-id is ${shown(tool)}, and the header of the file has no <tool> of that id`;
      this.#names.expect(`tool=${tool}`, "xliff1.tool-reference", element, message);
    }
    const unit = element.get("xid");
    if (unit === undefined) return;
    const message = `xid is ${shown(unit)}, and the file has no unit of that id`;
    this.#names.expect(`trans-unit=${unit}`, "xliff1.xid-reference", element, message);
  }

  #openText(element: XmlElement, name: "source" | "target"): void {
    if (element.parent?.name !== "trans-unit") return;
    const [attribute, wanted] =
      name === "source" ? ["source-language", this.#sourceLang] : ["target-language", this.#targetLang];
    const found = element.get("xml:lang");
    if (name === "target" && wanted === undefined && found === undefined && !this.#saidMissing) {
      this.#saidMissing = true;
      const message = "the file has a target, and neither it nor <file> names its language; target-language should";
      this.#report("xliff1.target-language-missing", element, message);
    }
    if (found === undefined || wanted === undefined || isSame(found, wanted)) return;
    const rule = name === "source" ? "xliff1.source-language" : "xliff1.target-language";
    this.#report(
      rule,
      element,
      `the language here is ${shown(found)}, and ${attribute} of the file ${shown(wanted)}; they should be the same`,
    );
  }

  close({ name }: XmlElement): void {
    if (name === "file") this.#names.clear();
  }
}

/** A region more or less, and `_` for `-`, are the same language to every tool. */
function isSame(a: string, b: string): boolean {
  const [first = "", second = ""] = [a, b].map((tag) => tag.toLowerCase().replaceAll("_", "-"));
  return first === second || first.startsWith(`${second}-`) || second.startsWith(`${first}-`);
}

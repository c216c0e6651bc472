import { anyOf, shown, type Located, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import type { TbxRule } from "./tbx-rules.js";
import type { XmlElement } from "./xml-element.js";

/** Data categories with a list of values, and that list: the modules Min and Basic. Older files have `usageStatus`. */
const VALUES: ReadonlyMap<string, readonly string[]> = new Map([
  ["partOfSpeech", ["noun", "verb", "adjective", "adverb", "properNoun", "other"]],
  [
    "administrativeStatus",
    ["preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts"],
  ],
  ["usageStatus", ["preferred", "admitted", "deprecated", "superseded", "notRecommended", "obsolete"]],
  ["grammaticalGender", ["masculine", "feminine", "neuter", "other"]],
  ["grammaticalNumber", ["single", "plural", "mass", "other"]],
  ["termType", ["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"]],
  ["transactionType", ["origination", "modification"]],
  [
    "termLocation",
    [
      "checkBox",
      "comboBox",
      "comboBoxElement",
      "dialogBox",
      "groupBox",
      "informativeMessage",
      "interactiveMessage",
      "menuItem",
      "progressBar",
      "pushButton",
      "radioButton",
      "slider",
      "spinBox",
      "tab",
      "tableText",
      "textBox",
      "toolTip",
      "user-definedType",
    ],
  ],
]);

const MIN = ["partOfSpeech", "administrativeStatus", "usageStatus", "customerSubset", "subjectField"];

const BASIC = [
  ...MIN,
  "grammaticalGender",
  "grammaticalNumber",
  "termType",
  "termLocation",
  "geographicalUsage",
  "context",
  "definition",
  "projectSubset",
  "source",
  "transactionType",
  "responsibility",
  "crossReference",
  "externalCrossReference",
  "xGraphic",
];

/** The dialects whose data categories are settled; others may have any. */
const DIALECTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["TBX-Min", new Set(MIN)],
  ["TBX-Basic", new Set(BASIC)],
]);

/** Where the dialects put some categories: groups stand for what they are in. */
const LEVELS: ReadonlyMap<string, readonly string[]> = new Map([
  ["subjectField", ["conceptEntry"]],
  ["definition", ["conceptEntry", "langSec"]],
  ["context", ["termSec"]],
  ["customerSubset", ["termSec"]],
  ["projectSubset", ["termSec"]],
]);

const CATEGORY_ELEMENTS: ReadonlySet<string> = new Set([
  "descrip",
  "descripNote",
  "admin",
  "adminNote",
  "transac",
  "transacNote",
  "termNote",
  "ref",
  "xref",
]);

const MODULES = "http://www.tbxinfo.net/ns/";

/** The data categories of a document: that they are its dialect's, stand where they belong and say what they may. */
export class TbxDialect implements Inspector {
  readonly #report: Report<TbxRule>;
  readonly #isVersion3: boolean;
  #dialect: ReadonlySet<string> | undefined;
  #name = "";
  #style = "";
  #saidStyle = false;
  /** The category that is open, and its text. */
  #open: { element: XmlElement; category: string; text: string } | undefined;

  constructor(report: Report<TbxRule>, isVersion3: boolean) {
    this.#report = report;
    this.#isVersion3 = isVersion3;
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (element.parent === undefined) {
      this.#name = element.get("type") ?? "";
      this.#style = element.get("style") ?? "";
      this.#dialect = this.#isVersion3 ? DIALECTS.get(this.#name) : undefined;
    } else if (CATEGORY_ELEMENTS.has(name)) {
      if (this.#style === "dct" && name !== "ref" && name !== "xref") this.#sayStyle(element);
      this.#openCategory(element, element.get("type") ?? "");
    }
  }

  openForeign(element: XmlElement): void {
    if (!element.tag.uri.startsWith(MODULES)) return;
    if (this.#style === "dca") this.#sayStyle(element);
    this.#openCategory(element, element.tag.local);
  }

  #sayStyle(element: XmlElement): void {
    if (this.#saidStyle) return;
    this.#saidStyle = true;
    const message = `the style is ${shown(this.#style)}, and <${element.written}> is a data category of the other one`;
    this.#report("tbx.style", element, message);
  }

  #openCategory(element: XmlElement, category: string): void {
    if (this.#open === undefined) this.#open = { element, category, text: "" };
    if (this.#dialect === undefined || category === "") return;
    if (!this.#dialect.has(category)) {
      const message = `${this.#name} has no data category ${shown(category)}; leave it out, or name another dialect`;
      this.#report("tbx.category", element, message);
      return;
    }
    const levels = LEVELS.get(category);
    const level = levelOf(element);
    if (levels === undefined || level === undefined || levels.includes(level)) return;
    const wanted = levels.map((name) => `<${name}>`).join(" or ");
    this.#report(
      "tbx.category-level",
      element,
      `${shown(category)} stands in <${level}>; it should stand in ${wanted}`,
    );
  }

  text(text: string): void {
    if (this.#open !== undefined && this.#open.text.length < 256) this.#open.text += text.slice(0, 256);
  }

  close(element: XmlElement): void {
    if (this.#open?.element === element) this.#closeCategory(this.#open);
  }

  closeForeign(element: XmlElement): void {
    this.close(element);
  }

  #closeCategory({ element, category, text }: { element: Located; category: string; text: string }): void {
    this.#open = undefined;
    const values = VALUES.get(category);
    if (values === undefined || values.includes(text.trim())) return;
    const message = `${shown(category)} is ${shown(text.trim())}; it should be ${anyOf(values)}`;
    this.#report(this.#dialect === undefined ? "tbx.value-unusual" : "tbx.value", element, message);
  }
}

/** The section that an element says something of. */
function levelOf(element: XmlElement): string | undefined {
  let around = element.parent;
  while (around?.name?.endsWith("Grp") === true) around = around.parent;
  return around?.name;
}

import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** What a module's element says by itself: matches, glossaries, format style, validation. */
export class Xliff2Modules implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  /** Whether the glossary entry that is open has what makes it one. */
  #hasMeaning = false;

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === "mtc:match") this.#openMatch(element);
    else if (name === "gls:glossEntry") this.#hasMeaning = false;
    else if (name === "gls:translation" || name === "gls:definition") this.#hasMeaning = true;
    else if (name === "val:rule") this.#openRule(element);
    this.#checkFormatStyle(element);
  }

  close(element: XmlElement): void {
    if (element.name !== "gls:glossEntry" || this.#hasMeaning) return;
    const message = `<${element.written}> has neither a translation nor a definition; it needs one of them`;
    this.#report("xliff2.gls-empty", element, message);
  }

  #openMatch(element: XmlElement): void {
    if (element.get("xml:lang") !== undefined) {
      const message = `<${element.written}> has xml:lang, which it may not have; its <source> and <target> may`;
      this.#report("xliff2.mtc-no-language", element, message);
    }
    const subType = element.get("subType");
    if (subType === undefined || element.get("type") !== undefined) return;
    this.#report("xliff2.mtc-subtype", element, `subType is ${shown(subType)}, and there is no type; add one`);
  }

  /** Section "rule" of the Validation Module. */
  #openRule(rule: XmlElement): void {
    const said = ["isPresent", "isNotPresent", "startsWith", "endsWith"].filter((name) => rule.get(name) !== undefined);
    const own = Object.values(rule.tag.attributes)
      .filter(({ prefix, uri }) => prefix !== "" && prefix !== "xmlns" && uri !== rule.tag.uri)
      .map(({ name }) => name);
    // Attributes of others may also say more about a rule of the module's.
    if (said.length > 1 || (said.length === 0 && own.length === 0)) {
      const found = said.length === 0 ? "says nothing to check" : `has ${said.join(" and ")}`;
      const message = `the rule ${found}; it should have exactly one of isPresent, isNotPresent, startsWith, endsWith or an attribute of its own`;
      this.#report("xliff2.val-one-rule", rule, message);
    }
    if (rule.get("occurs") !== undefined && rule.get("isPresent") === undefined) {
      this.#report(
        "xliff2.val-occurs",
        rule,
        "occurs counts what isPresent says, and there is no isPresent; take occurs out",
      );
    }
    if (rule.get("existsInSource") !== undefined && !said.some((name) => name !== "isNotPresent")) {
      const message = "existsInSource stands with isPresent, startsWith or endsWith; take it out, or add one of them";
      this.#report("xliff2.val-exists-in-source", rule, message);
    }
    if (rule.get("disabled") === "yes" && rule.parent?.parent?.name === "file") {
      this.#report(
        "xliff2.val-disabled",
        rule,
        "a rule of a file cannot be disabled; take it out, or disable it in a group or unit",
      );
    }
  }

  #checkFormatStyle(element: XmlElement): void {
    const fs = element.get("fs:fs");
    const subFs = element.get("fs:subFs");
    if (fs === undefined && subFs === undefined) return;
    if (fs === undefined) {
      this.#report("xliff2.fs-subfs", element, `<${element.written}> has fs:subFs and no fs:fs; add one`);
    }
    if (element.name === "ec" && element.get("isolated") !== "yes") {
      this.#report("xliff2.fs-on-end", element, "the end code is not isolated; fs:fs and fs:subFs stand at its start");
    }
  }
}

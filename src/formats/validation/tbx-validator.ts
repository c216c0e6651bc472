import { languageTag } from "../../language.js";
import type { XmlTag } from "../xml-source.js";
import { shown, type Report } from "./breach.js";
import type { Inspector, Validator } from "./document-validator.js";
import { PendingReferences } from "./pending-references.js";
import { TbxDialect } from "./tbx-dialect.js";
import { TBX2_GRAMMAR, TBX3_GRAMMAR } from "./tbx-grammar.js";
import { TBX_RULES, type TbxRule } from "./tbx-rules.js";
import type { XmlElement } from "./xml-element.js";

const NAMESPACES: readonly string[] = ["urn:iso:std:iso:30042:ed-2", "urn:iso:std:iso:30042:ed:3.0"];

/** TBX version 2 (`martif`) and 3 (`tbx`). The version is the dialect that the root names. */
export function tbxValidator(root: XmlTag): Validator {
  const isVersion3 = root.local === "tbx";
  return {
    format: isVersion3 ? "tbx3" : "tbx2",
    family: "tbx",
    version: root.attributes["type"]?.value.trim() ?? "",
    namespaces: new Map([[root.uri, ""]]),
    grammar: isVersion3 ? TBX3_GRAMMAR : TBX2_GRAMMAR,
    rules: TBX_RULES,
    inspectors(report: Report<TbxRule>): readonly Inspector[] {
      return [new TbxStructure(report, isVersion3), new TbxReferences(report), new TbxDialect(report, isVersion3)];
    },
  };
}

/** Namespace, languages, terms and dates. */
class TbxStructure implements Inspector {
  readonly #report: Report<TbxRule>;
  readonly #isVersion3: boolean;
  #languages = new Set<string>();
  /** The term or date that is open, and its text. */
  #open: { element: XmlElement; text: string } | undefined;

  constructor(report: Report<TbxRule>, isVersion3: boolean) {
    this.#report = report;
    this.#isVersion3 = isVersion3;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (element.parent === undefined) this.#openRoot(element);
    const lang = element.get("xml:lang");
    if (lang !== undefined && languageTag(lang.trim()) === undefined) {
      const message = `xml:lang is ${shown(lang)}; it should be a language tag of BCP 47, like "fr" or "en-GB"`;
      this.#report("tbx.language", element, message);
    }
    if (name === "conceptEntry" || name === "termEntry") this.#languages = new Set();
    else if (name === "langSec" || name === "langSet") this.#openLanguage(element, lang ?? "");
    else if (name === "term" || name === "date") this.#open = { element, text: "" };
  }

  #openRoot(element: XmlElement): void {
    if (!this.#isVersion3 || NAMESPACES.includes(element.tag.uri)) return;
    const message = `the namespace of <${element.written}> is ${shown(element.tag.uri)}; it should be ${shown(NAMESPACES[0] ?? "")}`;
    this.#report("tbx.namespace", element, message);
  }

  #openLanguage(element: XmlElement, lang: string): void {
    const key = lang.toLowerCase();
    if (this.#languages.has(key)) {
      this.#report(
        "tbx.language-repeated",
        element,
        `the concept has a second section for ${shown(lang)}; one is enough`,
      );
    } else if (this.#languages.size < 1_024) this.#languages.add(key);
  }

  text(text: string): void {
    if (this.#open !== undefined && this.#open.text.length < 256) this.#open.text += text.slice(0, 256);
  }

  close(element: XmlElement): void {
    if (this.#open?.element !== element) return;
    const text = this.#open.text.trim();
    this.#open = undefined;
    if (element.name === "term" && text === "") {
      this.#report("tbx.term-empty", element, `<${element.written}> has no text; it should hold the term`);
    } else if (element.name === "date" && !/^\d{4}-\d{2}-\d{2}/.test(text)) {
      this.#report("tbx.date", element, `the date is ${shown(text)}; it should be like 2025-05-28`);
    }
  }
}

/** Ids of the document, and what refers to them. */
class TbxReferences implements Inspector {
  readonly #report: Report<TbxRule>;
  readonly #ids: PendingReferences<TbxRule>;

  constructor(report: Report<TbxRule>) {
    this.#report = report;
    this.#ids = new PendingReferences<TbxRule>(report, "tbx.ids-unchecked");
  }

  open(element: XmlElement): void {
    const id = element.get("id");
    if (id !== undefined && !this.#ids.add(id, element)) {
      const message = `the id ${shown(id)} is used twice in the document; give each element its own`;
      this.#report("tbx.id-unique", element, message);
    }
    // An xref leads out of the document.
    const target = element.name === "xref" ? undefined : element.get("target");
    if (target === undefined || target === "" || /[:/#]/.test(target)) return;
    const message = `target is ${shown(target)}, and no element of the document has that id`;
    this.#ids.expect(target, "tbx.reference", element, message);
  }

  end(): void {
    this.#ids.settle();
  }
}

import { languageTag, primaryLanguage } from "../../language.js";
import { readTmxDate } from "../tmx-date.js";
import type { XmlTag } from "../xml-source.js";
import { shown, type Report } from "./breach.js";
import type { Inspector, Validator } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import { TMX_GRAMMAR } from "./tmx-grammar.js";
import { TMX_RULES, type TmxRule } from "./tmx-rules.js";
import type { XmlElement } from "./xml-element.js";

/** TMX 1.1 to 1.4b. */
export function tmxValidator(root: XmlTag): Validator {
  const version = root.attributes["version"]?.value.trim() ?? "";
  return {
    format: "tmx",
    family: "tmx",
    version,
    namespaces: new Map([[root.uri, ""]]),
    grammar: TMX_GRAMMAR,
    rules: TMX_RULES,
    inspectors(report: Report<TmxRule>): readonly Inspector[] {
      return [new TmxAttributes(report), new TmxLanguages(report, version), new TmxPairs(report)];
    },
  };
}

const DATES = ["creationdate", "changedate", "lastusagedate"];
const USUAL_DATE = /^\d{8}T\d{6}Z$/;

/** What attributes say by themselves: dates, counts, ids, encodings. */
class TmxAttributes implements Inspector {
  readonly #report: Report<TmxRule>;

  constructor(report: Report<TmxRule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === "header" || name === "tu" || name === "tuv") this.#checkDates(element);
    const count = element.get("usagecount");
    if (count !== undefined && !/^\d+$/.test(count.trim())) {
      this.#report("tmx.count", element, `usagecount is ${shown(count)}; it should be a whole number`);
    }
    const tuid = name === "tu" ? element.get("tuid") : undefined;
    if (tuid !== undefined && /\s/.test(tuid)) {
      this.#report("tmx.unit-id", element, `tuid is ${shown(tuid)}; it should have no white space`);
    }
    if (name === "map") this.#checkMap(element);
  }

  #checkDates(element: XmlElement): void {
    for (const name of DATES) {
      const value = element.get(name);
      if (value === undefined) continue;
      const isDate = readTmxDate(value) !== undefined;
      if (isDate && USUAL_DATE.test(value)) continue;
      const message = `${name} is ${shown(value)}; it should be a date like 20250528T091200Z`;
      this.#report(isDate ? "tmx.date-form" : "tmx.date", element, message);
    }
  }

  #checkMap(element: XmlElement): void {
    if (element.get("code") !== undefined && element.parent?.get("base") === undefined) {
      this.#report("tmx.encoding-base", element, "the map has a code, and its <ude> no base; add one");
    }
    if (["code", "ent", "subst"].every((name) => element.get(name) === undefined)) {
      this.#report("tmx.map-empty", element, "the map says nothing; it should have code, ent or subst");
    }
    const unicode = element.get("unicode");
    if (unicode !== undefined && !/^#x[0-9A-Fa-f]{2,6}$/i.test(unicode)) {
      this.#report("tmx.map-unicode", element, `unicode is ${shown(unicode)}; it should be like #xF8FF`);
    }
  }
}

/** The languages of variants, and that one of them is the source. */
class TmxLanguages implements Inspector {
  readonly #report: Report<TmxRule>;
  readonly #version: string;
  #headerLang: string | undefined;
  #unit: { wanted: string | undefined; isFound: boolean; isOther: boolean } | undefined;

  constructor(report: Report<TmxRule>, version: string) {
    this.#report = report;
    this.#version = version;
  }

  open(element: XmlElement): void {
    const { name } = element;
    if (name === "header") {
      this.#headerLang = element.get("srclang");
      this.#checkSource(element);
      this.#checkTag(element, "adminlang", element.get("adminlang"));
    } else if (name === "tu") {
      const wanted = element.get("srclang") ?? this.#headerLang;
      this.#unit = { wanted, isFound: false, isOther: false };
      this.#checkSource(element);
    } else if (name === "tuv") this.#openVariant(element);
  }

  #checkSource(element: XmlElement): void {
    const srclang = element.get("srclang");
    if (srclang?.toLowerCase() !== "*all*") this.#checkTag(element, "srclang", srclang);
  }

  #openVariant(element: XmlElement): void {
    const standard = element.get("xml:lang");
    const lang = standard ?? element.get("lang");
    if (lang === undefined) {
      this.#report("tmx.variant-language", element, `<${element.written}> has no xml:lang; it needs one`);
      return;
    }
    if (standard === undefined && this.#version >= "1.4") {
      this.#report("tmx.language-attribute", element, "the language is in lang; it should be in xml:lang");
    }
    this.#checkTag(element, standard === undefined ? "lang" : "xml:lang", lang);
    if (this.#unit === undefined) return;
    if (serves(lang, this.#unit.wanted)) this.#unit.isFound = true;
    else this.#unit.isOther = true;
  }

  #checkTag(element: XmlElement, attribute: string, lang: string | undefined): void {
    if (lang === undefined) return;
    if (languageTag(lang.trim()) === undefined) {
      const message = `${attribute} is ${shown(lang)}; it should be a language tag of BCP 47, like "fr" or "en-GB"`;
      this.#report("tmx.language", element, message);
    } else if (lang.includes("_")) {
      const message = `${attribute} is ${shown(lang)}; it should be ${shown(lang.replaceAll("_", "-"))}`;
      this.#report("tmx.language-form", element, message);
    }
  }

  close(element: XmlElement): void {
    if (element.name !== "tu" || this.#unit === undefined) return;
    const { wanted, isFound, isOther } = this.#unit;
    this.#unit = undefined;
    if (isFound || !isOther || wanted === undefined) return;
    const message = `the source language of the unit is ${shown(wanted)}, and no variant is in it; one should be`;
    this.#report("tmx.source-language", element, message);
  }
}

/** A variant in any region of the source language serves as the source. */
function serves(lang: string, wanted: string | undefined): boolean {
  if (wanted === undefined || wanted.toLowerCase() === "*all*") return true;
  const [found, source] = [languageTag(lang.trim()), languageTag(wanted.trim())];
  if (found === undefined || source === undefined) return true;
  return primaryLanguage(found) === primaryLanguage(source);
}

/** Starts and ends within a segment. */
class TmxPairs implements Inspector {
  readonly #report: Report<TmxRule>;
  #starts = new Map<string, XmlElement>();
  #closed = new Set<string>();

  constructor(report: Report<TmxRule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    if (element.name === "bpt") this.#openStart(element, element.get("i"));
    else if (element.name === "ept") this.#openEnd(element, element.get("i"));
  }

  #openStart(element: XmlElement, i: string | undefined): void {
    if (i === undefined) return;
    if (this.#starts.has(i)) {
      const message = `two <bpt> of the segment have the i ${shown(i)}; give each its own`;
      this.#report("tmx.pair-unique", element, message);
    } else if (this.#starts.size < MAX_PARTS) this.#starts.set(i, element);
  }

  #openEnd(element: XmlElement, i: string | undefined): void {
    if (i === undefined || this.#starts.size >= MAX_PARTS) return;
    if (!this.#starts.has(i)) {
      const message = `no <bpt> with the i ${shown(i)} comes before the <ept> in the segment; add one, or use <it pos="end">`;
      this.#report("tmx.end-without-start", element, message);
    } else if (this.#closed.has(i)) {
      this.#report("tmx.end-repeated", element, `the <bpt> with the i ${shown(i)} has an <ept> already; take one out`);
    } else this.#closed.add(i);
  }

  close(element: XmlElement): void {
    if (element.name !== "seg") return;
    for (const [i, start] of this.#starts.size < MAX_PARTS ? this.#starts : []) {
      if (this.#closed.has(i)) continue;
      const message = `the <bpt> with the i ${shown(i)} has no <ept> behind it in the segment; add one, or use <it pos="begin">`;
      this.#report("tmx.start-without-end", start, message);
    }
    this.#starts = new Map();
    this.#closed = new Set();
  }
}

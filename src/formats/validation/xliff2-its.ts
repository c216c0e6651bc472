import { shown, type Report } from "./breach.js";
import type { Inspector } from "./document-validator.js";
import { MAX_PARTS } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

const PROVENANCE =
  "org orgRef person personRef revOrg revOrgRef revPerson revPersonRef revTool revToolRef tool toolRef".split(" ");

const ITS = "http://www.w3.org/2005/11/its";

/** Attributes of which the first excludes the others. */
const EXCLUSIVE: readonly (readonly [string, readonly string[]])[] = [
  [
    "locQualityIssuesRef",
    [
      "locQualityIssueType",
      "locQualityIssueComment",
      "locQualityIssueSeverity",
      "locQualityIssueProfileRef",
      "locQualityIssueEnabled",
    ],
  ],
  ["locQualityRatingScore", ["locQualityRatingVote"]],
  ["taIdentRef", ["taSource", "taIdent"]],
  ["provenanceRecordsRef", PROVENANCE],
];

/** Attributes that make an annotation one of ITS, whose type is then `its:generic`. */
const ANNOTATING = [
  "annotatorsRef",
  "allowedCharacters",
  "localeFilterList",
  "locQualityIssuesRef",
  "locQualityRatingScore",
  "locQualityRatingVote",
  "mtConfidence",
  "provenanceRecordsRef",
  "taClassRef",
  "taIdent",
  "taIdentRef",
  "taSource",
];

/** ITS 2.0, section 2.1: the data categories. */
const CATEGORIES: ReadonlySet<string> = new Set(
  "allowed-characters directionality domain elements-within-text external-resource id-value language-information locale-filter localization-note localization-quality-issue localization-quality-rating mt-confidence preserve-space provenance storage-size target-pointer terminology text-analysis translate".split(
    " ",
  ),
);

/** Which element a reference of ITS names. */
const REFERENCES: ReadonlyMap<string, string> = new Map([
  ["its:locQualityIssuesRef", "its:locQualityIssues"],
  ["its:provenanceRecordsRef", "its:provenanceRecords"],
]);

/** Section "ITS Module" of XLIFF 2.1. */
export class Xliff2Its implements Inspector {
  readonly #report: Report<Xliff2Rule>;
  /** Those of the unit that is open, which come before what refers to them. */
  readonly #named = new Set<string>();

  constructor(report: Report<Xliff2Rule>) {
    this.#report = report;
  }

  open(element: XmlElement): void {
    const { name = "" } = element;
    if (name === "file") this.#named.clear();
    if (name === "its:locQualityIssues" || name === "its:provenanceRecords") {
      if (this.#named.size < MAX_PARTS) this.#named.add(`${name} ${element.get("id") ?? element.get("xml:id") ?? ""}`);
    } else if (name === "its:locQualityIssue") {
      this.#checkSaid(
        element,
        ["locQualityIssueType", "locQualityIssueComment"],
        "a locQualityIssueType or a locQualityIssueComment",
      );
    } else if (name === "its:provenanceRecord")
      this.#checkSaid(element, PROVENANCE, "one of person, org, tool and their like");
    if (!element.hasPrefixed || !hasIts(element)) return;
    this.#checkVersion(element);
    this.#checkExclusive(element);
    this.#checkThresholds(element);
    this.#checkReferences(element);
    this.#checkAnnotators(element);
    if (name === "mrk" || name === "sm") this.#checkAnnotation(element);
  }

  #checkSaid(element: XmlElement, names: readonly string[], wanted: string): void {
    if (names.some((name) => element.get(name) !== undefined)) return;
    this.#report("xliff2.its-empty", element, `<${element.written}> says nothing; it needs ${wanted}`);
  }

  #checkVersion(element: XmlElement): void {
    if (element.inherited("its:version") !== undefined) return;
    this.#report(
      "xliff2.its-version",
      element,
      "there is markup of ITS here, and no its:version on the element or around it; add one",
    );
  }

  #checkExclusive(element: XmlElement): void {
    for (const [name, others] of EXCLUSIVE) {
      if (element.get(`its:${name}`) === undefined) continue;
      const other = others.find((excluded) => element.get(`its:${excluded}`) !== undefined);
      if (other === undefined) continue;
      this.#report("xliff2.its-exclusive", element, `its:${name} and its:${other} exclude each other; take out one`);
    }
  }

  #checkThresholds(element: XmlElement): void {
    for (const name of ["locQualityRatingScore", "locQualityRatingVote"]) {
      if (element.get(`its:${name}Threshold`) === undefined || element.inherited(`its:${name}`) !== undefined) continue;
      this.#report("xliff2.its-pair", element, `its:${name}Threshold needs an its:${name} on the element or around it`);
    }
  }

  #checkReferences(element: XmlElement): void {
    for (const [attribute, named] of REFERENCES) {
      const ref = element.get(attribute);
      if (ref === undefined || element.around("unit") === undefined) continue;
      const id = /^#(?:.*\/)?its=(.+)$/.exec(ref)?.[1];
      if (id !== undefined && this.#named.has(`${named} ${id}`)) continue;
      const message = `${attribute} is ${shown(ref)}; it should be "#its=" and the id of a <${named}> of the unit`;
      this.#report("xliff2.its-ref", element, message);
    }
  }

  #checkAnnotators(element: XmlElement): void {
    const value = element.get("its:annotatorsRef")?.trim();
    if (value === undefined || value === "") return;
    const seen = new Set<string>();
    for (const part of value.split(/\s+/)) {
      const bar = part.indexOf("|");
      const category = part.slice(0, Math.max(bar, 0));
      if (bar > 0 && bar < part.length - 1 && CATEGORIES.has(category) && !seen.has(category)) {
        seen.add(category);
        continue;
      }
      const fault = seen.has(category) ? `names ${shown(category)} twice` : `holds ${shown(part)}`;
      const message = `its:annotatorsRef ${fault}; it should list data categories of ITS, each once, with | and the address of its annotator`;
      this.#report("xliff2.its-value", element, message);
      return;
    }
  }

  #checkAnnotation(element: XmlElement): void {
    const type = element.get("type");
    const name = ANNOTATING.find((attribute) => element.get(`its:${attribute}`) !== undefined);
    if (name !== undefined && type !== undefined && type !== "its:generic") {
      const message = `the annotation has its:${name} and the type ${shown(type)}; it should be "its:generic", or not be there`;
      this.#report("xliff2.its-annotation-type", element, message);
    }
    const [source, ident] = [element.get("its:taSource"), element.get("its:taIdent")];
    if ((source === undefined) === (ident === undefined)) return;
    this.#report("xliff2.its-pair", element, "its:taSource and its:taIdent are used together; add the other one");
  }
}

function hasIts(element: XmlElement): boolean {
  return Object.values(element.tag.attributes).some(({ prefix, uri }) => prefix !== "" && uri === ITS);
}

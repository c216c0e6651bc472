import { anyOf, shown, type Report } from "./breach.js";
import { isCode, sides, type TextScope } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

type Rules = Report<Xliff2Rule>;

/** Section "subType": those with XLIFF's prefix, by type. */
const SUB_TYPES: ReadonlyMap<string, readonly string[]> = new Map([
  ["fmt", ["xlf:b", "xlf:i", "xlf:u", "xlf:lb", "xlf:pb"]],
  ["ui", ["xlf:var"]],
]);

/** What codes say of themselves and of others: copies, original data, types. */
export function checkCodes(scope: TextScope, report: Rules): void {
  const codes = new Map<string, XmlElement>();
  for (const side of sides(scope)) {
    for (const code of side) if (isCode(code)) codes.set(code.element.get("id") ?? "", code.element);
  }
  for (const side of sides(scope)) {
    for (const code of side) {
      if (!isCode(code)) continue;
      checkCopy(code.element, codes, report);
      checkData(code.element, scope, report);
      checkSubType(code.element, report);
      checkHalves(code.element, report);
    }
  }
}

function checkCopy(code: XmlElement, codes: ReadonlyMap<string, XmlElement>, report: Rules): void {
  const copyOf = code.get("copyOf");
  if (copyOf === undefined) return;
  if (hasData(code)) {
    report(
      "xliff2.copy-with-data",
      code,
      "a copy has no original data of its own; take out either copyOf or the reference to data",
    );
  }
  const base = codes.get(copyOf);
  if (base === undefined || base === code) {
    report(
      "xliff2.copy-reference",
      code,
      `copyOf is ${shown(copyOf)}, and no other code of the unit has that id; it should name one`,
    );
    return;
  }
  if (base.get("canCopy") === "no") {
    report("xliff2.copy-not-allowed", code, `the code ${shown(copyOf)} says canCopy="no"; take its copy out`);
  }
  if (hasData(base)) {
    const message = `the code ${shown(copyOf)} has original data; a copy of it should refer to that data instead of using copyOf`;
    report("xliff2.copy-with-data", code, message);
  }
}

function hasData(code: XmlElement): boolean {
  return ["dataRef", "dataRefStart", "dataRefEnd"].some((name) => code.get(name) !== undefined);
}

function checkData(code: XmlElement, scope: TextScope, report: Rules): void {
  for (const name of ["dataRef", "dataRefStart", "dataRefEnd"]) {
    const id = code.get(name);
    if (id === undefined || scope.data.has(id)) continue;
    const message = `${name} is ${shown(id)}, and the <originalData> of <${scope.element.written}> has no <data> with that id`;
    report("xliff2.data-reference", code, message);
  }
}

function checkSubType(code: XmlElement, report: Rules): void {
  const subType = code.get("subType");
  if (subType === undefined) return;
  const type = code.get("type");
  if (type === undefined) {
    report("xliff2.subtype-without-type", code, `subType is ${shown(subType)}, and there is no type; add one`);
  } else if (subType.startsWith("xlf:") && SUB_TYPES.get(type)?.includes(subType) !== true) {
    const allowed = SUB_TYPES.get(type);
    const cure = allowed === undefined ? "use a prefix of your own" : `it should be ${anyOf(allowed)}`;
    report("xliff2.subtype-value", code, `${shown(subType)} is no subType of the type ${shown(type)}; ${cure}`);
  }
}

/** What is said of the start of a pair is said of its end too. */
function checkHalves(code: XmlElement, report: Rules): void {
  const checkHalf = (rule: Xliff2Rule, start: string, end: string): void => {
    if ((code.get(start) === undefined) === (code.get(end) === undefined)) return;
    const [has, lacks] = code.get(start) === undefined ? [end, start] : [start, end];
    report(rule, code, `<${code.written}> has ${has} and no ${lacks}; they are used together`);
  };
  checkHalf("xliff2.data-pair", "dataRefStart", "dataRefEnd");
  checkHalf("xliff2.equiv-pair", "equivStart", "equivEnd");
  checkHalf("xliff2.subflow-pair", "subFlowsStart", "subFlowsEnd");
}

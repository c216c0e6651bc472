import { shown, type Report } from "./breach.js";
import { sides, type InlineElement, type TextScope } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

type Rules = Report<Xliff2Rule>;

/** Sections "sc", "ec", "sm", "em" and "isolated": starts and ends that belong together. */
export function checkPairs(scope: TextScope, report: Rules): void {
  for (const side of sides(scope)) {
    // Where segments have no target yet, the other half of a target's pair may be in one to come.
    const isPartial = side === scope.targets && scope.parts.some(({ target }) => target === undefined);
    checkCodes(side, isPartial, report);
    checkAnnotations(side, isPartial, report);
  }
}

function checkCodes(side: readonly InlineElement[], isPartial: boolean, report: Rules): void {
  const starts = new Map<string, XmlElement>();
  const closed = new Set<string>();
  const isolated = new Map<string, XmlElement>();
  for (const { name, element } of side) {
    if (name === "sc") {
      const id = element.get("id") ?? "";
      if (element.get("isolated") === "yes") isolated.set(id, element);
      else starts.set(id, element);
    } else if (name === "ec") checkEnd(element, { starts, closed, isolated, isPartial }, report);
  }
  for (const [id, element] of starts) {
    if (closed.has(id) || isPartial) continue;
    const message = `<${element.written}> ${shown(id)} has no end code behind it in the unit; add an <ec startRef=${shown(id)}/>, or say isolated="yes"`;
    report("xliff2.start-without-end", element, message);
  }
}

interface Starts {
  readonly starts: ReadonlyMap<string, XmlElement>;
  readonly closed: Set<string>;
  readonly isolated: ReadonlyMap<string, XmlElement>;
  readonly isPartial: boolean;
}

function checkEnd(end: XmlElement, { starts, closed, isolated, isPartial }: Starts, report: Rules): void {
  const startRef = end.get("startRef");
  const id = end.get("id");
  if (end.get("isolated") === "yes") {
    if (startRef !== undefined && starts.has(startRef)) {
      closed.add(startRef);
      report(
        "xliff2.isolated",
        end,
        `the end code is isolated, and its start ${shown(startRef)} is in the unit; take isolated out`,
      );
    } else if (startRef !== undefined || id === undefined) {
      report("xliff2.end-identity", end, "an isolated end code has an id and no startRef");
    }
    return;
  }
  if (end.get("dir") !== undefined)
    report("xliff2.end-direction", end, "dir stands at the start code; take it out here");
  if (startRef === undefined || id !== undefined) {
    const cure = startRef === undefined ? 'name its start in startRef, or say isolated="yes"' : "take out the id";
    report("xliff2.end-identity", end, `an end code that is not isolated has startRef and no id; ${cure}`);
  }
  if (startRef === undefined) return;
  const start = starts.get(startRef);
  if (start === undefined && isolated.has(startRef)) {
    const message = `the start code ${shown(startRef)} is isolated, and its end is in the unit; take isolated out there`;
    report("xliff2.isolated", end, message);
  } else if (start === undefined) {
    if (isPartial) return;
    const message = `no start code ${shown(startRef)} comes before its end in the unit; put an <sc id=${shown(startRef)}/> there, or isolate the end`;
    report("xliff2.end-without-start", end, message);
  } else if (closed.has(startRef)) {
    report("xliff2.end-repeated", end, `the start code ${shown(startRef)} has an end already; take one of the two out`);
  } else {
    closed.add(startRef);
    checkHints(start, end, report);
  }
}

function checkHints(start: XmlElement, end: XmlElement, report: Rules): void {
  for (const hint of ["canCopy", "canDelete", "canOverlap", "canReorder"]) {
    const said = start.get(hint) ?? "yes";
    const wanted = said === "firstNo" ? "no" : said;
    const found = end.get(hint) ?? "yes";
    if (found === wanted) continue;
    const message = `${hint} of the end code is ${shown(found)}, and that of its start ${shown(said)}; it should be ${shown(wanted)}`;
    report("xliff2.pair-hints", end, message);
  }
}

function checkAnnotations(side: readonly InlineElement[], isPartial: boolean, report: Rules): void {
  const starts = new Map<string, XmlElement>();
  for (const { name, element } of side) {
    if (name === "sm") starts.set(element.get("id") ?? "", element);
    else if (name === "em") {
      const startRef = element.get("startRef") ?? "";
      if (starts.delete(startRef) || isPartial) continue;
      const message = `no annotation ${shown(startRef)} starts before this end in the unit; put an <sm id=${shown(startRef)}/> there`;
      report("xliff2.annotation-end", element, message);
    }
  }
  if (isPartial) return;
  for (const [id, element] of starts) {
    const message = `the annotation ${shown(id)} has no end behind it in the unit; add an <em startRef=${shown(id)}/>`;
    report("xliff2.annotation-start", element, message);
  }
}

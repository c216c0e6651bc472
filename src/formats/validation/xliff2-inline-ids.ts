import { shown, type Report } from "./breach.js";
import type { TextScope } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";
import type { XmlElement } from "./xml-element.js";

/** Kinds of one thing: a pair may be written as one element or as two. */
const KINDS: ReadonlyMap<string, string> = new Map([
  ["pc", "pair"],
  ["sc", "pair"],
  ["ec", "pair"],
  ["mrk", "annotation"],
  ["sm", "annotation"],
]);

/** Section "id": what must differ among a scope's segments and inline elements, and what a target may share with a source. */
export function checkInlineIds(scope: TextScope, report: Report<Xliff2Rule>): void {
  const inSources = new Map<string, XmlElement>();
  for (const { element } of scope.parts) {
    const id = element.get("id");
    if (id === undefined || element.name === "mtc:match") continue;
    if (inSources.has(id)) {
      report(
        "xliff2.segment-id-unique",
        element,
        `the id ${shown(id)} is used twice in the unit; give each segment its own`,
      );
    } else inSources.set(id, element);
  }
  const parts = new Set(inSources.keys());
  for (const { element } of scope.sources) {
    const id = element.get("id");
    if (id === undefined) continue;
    if (parts.has(id)) {
      const message = `the id ${shown(id)} is that of a segment of the unit too; give the inline element its own`;
      report("xliff2.segment-inline-id", element, message);
    } else if (inSources.has(id)) {
      const message = `the id ${shown(id)} is used twice in the sources of the unit; give each inline element its own`;
      report("xliff2.inline-id-unique", element, message);
    } else inSources.set(id, element);
  }
  const inTargets = new Set<string>();
  for (const { element } of scope.targets) checkTarget(element, { inSources, parts, inTargets }, report);
}

function checkTarget(
  element: XmlElement,
  ids: { inSources: ReadonlyMap<string, XmlElement>; parts: ReadonlySet<string>; inTargets: Set<string> },
  report: Report<Xliff2Rule>,
): void {
  const id = element.get("id");
  if (id === undefined) return;
  if (ids.parts.has(id)) {
    const message = `the id ${shown(id)} is that of a segment of the unit too; give the inline element its own`;
    report("xliff2.segment-inline-id", element, message);
  } else if (ids.inTargets.has(id)) {
    const message = `the id ${shown(id)} is used twice in the targets of the unit; give each inline element its own`;
    report("xliff2.inline-id-unique", element, message);
  } else {
    const source = ids.inSources.get(id);
    if (source !== undefined && kindOf(source) !== kindOf(element)) {
      const message = `the id ${shown(id)} is that of a <${source.written}> of the source; give the <${element.written}> its own`;
      report("xliff2.inline-id-kind", element, message);
    }
  }
  ids.inTargets.add(id);
}

function kindOf({ name = "" }: XmlElement): string {
  return KINDS.get(name) ?? name;
}

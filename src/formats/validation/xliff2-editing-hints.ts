import { shown, type Report } from "./breach.js";
import { codeKey, isCode, sides, type InlineElement, type TextScope } from "./text-scope.js";
import type { Xliff2Rule } from "./xliff2-rule-table.js";

type Rules = Report<Xliff2Rule>;

/** Section "Editing Hints": what may be deleted, copied and reordered. */
export function checkEditingHints(scope: TextScope, report: Rules): void {
  for (const side of sides(scope)) checkSequence(side.filter(isCode), report);
  checkDeleted(scope, report);
  checkReordered(scope, report);
}

function checkSequence(codes: readonly InlineElement[], report: Rules): void {
  let isFixed = false;
  for (const { element } of codes) {
    const reorder = element.get("canReorder") ?? "yes";
    if (reorder !== "yes" && (element.get("canCopy") !== "no" || element.get("canDelete") !== "no")) {
      const message = `canReorder is ${shown(reorder)}; then canCopy and canDelete must be "no" too`;
      report("xliff2.reorder-hints", element, message);
    }
    if (reorder === "no" && !isFixed) {
      const message =
        'canReorder is "no", and no "firstNo" begins its sequence before; the first code of it should say "firstNo"';
      report("xliff2.reorder-sequence", element, message);
    }
    isFixed = reorder !== "yes";
  }
}

/** A code that may not be deleted is in its own target or in another one of the unit, wherever its segment has a target. */
function checkDeleted({ parts, sources, targets }: TextScope, report: Rules): void {
  const kept = new Set(targets.map(codeKey));
  for (const code of sources) {
    if (!isCode(code) || code.element.get("canDelete") !== "no") continue;
    if (parts[code.part]?.target === undefined || kept.has(codeKey(code))) continue;
    // A pair may be written as one element in the target.
    if (code.name === "ec" && kept.has(code.element.get("startRef") ?? "")) continue;
    const message = `the code ${shown(codeKey(code))} may not be deleted, and no target has it; put it into the target`;
    report("xliff2.code-deleted", code.element, message);
  }
}

/** What stands before a code and around it. */
interface Surrounding {
  readonly before: string | undefined;
  readonly around: string | undefined;
}

function checkReordered({ sources, targets }: TextScope, report: Rules): void {
  if (!sources.some(({ element }) => element.get("canReorder") === "no")) return;
  const inTargets = surroundings(targets);
  const inSources = surroundings(sources);
  for (const code of sources) {
    if (!isCode(code) || code.element.get("canReorder") !== "no") continue;
    const key = codeKey(code);
    const wanted = inSources.get(key);
    const found = inTargets.get(key);
    if (wanted?.before === undefined || found === undefined) continue;
    if (wanted.before === found.before && wanted.around === found.around) continue;
    const message = `the code ${shown(key)} follows ${shown(wanted.before)} in the source and may not be reordered; it should in the target`;
    const inTarget = targets.find((other) => codeKey(other) === key);
    report("xliff2.reorder-changed", inTarget?.element ?? code.element, message);
  }
}

function surroundings(side: readonly InlineElement[]): Map<string, Surrounding> {
  const found = new Map<string, Surrounding>();
  let previous: InlineElement | undefined;
  for (const code of side) {
    if (!isCode(code)) continue;
    const before = previous?.part === code.part ? codeKey(previous) : undefined;
    const pair = aroundCode(code);
    found.set(codeKey(code), { before, around: pair === undefined ? undefined : codeKey(pair) });
    previous = code;
  }
  return found;
}

function aroundCode({ parent }: InlineElement): InlineElement | undefined {
  return parent === undefined || isCode(parent) ? parent : aroundCode(parent);
}

import type { InlineCode, Segment } from "../segment.js";
import type { Slotted } from "./slots.js";

/** A code of the match's target with the query's code that is to stand there; none where the query has no codes at all. */
export interface CodeChange {
  readonly from: InlineCode;
  readonly to: InlineCode | undefined;
  readonly query: InlineCode | undefined;
}

/**
 * The codes of the match's target with those of the query in their places; `undefined` where it is not certain which is which.
 * A query without codes has the target lose its own.
 */
export function codesInTarget(query: Slotted, match: Slotted, target: Segment): CodeChange[] | undefined {
  if (query.codes.length === 0) return target.codes.map((from) => ({ from, to: undefined, query: undefined }));
  if (query.codes.length !== match.codes.length || target.codes.length !== match.codes.length) return undefined;
  const answers = new Map<InlineCode, InlineCode>();
  for (const [i, { code, at }] of match.codes.entries()) {
    const asked = query.codes[i];
    if (asked === undefined || asked.at !== at || asked.code.kind !== code.kind) return undefined;
    const twins = target.codes.filter((other) => isTwin(code, other));
    const rivals = match.codes.filter((other) => isTwin(other.code, code));
    const [twin] = twins;
    if (twin === undefined || twins.length > 1 || rivals.length > 1 || answers.has(twin)) return undefined;
    answers.set(twin, asked.code);
  }
  return target.codes.map((from) => {
    const asked = answers.get(from);
    return { from, to: asked && { ...asked, at: from.at }, query: asked };
  });
}

/** Whether two codes of a unit are one: the same place in their pair, id and markup, where both have one. */
function isTwin(a: InlineCode, b: InlineCode): boolean {
  return a.kind === b.kind && a.id === b.id && (a.data === undefined || b.data === undefined || a.data === b.data);
}

/** Whether nothing but the place of two codes differs. */
export function isSameCode(a: InlineCode, b: InlineCode): boolean {
  return a.id === b.id && a.data === b.data && a.type === b.type && a.pair === b.pair;
}

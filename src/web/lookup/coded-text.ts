import type { SegmentJson } from "../../http/contract.js";

/**
 * A segment as people edit it: each inline code stands in the text as ⟦1⟧, ⟦2⟧, … in its order, so that it can be moved like a
 * word and comes back whole. A text that holds such signs itself keeps them where no code has their number.
 */

type InlineCode = Exclude<SegmentJson, string>["codes"] extends readonly (infer Code)[] | undefined ? Code : never;

export function textOf(segment: SegmentJson | undefined): string {
  return typeof segment === "string" ? segment : (segment?.text ?? "");
}

export function codesOf(segment: SegmentJson | undefined): readonly InlineCode[] {
  return typeof segment === "object" ? (segment.codes ?? []) : [];
}

/** The text to edit. */
export function editableText(segment: SegmentJson | undefined): string {
  const text = textOf(segment);
  let editable = "";
  let from = 0;
  for (const [i, { at }] of codesOf(segment).entries()) {
    editable += `${text.slice(from, at)}⟦${i + 1}⟧`;
    from = at;
  }
  return editable + text.slice(from);
}

/** What was edited, as a segment again, with the codes that are still named; one that is named twice counts once. */
export function editedSegment(editable: string, before: SegmentJson | undefined): SegmentJson {
  const known = codesOf(before);
  const used = new Set<number>();
  const codes: InlineCode[] = [];
  let text = "";
  let from = 0;
  for (const { 0: sign, 1: digits, index } of editable.matchAll(/⟦(\d{1,4})⟧/g)) {
    const number = Number(digits);
    const code = known[number - 1];
    if (code === undefined || used.has(number)) continue;
    used.add(number);
    text += editable.slice(from, index);
    codes.push({ ...code, at: text.length });
    from = index + sign.length;
  }
  text += editable.slice(from);
  return codes.length === 0 ? text : { text, codes };
}

import type { Span } from "../finding.js";
import type { Quantity } from "../text/quantity.js";
import type { Check, CheckedSegment, Fault } from "./check.js";
import { explainNumber } from "./number-explanation.js";
import { compareQuantities, unitPlace, type Mismatch } from "./quantity-pairs.js";

/** A value, date, time, unit or currency of the source that the target states otherwise, leaves out, or adds. */
export const numberMismatch: Check = {
  category: "number-mismatch",
  *check(document) {
    for (const segment of document.segments) {
      // An empty target is another check's finding.
      if (segment.target.tokens.length === 0) continue;
      for (const mismatch of compareQuantities(segment).mismatches) yield fault(segment, mismatch);
    }
  },
};

function fault(segment: CheckedSegment, mismatch: Mismatch): Fault {
  const span = (text: string, quantity: Quantity | undefined): Span | undefined => {
    if (quantity === undefined) return undefined;
    const { start, end } = mismatch.differs === "unit" ? unitPlace(quantity) : quantity;
    return { start, end, text: text.slice(start, end) };
  };
  const source = span(segment.source.segment.text, mismatch.source);
  const target = span(segment.target.segment.text, mismatch.target);
  return {
    category: "number-mismatch",
    segment: segment.index,
    ...(source && { source }),
    ...(target && { target }),
    suggestions: [],
    message: message(source, target, mismatch.differs),
    explanation: () => explainNumber("number-mismatch", segment, { pair: mismatch }),
  };
}

function message(source: Span | undefined, target: Span | undefined, differs: "value" | "unit"): Fault["message"] {
  if (source === undefined) {
    return {
      en: `“${target?.text}” stands in the translation only.`,
      fr: `« ${target?.text} » ne figure que dans la traduction.`,
    };
  }
  if (target === undefined) {
    return {
      en: `“${source.text}” has no counterpart in the translation.`,
      fr: `« ${source.text} » n’a pas d’équivalent dans la traduction.`,
    };
  }
  return differs === "unit"
    ? {
        en: `The unit differs: “${source.text}” in the source, “${target.text}” in the translation.`,
        fr: `L’unité diffère : « ${source.text} » dans la source, « ${target.text} » dans la traduction.`,
      }
    : {
        en: `The value differs: “${source.text}” in the source, “${target.text}” in the translation.`,
        fr: `La valeur diffère : « ${source.text} » dans la source, « ${target.text} » dans la traduction.`,
      };
}

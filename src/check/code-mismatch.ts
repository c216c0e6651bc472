import type { Check, CheckedSegment, Fault } from "./check.js";
import { explainCode } from "./code-explanation.js";
import type { CodeSlip } from "./code-slip.js";
import { inlineCodeSlips } from "./inline-codes.js";
import { placeholderSlips } from "./placeholders.js";
import { writtenTagSlips } from "./written-tags.js";

/**
 * Codes and placeholders that are not the source's. Another order is normal between languages and is told only where it
 * breaks something.
 */
export const codeMismatch: Check = {
  category: "code-mismatch",
  *check(document) {
    for (const segment of document.segments) {
      for (const slip of slipsOf(segment)) yield faultOf(segment, slip);
    }
  },
};

function* slipsOf({ source, target }: CheckedSegment): Generator<CodeSlip> {
  // An empty target is untranslated, which says all there is to say.
  if (target.segment.text.trim() === "" && source.segment.text.trim() !== "") return;
  yield* inlineCodeSlips(source.segment, target.segment);
  yield* placeholderSlips(source, target);
  yield* writtenTagSlips(source, target);
}

function faultOf(segment: CheckedSegment, slip: CodeSlip): Fault {
  const { source, target, severity, suggestions, message } = slip;
  return {
    category: "code-mismatch",
    segment: segment.index,
    ...(severity && { severity }),
    ...(source && { source }),
    ...(target && { target }),
    suggestions: suggestions ?? [],
    message,
    explanation: () => explainCode(slip, segment),
  };
}

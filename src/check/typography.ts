import type { Check, CheckedSegment, Fault } from "./check.js";
import { doubled } from "./doubled.js";
import { finalMark } from "./final-mark.js";
import { pairedMarks } from "./paired-marks.js";
import { spacing } from "./spacing.js";
import { explainSlip } from "./typography-explanation.js";
import { typographyText, type Slip } from "./typography-slip.js";

/**
 * Quotation marks, spaces, brackets and doubled marks of the target, by its locale. The source is looked at only for the same
 * oddity, which then is no slip of the translator's. Code, addresses and placeholders are masked, and a text that is a program's
 * rather than a language's is left alone.
 */
export const typography: Check = {
  category: "typography",
  *check(document) {
    for (const segment of document.segments) yield* slipsOf(segment);
  },
};

const RULES = [spacing, doubled, pairedMarks, finalMark];

function* slipsOf(segment: CheckedSegment): Generator<Fault> {
  const { source, target } = segment;
  const { text } = target.segment;
  // A target that repeats its source is untranslated or a name; its signs are the source's.
  if (text.trim() === "" || text === source.segment.text) return;
  const texts = typographyText(source, target);
  const slips = RULES.flatMap((rule) => [...rule(texts)]);
  for (const slip of withoutOverlaps(slips)) yield faultOf(segment, slip);
}

/** One error, one finding: of two slips at one place the first stands. */
function withoutOverlaps(slips: readonly Slip[]): Slip[] {
  return slips.filter(
    (slip, i) => !slips.slice(0, i).some((other) => other.start < slip.end && other.end > slip.start),
  );
}

function faultOf({ index, target }: CheckedSegment, slip: Slip): Fault {
  const { start, end, instead, message } = slip;
  return {
    category: "typography",
    segment: index,
    target: { start, end, text: target.segment.text.slice(start, end) },
    suggestions: instead === undefined ? [] : [instead],
    message,
    explanation: () => explainSlip(slip, target),
  };
}

import type { Check, CheckedDocument, CheckedSegment, CheckedText, Fault, Wording } from "./check.js";
import { segmentKey, wordingKey } from "./segment-wording.js";
import { clipped, wholeText } from "./variant-group.js";

/**
 * A segment that the memories hold with another translation, word for word the same in the source (asked for by the
 * reviewer, who names no memory that is not to be followed). One of several known translations is enough; what differs
 * in typography, number or gender alone does not contradict.
 *
 * An empty or untranslated target is another check's.
 */
export const memoryContradiction: Check = {
  category: "segment-inconsistent-target",
  *check({ segments, known }: CheckedDocument): Generator<Fault> {
    for (const segment of known === undefined ? [] : segments) {
      const translations = known?.get(segment.index) ?? [];
      if (contradicts(segment, translations)) yield faultOf(segment, translations);
    }
  },
};

function contradicts({ source, target }: CheckedSegment, known: readonly CheckedText[]): boolean {
  const wording = wordingKey(target);
  if (known.length === 0 || wording === "" || segmentKey(source) === segmentKey(target)) return false;
  return known.every((text) => wordingKey(text) !== wording);
}

const RULE: Wording = {
  en: "A segment whose source a memory holds word for word has one of the translations that the memory has of it.",
  fr: "Un segment dont une mémoire contient la source mot pour mot a l’une des traductions que la mémoire en donne.",
};

const WHY_NOT: Wording = {
  en: "It differs from each of them by more than typography, number or gender.",
  fr: "Elle diffère de chacune par autre chose que la typographie, le nombre ou le genre.",
};

function faultOf(segment: CheckedSegment, known: readonly CheckedText[]): Fault {
  const texts = [...new Set(known.map(({ segment: { text } }) => text))];
  const { start, end, text } = wholeText(segment, "target");
  const source = wholeText(segment, "source");
  const shown = clipped(texts[0]);
  return {
    category: "segment-inconsistent-target",
    segment: segment.index,
    source: { start: source.start, end: source.end, text: source.text },
    target: { start, end, text },
    suggestions: texts,
    message: {
      en: `The memory has another translation of this segment: “${shown}”.`,
      fr: `La mémoire a une autre traduction de ce segment\u202F: «\u00A0${shown}\u00A0».`,
    },
    explanation: () => ({
      rule: RULE,
      lookedFor: texts,
      nearMisses: [{ start, end, text, why: WHY_NOT }],
    }),
  };
}

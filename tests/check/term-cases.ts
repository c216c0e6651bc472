import { checkDocument } from "../../src/check/checker.js";
import { Terminology } from "../../src/glossary/terminology.js";
import type { LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";
import { CONCEPTS } from "../glossary/concepts.js";

const terminology = Terminology.of([{ id: "test", concepts: CONCEPTS }]);

/** A row: what is true, the direction, source, target, and what is reported as `category concept: source -> target`. */
export type TermCase = readonly [
  name: string,
  direction: "fr>en" | "en>fr",
  source: string,
  target: string,
  ...expected: string[],
];

/** What the three checks of terms report on one document. */
export function termFindings(direction: TermCase[1], segments: readonly (readonly [string, string])[]): string[] {
  const [sourceLang, targetLang] = direction.split(">") as [LanguageTag, LanguageTag];
  const findings = checkDocument({
    sourceLang,
    targetLang,
    segments: segments.map(([source, target]) => ({ source: plainSegment(source), target: plainSegment(target) })),
    terminology,
    checks: ["term-missing", "term-forbidden", "acronym-wrong"],
    messages: "en",
  });
  return findings.map(({ category, concept, segment, source, target }) => {
    for (const [span, text] of [
      [source, segments[segment]?.[0]],
      [target, segments[segment]?.[1]],
    ] as const) {
      if (span !== undefined && text?.slice(span.start, span.end) !== span.text)
        throw new Error(`wrong span: ${span.text}`);
    }
    return `${category.replace("term-", "")} ${concept}: ${source?.text} -> ${target?.text ?? "?"}`;
  });
}

import type { Category, Finding, FindingExplanation, MessageLanguage, Severity, SeverityChoice } from "../finding.js";
import type { Terminology } from "../glossary/terminology.js";
import { swappedNames } from "../glossary/name-swaps.js";
import type { Occurrence } from "../glossary/recognizer.js";
import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { tokenize, type Token } from "../text/tokens.js";
import { acronymWrong } from "./acronym-wrong.js";
import type { Check, CheckedDocument, CheckedSegment, CheckedText, Explanation, Fault } from "./check.js";
import { ConceptScope } from "./concept-scope.js";
import { codeMismatch } from "./code-mismatch.js";
import { FindingIds } from "./finding-id.js";
import { memoryContradiction } from "./memory-contradiction.js";
import { numberFormat } from "./number-format.js";
import { numberMismatch } from "./number-mismatch.js";
import { RULES } from "./rules.js";
import { segmentInconsistentSource } from "./segment-inconsistent-source.js";
import { segmentInconsistentTarget } from "./segment-inconsistent-target.js";
import { termForbidden } from "./term-forbidden.js";
import { termInconsistent } from "./term-inconsistent.js";
import { termMissing } from "./term-missing.js";
import { typography } from "./typography.js";
import { untranslated } from "./untranslated.js";

/** Every check there is. */
const CHECKS: readonly Check[] = [
  termMissing,
  termForbidden,
  acronymWrong,
  termInconsistent,
  segmentInconsistentTarget,
  segmentInconsistentSource,
  numberMismatch,
  numberFormat,
  codeMismatch,
  untranslated,
  typography,
  memoryContradiction,
];

/** A category's place in the Multidimensional Quality Metrics (https://themqm.org), and its severity where a fault has none. */
const METRICS: Readonly<Record<Category, { readonly mqm: string; readonly severity: Severity }>> = {
  "term-missing": { mqm: "Terminology / Inconsistent with terminology resource", severity: "major" },
  "term-forbidden": { mqm: "Terminology / Inconsistent with terminology resource", severity: "major" },
  "acronym-wrong": { mqm: "Terminology / Wrong term", severity: "major" },
  "term-inconsistent": { mqm: "Terminology / Inconsistent use of terminology", severity: "minor" },
  "segment-inconsistent-target": { mqm: "Linguistic conventions / Inconsistency", severity: "minor" },
  "segment-inconsistent-source": { mqm: "Accuracy / Mistranslation", severity: "major" },
  "number-mismatch": { mqm: "Accuracy / Mistranslation", severity: "critical" },
  "number-format": { mqm: "Locale conventions / Number format", severity: "minor" },
  "code-mismatch": { mqm: "Accuracy / Omission or Addition", severity: "critical" },
  untranslated: { mqm: "Accuracy / Untranslated", severity: "major" },
  typography: { mqm: "Linguistic conventions / Punctuation", severity: "minor" },
};

export interface CheckInput {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  /** A document's segments in order: checks may look across them. */
  readonly segments: readonly { readonly source: Segment; readonly target: Segment }[];
  readonly terminology: Terminology;
  /** The categories to report; all where absent. One that no check reports yet is no error. */
  readonly checks?: readonly Category[];
  /** Severities other than the usual ones; a category that is `off` is not checked. */
  readonly severities?: SeverityChoice;
  /** The subjects whose concepts are checked; all where absent. Concepts of others are still recognised. */
  readonly subjects?: readonly string[];
  /** Whether each finding is to say why it is one. */
  readonly explain?: boolean;
  /** Whether to report an acronym that stands before its full name (`term-inconsistent`). */
  readonly acronymsIntroduced?: boolean;
  /** Translations of a segment's source that the memories hold, by its index: what it is not to contradict. */
  readonly known?: ReadonlyMap<number, readonly Segment[]>;
  /** The language that messages are worded in. */
  readonly messages: MessageLanguage;
}

/** What is wrong with a translation, by segment and then by place: in the target, else in the source. */
export function checkDocument(input: CheckInput): Finding[] {
  const { sourceLang, targetLang, segments, terminology, severities = {} } = input;
  const wanted = input.checks && new Set(input.checks);
  const isWanted = ({ category }: { readonly category: Category }): boolean =>
    (wanted === undefined || wanted.has(category)) && severities[category] !== "off";
  const scope = new ConceptScope(input.subjects);
  const analysed = (segment: Segment): CheckedText => new AnalysedText(segment, targetLang, terminology);
  const document: CheckedDocument = {
    sourceLang,
    targetLang,
    segments: segments.map(({ source, target }, index) => ({
      index,
      source: new AnalysedText(source, sourceLang, terminology),
      target: new AnalysedText(target, targetLang, terminology),
    })),
    ...(input.acronymsIntroduced !== undefined && { acronymsIntroduced: input.acronymsIntroduced }),
    ...(input.known && { known: new Map([...input.known].map(([index, texts]) => [index, texts.map(analysed)])) }),
  };
  const faults = CHECKS.filter(isWanted).flatMap((check) => [...check.check(document)].filter(isWanted));
  const ids = new FindingIds();
  return faults.sort(byPlace).flatMap((fault) => {
    const texts = document.segments[fault.segment];
    return texts === undefined || !scope.holds(fault, texts) ? [] : [findingOf(fault, texts, input, ids)];
  });
}

/** A text whose tokens and terms are found when a check first asks for them, and then kept. */
class AnalysedText implements CheckedText {
  readonly segment: Segment;
  readonly lang: LanguageTag;
  readonly #terminology: Terminology;
  #tokens: readonly Token[] | undefined;
  #occurrences: readonly Occurrence[] | undefined;
  #swapped: readonly Occurrence[] | undefined;

  constructor(segment: Segment, lang: LanguageTag, terminology: Terminology) {
    this.segment = segment;
    this.lang = lang;
    this.#terminology = terminology;
  }

  get tokens(): readonly Token[] {
    return (this.#tokens ??= tokenize(this.segment, this.lang));
  }

  get occurrences(): readonly Occurrence[] {
    return (this.#occurrences ??= this.#terminology.recognize(this.segment, this.lang, this.tokens));
  }

  get swapped(): readonly Occurrence[] {
    return (this.#swapped ??= swappedNames({
      text: this.segment.text,
      lang: this.lang,
      occurrences: this.occurrences,
      recognize: (text) => this.#terminology.recognize(text, this.lang),
    }));
  }
}

function byPlace(a: Fault, b: Fault): number {
  const place = ({ source, target }: Fault): number => target?.start ?? source?.start ?? 0;
  return a.segment - b.segment || place(a) - place(b);
}

function findingOf(
  fault: Fault,
  { source: { segment: sourceText }, target: { segment: targetText } }: CheckedSegment,
  { messages, severities = {}, explain = false }: CheckInput,
  ids: FindingIds,
): Finding {
  const { category, segment, concept, source, target, suggestions, members } = fault;
  const { mqm, severity } = METRICS[category];
  const texts = { source: sourceText, target: targetText };
  const chosen = severities[category];
  return {
    id: ids.next(fault, texts),
    category,
    mqm,
    severity: chosen === undefined || chosen === "off" ? (fault.severity ?? severity) : chosen,
    segment,
    message: fault.message[messages],
    ...(concept !== undefined && { concept }),
    ...(source && { source }),
    ...(target && { target }),
    suggestions,
    ...(members && { members }),
    ...(explain && { explanation: worded(fault.explanation?.() ?? bareRule(fault), messages) }),
  };
}

/** Of a check that says no more: the rule that it goes by. */
function bareRule({ category, suggestions }: Fault): Explanation {
  return { rule: RULES[category], lookedFor: suggestions, nearMisses: [] };
}

function worded({ rule, designation, lookedFor, nearMisses }: Explanation, lang: MessageLanguage): FindingExplanation {
  return {
    rule: rule[lang],
    ...(designation !== undefined && { designation }),
    lookedFor,
    nearMisses: nearMisses.map(({ why, ...place }) => ({ ...place, why: why[lang] })),
  };
}

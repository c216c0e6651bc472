import type { Category, Finding, MessageLanguage, Severity } from "../finding.js";
import type { Terminology } from "../glossary/terminology.js";
import type { Occurrence } from "../glossary/recognizer.js";
import type { LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import { tokenize, type Token } from "../text/tokens.js";
import type { Check, CheckedDocument, CheckedText, Fault } from "./check.js";
import { findingId } from "./finding-id.js";
import { numberFormat } from "./number-format.js";
import { numberMismatch } from "./number-mismatch.js";
import { termForbidden } from "./term-forbidden.js";
import { termMissing } from "./term-missing.js";
import { untranslated } from "./untranslated.js";

/** Every check there is. */
const CHECKS: readonly Check[] = [termMissing, termForbidden, numberMismatch, numberFormat, untranslated];

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
  /** The language that messages are worded in. */
  readonly messages: MessageLanguage;
}

/** What is wrong with a translation, by segment and then by place: in the target, else in the source. */
export function checkDocument(input: CheckInput): Finding[] {
  const { sourceLang, targetLang, segments, terminology, messages } = input;
  const wanted = input.checks && new Set(input.checks);
  const checks = CHECKS.filter(({ category }) => wanted === undefined || wanted.has(category));
  const document: CheckedDocument = {
    sourceLang,
    targetLang,
    segments: segments.map(({ source, target }, index) => ({
      index,
      source: new AnalysedText(source, sourceLang, terminology),
      target: new AnalysedText(target, targetLang, terminology),
    })),
  };
  const faults = checks.flatMap((check) => [...check.check(document)]).sort(byPlace);
  const ids = new Set<string>();
  return faults.flatMap((fault) => {
    const texts = segments[fault.segment];
    return texts === undefined ? [] : [findingOf(fault, texts, messages, ids)];
  });
}

/** A text whose tokens and terms are found when a check first asks for them, and then kept. */
class AnalysedText implements CheckedText {
  readonly segment: Segment;
  readonly lang: LanguageTag;
  readonly #terminology: Terminology;
  #tokens: readonly Token[] | undefined;
  #occurrences: readonly Occurrence[] | undefined;

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
}

function byPlace(a: Fault, b: Fault): number {
  const place = ({ source, target }: Fault): number => target?.start ?? source?.start ?? 0;
  return a.segment - b.segment || place(a) - place(b);
}

/** `given`: the ids of the findings so far, each with the number of its segment. */
function findingOf(
  fault: Fault,
  texts: CheckInput["segments"][number],
  messages: MessageLanguage,
  given: Set<string>,
): Finding {
  const { category, segment, concept, source, target, suggestions, members } = fault;
  const { mqm, severity } = METRICS[category];
  let ordinal = 0;
  let id = findingId(fault, texts, ordinal);
  while (given.has(`${segment} ${id}`)) id = findingId(fault, texts, ++ordinal);
  given.add(`${segment} ${id}`);
  return {
    id,
    category,
    mqm,
    severity: fault.severity ?? severity,
    segment,
    message: fault.message[messages],
    ...(concept !== undefined && { concept }),
    ...(source && { source }),
    ...(target && { target }),
    suggestions,
    ...(members && { members }),
  };
}

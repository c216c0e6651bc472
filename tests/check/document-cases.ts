import { checkDocument } from "../../src/check/checker.js";
import type { Category, Finding } from "../../src/finding.js";
import { Terminology } from "../../src/glossary/terminology.js";
import type { LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";
import { CONCEPTS, concept } from "../glossary/concepts.js";

const MIXED = [
  concept("rights", "droits de l’homme|droits humains", "human rights"),
  concept("member", "État membre|+pays membre", "Member State|+Member|+member country"),
  concept("fire", "cessation des tirs", "halt-fire|haltfire"),
  concept("aid", "aide humanitaire|assistance humanitaire", "humanitarian aid|humanitarian assistance"),
  concept("treaty-l", "traité de Lisbonne", "Treaty of Lisbon|Lisbon Treaty"),
  concept("charter", "Charte des Nations Unies", "United Nations Charter|UN Charter"),
  concept("measures", "mesures restrictives", "restrictive measures|+sanctions"),
  concept("air", "défense aérienne", "air defence"),
  concept("heads", "chefs d’État et de gouvernement|chefs d’État ou de gouvernement", "Heads of State and Government"),
];

const terminology = Terminology.of([{ id: "test", concepts: [...CONCEPTS, ...MIXED] }]);

export type Pairs = readonly (readonly [source: string, target: string])[];

export interface DocumentOptions {
  readonly direction?: "fr-en" | "en-fr";
  readonly checks?: readonly Category[];
  readonly messages?: "en" | "fr";
  readonly acronymsIntroduced?: boolean;
}

/** What the checks find in a document of pairs. Throws where a span or member lies about its text. */
export function documentFindings(pairs: Pairs, options: DocumentOptions = {}): Finding[] {
  const { direction = "fr-en", messages = "en", ...rest } = options;
  const [sourceLang, targetLang] = direction.split("-") as [LanguageTag, LanguageTag];
  const segments = pairs.map(([source, target]) => ({ source: plainSegment(source), target: plainSegment(target) }));
  const findings = checkDocument({ sourceLang, targetLang, segments, terminology, messages, ...rest });
  for (const { segment, source, target } of findings) {
    const [s, t] = pairs[segment] ?? ["", ""];
    if (source !== undefined && s.slice(source.start, source.end) !== source.text) throw new Error(source.text);
    if (target !== undefined && t.slice(target.start, target.end) !== target.text) throw new Error(target.text);
  }
  return findings;
}

/** The members of a finding as `segment side: text`. */
export function membersIn(pairs: Pairs, finding: Finding | undefined): string[] {
  return (finding?.members ?? []).map(({ segment, side, start, end }) => {
    const text = pairs[segment]?.[side === "source" ? 0 : 1].slice(start, end);
    return `${segment} ${side}: ${text}`;
  });
}

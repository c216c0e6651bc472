import { isApproved, type Concept } from "../concept.js";
import { primaryLanguage } from "../language.js";
import { fold } from "../text/folding.js";
import { isFunctionWord } from "../text/function-words.js";
import type { Token } from "../text/tokens.js";
import type { CheckedDocument, CheckedText, Explanation, Fault } from "./check.js";
import type { VariantPlace } from "./variant-group.js";
import { renderingOf } from "./rendering.js";

/**
 * A rule that a reviewer asks for: a translation gives the full name before it uses the acronym. One fault for each acronym, at its first
 * use. An acronym that stands in the glossary is reported also where its name is never given; any other only where the
 * translation explains it later itself, as `Full Name (ACRONYM)`.
 */
export function* acronymBeforeName(document: CheckedDocument): Generator<Fault> {
  const listed = new Map<string, Introduction>();
  const unlisted = new Map<string, Introduction>();
  for (const { index, target } of document.segments) {
    const named = noteListed(target, index, listed);
    noteUnlisted(target, index, { named, acronyms: unlisted });
  }
  for (const found of [...listed.values(), ...unlisted.values()]) {
    const { acronym, name, concept } = found;
    if (acronym === undefined || (name === undefined && concept === undefined)) continue;
    if (name !== undefined && (isBefore(name, acronym) || isExplainedBy(acronym, name, document))) continue;
    yield faultOf(acronym, name, concept);
  }
}

/** What is known of an acronym so far: its first use and the first place of its full name. */
interface Introduction {
  acronym?: VariantPlace;
  name?: VariantPlace;
  readonly concept?: Concept;
}

function isBefore(a: VariantPlace, b: VariantPlace): boolean {
  return a.segment < b.segment || (a.segment === b.segment && a.start < b.start);
}

/** `ACRONYM (Full Name)` explains as well. */
function isExplainedBy(acronym: VariantPlace, name: VariantPlace, document: CheckedDocument): boolean {
  const text = document.segments[acronym.segment]?.target.segment.text ?? "";
  return acronym.segment === name.segment && /^\s*[(–—,:]/.test(text.slice(acronym.end, name.start));
}

/** Notes the glossary's acronyms and names in a target; answers where they begin. */
function noteListed(target: CheckedText, segment: number, listed: Map<string, Introduction>): Set<number> {
  const starts = new Set<number>();
  for (const occurrence of target.occurrences) {
    const { start, end, text, concept, glossary } = occurrence;
    starts.add(start);
    const kind = renderingOf(occurrence, target.lang)?.kind;
    if (kind === undefined || !hasName(concept, target)) continue;
    const key = `${glossary}\u0000${concept.id}`;
    const known = listed.get(key) ?? { concept };
    listed.set(key, known);
    const place: VariantPlace = { segment, side: "target", start, end, text };
    if (kind === "acronym") known.acronym ??= place;
    else known.name ??= place;
  }
  return starts;
}

function hasName({ terms }: Concept, { lang }: CheckedText): boolean {
  return terms.some(
    ({ lang: own, status, type }) =>
      primaryLanguage(own) === primaryLanguage(lang) &&
      isApproved(status) &&
      (type === "full-form" || type === "variant"),
  );
}

const ACRONYM = /^\p{Lu}{2,10}$/u;

function noteUnlisted(
  target: CheckedText,
  segment: number,
  { named, acronyms }: { readonly named: ReadonlySet<number>; readonly acronyms: Map<string, Introduction> },
): void {
  // Among capitals, every word looks like an acronym.
  if (!/\p{Ll}/u.test(target.segment.text)) return;
  const { tokens } = target;
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== "word" || !ACRONYM.test(token.text) || named.has(token.start)) continue;
    const known = acronyms.get(token.text) ?? {};
    acronyms.set(token.text, known);
    const { start, end, text } = token;
    const first = explanationStart(tokens, i, target);
    if (first === undefined) known.acronym ??= { segment, side: "target", start, end, text };
    else if (known.name === undefined) {
      const last = tokens[i - 2]?.end ?? first;
      const name = target.segment.text.slice(first, last);
      known.name = { segment, side: "target", start: first, end: last, text: name };
    }
  }
}

/** Where the name begins whose acronym is token `i`, in brackets behind it: its words have the acronym's letters as initials. */
function explanationStart(tokens: readonly Token[], i: number, { lang }: CheckedText): number | undefined {
  if (tokens[i - 1]?.text !== "(" || tokens[i + 1]?.text !== ")") return undefined;
  const letters = tokens[i]?.text ?? "";
  let left = letters.length;
  for (let at = i - 2; at >= 0; at--) {
    const word = tokens[at];
    if (word === undefined || (word.kind !== "word" && word.text !== "-")) return undefined;
    if (word.kind === "word" && fold(word.text).charAt(0) === fold(letters.charAt(left - 1))) left--;
    else if (word.kind === "word" && !isSmall(word.text, primaryLanguage(lang))) return undefined;
    if (left === 0) return word.start;
  }
  return undefined;
}

function isSmall(word: string, lang: string): boolean {
  return (lang === "fr" || lang === "en") && isFunctionWord(fold(word), lang);
}

function faultOf(acronym: VariantPlace, name: VariantPlace | undefined, concept: Concept | undefined): Fault {
  const { segment, start, end, text } = acronym;
  const later =
    name === undefined
      ? { en: "its full name is nowhere given", fr: "son nom complet n’est donné nulle part" }
      : {
          en: `its full name, “${name.text}”, comes later only`,
          fr: `son nom complet, «\u00A0${name.text}\u00A0», ne vient qu’ensuite`,
        };
  const places = name === undefined ? [acronym] : [acronym, name];
  return {
    category: "term-inconsistent",
    severity: "minor",
    segment,
    ...(concept && { concept: concept.id }),
    target: { start, end, text },
    suggestions: name === undefined ? [] : [`${name.text} (${text})`],
    members: places.map((place) => ({ segment: place.segment, side: place.side, start: place.start, end: place.end })),
    message: {
      en: `The acronym “${text}” is used before it is explained: ${later.en}.`,
      fr: `Le sigle «\u00A0${text}\u00A0» est employé avant d’être expliqué\u00A0: ${later.fr}.`,
    },
    explanation: () => explain(text, name),
  };
}

function explain(acronym: string, name: VariantPlace | undefined): Explanation {
  return {
    rule: {
      en: "An acronym follows its full name at first use (asked for).",
      fr: "Un sigle suit son nom complet au premier emploi (règle demandée).",
    },
    designation: acronym,
    lookedFor: name === undefined ? [] : [name.text],
    nearMisses: [],
  };
}

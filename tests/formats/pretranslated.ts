import type { FileMatch, FileTerm, Found, Lookup, PretranslationQuery } from "../../src/formats/pretranslation.js";
import { pretranslateXliff, type Pretranslated } from "../../src/formats/xliff-pretranslator.js";
import { readXliff } from "../../src/formats/xliff-reader.js";
import type { XliffUnit } from "../../src/formats/xliff-structure.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment, type Segment } from "../../src/segment.js";
import { inPieces } from "./bytes.js";

export const fr = languageTag("fr") as LanguageTag;
export const en = languageTag("en") as LanguageTag;
export const languages = { sourceLang: fr, targetLang: en };

export type Options = Parameters<typeof pretranslateXliff>[2];

/** A match between a source and a target; the score decides its kind. */
export function match(score: number, source: Segment | string, target: Segment | string): FileMatch {
  const segment = (text: Segment | string): Segment => (typeof text === "string" ? plainSegment(text) : text);
  return {
    source: segment(source),
    target: segment(target),
    ...languages,
    score,
    similarity: Math.min(100, score),
    kind: score > 100 ? "context" : score === 100 ? "exact" : "fuzzy",
    isMachineMade: false,
    memory: "m",
    unit: "7",
  };
}

/** Answers each query by itself. */
export function lookupOf(found: (query: PretranslationQuery) => Partial<Found>): Lookup {
  return (queries) => Promise.resolve(queries.map((query) => ({ matches: [], terms: [], ...found(query) })));
}

/** Finds, for every segment, the segment itself and something like it, and each longer word of it as a term. */
export const everything: Lookup = lookupOf(({ segment }) => ({
  matches: [
    match(100, segment, { text: segment.text.toUpperCase().slice(0, segment.text.length), codes: segment.codes }),
    match(84, "Presque <la> même & “chose” ]]> — 😀", "Nearly the <same> & ’thing’ ]]>"),
  ],
  terms: termsIn(segment.text),
}));

export function termsIn(text: string): FileTerm[] {
  return [...text.matchAll(/\p{L}{4,}/gu)].map(({ 0: term, index }) => ({
    start: index,
    end: index + term.length,
    term,
    translations: [`<${term}>`],
    glossary: "g",
  }));
}

export async function pretranslated(file: Uint8Array | string, lookup: Lookup, options: Options = {}): Promise<string> {
  return Buffer.from((await counted(file, lookup, options)).file).toString();
}

export function counted(file: Uint8Array | string, lookup: Lookup, options: Options = {}): Promise<Pretranslated> {
  return pretranslateXliff(Buffer.from(file), lookup, { ...languages, ...options });
}

export async function unitsIn(file: Uint8Array): Promise<XliffUnit[]> {
  const units: XliffUnit[] = [];
  for await (const event of readXliff(inPieces(file))) if (event.kind === "unit") units.push(event.unit);
  return units;
}

import { isApproved, type Concept } from "../concept.js";
import { primaryLanguage } from "../language.js";
import { approved, type PairLanguages } from "./glossary-table-writer.js";

/** What a glossary is written as. `tbx`: version 3; `tsv`: OmegaT's three columns. */
export type GlossaryExportFormat = "tbx" | "tbx2" | "csv" | "tsv" | "json";

/**
 * What of a concept is not in a file of that format, or does not come back from one: how many of what. `concept` stands for
 * one that is not written at all.
 */
export function conceptLoss(
  concept: Concept,
  format: GlossaryExportFormat,
  languages: PairLanguages,
): Readonly<Record<string, number>> {
  switch (format) {
    case "json":
      return {};
    case "tbx":
    case "tbx2":
      return { "line ends": laidOut(concept) };
    case "csv":
      return { "empty properties": emptyProperties(concept), "line ends in sources": brokenSources(concept) };
    case "tsv":
      return omegatLoss(concept, languages);
    default:
      throw new TypeError(`no such format: ${String(format satisfies never)}`);
  }
}

/** Texts whose line ends a reader of TBX would take for layout. */
function laidOut({ subject, definition, note, terms }: Concept): number {
  const texts = [subject, definition, note, ...terms.map((term) => term.note)];
  const isLost = (text = ""): boolean => /^\s*\n|\n(?:\t| {2})|\n\s*$/.test(text);
  return texts.filter(isLost).length + terms.filter(({ text }) => text.includes("\n")).length;
}

function emptyProperties({ properties, terms }: Concept): number {
  const all = [properties, ...terms.map((term) => term.properties)];
  return all.flatMap((some) => Object.values(some ?? {})).filter((value) => value === "").length;
}

function brokenSources({ sources = [], terms }: Concept): number {
  const all = [...sources, ...terms.flatMap((term) => term.sources ?? [])];
  return all.filter((source) => source.includes("\n") || source.trim() === "").length;
}

function omegatLoss(concept: Concept, { sourceLang, targetLang }: PairLanguages): Readonly<Record<string, number>> {
  const [sources, targets] = [approved(concept, sourceLang), approved(concept, targetLang)];
  if (sources.length === 0 || targets.length === 0) return { concept: 1 };
  const { terms, properties = {} } = concept;
  const wanted = new Set([sourceLang, targetLang].map(primaryLanguage));
  const written = terms.filter(({ lang, status }) => wanted.has(primaryLanguage(lang)) && isApproved(status));
  return {
    ids: 1,
    "terms in other languages": terms.filter(({ lang }) => !wanted.has(primaryLanguage(lang))).length,
    "terms not approved": terms.filter(({ status }) => !isApproved(status)).length,
    statuses: written.filter(({ status }) => status !== "preferred").length,
    types: written.filter(({ type }) => type !== "full-form").length,
    "notes of terms": written.filter(({ note }) => note !== undefined).length,
    sources: (concept.sources ?? []).length + written.flatMap((term) => term.sources ?? []).length,
    properties: [properties, ...written.map((term) => term.properties ?? {})].flatMap(Object.keys).length,
  };
}

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ConceptJson, GlossaryJson, ListOf, TermHit } from "../../http/contract.js";
import { ask, type Answered } from "../server.js";

/** What the glossary view asks the server. */

export function useGlossaries() {
  return useQuery({
    queryKey: ["glossaries"],
    queryFn: async ({ signal }) =>
      (await ask<ListOf<GlossaryJson>>("/v1/glossaries", { query: { limit: 1_000 }, signal })).json.items,
  });
}

/** Concepts of a page of the list. */
const PAGE = 100;

/** All concepts of a glossary, page by page. */
export function useConcepts(glossary: string | undefined) {
  return useInfiniteQuery({
    queryKey: ["concepts", glossary],
    queryFn: async ({ signal, pageParam }) => {
      const path = `/v1/glossaries/${encodeURIComponent(glossary ?? "")}/concepts`;
      return (await ask<ListOf<ConceptJson>>(path, { query: { limit: PAGE, after: pageParam }, signal })).json;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next,
    enabled: glossary !== undefined,
  });
}

/** A concept that was found, with the terms by which. */
export interface FoundConcept {
  readonly glossary: string;
  readonly concept: string;
  readonly score: number;
  readonly hits: readonly TermHit[];
}

/** The languages that terms are looked up in: one searches in either. */
const LANGUAGES = ["fr", "en"] as const;

/** Concepts by a term in either language, inflected or misspelt; best first. */
export function useTermSearch(words: string, glossary: string | undefined) {
  return useQuery({
    queryKey: ["terms", words, glossary],
    queryFn: async ({ signal }) => {
      const answers = await Promise.all(
        LANGUAGES.map((lang) => ask<ListOf<TermHit>>("/v1/terms", { query: { q: words, lang, limit: 40 }, signal })),
      );
      const hits = answers.flatMap(({ json }) => json.items);
      return byConcept(glossary === undefined ? hits : hits.filter((hit) => hit.glossary === glossary));
    },
    enabled: words.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

function byConcept(hits: readonly TermHit[]): FoundConcept[] {
  const found = new Map<string, TermHit[]>();
  for (const hit of hits) {
    const key = JSON.stringify([hit.glossary, hit.concept]);
    found.set(key, [...(found.get(key) ?? []), hit]);
  }
  return [...found.values()]
    .map((of) => of.sort((a, b) => b.score - a.score))
    .flatMap((of) =>
      of[0] === undefined ? [] : [{ glossary: of[0].glossary, concept: of[0].concept, score: of[0].score, hits: of }],
    )
    .sort((a, b) => b.score - a.score);
}

export function conceptPath(glossary: string, concept: string): string {
  return `/v1/glossaries/${encodeURIComponent(glossary)}/concepts/${encodeURIComponent(concept)}`;
}

/** A concept with its version. */
export function useConcept(glossary: string, concept: string) {
  return useQuery({
    queryKey: ["concept", glossary, concept],
    queryFn: ({ signal }): Promise<Answered<ConceptJson>> => ask(conceptPath(glossary, concept), { signal }),
  });
}

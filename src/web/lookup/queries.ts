import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type {
  ConcordanceHit,
  ListOf,
  MatchJson,
  OccurrenceJson,
  SegmentJson,
  UnitJson,
  UnitVersionJson,
} from "../../http/contract.js";
import { ask, type Answered } from "../server.js";
import { codesOf, textOf } from "./coded-text.js";
import type { Direction } from "./direction.js";

/** What the look-up view asks the server, and under which names the answers are kept. */

export interface Lookup extends Direction {
  readonly text: string;
  readonly minScore: number;
}

/** The matches of a text, with the text that they are of. While others are looked up the last ones stay; a look-up that nobody waits for is called off. */
export function useMatches({ text, from, to, minScore }: Lookup) {
  return useQuery({
    queryKey: ["match", text, from, to, minScore],
    queryFn: async ({ signal }) => {
      const json = { sourceLang: from, targetLang: to, segments: [text], minScore, limit: 5, fragments: true };
      const answer = await ask<{ results: { matches: MatchJson[] }[] }>("/v1/match", { method: "POST", json, signal });
      return { text, matches: answer.json.results[0]?.matches ?? [] };
    },
    enabled: text.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

const NO_OCCURRENCES: readonly OccurrenceJson[] = [];

/** The terms that stand in a segment. */
export function useOccurrences(segment: SegmentJson | undefined, lang: string): readonly OccurrenceJson[] {
  const text = textOf(segment);
  const codes = codesOf(segment);
  const { data } = useQuery({
    queryKey: ["recognize", lang, segment],
    queryFn: async ({ signal }) => {
      const json = { lang, text, ...(codes.length === 0 ? {} : { codes }) };
      const answer = await ask<{ occurrences: OccurrenceJson[] }>("/v1/recognize", { method: "POST", json, signal });
      return answer.json.occurrences;
    },
    enabled: text.trim() !== "",
    staleTime: 60_000,
  });
  return data ?? NO_OCCURRENCES;
}

/** Units that hold some words. */
export function useConcordance(words: string, { from, to }: Direction) {
  return useQuery({
    queryKey: ["concordance", words, from, to],
    queryFn: async ({ signal }) => {
      const query = { q: words, lang: from, target: to, limit: 20 };
      return (await ask<ListOf<ConcordanceHit>>("/v1/concordance", { query, signal })).json.items;
    },
    enabled: words.trim() !== "",
    placeholderData: keepPreviousData,
  });
}

/** A unit with its version. */
export function useUnit(id: string) {
  return useQuery({
    queryKey: ["unit", id],
    queryFn: ({ signal }): Promise<Answered<UnitJson>> => ask(unitPath(id), { signal }),
  });
}

export function useUnitHistory(id: string) {
  return useQuery({
    queryKey: ["unit", id, "history"],
    queryFn: async ({ signal }) =>
      (await ask<ListOf<UnitVersionJson>>(`${unitPath(id)}/history`, { signal })).json.items,
  });
}

export function unitPath(id: string): string {
  return `/v1/units/${encodeURIComponent(id)}`;
}

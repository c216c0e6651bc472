import { useQuery } from "@tanstack/react-query";
import type { ListOf, MemoryJson } from "../http/contract.js";
import { ask } from "./server.js";

/** The memories, which several views go by. */
export function useMemories() {
  return useQuery({
    queryKey: ["memories"],
    queryFn: async ({ signal }) =>
      (await ask<ListOf<MemoryJson>>("/v1/memories", { query: { limit: 1_000 }, signal })).json.items,
  });
}

import { parentPort } from "node:worker_threads";
import type { Match } from "../memory/match.js";
import type { Query } from "../memory/query.js";
import { IndexReplica, type IndexChange } from "./index-replica.js";

/** A thread that looks texts up in a replica of the index. Messages are taken in their order. */

/** What the thread is told. */
export type MatchOrder =
  { readonly changes: readonly IndexChange[] } | { readonly id: number; readonly queries: readonly Query[] };

/** What it answers to queries. */
export interface MatchAnswer {
  readonly id: number;
  readonly found: readonly Match[][];
}

const replica = new IndexReplica();

const port = parentPort;
port?.on("message", (order: MatchOrder) => {
  if ("changes" in order) for (const change of order.changes) replica.apply(change);
  else port.postMessage({ id: order.id, found: order.queries.map((query) => replica.index.lookup(query)) });
});

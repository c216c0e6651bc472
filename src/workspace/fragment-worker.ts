import { parentPort, workerData } from "node:worker_threads";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { fragmentMatches } from "./fragment-search.js";
import type { FragmentAnswer, FragmentOrder } from "./fragment-thread.js";

/**
 * The thread that looks for fragments, with a connection of its own: some hundred searches in a large full-text index are no work
 * for the thread that answers HTTP.
 */

const port = parentPort;
if (port !== null) {
  const store = Store.open({ path: workerData as string, tokensOf: searchTokens });
  port.on("message", ({ number, request }: FragmentOrder) => {
    const answer: FragmentAnswer = { number, matches: fragmentMatches(store, request) };
    port.postMessage(answer);
  });
}

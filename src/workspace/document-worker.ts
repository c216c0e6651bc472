import { parentPort, workerData } from "node:worker_threads";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { DocumentChecker, type CheckChoices, type DocumentOrder } from "./document-checker.js";

/** A thread that checks one document after the other until it is ended: it answers each order with what was found. */

const port = parentPort;
if (port !== null) {
  const choices = workerData as CheckChoices;
  const checker = new DocumentChecker(choices, Store.open({ path: choices.database, tokensOf: searchTokens }));
  port.on("message", (document: DocumentOrder) => port.postMessage(checker.check(document)));
}

import { parentPort, workerData } from "node:worker_threads";
import { PartBuilder } from "../memory/part-builder.js";
import { contentOfPrepared, type PreparedContent } from "../store/prepared-unit.js";

/** The thread that makes parts of the index of the units that an import writes. */

/** What the thread is given: the id of the memory. */
export interface IndexerOrder {
  readonly memory: string;
}

/** A unit that was written, with its number and that of its version. */
export interface WrittenContent extends PreparedContent {
  readonly unit: number;
  readonly version: number;
}

/** What it is told: units written, or, as the last, that there are no more. */
export type IndexerMessage = readonly WrittenContent[] | "end";

/** What it answers: that it has taken units, or the parts of all. */
export type IndexerAnswer = "taken" | { readonly parts: readonly SharedArrayBuffer[] };

/** Units to a part: more would take too much memory while they wait. */
const UNITS_PER_PART = 100_000;

/** So few units need no part; they are taken up one by one. */
const FEW_UNITS = 2_000;

const { memory } = workerData as IndexerOrder;
const parts: SharedArrayBuffer[] = [];
let builder = new PartBuilder();
let taken = 0;

function take(units: readonly WrittenContent[]): void {
  for (const { unit, version, ...content } of units) {
    builder.add({ ...contentOfPrepared(content), id: String(unit), memory, revision: 1 }, version);
  }
  taken += units.length;
  if (builder.size >= UNITS_PER_PART) endPart();
}

function endPart(): void {
  if (builder.size > 0) parts.push(builder.build().buffer);
  builder = new PartBuilder();
}

const port = parentPort;
port?.on("message", (message: IndexerMessage) => {
  let answer: IndexerAnswer = "taken";
  if (message !== "end") take(message);
  else {
    if (taken > FEW_UNITS) endPart();
    answer = { parts };
  }
  port.postMessage(answer);
});

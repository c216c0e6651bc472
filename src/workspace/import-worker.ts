import { parentPort, workerData } from "node:worker_threads";
import type { OnSame } from "../job.js";
import { readTmx } from "../formats/tmx-reader.js";
import { Refusal } from "../refusal.js";
import type { Importer } from "../store/importer.js";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { readChunks } from "./spool.js";

/**
 * The thread that reads a file into a memory, with a connection of its own, so that the thread that answers HTTP only
 * ever waits for one short transaction. Nothing that it writes can be seen before the job's commit.
 */

/** What the thread is given. */
export interface ImportOrder {
  readonly database: string;
  readonly job: string;
  readonly memory: string;
  readonly path: string;
  readonly onSame: OnSame;
  /** For a followed file: units that it holds no more are removed. */
  readonly removeUnseen: boolean;
}

/**
 * Units to a transaction. At 25,000 and more units a second one takes a few hundredths of a second, so that an edit
 * made meanwhile waits no longer than that.
 */
const UNITS_PER_TRANSACTION = 1_000;

async function run(order: ImportOrder): Promise<void> {
  const store = Store.open({ path: order.database, tokensOf: searchTokens });
  try {
    const { onSame, removeUnseen } = order;
    const importer = store.importer(order.job, order.memory, { onSame, removeUnseen });
    try {
      let batch = [];
      for await (const event of readTmx(readChunks(order.path))) {
        if (event.kind === "problem") importer.addProblem(event.problem, event.lost);
        if (event.kind !== "unit") continue;
        const { unit, line, column } = event;
        batch.push({ ...unit, place: { line, column } });
        if (batch.length < UNITS_PER_TRANSACTION) continue;
        importer.write(batch);
        batch = [];
      }
      importer.write(batch);
      importer.commit();
    } catch (error) {
      if (error instanceof Refusal) noteProblem(importer, error);
      importer.abandon(reasonOf(error));
      if (!(error instanceof Refusal)) throw error;
    }
  } finally {
    store.close();
  }
}

/** Where a file ceased to be well-formed is a problem of the job, so that its reader finds the place in two numbers. */
function noteProblem(importer: Importer, { message, detail: { line, column } }: Refusal): void {
  if (line !== undefined) importer.addProblem({ line, column: column ?? 1, reason: message }, false);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Refusal)) return "the service failed to read the file; its log says why";
  const { line, column } = error.detail;
  const place = line === undefined ? "" : column === undefined ? `line ${line}: ` : `line ${line}, column ${column}: `;
  return place + error.message;
}

if (parentPort !== null) await run(workerData as ImportOrder);

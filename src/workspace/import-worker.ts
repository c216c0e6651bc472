import { parentPort, workerData } from "node:worker_threads";
import type { OnSame } from "../job.js";
import { readMemoryFile, type MemoryFileOptions } from "../formats/memory-file.js";
import type { Problem } from "../problem.js";
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
  readonly reading?: MemoryFileOptions;
}

/**
 * Units to a transaction. One takes a few hundredths of a second, so that an edit made meanwhile waits no longer than that;
 * half as many would cost a third more, for each writes a piece of the full-text index that is to be merged later.
 */
const UNITS_PER_TRANSACTION = 2_000;

/** Reads the file. Where the job fails `tell` is told why, for the store may be too full to keep it. */
async function run(order: ImportOrder, tell: (reason: string) => void): Promise<void> {
  let store: Store | undefined;
  let importer: Importer | undefined;
  try {
    store = Store.open({ path: order.database, tokensOf: searchTokens });
    const { onSame, removeUnseen } = order;
    importer = store.importer(order.job, order.memory, { onSame, removeUnseen });
    await read(order, importer);
  } catch (error) {
    const reason = reasonOf(error);
    tell(reason);
    importer?.abandon(reason, problemOf(error));
    if (!(error instanceof Refusal)) throw error;
  } finally {
    store?.close();
  }
}

async function read({ path, reading }: ImportOrder, importer: Importer): Promise<void> {
  let batch = [];
  for await (const event of readMemoryFile(() => readChunks(path), reading)) {
    if (event.kind === "problem") importer.addProblem(event.problem, event.lost);
    if (event.kind === "left-out") importer.leaveOut(event.state);
    if (event.kind !== "unit") continue;
    const { unit, line, column } = event;
    batch.push({ ...unit, place: { line, column } });
    if (batch.length < UNITS_PER_TRANSACTION) continue;
    importer.write(batch);
    batch = [];
  }
  importer.write(batch);
  importer.commit();
}

/** Where a file ceased to be well-formed is a problem of the job, so that its reader finds the place in two numbers. */
function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof Refusal) || error.detail.line === undefined) return undefined;
  const { line, column = 1 } = error.detail;
  return { line, column, reason: error.message };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Refusal)) return "the service failed to read the file; its log says why";
  const { line, column } = error.detail;
  const place = line === undefined ? "" : column === undefined ? `line ${line}: ` : `line ${line}, column ${column}: `;
  return place + error.message;
}

const port = parentPort;
if (port !== null) await run(workerData as ImportOrder, (reason) => port.postMessage(reason));

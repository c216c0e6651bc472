import { parentPort, workerData } from "node:worker_threads";
import type { OnSame } from "../job.js";
import { readMemoryFile, type MemoryFileOptions } from "../formats/memory-file.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import type { Importer } from "../store/importer.js";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { isFaultOfFile } from "./file-fault.js";
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
  /** Whether only the counts are wanted. */
  readonly dryRun?: boolean;
}

/** What the thread says where the job failed. */
export interface ImportFailure {
  readonly reason: string;
  /** Whether it lies in the file: reading it again would fail again. */
  readonly ofFile: boolean;
}

/** Versions of an earlier run taken away in one transaction: a few milliseconds of work. */
const VERSIONS_PER_CLEARING = 500;

/**
 * Units to a transaction. One takes a few hundredths of a second, so that an edit made meanwhile waits no longer than that;
 * half as many would cost a third more, for each writes a piece of the full-text index that is to be merged later.
 */
const UNITS_PER_TRANSACTION = 2_000;

/** Reads the file. Where the job fails `tell` is told why, for the store may be too full to keep it. */
async function run(order: ImportOrder, tell: (failure: ImportFailure) => void): Promise<void> {
  let store: Store | undefined;
  let importer: Importer | undefined;
  try {
    store = Store.open({ path: order.database, tokensOf: searchTokens });
    const { onSame, removeUnseen, dryRun = false } = order;
    while (store.clearJob(order.job, VERSIONS_PER_CLEARING));
    importer = store.importer(order.job, order.memory, { onSame, removeUnseen, dryRun });
    await read(order, importer);
  } catch (error) {
    const reason = reasonOf(error);
    tell({ reason, ofFile: isFaultOfFile(error) });
    importer?.abandon(reason, problemOf(error));
    if (!(error instanceof Refusal)) throw error;
  } finally {
    store?.close();
  }
}

async function read({ path, reading }: ImportOrder, importer: Importer): Promise<void> {
  let batch = [];
  let fileRead = 0;
  const chunks = (): AsyncIterable<Uint8Array> => {
    fileRead = 0;
    return counted(readChunks(path), (bytes) => (fileRead += bytes));
  };
  for await (const event of readMemoryFile(chunks, reading)) {
    if (event.kind === "problem") importer.addProblem(event.problem, event.lost);
    if (event.kind === "left-out") importer.leaveOut(event.state);
    if (event.kind !== "unit") continue;
    const { unit, line, column } = event;
    batch.push({ ...unit, place: { line, column } });
    if (batch.length < UNITS_PER_TRANSACTION) continue;
    importer.reached(fileRead);
    importer.write(batch);
    batch = [];
  }
  importer.reached(fileRead);
  importer.write(batch);
  importer.commit();
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
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
if (port !== null) await run(workerData as ImportOrder, (failure) => port.postMessage(failure));

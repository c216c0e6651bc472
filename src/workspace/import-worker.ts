import { statSync } from "node:fs";
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { OnSame } from "../job.js";
import type { MemoryFileOptions } from "../formats/memory-file.js";
import { IndexPart } from "../memory/index-part.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import type { Importer } from "../store/importer.js";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { deadBut } from "./dead-rows.js";
import { isFaultOfFile } from "./file-fault.js";
import { importBatches, type ImportBatch } from "./import-batches.js";
import type { ReaderMessage, ReaderOrder, WrittenNumbers } from "./import-reader.js";
import type { MadePart } from "./match-index.js";

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

/** What the thread says: parts after the commit, where many units were written, with all of them. */
export type ImportMessage = ImportFailure | { readonly parts: readonly MadePart[] };

/** Versions of an earlier run taken away in one transaction: a few milliseconds of work. */
const VERSIONS_PER_CLEARING = 500;

/** A file smaller than this, in bytes, is read on this thread: another one would hardly have begun by then. */
const SMALL_FILE = 1_048_576;

/** Reads the file. Where the job fails `tell` is told why, for the store may be too full to keep it. */
async function run(order: ImportOrder, tell: (message: ImportMessage) => void): Promise<void> {
  let store: Store | undefined;
  let importer: Importer | undefined;
  try {
    store = Store.open({ path: order.database, tokensOf: searchTokens });
    const { onSame, removeUnseen, dryRun = false } = order;
    while (store.clearJob(order.job, VERSIONS_PER_CLEARING));
    importer = store.importer(order.job, order.memory, { onSame, removeUnseen, dryRun });
    const parts = await read(order, importer);
    importer.commit();
    if (parts.length > 0) tell({ parts: made(parts, store.livingVersionsBy(order.job)) });
  } catch (error) {
    const reason = reasonOf(error);
    tell({ reason, ofFile: isFaultOfFile(error) });
    importer?.abandon(reason, problemOf(error));
    if (!(error instanceof Refusal)) throw error;
  } finally {
    store?.close();
  }
}

/** Writes all units of a file; resolves to the parts of the index that were made of them. */
async function read(order: ImportOrder, importer: Importer): Promise<readonly SharedArrayBuffer[]> {
  const { path, reading, memory, dryRun = false } = order;
  const source = { path, memoryNumber: importer.memoryNumber, ...(reading && { reading }) };
  if (statSync(path).size >= SMALL_FILE) return readApart({ ...source, memory, makesParts: !dryRun }, importer);
  for await (const { batch } of importBatches(source, searchTokens)) write(batch, importer);
  return [];
}

/** As {@link read}; a thread of its own reads ahead while this one writes. */
async function readApart(order: ReaderOrder, importer: Importer): Promise<readonly SharedArrayBuffer[]> {
  const reader = new Worker(new URL("./import-reader.js", import.meta.url), { workerData: order });
  try {
    return await new Promise((resolve, reject) => {
      const take = (message: ReaderMessage): void => {
        if (message.kind === "end") resolve(message.parts);
        else if (message.kind === "refused") reject(new Refusal(message.code, message.reason, message.detail));
        else reader.postMessage(write(message.batch, importer));
      };
      reader.on("message", (message: ReaderMessage) => {
        try {
          take(message);
        } catch (error) {
          reject(asError(error));
        }
      });
      reader.once("error", reject);
      reader.once("exit", () => reject(new Error("the thread that reads the file has ended too soon")));
    });
  } finally {
    await reader.terminate();
  }
}

function write({ units, remarks, fileRead }: ImportBatch, importer: Importer): WrittenNumbers {
  importer.reached(fileRead);
  for (const remark of remarks) {
    if (remark.kind === "problem") importer.addProblem(remark.problem, remark.lost);
    else importer.leaveOut(remark.state);
  }
  const numbers = new Float64Array(2 * units.length);
  for (const [i, { unit, version = 0 }] of importer.writePrepared(units).entries()) {
    numbers[2 * i] = unit;
    numbers[2 * i + 1] = version;
  }
  return numbers;
}

/** The parts as they are once the job is committed: an edit may have taken the place of what it wrote. */
function made(parts: readonly SharedArrayBuffer[], living: Float64Array): MadePart[] {
  return parts.map((buffer) => ({ buffer, dead: deadBut(IndexPart.open(buffer, { checked: true }).versions, living) }));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
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
if (port !== null) await run(workerData as ImportOrder, (message) => port.postMessage(message));

import { statSync } from "node:fs";
import { parentPort, Worker, workerData } from "node:worker_threads";
import type { Breaches } from "../breaches.js";
import type { OnSame } from "../job.js";
import type { MemoryFileOptions } from "../formats/memory-file.js";
import { IndexPart } from "../memory/index-part.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import type { Importer } from "../store/importer.js";
import { withWords } from "../store/prepared-unit.js";
import type { SearchText } from "../store/search-text.js";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import { deadBut } from "./dead-rows.js";
import { examined } from "./examination.js";
import { isFaultOfFile } from "./file-fault.js";
import { importBatches, type ImportBatch, type ImportSource } from "./import-batches.js";
import type { IndexerAnswer, IndexerMessage, IndexerOrder, WrittenContent } from "./import-indexer.js";
import type { ExaminerMessage, ExaminerOrder } from "./examiner.js";
import type { ReaderMessage } from "./import-reader.js";
import type { ReadWords } from "./import-words.js";
import type { MadePart } from "./match-index.js";
import { refusalOf } from "./thread-refusal.js";

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

/**
 * Batches that may wait for the indexing thread, a megabyte or two each: as many as the others have done by the time that it has written
 * a part, or both of them would wait for it.
 */
const BATCHES_BEHIND = 24;

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
  if (statSync(path).size >= SMALL_FILE) return new Reading(importer).run(source, dryRun ? undefined : memory);
  for await (const batch of importBatches(source)) write(batch, importer);
  const breaches = await examined(path, { name: reading?.name });
  if (breaches !== undefined) importer.examined(breaches);
  return [];
}

/**
 * A large file: one thread reads ahead, one makes parts of the index while this one writes, and one more holds the file to
 * the rules of its format.
 */
class Reading {
  readonly #importer: Importer;
  readonly #threads: Worker[] = [];
  /** Batches that the indexing thread has not taken. */
  #behind = 0;
  readonly #wakers: (() => void)[] = [];
  #fail: (error: Error) => void = () => undefined;

  constructor(importer: Importer) {
    this.#importer = importer;
  }

  /** `memory` is the id of that which parts are made for; none are where it is absent. */
  async run(source: ImportSource, memory: string | undefined): Promise<readonly SharedArrayBuffer[]> {
    const failed = new Promise<never>((_, reject) => (this.#fail = reject));
    try {
      return await Promise.race([failed, this.#run(source, memory)]);
    } finally {
      await Promise.all(this.#threads.map((thread) => thread.terminate()));
    }
  }

  async #run(source: ImportSource, memory: string | undefined): Promise<readonly SharedArrayBuffer[]> {
    const parts = memory === undefined ? undefined : this.#indexer({ memory });
    const { path, reading } = source;
    const breaches = this.#examiner({ path, ...(reading?.name === undefined ? {} : { name: reading.name }) });
    const reader = this.#start("./import-reader.js", source);
    await new Promise<void>((resolve, reject) => {
      reader.on("message", (message: ReaderMessage) => {
        if (message.kind === "end") resolve();
        else if (message.kind === "refused") reject(refusalOf(message.refusal));
        else this.#take(message.batch, parts).then(() => reader.postMessage("written"), this.#fail);
      });
    });
    // Batches are written as they come; the last one may yet be waiting for the index.
    await this.#until(0);
    const found = await breaches;
    if (found !== undefined) this.#importer.examined(found);
    if (parts === undefined) return [];
    parts.thread.postMessage("end" satisfies IndexerMessage);
    return parts.made;
  }

  async #take(batch: ImportBatch, parts: { thread: Worker } | undefined): Promise<void> {
    const written = write(batch, this.#importer);
    if (parts === undefined) return;
    const { tokens } = batch;
    // Where no unit was written too, for there may be tokens that come later again.
    if (written.length === 0 && tokens.fresh.length === 0) return;
    this.#behind += 1;
    const message: IndexerMessage = { units: written, tokens };
    parts.thread.postMessage(message, [tokens.numbers.buffer, tokens.ends.buffer]);
    await this.#until(BATCHES_BEHIND);
  }

  async #until(behind: number): Promise<void> {
    while (this.#behind > behind) await new Promise<void>((resolve) => this.#wakers.push(resolve));
  }

  #indexer(order: IndexerOrder): { thread: Worker; made: Promise<readonly SharedArrayBuffer[]> } {
    const thread = this.#start("./import-indexer.js", order);
    const made = new Promise<readonly SharedArrayBuffer[]>((resolve) => {
      thread.on("message", (answer: IndexerAnswer) => {
        if (answer !== "taken") return resolve(answer.parts);
        this.#behind -= 1;
        for (const wake of this.#wakers.splice(0)) wake();
      });
    });
    return { thread, made };
  }

  /** A breach that leaves open what the file means ends the reading at once. */
  #examiner(order: ExaminerOrder): Promise<Breaches | null | undefined> {
    const thread = this.#start("./examiner.js", order);
    return new Promise((resolve) => {
      thread.once("message", (message: ExaminerMessage) => {
        if ("refusal" in message) this.#fail(refusalOf(message.refusal));
        else resolve(message.breaches);
      });
    });
  }

  #start(file: string, order: ImportSource | IndexerOrder | ExaminerOrder): Worker {
    const thread = new Worker(new URL(file, import.meta.url), { workerData: order });
    thread.once("error", this.#fail);
    this.#threads.push(thread);
    return thread;
  }
}

/** Writes a batch; returns the units of which a version was written. Its texts are the variants of all units, in their order. */
function write({ units: bare, words, remarks, fileRead }: ImportBatch, importer: Importer): WrittenContent[] {
  importer.reached(fileRead);
  for (const remark of remarks) {
    if (remark.kind === "problem") importer.addProblem(remark.problem, remark.lost);
    else importer.leaveOut(remark.state);
  }
  let read = 0;
  const units = bare.map((unit) => withWords(unit, () => wordsOf(read++, words)));
  const written: WrittenContent[] = [];
  let text = 0;
  for (const [i, { unit, version }] of importer.writePrepared(units).entries()) {
    const { sourceLang, detail, variants } = bare[i]!;
    const firstText = text;
    text += variants.length;
    if (version === undefined) continue;
    written.push({ unit, version, firstText, sourceLang, detail, variants });
  }
  return written;
}

/** What the full-text index is to have of a text of a batch. */
function wordsOf(text: number, { bytes, ends }: ReadWords): SearchText {
  const from = text === 0 ? 0 : ends[2 * text - 1]!;
  const [middle, to] = [ends[2 * text]!, ends[2 * text + 1]!];
  return { folded: bytes.subarray(from, middle), stems: bytes.subarray(middle, to) };
}

/** The parts as they are once the job is committed: an edit may have taken the place of what it wrote. */
function made(parts: readonly SharedArrayBuffer[], living: Float64Array): MadePart[] {
  return parts.map((buffer) => ({ buffer, dead: deadBut(IndexPart.open(buffer, { checked: true }).versions, living) }));
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

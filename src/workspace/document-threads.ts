import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Refusal } from "../refusal.js";
import type { Store } from "../store/store.js";
import { DocumentChecker, type CheckChoices, type DocumentFindings, type DocumentOrder } from "./document-checker.js";

/**
 * The most threads that check the documents of one file or memory. None of them waits for anything but its processor, so that
 * more than there are cores would gain nothing, and take from the thread that answers HTTP.
 */
const MAX_THREADS = availableParallelism();

/** A thread for less than so many units, a second's work, would take about as long to start as it saves. */
const UNITS_PER_THREAD = 5_000;

/** The most findings of a report: past them it says that a check or a glossary is wrong, and no one reads on. */
const MAX_REPORT_FINDINGS = 100_000;

/** What is to be checked, and how. */
export interface DocumentsOrder {
  readonly documents: readonly DocumentOrder[];
  readonly choices: CheckChoices;
  /** For documents that are checked on this thread. */
  readonly store: Store;
  /** The most threads; as many as there are cores where absent. */
  readonly threads?: number;
  /** Told of the units or pairs looked at so far, after each document. */
  readonly told: (read: number) => void;
}

/** Deals documents to threads where that is worth it; answers what was found in each, in their order. */
export async function checkDocuments(order: DocumentsOrder): Promise<DocumentFindings[]> {
  const { documents, choices, store, told } = order;
  const all: DocumentFindings[] = [];
  let read = 0;
  let findings = 0;
  const take = (place: number, found: DocumentFindings): void => {
    all[place] = found;
    findings += found.findings.length;
    if (findings > MAX_REPORT_FINDINGS) throw tooManyFindings();
    told((read += found.read));
  };
  const count = threadsFor(order);
  if (count > 1) {
    await onThreads(documents, { choices, count, take });
  } else {
    const checker = new DocumentChecker(choices, store);
    for (const [place, document] of documents.entries()) take(place, checker.check(document));
  }
  return all;
}

function threadsFor({ documents, threads = MAX_THREADS }: DocumentsOrder): number {
  const units = documents.reduce((sum, document) => sum + sizeOf(document), 0);
  return Math.min(threads, documents.length, Math.ceil(units / UNITS_PER_THREAD));
}

function sizeOf(document: DocumentOrder): number {
  return document.kind === "pairs" ? document.pairs.length : document.units;
}

/** Each thread takes the next document as soon as it has done one. */
async function onThreads(
  documents: readonly DocumentOrder[],
  by: { choices: CheckChoices; count: number; take: (place: number, found: DocumentFindings) => void },
): Promise<void> {
  const threads = Array.from({ length: by.count }, () => new DocumentThread(by.choices));
  const left = documents.entries();
  const takeTurns = async (thread: DocumentThread): Promise<void> => {
    for (const [place, document] of left) by.take(place, await thread.check(document));
  };
  try {
    await Promise.all(threads.map(takeTurns));
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** A thread with at most one document. */
class DocumentThread {
  readonly #worker: Worker;
  #waiting: { resolve: (found: DocumentFindings) => void; reject: (error: unknown) => void } | undefined;

  constructor(choices: CheckChoices) {
    this.#worker = new Worker(new URL("./document-worker.js", import.meta.url), { workerData: choices });
    this.#worker.on("message", (found: DocumentFindings) => this.#waiting?.resolve(found));
    this.#worker.once("error", (error) => this.#waiting?.reject(error));
    this.#worker.once("exit", () => this.#waiting?.reject(new Error("a thread that checks documents ended too soon")));
  }

  /** Rejects where the thread dies. */
  check(document: DocumentOrder): Promise<DocumentFindings> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(document);
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function tooManyFindings(): Refusal {
  const reason = `there are more than ${MAX_REPORT_FINDINGS} findings; choose fewer checks, or look at a part first`;
  return new Refusal("too-large", reason);
}

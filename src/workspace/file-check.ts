import { Worker } from "node:worker_threads";
import type { CheckCounts, CheckOrder, CheckOutcome, CheckProgress, ReportKind } from "./check-worker.js";
import { refusalOf } from "./thread-refusal.js";
import { stopping, Turns } from "./turns.js";

/** A report as it is handed on. */
export interface FileReport {
  readonly kind: ReportKind;
  readonly content: string | Uint8Array;
  readonly counts: CheckCounts;
}

/** How whoever wants a report follows its making. */
export interface Watch {
  /** Says that nobody wants it any more. */
  readonly signal?: AbortSignal;
  /** Told now and then how many units or pairs have been looked at. */
  readonly told?: (read: number) => void;
}

/**
 * Files and memories checked at once, so that a file need not wait for the minutes that a memory takes. Each has threads that
 * hold a document and the glossaries, and all the cores; the others wait their turn.
 */
const CHECKS_AT_ONCE = 2;

/** Checks files on threads of their own, a few at a time. */
export class FileChecks {
  readonly #turns = new Turns(CHECKS_AT_ONCE);
  readonly #running = new Set<Worker>();

  /** The report on a file; refuses as reading it refuses, or where the service is stopping or `signal` says to stop. */
  async run(order: CheckOrder, watch: Watch = {}): Promise<FileReport> {
    const outcome = await this.#turns.run(() => {
      if (watch.signal?.aborted === true) throw stopping();
      return this.#inThread(order, watch);
    });
    if ("report" in outcome) return { kind: order.report, content: outcome.report, counts: outcome.counts };
    throw refusalOf(outcome.refusal);
  }

  async close(): Promise<void> {
    this.#turns.close();
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  #inThread(order: CheckOrder, { signal, told }: Watch): Promise<CheckOutcome> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./check-worker.js", import.meta.url), { workerData: order });
      this.#running.add(worker);
      const stop = (): void => void worker.terminate();
      signal?.addEventListener("abort", stop, { once: true });
      worker.on("message", (message: CheckProgress | CheckOutcome) => {
        if ("read" in message) told?.(message.read);
        else resolve(message);
      });
      worker.once("error", reject);
      worker.once("exit", () => {
        this.#running.delete(worker);
        signal?.removeEventListener("abort", stop);
        reject(stopping());
      });
    });
  }
}

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Match } from "../memory/match.js";
import type { Query } from "../memory/query.js";
import { Refusal } from "../refusal.js";
import type { IndexChange } from "./index-replica.js";
import type { MatchAnswer, MatchOrder } from "./match-worker.js";

/** One core is left to the thread that answers HTTP; more than four threads have nothing more to gain from one batch. */
const MAX_THREADS = Math.max(1, Math.min(4, availableParallelism() - 1));

/** Texts handed to a thread at once: a tenth of a second at the worst, so that the threads end at about the same time. */
const QUERIES_PER_TURN = 16;

interface Waiting {
  readonly resolve: (found: readonly Match[][]) => void;
  readonly reject: (error: unknown) => void;
}

/** A thread with what it was asked and has not answered. */
interface Thread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

/**
 * Looks batches of texts up on threads of their own, each with a replica of the index. They are started when the first batch
 * comes; a batch is answered by the index as it is when it is handed in, for changes and batches go through one channel.
 */
export class MatchThreads {
  readonly #state: () => readonly IndexChange[];
  readonly #threads: Thread[] = [];
  #orders = 0;
  #closed = false;

  /** `state` gives the changes that make an empty index the present one. */
  constructor(state: () => readonly IndexChange[]) {
    this.#state = state;
  }

  /** Has every thread follow a change. */
  tell(change: IndexChange): void {
    for (const { worker } of this.#threads) post(worker, { changes: [change] });
  }

  /** The matches of each query, in their order. Rejects with the error of a thread that failed; the next call has a new one. */
  async lookup(queries: readonly Query[]): Promise<Match[][]> {
    if (this.#closed) throw stopping();
    while (this.#threads.length < MAX_THREADS) this.#start();
    const turns: Promise<readonly Match[][]>[] = [];
    for (let from = 0; from < queries.length; from += QUERIES_PER_TURN) {
      turns.push(this.#ask(queries.slice(from, from + QUERIES_PER_TURN)));
    }
    return (await Promise.all(turns)).flat();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #ask(queries: readonly Query[]): Promise<readonly Match[][]> {
    const thread = this.#threads.reduce((least, other) => (other.waiting.size < least.waiting.size ? other : least));
    const id = ++this.#orders;
    return new Promise((resolve, reject) => {
      thread.waiting.set(id, { resolve, reject });
      post(thread.worker, { id, queries });
    });
  }

  #start(): void {
    const worker = new Worker(new URL("./match-worker.js", import.meta.url));
    const thread: Thread = { worker, waiting: new Map() };
    this.#threads.push(thread);
    const end = (error: unknown): void => {
      const place = this.#threads.indexOf(thread);
      if (place >= 0) this.#threads.splice(place, 1);
      for (const { reject } of thread.waiting.values()) reject(error);
      thread.waiting.clear();
    };
    worker.on("message", ({ id, found }: MatchAnswer) => {
      thread.waiting.get(id)?.resolve(found);
      thread.waiting.delete(id);
    });
    worker.once("error", end);
    worker.once("exit", () => end(stopping()));
    post(worker, { changes: this.#state() });
  }
}

function post(worker: Worker, order: MatchOrder): void {
  worker.postMessage(order);
}

function stopping(): Refusal {
  return new Refusal("conflict", "the service is stopping; ask again when it is back");
}

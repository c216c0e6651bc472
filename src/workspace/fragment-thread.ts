import { Worker } from "node:worker_threads";
import { Refusal } from "../refusal.js";
import type { FragmentMatch, FragmentRequest } from "./fragment-search.js";

/** What the thread is given, and what it gives back. */
export interface FragmentOrder {
  readonly number: number;
  readonly request: FragmentRequest;
}

export interface FragmentAnswer {
  readonly number: number;
  readonly matches: readonly FragmentMatch[];
}

interface Waiting {
  readonly resolve: (matches: readonly FragmentMatch[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Has fragments looked for on a thread of their own, which begins with the first request and lives on. */
export class FragmentThread {
  readonly #database: string;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #asked = 0;
  #closed = false;

  constructor(database: string) {
    this.#database = database;
  }

  /** See {@link fragmentMatches}. Refuses where the service is stopping. */
  find(request: FragmentRequest): Promise<readonly FragmentMatch[]> {
    if (this.#closed) return Promise.reject(stopping());
    const number = ++this.#asked;
    const { segment, sourceLang, targetLang, memories, limit } = request;
    const order: FragmentOrder = { number, request: { segment, sourceLang, targetLang, memories, limit } };
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      (this.#worker ??= this.#start()).postMessage(order);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL("./fragment-worker.js", import.meta.url), { workerData: this.#database });
    let failure: unknown = stopping();
    worker.on("message", ({ number, matches }: FragmentAnswer) => {
      this.#waiting.get(number)?.resolve(matches);
      this.#waiting.delete(number);
    });
    worker.on("error", (error) => (failure = error));
    worker.on("exit", () => {
      this.#worker = undefined;
      for (const { reject } of this.#waiting.values()) reject(failure);
      this.#waiting.clear();
    });
    return worker;
  }
}

function stopping(): Refusal {
  return new Refusal("conflict", "the service is stopping; ask again when it is back");
}

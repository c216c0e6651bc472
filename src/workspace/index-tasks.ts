import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Refusal } from "../refusal.js";
import type { IndexOrder, LoadedIndex } from "./index-worker.js";
import type { PartWithDead } from "./index-replica.js";

/** Units to a part that is built anew: as many as a thread has room for. */
const UNITS_PER_PART = 100_000;

/** The long pieces of work on the fuzzy index, each on a thread of its own. All reject where the service is stopping. */
export class IndexTasks {
  readonly #database: string;
  readonly #workers = new Set<Worker>();
  #closed = false;

  constructor(database: string) {
    this.#database = database;
  }

  /** Reads the files of the folder and holds them against the database. */
  load(folder: string): Promise<LoadedIndex> {
    return this.#run({ kind: "load", database: this.#database, folder });
  }

  /** Parts of the units of those versions that are visible. */
  async build(versions: Float64Array): Promise<SharedArrayBuffer[]> {
    const built: (SharedArrayBuffer | undefined)[] = [];
    let next = 0;
    const takeTurns = async (): Promise<void> => {
      while (next < versions.length) {
        const from = next;
        next += UNITS_PER_PART;
        const order = { kind: "build", database: this.#database, versions: versions.slice(from, next) } as const;
        built.push(await this.#run<SharedArrayBuffer | undefined>(order));
      }
    };
    await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, takeTurns));
    return built.filter((buffer) => buffer !== undefined);
  }

  /** One part of what lives in several; `undefined` where nothing does. */
  merge(parts: readonly PartWithDead[]): Promise<SharedArrayBuffer | undefined> {
    return this.#run({ kind: "merge", parts: parts.map(({ buffer, dead }) => ({ buffer, dead })) });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#workers].map((worker) => worker.terminate()));
  }

  #run<Result>(order: IndexOrder): Promise<Result> {
    if (this.#closed) return Promise.reject(stopping());
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./index-worker.js", import.meta.url), { workerData: order });
      this.#workers.add(worker);
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => {
        this.#workers.delete(worker);
        reject(stopping());
      });
    });
  }
}

function stopping(): Refusal {
  return new Refusal("conflict", "the service is stopping; ask again when it is back");
}

import { Refusal } from "../refusal.js";

/** Lets a few have their turn at once; the others wait, in the order of their coming. */
export class Turns {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;
  #closed = false;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Does some work when its turn has come. Refuses where the service is stopping. */
  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#taken < this.#atOnce) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      if (this.#closed) throw stopping();
      return await work();
    } finally {
      this.#handOn();
    }
  }

  /** Those who wait are refused. */
  close(): void {
    this.#closed = true;
    for (const wake of this.#waiting.splice(0)) wake();
  }

  /** Hands the place to the next who waits, or gives it up. */
  #handOn(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}

export function stopping(): Refusal {
  return new Refusal("conflict", "the service is stopping; ask again when it is back");
}

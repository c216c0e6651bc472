/** What a file's format has no room for, of one unit or concept. */
export interface Loss {
  /** The id of the unit or concept. */
  readonly unit: string;
  /** The member that is lost: `codes`, `properties`, `unit` for the whole of it, and so on. */
  readonly what: string;
  /** How many of them. */
  readonly count: number;
}

/** What the whole of an export loses. */
export interface LossReport {
  readonly format: string;
  /** Units or concepts looked at, and how many of them lose something. */
  readonly units: number;
  readonly unitsWithLoss: number;
  /** By what is lost, over all. */
  readonly totals: Readonly<Record<string, number>>;
  /** The first {@link MAX_LOSSES}. */
  readonly losses: readonly Loss[];
  /** How many entries there are in all. */
  readonly lossCount: number;
}

/** The most losses that a report names one by one; past them the totals tell more. */
export const MAX_LOSSES = 1_000;

/** Sums losses up as they are found. */
export class LossCount {
  readonly #format: string;
  readonly #totals = new Map<string, number>();
  readonly #losses: Loss[] = [];
  #units = 0;
  #unitsWithLoss = 0;
  #lossCount = 0;

  constructor(format: string) {
    this.#format = format;
  }

  /** Counts a unit or concept with what is lost of it: how many of what. What is lost none of counts for nothing. */
  add(unit: string, lost: Readonly<Record<string, number>>): void {
    this.#units += 1;
    const some = Object.entries(lost).filter(([, count]) => count > 0);
    if (some.length > 0) this.#unitsWithLoss += 1;
    for (const [what, count] of some) {
      this.#totals.set(what, (this.#totals.get(what) ?? 0) + count);
      if (++this.#lossCount <= MAX_LOSSES) this.#losses.push({ unit, what, count });
    }
  }

  report(): LossReport {
    const totals = Object.fromEntries([...this.#totals].sort(([a], [b]) => (a < b ? -1 : 1)));
    const [units, unitsWithLoss, lossCount] = [this.#units, this.#unitsWithLoss, this.#lossCount];
    return { format: this.#format, units, unitsWithLoss, totals, losses: this.#losses, lossCount };
  }
}

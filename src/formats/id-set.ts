import { hash } from "node:crypto";

/** The most ids that are told apart: beyond them the table would outgrow what a reader may take. */
const MAX_IDS = 2_097_152;

/** Full to this part at most, so that looking one up stays short. */
const LOAD = 0.7;

/**
 * The ids of a file, to find one that comes twice. Keeps 52 bits of a digest of each, in place of the text: among a
 * million ids the chance that two different ones are taken for each other is one in ten thousand million.
 */
export class IdSet {
  #table = new Float64Array(1_024);
  #size = 0;

  /** Whether the id is new. Past {@link MAX_IDS} every id is. */
  add(id: string): boolean {
    if (this.#size >= MAX_IDS) return true;
    if (this.#size >= this.#table.length * LOAD) this.#grow();
    if (!put(this.#table, digestOf(id))) return false;
    this.#size += 1;
    return true;
  }

  has(id: string): boolean {
    return holds(this.#table, digestOf(id));
  }

  /** Whether it takes no more, so that an id may come twice unseen. */
  get isFull(): boolean {
    return this.#size >= MAX_IDS;
  }

  clear(): void {
    this.#table = new Float64Array(1_024);
    this.#size = 0;
  }

  #grow(): void {
    const wider = new Float64Array(this.#table.length * 2);
    for (const digest of this.#table) if (digest !== 0) put(wider, digest);
    this.#table = wider;
  }
}

function put(table: Float64Array, digest: number): boolean {
  const mask = table.length - 1;
  for (let i = digest % table.length; ; i = (i + 1) & mask) {
    const held = table[i];
    if (held === digest) return false;
    if (held !== 0) continue;
    table[i] = digest;
    return true;
  }
}

function holds(table: Float64Array, digest: number): boolean {
  const mask = table.length - 1;
  for (let i = digest % table.length; ; i = (i + 1) & mask) {
    const held = table[i];
    if (held === digest) return true;
    if (held === 0) return false;
  }
}

/** The first 52 bits of the SHA-256; never 0, which marks a free place. */
function digestOf(id: string): number {
  const digest = hash("sha256", id, "buffer");
  return digest.readUIntBE(0, 6) * 16 + ((digest[6] ?? 0) % 16) || 1;
}

/**
 * Whether an id was met before, at sixteen bytes an id whatever its length: only hashes are kept, of 64 bits, so that two of
 * ten million different ids are taken for one with a chance of less than one in a hundred thousand. A set that is full says so.
 */
export class IdSet {
  /** Two 32-bit halves of a hash for each slot; a pair of zeros is an empty one. */
  #slots = new Uint32Array(2 * 1_024);
  #size = 0;

  /** How many ids a set holds before it is full: 64 MiB of slots. */
  static readonly MAX_SIZE = 4_194_304;

  get isFull(): boolean {
    return this.#size >= IdSet.MAX_SIZE;
  }

  /** Whether the id is new; a full set takes no more and calls every id that it does not hold new. */
  add(id: string): boolean {
    const [high, low] = hashOf(id);
    const at = this.#find(high, low);
    if (this.#holds(at, high, low)) return false;
    if (this.isFull) return true;
    this.#slots[at] = high;
    this.#slots[at + 1] = low;
    if (++this.#size * 4 > this.#slots.length) this.#grow();
    return true;
  }

  has(id: string): boolean {
    const [high, low] = hashOf(id);
    return this.#holds(this.#find(high, low), high, low);
  }

  #holds(at: number, high: number, low: number): boolean {
    return this.#slots[at] === high && this.#slots[at + 1] === low;
  }

  /** The slot of a hash, or the empty one where it would go. */
  #find(high: number, low: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let at = (low * 2) & mask;
    while ((slots[at] !== 0 || slots[at + 1] !== 0) && (slots[at] !== high || slots[at + 1] !== low))
      at = (at + 2) & mask;
    return at;
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let i = 0; i < before.length; i += 2) {
      const high = before[i] ?? 0;
      const low = before[i + 1] ?? 0;
      if (high === 0 && low === 0) continue;
      const at = this.#find(high, low);
      this.#slots[at] = high;
      this.#slots[at + 1] = low;
    }
  }
}

/** Two FNV-1a hashes with different starts and primes, mixed at the end; never two zeros. */
function hashOf(id: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < id.length; i++) {
    const unit = id.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) ^ (b >>> 15);
  }
  a = mixed(a);
  b = mixed(b);
  return a === 0 && b === 0 ? [1, 1] : [a, b];
}

/** The finaliser of MurmurHash3: every bit of the input changes half of the output's. */
function mixed(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

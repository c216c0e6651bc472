/**
 * A trie over word numbers, packed: node 0 is the root; every other node is known by its parent and the word that leads to
 * it, found through one open-addressed table.
 *
 *     parents[node], labels[node]     the edge that ends in the node
 *     firsts[node]                    the number of the first pattern that ends there, plus one; 0 for none
 *     nexts[pattern]                  the number of the next pattern that ends at the same node, plus one
 *     slots[hash]                     a node, or 0 for empty (the root has no edge, so 0 is free)
 *
 * Twenty bytes a node and four a pattern, where a tree of maps takes some hundreds: 100,000 concepts have about two million
 * nodes. Grows by doubling; filled at most by half.
 */
export class TermTrie {
  #parents = new Int32Array(1_024);
  #labels = new Int32Array(1_024);
  #firsts = new Int32Array(1_024);
  #slots = new Int32Array(2_048);
  #nexts = new Int32Array(1_024);
  #nodes = 1;

  /** Bytes held. */
  get bytes(): number {
    return 4 * (3 * this.#parents.length + this.#slots.length + this.#nexts.length);
  }

  /** Adds a pattern: the numbers of its words in order. Patterns are numbered by the caller, each added once. */
  add(words: readonly { readonly number: number }[], pattern: number): void {
    let node = 0;
    for (const { number } of words) {
      const slot = this.#slotOf(node, number);
      node = this.#slots[slot]! || this.#addNode(node, number, slot);
    }
    if (pattern >= this.#nexts.length) this.#nexts = doubled(this.#nexts, pattern + 1);
    this.#nexts[pattern] = this.#firsts[node]!;
    this.#firsts[node] = pattern + 1;
  }

  /** The node that `word` leads to from `node`, or 0. */
  child(node: number, word: number): number {
    return this.#slots[this.#slotOf(node, word)]!;
  }

  /** The first pattern that ends at a node, or -1; go on with {@link next}. */
  first(node: number): number {
    return this.#firsts[node]! - 1;
  }

  next(pattern: number): number {
    return this.#nexts[pattern]! - 1;
  }

  #slotOf(node: number, word: number): number {
    const mask = this.#slots.length - 1;
    let hash = Math.imul(node, 0x9e3779b1) ^ Math.imul(word + 1, 0x85ebca6b);
    hash ^= hash >>> 15;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot]!;
      if (found === 0 || (this.#parents[found] === node && this.#labels[found] === word)) return slot;
    }
  }

  #addNode(parent: number, label: number, slot: number): number {
    const node = this.#nodes++;
    if (node >= this.#parents.length) {
      this.#parents = doubled(this.#parents, node + 1);
      this.#labels = doubled(this.#labels, node + 1);
      this.#firsts = doubled(this.#firsts, node + 1);
    }
    this.#parents[node] = parent;
    this.#labels[node] = label;
    this.#slots[slot] = node;
    if (this.#nodes * 2 > this.#slots.length) this.#rehash();
    return node;
  }

  #rehash(): void {
    this.#slots = new Int32Array(this.#slots.length * 2);
    for (let node = 1; node < this.#nodes; node++) {
      this.#slots[this.#slotOf(this.#parents[node]!, this.#labels[node]!)] = node;
    }
  }
}

function doubled(array: Int32Array<ArrayBuffer>, atLeast: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(Math.max(array.length * 2, atLeast));
  grown.set(array);
  return grown;
}

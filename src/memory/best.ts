/**
 * The best few of many, in a binary heap with the worst on top. `better` is a total order: negative where its first
 * argument comes before its second.
 */
export class Best<T> {
  readonly #heap: T[] = [];
  readonly #limit: number;
  readonly #better: (a: T, b: T) => number;

  constructor(limit: number, better: (a: T, b: T) => number) {
    this.#limit = limit;
    this.#better = better;
  }

  /** The one that the next better one pushes out; `undefined` while there is room. */
  get worst(): T | undefined {
    return this.#heap.length < this.#limit ? undefined : this.#heap[0];
  }

  /** Keeps an item if it is among the best. Answers what it pushed out, the item itself where that is not. */
  offer(item: T): T | undefined {
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(item);
      this.#rise(heap.length - 1);
      return undefined;
    }
    const worst = heap[0]!;
    if (this.#better(item, worst) >= 0) return item;
    heap[0] = item;
    this.#sink(0);
    return worst;
  }

  /** Puts a better item in the place of one that is held. */
  replace(held: T, better: T): void {
    const place = this.#heap.indexOf(held);
    if (place < 0) throw new RangeError("what is to be replaced is not among the best");
    this.#heap[place] = better;
    this.#sink(place);
  }

  #rise(from: number): void {
    const heap = this.#heap;
    for (let i = from; i > 0;) {
      const parent = (i - 1) >> 1;
      if (this.#better(heap[i]!, heap[parent]!) <= 0) return;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  #sink(from: number): void {
    const heap = this.#heap;
    for (let i = from; ;) {
      let worst = i;
      for (const child of [2 * i + 1, 2 * i + 2]) {
        if (child < heap.length && this.#better(heap[child]!, heap[worst]!) > 0) worst = child;
      }
      if (worst === i) return;
      [heap[i], heap[worst]] = [heap[worst]!, heap[i]!];
      i = worst;
    }
  }

  /** All that are held, best first. */
  sorted(): T[] {
    return [...this.#heap].sort(this.#better);
  }
}

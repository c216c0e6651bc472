import type { Located, Report } from "./breach.js";
import { IdSet } from "../id-set.js";

/** References to what may still come: more than this are not followed. */
const MAX_PENDING = 65_536;

/** What is broken unless a key of that name comes. */
interface Pending<Id extends string> {
  readonly key: string;
  readonly rule: Id;
  readonly at: Located;
  readonly message: string;
}

/** Keys of a document, and references that wait for theirs: bounded, and whoever is turned away is said so once. */
export class PendingReferences<Id extends string> {
  readonly #report: Report<Id>;
  readonly #unchecked: Id;
  readonly #keys = new IdSet();
  #pending: Pending<Id>[] = [];
  #isFull = false;

  /** `unchecked`: the rule that says that there were too many. */
  constructor(report: Report<Id>, unchecked: Id) {
    this.#report = report;
    this.#unchecked = unchecked;
  }

  /** Whether the key is new. */
  add(key: string, at: Located): boolean {
    const isNew = this.#keys.add(key);
    if (this.#keys.isFull) this.#sayFull(at);
    return isNew;
  }

  /** Reports at {@link settle} where no such key has come until then. */
  expect(key: string, rule: Id, { place, written }: Located, message: string): void {
    if (this.#keys.has(key)) return;
    if (this.#pending.length < MAX_PENDING) this.#pending.push({ key, rule, at: { place, written }, message });
    else this.#sayFull({ place, written });
  }

  #sayFull(at: Located): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#report(this.#unchecked, at, "there are too many ids or references from here on; the rest are not compared");
  }

  /** Ends the wait of those whose key begins so. */
  settle(prefix = ""): void {
    const left: Pending<Id>[] = [];
    for (const pending of this.#pending) {
      const { key, rule, at, message } = pending;
      if (this.#keys.has(key)) continue;
      if (!key.startsWith(prefix)) left.push(pending);
      else if (!this.#isFull) this.#report(rule, at, message);
    }
    this.#pending = left;
  }

  /** Forgets all keys, once what waited for them is settled. */
  clear(): void {
    this.settle();
    this.#keys.clear();
    this.#isFull = false;
  }
}

import type { Unit } from "../unit.js";
import { Lookup } from "./lookup.js";
import type { Match } from "./match.js";
import { MAX_MATCHES, type Query } from "./query.js";
import { Scratch } from "./retrieval.js";
import { IN_CONTEXT } from "./score.js";
import { UnitTable } from "./unit-table.js";

export type { Query };

/** Dead rows that are not worth a rebuilding, however few live ones there are. */
const FEW_DEAD = 1_000;

/**
 * The fuzzy index over the units of all memories. Any language of a unit can be asked for in any other; tags of one
 * language serve each other (`fr` finds `fr-CA`).
 *
 * A look-up is exact: it answers what scoring every unit would ({@link Retrieval} says why), whatever was added and
 * removed before. Units that say the same in both languages are one match of each memory, with `occurrences`.
 */
export class MemoryIndex {
  #table = new UnitTable();
  readonly #scratch = new Scratch();

  /** How many units there are. */
  get size(): number {
    return this.#table.size;
  }

  /** Adds a unit, in the place of the one with its id if there is one. RangeError for an id that is no decimal number. */
  add(unit: Unit): void {
    this.#table.add(unit);
    this.#tidy();
  }

  /** Removes a unit; nothing where there is none of this id. */
  remove(id: string): void {
    this.#table.remove(id);
    this.#tidy();
  }

  /** Removes all units of a memory. */
  removeMemory(memory: string): void {
    this.#table.removeMemory(memory);
    this.#tidy();
  }

  /** Rebuilds the table once a third of it is dead, which costs a fraction of what adding the dead rows did. */
  #tidy(): void {
    const { dead, size } = this.#table;
    if (dead > FEW_DEAD && dead * 2 > size) this.#table = this.#table.rebuilt();
  }

  /** The best matches, best first: by score, context, last change, usage, then unit id. */
  lookup(query: Query): Match[] {
    requireWithin(query.minScore, "minScore", IN_CONTEXT);
    requireWithin(query.limit, "limit", MAX_MATCHES);
    const forms = this.#table.formsOf(query.sourceLang);
    if (forms === undefined) return [];
    return new Lookup({ table: this.#table, forms, query, scratch: this.#scratch }).matches();
  }
}

function requireWithin(value: number, name: string, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new RangeError(`${name} is ${value}; it is a whole number from 1 to ${most}`);
}

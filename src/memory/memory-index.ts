import type { Unit } from "../unit.js";
import type { IndexPart } from "./index-part.js";
import { Lookup } from "./lookup.js";
import type { Match } from "./match.js";
import { PartSearch } from "./part-search.js";
import { PartUnits } from "./part-units.js";
import { MAX_MATCHES, type Query } from "./query.js";
import { Retrieval, Scratch } from "./retrieval.js";
import { IN_CONTEXT } from "./score.js";
import { SearchRoom } from "./search-room.js";
import { UnitTable } from "./unit-table.js";

export type { Query };

/** Dead rows that are not worth a rebuilding, however few live ones there are. */
const FEW_DEAD = 1_000;

/** A part that is being searched, with a bit for each of its rows that lives no more, and how many do. */
export interface HeldPart {
  readonly part: IndexPart;
  readonly dead: Uint8Array;
  readonly living: number;
}

interface Held {
  readonly part: IndexPart;
  readonly dead: Uint8Array;
  readonly units: PartUnits;
  living: number;
}

/**
 * The fuzzy index over the units of all memories. Any language of a unit can be asked for in any other; tags of one
 * language serve each other (`fr` finds `fr-CA`).
 *
 * Units lie in a table that changes and is to be kept small, and in parts that do not change; of those that are replaced
 * or removed a part keeps dead rows. A unit lives in one of these places at the most.
 *
 * A look-up is exact: it answers what scoring every unit would ({@link Retrieval} and {@link PartSearch} say why), whatever
 * was added and removed before, and wherever it lies. Units that say the same in both languages are one match of each
 * memory, with `occurrences`.
 */
export class MemoryIndex {
  #table = new UnitTable();
  readonly #scratch = new Scratch();
  readonly #room = new SearchRoom();
  #parts: Held[] = [];
  /** The versions of the units in the table, where they are known. */
  readonly #versions = new Map<string, number>();

  /** How many units there are. */
  get size(): number {
    return this.#parts.reduce((sum, { living }) => sum + living, this.liveSize);
  }

  /** How many of them are in no part. */
  get liveSize(): number {
    return this.#table.size;
  }

  get parts(): readonly HeldPart[] {
    return this.#parts;
  }

  /** Adds a unit, in the place of the one with its id if there is one. RangeError for an id that is no decimal number. */
  add(unit: Unit, version?: number): void {
    this.#table.add(unit);
    this.#killInParts(Number(unit.id));
    if (version === undefined) this.#versions.delete(unit.id);
    else this.#versions.set(unit.id, version);
    this.#tidy();
  }

  /** Removes a unit; nothing where there is none of this id. */
  remove(id: string): void {
    this.#removeLive(id);
    this.#killInParts(Number(id));
    this.#tidy();
  }

  /** Removes all units of a memory. */
  removeMemory(memory: string): void {
    for (const held of this.#parts) {
      const number = held.units.memoryNumber(memory);
      if (number === undefined) continue;
      for (let row = 0; row < held.part.size; row++) if (held.units.memoryNumberOf(row) === number) kill(held, row);
    }
    for (const id of this.#table.removeMemory(memory)) this.#versions.delete(String(id));
    this.#tidy();
  }

  /**
   * Adds a part; `dead` tells the rows that live no more. Of two rows for one unit the one of the higher version lives; a
   * unit that was added without a version gives way.
   */
  addPart(part: IndexPart, dead: Uint8Array = new Uint8Array(bytesFor(part))): void {
    const own = dead.slice();
    const held: Held = { part, dead: own, units: new PartUnits(part, own), living: 0 };
    for (let row = 0; row < part.size; row++) if (held.units.isAlive(row)) held.living += 1;
    for (const other of this.#parts) settle(held, other);
    if (this.#table.size > 0) this.#settleWithTable(held);
    this.#parts.push(held);
    this.#tidy();
  }

  #settleWithTable(held: Held): void {
    for (const id of this.#table.ids()) {
      const row = held.part.rowOfUnit(id);
      if (row < 0 || !held.units.isAlive(row)) continue;
      if ((this.#versions.get(String(id)) ?? -1) > held.part.versions[row]!) kill(held, row);
      else this.#removeLive(String(id));
    }
  }

  #removeLive(id: string): void {
    this.#table.remove(id);
    this.#versions.delete(id);
  }

  /** Marks rows of a part dead, whatever they were. */
  kill(part: IndexPart, rows: Iterable<number>): void {
    const held = this.#parts.find((each) => each.part === part);
    if (held === undefined) throw new RangeError("no such part");
    for (const row of rows) kill(held, row);
  }

  /** Puts `merged` in the place of the parts it was made of. What died in them meanwhile is dead in it too. */
  replaceParts(old: readonly IndexPart[], merged: IndexPart | undefined): void {
    const replaced = this.#parts.filter((each) => old.includes(each.part));
    this.#parts = this.#parts.filter((each) => !old.includes(each.part));
    if (merged === undefined) return;
    // A version may lie in several of the parts, and live in one of them only.
    const dead = new Uint8Array(bytesFor(merged)).fill(0xff);
    for (const { part, units } of replaced) {
      eachCommon(part.versions, merged.versions, (row, mergedRow) => {
        if (units.isAlive(row)) dead[mergedRow >> 3]! &= ~(1 << (mergedRow & 7));
      });
    }
    this.addPart(merged, dead);
  }

  #killInParts(id: number): void {
    for (const held of this.#parts) {
      const row = held.part.rowOfUnit(id);
      if (row >= 0) kill(held, row);
    }
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
    const lookup = new Lookup(query);
    for (const { part, units } of this.#parts) {
      const language = part.languageFor(query.sourceLang);
      if (language !== undefined) lookup.search(units, new PartSearch(language, lookup.analysed, this.#room));
    }
    const forms = this.#table.formsOf(query.sourceLang);
    if (forms !== undefined) lookup.search(this.#table, new Retrieval(forms, lookup.analysed, this.#scratch));
    return lookup.matches();
  }
}

function bytesFor(part: IndexPart): number {
  return (part.size + 7) >> 3;
}

function kill(held: Held, row: number): void {
  if (!held.units.isAlive(row)) return;
  held.dead[row >> 3]! |= 1 << (row & 7);
  held.living -= 1;
}

/** Of two parts' rows for one unit, the one of the lower version dies; of equal ones the second part's. */
function settle(a: Held, b: Held): void {
  const settleRows = (row: number, other: number): void => {
    if (!a.units.isAlive(row) || !b.units.isAlive(other)) return;
    if (a.part.versions[row]! < b.part.versions[other]!) kill(a, row);
    else kill(b, other);
  };
  if (a.part.size === 0 || b.part.size === 0) return;
  // Parts mostly hold stretches of ids that lie apart: then there is nothing to go through.
  let i = a.part.placeOfUnit(b.part.unitIds[b.part.rowByOrder(0)]!);
  let j = b.part.placeOfUnit(a.part.unitIds[a.part.rowByOrder(0)]!);
  while (i < a.part.size && j < b.part.size) {
    const [row, other] = [a.part.rowByOrder(i), b.part.rowByOrder(j)];
    const difference = a.part.unitIds[row]! - b.part.unitIds[other]!;
    if (difference === 0) settleRows(row, other);
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
}

/** Calls `visit` with the places of each number that two ascending lists have in common. */
function eachCommon(a: Float64Array, b: Float64Array, visit: (inA: number, inB: number) => void): void {
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) visit(i++, j++);
    else if (difference < 0) i += 1;
    else j += 1;
  }
}

function requireWithin(value: number, name: string, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new RangeError(`${name} is ${value}; it is a whole number from 1 to ${most}`);
}

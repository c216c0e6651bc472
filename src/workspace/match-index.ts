import { setImmediate as nextTurn } from "node:timers/promises";
import { IndexPart, statedChecksum } from "../memory/index-part.js";
import type { Match } from "../memory/match.js";
import type { Query } from "../memory/query.js";
import { Refusal } from "../refusal.js";
import type { Store } from "../store/store.js";
import type { Unit } from "../unit.js";
import { isDead, markDead } from "./dead-rows.js";
import { IndexReplica, type IndexChange, type PartWithDead } from "./index-replica.js";
import { IndexSnapshot, newPartName } from "./index-snapshot.js";
import { IndexTasks } from "./index-tasks.js";
import type { Log } from "./log.js";
import { MatchThreads } from "./match-threads.js";
import { mergeable } from "./merge-policy.js";
import { holds } from "./sorted-numbers.js";

/** Units given to the index before look-ups get a turn: a few milliseconds of work. */
const UNITS_PER_TURN = 50;

/** How much is done on the thread that answers HTTP. */
export interface WorkHere {
  /** Units that lie in no part at the most, before a thread makes one of them: looking through them costs little yet. */
  readonly liveUnits: number;
  /** Look-ups times units; a larger batch goes to other threads. */
  readonly batch: number;
}

const WORK_HERE: WorkHere = { liveUnits: 4_000, batch: 1_000_000 };

interface MatchIndexOptions {
  readonly store: Store;
  readonly database: string;
  readonly folder: string;
  readonly log: Log;
  /** {@link WORK_HERE} where absent. */
  readonly workHere?: WorkHere;
}

/** How long the last parts have to get to the disk when the service stops, in milliseconds. */
const LAST_SAVE = 5_000;

/** A part as a thread hands it over. */
export type MadePart = Omit<PartWithDead, "name">;

/** What was done to units while parts were being made elsewhere, which these cannot know of. */
export class PartsInTheMaking {
  readonly units = new Set<string>();
  readonly memories = new Set<string>();
}

/**
 * The fuzzy index of a home: what the store holds, so that it can be looked up. It follows the store, one unit at a time or
 * by whole parts that other threads have made; what has changed in the meantime is read anew when a part is taken, so that
 * nothing comes back that was changed or removed. Units come to lie in parts, parts are merged and kept in files, all of it
 * on other threads; a start reads the files and takes from the store only what they lack.
 */
export class MatchIndex {
  readonly #store: Store;
  readonly #log: Log;
  readonly #replica = new IndexReplica();
  readonly #threads: MatchThreads;
  readonly #tasks: IndexTasks;
  readonly #folder: string;
  readonly #workHere: WorkHere;
  readonly #snapshot: IndexSnapshot;
  /** Of the units that lie in no part, by their ids. */
  readonly #live = new Map<string, { readonly version: number; readonly memory: string }>();
  readonly #inTheMaking = new Set<PartsInTheMaking>();
  /** The parts that the files have, by name. */
  #saved: ReadonlySet<string> = new Set();
  #upkeep: Promise<void> | undefined;
  readonly #stop = new AbortController();

  private constructor(parts: MatchIndexOptions) {
    this.#store = parts.store;
    this.#log = parts.log;
    this.#folder = parts.folder;
    this.#workHere = parts.workHere ?? WORK_HERE;
    this.#tasks = new IndexTasks(parts.database);
    this.#snapshot = new IndexSnapshot(parts.folder, statedChecksum);
    this.#threads = new MatchThreads(() => this.#state());
  }

  /** Resolves when everything that the store holds can be found. */
  static async open(parts: MatchIndexOptions): Promise<MatchIndex> {
    const index = new MatchIndex(parts);
    await index.#load();
    index.#keepUp();
    return index;
  }

  /** How many units there are. */
  get size(): number {
    return this.#replica.index.size;
  }

  /** How many of them are in no part. */
  get liveSize(): number {
    return this.#live.size;
  }

  /** How many parts there are. */
  get partCount(): number {
    return this.#replica.index.parts.length;
  }

  /** Whether parts are being made, merged or written. */
  get isBusy(): boolean {
    return this.#upkeep !== undefined;
  }

  async #load(): Promise<void> {
    const begun = performance.now();
    const { parts, missing, faults } = await this.#tasks.load(this.#folder);
    for (const reason of faults) this.#log.warn({ reason }, "a file of the index counts for nothing and is made anew");
    for (const part of parts) this.#apply({ kind: "addPart", added: part });
    this.#saved = new Set(parts.map(({ name }) => name));
    await this.#addVersions(missing);
    if (missing.length <= this.#workHere.liveUnits) return;
    const ms = Math.round(performance.now() - begun);
    this.#log.info({ units: missing.length, ms }, "the index was made of units that no file of it had");
  }

  /** Brings the index in step with what the store holds of a unit. To be called when the store has committed a change of it. */
  refresh(id: string): void {
    for (const making of this.#inTheMaking) making.units.add(id);
    const living = this.#store.living(id);
    if (living === undefined) this.#remove(id);
    else this.#add(living.unit, living.version);
    if (this.#live.size > this.#workHere.liveUnits) this.#keepUp();
  }

  /** {@link refresh} for many, with turns for others in between. */
  async refreshAll(ids: Iterable<string>): Promise<void> {
    let inThisTurn = 0;
    for (const id of ids) {
      this.refresh(id);
      if (++inThisTurn % UNITS_PER_TURN !== 0) continue;
      await nextTurn();
      if (this.#stop.signal.aborted) return;
    }
  }

  /** Takes the units of a memory out. */
  removeMemory(memory: string): void {
    for (const making of this.#inTheMaking) making.memories.add(memory);
    this.#apply({ kind: "removeMemory", memory });
    for (const [id, live] of this.#live) if (live.memory === memory) this.#live.delete(id);
  }

  /** Takes in all units of a memory that is there again. */
  addMemory(memory: string): Promise<void> {
    return this.#addVersions(this.#store.livingVersions(memory));
  }

  /** The best matches, looked up on this thread. */
  lookup(query: Query): Match[] {
    return this.#replica.index.lookup(query);
  }

  /** The best matches of each query, in their order; of all by the index as it is now. A large batch goes to other threads. */
  async lookupAll(queries: readonly Query[]): Promise<Match[][]> {
    if (queries.length < 2 || queries.length * this.size <= this.#workHere.batch)
      return queries.map((query) => this.lookup(query));
    try {
      return await this.#threads.lookup(queries);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      this.#log.error({ err: error }, "a thread that looks texts up failed");
      return queries.map((query) => this.lookup(query));
    }
  }

  /** To be called before versions are read or written that parts are to be made of: what changes from now on is kept in mind. */
  begin(): PartsInTheMaking {
    const making = new PartsInTheMaking();
    this.#inTheMaking.add(making);
    return making;
  }

  /** Takes parts in, with turns for others in between. Their units can be found when this resolves. */
  async take(making: PartsInTheMaking, parts: readonly MadePart[]): Promise<void> {
    for (const { buffer, dead } of parts) {
      const part = IndexPart.open(buffer, { checked: true });
      for (const memory of making.memories) this.#killGone(part, dead, memory);
      this.#apply({ kind: "addPart", added: { name: newPartName(), buffer, dead } });
      this.#settleLive(part, dead);
      // In the same turn, or what was removed meanwhile would be found again in between.
      for (const id of [...making.units]) if (part.rowOfUnit(Number(id)) >= 0) this.refresh(id);
      await nextTurn();
    }
    this.#keepUp();
  }

  /** To be called when no more parts come. */
  end(making: PartsInTheMaking): void {
    this.#inTheMaking.delete(making);
  }

  /** Ends all threads; what the files lack is written, if that is soon done. */
  async close(): Promise<void> {
    this.#stop.abort();
    await this.#threads.close();
    await this.#tasks.close();
    await this.#upkeep;
    if (this.#isSaved()) return;
    try {
      await this.#save(AbortSignal.timeout(LAST_SAVE));
    } catch (error) {
      this.#log.warn({ err: error }, "the index could not be kept in files; the next start will make it anew");
    }
  }

  /** Adds the units of versions that live and are in no part; waits till they can be found. */
  async #addVersions(versions: Float64Array): Promise<void> {
    if (versions.length > this.#workHere.liveUnits) return this.#addParts(versions);
    let inThisTurn = 0;
    for (const { unit, version } of this.#store.ofVersions(versions)) {
      this.#add(unit, version);
      if (++inThisTurn % UNITS_PER_TURN === 0) await nextTurn();
    }
  }

  async #addParts(versions: Float64Array): Promise<void> {
    const making = this.begin();
    try {
      const made = await this.#tasks.build(versions);
      await this.take(making, made.map(wholePart));
    } finally {
      this.end(making);
    }
  }

  /** Marks dead what a part has of a memory that was taken out while it was made; it may be there again. */
  #killGone(part: IndexPart, dead: Uint8Array, memory: string): void {
    const living = this.#store.livingVersions(memory);
    for (let row = 0; row < part.size; row++) {
      if (part.memoryOf(row) === memory && !holds(living, part.versions[row]!)) markDead(dead, row);
    }
  }

  #add(unit: Unit, version: number): void {
    this.#apply({ kind: "add", unit, version });
    this.#live.set(unit.id, { version, memory: unit.memory });
  }

  #remove(id: string): void {
    this.#apply({ kind: "remove", id });
    this.#live.delete(id);
  }

  #apply(change: IndexChange): void {
    this.#replica.apply(change);
    this.#threads.tell(change);
  }

  /** The index has let go of the live units that a part has in the same or a newer version. */
  #settleLive(part: IndexPart, dead: Uint8Array): void {
    for (const [id, { version }] of this.#live) {
      const row = part.rowOfUnit(Number(id));
      if (row >= 0 && !isDead(dead, row) && part.versions[row]! >= version) this.#live.delete(id);
    }
  }

  /** The changes that make an empty index this one. */
  #state(): IndexChange[] {
    const changes: IndexChange[] = this.#replica.parts().map((added) => ({ kind: "addPart", added }));
    for (const id of this.#live.keys()) {
      const living = this.#store.living(id);
      if (living !== undefined) changes.push({ kind: "add", unit: living.unit, version: living.version });
    }
    return changes;
  }

  /** Has units come to lie in parts, parts be merged and kept, as long as there is anything to do. */
  #keepUp(): void {
    if (this.#stop.signal.aborted) return;
    this.#upkeep ??= this.#keepUpNow()
      .catch((error: unknown) => {
        if (!this.#stop.signal.aborted) this.#log.error({ err: error }, "the index could not be kept up");
      })
      .finally(() => (this.#upkeep = undefined));
  }

  async #keepUpNow(): Promise<void> {
    // What calls for it is done first.
    await nextTurn();
    while (!this.#stop.signal.aborted) {
      const parts = this.#replica.parts();
      const merged = mergeable(this.#replica.index.parts);
      if (this.#live.size > this.#workHere.liveUnits)
        await this.#addParts(Float64Array.from(this.#live.values(), ({ version }) => version).sort());
      else if (!this.#isSaved()) await this.#save(this.#stop.signal);
      else if (merged.length > 0) await this.#merge(merged.map((place) => parts[place]!));
      else return;
    }
  }

  async #merge(parts: readonly PartWithDead[]): Promise<void> {
    const buffer = await this.#tasks.merge(parts);
    const merged = buffer && { name: newPartName(), buffer };
    this.#apply({ kind: "replaceParts", old: parts.map(({ name }) => name), merged });
  }

  #isSaved(): boolean {
    const parts = this.#replica.parts();
    return parts.length === this.#saved.size && parts.every(({ name }) => this.#saved.has(name));
  }

  async #save(signal: AbortSignal): Promise<void> {
    const parts = this.#replica.parts();
    for (const part of parts) await this.#snapshot.keepPart(part, signal);
    // All that the parts hold was in the database before its mark is made: see the store's marks.
    await this.#snapshot.keepManifest(parts, this.#store.marks.make(), signal);
    this.#saved = new Set(parts.map(({ name }) => name));
    await this.#snapshot.tidy(this.#saved);
  }
}

function wholePart(buffer: SharedArrayBuffer): MadePart {
  const { size } = IndexPart.open(buffer, { checked: true });
  return { buffer, dead: new Uint8Array((size + 7) >> 3) };
}

import type { Statement } from "better-sqlite3";
import type { OnSame } from "../job.js";
import { Refusal } from "../refusal.js";
import type { Unit, UnitContent } from "../unit.js";
import { inTransaction, type Connection } from "./database.js";
import type { Memories } from "./memories.js";
import { place, type Placement } from "./placement.js";
import { prepareUnit, type PreparedUnit } from "./prepared-unit.js";
import type { TokensOf } from "./search-text.js";
import type { UnitReader } from "./unit-reader.js";
import type { Versions, VersionState } from "./versions.js";

/** What became of a unit that was to be added. */
export interface Addition {
  readonly unit: Unit;
  readonly outcome: "added" | "updated" | "unchanged";
}

interface Parts {
  readonly database: Connection;
  readonly tokensOf: TokensOf;
  readonly memories: Memories;
  readonly reader: UnitReader;
  readonly versions: Versions;
}

/** Edits of single units. Each is one transaction, visible and on the disk when it returns. */
export class UnitEditor {
  readonly #parts: Parts;
  readonly #hiddenJobs: Statement<[], number>;
  readonly #forget: Statement;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { database } = parts;
    this.#hiddenJobs = database.prepare<[], number>("select number from hidden_job").pluck();
    this.#forget = database.prepare(
      `update job set updated = updated - :updated, skipped = skipped + :updated, removed = removed - :removed
       where number = :job and state = 'running'`,
    );
  }

  /** Adds a unit by the rule of identity (placement.ts), as changed now. What was deleted before is brought back. */
  add(memory: string, content: UnitContent, onSame: OnSame): Addition {
    const { database, memories, reader, tokensOf } = this.#parts;
    const number = memories.numberOf(memory);
    const unit: PreparedUnit = { ...prepareUnit(content, number, tokensOf), stamp: Date.now() };
    return inTransaction(database, () => {
      memories.numberOf(memory);
      const placement = this.#place(unit, number, onSame);
      const written = this.#write(unit, number, placement);
      const outcome = placement.outcome === "skipped" ? "unchanged" : placement.outcome;
      return { unit: present(reader.unit(String(written))), outcome };
    });
  }

  change(id: string, revision: number, content: UnitContent): Unit {
    const { database, memories, reader, tokensOf } = this.#parts;
    const { memory } = this.#current(id, revision);
    const number = memories.numberOf(memory);
    const unit: PreparedUnit = { ...prepareUnit(content, number, tokensOf), stamp: Date.now() };
    return inTransaction(database, () => {
      this.#replace(unit, number, this.#living(this.#current(id, revision), number));
      return present(reader.unit(id));
    });
  }

  delete(id: string, revision: number): void {
    const { database, memories, versions } = this.#parts;
    inTransaction(database, () => {
      const unit = this.#current(id, revision);
      const number = memories.numberOf(unit.memory);
      const living = this.#living(unit, number);
      const at = now();
      this.#overrule(living, number);
      versions.end(living.id, at);
      memories.count(number, -1, at);
    });
  }

  /** The unit, where it is at the revision that the caller knows. */
  #current(id: string, revision: number): Unit {
    const unit = this.#parts.reader.unit(id);
    if (unit === undefined) throw new Refusal("not-found", `there is no unit with the id ${JSON.stringify(id)}`);
    if (unit.revision !== revision) {
      const reason = `the unit is at revision ${unit.revision}, not ${revision}: somebody changed it; look at it and try again`;
      throw new Refusal("stale", reason, { current: unit });
    }
    return unit;
  }

  #living(unit: Unit, memory: number): VersionState {
    const all = this.#parts.versions.ofUnit(memory, Number(unit.id));
    return present(all.find(({ revision }) => revision === unit.revision));
  }

  #place(unit: PreparedUnit, memory: number, onSame: OnSame): Placement {
    const hiddenJobs = new Set(this.#hiddenJobs.all());
    const writer = { job: 0, onSame, isFollowed: false, hiddenJobs, isClaimed: () => false };
    return place(unit, this.#parts.versions, writer, memory);
  }

  /** Writes what a placement says and returns the number of the unit. */
  #write(unit: PreparedUnit, memory: number, placement: Placement): number {
    const { versions, memories } = this.#parts;
    switch (placement.outcome) {
      case "unchanged":
      case "skipped":
        return placement.unit;
      case "updated":
        this.#replace(unit, memory, placement.replaces);
        return placement.replaces.unit;
      case "added": {
        const { revives } = placement;
        if (revives !== undefined) this.#overrule(revives, memory);
        const { stamp } = unit;
        versions.reserve(1);
        const version = versions.insert(unit, { memory, job: 0, stamp, ...(revives && { follows: revives }) });
        versions.writeWords();
        memories.count(memory, 1, now());
        return revives?.unit ?? version;
      }
    }
  }

  #replace(unit: PreparedUnit, memory: number, living: VersionState): void {
    const { versions, memories } = this.#parts;
    const at = now();
    this.#overrule(living, memory);
    versions.end(living.id, at);
    versions.reserve(1);
    versions.insert(unit, { memory, job: 0, stamp: unit.stamp, follows: living });
    versions.writeWords();
    memories.count(memory, 0, at);
  }

  /**
   * An edit wins over what a running job was about to do to the unit: the job's version, which nobody has seen, goes.
   * What a failed job left behind goes by the way.
   */
  #overrule(living: VersionState, memory: number): void {
    const { versions } = this.#parts;
    const unseen = versions.ofUnit(memory, living.unit).filter(({ revision }) => revision > living.revision);
    for (const { id } of unseen) versions.remove(id);
    if (living.diedJob === null || living.diedJob === 0) return;
    const isUpdate = unseen.some(({ bornJob }) => bornJob === living.diedJob);
    this.#forget.run({ job: living.diedJob, updated: isUpdate ? 1 : 0, removed: isUpdate ? 0 : 1 });
  }
}

function now(): string {
  return new Date().toISOString();
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a row that was there in this transaction is gone");
  return value;
}

import type { OnSame } from "../job.js";
import { compareTargets, type Said } from "./identity.js";
import { saidBy, type PreparedUnit } from "./prepared-unit.js";
import type { Versions, VersionState } from "./versions.js";

/**
 * Where a unit that is to be written belongs: the rule of identity. Of the units with its identity (identity.ts),
 *
 *   one says the same                          unchanged
 *   one says less: lacks a language            updated
 *   one says something else and is older       updated, the old version is history
 *   one said the same before, and the unit     unchanged: an old file read again changes nothing, and what was
 *     given is no newer than what came after     deleted here is not brought back
 *   else                                       added
 *
 * "Says" means the translations alone. A unit that differs in provenance, properties, notes or the neighbours of a keyed
 * place says the same: taking those over would make history of every count of uses.
 *
 * Two units of one file never answer each other: with the same identity and other translations they are alternatives,
 * both kept. What a unit of the file has met is claimed, and others of that file leave it alone.
 *
 * A followed file does not overwrite what was edited here: the edit stays and the file's unit is skipped.
 */
export type Placement =
  | {
      readonly outcome: "unchanged" | "skipped";
      readonly unit: number;
      /** What to report. */ readonly reason?: string;
    }
  | { readonly outcome: "updated"; readonly replaces: VersionState }
  | { readonly outcome: "added"; readonly revives?: VersionState };

/** Who writes, and by what rules. */
export interface Writer {
  /** 0 for an edit. */
  readonly job: number;
  readonly onSame: OnSame;
  /** Whether the units come from a file that the memory follows. */
  readonly isFollowed: boolean;
  /** Jobs whose work does not count (yet): the database's `hidden_job`. */
  readonly hiddenJobs: ReadonlySet<number>;
  /** Whether a unit was met by this writer before. */
  readonly isClaimed: (unit: number) => boolean;
}

/** Decides where a unit goes; writes nothing. */
export function place(unit: PreparedUnit, versions: Versions, writer: Writer, memory: number): Placement {
  const alike = versions.alike(unit.identity);
  if (alike.length === 0) return { outcome: "added" };
  return new Place({ unit, versions, writer, memory }, alike).decide();
}

/** Edits that a followed file would overwrite are reported with this. */
const EDITED_HERE = "the unit was edited here: the edit was kept and the file's translation left out";

interface Asked {
  readonly unit: PreparedUnit;
  readonly versions: Versions;
  readonly writer: Writer;
  readonly memory: number;
}

class Place {
  readonly #asked: Asked;
  readonly #alive: readonly VersionState[];
  readonly #dead: readonly VersionState[];
  #said: readonly Said[] | undefined;

  constructor(asked: Asked, alike: readonly VersionState[]) {
    this.#asked = asked;
    const { job, hiddenJobs } = asked.writer;
    const counts = (by: number): boolean => by === job || !hiddenJobs.has(by);
    const born = alike.filter((version) => counts(version.bornJob));
    this.#alive = born.filter(({ diedJob }) => diedJob === null || !counts(diedJob));
    // What this very job replaced is no history yet: the file may hold it too, as an alternative.
    this.#dead = born.filter(
      ({ diedJob }) => diedJob !== null && counts(diedJob) && (diedJob === 0 || diedJob !== job),
    );
  }

  decide(): Placement {
    const { onSame, isFollowed, isClaimed } = this.#asked.writer;
    const same = this.#alive.find((version) => this.#compare(version) === "same");
    if (same !== undefined) return { outcome: "unchanged", unit: same.unit };
    const [first] = this.#alive;
    if (onSame === "skip" && first !== undefined) {
      return { outcome: "skipped", unit: first.unit };
    }
    const before = this.#saidBefore();
    if (before !== undefined) return { outcome: "unchanged", unit: before.unit };
    if (onSame !== "keep-both") {
      const free = this.#alive.filter((version) => version.bornJob !== this.#job && !isClaimed(version.unit));
      const edited = isFollowed ? free.find((version) => version.bornJob === 0) : undefined;
      if (edited !== undefined) return { outcome: "skipped", unit: edited.unit, reason: EDITED_HERE };
      const replaces = latest(free.filter((version) => this.#yields(version)));
      if (replaces !== undefined) return { outcome: "updated", replaces };
    }
    return this.#added();
  }

  /** The number by which this writer's own versions are told from others'; an edit has none of its own. */
  get #job(): number | undefined {
    const { job } = this.#asked.writer;
    return job === 0 ? undefined : job;
  }

  #compare(version: VersionState): ReturnType<typeof compareTargets> {
    const { unit, versions } = this.#asked;
    this.#said ??= saidBy(unit);
    return compareTargets(this.#said, versions.variants(version.id), unit.sourceLang);
  }

  /** Whether a living version is to be replaced by the unit given. */
  #yields(version: VersionState): boolean {
    const { unit, writer } = this.#asked;
    if (writer.onSame === "replace") return true;
    // Edits follow each other as they come: a clock that stands still or is set back does not order them.
    if (writer.job === 0 && version.bornJob === 0) return true;
    return isNewer(unit.stamp, version.stamp) || this.#compare(version) === "more";
  }

  /** The dead version that said the same and forbids saying it again. */
  #saidBefore(): VersionState | undefined {
    const { onSame, isFollowed, job } = this.#asked.writer;
    if (job === 0) return undefined;
    const { stamp } = this.#asked.unit;
    return this.#dead.find((version) => {
      if (isFollowed) return version.diedJob === 0 && this.#compare(version) === "same";
      if (onSame === "replace" || onSame === "keep-both") return false;
      const last = this.#last(version);
      const isRemoved = this.#isDead(last) && last.diedJob !== 0;
      if (isRemoved || this.#compare(version) !== "same") return false;
      const end = this.#isDead(last) ? last.diedAt : last.stamp;
      return !(isNewer(stamp, version.stamp) && isNewer(stamp, end));
    });
  }

  /** A new unit, or the next version of one that had died: its history goes on. */
  #added(): Placement {
    const { isClaimed } = this.#asked.writer;
    for (const version of this.#dead) {
      const last = this.#last(version);
      if (this.#isDead(last) && !isClaimed(last.unit)) return { outcome: "added", revives: last };
    }
    return { outcome: "added" };
  }

  /** The newest version of a unit that counts. */
  #last(version: VersionState): VersionState {
    const { versions, memory, writer } = this.#asked;
    const all = versions.ofUnit(memory, version.unit);
    return all.find(({ bornJob }) => bornJob === writer.job || !writer.hiddenJobs.has(bornJob)) ?? version;
  }

  #isDead({ diedJob }: VersionState): boolean {
    return diedJob !== null && !this.#asked.writer.hiddenJobs.has(diedJob);
  }
}

/** Whether a stamp is later than another. What has none is older than all that have one. */
function isNewer(stamp: number | undefined, than: number | null): boolean {
  return stamp !== undefined && (than === null || stamp > than);
}

function latest(versions: readonly VersionState[]): VersionState | undefined {
  return versions.reduce<VersionState | undefined>(
    (best, version) => (best === undefined || isNewer(version.stamp ?? undefined, best.stamp) ? version : best),
    undefined,
  );
}

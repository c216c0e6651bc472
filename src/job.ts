import type { Breaches } from "./breaches.js";
import type { Problem } from "./problem.js";

export type JobState = "queued" | "running" | "done" | "failed" | "interrupted" | "cancelled";

/**
 * `import`: a file handed in over HTTP or by the CLI. `dry-run`: the same, to be told what it would do. `follow`: a file
 * under `tm/` whose content changed. The others make a file of a file: a report, the file with matches, an analysis. A check may be of a memory.
 */
export type JobKind = "import" | "dry-run" | "follow" | FileJobKind;

/** Jobs that end in a file, kept for a while. */
export type FileJobKind = "check" | "pretranslate" | "analyze";

/** What to do with a unit that the memory holds already with another target. The default goes by which is newer. */
export type OnSame = "newer" | "keep-both" | "replace" | "skip";

/** The most problems that a job keeps in full; the rest are counted. A broken file of a million units must not fill the disk. */
export const MAX_JOB_PROBLEMS = 1_000;

/** What became of the units of a file. Every unit read is counted once: added, updated, unchanged or skipped. */
export interface JobCounts {
  readonly read: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  /** Units of a followed file that it holds no more. */
  readonly removed: number;
}

/** How many translations of a file were left out for the state that it says they are in, by the file's own words. */
export type LeftOut = Readonly<Record<string, number>>;

/** A file that a job has made. */
export interface JobResult {
  readonly contentType: string;
  /** A name for whoever saves it. */
  readonly fileName: string;
  /** In bytes. */
  readonly size: number;
}

/** Long work with a beginning and an end, kept in the store: what it has done is there, or it is not, but never half. */
export interface Job extends JobCounts {
  readonly id: string;
  readonly kind: JobKind;
  /** The id of the memory it writes to, or that it checks. */
  readonly memory?: string;
  readonly state: JobState;
  /** The file's name as its sender gave it, or its path under `tm/`. */
  readonly file?: string;
  /** Bytes of the file handed in, and how many of them have been read; not of every kind of job. */
  readonly fileSize?: number;
  readonly fileRead?: number;
  /** The first {@link MAX_JOB_PROBLEMS}. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Absent where nothing was left out. These are not among those read. */
  readonly leftOut?: LeftOut;
  /**
   * Of an import that is done, the rules of its format that the file breaks; `null` for a file too large to be held to them,
   * absent for tables and JSON lines, whose readers tell everything as problems.
   */
  readonly breaches?: Breaches | null;
  /** Why it failed. */
  readonly error?: string;
  /** What it has made, as long as that is kept. */
  readonly result?: JobResult;
  /** Whether it has ended without being done and can be run again: the file handed in is still there. */
  readonly canRunAgain?: boolean;
  readonly createdAt: string;
  readonly finishedAt?: string;
}

import type { Category } from "./finding.js";

/** A finding that a reviewer wants no more of, with the reason; it may have been undone since. */
export interface Ignore {
  /** The finding's id. */
  readonly id: string;
  readonly reason: string;
  /** Who decided it. */
  readonly by: string;
  readonly at: string;
  /** What the finding was about, as it was shown: so that a list of ignores can be read. */
  readonly category?: Category;
  readonly message?: string;
  readonly undoneAt?: string;
  readonly undoneBy?: string;
}

/** What a finding's id looks like; see `check/finding-id.ts`. */
export const FINDING_ID = /^[0-9a-f]{16}$/;

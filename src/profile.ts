import type { Category, SeverityChoice } from "./finding.js";

/** How a reviewer wants translations to be checked, under a name. What is absent is as where no profile is named. */
export interface Profile {
  readonly checks?: readonly Category[];
  readonly severities?: SeverityChoice;
  /** Ids of glossaries. */
  readonly glossaries?: readonly string[];
  readonly subjects?: readonly string[];
  readonly acronymsIntroduced?: boolean;
}

/** What may name a profile: it stands in addresses and on command lines. */
export const PROFILE_NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,79}$/u;

/** Profiles of a home: more than any team keeps, and few enough for one file that people read. */
export const MAX_PROFILES = 1_000;

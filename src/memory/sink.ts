import type { Parts } from "./score.js";

/** Who takes what is found, and knows how good it must be. */
export interface Sink {
  /** The least base score that is still of interest. It may rise with every form taken, and never falls. */
  readonly floor: number;
  /** Whether a form whose base is at most `bound` can be of interest; asked before its distances are computed. */
  wants(form: number, bound: number): boolean;
  /** A form that reached the floor by the formula, with what its score is made of. */
  take(form: number, parts: Parts): void;
}

import { setImmediate as nextTurn } from "node:timers/promises";

/** How long work may go on before others have a turn, in milliseconds: an answer needs a few turns, and is still there at once. */
const SLICE = 8;

/** Cuts work that takes long on a thread that others wait for into slices, between which they are answered. */
export class Slices {
  #began = performance.now();

  /** Whether others should have a turn now. */
  get isOver(): boolean {
    return performance.now() - this.#began >= SLICE;
  }

  /** Lets others have a turn. */
  async next(): Promise<void> {
    await nextTurn();
    this.#began = performance.now();
  }
}

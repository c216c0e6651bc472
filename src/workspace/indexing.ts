import { setImmediate as nextTurn } from "node:timers/promises";
import type { MemoryIndex } from "../memory/memory-index.js";
import type { Unit } from "../unit.js";

/** Units given to the index before look-ups get a turn: a few milliseconds of work. */
export const UNITS_PER_TURN = 200;

/** Gives units to the index, with turns for others in between. */
export async function addInTurns(index: MemoryIndex, units: Iterable<Unit>): Promise<void> {
  let inThisTurn = 0;
  for (const unit of units) {
    index.add(unit);
    if (++inThisTurn < UNITS_PER_TURN) continue;
    inThisTurn = 0;
    await nextTurn();
  }
}

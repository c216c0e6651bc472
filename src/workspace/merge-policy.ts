import type { HeldPart } from "../memory/memory-index.js";

/**
 * Which parts are to be merged into one: their places; none where all is well.
 *
 * In the order of their size, a part is merged with all smaller ones as soon as these together have half as many units.
 * So a part that stands is more than twice as large as all smaller ones together, there are no more than log 3 of the units
 * of them, and each time that a unit is merged it comes into a part half as large again. A part that is half dead is
 * written anew without its dead.
 */
export function mergeable(parts: readonly HeldPart[]): number[] {
  const bySize = parts.map((_, place) => place).sort((a, b) => parts[b]!.living - parts[a]!.living);
  let smaller = 0;
  let from = bySize.length;
  for (let i = bySize.length - 1; i >= 0; i--) {
    const { living } = parts[bySize[i]!]!;
    if (i < bySize.length - 1 && living <= 2 * smaller) from = i;
    smaller += living;
  }
  if (from < bySize.length) return bySize.slice(from);
  return bySize.filter((place) => isHalfDead(parts[place]!)).slice(0, 1);
}

function isHalfDead({ part, living }: HeldPart): boolean {
  return living * 2 <= part.size;
}

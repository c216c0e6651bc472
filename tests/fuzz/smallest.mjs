import { mutated } from "./mutations.mjs";

/** How often a file may be tried while it is made smaller. */
const MAX_TRIALS = 600;

/**
 * The file of a case made smaller, piece by piece, as long as the same goes wrong: half of it, then quarters, and so on
 * (Zeller, Hildebrandt: Simplifying and isolating failure-inducing input, 2002).
 */
export async function smallest(trial, one, files, mark) {
  const { name } = files[one.file];
  let bytes = mutated(one, files);
  let trials = 0;
  const failureOf = async (tried) => {
    trials += 1;
    const answer = await trial.of({ bytes: tried, name, pieces: one.pieces });
    return answer.mark === mark ? answer.failure : undefined;
  };
  let failure = await failureOf(bytes);
  for (let size = bytes.length >> 1; failure !== undefined && size >= 1 && trials < MAX_TRIALS; size >>= 1) {
    for (let start = 0; start < bytes.length && trials < MAX_TRIALS;) {
      const without = Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + size)]);
      const still = await failureOf(without);
      if (still === undefined) start += size;
      else [bytes, failure] = [without, still];
    }
  }
  return { bytes, failure };
}

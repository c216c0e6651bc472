import { documentsOfCorpus } from "./corpus.mjs";
import { Chance } from "./seeded.mjs";
import { PairMaker, shippedConcepts, shippedPairs } from "./synthetic-pairs.mjs";

const DOCUMENT = 1_000;

/** Texts longer than this are not put behind others: with them a segment would be no sentence any more. */
const SHORT = 60;

/**
 * As many pairs as wanted, no two of them the same: made ones, or those of a corpus. Where a corpus has fewer, each of its
 * pairs comes again with a short one, drawn by chance, behind it.
 */
export async function* grownPairs({ corpus, units, seed = 6 }) {
  if (corpus === undefined) {
    const maker = new PairMaker({ concepts: shippedConcepts(), shipped: await shippedPairs(), seed });
    for (let left = units; left > 0; left -= DOCUMENT) yield* maker.next(Math.min(left, DOCUMENT));
    return;
  }
  const pairs = await allOf(corpus);
  const short = pairs.filter(({ en, fr }) => en.length <= SHORT && fr.length <= SHORT);
  const chance = new Chance(seed);
  for (let i = 0; i < units; i++) {
    const { en, fr } = pairs[i % pairs.length];
    if (i < pairs.length) yield { en, fr };
    else {
      const behind = chance.of(short);
      yield { en: `${en} ${behind.en}`, fr: `${fr} ${behind.fr}` };
    }
  }
}

/** The pairs of a corpus, each once. */
async function allOf(corpus) {
  const pairs = new Map();
  // A corpus that is gone through twice has been gone through once.
  for await (const document of documentsOfCorpus(corpus, { count: Number.MAX_SAFE_INTEGER, size: DOCUMENT })) {
    const before = pairs.size;
    for (const pair of document) pairs.set(`${pair.en}\t${pair.fr}`, pair);
    if (pairs.size === before) break;
  }
  return [...pairs.values()];
}

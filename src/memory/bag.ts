/**
 * Character bags: how many characters of each sort a text has, as a bound on its edit distance to another.
 *
 * Let q(x) and s(x) count the characters x of two texts. An insertion adds one to one count, a deletion takes one away,
 * a substitution does one of each; so every edit lowers the sum over x of max(0, q(x) - s(x)) by at most one, and at
 * the end that sum is zero. The same holds the other way round:
 *
 *     lev >= max( sum over x of max(0, q(x) - s(x)), sum over x of max(0, s(x) - q(x)) )
 *
 * Taking sorts together in one lane only lets surpluses cancel: max(0, a + b) <= max(0, a) + max(0, b). Counting no
 * further than 127 brings two counts nearer to each other or leaves their difference. Both weaken the bound, no more.
 *
 * A bag is eight words of four lanes. A lane never needs its highest bit, so that four differences are taken at once.
 */

/** Words of a bag: half a cache line. More lanes told few more pairs apart; fewer, clearly less. */
export const BAG_WORDS = 8;

const LANES = 4 * BAG_WORDS;
const MOST = 127;
const HIGHEST_BITS = 0x8080_8080;
const EVERY_OTHER_LANE = 0x00ff_00ff;

/** The commonest characters of French and English text, one lane each. */
const OWN_LANE = " eatisnrouldcmp'hvfg.b,";

const laneOfUnit = new Uint8Array(0x1_0000);
{
  const shared = LANES - OWN_LANE.length;
  for (let unit = 0; unit < laneOfUnit.length; unit++) laneOfUnit[unit] = OWN_LANE.length + (unit % shared);
  for (const [lane, character] of [...OWN_LANE].entries()) laneOfUnit[character.charCodeAt(0)] = lane;
}

const counts = new Uint8Array(LANES);
const countWords = new Uint32Array(counts.buffer);

/** Writes the bag of a text, given by its UTF-16 units, into {@link BAG_WORDS} words from `at` on. */
export function fillBag(units: Uint32Array, bags: Uint32Array, at: number): void {
  counts.fill(0);
  for (let i = 0; i < units.length; i++) {
    const lane = laneOfUnit[units[i]!]!;
    if (counts[lane]! < MOST) counts[lane]! += 1;
  }
  for (let word = 0; word < BAG_WORDS; word++) bags[at + word] = countWords[word]!;
}

/** A number of edits that two texts are apart at least, from the bag of one and that at a place among others. */
export function bagDistance(bag: Uint32Array, bags: Uint32Array, at: number): number {
  // Sums over the first and third lanes in the lower half, over the second and fourth in the upper one.
  let surplus = 0;
  let shifted = 0;
  for (let word = 0; word < BAG_WORDS; word++) {
    // Each lane: 128 + a - b. Its highest bit shows that a >= b, and the others are the surplus then.
    const difference = ((bag[word]! | HIGHEST_BITS) - bags[at + word]!) | 0;
    const more = (difference & HIGHEST_BITS) >>> 7;
    const kept = difference & ((more << 7) - more);
    surplus += (kept & EVERY_OTHER_LANE) + ((kept >>> 8) & EVERY_OTHER_LANE);
    shifted += (difference & EVERY_OTHER_LANE) + ((difference >>> 8) & EVERY_OTHER_LANE);
  }
  const of = (surplus & 0xffff) + (surplus >>> 16);
  // The two surpluses differ by what the sums of all lanes do.
  const balance = (shifted & 0xffff) + (shifted >>> 16) - LANES * 128;
  return Math.max(of, of - balance);
}

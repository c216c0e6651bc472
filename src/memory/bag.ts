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
 * further than 255 brings two counts nearer to each other or leaves their difference. Both weaken the bound, no more.
 */

/** Lanes of a bag: one byte each, half a cache line together. More told few more pairs apart; fewer, clearly less. */
export const LANES = 32;

const MOST = 255;

/** The commonest characters of French and English text, one lane each. */
const OWN_LANE = " eatisnrouldcmp'hvfg.b,";

const laneOfUnit = new Uint8Array(0x1_0000);
{
  const shared = LANES - OWN_LANE.length;
  for (let unit = 0; unit < laneOfUnit.length; unit++) laneOfUnit[unit] = OWN_LANE.length + (unit % shared);
  for (const [lane, character] of [...OWN_LANE].entries()) laneOfUnit[character.charCodeAt(0)] = lane;
}

/** Writes the bag of a text into {@link LANES} bytes from `at` on. */
export function fillBag(text: string, bags: Uint8Array, at: number): void {
  bags.fill(0, at, at + LANES);
  for (let i = 0; i < text.length; i++) {
    const lane = at + laneOfUnit[text.charCodeAt(i)]!;
    if (bags[lane]! < MOST) bags[lane]! += 1;
  }
}

/** A number of edits that two texts are apart at least, from their bags. */
export function bagDistance(bag: Uint8Array, bags: Uint8Array, at: number): number {
  let difference = 0;
  let distance = 0;
  for (let lane = 0; lane < LANES; lane++) {
    const more = bag[lane]! - bags[at + lane]!;
    difference += more;
    distance += more < 0 ? -more : more;
  }
  // The two surpluses have this sum and this difference.
  return (distance + (difference < 0 ? -difference : difference)) >> 1;
}

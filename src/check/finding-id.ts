import type { Finding } from "../finding.js";
import type { Segment } from "../segment.js";
import { fold } from "../text/folding.js";

/**
 * What a finding is known by for good: what is wrong and in which two texts, not where they stand in a document. A segment
 * that moves, or whose spaces and quotes are tidied, keeps the ids of its findings, and with them a reviewer's "ignore".
 *
 * `ordinal` parts findings of one segment that are equal in all this; the first has 0.
 */
export function findingId(
  finding: Pick<Finding, "category" | "concept" | "source" | "target">,
  texts: { readonly source: Segment; readonly target: Segment },
  ordinal: number,
): string {
  const { category, concept = "", source, target } = finding;
  const places = [source, target].map((span) => (span === undefined ? "" : `${span.start}-${span.end}`));
  const parts = [category, concept, ...places, fold(texts.source.text), fold(texts.target.text), String(ordinal)];
  return hash64(parts.join("\u0000"));
}

/**
 * FNV-1a with 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/), over UTF-16 units, as 16 hexadecimal digits. Nobody gains by
 * forging an id, so that chance alone matters: among a million findings two share an id once in forty million times. Of the
 * prime 2^40 + 0x1B3 the first part is a shift and the second small enough for exact products in doubles.
 */
function hash64(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let i = 0; i < text.length; i++) {
    low = (low ^ text.charCodeAt(i)) >>> 0;
    const product = low * 0x1b3;
    high = (high * 0x1b3 + Math.floor(product / 0x1_0000_0000) + low * 0x100) % 0x1_0000_0000;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

import type { Finding, Span } from "../finding.js";
import type { Segment } from "../segment.js";
import { fold } from "../text/folding.js";

type Identified = Pick<Finding, "category" | "concept" | "segment" | "source" | "target">;

/**
 * Gives the findings of a document their ids: what each is known by for good. An id says what is wrong and in which two
 * texts, not where they stand in a document or how they are spaced and quoted. A segment that moves, or whose case,
 * spaces, apostrophes and quotes are tidied, keeps the ids of its findings, and with them a reviewer's "ignore".
 *
 * Findings of one segment that are equal in all this are told apart by their order.
 */
export class FindingIds {
  readonly #texts = new Map<number, string>();
  readonly #given = new Map<string, number>();

  /** The id of the next finding; `texts` are those of its segment. */
  next(finding: Identified, texts: { readonly source: Segment; readonly target: Segment }): string {
    const { category, concept = "", segment, source, target } = finding;
    const own = [category, concept, spanText(source), spanText(target), this.#textsOf(segment, texts)].join("\u0000");
    const key = `${segment} ${own}`;
    const ordinal = this.#given.get(key) ?? 0;
    this.#given.set(key, ordinal + 1);
    return hash64(`${own}\u0000${ordinal}`);
  }

  /** Hashed once for a segment: it may have thousands of findings. */
  #textsOf(segment: number, { source, target }: { readonly source: Segment; readonly target: Segment }): string {
    const known = this.#texts.get(segment);
    if (known !== undefined) return known;
    const made = hash64(`${tidied(source.text)}\u0000${tidied(target.text)}`);
    this.#texts.set(segment, made);
    return made;
  }
}

/** A finding without a place differs from one about an empty place. */
function spanText(span: Span | undefined): string {
  return span === undefined ? "" : `:${tidied(span.text)}`;
}

/** Folded, with one kind of quote, and without the spaces that only typography asks for. */
function tidied(text: string): string {
  return fold(text)
    .replace(/[«»“”„"]/g, '"')
    .replace(/\s+/g, " ")
    .replace(/ ?" ?/g, '"')
    .replace(/ (?=[;:!?%])/g, "")
    .trim();
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

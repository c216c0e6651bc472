import { hash } from "node:crypto";
import { comparableText, sameSegment, type Segment } from "../segment.js";
import type { Provenance, UnitContent, Variant } from "../unit.js";

/**
 * When two units of a memory are the same one: the same source segment, in the same language, in the same place. The
 * place is the context's key where there is one, else the neighbouring texts, else nothing.
 */

/** Bytes of a digest that are kept: 128 bits, so that no two identities of a memory ever meet by chance. */
const IDENTITY_BYTES = 16;

/** The digest of what makes a unit the same as another of its memory: a string of bytes (ISO 8859-1). */
export function identityOf(content: UnitContent, memory: number): string {
  const source = sourceOf(content).segment;
  const { key, before, after } = content.context;
  const place =
    key !== undefined ? [key] : before !== undefined || after !== undefined ? [normal(before), normal(after)] : [];
  const data = source.codes.length === 0 ? 0 : source.codes.map((code) => code.data ?? null);
  const named = JSON.stringify([memory, content.sourceLang, comparableText(source), data, ...place]);
  return hash("sha256", named, "binary").slice(0, IDENTITY_BYTES);
}

/** Texts and the edge of the document must not be taken for each other, nor for what is not known. */
function normal(neighbour: string | null | undefined): string | null | 0 {
  return neighbour === undefined ? 0 : neighbour === null ? null : neighbour.normalize("NFC");
}

/** The variant that was translated from. */
export function sourceOf(content: UnitContent): Variant {
  const source = content.variants.find((variant) => variant.lang === content.sourceLang);
  if (source === undefined) throw new RangeError(`no variant is in the source language ${content.sourceLang}`);
  return source;
}

/** When a unit's content was last changed as its maker says, in milliseconds since 1970; `undefined` where nothing says. */
export function stampOf({ changedAt, createdAt }: Provenance): number | undefined {
  const stamp = Date.parse(changedAt ?? createdAt ?? "");
  return Number.isNaN(stamp) ? undefined : stamp;
}

/** A variant reduced to what translations are compared by. */
export interface Said {
  readonly lang: string;
  readonly segment: Segment;
}

/**
 * What the translations given say, against those that are held: `same` where all of them are held (a file may have
 * fewer languages than the memory), `more` where all that is held is given and something besides, else `other`.
 */
export function compareTargets(
  given: readonly Said[],
  held: readonly Said[],
  source: string,
): "same" | "more" | "other" {
  if (covers(held, given, source)) return "same";
  return covers(given, held, source) ? "more" : "other";
}

function covers(wider: readonly Said[], narrower: readonly Said[], source: string): boolean {
  return narrower.every(({ lang, segment }) => {
    if (lang === source) return true;
    const counterpart = wider.find((variant) => variant.lang === lang);
    return counterpart !== undefined && sameSegment(counterpart.segment, segment);
  });
}

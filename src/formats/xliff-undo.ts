import { hash } from "node:crypto";
import { OWN_NAMESPACE, OWN_PREFIX } from "./pretranslation.js";
import type { XmlTag } from "./xml-source.js";

/**
 * How what pre-translation has changed is known again and undone. Each match that we put into a file carries a note of
 * it, as JSON: in `extradata` of an `alt-trans` (1.x, whose strict schema knows no attributes of others there), in an
 * attribute of our own namespace at a `match` or `glossEntry` (2.x).
 *
 * A place that was filled is undone only where it is still what we wrote: what a translator has touched is the
 * translator's.
 */
export interface Undo {
  /** The unit of the memory. */
  readonly unit?: string;
  /** Whether the match's target was put right (1.x): it is not what the unit says. */
  readonly adapted?: true;
  /** A start tag that was changed: that of the segment (2.x). */
  readonly tag?: Change;
  /** A target that was filled. `mark` is the `mid` of the mark that was, where it was not the whole target (1.x). */
  readonly fill?: Change & { readonly mark?: string };
}

export interface Change {
  /** A digest of the markup that we wrote. */
  readonly now: string;
  /** The markup that stood there; empty for none. */
  readonly was: string;
}

/** Tells a markup from any other in a file. */
export function fingerprint(markup: string): string {
  return hash("sha256", markup, "hex").slice(0, 16);
}

/** The text of an undo note. */
export function undoText(undo: Undo): string {
  return `${OWN_PREFIX} ${JSON.stringify(undo)}`;
}

/** The undo note of an element that we put in; `undefined` for anybody else's. */
export function undoOf(tag: XmlTag): Undo | undefined {
  const { value: origin = "" } = tag.attributes["origin"] ?? {};
  const { value: extra } = tag.attributes["extradata"] ?? {};
  if (tag.local === "alt-trans" && origin.startsWith(`${OWN_PREFIX}:`) && extra !== undefined) return parsed(extra);
  const { value: id = "" } = tag.attributes["id"] ?? {};
  if (!id.startsWith(`${OWN_PREFIX}-`)) return undefined;
  const own = Object.values(tag.attributes).find(({ uri, local }) => uri === OWN_NAMESPACE && local === "undo");
  return own === undefined ? undefined : parsed(own.value);
}

function parsed(text: string): Undo | undefined {
  if (!text.startsWith(`${OWN_PREFIX} {`)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text.slice(OWN_PREFIX.length + 1));
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const { unit, tag, fill } = value as Record<string, unknown>;
  const change = changeOf(tag);
  const filled = changeOf(fill);
  const mark = typeof fill === "object" && fill !== null && "mark" in fill ? fill.mark : undefined;
  return {
    ...(typeof unit === "string" ? { unit } : {}),
    ...(change === undefined ? {} : { tag: change }),
    ...(filled === undefined ? {} : { fill: typeof mark === "string" ? { ...filled, mark } : filled }),
  };
}

function changeOf(value: unknown): Change | undefined {
  if (typeof value !== "object" || value === null || !("now" in value) || !("was" in value)) return undefined;
  const { now, was } = value;
  return typeof now === "string" && typeof was === "string" ? { now, was } : undefined;
}

import { Refusal } from "../refusal.js";
import type { UnitContent } from "../unit.js";
import { identityOf, sourceOf, stampOf } from "./identity.js";
import { VARIANTS_PER_VERSION, variantDetail, versionDetail } from "./rows.js";
import { searchText, type TokensOf } from "./search-text.js";

/**
 * A unit with all that can be worked out before the write lock is taken: the digest, the JSON, the words. Most of an
 * import's time is spent here, while other writers have their turn.
 */
export interface PreparedUnit {
  readonly content: UnitContent;
  readonly identity: Buffer;
  readonly stamp: number | undefined;
  readonly detail: string | null;
  readonly variants: readonly PreparedVariant[];
}

interface PreparedVariant {
  readonly lang: string;
  readonly text: string;
  readonly detail: string | null;
  readonly folded: string;
  readonly stems: string;
}

/** Prepares a unit for the memory of that number. Refuses one with more variants than a version has places for. */
export function prepareUnit(content: UnitContent, memory: number, tokensOf: TokensOf): PreparedUnit {
  if (content.variants.length > VARIANTS_PER_VERSION) {
    const reason = `the unit has ${content.variants.length} variants; at most ${VARIANTS_PER_VERSION} are allowed`;
    throw new Refusal("too-large", reason, { path: "$.variants" });
  }
  return {
    content,
    identity: identityOf(content, memory),
    stamp: stampOf(content) ?? stampOf(sourceOf(content)),
    detail: versionDetail(content),
    variants: content.variants.map((variant) => {
      const { lang, segment } = variant;
      const { folded, stems } = searchText(tokensOf(segment, lang), lang);
      return { lang, text: segment.text, detail: variantDetail(variant), folded, stems };
    }),
  };
}

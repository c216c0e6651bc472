import { Refusal } from "../refusal.js";
import type { UnitContent } from "../unit.js";
import { identityOf, sourceOf, stampOf, type Said } from "./identity.js";
import { contentOf, VARIANTS_PER_VERSION, variantDetail, variantOf, versionDetail } from "./rows.js";
import { searchText, type SearchText, type TokensOf } from "./search-text.js";

/** A unit of a file, with its place in it where that is known. */
export type PlacedUnit = UnitContent & { readonly place?: { readonly line: number; readonly column: number } };

/**
 * A unit with all that can be worked out before the write lock is taken: the digest, the JSON, the words. Most of an
 * import's time is spent here, while other writers have their turn. A plain value of few and short members, so that it
 * goes cheaply from a thread that prepares to one that writes.
 */
export interface PreparedUnit extends UnitWithoutWords {
  readonly variants: readonly (PreparedVariant & SearchText)[];
}

/** A prepared unit without the words that concordance finds its texts by. */
export interface UnitWithoutWords {
  readonly sourceLang: string;
  readonly identity: string;
  readonly stamp: number | undefined;
  readonly detail: string | null;
  readonly variants: readonly PreparedVariant[];
  /** What its file calls it and where it stands there, for reports. */
  readonly key?: string;
  readonly place?: { readonly line: number; readonly column: number };
}

interface PreparedVariant {
  readonly lang: string;
  readonly text: string;
  readonly detail: string | null;
}

/** Prepares a unit for the memory of that number. Refuses one with more variants than a version has places for. */
export function prepareUnit(content: PlacedUnit, memory: number, tokensOf: TokensOf): PreparedUnit {
  return withWords(prepareWithoutWords(content, memory), (variant) => {
    const { segment, lang } = content.variants[variant]!;
    return searchText(tokensOf(segment, lang), lang);
  });
}

/** Gives each variant of a unit its words. */
export function withWords(unit: UnitWithoutWords, wordsOf: (variant: number) => SearchText): PreparedUnit {
  return {
    ...unit,
    variants: unit.variants.map(({ lang, text, detail }, i) => {
      const { folded, stems } = wordsOf(i);
      return { lang, text, detail, folded, stems };
    }),
  };
}

/** {@link prepareUnit} for those who find the words themselves. */
export function prepareWithoutWords(content: PlacedUnit, memory: number): UnitWithoutWords {
  if (content.variants.length > VARIANTS_PER_VERSION) {
    const reason = `the unit has ${content.variants.length} variants; at most ${VARIANTS_PER_VERSION} are allowed`;
    throw new Refusal("too-large", reason, { path: "$.variants" });
  }
  const { key } = content.context;
  return {
    sourceLang: content.sourceLang,
    identity: identityOf(content, memory),
    stamp: stampOf(content) ?? stampOf(sourceOf(content)),
    detail: versionDetail(content),
    variants: content.variants.map((variant) => {
      const { lang, segment } = variant;
      return { lang, text: segment.text, detail: variantDetail(variant) };
    }),
    ...(key === undefined ? {} : { key }),
    ...(content.place === undefined ? {} : { place: content.place }),
  };
}

/** What of a prepared unit its content can be told from. */
export type PreparedContent = Pick<PreparedUnit, "sourceLang" | "detail"> & {
  readonly variants: readonly PreparedVariant[];
};

/** The content that a unit was prepared from. */
export function contentOfPrepared({ sourceLang, detail, variants }: PreparedContent): UnitContent {
  return contentOf(
    { source_lang: sourceLang, detail },
    variants.map((variant) => variantOf({ id: 0, ...variant })),
  );
}

/** What a prepared unit says in each language. */
export function saidBy({ variants }: PreparedUnit): Said[] {
  return variants.map(({ lang, text, detail }) => variantOf({ id: 0, lang, text, detail }));
}

/** From which language into which one looks up: tags as the memories have them. */
export interface Direction {
  readonly from: string;
  readonly to: string;
}

/** The pairs of languages of some memories, each both ways, without a region that another memory does without. */
export function directionsOf(
  memories: readonly { readonly sourceLang: string; readonly targetLang: string }[],
): Direction[] {
  const pairs = new Map<string, Direction>();
  for (const { sourceLang, targetLang } of memories) {
    const [a, b] = [primary(sourceLang), primary(targetLang)];
    if (a === b) continue;
    pairs.set(`${a}>${b}`, { from: a, to: b });
    pairs.set(`${b}>${a}`, { from: b, to: a });
  }
  if (pairs.size === 0) return [FRENCH_TO_ENGLISH, ENGLISH_TO_FRENCH];
  return [...pairs.values()];
}

export const FRENCH_TO_ENGLISH: Direction = { from: "fr", to: "en" };
export const ENGLISH_TO_FRENCH: Direction = { from: "en", to: "fr" };

function primary(tag: string): string {
  return tag.split("-", 1)[0]?.toLowerCase() ?? tag;
}

/** Frequent words that the other language does not have. */
const FRENCH = words(
  "le la les des du une un et est sont dans pour par sur avec que qui ce cette ces aux au leur ont ou nous vous",
);
const ENGLISH = words(
  "the of and is are to in for by with that this these those their has have was were from at on it we you an",
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

/**
 * Whether a text is French or English, by its frequent words, its elisions and its accents; `undefined` where it has
 * nothing that tells.
 */
export function guessLanguage(text: string): "fr" | "en" | undefined {
  const tokens = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const french =
    tokens.filter((word) => FRENCH.has(word)).length +
    2 * (text.match(/\b(?:[cdjlmnst]|qu)[’'ʼ]\p{L}/giu)?.length ?? 0) +
    (text.match(/[àâçéèêëîïôùûœ]/giu)?.length ?? 0);
  const english =
    tokens.filter((word) => ENGLISH.has(word)).length + 2 * (text.match(/\p{L}[’'](?:s|t|re|ve|ll)\b/giu)?.length ?? 0);
  if (french === english) return undefined;
  return french > english ? "fr" : "en";
}

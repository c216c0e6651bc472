import type { LanguageTag } from "../language.js";
import { plainSegment, type Segment } from "../segment.js";
import type { Phrase } from "../store/concordance.js";
import type { Store } from "../store/store.js";
import { variantFor } from "../unit.js";
import { searchTokens, type SearchToken } from "./analysis.js";

export interface ConcordanceRequest {
  /**
   * Words are found in any order; words in quotes side by side and as written (but for case, apostrophes, spaces and
   * ligatures); a word that ends in `*` may go on.
   */
  readonly q: string;
  /** Whether words outside quotes are found in every form, by their stem, or as written; by their stem where absent. */
  readonly form?: WordForm;
  /** The language looked in. */
  readonly lang: LanguageTag;
  /** The language of the translation shown; where absent, the first other variant. */
  readonly target?: LanguageTag;
  readonly limit: number;
  /** Ids of the memories to look in; all where absent. */
  readonly memories?: readonly string[];
}

export const WORD_FORMS = ["stem", "exact"] as const;
export type WordForm = (typeof WORD_FORMS)[number];

/** A text that holds what was looked for, with the places. */
export interface ConcordanceHit {
  readonly unit: string;
  readonly memory: string;
  readonly source: Segment;
  readonly target?: Segment;
  readonly highlights: readonly { readonly start: number; readonly end: number }[];
}

/** Looks words up in the texts of one language. Nothing where the query holds no word. */
export function concordance(store: Store, request: ConcordanceRequest): ConcordanceHit[] {
  const { lang, target, limit, memories } = request;
  const phrases = phrasesOf(request.q, lang, request.form ?? "stem");
  const found = store.concordance({ phrases, lang, limit, ...(memories === undefined ? {} : { memories }) });
  return found.map(({ unit, variant }) => {
    const other = target === undefined ? unit.variants.find((each) => each !== variant) : variantFor(unit, target);
    return {
      unit: unit.id,
      memory: unit.memory,
      source: variant.segment,
      ...(other === undefined ? {} : { target: other.segment }),
      highlights: highlights(searchTokens(variant.segment, variant.lang), phrases),
    };
  });
}

/** A phrase in quotes of any kind, or a run without spaces and quotes. */
const PART = /"([^"]*)"(\*?)|«\s*([^»]*?)\s*»(\*?)|“([^”]*)”(\*?)|([^\s"«»“”]+)/gu;

function phrasesOf(q: string, lang: LanguageTag, form: WordForm): Phrase[] {
  const phrases: Phrase[] = [];
  for (const [, straight, star1, french, star2, curly, star3, plain] of q.matchAll(PART)) {
    const quoted = straight ?? french ?? curly;
    const prefix = plain === undefined ? `${star1 ?? ""}${star2 ?? ""}${star3 ?? ""}` === "*" : plain.endsWith("*");
    const words = searchTokens(plainSegment(quoted ?? plain ?? ""), lang);
    if (quoted !== undefined || prefix)
      phrases.push({ words: words.map(({ folded }) => folded), by: "folded", prefix });
    else if (form === "stem") for (const { stem } of words) phrases.push({ words: [stem], by: "stem" });
    else for (const { folded } of words) phrases.push({ words: [folded], by: "folded" });
  }
  return phrases.filter(({ words }) => words.length > 0);
}

function highlights(tokens: readonly SearchToken[], phrases: readonly Phrase[]): { start: number; end: number }[] {
  const marked = new Set<number>();
  for (const phrase of phrases) {
    for (let i = 0; i + phrase.words.length <= tokens.length; i++) {
      if (phrase.words.every((word, k) => isWord(tokens[i + k], word, phrase, k))) {
        for (let k = 0; k < phrase.words.length; k++) marked.add(i + k);
      }
    }
  }
  return tokens.filter((_, i) => marked.has(i)).map(({ start, end }) => ({ start, end }));
}

function isWord(token: SearchToken | undefined, word: string, { words, by, prefix }: Phrase, at: number): boolean {
  if (token === undefined) return false;
  const written = by === "stem" ? token.stem : token.folded;
  return prefix === true && at === words.length - 1 ? written.startsWith(word) : written === word;
}

import { primaryLanguage, type LanguageTag } from "../language.js";
import type { Segment } from "../segment.js";
import type { Token } from "../text/tokens.js";
import { Recognizer, type GlossaryConcepts, type Occurrence } from "./recognizer.js";
import { TermSearch, type TermHit } from "./term-search.js";
import { termWords } from "./term-words.js";

export type { GlossaryConcepts, TermHit };

/**
 * Several glossaries as one: what is found in a text and what a look-up answers. Never changes; after an edit another one
 * is made, which costs little where the concepts are the same objects. Each language is prepared when it is first asked for.
 */
export class Terminology {
  readonly #glossaries: readonly GlossaryConcepts[];
  readonly #recognizers = new Map<string, Recognizer>();
  readonly #searches = new Map<string, TermSearch>();

  private constructor(glossaries: readonly GlossaryConcepts[]) {
    this.#glossaries = glossaries;
  }

  static of(glossaries: readonly GlossaryConcepts[]): Terminology {
    return new Terminology(glossaries);
  }

  /**
   * The designations in a text of any status, in order of `start`; what lies in a longer one is not among them, and two
   * concepts that share a designation give two occurrences. `tokens`, where the caller has them already, are the text's.
   */
  recognize(segment: Segment | string, lang: LanguageTag, tokens?: readonly Token[]): Occurrence[] {
    const text = typeof segment === "string" ? segment : segment.text;
    return this.#recognizer(lang).recognize(text, termWords(segment, lang, tokens));
  }

  /** The terms of a language that are most like `query`, best first: as written, inflected, begun, or misspelt. */
  search(query: string, lang: LanguageTag, limit: number): TermHit[] {
    const key = primaryLanguage(lang);
    let search = this.#searches.get(key);
    if (search === undefined) this.#searches.set(key, (search = TermSearch.of(this.#glossaries, lang)));
    return search.search(query, limit);
  }

  #recognizer(lang: LanguageTag): Recognizer {
    const key = primaryLanguage(lang);
    let recognizer = this.#recognizers.get(key);
    if (recognizer === undefined) this.#recognizers.set(key, (recognizer = Recognizer.of(this.#glossaries, lang)));
    return recognizer;
  }
}

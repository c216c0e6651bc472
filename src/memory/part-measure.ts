import { distanceWithin } from "./bit-vectors.js";
import { roomFor } from "./bounds.js";
import type { PartLanguage } from "./part-language.js";
import type { PartQuery } from "./part-query.js";
import { bestBase, type Draft, type Parts } from "./score.js";
import type { SearchRoom } from "./search-room.js";
import { NONE } from "./vocabulary.js";

/** Measures forms of a part: what the score of each is made of, as far as it is needed. */
export class PartMeasure {
  readonly #language: PartLanguage;
  readonly #query: PartQuery;
  readonly #room: SearchRoom;
  readonly #draft: Draft = { common: 0, stems: 0, tokenEdits: 0, tokens: 0, characterEdits: 0, characters: 0 };
  /** The form under measure, its numbers of tokens and of characters. */
  #form = 0;
  #count = 0;
  #length = 0;

  constructor(language: PartLanguage, query: PartQuery, room: SearchRoom) {
    this.#language = language;
    this.#query = query;
    this.#room = room;
  }

  /** Begins to measure a form by what is had without distances. Answers whether its base score may be `floor` or more. */
  begin(form: number, floor: number): boolean {
    const query = this.#query;
    const language = this.#language;
    const draft = this.#draft;
    const length = language.lengthOf(form);
    this.#form = form;
    this.#length = length;
    this.#count = language.tokenCountOf(form);
    draft.stems = Math.max(query.stems, language.stemsOf(form));
    draft.tokens = Math.max(query.tokens.length, this.#count);
    draft.characterEdits = Math.abs(query.length - length);
    draft.characters = Math.max(query.length, length);
    this.#overlaps(draft);
    return bestBase(draft) >= floor;
  }

  /** What the score of the form that was begun last is made of, `undefined` where its base score is below `floor`. */
  finish(floor: number): Parts | undefined {
    const draft = this.#draft;
    const { stems, common, tokens, characters } = draft;
    // The most edits that leave room: what a part of the loss takes is lost to the others.
    const room = roomFor(floor) - (stems === 0 ? 0 : 1 - common / stems);
    const ofCharacters = characters === 0 ? 0 : (2 * draft.characterEdits) / characters;
    draft.tokenEdits = this.#tokenEdits(Math.floor((room - ofCharacters) * tokens));
    if (bestBase(draft) < floor) return undefined;
    const left = room - (tokens === 0 ? 0 : draft.tokenEdits / tokens);
    draft.characterEdits = this.#characterEdits(Math.floor((left * characters) / 2));
    return bestBase(draft) < floor ? undefined : { ...draft };
  }

  /** Sets `common` to o, and `tokenEdits` to the least that the overlap of the tokens as multisets leaves. */
  #overlaps(parts: Draft): void {
    const { tokenCounts, stemCounts } = this.#room;
    const { stemOfToken } = this.#language;
    const count = this.#count;
    const tokens = this.#room.fitTokens(count);
    this.#language.readTokensOf(this.#form, tokens);
    let common = 0;
    let kept = 0;
    // Each token takes one of the query's away, which it gives back below.
    for (let i = 0; i < count; i++) {
      const token = tokens[i]!;
      if (tokenCounts[token]!-- > 0) kept += 1;
      const stem = stemOfToken[token]!;
      if (stem !== NONE && stemCounts[stem]!-- > 0) common += 1;
    }
    for (let i = 0; i < count; i++) {
      const token = tokens[i]!;
      tokenCounts[token]! += 1;
      const stem = stemOfToken[token]!;
      if (stem !== NONE) stemCounts[stem]! += 1;
    }
    parts.common = common;
    parts.tokenEdits = parts.tokens - kept;
  }

  #tokenEdits(most: number): number {
    const { tokens: a } = this.#query;
    const { tokens: b, tokenMasks: masks } = this.#room;
    return distanceWithin({ a, m: a.length, b, n: this.#count, masks }, most);
  }

  #characterEdits(most: number): number {
    const { units: a } = this.#query;
    const b = this.#room.fitUnits(this.#length);
    this.#language.readTextOf(this.#form, b);
    return distanceWithin({ a, m: a.length, b, n: this.#length, masks: this.#room.unitMasks }, most);
  }
}

import { bagDistance } from "./bag.js";
import { distanceWithin } from "./bit-vectors.js";
import { mostUnmatchedOf, roomFor } from "./bounds.js";
import { BAG_AT, RECORD_WORDS, type PartLanguage } from "./part-language.js";
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

  /**
   * Begins to measure a form by what is had without distances. Answers whether its base score may be `floor` or more; its
   * tokens are read no further than till enough of its stems are known to be without a partner.
   */
  begin(form: number, floor: number): boolean {
    const query = this.#query;
    const language = this.#language;
    const draft = this.#draft;
    const length = language.lengthOf(form);
    const m = language.stemsOf(form);
    this.#form = form;
    this.#length = length;
    this.#count = language.tokenCountOf(form);
    draft.stems = Math.max(query.stems, m);
    draft.tokens = Math.max(query.tokens.length, this.#count);
    const bags = bagDistance(query.bag, language.records, form * RECORD_WORDS + BAG_AT);
    draft.characterEdits = Math.max(Math.abs(query.length - length), bags);
    draft.characters = Math.max(query.length, length);
    const ofCharacters = draft.characters === 0 ? 0 : (2 * draft.characterEdits) / draft.characters;
    const shared = Math.min(query.signs, this.#count - m);
    const most = mostUnmatchedOf(roomFor(floor) - ofCharacters, draft.stems, draft.tokens, shared);
    if (most < 0) return false;
    return this.#overlaps(draft, m - (draft.stems - most)) && bestBase(draft) >= floor;
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

  /**
   * Sets `common` to o, and `tokenEdits` to the least that the overlap of the tokens as multisets leaves. Answers false, and
   * sets nothing, as soon as more than `alone` stems of the form are without a partner.
   */
  #overlaps(parts: Draft, alone: number): boolean {
    const { tokenCounts, stemCounts } = this.#room;
    const { stemOfToken } = this.#language;
    const count = this.#count;
    const tokens = this.#room.fitTokens(count);
    this.#language.readTokensOf(this.#form, tokens);
    let common = 0;
    let kept = 0;
    let without = 0;
    let read = 0;
    // Each token takes one of the query's away, which it gives back below.
    while (read < count && without <= alone) {
      const token = tokens[read++]!;
      if (tokenCounts[token]!-- > 0) kept += 1;
      const stem = stemOfToken[token]!;
      if (stem === NONE) continue;
      if (stemCounts[stem]!-- > 0) common += 1;
      else without += 1;
    }
    for (let i = 0; i < read; i++) {
      const token = tokens[i]!;
      tokenCounts[token]! += 1;
      const stem = stemOfToken[token]!;
      if (stem !== NONE) stemCounts[stem]! += 1;
    }
    if (without > alone) return false;
    parts.common = common;
    parts.tokenEdits = parts.tokens - kept;
    return true;
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

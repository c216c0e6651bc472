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

  constructor(language: PartLanguage, query: PartQuery, room: SearchRoom) {
    this.#language = language;
    this.#query = query;
    this.#room = room;
  }

  /**
   * What a form's score is made of, `undefined` where its base score is below `floor`. `wanted` is asked before the distances are computed.
   */
  measure(form: number, floor: number, wanted: () => boolean): Parts | undefined {
    const query = this.#query;
    const language = this.#language;
    const count = language.tokenCountOf(form);
    const length = language.lengthOf(form);
    const parts: Draft = {
      common: 0,
      stems: Math.max(query.stems, language.stemsOf(form)),
      tokenEdits: 0,
      tokens: Math.max(query.tokens.length, count),
      characterEdits: Math.abs(query.length - length),
      characters: Math.max(query.length, length),
    };
    this.#overlaps(form, count, parts);
    if (bestBase(parts) < floor || !wanted()) return undefined;
    // The most edits that leave room: whole parts of the loss are given up one after the other.
    const room = roomFor(floor) - (parts.stems === 0 ? 0 : 1 - parts.common / parts.stems);
    const { characters, tokens } = parts;
    const mostTokenEdits = characters === 0 ? room * tokens : (room - (2 * parts.characterEdits) / characters) * tokens;
    parts.tokenEdits = this.#tokenEdits(count, Math.floor(mostTokenEdits));
    if (bestBase(parts) < floor) return undefined;
    const left = room - (tokens === 0 ? 0 : parts.tokenEdits / tokens);
    parts.characterEdits = this.#characterEdits(form, length, Math.floor((left * characters) / 2));
    return bestBase(parts) < floor ? undefined : parts;
  }

  /** Sets `common` to o, and `tokenEdits` to the least that the overlap of the tokens as multisets leaves. */
  #overlaps(form: number, count: number, parts: Draft): void {
    const { tokenCounts, stemCounts } = this.#room;
    const { stemOfToken } = this.#language;
    const tokens = this.#room.fitTokens(count);
    this.#language.readTokensOf(form, tokens);
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

  #tokenEdits(count: number, most: number): number {
    const { tokens: a } = this.#query;
    const { tokens: b, tokenMasks: masks } = this.#room;
    return distanceWithin({ a, m: a.length, b, n: count, masks }, most);
  }

  #characterEdits(form: number, length: number, most: number): number {
    const { units: a } = this.#query;
    const b = this.#room.fitUnits(length);
    this.#language.readTextOf(form, b);
    return distanceWithin({ a, m: a.length, b, n: length, masks: this.#room.unitMasks }, most);
  }
}

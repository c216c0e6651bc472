import { hasStem, stemOf } from "../text/tokens.js";
import { BAG_WORDS, fillBag } from "./bag.js";
import { unitsOf } from "./compact-text.js";
import { NO_KEY, SIGNATURE_WORDS, type PartLanguage } from "./part-language.js";
import type { AnalysedSegment } from "./score.js";
import type { SearchRoom } from "./search-room.js";
import { NO_STRING } from "./string-table.js";

/** One of the query's keys that the part has. */
export interface QueryKey {
  readonly key: number;
  /** How many of the query's keys stand before it: rarer ones, among them those that the part has not. */
  readonly position: number;
  /** The bits of the query's keys behind it, as in a posting's sketch. */
  readonly sketch: number;
}

/** A query in the numbers of one language of a part. Its tokens and stems are counted in the room until it is closed. */
export class PartQuery {
  readonly stems: number;
  /** Tokens without a stem. */
  readonly signs: number;
  readonly length: number;
  readonly units: Uint32Array;
  /** Tokens that the part has not have the number behind all of the part's. */
  readonly tokens: Uint32Array;
  /** Rarest first. */
  readonly keys: readonly QueryKey[];
  readonly bag = new Uint32Array(BAG_WORDS);
  readonly signature = new Uint32Array(SIGNATURE_WORDS);
  readonly #stemNumbers: readonly number[];
  readonly #room: SearchRoom;

  constructor(language: PartLanguage, query: AnalysedSegment, room: SearchRoom) {
    const stemmed = query.tokens.filter(hasStem);
    this.#room = room;
    this.stems = stemmed.length;
    this.signs = query.tokens.length - stemmed.length;
    this.length = query.text.length;
    this.units = unitsOf(query.text);
    fillBag(this.units, this.bag, 0);
    this.tokens = Uint32Array.from(query.tokens, ({ text }) => {
      const number = language.tokens.find(text);
      return number === NO_STRING ? language.tokens.size : number;
    });
    this.#stemNumbers = stemmed
      .map((token) => language.stems.find(stemOf(token, query.lang)))
      .filter((stem) => stem !== NO_STRING);
    for (const token of this.tokens) if (token !== language.tokens.size) room.tokenCounts[token]! += 1;
    for (const stem of this.#stemNumbers) room.stemCounts[stem]! += 1;
    this.keys = this.#keysIn(language);
  }

  #keysIn(language: PartLanguage): QueryKey[] {
    const keys: number[] = [];
    for (const stem of new Set(this.#stemNumbers)) {
      let key = language.keyOfStem[stem]!;
      for (let left = this.#room.stemCounts[stem]!; left > 0 && key !== NO_KEY; left--) {
        keys.push(key);
        key = language.repeats[key]!;
      }
    }
    keys.sort((a, b) => a - b);
    const unknown = this.stems - keys.length;
    let sketch = 0;
    const found: QueryKey[] = [];
    for (let i = keys.length - 1; i >= 0; i--) {
      const key = keys[i]!;
      found.push({ key, position: unknown + i, sketch });
      sketch |= 1 << language.sketchBits[key]!;
      const bit = language.signatureBits[key]!;
      this.signature[bit >> 5]! |= 1 << (bit & 31);
    }
    return found.reverse();
  }

  /** Leaves the room as it was found. */
  close(): void {
    for (const token of this.tokens) this.#room.tokenCounts[token] = 0;
    for (const stem of this.#stemNumbers) this.#room.stemCounts[stem] = 0;
  }
}

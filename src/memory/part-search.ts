import { bagDistance } from "./bag.js";
import { LEAST_SERVED, lengthsWithin, lossOfStems, mostUnmatched, roomFor } from "./bounds.js";
import {
  BAG_AT,
  firstNotBelow,
  LENGTH_AT,
  MOST_POSITION,
  POSITION_BITS,
  RECORD_WORDS,
  SIGNATURE_AT,
  STEMS_AT,
  TOKENS_AT,
  WIDE,
  type PartLanguage,
} from "./part-language.js";
import { PartMeasure } from "./part-measure.js";
import { PartQuery, type QueryKey } from "./part-query.js";
import { IN_CONTEXT, type AnalysedSegment, type Parts } from "./score.js";
import type { SearchRoom } from "./search-room.js";
import type { Sink } from "./sink.js";

const LONGEST_SHORT = 0xffff;

/**
 * Searches one language of a part: the forms whose base score reaches a floor, none left out. The names of bounds.ts hold
 * here, and its bounds.
 *
 * A form that has a stem in common with the query is met in the list of the first key, rarest first, that both have. Let
 * r be that key's position in the query and p in the form. Nothing before it is in both, so
 *
 * 4. o <= min(n - r, m - p).
 *
 * This bounds the loss before any list is read, by n, m and r alone: for each number of stems m there is a most
 * loss of C that is left, and so a window of lengths; and forms are numbered so that these are ranges of a list. Behind the
 * first common key, a bit of the form's sketch that no key of the query behind r has stands for at least one key of the
 * form's that is not in both, and the other way round:
 *
 * 5. o <= m - p - pop(form's sketch & ~query's), o <= n - r - pop(query's sketch & ~form's).
 *
 * A form is judged by 4 and 5 at each of its keys that is met. At the first common one they hold, and there a form
 * that reaches the floor passes; what they say of it at a later one does not matter any more.
 *
 * What passes is looked up in its record: the signature bounds o as the sketch does, over all keys, the bag bounds lc
 * (bag.ts), and K and x are known. The loss is then at least
 *
 *     u / mx + max(u, u + K - mx - x) / K + 2 * max(|difference of lengths|, bag distance) / mc
 *
 * Those within the room wait for being measured, the most promising first. The floor rises as good ones are found, and
 * with it the number of keys to be read sinks: once r / n + r / (n + P) is more than the room, no form that is first met
 * there or later can reach the floor.
 *
 * Forms without a stem in common have u = mx; bound 3 leaves them in only where signs make up for it. Those that can be,
 * are on a list of their own (bounds.ts). Floors below {@link LEAST_SERVED} are first tried as if they were that;
 * if there are not enough matches then, all forms are gone through, with the same bounds.
 */
export class PartSearch {
  readonly #language: PartLanguage;
  readonly #query: PartQuery;
  readonly #room: SearchRoom;
  readonly #measure: PartMeasure;
  /** What a form is marked with that was looked at, and one that was taken. */
  readonly #seen: number;
  readonly #taken: number;
  /** By place among the groups: the most stems that may be without a partner, for {@link PartSearch.#unmatchedFor}. */
  #least = LEAST_SERVED;

  constructor(language: PartLanguage, query: AnalysedSegment, room: SearchRoom) {
    this.#language = language;
    this.#room = room;
    this.#seen = room.open(language.size, language.tokens.size, language.stems.size);
    this.#taken = this.#seen + 1;
    this.#query = new PartQuery(language, query, room);
    this.#measure = new PartMeasure(language, this.#query, room);
  }

  /** Hands over every form that reaches the sink's floor and that the sink wants. */
  run(sink: Sink): void {
    for (const key of this.#query.keys) {
      if (!this.#read(key, sink)) break;
      this.#drain(sink);
    }
    this.#readSide(sink);
    this.#drain(sink);
    this.#least = 0;
    if (sink.floor >= LEAST_SERVED) return;
    this.#readAll(sink);
    this.#drain(sink);
  }

  #floor(sink: Sink): number {
    return Math.max(sink.floor, this.#least);
  }

  /** Reads the list of a key. Answers whether forms that are first met there can reach the floor. */
  #read(key: QueryKey, sink: Sink): boolean {
    const { stems: n, signs } = this.#query;
    const { groups, postingStarts } = this.#language;
    const room = roomFor(this.#floor(sink));
    const most = mostUnmatched(room, n, signs);
    if (key.position > most) return false;
    let from = postingStarts[key.key]!;
    const end = postingStarts[key.key + 1]!;
    for (let group = 0; group < groups.length && from < end; group += 2) {
      const m = groups[group]!;
      // Bound 4 with p = 0, for m below n and above.
      if (m < n - most) continue;
      const mx = Math.max(n, m);
      const u = mx - Math.min(n - key.position, m);
      const left = room - lossOfStems(u, mx, signs);
      if (left < 0) {
        if (m >= n) break;
        continue;
      }
      const [first, last] = this.#formsWithin(group, left);
      from = this.#firstPosting(from, end, first);
      const to = this.#firstPosting(from, end, last);
      this.#scan({ key, m, from, to, least: Math.max(1, mx - mostUnmatched(room, mx, signs)) }, sink);
      from = to;
    }
    return true;
  }

  /** The forms of a group whose lengths leave C's loss within the room. */
  #formsWithin(group: number, room: number): [from: number, to: number] {
    const { groups, lengths, size } = this.#language;
    const first = groups[group + 1]!;
    const end = groups[group + 3] ?? size;
    const { from, to } = lengthsWithin(room, this.#query.length);
    return [
      from <= 0 ? first : firstNotBelow(lengths, Math.min(from, LONGEST_SHORT), first, end),
      to >= LONGEST_SHORT ? end : firstNotBelow(lengths, to + 1, first, end),
    ];
  }

  /** The first posting of a form that is not below the one given. */
  #firstPosting(from: number, to: number, form: number): number {
    const { postings } = this.#language;
    const wanted = form * 2 ** POSITION_BITS;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (postings[2 * middle]! < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Looks at the postings of one key and one number of stems: forms of an overlap below `least` cannot reach the floor. */
  #scan(at: { key: QueryKey; m: number; from: number; to: number; least: number }, sink: Sink): void {
    const { m, from, to, least } = at;
    const { postings } = this.#language;
    const { sketch } = at.key;
    const fromQuery = this.#query.stems - at.key.position;
    const { marks } = this.#room;
    const floor = this.#floor(sink);
    for (let i = 2 * from; i < 2 * to; i += 2) {
      const posting = postings[i]!;
      const behind = postings[i + 1]!;
      if (m - (posting & MOST_POSITION) - pop(behind & ~sketch) < least) continue;
      if (fromQuery - pop(sketch & ~behind) < least) continue;
      const form = posting >>> POSITION_BITS;
      if (marks[form] === this.#seen || marks[form] === this.#taken) continue;
      marks[form] = this.#seen;
      this.#consider(form, floor);
    }
  }

  /** Looks at the forms that may have no stem in common with the query. */
  #readSide(sink: Sink): void {
    const { stems: n, signs } = this.#query;
    const { groups, side } = this.#language;
    const floor = this.#floor(sink);
    const room = roomFor(floor);
    for (let group = 0; group < groups.length; group += 2) {
      const mx = Math.max(n, groups[group]!);
      const left = room - lossOfStems(mx, mx, signs);
      // It falls with m once m is above n.
      if (left < 0) break;
      const [first, last] = this.#formsWithin(group, left);
      const from = firstNotBelow(side, first, 0, side.length);
      for (let i = from; i < side.length && side[i]! < last; i++) this.#considerOnce(side[i]!, floor);
    }
  }

  #considerOnce(form: number, floor: number): void {
    const { marks } = this.#room;
    if (marks[form] === this.#seen || marks[form] === this.#taken) return;
    marks[form] = this.#seen;
    this.#consider(form, floor);
  }

  /** Looks at all forms, whether seen or not: those that were seen were judged by a higher floor. */
  #readAll(sink: Sink): void {
    const { stems: n, signs } = this.#query;
    const { groups } = this.#language;
    const { marks } = this.#room;
    const floor = this.#floor(sink);
    const room = roomFor(floor);
    for (let group = 0; group < groups.length; group += 2) {
      const m = groups[group]!;
      const mx = Math.max(n, m);
      const left = room - lossOfStems(mx - Math.min(n, m), mx, signs);
      if (left < 0) continue;
      const [first, last] = this.#formsWithin(group, left);
      for (let form = first; form < last; form++) {
        if (marks[form] !== this.#taken) this.#consider(form, floor);
      }
    }
  }

  /** Has a form wait, if its record leaves room for the floor. */
  #consider(form: number, floor: number): void {
    const query = this.#query;
    const { records } = this.#language;
    const record = form * RECORD_WORDS;
    const m = records[record + STEMS_AT]!;
    const count = records[record + TOKENS_AT]!;
    const length = records[record + LENGTH_AT]! & ~WIDE;
    const n = query.stems;
    const mx = Math.max(n, m);
    const u = mx - this.#mostCommon(record, m);
    const K = Math.max(query.tokens.length, count);
    const mc = Math.max(query.length, length);
    const x = Math.min(query.signs, count - m);
    const ofStems = (mx === 0 ? 0 : u / mx) + (K === 0 ? 0 : Math.max(u, u + K - mx - x) / K);
    const room = roomFor(floor) - ofStems;
    if (2 * Math.abs(query.length - length) > room * mc) return;
    const apart = Math.max(Math.abs(query.length - length), bagDistance(query.bag, records, record + BAG_AT));
    if (2 * apart > room * mc) return;
    // The least loss as a score; a form without any may be equal, and in its place.
    const loss = ofStems + (mc === 0 ? 0 : (2 * apart) / mc);
    this.#room.wait(form, loss === 0 ? IN_CONTEXT : Math.floor(25 * (4 - loss) + 1e-6));
  }

  /** The most stems that a form can have in common with the query by its signature. */
  #mostCommon(record: number, m: number): number {
    const { signature, stems } = this.#query;
    const { records } = this.#language;
    let ofForm = 0;
    let ofQuery = 0;
    for (let word = 0; word < signature.length; word++) {
      const own = signature[word]!;
      const other = records[record + SIGNATURE_AT + word]!;
      ofForm += pop(other & ~own);
      ofQuery += pop(own & ~other);
    }
    return Math.min(m - ofForm, stems - ofQuery);
  }

  /** Measures the forms that wait, best bound first, until none left reaches the floor. */
  #drain(sink: Sink): void {
    const room = this.#room;
    for (let bound = IN_CONTEXT; bound >= 0 && room.waitingCount > 0; bound--) {
      let place = room.firstOf[bound]!;
      room.firstOf[bound] = 0;
      while (place !== 0 && bound >= this.#floor(sink)) {
        const form = room.waiting[place - 1]!;
        place = room.next[place - 1]!;
        const parts = this.#measure.measure(form, this.#floor(sink), () => sink.wants(form, bound));
        if (parts === undefined) continue;
        room.marks[form] = this.#taken;
        sink.take(form, parts);
      }
    }
    room.waitingCount = 0;
  }

  /** What a form's score is made of. */
  partsOf(form: number): Parts {
    return this.#measure.measure(form, 0, () => true)!;
  }

  /** Leaves the room as it was found. */
  close(): void {
    this.#query.close();
  }
}

/** How many bits are set. */
function pop(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x5555_5555);
  count = (count & 0x3333_3333) + ((count >>> 2) & 0x3333_3333);
  return Math.imul((count + (count >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

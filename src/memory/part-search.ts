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

/** A number of characters that stands for itself and all above. */
const LONGEST_SHORT = 0xffff;

/** So few postings of a group are read sooner than the places where lengths begin and end are found. */
const FEW_POSTINGS = 32;

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
  /** The least floor that is searched by now. */
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
    const { postings, postingStarts } = this.#language;
    const room = roomFor(this.#floor(sink));
    const most = mostUnmatched(room, n, signs);
    if (key.position > most) return false;
    const end = postingStarts[key.key + 1]!;
    let from = postingStarts[key.key]!;
    // Bound 4 with p = 0, for m below n; then group by group, as far as there are postings.
    let group = this.#firstGroup(n - most);
    from = this.#firstPosting(from, end, this.#startOf(group));
    while (from < end) {
      const form = postings[2 * from]! >>> POSITION_BITS;
      while (this.#startOf(group + 2) <= form) group += 2;
      const m = this.#language.groups[group]!;
      const mx = Math.max(n, m);
      const left = room - lossOfStems(mx - Math.min(n - key.position, m), mx, signs);
      if (left < 0 && m >= n) break;
      if (left >= 0) {
        const least = Math.max(1, mx - mostUnmatched(room, mx, signs));
        const behind = this.#firstPosting(from, end, this.#startOf(group + 2));
        let to = behind;
        if (behind - from > FEW_POSTINGS) {
          const [first, last] = this.#formsWithin(group, left);
          from = this.#firstPosting(from, behind, first);
          to = this.#firstPosting(from, behind, last);
        }
        this.#scan({ key, m, from, to, least, room });
        from = behind;
      } else from = this.#firstPosting(from, end, this.#startOf(group + 2));
      group += 2;
    }
    this.#considerFound(room);
    return true;
  }

  /** The place of the first group of `stems` stems or more. */
  #firstGroup(stems: number): number {
    const { groups } = this.#language;
    let group = 0;
    while (group < groups.length && groups[group]! < stems) group += 2;
    return group;
  }

  /** The first form of a group; behind the last one, the number of forms. */
  #startOf(group: number): number {
    const { groups, size } = this.#language;
    return group < groups.length ? groups[group + 1]! : size;
  }

  /** The forms of a group whose lengths leave C's loss within the room. */
  #formsWithin(group: number, room: number): [from: number, to: number] {
    const { lengths } = this.#language;
    const first = this.#startOf(group);
    const end = this.#startOf(group + 2);
    const { from, to } = lengthsWithin(room, this.#query.length);
    return [
      from <= 0 ? first : firstNotBelow(lengths, Math.min(from, LONGEST_SHORT), first, end),
      to >= LONGEST_SHORT ? end : firstNotBelow(lengths, to + 1, first, end),
    ];
  }

  /** The first posting of a form that is not below the one given: near to `from` in most cases. */
  #firstPosting(from: number, to: number, form: number): number {
    const { postings } = this.#language;
    const wanted = form * 2 ** POSITION_BITS;
    let step = 1;
    while (from + step < to && postings[2 * (from + step)]! < wanted) {
      from += step;
      step *= 2;
    }
    to = Math.min(to, from + step);
    while (from < to) {
      const middle = (from + to) >> 1;
      if (postings[2 * middle]! < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Looks at the postings of one key and one number of stems: forms of an overlap below `least` cannot reach the floor. */
  #scan(at: { key: QueryKey; m: number; from: number; to: number; least: number; room: number }): void {
    const { m, from, to, least, room } = at;
    const { postings, lengths } = this.#language;
    const { stems: n, signs, length } = this.#query;
    const { sketch, position } = at.key;
    const { marks } = this.#room;
    const mx = Math.max(n, m);
    const lossOfStem = lossOfStems(1, mx, signs);
    for (let i = 2 * from; i < 2 * to; i += 2) {
      const posting = postings[i]!;
      const behind = postings[i + 1]!;
      // Bound 5.
      const ofForm = m - (posting & MOST_POSITION) - pop(behind & ~sketch);
      if (ofForm < least) continue;
      const ofQuery = n - position - pop(sketch & ~behind);
      if (ofQuery < least) continue;
      const form = posting >>> POSITION_BITS;
      const left = room - (mx - Math.min(ofForm, ofQuery)) * lossOfStem;
      const other = lengths[form]!;
      if (other < LONGEST_SHORT && 2 * Math.abs(length - other) > left * Math.max(length, other)) continue;
      if (marks[form]! >= this.#seen) continue;
      marks[form] = this.#seen;
      this.#room.find(form, mx - Math.min(ofForm, ofQuery));
    }
  }

  /** Considers all forms that were found, which is quicker than one by one: their records come from memory side by side. */
  #considerFound(room: number): void {
    const { found, foundUnmatched, foundCount } = this.#room;
    const { records } = this.#language;
    let touched = 0;
    for (let i = 0; i < foundCount; i++) touched |= records[found[i]! * RECORD_WORDS]!;
    this.#room.touched = touched;
    for (let i = 0; i < foundCount; i++) this.#consider(found[i]!, room, foundUnmatched[i]);
    this.#room.foundCount = 0;
  }

  /** Looks at the forms that may have no stem in common with the query. */
  #readSide(sink: Sink): void {
    const { stems: n, signs } = this.#query;
    const { groups, side } = this.#language;
    const room = roomFor(this.#floor(sink));
    for (let group = 0; group < groups.length; group += 2) {
      const mx = Math.max(n, groups[group]!);
      const left = room - lossOfStems(mx, mx, signs);
      // It falls with m once m is above n.
      if (left < 0) break;
      const [first, last] = this.#formsWithin(group, left);
      const from = firstNotBelow(side, first, 0, side.length);
      for (let i = from; i < side.length && side[i]! < last; i++) this.#considerOnce(side[i]!, room);
    }
  }

  #considerOnce(form: number, room: number): void {
    const { marks } = this.#room;
    if (marks[form]! >= this.#seen) return;
    marks[form] = this.#seen;
    this.#consider(form, room);
  }

  /** Looks at all forms, whether seen or not: those that were seen were judged by a higher floor. */
  #readAll(sink: Sink): void {
    const { stems: n, signs } = this.#query;
    const { groups } = this.#language;
    const { marks } = this.#room;
    const room = roomFor(this.#floor(sink));
    for (let group = 0; group < groups.length; group += 2) {
      const m = groups[group]!;
      const mx = Math.max(n, m);
      const left = room - lossOfStems(mx - Math.min(n, m), mx, signs);
      if (left < 0) continue;
      const [first, last] = this.#formsWithin(group, left);
      for (let form = first; form < last; form++) {
        if (marks[form] !== this.#taken) this.#consider(form, room);
      }
    }
  }

  /**
   * Has a form wait, if its record leaves room. `known` stems are known to be without a partner; the bag is asked first, which
   * rules out most, and then the signature.
   */
  #consider(form: number, room: number, known = 0): void {
    const query = this.#query;
    const { records } = this.#language;
    const record = form * RECORD_WORDS;
    const m = records[record + STEMS_AT]!;
    const count = records[record + TOKENS_AT]!;
    const length = records[record + LENGTH_AT]! & ~WIDE;
    const mx = Math.max(query.stems, m);
    const K = Math.max(query.tokens.length, count);
    const mc = Math.max(query.length, length);
    const x = Math.min(query.signs, count - m);
    let u = known;
    let ofStems = mx === 0 ? 0 : u / mx;
    if (K > 0) ofStems += Math.max(u, u + K - mx - x) / K;
    const apart = Math.max(Math.abs(query.length - length), bagDistance(query.bag, records, record + BAG_AT));
    const ofCharacters = mc === 0 ? 0 : (2 * apart) / mc;
    if (ofStems + ofCharacters > room) return;
    u = Math.max(known, mx - this.#mostCommon(record, m));
    ofStems = mx === 0 ? 0 : u / mx;
    if (K > 0) ofStems += Math.max(u, u + K - mx - x) / K;
    // The least loss as a score; a form without any may be equal, and in its place.
    const loss = ofStems + ofCharacters;
    if (loss <= room) this.#room.wait(form, loss === 0 ? IN_CONTEXT : Math.floor(25 * (4 - loss) + 1e-6));
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
    if (room.waitingCount === 0) return;
    for (let bound = IN_CONTEXT; bound >= 0; bound--) {
      let place = room.firstOf[bound]!;
      room.firstOf[bound] = 0;
      while (place !== 0 && bound >= this.#floor(sink)) {
        const form = room.waiting[place - 1]!;
        place = room.next[place - 1]!;
        const floor = this.#floor(sink);
        // What is cheap to know comes first, and what is dear only for a form that is wanted.
        if (!this.#measure.begin(form, floor) || !sink.wants(form, bound)) continue;
        const parts = this.#measure.finish(floor);
        if (parts === undefined) continue;
        room.marks[form] = this.#taken;
        sink.take(form, parts);
      }
    }
    room.waitingCount = 0;
  }

  /** What a form's score is made of. */
  partsOf(form: number): Parts {
    this.#measure.begin(form, 0);
    return this.#measure.finish(0)!;
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

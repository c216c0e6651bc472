import { fillBag } from "./bag.js";
import { leastOverlap, postedKeys } from "./bounds.js";
import { words, type Column } from "./columns.js";
import { NO_STEM, type DraftForms } from "./draft-forms.js";
import type { SectionPlan, Sections } from "./part-layout.js";
import {
  BAG_AT,
  LENGTH_AT,
  MOST_FORMS,
  MOST_POSITION,
  NO_KEY,
  POSITION_BITS,
  RECORD_WORDS,
  SIGNATURE_AT,
  SIGNATURE_WORDS,
  STEMS_AT,
  TEXT_AT,
  TOKENS_AT,
  WIDE,
} from "./part-language.js";
import { fillList, fillTable, planList, planTable } from "./string-table.js";

/** Places among the texts are words. */
const MOST_TEXT_BYTES = 0xffff_ffff;

const SKETCH_BITS = 32;
const SIGNATURE_BITS = 32 * SIGNATURE_WORDS;
/** Of 128 tokens, 16,384 and so on: the lowest seven bits of a number go first, the highest bit of a byte says that more follow. */
const VARINT_BITS = 7;

/** Numbers the forms, tokens and keys of one language for a part, then writes them. */
export class PartLanguageWriter {
  readonly #forms: DraftForms;
  /** The draft's forms in the order of their numbers in the part. */
  readonly #order: Uint32Array;
  /** The numbers of the draft's forms in the part, and of those that are only neighbours from the number of forms on. */
  readonly numberOf: Uint32Array;
  readonly #neighbours: string[] = [];
  readonly #tokenOrder: Uint32Array;
  readonly #tokenNumber: Uint32Array;
  /** Keys of the draft: the first of a stem has the stem's number, those of repeats come behind all stems. */
  readonly #repeats: Column<Uint32Array> = words();
  readonly #counts: Uint32Array;
  readonly #rankOf: Uint32Array;
  readonly #posted: Uint32Array;
  readonly #side: number[] = [];
  #textBytes = 0;
  /** For each stem, the last form it was met in (plus one) and the key that it had there. */
  readonly #metIn: Uint32Array;
  readonly #metAs: Uint32Array;
  #keys = new Uint32Array(64);

  /** `said` has a one for each form that a living variant says, `named` for each that is a neighbour of a living unit. */
  constructor(forms: DraftForms, { said, named }: { said: Uint8Array; named: Uint8Array }) {
    this.#forms = forms;
    this.#order = formOrder(forms, said);
    if (this.#order.length > MOST_FORMS) throw new RangeError(`${this.#order.length} segments are too many for a part`);
    this.numberOf = this.#numberForms(said, named);
    const { order, number } = tokenOrder(forms, this.#order);
    this.#tokenOrder = order;
    this.#tokenNumber = number;
    this.#metIn = new Uint32Array(forms.stemTexts.length);
    this.#metAs = new Uint32Array(forms.stemTexts.length);
    this.#counts = this.#countKeys();
    this.#rankOf = ranksOf(this.#counts);
    this.#posted = this.#countPostings();
    if (this.#textBytes > MOST_TEXT_BYTES) throw new RangeError(`${this.#textBytes} bytes are too many for a part`);
  }

  /** How many forms the part will have. */
  get size(): number {
    return this.#order.length;
  }

  #numberForms(said: Uint8Array, named: Uint8Array): Uint32Array {
    const numbers = new Uint32Array(this.#forms.size);
    for (let number = 0; number < this.size; number++) numbers[this.#order[number]!] = number;
    for (let form = 0; form < named.length; form++) {
      if (named[form] === 0 || said[form] === 1) continue;
      numbers[form] = this.size + this.#neighbours.length;
      this.#neighbours.push(this.#forms.textOf(form));
    }
    return numbers;
  }

  #countKeys(): Uint32Array {
    const stems = this.#forms.stemTexts.length;
    this.#repeats.resize(stems);
    this.#repeats.array.fill(NO_KEY, 0, stems);
    const counts = words();
    counts.resize(stems);
    for (const form of this.#order) {
      const keys = this.#keysOf(form);
      counts.resize(this.#repeats.length);
      for (let i = 0; i < keys; i++) counts.array[this.#keys[i]!]! += 1;
    }
    this.#metIn.fill(0);
    return counts.array.slice(0, counts.length);
  }

  /** Writes the keys of a form into `#keys`, in the order of its tokens, and answers how many there are. */
  #keysOf(form: number): number {
    const { tokens, tokenStarts, tokenCounts, stemOfToken } = this.#forms;
    const start = tokenStarts.array[form]!;
    const end = start + tokenCounts.array[form]!;
    if (this.#keys.length < end - start) this.#keys = new Uint32Array(2 * (end - start));
    let count = 0;
    for (let i = start; i < end; i++) {
      const stem = stemOfToken.array[tokens.array[i]!]!;
      if (stem === NO_STEM) continue;
      const key = this.#metIn[stem] === form + 1 ? this.#repeat(this.#metAs[stem]!) : stem;
      this.#metIn[stem] = form + 1;
      this.#metAs[stem] = key;
      this.#keys[count++] = key;
    }
    return count;
  }

  #repeat(key: number): number {
    const known = this.#repeats.array[key]!;
    if (known !== NO_KEY) return known;
    this.#repeats.array[key] = this.#repeats.length;
    this.#repeats.push(NO_KEY);
    return this.#repeats.length - 1;
  }

  /** Writes the ranks of a form's keys into `#keys`, rarest first, and answers how many there are. */
  #ranksOf(form: number): number {
    const count = this.#keysOf(form);
    const keys = this.#keys;
    for (let i = 0; i < count; i++) keys[i] = this.#rankOf[keys[i]!]!;
    if (count > 64) keys.subarray(0, count).sort();
    else {
      for (let i = 1; i < count; i++) {
        const key = keys[i]!;
        let at = i - 1;
        for (; at >= 0 && keys[at]! > key; at--) keys[at + 1] = keys[at]!;
        keys[at + 1] = key;
      }
    }
    return count;
  }

  /** Counts the postings of each key and the bytes of all texts, and lists the forms that no posting may find. */
  #countPostings(): Uint32Array {
    const posted = new Uint32Array(this.#counts.length);
    const { starts, stemCounts, tokenCounts } = this.#forms;
    for (let number = 0; number < this.size; number++) {
      const form = this.#order[number]!;
      const m = stemCounts.array[form]!;
      const signs = tokenCounts.array[form]! - m;
      this.#ranksOf(form);
      for (let i = postedKeys(m, signs) - 1; i >= 0; i--) posted[this.#keys[i]!]! += 1;
      if (leastOverlap(m, signs) === 0) this.#side.push(number);
      this.#textBytes += starts.array[form + 1]! - starts.array[form]! + this.#tokenBytes(form);
    }
    this.#metIn.fill(0);
    return posted;
  }

  #tokenBytes(form: number): number {
    let bytes = 0;
    const { tokens, tokenStarts, tokenCounts } = this.#forms;
    const start = tokenStarts.array[form]!;
    for (let i = start + tokenCounts.array[form]! - 1; i >= start; i--) {
      for (let rest = this.#tokenNumber[tokens.array[i]!]!; ; rest >>>= VARINT_BITS) {
        bytes += 1;
        if (rest < 1 << VARINT_BITS) break;
      }
    }
    return bytes;
  }

  plan(plan: SectionPlan, prefix: string): void {
    const keys = this.#counts.length;
    plan.add(`${prefix}records`, "u32", this.size * RECORD_WORDS);
    plan.add(`${prefix}lengths`, "u16", this.size);
    plan.add(`${prefix}newest`, "u32", this.size);
    plan.add(`${prefix}texts`, "u8", this.#textBytes);
    plan.add(`${prefix}groups`, "u32", 2 * this.#groups().length);
    plan.add(`${prefix}side`, "u32", this.#side.length);
    plan.add(`${prefix}repeats`, "u32", keys);
    plan.add(`${prefix}postingStarts`, "u32", keys + 1);
    plan.add(`${prefix}postings`, "u32", 2 * this.#posted.reduce((sum, count) => sum + count, 0));
    plan.add(`${prefix}sketchBits`, "u8", keys);
    plan.add(`${prefix}signatureBits`, "u8", keys);
    plan.add(`${prefix}stemOfToken`, "u32", this.#tokenOrder.length);
    plan.add(`${prefix}keyOfStem`, "u32", this.#forms.stemTexts.length);
    planTable(plan, `${prefix}tokens`, this.#tokenTexts());
    planTable(plan, `${prefix}stems`, this.#forms.stemTexts);
    planList(plan, `${prefix}neighbours`, this.#neighbours);
    const data = this.#data();
    plan.add(`${prefix}dataForms`, "u32", data.length);
    planList(
      plan,
      `${prefix}data`,
      data.map(([, text]) => text),
    );
  }

  #tokenTexts(): string[] {
    return Array.from(this.#tokenOrder, (token) => this.#forms.tokenTexts[token]!);
  }

  /** The data of codes by form of the part, in the order of their numbers. */
  #data(): [number, string][] {
    const found: [number, string][] = [];
    for (const [form, text] of this.#forms.data) {
      const number = this.numberOf[form]!;
      if (this.#order[number] === form) found.push([number, text]);
    }
    return found.sort(([a], [b]) => a - b);
  }

  /** The numbers of stems that forms have, each with its first form. */
  #groups(): [stems: number, first: number][] {
    const groups: [number, number][] = [];
    for (let number = 0; number < this.size; number++) {
      const stems = this.#forms.stemCounts.array[this.#order[number]!]!;
      if (groups.at(-1)?.[0] !== stems) groups.push([stems, number]);
    }
    return groups;
  }

  fill(sections: Sections, prefix: string): void {
    const rankOf = this.#rankOf;
    sections.u32(`${prefix}groups`).set(this.#groups().flat());
    sections.u32(`${prefix}side`).set(this.#side);
    const repeats = sections.u32(`${prefix}repeats`);
    rankOf.forEach((rank, key) => {
      const next = this.#repeats.array[key]!;
      repeats[rank] = next === NO_KEY ? NO_KEY : rankOf[next]!;
    });
    const countOf = new Uint32Array(rankOf.length);
    rankOf.forEach((rank, key) => (countOf[rank] = this.#counts[key]!));
    balance(countOf, SKETCH_BITS, sections.u8(`${prefix}sketchBits`));
    balance(countOf, SIGNATURE_BITS, sections.u8(`${prefix}signatureBits`));
    const stemOfToken = sections.u32(`${prefix}stemOfToken`);
    this.#tokenOrder.forEach((token, number) => (stemOfToken[number] = this.#forms.stemOfToken.array[token]!));
    const keyOfStem = sections.u32(`${prefix}keyOfStem`);
    for (let stem = 0; stem < keyOfStem.length; stem++) keyOfStem[stem] = rankOf[stem]!;
    fillTable(sections, `${prefix}tokens`, this.#tokenTexts());
    fillTable(sections, `${prefix}stems`, this.#forms.stemTexts);
    fillList(sections, `${prefix}neighbours`, this.#neighbours);
    const data = this.#data();
    sections.u32(`${prefix}dataForms`).set(data.map(([form]) => form));
    fillList(
      sections,
      `${prefix}data`,
      data.map(([, text]) => text),
    );
    this.#fillForms(sections, prefix);
  }

  #fillForms(sections: Sections, prefix: string): void {
    const { starts, lengths } = this.#forms;
    const shortLengths = sections.u16(`${prefix}lengths`);
    const postingStarts = sections.u32(`${prefix}postingStarts`);
    this.#posted.forEach((count, rank) => (postingStarts[rank + 1] = postingStarts[rank]! + count));
    const fill: Filling = {
      records: sections.u32(`${prefix}records`),
      texts: sections.u8(`${prefix}texts`),
      at: 0,
      postings: sections.u32(`${prefix}postings`),
      next: postingStarts.slice(0, -1),
      sketchBits: sections.u8(`${prefix}sketchBits`),
      signatureBits: sections.u8(`${prefix}signatureBits`),
    };
    for (let number = 0; number < this.size; number++) {
      const form = this.#order[number]!;
      shortLengths[number] = Math.min(0xffff, lengths.array[form]!);
      const record = number * RECORD_WORDS;
      fillBag(this.#forms.unitsOf(form), fill.records, record + BAG_AT);
      const size = starts.array[form + 1]! - starts.array[form]!;
      fill.records[record + TEXT_AT] = fill.at;
      fill.records[record + LENGTH_AT] = lengths.array[form]! | (size === lengths.array[form] ? 0 : WIDE);
      fill.records[record + STEMS_AT] = this.#forms.stemCounts.array[form]!;
      fill.records[record + TOKENS_AT] = this.#forms.tokenCounts.array[form]!;
      const start = starts.array[form]!;
      fill.texts.set(this.#forms.texts.array.subarray(start, start + size), fill.at);
      fill.at += size;
      this.#writeTokens(form, fill);
      this.#post(number, form, fill);
    }
  }

  #writeTokens(form: number, fill: Filling): void {
    const { tokens, tokenStarts, tokenCounts } = this.#forms;
    const start = tokenStarts.array[form]!;
    const end = start + tokenCounts.array[form]!;
    for (let i = start; i < end; i++) {
      let rest = this.#tokenNumber[tokens.array[i]!]!;
      for (; rest >= 1 << VARINT_BITS; rest >>>= VARINT_BITS) fill.texts[fill.at++] = rest | (1 << VARINT_BITS);
      fill.texts[fill.at++] = rest;
    }
  }

  /** Enters a form in the lists of its rarest keys, each time with a sketch of the keys behind, and marks all in its signature. */
  #post(number: number, form: number, fill: Filling): void {
    const m = this.#ranksOf(form);
    const posted = postedKeys(m, this.#forms.tokenCounts.array[form]! - m);
    const signature = number * RECORD_WORDS + SIGNATURE_AT;
    let sketch = 0;
    for (let i = m - 1; i >= 0; i--) {
      const key = this.#keys[i]!;
      if (i < posted) {
        const place = 2 * fill.next[key]!++;
        fill.postings[place] = ((number << POSITION_BITS) | Math.min(i, MOST_POSITION)) >>> 0;
        fill.postings[place + 1] = sketch >>> 0;
      }
      sketch |= 1 << fill.sketchBits[key]!;
      const bit = fill.signatureBits[key]!;
      fill.records[signature + (bit >> 5)]! |= 1 << (bit & 31);
    }
  }
}

interface Filling {
  readonly records: Uint32Array;
  readonly texts: Uint8Array;
  /** How many bytes of `texts` are written. */
  at: number;
  readonly postings: Uint32Array;
  /** For each key, the place of its next posting. */
  readonly next: Uint32Array;
  readonly sketchBits: Uint8Array;
  readonly signatureBits: Uint8Array;
}

/** The forms that are said, by number of stems, then by characters, then by bytes. */
function formOrder({ stemCounts, lengths, starts, texts }: DraftForms, said: Uint8Array): Uint32Array {
  const all = Uint32Array.from({ length: said.length }, (_, form) => form).filter((form) => said[form] === 1);
  const order = sortedBy(stemCounts.array, sortedBy(lengths.array, all));
  const alike = (a: number, b: number): boolean =>
    stemCounts.array[a] === stemCounts.array[b] && lengths.array[a] === lengths.array[b];
  const byBytes = (a: number, b: number): number =>
    compareBytes(texts.array, {
      a: starts.array[a]!,
      aEnd: starts.array[a + 1]!,
      b: starts.array[b]!,
      bEnd: starts.array[b + 1]!,
    });
  for (let from = 0; from < order.length;) {
    let to = from + 1;
    while (to < order.length && alike(order[from]!, order[to]!)) to += 1;
    if (to > from + 1) order.subarray(from, to).sort(byBytes);
    from = to;
  }
  return order;
}

/** The order of two byte strings among others: by the first byte that differs, a beginning before what it is the beginning of. */
function compareBytes(
  bytes: Uint8Array,
  { a, aEnd, b, bEnd }: { a: number; aEnd: number; b: number; bEnd: number },
): number {
  for (; a < aEnd && b < bEnd; a++, b++) if (bytes[a] !== bytes[b]) return bytes[a]! - bytes[b]!;
  return aEnd - a - (bEnd - b);
}

/** Sorts forms by a column of small numbers, those of equal ones in the order that they have (a counting sort). */
function sortedBy(column: Uint32Array, forms: Uint32Array): Uint32Array {
  let most = 0;
  for (const form of forms) most = Math.max(most, column[form]!);
  const places = new Uint32Array(most + 2);
  for (const form of forms) places[column[form]! + 1]! += 1;
  for (let i = 1; i < places.length; i++) places[i]! += places[i - 1]!;
  const sorted = new Uint32Array(forms.length);
  for (const form of forms) sorted[places[column[form]!]!++] = form;
  return sorted;
}

/** The tokens of some forms, the commonest first. */
function tokenOrder(forms: DraftForms, order: Uint32Array): { order: Uint32Array; number: Uint32Array } {
  const counts = new Uint32Array(forms.tokenTexts.length);
  const { tokens, tokenStarts, tokenCounts } = forms;
  for (const form of order) {
    const start = tokenStarts.array[form]!;
    for (let i = start + tokenCounts.array[form]! - 1; i >= start; i--) counts[tokens.array[i]!]! += 1;
  }
  const used = Uint32Array.from(counts.keys()).filter((token) => counts[token]! > 0);
  used.sort((a, b) => counts[b]! - counts[a]! || a - b);
  const number = new Uint32Array(counts.length);
  used.forEach((token, i) => (number[token] = i));
  return { order: used, number };
}

/** For each key its place in the order of all, rarest first. */
function ranksOf(counts: Uint32Array): Uint32Array {
  const order = Uint32Array.from(counts.keys()).sort((a, b) => counts[a]! - counts[b]! || a - b);
  const ranks = new Uint32Array(counts.length);
  order.forEach((key, rank) => (ranks[key] = rank));
  return ranks;
}

/** Gives each key a bit so that the bits are about equally often set: the commonest first, each the bit least used. */
function balance(counts: Uint32Array, bits: number, bitOf: Uint8Array): void {
  const loads = new Float64Array(bits);
  for (let key = counts.length - 1; key >= 0; key--) {
    let least = 0;
    for (let bit = 1; bit < bits; bit++) if (loads[bit]! < loads[least]!) least = bit;
    loads[least]! += counts[key]!;
    bitOf[key] = least;
  }
}

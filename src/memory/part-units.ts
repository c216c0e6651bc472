import { primaryLanguage, type LanguageTag } from "../language.js";
import { plainSegment, type InlineCode, type Segment } from "../segment.js";
import type { Origin } from "../unit.js";
import { keyOf, partsOfKey } from "./forms.js";
import type { IndexPart } from "./index-part.js";
import { EDGE, UNKNOWN } from "./part-draft.js";
import type { PartLanguage } from "./part-language.js";
import type { Neighbours } from "./score.js";
import { ORIGINS } from "./unit-table.js";
import { NO_FORM, type NeighbourTexts, type Units } from "./units.js";

/** The units of a part, of which some live no more: row r is dead where bit r & 7 of byte r >> 3 is set. */
export class PartUnits implements Units {
  readonly part: IndexPart;
  readonly dead: Uint8Array;
  readonly #columns: IndexPart["columns"];
  readonly #memoryNumbers: ReadonlyMap<string, number>;

  constructor(part: IndexPart, dead: Uint8Array) {
    this.part = part;
    this.dead = dead;
    this.#columns = part.columns;
    this.#memoryNumbers = new Map(part.memories.map((name, number) => [name, number]));
  }

  get tags(): readonly LanguageTag[] {
    return this.part.tags;
  }

  get memories(): number {
    return this.part.memories.length;
  }

  memoryNumber(name: string): number | undefined {
    return this.#memoryNumbers.get(name);
  }

  isAlive(unit: number): boolean {
    return ((this.dead[unit >> 3]! >> (unit & 7)) & 1) === 0;
  }

  idOf(unit: number): number {
    return this.part.unitIds[unit]!;
  }

  memoryNumberOf(unit: number): number {
    return this.#columns.memories[unit]!;
  }

  memoryOf(unit: number): string {
    return this.part.memoryOf(unit);
  }

  changedAt(unit: number): number {
    return this.#columns.changed[unit]!;
  }

  usageOf(unit: number): number {
    return this.#columns.usage[unit]!;
  }

  originOf(unit: number): Origin | undefined {
    return ORIGINS[this.#columns.origins[unit]!];
  }

  compareNeighbours(unit: number, { before, after }: NeighbourTexts): Neighbours<boolean> {
    return {
      before: this.#compare(unit, this.#columns.before[unit]!, before),
      after: this.#compare(unit, this.#columns.after[unit]!, after),
    };
  }

  #compare(unit: number, neighbour: number, text: string | null | undefined): boolean | undefined {
    if (neighbour === UNKNOWN) return undefined;
    if (neighbour === EDGE || text === null) return neighbour === EDGE && text === null;
    return text !== undefined && this.part.isNeighbour(text, neighbour, this.#columns.sources[unit]!);
  }

  firstVariant(unit: number): number {
    return this.#columns.firstVariants[unit]!;
  }

  endOfVariants(unit: number): number {
    return this.#columns.firstVariants[unit + 1]!;
  }

  unitOf(variant: number): number {
    return this.part.rowOfVariant(variant);
  }

  tagOf(variant: number): number {
    return this.#columns.tags[variant]!;
  }

  langOf(variant: number): LanguageTag {
    return this.part.tags[this.#columns.tags[variant]!]!;
  }

  formOf(variant: number): number {
    return this.#columns.forms[variant]!;
  }

  isSource(variant: number): boolean {
    return this.#columns.tags[variant] === this.#columns.sources[this.unitOf(variant)];
  }

  segmentOf(variant: number): Segment {
    const given = this.part.givenOf(variant);
    if (given !== undefined) return JSON.parse(given) as Segment;
    return plainSegment(this.#languageOf(variant).textOf(this.formOf(variant)));
  }

  codesOf(variant: number): readonly InlineCode[] {
    const given = this.part.givenOf(variant);
    return given === undefined ? [] : (JSON.parse(given) as Segment).codes;
  }

  #languageOf(variant: number): PartLanguage {
    return this.part.languages[this.part.languageOfTag[this.tagOf(variant)]!]!;
  }

  keyOf(variant: number): string {
    const form = this.formOf(variant);
    const language = this.#languageOf(variant);
    return keyOf(language.textOf(form), language.dataOf(form));
  }

  stemsOf(variant: number): number {
    return this.#languageOf(variant).stemsOf(this.formOf(variant));
  }

  findForm(lang: LanguageTag, key: string, stems: number): number {
    const { text, data } = partsOfKey(key);
    return this.part.languageFor(lang)?.find(text, data, stems) ?? NO_FORM;
  }

  newestOf(form: number, lang: LanguageTag): number {
    const language = this.part.languageFor(lang);
    if (language === undefined) throw new RangeError(`no variant is in ${primaryLanguage(lang)}`);
    return language.newest[form]! - 1;
  }

  olderThan(variant: number): number {
    return this.#columns.older[variant]! - 1;
  }
}

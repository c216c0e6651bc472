import type { LanguageTag } from "../language.js";
import { primaryLanguage } from "../language.js";
import { FIRST_FORM } from "./part-draft.js";
import { firstNotBelow, PartLanguage } from "./part-language.js";
import { openSections, PartFault, statedChecksum, type Sections } from "./part-layout.js";
import { StringList } from "./string-table.js";

export { PartFault, statedChecksum };

/** The columns of a part: of its rows, then of its variants. */
interface Columns {
  readonly memories: Uint16Array;
  /** When a unit last changed, in milliseconds since 1970; -Infinity where nobody knows. */
  readonly changed: Float64Array;
  readonly usage: Float64Array;
  readonly origins: Uint8Array;
  /** Numbers of the tags that were translated from. */
  readonly sources: Uint16Array;
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  /** The variants of row r are those from `firstVariants[r]` to `firstVariants[r + 1]`. */
  readonly firstVariants: Uint32Array;
  readonly tags: Uint16Array;
  readonly forms: Uint32Array;
  /** For each variant, one more than the variant before it that says the same form, 0 where there is none. */
  readonly older: Uint32Array;
}

/**
 * Units that change no more, in one buffer that threads share and files keep (part-layout.ts): all that a look-up needs of
 * them, texts, codes and context too. Rows stand in the order of their versions.
 */
export class IndexPart {
  readonly buffer: SharedArrayBuffer;
  /** Version ids by row, ascending. */
  readonly versions: Float64Array;
  /** Unit ids by row. */
  readonly unitIds: Float64Array;
  /** The names of the memories whose units are here; others may be among them. */
  readonly memories: readonly string[];
  readonly tags: readonly LanguageTag[];
  readonly languages: readonly PartLanguage[];
  /** By the tag's number, the language's. */
  readonly languageOfTag: readonly number[];
  readonly columns: Columns;
  /** Rows in the order of their units' ids. */
  readonly #byId: Uint32Array;
  readonly #givenVariants: Uint32Array;
  readonly #given: StringList;

  private constructor(sections: Sections) {
    const { memories, tags, languages } = sections.names;
    this.buffer = sections.buffer;
    this.memories = memories;
    this.tags = tags as readonly LanguageTag[];
    this.languages = languages.map((_, i) => new PartLanguage(sections, `${i}/`));
    this.languageOfTag = this.tags.map((tag) => languages.indexOf(primaryLanguage(tag)));
    this.versions = sections.f64("versions");
    this.unitIds = sections.f64("ids");
    this.#byId = sections.u32("byId");
    this.#givenVariants = sections.u32("givenVariants");
    this.#given = new StringList(sections, "given");
    this.columns = columnsOf(sections);
  }

  /** PartFault for a buffer of another format version, or (unless `checked` before) one that is damaged. */
  static open(buffer: SharedArrayBuffer, options: { checked?: boolean } = {}): IndexPart {
    return new IndexPart(openSections(buffer, { checked: options.checked === true }));
  }

  /** How many rows there are; row r is the unit of version `versions[r]`. */
  get size(): number {
    return this.versions.length;
  }

  memoryOf(row: number): string {
    return this.memories[this.columns.memories[row]!]!;
  }

  /** The row of a unit, -1 where it has none. */
  rowOfUnit(id: number): number {
    const row = this.#byId[this.placeOfUnit(id)];
    return row !== undefined && this.unitIds[row] === id ? row : -1;
  }

  /** How many rows have a unit id below the one given. */
  placeOfUnit(id: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.unitIds[this.#byId[middle]!]! < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row that has the n-th lowest unit id. */
  rowByOrder(n: number): number {
    return this.#byId[n]!;
  }

  /** The row of a variant. */
  rowOfVariant(variant: number): number {
    const first = this.columns.firstVariants;
    // Nearly all units have two variants.
    const guess = Math.min(variant >> 1, this.size - 1);
    if (first[guess]! <= variant && variant < first[guess + 1]!) return guess;
    return firstNotBelow(first, variant + 1, 0, first.length) - 1;
  }

  /** The segment of a variant in JSON, `undefined` where it is its form's text and no more. */
  givenOf(variant: number): string | undefined {
    const place = firstNotBelow(this.#givenVariants, variant, 0, this.#givenVariants.length);
    return this.#givenVariants[place] === variant ? this.#given.textOf(place) : undefined;
  }

  /** The text of a neighbour (not of an unknown one, or the edge) of a unit that was translated from a tag. */
  neighbourText(neighbour: number, tag: number): string {
    const language = this.languages[this.languageOfTag[tag]!]!;
    const form = neighbour - FIRST_FORM;
    return form < language.size ? language.textOf(form) : language.neighbours.textOf(form - language.size);
  }

  /** Whether a text is a neighbour's, as {@link IndexPart.neighbourText} has it. */
  isNeighbour(text: string, neighbour: number, tag: number): boolean {
    const language = this.languages[this.languageOfTag[tag]!]!;
    const form = neighbour - FIRST_FORM;
    return form < language.size ? language.says(form, text) : language.neighbours.is(text, form - language.size);
  }

  /** The language of a tag, `undefined` where no variant is of it. */
  languageFor(tag: LanguageTag): PartLanguage | undefined {
    const primary = primaryLanguage(tag);
    const place = this.tags.findIndex((each) => primaryLanguage(each) === primary);
    return place < 0 ? undefined : this.languages[this.languageOfTag[place]!];
  }
}

function columnsOf(sections: Sections): Columns {
  return {
    memories: sections.u16("memories"),
    changed: sections.f64("changed"),
    usage: sections.f64("usage"),
    origins: sections.u8("origins"),
    sources: sections.u16("sources"),
    before: sections.u32("before"),
    after: sections.u32("after"),
    firstVariants: sections.u32("firstVariants"),
    tags: sections.u16("tags"),
    forms: sections.u32("forms"),
    older: sections.u32("older"),
  };
}

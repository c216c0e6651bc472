import { primaryLanguage, type LanguageTag } from "../language.js";
import { plainSegment, type InlineCode, type Segment } from "../segment.js";
import type { Origin, Unit } from "../unit.js";
import { bytes, doubles, shorts, words, type Column } from "./columns.js";
import { Forms, formKey } from "./forms.js";
import { analyse, type Neighbours } from "./score.js";
import { NO_FORM, type NeighbourTexts, type Units } from "./units.js";

/** What a neighbour is, as a number: not known, the document's edge, or a form with {@link FIRST_FORM} added. */
const UNKNOWN = 0;
const EDGE = 1;
const FIRST_FORM = 2;

/** Bits of a unit's state: whether it is alive, and from {@link ORIGIN_SHIFT} on the place of its origin here. */
const ALIVE = 1;
const ORIGIN_SHIFT = 1;
/** Origins by number. */
export const ORIGINS: readonly (Origin | undefined)[] = [undefined, "machine", "unofficial"];

interface Row {
  readonly id: number;
  readonly memory: number;
  readonly changed: number;
  readonly usage: number;
  readonly state: number;
  /** The number of the source language's tag. */
  readonly source: number;
  readonly before: number;
  readonly after: number;
}

/**
 * The units of all memories: what of each a look-up needs, in columns.
 *
 * Units are numbered as they come; one that is removed or replaced stays as a dead row until the table is rebuilt
 * without it ({@link UnitTable.rebuilt}), so a number never comes to mean another unit. The variants of unit u are those
 * from `#firstVariants[u]` up to where the next unit's begin, in their order in the unit. Variants of one form make a
 * chain, the newest first, from `Forms.heads` on through `#nextOfForm`; links are one more than the variant's number, 0
 * ends a chain. Variants of one unit with one form are therefore neighbours in its chain.
 */
export class UnitTable implements Units {
  readonly #numbers = new Map<number, number>();
  readonly #ids: Column<Float64Array> = doubles();
  readonly #memories: Column<Uint32Array> = words();
  /** When a unit last changed, in milliseconds since 1970; -Infinity where nobody knows. */
  readonly #changed: Column<Float64Array> = doubles();
  readonly #usage: Column<Float64Array> = doubles();
  readonly #states: Column<Uint8Array> = bytes();
  readonly #sources: Column<Uint16Array> = shorts();
  readonly #before: Column<Uint32Array> = words();
  readonly #after: Column<Uint32Array> = words();
  readonly #firstVariants: Column<Uint32Array> = words();

  readonly #unitOfVariant: Column<Uint32Array> = words();
  readonly #tagOfVariant: Column<Uint16Array> = shorts();
  readonly #formOfVariant: Column<Uint32Array> = words();
  readonly #nextOfForm: Column<Uint32Array> = words();
  /** A variant's segment, or its text alone where it has no codes: the form's own string where that is equal. */
  readonly #segments: (Segment | string)[] = [];

  readonly #memoryNames: string[] = [];
  readonly #memoryNumbers = new Map<string, number>();
  readonly #tags: LanguageTag[] = [];
  readonly #tagNumbers = new Map<LanguageTag, number>();
  readonly #forms = new Map<string, Forms>();

  /** How many units are alive. */
  get size(): number {
    return this.#numbers.size;
  }

  /** How many rows are dead. */
  get dead(): number {
    return this.#ids.length - this.#numbers.size;
  }

  /** Adds a unit, in the place of the one with its id if there is one. */
  add(unit: Unit): void {
    const id = idNumber(unit.id);
    const replaced = this.#numbers.get(id);
    if (replaced !== undefined) this.#kill(replaced);
    const forms = this.#formsFor(unit.sourceLang);
    const neighbour = (text: string | null | undefined): number =>
      text === undefined ? UNKNOWN : text === null ? EDGE : forms.number(text.normalize("NFC")) + FIRST_FORM;
    this.#addRow({
      id,
      memory: numberOf(unit.memory, this.#memoryNames, this.#memoryNumbers),
      changed: changeTime(unit),
      usage: unit.usageCount ?? 0,
      state: ALIVE | (ORIGINS.indexOf(unit.origin) << ORIGIN_SHIFT),
      source: numberOf(unit.sourceLang, this.#tags, this.#tagNumbers),
      before: neighbour(unit.context.before),
      after: neighbour(unit.context.after),
    });
    for (const { lang, segment } of unit.variants) this.#addVariant(lang, segment);
  }

  #addRow(row: Row): void {
    this.#numbers.set(row.id, this.#ids.length);
    this.#ids.push(row.id);
    this.#memories.push(row.memory);
    this.#changed.push(row.changed);
    this.#usage.push(row.usage);
    this.#states.push(row.state);
    this.#sources.push(row.source);
    this.#before.push(row.before);
    this.#after.push(row.after);
    this.#firstVariants.push(this.#segments.length);
  }

  #addVariant(lang: LanguageTag, segment: Segment): void {
    const forms = this.#formsFor(lang);
    // Most segments are plain, and many have been said before: those need no analysis.
    const plain = segment.codes.length === 0 ? segment.text.normalize("NFC") : undefined;
    let form = plain === undefined ? undefined : forms.find(plain);
    if (form === undefined || !forms.isAnalysed(form)) {
      const analysed = analyse(segment, lang);
      form = forms.number(formKey(analysed));
      if (!forms.isAnalysed(form)) forms.analyse(form, analysed);
    }
    const own = plain === undefined ? segment : segment.text === plain ? forms.keyOf(form) : segment.text;
    this.#linkVariant({ lang, form, segment: own });
  }

  #linkVariant({ lang, form, segment }: { lang: LanguageTag; form: number; segment: Segment | string }): void {
    const forms = this.#formsFor(lang);
    this.#unitOfVariant.push(this.#ids.length - 1);
    this.#tagOfVariant.push(numberOf(lang, this.#tags, this.#tagNumbers));
    this.#formOfVariant.push(form);
    this.#nextOfForm.push(forms.heads.array[form]!);
    this.#segments.push(segment);
    forms.heads.array[form] = this.#segments.length;
    forms.living.array[form]! += 1;
  }

  #formsFor(lang: LanguageTag): Forms {
    const primary = primaryLanguage(lang);
    let forms = this.#forms.get(primary);
    if (forms === undefined) this.#forms.set(primary, (forms = new Forms()));
    return forms;
  }

  /** Removes a unit. Answers whether there was one. */
  remove(id: string): boolean {
    const unit = this.#numbers.get(idNumber(id));
    if (unit === undefined) return false;
    this.#kill(unit);
    return true;
  }

  /** Removes all units of a memory, and answers their ids. */
  removeMemory(name: string): number[] {
    const memory = this.#memoryNumbers.get(name);
    const removed: number[] = [];
    if (memory === undefined) return removed;
    for (let unit = 0; unit < this.#ids.length; unit++) {
      if (this.#memories.array[unit] !== memory || !this.isAlive(unit)) continue;
      removed.push(this.#ids.array[unit]!);
      this.#kill(unit);
    }
    return removed;
  }

  /** The ids of all units, as numbers. */
  ids(): number[] {
    return [...this.#numbers.keys()];
  }

  #kill(unit: number): void {
    this.#numbers.delete(this.#ids.array[unit]!);
    this.#states.array[unit]! &= ~ALIVE;
    for (let variant = this.firstVariant(unit); variant < this.endOfVariants(unit); variant++) {
      this.#formsFor(this.langOf(variant)).living.array[this.formOf(variant)]! -= 1;
    }
  }

  /** The same units in a table without dead rows, and without the forms, tokens and names that were theirs alone. */
  rebuilt(): UnitTable {
    const table = new UnitTable();
    const transfers = new Map(
      [...this.#forms].map(([primary, forms]) => {
        const other = new Forms();
        table.#forms.set(primary, other);
        return [primary, forms.transferTo(other)];
      }),
    );
    for (let unit = 0; unit < this.#ids.length; unit++) {
      if (!this.isAlive(unit)) continue;
      const sourceLang = this.#tags[this.#sources.array[unit]!]!;
      const { named } = transfers.get(primaryLanguage(sourceLang))!;
      const moved = (neighbour: number): number =>
        neighbour < FIRST_FORM ? neighbour : named(neighbour - FIRST_FORM) + FIRST_FORM;
      table.#addRow({
        id: this.#ids.array[unit]!,
        memory: numberOf(this.memoryOf(unit), table.#memoryNames, table.#memoryNumbers),
        changed: this.changedAt(unit),
        usage: this.usageOf(unit),
        state: this.#states.array[unit]!,
        source: numberOf(sourceLang, table.#tags, table.#tagNumbers),
        before: moved(this.#before.array[unit]!),
        after: moved(this.#after.array[unit]!),
      });
      for (let variant = this.firstVariant(unit); variant < this.endOfVariants(unit); variant++) {
        const lang = this.langOf(variant);
        const form = transfers.get(primaryLanguage(lang))!.analysed(this.formOf(variant));
        table.#linkVariant({ lang, form, segment: this.#segments[variant]! });
      }
    }
    return table;
  }

  /** The forms of a tag's language, or `undefined` where no unit ever had it. */
  formsOf(lang: LanguageTag): Forms | undefined {
    return this.#forms.get(primaryLanguage(lang));
  }

  get memories(): number {
    return this.#memoryNames.length;
  }

  memoryNumber(name: string): number | undefined {
    return this.#memoryNumbers.get(name);
  }

  get tags(): readonly LanguageTag[] {
    return this.#tags;
  }

  isAlive(unit: number): boolean {
    return (this.#states.array[unit]! & ALIVE) !== 0;
  }

  idOf(unit: number): number {
    return this.#ids.array[unit]!;
  }

  memoryNumberOf(unit: number): number {
    return this.#memories.array[unit]!;
  }

  memoryOf(unit: number): string {
    return this.#memoryNames[this.#memories.array[unit]!]!;
  }

  changedAt(unit: number): number {
    return this.#changed.array[unit]!;
  }

  usageOf(unit: number): number {
    return this.#usage.array[unit]!;
  }

  originOf(unit: number): Origin | undefined {
    return ORIGINS[this.#states.array[unit]! >> ORIGIN_SHIFT];
  }

  isSource(variant: number): boolean {
    return this.#tagOfVariant.array[variant] === this.#sources.array[this.unitOf(variant)];
  }

  compareNeighbours(unit: number, { before, after }: NeighbourTexts): Neighbours<boolean> {
    return {
      before: this.#compare(unit, this.#before.array[unit]!, before),
      after: this.#compare(unit, this.#after.array[unit]!, after),
    };
  }

  #compare(unit: number, neighbour: number, text: string | null | undefined): boolean | undefined {
    if (neighbour === UNKNOWN) return undefined;
    if (neighbour === EDGE || text === null) return neighbour === EDGE && text === null;
    const forms = this.#forms.get(primaryLanguage(this.#tags[this.#sources.array[unit]!]!))!;
    return forms.keyOf(neighbour - FIRST_FORM) === text;
  }

  firstVariant(unit: number): number {
    return this.#firstVariants.array[unit]!;
  }

  endOfVariants(unit: number): number {
    return unit + 1 < this.#firstVariants.length ? this.#firstVariants.array[unit + 1]! : this.#segments.length;
  }

  unitOf(variant: number): number {
    return this.#unitOfVariant.array[variant]!;
  }

  tagOf(variant: number): number {
    return this.#tagOfVariant.array[variant]!;
  }

  langOf(variant: number): LanguageTag {
    return this.#tags[this.#tagOfVariant.array[variant]!]!;
  }

  formOf(variant: number): number {
    return this.#formOfVariant.array[variant]!;
  }

  keyOf(variant: number): string {
    return this.#formsFor(this.langOf(variant)).keyOf(this.formOf(variant));
  }

  stemsOf(variant: number): number {
    return this.#formsFor(this.langOf(variant)).stemCounts.array[this.formOf(variant)]!;
  }

  findForm(lang: LanguageTag, key: string): number {
    return this.formsOf(lang)?.find(key) ?? NO_FORM;
  }

  newestOf(form: number, lang: LanguageTag): number {
    return this.#formsFor(lang).heads.array[form]! - 1;
  }

  olderThan(variant: number): number {
    return this.#nextOfForm.array[variant]! - 1;
  }

  codesOf(variant: number): readonly InlineCode[] {
    const segment = this.#segments[variant]!;
    return typeof segment === "string" ? [] : segment.codes;
  }

  segmentOf(variant: number): Segment {
    const segment = this.#segments[variant]!;
    return typeof segment === "string" ? plainSegment(segment) : segment;
  }
}

/** The number of a unit's id. Ids that are no plain decimal number would not sort as the order of matches has it. */
export function idNumber(id: string): number {
  const number = Number(id);
  if (!Number.isSafeInteger(number) || number < 0 || String(number) !== id) {
    throw new RangeError(`The unit id ${JSON.stringify(id)} is not a decimal number`);
  }
  return number;
}

/** When a unit last changed, in milliseconds since 1970; -Infinity where nobody knows. */
export function changeTime(unit: Unit): number {
  const time = Date.parse(unit.changedAt ?? unit.createdAt ?? "");
  return Number.isNaN(time) ? -Infinity : time;
}

/** The place of a name in a list, put at its end if it is new. */
function numberOf<T>(name: T, names: T[], numbers: Map<T, number>): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  names.push(name);
  numbers.set(name, names.length - 1);
  return names.length - 1;
}

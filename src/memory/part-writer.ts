import { FIRST_FORM, type PartDraft } from "./part-draft.js";
import { IndexPart } from "./index-part.js";
import { PartLanguageWriter } from "./part-language-writer.js";
import { seal, SectionPlan, type Sections } from "./part-layout.js";
import { fillList, planList } from "./string-table.js";

/** The columns of units and of their variants, and their kinds. */
const UNIT_COLUMNS = {
  versions: "f64",
  ids: "f64",
  memories: "u16",
  changed: "f64",
  usage: "f64",
  origins: "u8",
  sources: "u16",
  before: "u32",
  after: "u32",
} as const;

/** Makes a part of a draft: of rows for one unit the one of the highest version, of equal ones the last. */
export function writePart(draft: PartDraft): IndexPart {
  return new PartWriter(draft).write();
}

class PartWriter {
  readonly #draft: PartDraft;
  /** The draft's rows in the order of the part's. */
  readonly #rows: Uint32Array;
  readonly #languages: readonly PartLanguageWriter[];
  readonly #variants: number;
  /** The variants with more than their form's text, by number in the part, and what they have. */
  readonly #given: { variants: number[]; texts: string[] } = { variants: [], texts: [] };

  constructor(draft: PartDraft) {
    this.#draft = draft;
    this.#rows = livingRows(draft);
    this.#languages = this.#writers();
    let variants = 0;
    for (const row of this.#rows) {
      for (let variant = draft.firstVariants.array[row]!; variant < draft.endOfVariants(row); variant++, variants++) {
        const text = draft.given.get(variant);
        if (text === undefined) continue;
        this.#given.variants.push(variants);
        this.#given.texts.push(text);
      }
    }
    this.#variants = variants;
  }

  #writers(): PartLanguageWriter[] {
    const draft = this.#draft;
    const said = draft.forms.map((forms) => new Uint8Array(forms.size));
    const named = draft.forms.map((forms) => new Uint8Array(forms.size));
    for (const row of this.#rows) {
      const language = draft.languageOfTag[draft.sources.array[row]!]!;
      for (const neighbour of [draft.before.array[row]!, draft.after.array[row]!]) {
        if (neighbour >= FIRST_FORM) named[language]![neighbour - FIRST_FORM] = 1;
      }
      for (let variant = draft.firstVariants.array[row]!; variant < draft.endOfVariants(row); variant++) {
        said[draft.languageOfTag[draft.tagOfVariant.array[variant]!]!]![draft.formOfVariant.array[variant]!] = 1;
      }
    }
    return draft.forms.map((forms, i) => new PartLanguageWriter(forms, { said: said[i]!, named: named[i]! }));
  }

  write(): IndexPart {
    const { memoryNames: memories, tags, languages } = this.#draft;
    const plan = new SectionPlan();
    for (const [name, kind] of Object.entries(UNIT_COLUMNS)) plan.add(name, kind, this.#rows.length);
    plan.add("byId", "u32", this.#rows.length);
    plan.add("firstVariants", "u32", this.#rows.length + 1);
    for (const name of ["forms", "older"]) plan.add(name, "u32", this.#variants);
    plan.add("tags", "u16", this.#variants);
    plan.add("givenVariants", "u32", this.#given.variants.length);
    planList(plan, "given", this.#given.texts);
    for (const [i, language] of this.#languages.entries()) language.plan(plan, `${i}/`);
    const sections = plan.allocate({ memories, tags, languages });
    for (const [i, language] of this.#languages.entries()) language.fill(sections, `${i}/`);
    this.#fillUnits(sections);
    this.#fillVariants(sections);
    seal(sections.buffer);
    return IndexPart.open(sections.buffer, { checked: true });
  }

  #fillUnits(sections: Sections): void {
    const draft = this.#draft;
    const fill = (into: { [place: number]: number }, from: ArrayLike<number>): void => {
      this.#rows.forEach((row, i) => (into[i] = from[row]!));
    };
    const ids = sections.f64("ids");
    fill(ids, draft.ids.array);
    fill(sections.f64("versions"), draft.versions.array);
    fill(sections.u16("memories"), draft.memories.array);
    fill(sections.f64("changed"), draft.changed.array);
    fill(sections.f64("usage"), draft.usage.array);
    fill(sections.u8("origins"), draft.origins.array);
    fill(sections.u16("sources"), draft.sources.array);
    sections.u32("byId").set(sort(Uint32Array.from(this.#rows.keys()), (a, b) => ids[a]! - ids[b]!));
    const [before, after] = [sections.u32("before"), sections.u32("after")];
    this.#rows.forEach((row, i) => {
      const { numberOf } = this.#languages[draft.languageOfTag[draft.sources.array[row]!]!]!;
      const moved = (neighbour: number): number =>
        neighbour < FIRST_FORM ? neighbour : numberOf[neighbour - FIRST_FORM]! + FIRST_FORM;
      before[i] = moved(draft.before.array[row]!);
      after[i] = moved(draft.after.array[row]!);
    });
  }

  #fillVariants(sections: Sections): void {
    const draft = this.#draft;
    const first = sections.u32("firstVariants");
    const [forms, older, tags] = [sections.u32("forms"), sections.u32("older"), sections.u16("tags")];
    const newest = this.#languages.map((_, i) => sections.u32(`${i}/newest`));
    let number = 0;
    this.#rows.forEach((row, i) => {
      first[i] = number;
      for (let variant = draft.firstVariants.array[row]!; variant < draft.endOfVariants(row); variant++) {
        const tag = draft.tagOfVariant.array[variant]!;
        const language = draft.languageOfTag[tag]!;
        const form = this.#languages[language]!.numberOf[draft.formOfVariant.array[variant]!]!;
        tags[number] = tag;
        forms[number] = form;
        older[number] = newest[language]![form]!;
        number += 1;
        newest[language]![form] = number;
      }
    });
    first[this.#rows.length] = number;
    sections.u32("givenVariants").set(this.#given.variants);
    fillList(sections, "given", this.#given.texts);
  }
}

/** The rows that are to be kept, by version. */
function livingRows({ rows, dead, ids, versions }: PartDraft): Uint32Array {
  const [id, version] = [ids.array, versions.array];
  const living = Uint32Array.from({ length: rows }, (_, row) => row).filter((row) => !dead.has(row));
  const byId = sort(living.slice(), (a, b) => id[a]! - id[b]! || version[a]! - version[b]! || a - b);
  const kept = byId.filter((row, i) => i + 1 === byId.length || id[byId[i + 1]!] !== id[row]);
  return sort(kept, (a, b) => version[a]! - version[b]! || a - b);
}

/** Sorts what is not in order yet: it mostly is. */
function sort(numbers: Uint32Array, compare: (a: number, b: number) => number): Uint32Array {
  let i = 1;
  while (i < numbers.length && compare(numbers[i - 1]!, numbers[i]!) <= 0) i += 1;
  return i >= numbers.length ? numbers : numbers.sort(compare);
}

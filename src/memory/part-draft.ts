import { primaryLanguage, type LanguageTag } from "../language.js";
import { bytes, doubles, shorts, words, type Column } from "./columns.js";
import { DraftForms } from "./draft-forms.js";

/** A neighbour that is not known, the document's edge, or a form with {@link FIRST_FORM} added. */
export const UNKNOWN = 0;
export const EDGE = 1;
export const FIRST_FORM = 2;

/** One unit of a part, without its variants. */
export interface DraftRow {
  readonly id: number;
  readonly version: number;
  readonly memory: string;
  /** Milliseconds since 1970; -Infinity where nobody knows. */
  readonly changed: number;
  readonly usage: number;
  /** A place among {@link ORIGINS}. */
  readonly origin: number;
  readonly sourceLang: LanguageTag;
  readonly before: number;
  readonly after: number;
}

/** A part in the making: rows of units, their variants, and what each language's segments say. */
export class PartDraft {
  readonly ids: Column<Float64Array> = doubles();
  readonly versions: Column<Float64Array> = doubles();
  readonly memories: Column<Uint32Array> = words();
  readonly changed: Column<Float64Array> = doubles();
  readonly usage: Column<Float64Array> = doubles();
  readonly origins: Column<Uint8Array> = bytes();
  readonly sources: Column<Uint16Array> = shorts();
  readonly before: Column<Uint32Array> = words();
  readonly after: Column<Uint32Array> = words();
  readonly firstVariants: Column<Uint32Array> = words();
  /** Rows that another has taken the place of. */
  readonly dead = new Set<number>();

  readonly tagOfVariant: Column<Uint16Array> = shorts();
  readonly formOfVariant: Column<Uint32Array> = words();
  /** The segment of a variant as given, in JSON, where it is more than its form's text. */
  readonly given = new Map<number, string>();

  readonly memoryNames: string[] = [];
  readonly tags: LanguageTag[] = [];
  readonly languages: string[] = [];
  /** By the language's number. */
  readonly forms: DraftForms[] = [];
  readonly #memoryNumbers = new Map<string, number>();
  readonly #tagNumbers = new Map<LanguageTag, number>();
  /** By the tag's number, the language's. */
  readonly languageOfTag: number[] = [];

  /** How many rows there are, dead ones too. */
  get rows(): number {
    return this.ids.length;
  }

  /** Begins a row; its variants are then given to {@link PartDraft.addVariant}. Answers its number. */
  addRow(row: DraftRow): number {
    this.ids.push(row.id);
    this.versions.push(row.version);
    this.memories.push(this.#memory(row.memory));
    this.changed.push(row.changed);
    this.usage.push(row.usage);
    this.origins.push(row.origin);
    this.sources.push(this.#tag(row.sourceLang));
    this.before.push(row.before);
    this.after.push(row.after);
    this.firstVariants.push(this.formOfVariant.length);
    return this.rows - 1;
  }

  addVariant({ lang, form, given }: { lang: LanguageTag; form: number; given: string | undefined }): void {
    if (given !== undefined) this.given.set(this.formOfVariant.length, given);
    this.tagOfVariant.push(this.#tag(lang));
    this.formOfVariant.push(form);
  }

  endOfVariants(row: number): number {
    return row + 1 < this.rows ? this.firstVariants.array[row + 1]! : this.formOfVariant.length;
  }

  /** The forms of a tag's language. */
  formsFor(lang: LanguageTag): DraftForms {
    return this.forms[this.languageOfTag[this.#tag(lang)]!]!;
  }

  #memory(name: string): number {
    const known = this.#memoryNumbers.get(name);
    if (known !== undefined) return known;
    this.#memoryNumbers.set(name, this.memoryNames.length);
    return this.memoryNames.push(name) - 1;
  }

  #tag(lang: LanguageTag): number {
    const known = this.#tagNumbers.get(lang);
    if (known !== undefined) return known;
    const primary = primaryLanguage(lang);
    let language = this.languages.indexOf(primary);
    if (language < 0) {
      language = this.languages.push(primary) - 1;
      this.forms.push(new DraftForms());
    }
    this.languageOfTag.push(language);
    this.#tagNumbers.set(lang, this.tags.length);
    return this.tags.push(lang) - 1;
  }
}

import type { LanguageTag } from "../language.js";
import type { Unit, Variant } from "../unit.js";
import { codeData } from "./forms.js";
import type { IndexPart } from "./index-part.js";
import { EDGE, FIRST_FORM, PartDraft, UNKNOWN } from "./part-draft.js";
import { writePart } from "./part-writer.js";
import { analyse } from "./score.js";
import { changeTime, idNumber, ORIGINS } from "./unit-table.js";

/** Takes units, and makes a part of them. */
export class PartBuilder {
  readonly #draft = new PartDraft();
  readonly #rows = new Map<string, number>();

  /** How many units it has. */
  get size(): number {
    return this.#rows.size;
  }

  /**
   * Adds a unit, in the place of one with its id. `tokens` may give the numbers ({@link PartBuilder.tokenNumber}) of the tokens of
   * each variant, where they are known; it is asked only where a text in NFC without codes is met for the first time. RangeError for an id that
   * is no decimal number.
   */
  add(unit: Unit, version: number, tokens?: (variant: number) => Iterable<number> | undefined): void {
    const draft = this.#draft;
    const id = idNumber(unit.id);
    const replaced = this.#rows.get(unit.id);
    if (replaced !== undefined) draft.dead.add(replaced);
    const row = draft.addRow({
      id,
      version,
      memory: unit.memory,
      changed: changeTime(unit),
      usage: unit.usageCount ?? 0,
      origin: ORIGINS.indexOf(unit.origin),
      sourceLang: unit.sourceLang,
      before: this.#neighbour(unit.context.before, unit.sourceLang),
      after: this.#neighbour(unit.context.after, unit.sourceLang),
    });
    this.#rows.set(unit.id, row);
    for (const [i, variant] of unit.variants.entries()) this.#addVariant(variant, () => tokens?.(i));
  }

  /** The number that a token has among those of a language; `stem` where it has one. */
  tokenNumber(lang: LanguageTag, text: string, stem: string | undefined): number {
    return this.#draft.formsFor(lang).token(text, stem);
  }

  #neighbour(text: string | null | undefined, lang: LanguageTag): number {
    if (text === undefined) return UNKNOWN;
    return text === null ? EDGE : this.#draft.formsFor(lang).number(text.normalize("NFC"), undefined) + FIRST_FORM;
  }

  #addVariant(variant: Variant, known: () => Iterable<number> | undefined): void {
    const { lang, segment } = variant;
    const forms = this.#draft.formsFor(lang);
    const plain = segment.codes.length === 0 ? segment.text.normalize("NFC") : undefined;
    // Most segments are plain and need no more than their tokens.
    const analysed = plain === undefined ? analyse(segment, lang) : undefined;
    const form = forms.number(analysed?.text ?? plain!, codeData(segment));
    if (forms.analysed.array[form] === 0) {
      const numbers = plain === segment.text ? known() : undefined;
      forms.beginTokens(form);
      if (numbers !== undefined) for (const number of numbers) forms.putToken(form, number);
      else {
        const { tokens } = analysed ?? analyse(segment, lang);
        for (const token of tokens) forms.putToken(form, forms.tokenOf(token, lang));
      }
    }
    const given = plain === segment.text ? undefined : JSON.stringify(segment);
    this.#draft.addVariant({ lang, form, given });
  }

  /** A part of all units. Nothing can be added any more. */
  build(): IndexPart {
    return writePart(this.#draft);
  }
}

import type { LanguageTag } from "../language.js";
import type { Token } from "../text/tokens.js";
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
   * Adds a unit, in the place of one with its id. `tokensOf` may give tokens that the caller has made of a variant's
   * segment as it stands; they are used where its text is in NFC. RangeError for an id that is no decimal number.
   */
  add(unit: Unit, version: number, tokensOf?: (variant: Variant) => readonly Token[] | undefined): void {
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
    for (const variant of unit.variants) this.#addVariant(variant, tokensOf);
  }

  #neighbour(text: string | null | undefined, lang: LanguageTag): number {
    if (text === undefined) return UNKNOWN;
    return text === null ? EDGE : this.#draft.formsFor(lang).number(text.normalize("NFC"), undefined) + FIRST_FORM;
  }

  #addVariant(variant: Variant, tokensOf: ((variant: Variant) => readonly Token[] | undefined) | undefined): void {
    const { lang, segment } = variant;
    const forms = this.#draft.formsFor(lang);
    const plain = segment.codes.length === 0 ? segment.text.normalize("NFC") : undefined;
    // Most segments are plain and need no more than their tokens.
    const analysed = plain === undefined ? analyse(segment, lang) : undefined;
    const form = forms.number(analysed?.text ?? plain!, codeData(segment));
    if (forms.analysed.array[form] === 0) {
      const given = plain === segment.text ? tokensOf?.(variant) : undefined;
      const { tokens } = given === undefined ? (analysed ?? analyse(segment, lang)) : { tokens: given };
      forms.beginTokens(form);
      for (const token of tokens) forms.putToken(form, forms.tokenOf(token, lang));
    }
    const given = plain === segment.text ? undefined : JSON.stringify(segment);
    this.#draft.addVariant({ lang, form, given });
  }

  /** A part of all units. Nothing can be added any more. */
  build(): IndexPart {
    return writePart(this.#draft);
  }
}

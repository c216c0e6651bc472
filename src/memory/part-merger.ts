import { primaryLanguage } from "../language.js";
import type { IndexPart } from "./index-part.js";
import { EDGE, FIRST_FORM, PartDraft } from "./part-draft.js";
import type { DraftForms } from "./draft-forms.js";
import type { PartLanguage } from "./part-language.js";
import { writePart } from "./part-writer.js";
import { NONE } from "./vocabulary.js";

/** A part with a bit for each row that lives no more: row r is bit r & 7 of byte r >> 3. */
export interface PartAndDead {
  readonly part: IndexPart;
  readonly dead: Uint8Array;
}

/**
 * One part of what lives in several; `undefined` where nothing does. Of rows for one unit the one of the highest version is
 * kept. No text is analysed again.
 */
export function mergeParts(parts: readonly PartAndDead[]): IndexPart | undefined {
  const draft = new PartDraft();
  reserve(draft, parts);
  for (const { part, dead } of parts) new Transfer(part, draft).rows(dead);
  return draft.rows === 0 ? undefined : writePart(draft);
}

/** Makes room for all that the parts say: arrays that grow hold the half more of it, and for a while what they held before. */
function reserve(draft: PartDraft, parts: readonly PartAndDead[]): void {
  const rooms = new Map<DraftForms, { bytes: number; tokens: number }>();
  for (const { part } of parts) {
    part.tags.forEach((tag, i) => {
      if (part.tags.findIndex((other) => primaryLanguage(other) === primaryLanguage(tag)) < i) return;
      const language = part.languages[part.languageOfTag[i]!]!;
      const forms = draft.formsFor(tag);
      const room = rooms.get(forms) ?? { bytes: 0, tokens: 0 };
      room.bytes += language.texts.length;
      for (let form = 0; form < language.size; form++) room.tokens += language.tokenCountOf(form);
      rooms.set(forms, room);
    });
  }
  for (const [forms, room] of rooms) forms.reserve(room);
}

/** Copies living rows of a part into a draft, with the forms that they need. */
class Transfer {
  readonly #part: IndexPart;
  readonly #draft: PartDraft;
  /** By language and form: one more than the draft's number of it, 0 where it is not copied yet. */
  readonly #forms: readonly Uint32Array[];
  /** By language and token. */
  readonly #tokens: readonly Uint32Array[];
  #numbers = new Uint32Array(256);

  constructor(part: IndexPart, draft: PartDraft) {
    this.#part = part;
    this.#draft = draft;
    this.#forms = part.languages.map(({ size }) => new Uint32Array(size));
    this.#tokens = part.languages.map(({ tokens }) => new Uint32Array(tokens.size).fill(NONE));
  }

  rows(dead: Uint8Array): void {
    const part = this.#part;
    for (let row = 0; row < part.size; row++) {
      if (((dead[row >> 3]! >> (row & 7)) & 1) === 1) continue;
      const sourceLang = part.tags[part.columns.sources[row]!]!;
      this.#draft.addRow({
        id: part.unitIds[row]!,
        version: part.versions[row]!,
        memory: part.memoryOf(row),
        changed: part.columns.changed[row]!,
        usage: part.columns.usage[row]!,
        origin: part.columns.origins[row]!,
        sourceLang,
        before: this.#neighbour(part.columns.before[row]!, part.columns.sources[row]!),
        after: this.#neighbour(part.columns.after[row]!, part.columns.sources[row]!),
      });
      for (let variant = part.columns.firstVariants[row]!; variant < part.columns.firstVariants[row + 1]!; variant++) {
        const tag = part.columns.tags[variant]!;
        this.#draft.addVariant({
          lang: part.tags[tag]!,
          form: this.#form(part.columns.forms[variant]!, tag),
          given: part.givenOf(variant),
        });
      }
    }
  }

  #neighbour(neighbour: number, tag: number): number {
    if (neighbour <= EDGE) return neighbour;
    const text = this.#part.neighbourText(neighbour, tag);
    return this.#draft.formsFor(this.#part.tags[tag]!).number(text, undefined) + FIRST_FORM;
  }

  #form(form: number, tag: number): number {
    const language = this.#part.languageOfTag[tag]!;
    const copied = this.#forms[language]!;
    if (copied[form] === 0) copied[form] = 1 + this.#copy(form, language, this.#draft.formsFor(this.#part.tags[tag]!));
    return copied[form]! - 1;
  }

  #copy(form: number, language: number, into: DraftForms): number {
    const from = this.#part.languages[language]!;
    const number = into.number(from.textOf(form), from.dataOf(form));
    if (into.analysed.array[number] === 1) return number;
    into.beginTokens(number);
    const count = from.tokenCountOf(form);
    if (this.#numbers.length < count) this.#numbers = new Uint32Array(2 * count);
    from.readTokensOf(form, this.#numbers);
    const known = this.#tokens[language]!;
    for (let i = 0; i < count; i++) {
      const token = this.#numbers[i]!;
      if (known[token] === NONE) known[token] = tokenIn(into, from, token);
      into.putToken(number, known[token]!);
    }
    return number;
  }
}

function tokenIn(into: DraftForms, from: PartLanguage, token: number): number {
  const stem = from.stemOfToken[token]!;
  return into.token(from.tokens.textOf(token), stem === NONE ? undefined : from.stems.textOf(stem));
}

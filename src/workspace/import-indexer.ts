import { parentPort, workerData } from "node:worker_threads";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { PartBuilder } from "../memory/part-builder.js";
import { contentOfPrepared, type PreparedContent } from "../store/prepared-unit.js";
import type { FreshTokens, ReadTokens } from "./import-words.js";

/** The thread that makes parts of the index of the units that an import writes. */

/** What the thread is given: the id of the memory. */
export interface IndexerOrder {
  readonly memory: string;
}

/** A unit that was written, with its number and that of its version. */
export interface WrittenContent extends PreparedContent {
  readonly unit: number;
  readonly version: number;
  /** The place of its first variant's text among those of the batch. */
  readonly firstText: number;
}

/** What it is told: units written of a batch with the tokens of all of it, or, as the last, that there are no more. */
export type IndexerMessage = { readonly units: readonly WrittenContent[]; readonly tokens: ReadTokens } | "end";

/** What it answers: that it has taken units, or the parts of all. */
export type IndexerAnswer = "taken" | { readonly parts: readonly SharedArrayBuffer[] };

/** Units to a part: more would take too much memory while they wait. */
const UNITS_PER_PART = 100_000;

/** So few units need no part; they are taken up one by one. */
const FEW_UNITS = 2_000;

/** The tokens of a language as the reader numbers them, and what numbers they have in the part that is being made. */
class KnownTokens {
  readonly #lang: LanguageTag;
  readonly #texts: string[] = [];
  readonly #stems: (string | undefined)[] = [];
  /** One more than the number; 0 for a token that the part has not met. */
  #inPart = new Uint32Array(1_024);
  /** Those of one text at a time. */
  #found = new Uint32Array(256);

  constructor(lang: LanguageTag) {
    this.#lang = lang;
  }

  add({ first, texts, stems }: FreshTokens): void {
    if (first !== this.#texts.length)
      throw new RangeError(`tokens from ${first} on are told, after ${this.#texts.length}`);
    for (const text of texts) this.#texts.push(text);
    for (const stem of stems) this.#stems.push(stem);
    if (this.#texts.length <= this.#inPart.length) return;
    const grown = new Uint32Array(2 * this.#texts.length);
    grown.set(this.#inPart);
    this.#inPart = grown;
  }

  /** The numbers in the part, for as long as no other text's are asked for. */
  inPart(numbers: Uint32Array): Uint32Array {
    if (this.#found.length < numbers.length) this.#found = new Uint32Array(2 * numbers.length);
    for (let i = 0; i < numbers.length; i++) this.#found[i] = this.#numberInPart(numbers[i]!);
    return this.#found.subarray(0, numbers.length);
  }

  #numberInPart(number: number): number {
    const known = this.#inPart[number]!;
    if (known !== 0) return known - 1;
    const added = builder.tokenNumber(this.#lang, this.#texts[number]!, this.#stems[number]);
    this.#inPart[number] = added + 1;
    return added;
  }

  beginPart(): void {
    this.#inPart.fill(0);
  }
}

const { memory } = workerData as IndexerOrder;
const parts: SharedArrayBuffer[] = [];
const known = new Map<string, KnownTokens>();
let builder = new PartBuilder();
let taken = 0;

function take({ units, tokens }: Exclude<IndexerMessage, "end">): void {
  for (const fresh of tokens.fresh) {
    const language = primaryLanguage(fresh.lang);
    // Numbers from 0 on are those of a reader that has forgotten all earlier ones.
    if (fresh.first === 0) known.set(language, new KnownTokens(fresh.lang));
    known.get(language)!.add(fresh);
  }
  for (const { unit, version, firstText, ...content } of units) {
    const told = contentOfPrepared(content);
    builder.add({ ...told, id: String(unit), memory, revision: 1 }, version, (variant) =>
      tokensOf(told.variants[variant]!.lang, firstText + variant, tokens),
    );
  }
  taken += units.length;
  if (builder.size >= UNITS_PER_PART) endPart();
}

/** The numbers in the part of a text's tokens, where the reader has told them. */
function tokensOf(lang: LanguageTag, text: number, { numbers, ends }: ReadTokens): Uint32Array | undefined {
  const from = text === 0 ? 0 : ends[text - 1]!;
  const to = ends[text]!;
  return from === to ? undefined : known.get(primaryLanguage(lang))!.inPart(numbers.subarray(from, to));
}

function endPart(): void {
  if (builder.size > 0) parts.push(builder.build().buffer);
  builder = new PartBuilder();
  for (const tokens of known.values()) tokens.beginPart();
}

const port = parentPort;
port?.on("message", (message: IndexerMessage) => {
  let answer: IndexerAnswer = "taken";
  if (message !== "end") take(message);
  else {
    if (taken > FEW_UNITS) endPart();
    answer = { parts };
  }
  port.postMessage(answer);
});

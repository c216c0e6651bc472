import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { LanguageTag } from "../../src/language.js";
import type { Segment } from "../../src/segment.js";
import { searchText } from "../../src/store/search-text.js";
import { hasStem, stemOf, tokenize } from "../../src/text/tokens.js";
import { searchTokens } from "../../src/workspace/analysis.js";
import { ImportWords, type ReadTokens, type ReadWords } from "../../src/workspace/import-words.js";

const [fr, en, de] = ["fr-CA", "en", "de"] as LanguageTag[];

const langs = fc.constantFrom(fr!, en!, de!);
const texts = fc
  .array(
    fc.constantFrom(
      "l’",
      "OTAN",
      "ponts",
      "été",
      "e\u0301te\u0301",
      "75\u00A0000",
      "2,8",
      "%1$s",
      "œuvre",
      ", ",
      " ",
      "😀",
      "-",
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(""));
const segments: fc.Arbitrary<Segment> = fc
  .tuple(texts, fc.option(fc.nat({ max: 4 })))
  .map(([text, at]) => ({ text, codes: at === null || at > text.length ? [] : [{ at, id: "1", kind: "alone" }] }));

/** What has been told of tokens, as who makes the index keeps it. */
class Told {
  readonly #texts = new Map<string, { text: string; stem: string | undefined }[]>();

  take({ fresh }: ReadTokens): void {
    for (const { lang, first, texts: added, stems } of fresh) {
      const known = first === 0 ? [] : this.#texts.get(lang)!;
      expect(known).toHaveLength(first);
      this.#texts.set(lang, [...known, ...added.map((text, i) => ({ text, stem: stems[i] }))]);
    }
  }

  of(lang: LanguageTag, text: number, { numbers, ends }: ReadTokens): unknown[] {
    return [...numbers.slice(text === 0 ? 0 : ends[text - 1], ends[text])].map(
      (number) => this.#texts.get(lang)![number],
    );
  }
}

function rowOf(text: number, { bytes, ends }: ReadWords): { folded: string; stems: string } {
  const written = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString();
  const from = text === 0 ? 0 : ends[2 * text - 1]!;
  return { folded: written(from, ends[2 * text]!), stems: written(ends[2 * text]!, ends[2 * text + 1]!) };
}

describe("the words of an import", () => {
  test("are those that concordance and the index find in a text by themselves", () => {
    const batches = fc.array(fc.array(fc.tuple(segments, langs), { maxLength: 6 }), { maxLength: 4 });
    fc.assert(
      fc.property(batches, (all) => {
        const words = new ImportWords();
        const told = new Told();
        for (const batch of all) {
          for (const [segment, lang] of batch) words.read(segment, lang);
          const { tokens: read, words: row } = words.take();
          told.take(read);
          expect(read.ends).toHaveLength(batch.length);
          for (const [i, [segment, lang]] of batch.entries()) {
            expect(rowOf(i, row)).toEqual(searchText(searchTokens(segment, lang), lang));
            const isPlain = segment.codes.length === 0 && segment.text.normalize("NFC") === segment.text;
            const tokens = isPlain ? tokenize(segment, lang) : [];
            const stemmed = tokens.map((token) => ({
              text: token.text,
              stem: hasStem(token) ? stemOf(token, lang) : undefined,
            }));
            expect(told.of(lang, i, read)).toEqual(stemmed);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("begin anew where there are too many of them", () => {
    const words = new ImportWords();
    const told = new Told();
    const many = Array.from({ length: 200_001 }, (_, i) => `m${i.toString(36)}`);
    words.read({ text: many.join(" "), codes: [] }, en!);
    told.take(words.take().tokens);
    words.read({ text: "The end", codes: [] }, en!);
    const { tokens: read } = words.take();
    expect(read.fresh).toMatchObject([{ first: 0, texts: ["The", "end"] }]);
    told.take(read);
    expect(told.of(en!, 0, read)).toEqual([
      { text: "The", stem: "the" },
      { text: "end", stem: "end" },
    ]);
  });
});

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { languageTag, type LanguageTag } from "../../src/language.js";
import type { Segment } from "../../src/segment.js";
import { hasStem, NUMBER_STEM, stemsOf, tokenize } from "../../src/text/tokens.js";
import { tokenizeByPatterns } from "../reference/pattern-tokens.js";

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const de = languageTag("de") as LanguageTag;

const texts = (text: string, lang: LanguageTag): string[] => tokenize(text, lang).map((token) => token.text);
const kinds = (text: string, lang: LanguageTag): string[] =>
  tokenize(text, lang).map(({ kind, text: t }) => `${kind}:${t}`);

describe("French elision", () => {
  test.each([
    ["l’OTAN", ["l’", "OTAN"]],
    ["l'OTAN", ["l'", "OTAN"]],
    ["lʼOTAN", ["lʼ", "OTAN"]],
    ["L’Alliance", ["L’", "Alliance"]],
    ["d’assistance", ["d’", "assistance"]],
    ["d'assistance", ["d'", "assistance"]],
    ["dʼassistance", ["dʼ", "assistance"]],
    ["qu’il", ["qu’", "il"]],
    ["jusqu’à", ["jusqu’", "à"]],
    ["Lorsqu’on", ["Lorsqu’", "on"]],
    ["puisqu’elle", ["puisqu’", "elle"]],
    ["l’«Alliance»", ["l’", "«", "Alliance", "»"]],
    ["l’1", ["l’", "1"]],
    ["aujourd’hui", ["aujourd’hui"]],
    ["aujourd'hui", ["aujourd'hui"]],
    ["aujourdʼhui", ["aujourdʼhui"]],
    ["Aujourd’hui", ["Aujourd’hui"]],
    ["prud’homme", ["prud’homme"]],
    ["s’il", ["s’", "il"]],
    ["qu’aujourd’hui", ["qu’", "aujourd’hui"]],
    ["presqu’île", ["presqu’île"]],
  ])("parts %s", (text, expected) => {
    expect(texts(text, fr)).toEqual(expected);
  });

  test("leaves the closing mark of a quotation alone", () => {
    expect(texts("‘mot’ fin", fr)).toEqual(["‘", "mot", "’", "fin"]);
  });
});

describe("English endings", () => {
  test.each([
    ["NATO’s", ["NATO", "’s"]],
    ["NATO's", ["NATO", "'s"]],
    ["don’t", ["don", "’t"]],
    ["the Allies’ view", ["the", "Allies", "’", "view"]],
    ["'quoted'", ["'", "quoted", "'"]],
    ["1990's", ["1990", "'s"]],
  ])("parts %s", (text, expected) => {
    expect(texts(text, en)).toEqual(expected);
  });
});

describe("numbers", () => {
  test.each([["\u0020"], ["\u00A0"], ["\u202F"], ["\u2009"]])("take a grouping space in (%j)", (space) => {
    expect(kinds(`plus de 75${space}000 soldats`, fr)).toEqual([
      "word:plus",
      "word:de",
      `number:75${space}000`,
      "word:soldats",
    ]);
  });

  test.each([
    ["2,8 %", ["number:2,8", "sign:%"]],
    ["1,051,635", ["number:1,051,635"]],
    ["14:30", ["number:14", "sign::", "number:30"]],
    ["14h30", ["number:14", "word:h30"]],
    ["5.", ["number:5", "sign:."]],
    ["5.2.1", ["number:5.2.1"]],
    ["en 2020 300 hommes", ["word:en", "number:2020", "number:300", "word:hommes"]],
    ["1 234,5", ["number:1 234,5"]],
    ["12 3456", ["number:12", "number:3456"]],
    ["−3,5 °C", ["sign:−", "number:3,5", "sign:°", "word:C"]],
    ["N95", ["word:N95"]],
    ["COVID-19", ["word:COVID", "sign:-", "number:19"]],
    ["12e", ["number:12", "word:e"]],
  ])("of %s", (text, expected) => {
    expect(kinds(text, fr)).toEqual(expected);
  });
});

describe("words", () => {
  test("keep their ligature, accents and soft hyphens in one token", () => {
    expect(texts("œuvre cœur", fr)).toEqual(["œuvre", "cœur"]);
    expect(tokenize("assis\u00ADtance", fr)).toHaveLength(1);
    expect(stemsOf(tokenize("assis\u00ADtance", fr), fr)).toEqual(stemsOf(tokenize("assistance", fr), fr));
  });

  test("written decomposed are one token, composed, at their decomposed place", () => {
    const text = "l’e\u0301tat-major e\u0301tait";
    const tokens = tokenize(text, fr);
    expect(tokens.map((token) => token.text)).toEqual(["l’", "état", "-", "major", "était"]);
    expect(text.slice(tokens[1]?.start, tokens[1]?.end)).toBe("e\u0301tat");
  });

  test("are parted by hyphens", () => {
    expect(texts("cessez-le-feu", fr)).toEqual(["cessez", "-", "le", "-", "feu"]);
    expect(texts("cessez\u2011le\u2011feu", fr)).toHaveLength(5);
  });
});

describe("placeholders and emoji", () => {
  test.each([
    ["[X12X]", ["code:[X12X]"]],
    ["%1$s files", ["code:%1$s", "word:files"]],
    ["%s", ["code:%s"]],
    ["{0} of {count}", ["code:{0}", "word:of", "code:{count}"]],
    ["${name}", ["code:${name}"]],
    ["100 % sûr", ["number:100", "sign:%", "word:sûr"]],
    ["50 %des", ["number:50", "sign:%", "word:des"]],
    ["👍🏽", ["sign:👍🏽"]],
    ["👩‍👩‍👧", ["sign:👩‍👩‍👧"]],
    ["🇫🇷🇬🇧", ["sign:🇫🇷", "sign:🇬🇧"]],
  ])("of %s", (text, expected) => {
    expect(kinds(text, en)).toEqual(expected);
  });
});

describe("inline codes", () => {
  test("part the word that they stand in and have no width", () => {
    const segment: Segment = {
      text: "mot",
      codes: [
        { at: 0, id: "1", kind: "open" },
        { at: 1, id: "2", kind: "alone" },
        { at: 3, id: "1", kind: "close" },
      ],
    };
    expect(tokenize(segment, fr).map(({ text, start, end }) => [text, start, end])).toEqual([
      ["<open>", 0, 0],
      ["m", 0, 1],
      ["<alone>", 1, 1],
      ["ot", 1, 3],
      ["<close>", 3, 3],
    ]);
  });

  test("stand alone in a segment of codes only", () => {
    expect(tokenize({ text: "", codes: [{ at: 0, id: "1", kind: "alone" }] }, fr)).toHaveLength(1);
    expect(tokenize("", fr)).toEqual([]);
    expect(tokenize(" \u00A0\t\n", fr)).toEqual([]);
  });
});

describe("stems", () => {
  test("are the same for every number and exist for words and numbers only", () => {
    const tokens = tokenize("Les 28 pays, %s !", fr);
    expect(tokens.filter(hasStem).map((token) => token.text)).toEqual(["Les", "28", "pays"]);
    expect(stemsOf(tokens, fr)[1]).toBe(NUMBER_STEM);
  });

  test("of a language without an analyser are the folded words", () => {
    expect(stemsOf(tokenize("Die Häuser", de), de)).toEqual(["die", "häuser"]);
  });
});

/** Pieces that tokenisers trip over, joined at random. */
const PIECES = [
  "l’",
  "OTAN",
  "aujourd’hui",
  "d'",
  "ʼ",
  " ",
  "\u00A0",
  "\u202F",
  "75 000",
  "2,8",
  "%",
  "%1$s",
  "[X12X]",
  "{0}",
  "e\u0301",
  "\u0301",
  "œ",
  "\u00AD",
  "\u200B",
  "\u200D",
  "👍🏽",
  "🇫🇷",
  "🇫",
  "😀",
  "-",
  "’s",
  "n’t",
  "1",
  ".",
  ",",
  "É",
  "É".normalize("NFD"),
  "ﬁ",
  "한",
  "한".normalize("NFD"),
  "Å",
  "\uFE0F",
  "\uFEFF",
  "\t",
  "\n",
  "≠",
  "=\u0338",
  "\u1E9B\u0323",
];
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((parts) => parts.join("")),
);

describe("any text", () => {
  test.each([fr, en, de])("is covered by tokens in order, each the NFC of its own place (%s)", (lang) => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end, text: written } of tokenize(text, lang)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end).normalize("NFC")).toBe(written);
          // What lies between tokens is white space and characters of no width.
          expect(text.slice(last, start)).toMatch(/^[\s\u200B\u2060\uFEFF\u00AD]*$/u);
          last = end;
        }
        expect(text.slice(last)).toMatch(/^[\s\u200B\u2060\uFEFF\u00AD]*$/u);
      }),
      { numRuns: 2_000 },
    );
  });

  test("in NFD has the tokens of its NFC", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(..."éàœçÉ lO’- 75,"), { maxLength: 30 }), (letters) => {
        const text = letters.join("");
        expect(texts(text.normalize("NFD"), fr)).toEqual(texts(text.normalize("NFC"), fr));
      }),
      { numRuns: 1_000 },
    );
  });

  test("of 14,000 characters with codes at every place is read", () => {
    const text = "l’Alliance a 75 000 soldats ; ".repeat(480).slice(0, 14_000);
    const codes = Array.from({ length: 1_000 }, (_, i) => ({ at: i * 14, id: String(i), kind: "alone" as const }));
    const tokens = tokenize({ text, codes }, fr);
    expect(tokens.filter((token) => token.code !== undefined)).toHaveLength(1_000);
    expect(tokens.at(-1)?.end).toBeGreaterThan(13_990);
  });
});

describe("the quick way", () => {
  const pieces = fc.oneof(
    fc.constantFrom(..."aZéßœſʼ'’09.,%${}[]#X12 \u00A0\u202F\u2009-–—…€™©®‼*"),
    fc.constantFrom("\u0301", "\u0300", "\u00AD", "\u200B", "\u200C", "\u200D", "\u2060", "\uFEFF", "\uFE0F", "\u20E3"),
    fc.constantFrom("l’", "qu'", "don't", "NATO’s", "75 000", "%1$s", "{0}", "e\u0301", "中文", "кот", "ع", "Ⅳ", "①"),
    fc.constantFrom("😀", "👍🏽", "👩‍👧", "🇫🇷", "#️⃣", "𝒳", "\uD800", "\uDC00"),
    fc.string({ unit: "binary", maxLength: 3 }),
  );

  test.each([fr, en, de])("parts any text in %s as the patterns do", (lang) => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        expect(tokenize(text, lang)).toEqual(tokenizeByPatterns(text, lang));
      }),
      { numRuns: 2_000 },
    );
  });

  test("parts a text with codes as the patterns do", () => {
    const codes = fc.array(fc.nat({ max: 12 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), codes, (parts, places) => {
        const text = parts.join("");
        const at = places.filter((place) => place <= text.length).sort((a, b) => a - b);
        const segment = { text, codes: at.map((place, i) => ({ kind: "alone" as const, id: String(i), at: place })) };
        expect(tokenize(segment, fr)).toEqual(tokenizeByPatterns(segment, fr));
      }),
      { numRuns: 2_000 },
    );
  });

  test("takes every character by itself, in a word and before a mark as the patterns do", () => {
    const otherwise: number[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      const text = `a${character}b ${character}\u0301 ${character}\uFE0F ${character}`;
      if (JSON.stringify(tokenize(text, fr)) !== JSON.stringify(tokenizeByPatterns(text, fr))) otherwise.push(code);
    }
    expect(otherwise).toEqual([]);
  });
});

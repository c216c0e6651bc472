import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { canonical, decimal, plusHalf, scaled } from "../../src/text/decimal.js";
import { readDigits, writeDigits } from "../../src/text/digits.js";
import { wordNumberAt } from "../../src/text/number-words.js";
import { quantities } from "../../src/text/quantities.js";
import type { Quantity } from "../../src/text/quantity.js";
import { tokenize } from "../../src/text/tokens.js";

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const de = languageTag("de") as LanguageTag;

const certain = (text: string, lang: LanguageTag): Quantity[] => quantities(text, lang).filter((each) => each.certain);
/** What is surely stated: its place as text, and its own values, the other locale's behind a bar. */
const read = (text: string, lang: LanguageTag): string[] =>
  certain(text, lang).map(
    ({ start, end, own, other }) =>
      `${text.slice(start, end)} = ${[...own].join(" ")}${other.length > 0 ? ` | ${other.join(" ")}` : ""}`,
  );

describe("numbers in words", () => {
  test.each([
    ["vingt-huit", 28n],
    ["vingt et un", 21n],
    ["vingt-et-une", 21n],
    ["soixante-dix", 70n],
    ["soixante et onze", 71n],
    ["soixante-dix-sept", 77n],
    ["quatre-vingts", 80n],
    ["quatre-vingt-un", 81n],
    ["quatre-vingt-dix-sept", 97n],
    ["septante-deux", 72n],
    ["huitante", 80n],
    ["nonante-neuf", 99n],
    ["cent", 100n],
    ["cent un", 101n],
    ["deux cents", 200n],
    ["deux cent mille", 200_000n],
    ["mille neuf cent quatre-vingt-neuf", 1_989n],
    ["deux millions cinq cent mille", 2_500_000n],
    ["un milliard", 1_000_000_000n],
    ["deux billions", 2_000_000_000_000n],
    ["trois trillions", 3_000_000_000_000_000_000n],
    ["dix-sept", 17n],
    ["dix", 10n],
    ["zéro", 0n],
  ])("%s", (text, value) => {
    const words = tokenize(text, fr).map((token) => token.text);
    expect(wordNumberAt(words, 0, "fr")).toMatchObject({ value, next: words.length, ordinal: false, vague: false });
  });

  test.each([
    ["twenty-eight", 28n],
    ["twenty eight", 28n],
    ["one hundred and five", 105n],
    ["two hundred thousand", 200_000n],
    ["three hundred and twenty-one thousand four hundred and one", 321_401n],
    ["one thousand and five", 1_005n],
    ["fifteen hundred", 1_500n],
    ["nineteen eighty-four", 1_984n],
    ["two trillion", 2_000_000_000_000n],
    ["seventeen", 17n],
  ])("%s", (text, value) => {
    const words = tokenize(text, en).map((token) => token.text);
    expect(wordNumberAt(words, 0, "en")).toMatchObject({ value, next: words.length, ordinal: false, vague: false });
  });

  test.each([
    ["fr", "vingt-et-unième", 21n],
    ["fr", "quatre-vingt-dixième", 90n],
    ["fr", "dix-septième", 17n],
    ["fr", "première", 1n],
    ["en", "twenty-first", 21n],
    ["en", "twelfth", 12n],
  ] as const)("in %s %s is an ordinal", (lang, text, value) => {
    const words = tokenize(text, lang === "fr" ? fr : en).map((token) => token.text);
    expect(wordNumberAt(words, 0, lang)).toMatchObject({ value, next: words.length, ordinal: true });
  });

  test.each([
    ["fr", "deux trois", 2n, 1],
    ["fr", "vingt, trente", 20n, 1],
    ["fr", "dix et vingt", 10n, 1],
    ["fr", "cinq mille mille", 5_000n, 2],
    ["en", "two three", 2n, 1],
    ["en", "five and six", 5n, 1],
    ["en", "one hundred and ships", 100n, 2],
  ] as const)("in %s “%s” ends where the number does", (lang, text, value, next) => {
    const words = tokenize(text, lang === "fr" ? fr : en).map((token) => token.text);
    expect(wordNumberAt(words, 0, lang)).toMatchObject({ value, next });
  });

  test.each([
    ["fr", "une douzaine", 12n, 1n],
    ["fr", "une centaine", 100n, 1n],
    ["fr", "deux douzaines", 24n, 1n],
    ["en", "a dozen", 12n, 1n],
    ["en", "two dozen", 24n, 1n],
    ["en", "half a million", 500_000n, 1n],
    ["en", "two-thirds", 2n, 3n],
    ["fr", "trois quarts", 3n, 4n],
    ["fr", "la", undefined, undefined],
    ["en", "a", undefined, undefined],
    ["en", "hundreds", undefined, undefined],
    ["fr", "milliers", undefined, undefined],
    ["en", "million", undefined, undefined],
    ["en", "constructor", undefined, undefined],
  ] as const)("in %s “%s” is %d of %d", (lang, text, value, denominator) => {
    const words = tokenize(text, lang === "fr" ? fr : en).map((token) => token.text);
    const found = wordNumberAt(words, 0, lang);
    expect(found?.value).toBe(value);
    expect(found?.denominator).toBe(denominator);
  });
});

describe("digits", () => {
  const values = (written: string, lang: LanguageTag): (string | undefined)[] => {
    const { own, other } = readDigits(written, lang);
    return [own && canonical(own), other && canonical(other)];
  };

  test.each([
    ["75.000", en, "75", "75000"],
    ["75.000", fr, "75000", "75"],
    ["75,000", en, "75000", "75"],
    ["75,000", fr, "75", "75000"],
    ["75 000", fr, "75000", "75000"],
    ["75\u00A0000", en, "75000", "75000"],
    ["75\u202F000", en, "75000", "75000"],
    ["2,8", fr, "2.8", undefined],
    ["2,8", en, undefined, "2.8"],
    ["2.8", fr, undefined, "2.8"],
    ["0.125", fr, undefined, "0.125"],
    ["1,051,635", en, "1051635", undefined],
    ["1,051,635", fr, undefined, "1051635"],
    ["1.234,5", fr, "1234.5", undefined],
    ["1,234.5", en, "1234.5", undefined],
    ["1,00,000", en, "100000", undefined],
    ["5.2.1", en, undefined, undefined],
    ["12'500", fr, "12500", "12500"],
    ["007", en, "7", "7"],
    ["0,50", fr, "0.5", undefined],
  ])("%s in %s are %s, else %s", (written, lang, own, other) => {
    expect(values(written, lang)).toEqual([own, other]);
  });

  test("are written in the form of a locale, their decimals kept", () => {
    expect(writeDigits(decimal("1234567", "50"), true, fr)).toBe("1\u00A0234\u00A0567,50");
    expect(writeDigits(decimal("1234567", "50"), true, en)).toBe("1,234,567.50");
    expect(writeDigits(decimal("2025"), false, fr)).toBe("2025");
    expect(writeDigits(decimal("0", "05"), false, fr)).toBe("0,05");
  });

  test("written in a locale's form are read by it again", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.nat(8),
        fc.constantFrom(fr, en),
        (digits, places, lang) => {
          const amount = { digits, places };
          const own = readDigits(writeDigits(amount, true, lang), lang).own;
          expect(own && canonical(own)).toBe(canonical(amount));
        },
      ),
    );
  });

  test("are scaled without any error", () => {
    expect(canonical(scaled(decimal("0", "1"), 9))).toBe("100000000");
    expect(canonical(scaled(decimal("1", "0000000001"), 9))).toBe("1000000000.1");
    expect(canonical(plusHalf(scaled(decimal("2"), 6), 6))).toBe("2500000");
  });
});

describe("quantities with scale, unit and sign", () => {
  test.each([
    ["1,5 milliard d’euros", fr, ["1,5 milliard = 1500000000"]],
    ["€1.5 million", en, ["€1.5 million = 1500000"]],
    ["2 billions de dollars", fr, ["2 billions = 2000000000000"]],
    ["$2 trillion", en, ["$2 trillion = 2000000000000"]],
    ["12,5 M€", fr, ["12,5 M€ = 12500000"]],
    ["€12.5m", en, ["€12.5m = 12500000"]],
    ["12.5m", en, ["12.5m = 12500000 12.5"]],
    ["3 Md€", fr, ["3 Md€ = 3000000000"]],
    ["$3bn", en, ["$3bn = 3000000000"]],
    ["2,8 %", fr, ["2,8 % = 2.8"]],
    ["2.8 per cent", en, ["2.8 per cent = 2.8"]],
    ["12 pour cent", fr, ["12 pour cent = 12"]],
    ["−3,5 °C", fr, ["−3,5 °C = -3.5"]],
    ["100 000 $", fr, ["100 000 $ = 100000"]],
    ["US$100", en, ["US$100 = 100"]],
    ["EUR 100", en, ["EUR 100 = 100"]],
    ["5 1/2 inches", en, ["5 1/2 = 5.5"]],
    ["deux millions et demi", fr, ["deux millions = 2500000 2000000"]],
    ["100 à 200 millions", fr, ["100 = 100 100000000", "200 millions = 200000000"]],
    ["2019-20", en, ["2019 = 2019", "20 = 20 2020"]],
    ["10–15 km", en, ["10 = 10", "15 = 15"]],
  ])("%s", (text, lang, expected) => {
    expect(read(text, lang)).toEqual(expected);
  });

  test.each([
    ["100 dollars canadiens", fr, "CAD"],
    ["CA$100", en, "CAD"],
    ["100 millions de dollars", fr, "$"],
    ["£5", en, "GBP"],
    ["5 livres sterling", fr, "GBP"],
    ["5 livres", fr, undefined],
    ["18-month", en, "month"],
    ["5 Go", fr, "GB"],
    ["5 go", en, undefined],
    ["trente jours", fr, "day"],
    ["20 degrés Celsius", fr, "°C"],
  ])("of %s in %s have the unit %s", (text, lang, unit) => {
    expect(certain(text, lang)[0]?.unit).toBe(unit);
  });
});

describe("dates and times", () => {
  test.each([
    ["28 mai 2025", fr, "2025-05-28"],
    ["le 1er juillet 2024", fr, "2024-07-01"],
    ["le premier mai", fr, "--05-01"],
    ["12 sept. 2020", fr, "2020-09-12"],
    ["May 28, 2025", en, "2025-05-28"],
    ["28 May 2025", en, "2025-05-28"],
    ["the 21st of May", en, "--05-21"],
    ["Sept. 3", en, "--09-03"],
    ["28/05/2025", fr, "2025-05-28"],
    ["28.05.2025", fr, "2025-05-28"],
    ["2025-05-28", en, "2025-05-28"],
    ["05/06/2025", en, "2025-06-05 2025-05-06"],
    ["05/06/2025", fr, "2025-06-05"],
    ["mai 2025", fr, "2025-05"],
    ["en mai", fr, "--05"],
    ["in May", en, "--05"],
    ["14 h 30", fr, "t14:30"],
    ["14h30", fr, "t14:30"],
    ["14:30", fr, "t14:30"],
    ["2.30 p.m.", en, "t14:30"],
    ["2:30", en, "t2:30 t14:30"],
    ["2 pm", en, "t14:00"],
    ["12 a.m.", en, "t0:00"],
    ["5 o’clock", en, "t5:00 t17:00"],
    ["14 h", fr, "14 t14:00"],
    ["0800 UTC", en, "800 t8:00"],
    ["les années 30", fr, "d1930 d2030 d1830 d1730"],
    ["1930s", en, "d1930 1930"],
  ])("%s in %s", (text, lang, own) => {
    expect(certain(text, lang).map((each) => each.own.join(" "))).toEqual([own]);
  });

  test("span what is written of them", () => {
    const text = "Réunion du 28 mai 2025 à 14 h 30.";
    expect(certain(text, fr).map(({ start, end }) => text.slice(start, end))).toEqual(["28 mai 2025", "14 h 30"]);
    const english = "It met at 4.30 p.m. on May 4, 2025.";
    expect(certain(english, en).map(({ start, end }) => english.slice(start, end))).toEqual([
      "4.30 p.m.",
      "May 4, 2025",
    ]);
  });

  test.each([
    ["You may go.", en],
    ["May I go?", en],
    ["March on!", en],
    ["la planète Mars", fr],
    ["la mission sur Mars a 3", fr],
  ])("“%s” names no month", (text, lang) => {
    expect(certain(text, lang).filter(({ kind }) => kind === "month" || kind === "date")).toEqual([]);
  });
});

describe("what is no quantity, or not surely one", () => {
  test.each([
    ["COVID-19, N95, SARS-CoV-2, CD4+", en],
    ["A/RES/12", en],
    ["section 5.2.1", en],
    ["version 2.0 de GTK 3.0", fr],
    ["+33 1 23 45 67 89", fr],
    ["01 23 45 67 89", fr],
    ["555-123-4567", en],
    ["https://example.org/2024/05", en],
    ["someone99@example.org", en],
    ['<a id="12" href="34">lien</a>', fr],
    ["&#8220;", en],
    ["le chapitre XX, Louis XIV", fr],
    ["un des premiers", fr],
    ["one of the first", en],
    ["une dizaine", fr],
    ["24/7", en],
    ["%1$s, %2, {0}, [X12X]", en],
    ["%%5 and 5%s", en],
    ["00:11:22:33:44:55", en],
    ["10s, 30s", en],
    ["{12}", en],
    ["mount(8)", en],
    ["1. Généralités", fr],
    ["(2) Details", en],
    ["un véhicule neuf", fr],
    ["", fr],
    ["   ", en],
    ["👍🏽", en],
  ])("%s", (text, lang) => {
    expect(certain(text, lang)).toEqual([]);
  });

  test("is given all the same, so that it may answer the other side", () => {
    expect(quantities("chapitre XX", fr).map(({ own }) => own)).toEqual([["20"]]);
    expect(quantities("COVID-19", fr).map(({ own }) => own)).toEqual([["19"]]);
    expect(quantities("Grid04", en).map(({ own }) => own)).toEqual([["4"]]);
    expect(quantities("un tiers", fr).map(({ own }) => own)).toEqual([["1/3"]]);
    expect(quantities("la moitié", fr).map(({ own }) => own)).toEqual([["1/2", "50", "0.5"]]);
  });
});

describe("any text", () => {
  const pieces = [
    "28",
    " ",
    "mai",
    " 2025",
    ",",
    ".",
    "2,8",
    " %",
    "€",
    "-",
    "vingt",
    "-huit",
    "cent",
    " mille",
    "14",
    " h ",
    "30",
    ":",
    "/",
    "années ",
    "s",
    "May ",
    "p.m.",
    "XX",
    "e",
    "deux",
    " et demi",
    "1er",
    "\u00A0",
    "a dozen",
    "half",
    "e\u0301",
  ];

  test.each([fr, en, de])("gives quantities in order, within the text, with values (%s)", (lang) => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), (parts) => {
        const text = parts.join("");
        let last = 0;
        for (const { start, end, own, other } of quantities(text, lang)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(own.length + other.length).toBeGreaterThan(0);
          last = end;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("of a language without an analyser has its numbers in digits", () => {
    expect(certain("75.000 Soldaten, 2,8 %", de).map(({ own }) => own[0])).toEqual(["75", "2.8"]);
  });

  test("of 14,000 characters is read", () => {
    expect(certain("Le 28 mai 2025, 75 000 soldats. ".repeat(440), fr)).toHaveLength(880);
  });
});

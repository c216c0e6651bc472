import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { analysedLanguage, languageTag, primaryLanguage, regionOf, type LanguageTag } from "../src/language.js";

const tag = (text: string): LanguageTag => {
  const found = languageTag(text);
  if (found === undefined) throw new Error(`${text} is refused`);
  return found;
};

describe("a language tag", () => {
  test.each([
    ["fr", "fr"],
    ["FR", "fr"],
    ["fr-ca", "fr-CA"],
    ["fr_CA", "fr-CA"],
    ["FR-FR", "fr-FR"],
    ["zh-hant-tw", "zh-Hant-TW"],
    ["es-419", "es-419"],
    ["sr-latn", "sr-Latn"],
    ["sl-rozaj-biske", "sl-rozaj-biske"],
    ["de-CH-1901", "de-CH-1901"],
    ["en-a-bbb-x-a-ccc", "en-a-bbb-x-a-ccc"],
    ["x-private", "x-private"],
    ["EN-u-CA-Gregory", "en-u-ca-gregory"],
    ["zh-yue", "zh-yue"],
    ["en-GB-x-US", "en-GB-x-us"],
  ])("%s is written %s", (given, written) => {
    expect(languageTag(given)).toBe(written);
  });

  test.each([
    [""],
    [" "],
    ["f"],
    ["frenchlanguage"],
    ["fr-"],
    ["-fr"],
    ["fr--CA"],
    ["fr CA"],
    ["fr\n"],
    ["français"],
    ["12"],
    ["fr-x"],
    ["fr-a"],
    ["i-klingon"],
    ["fr-FR-FR"],
    [`fr-${"a".repeat(70)}`],
  ])("is not %j", (given) => {
    expect(languageTag(given)).toBeUndefined();
  });

  test("in its usual case is a tag in the same case", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-Z]{2,3}([-_]([a-zA-Z]{4}|[a-zA-Z]{2}|[0-9]{3}|[a-zA-Z0-9]{5,8})){0,3}$/),
        (text) => {
          const found = languageTag(text);
          if (found !== undefined) expect(languageTag(found)).toBe(found);
        },
      ),
    );
  });
});

describe("what a tag says", () => {
  test.each([
    ["fr-CA", "fr", "CA", "fr"],
    ["en", "en", undefined, "en"],
    ["es-419", "es", "419", undefined],
    ["zh-Hant-TW", "zh", "TW", undefined],
    ["en-x-US", "en", undefined, "en"],
    ["x-fr", "x", undefined, undefined],
    ["x-419", "x", undefined, undefined],
    ["frc", "frc", undefined, undefined],
  ])("of %s", (text, primary, region, analysed) => {
    expect(primaryLanguage(tag(text))).toBe(primary);
    expect(regionOf(tag(text))).toBe(region);
    expect(analysedLanguage(tag(text))).toBe(analysed);
  });
});

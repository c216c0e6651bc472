import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { Adapter, type Adapted } from "../../src/adapt/adapt.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment, type InlineCode, type Segment } from "../../src/segment.js";
import { quantities } from "../../src/text/quantities.js";

const [fr, en] = [languageTag("fr"), languageTag("en")] as [LanguageTag, LanguageTag];

const adapt = (query: Segment, source: Segment, target: Segment, langs = { from: fr, to: en }): Adapted | undefined =>
  new Adapter(query, langs.from).adapt({ source, target, sourceLang: langs.from, targetLang: langs.to });

const cases = readFileSync(new URL("./adapt.cases.tsv", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .slice(1)
  .map((line) => line.split("\t") as [string, string, string, string, string, string, string]);

/** Each change undone, from the last: the target as it stood. */
function undone({ target, changes }: Adapted): string {
  return [...changes]
    .reverse()
    .reduce(
      (text, { kind, start, end, from }) => (kind === "code" ? text : text.slice(0, start) + from + text.slice(end)),
      target.text,
    );
}

describe("a match's target", () => {
  test.each(cases)("%s to %s: “%s” from “%s”, “%s”", (from, to, query, source, target, wanted) => {
    const langs = { from: languageTag(from), to: languageTag(to) } as { from: LanguageTag; to: LanguageTag };
    const adapted = adapt(plainSegment(query), plainSegment(source), plainSegment(target), langs);
    expect(adapted?.target.text ?? "-").toBe(wanted);
    if (adapted === undefined) return;
    for (const { start, end, to: written } of adapted.changes) {
      expect(adapted.target.text.slice(start, end)).toBe(written);
    }
    expect(undone(adapted)).toBe(target);
  });

  test("says what of the query each change answers", () => {
    const query = "Le 28 mai 2025, 75 000 soldats";
    const adapted = adapt(
      plainSegment(query),
      plainSegment("Le 3 juin 2024, 50 000 soldats"),
      plainSegment("50,000 soldiers on 3 June 2024"),
    );
    expect(adapted?.target.text).toBe("75,000 soldiers on 28 May 2025");
    const told = adapted?.changes.map(({ kind, from, to, query: asked }) => [
      kind,
      from,
      to,
      query.slice(asked?.start, asked?.end),
    ]);
    expect(told).toEqual([
      ["number", "50,000", "75,000", "75 000"],
      ["date", "3 June 2024", "28 May 2025", "28 mai 2025"],
    ]);
  });
});

const code = (at: number, id: string, kind: InlineCode["kind"] = "alone", data?: string): InlineCode => ({
  at,
  id,
  kind,
  ...(data === undefined ? {} : { data }),
});

describe("codes", () => {
  const source = { text: "Le chat dort.", codes: [code(3, "1", "open", "<b>"), code(7, "1", "close", "</b>")] };
  const target = { text: "The cat sleeps.", codes: [code(4, "1", "open", "<b>"), code(7, "1", "close", "</b>")] };

  test("of the query stand where those of the match stood", () => {
    const query = { text: "Le chat dort.", codes: [code(3, "7", "open", "<i>"), code(7, "7", "close", "</i>")] };
    const adapted = adapt(query, source, target);
    expect(adapted?.target).toEqual({
      text: "The cat sleeps.",
      codes: [code(4, "7", "open", "<i>"), code(7, "7", "close", "</i>")],
    });
    expect(adapted?.changes.map(({ kind, from, to }) => [kind, from, to])).toEqual([
      ["code", "<b>", "<i>"],
      ["code", "</b>", "</i>"],
    ]);
  });

  test("move with the values before them", () => {
    const one = (text: string, at: number, data: string): Segment => ({ text, codes: [code(at, "x", "alone", data)] });
    const adapted = adapt(
      one("Il y a 75 000 chats ici.", 19, "<br/>"),
      one("Il y a 5 chats ici.", 14, "<br/>"),
      one("There are 5 cats here.", 16, "<br/>"),
    );
    expect(adapted?.target).toEqual(one("There are 75,000 cats here.", 21, "<br/>"));
  });

  test("go where the query has none", () => {
    const adapted = adapt(plainSegment(source.text), source, target);
    expect(adapted?.target).toEqual(plainSegment(target.text));
    expect(adapted?.changes.map(({ to, query }) => [to, query])).toEqual([
      ["", undefined],
      ["", undefined],
    ]);
  });

  test("are left alone where they are of other kinds, at other places, or not told apart", () => {
    const query = { text: "Le chat dort.", codes: [code(3, "7", "alone", "<i>"), code(7, "7", "close", "</i>")] };
    expect(adapt(query, source, target)).toBeUndefined();
    const elsewhere = { text: "Le chat dort.", codes: [code(0, "7", "open"), code(7, "7", "close")] };
    expect(adapt(elsewhere, source, target)).toBeUndefined();
    const twice = (text: string): Segment => ({ text, codes: [code(0, "1"), code(2, "1")] });
    const asked = { text: "Le chat", codes: [code(0, "3"), code(2, "4")] };
    expect(adapt(asked, twice("Le chat"), twice("The cat"))).toBeUndefined();
    expect(adapt(source, plainSegment(source.text), plainSegment(target.text))).toBeUndefined();
  });
});

/** Sentences with places for values, in French and English. */
const FRAMES: readonly (readonly [string, string])[] = [
  ["Il y a A soldats et B chars.", "There are A soldiers and B tanks."],
  ["Sur A unités, B manquent.", "B of A units are missing."],
  ["Chapitre A, ligne B", "Chapter A, line B"],
];

const inFrench = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, "\u00A0");
const inEnglish = (value: number): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
const filled = (frame: string, [a, b]: readonly string[]): string =>
  frame.replace(/A|B/g, (place) => (place === "A" ? (a ?? "") : (b ?? "")));

describe("with any values", () => {
  const value = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 9_999_999 }));
  const pair = fc.tuple(value, value);
  const frame = fc.constantFrom(...FRAMES);

  test("the adapted target states the query's values, and nothing else is touched", () => {
    let adaptedOnce = 0;
    fc.assert(
      fc.property(frame, pair, pair, fc.boolean(), ([french, english], asked, held, toFrench) => {
        const [source, target] = toFrench ? [english, french] : [french, english];
        const [sourceForm, targetForm] = toFrench ? [inEnglish, inFrench] : [inFrench, inEnglish];
        const langs = toFrench ? { from: en, to: fr } : { from: fr, to: en };
        const before = filled(target, held.map(targetForm));
        const query = filled(source, asked.map(sourceForm));
        const match = filled(source, held.map(sourceForm));
        const adapted = adapt(plainSegment(query), plainSegment(match), plainSegment(before), langs);
        if (adapted === undefined) return;
        adaptedOnce += 1;
        const valuesOf = (text: string, lang: LanguageTag): string[] =>
          quantities(text, lang)
            .filter(({ written }) => written === "digits")
            .map(({ own }) => own.find((value) => !value.startsWith("=")) ?? "")
            .sort();
        expect(valuesOf(adapted.target.text, langs.to)).toEqual(valuesOf(query, langs.from));
        expect(undone(adapted)).toBe(before);
      }),
      { numRuns: 2_000 },
    );
    expect(adaptedOnce).toBeGreaterThan(500);
  });

  test("adapting to the same query changes nothing", () => {
    fc.assert(
      fc.property(frame, pair, ([french, english], held) => {
        const source = plainSegment(filled(french, held.map(inFrench)));
        expect(adapt(source, source, plainSegment(filled(english, held.map(inEnglish))))).toBeUndefined();
      }),
    );
  });

  test("any three texts are adapted or left alone, and never break", () => {
    const text = fc.string({
      unit: fc.constantFrom(..."0123456789 .,:/%-h€«\u00A0{}s'amile1er".split("")),
      maxLength: 20,
    });
    fc.assert(
      fc.property(text, text, text, (query, source, target) => {
        const adapted = adapt(plainSegment(query), plainSegment(source), plainSegment(target));
        if (adapted !== undefined) expect(undone(adapted)).toBe(target);
      }),
      { numRuns: 2_000 },
    );
  });
});

import fc from "fast-check";
import type { LanguageTag } from "../../src/language.js";
import { languageTag } from "../../src/language.js";
import type { Query } from "../../src/memory/query.js";
import { CODE_KINDS, plainSegment, type InlineCode, type Segment } from "../../src/segment.js";
import type { Context, Unit, Variant } from "../../src/unit.js";

/** Makers of small units, and fast-check's arbitraries of corpora that are as confusable as can be. */

export function tag(text: string): LanguageTag {
  const found = languageTag(text);
  if (found === undefined) throw new RangeError(`${text} is no language tag`);
  return found;
}

export function variant(lang: string, segment: Segment | string): Variant {
  return {
    lang: tag(lang),
    segment: typeof segment === "string" ? plainSegment(segment) : segment,
    properties: [],
    notes: [],
  };
}

/** A unit of memory `m` from French to English, changed as told. */
export function unit(id: number, fr: Segment | string, en: Segment | string, change: Partial<Unit> = {}): Unit {
  return {
    id: String(id),
    memory: "m",
    revision: 1,
    sourceLang: tag("fr"),
    variants: [variant("fr", fr), variant("en", en)],
    context: {},
    properties: [],
    notes: [],
    ...change,
  };
}

/** A query from French to English at the lowest threshold, changed as told. */
export function query(segment: Segment | string, change: Partial<Query> = {}): Query {
  return {
    segment: typeof segment === "string" ? plainSegment(segment) : segment,
    sourceLang: tag("fr"),
    targetLang: tag("en"),
    minScore: 1,
    limit: 5,
    memories: new Map([["m", 0]]),
    ...change,
  };
}

/** Words that share stems, letters and signs; some in NFD, some that join with what stands beside them. */
const WORDS = [
  "pont",
  "ponts",
  "Pont",
  "le",
  "l’",
  "été",
  "e\u0301te\u0301",
  "12",
  "7,5",
  "x",
  "aujourd’hui",
  "œuvre",
  "%s",
  "{0}",
];
const SIGNS = [".", "!", "?", "-", "…", "(", "}", "{", "😀", "«"];
const SPACES = [" ", " ", " ", "", "\u00A0"];

const piece = fc
  .tuple(fc.constantFrom(...WORDS, ...WORDS, ...SIGNS), fc.constantFrom(...SPACES))
  .map((pair) => pair.join(""));

const anyText = fc.oneof(
  { weight: 8, arbitrary: fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join("")) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom(...SIGNS, "1", "22"), { maxLength: 24 }).map((all) => all.join("")),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom("a", "b", "oui", "non"), fc.nat(20)).map(([word, n]) => word + "!".repeat(n)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom("le", "été"), fc.integer({ min: 1, max: 9 }))
      .map(([word, n]) => `${word} `.repeat(n)),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom("a", "b", "é", "E", "1", " ", ".", "'"), maxLength: 30 }) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "x", "…", "a\u0338b") },
);

const anyCode = fc.record(
  {
    kind: fc.constantFrom(...CODE_KINDS.slice(0, 3)),
    data: fc.constantFrom("<b>", "<i>"),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: ["kind", "at"] },
);

export const anySegment: fc.Arbitrary<Segment> = fc
  .tuple(
    anyText,
    fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(anyCode, { maxLength: 4 }) }),
  )
  .map(([text, codes]) => ({
    text,
    codes: codes
      .map(({ at, ...code }, i): InlineCode => ({ at: Math.floor(at * text.length), id: String(i), ...code }))
      .sort((a, b) => a.at - b.at),
  }));

const anyNeighbour = fc.constantFrom(undefined, null, "Avant.", "e\u0301te\u0301", "été", "pont");

/** Leaves out what is undefined. */
function given<T extends object>(fields: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

export const anyContext: fc.Arbitrary<Context> = fc.record({ before: anyNeighbour, after: anyNeighbour }).map(given);

const FRENCH = ["fr", "fr", "fr", "fr-FR", "fr-CA"];
const ENGLISH = ["en", "en", "en-US", "en-GB"];
export const MEMORIES = ["m", "n", "o"];

/** A unit of some memory; some with two variants of a language, some from English, a few without one of the two. */
export function anyUnit(segment: fc.Arbitrary<Segment>): fc.Arbitrary<Unit> {
  const side = (tags: string[]): fc.Arbitrary<Variant[]> =>
    fc
      .tuple(fc.uniqueArray(fc.constantFrom(...tags), { minLength: 1, maxLength: 2 }), segment, segment, fc.nat(9))
      .map(([langs, one, other, n]) =>
        langs.slice(0, n === 0 ? 2 : 1).map((lang, i) => variant(lang, i === 0 ? one : other)),
      );
  return fc
    .record({
      id: fc.nat(40),
      memory: fc.constantFrom("m", "m", ...MEMORIES),
      fr: side(FRENCH),
      en: side(ENGLISH),
      without: fc.nat(20),
      context: anyContext,
      fromEnglish: fc.boolean(),
      origin: fc.constantFrom(undefined, undefined, undefined, "machine" as const, "unofficial" as const),
      changedAt: fc.constantFrom(undefined, "2024-01-02T00:00:00Z", "2025-01-02T00:00:00Z"),
      createdAt: fc.constantFrom(undefined, "2024-07-02T00:00:00Z"),
      usageCount: fc.constantFrom(undefined, 0, 3),
    })
    .map(({ id, memory, fr, en, without, context, fromEnglish, ...rest }): Unit => {
      const variants = without === 0 ? fr : without === 1 ? en : [...fr, ...en];
      const source = variants[fromEnglish ? variants.length - 1 : 0];
      return {
        ...given(rest),
        id: String(id),
        memory,
        revision: 1,
        sourceLang: source?.lang ?? tag("fr"),
        variants,
        context,
        properties: [],
        notes: [],
      };
    });
}

export function anyQuery(segment: fc.Arbitrary<Segment>): fc.Arbitrary<Query> {
  return fc
    .record({
      segment,
      place: anyContext,
      langs: fc.oneof(
        { weight: 8, arbitrary: fc.constant(["fr", "en"]) },
        { weight: 4, arbitrary: fc.constant(["en", "fr"]) },
        { weight: 3, arbitrary: fc.constant(["fr-CA", "en-US"]) },
        { weight: 1, arbitrary: fc.constantFrom(["fr-CA", "fr-FR"], ["de", "en"]) },
      ),
      minScore: fc.oneof(fc.integer({ min: 1, max: 101 }), fc.integer({ min: 40, max: 90 })),
      limit: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 1000 })),
      memories: fc.oneof(
        fc.constant(MEMORIES.map((memory): [string, number] => [memory, 0])),
        fc.array(fc.tuple(fc.constantFrom(...MEMORIES), fc.constantFrom(0, 0, 1, 7, 30)), {
          minLength: 1,
          maxLength: 3,
        }),
      ),
    })
    .map(({ place, langs, memories, ...rest }): Query => ({
      ...rest,
      ...place,
      sourceLang: tag(langs[0] ?? ""),
      targetLang: tag(langs[1] ?? ""),
      memories: new Map(memories),
    }));
}

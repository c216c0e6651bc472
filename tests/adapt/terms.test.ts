import { describe, expect, test } from "@jest/globals";
import { Adapter } from "../../src/adapt/adapt.js";
import type { Concept, Term } from "../../src/concept.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";

const [fr, en] = [languageTag("fr"), languageTag("en")] as [LanguageTag, LanguageTag];

function concept(id: string, french: string, english: string, more: Partial<Term> & { gender?: string } = {}): Concept {
  const { gender, ...rest } = more;
  const term = (lang: LanguageTag, text: string): Term => ({
    lang,
    text,
    status: "preferred",
    type: "full-form",
    ...rest,
  });
  const properties = gender === undefined ? {} : { properties: { grammaticalGender: gender } };
  return { id, terms: [{ ...term(fr, french), ...properties }, term(en, english)] };
}

const terminology = Terminology.of([
  {
    id: "g",
    concepts: [
      concept("council", "Conseil de sécurité", "Security Council", { gender: "masculine" }),
      concept("committee", "Comité militaire", "Military Committee", { gender: "masculine" }),
      concept("assembly", "Assemblée parlementaire", "Parliamentary Assembly", { gender: "feminine" }),
      concept("forces", "forces armées", "armed forces"),
      concept("nato", "OTAN", "NATO", { type: "acronym" }),
      concept("un", "ONU", "UN", { type: "acronym" }),
      concept("agency", "agence spatiale", "space agency"),
      concept("brigade", "brigade navale", "naval brigade"),
    ],
  },
]);

interface Texts {
  readonly query: string;
  readonly source: string;
  readonly target: string;
}

function adapt({ query, source, target }: Texts, from = fr, to = en): string | undefined {
  const match = { source: plainSegment(source), target: plainSegment(target), sourceLang: from, targetLang: to };
  return new Adapter(plainSegment(query), from, terminology).adapt(match)?.target.text;
}

describe("a term of the glossary that differs", () => {
  test("has its preferred translation stand where the other's stood", () => {
    const texts = {
      query: "Le Comité militaire s’est réuni.",
      source: "Le Conseil de sécurité s’est réuni.",
      target: "The Security Council met.",
    };
    expect(adapt(texts)).toBe("The Military Committee met.");
    const adapted = new Adapter(plainSegment(texts.query), fr, terminology).adapt({
      source: plainSegment(texts.source),
      target: plainSegment(texts.target),
      sourceLang: fr,
      targetLang: en,
    });
    expect(adapted?.changes).toEqual([
      {
        kind: "term",
        start: 4,
        end: 22,
        from: "Security Council",
        to: "Military Committee",
        query: { start: 3, end: 19 },
      },
    ]);
  });

  test("may differ together with numbers", () => {
    expect(
      adapt({
        query: "Le Comité militaire compte 32 membres.",
        source: "Le Conseil de sécurité compte 15 membres.",
        target: "The Security Council has 15 members.",
      }),
    ).toBe("The Military Committee has 32 members.");
  });

  test("is put into French where gender, number and elision are the same, and nowhere else", () => {
    const source = "The Security Council met.";
    const target = "Le Conseil de sécurité s’est réuni.";
    expect(adapt({ query: "The Military Committee met.", source, target }, en, fr)).toBe(
      "Le Comité militaire s’est réuni.",
    );
    expect(adapt({ query: "The Parliamentary Assembly met.", source, target }, en, fr)).toBeUndefined();
    const unknown = {
      query: "The naval brigade met.",
      source: "The space agency met.",
      target: "L’agence spatiale s’est réunie.",
    };
    expect(adapt(unknown, en, fr)).toBeUndefined();
  });

  test.each<[string, Texts]>([
    [
      "the target has the translation twice",
      {
        query: "Le Comité militaire s’est réuni.",
        source: "Le Conseil de sécurité s’est réuni.",
        target: "The Security Council met: the Security Council of today.",
      },
    ],
    [
      "the target says it otherwise",
      {
        query: "Le Comité militaire s’est réuni.",
        source: "Le Conseil de sécurité s’est réuni.",
        target: "The Council met.",
      },
    ],
    ["one is a plural", { query: "Comité militaire", source: "forces armées", target: "armed forces" }],
    [
      "an acronym may have an article or none",
      { query: "L’OTAN compte", source: "L’ONU compte", target: "The UN counts" },
    ],
    [
      "an acronym stands for a name",
      {
        query: "L’OTAN s’est réunie.",
        source: "L’Assemblée parlementaire s’est réunie.",
        target: "The Parliamentary Assembly met.",
      },
    ],
    [
      "other words differ too",
      {
        query: "Le Comité militaire s’est séparé.",
        source: "Le Conseil de sécurité s’est réuni.",
        target: "The Security Council met.",
      },
    ],
    [
      "an article goes by sound",
      { query: "Une agence spatiale", source: "Une brigade navale", target: "A naval brigade" },
    ],
  ])("is left alone where %s", (_, texts) => {
    expect(adapt(texts)).toBeUndefined();
  });
});

import { describe, expect, test } from "@jest/globals";
import type { Concept } from "../../src/concept.js";
import { termCandidates, type TermCandidate } from "../../src/glossary/term-candidates.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";

const [fr, en] = ["fr", "en"].map((text) => languageTag(text) as LanguageTag) as [LanguageTag, LanguageTag];

/** The candidates of French-English pairs, as `name (acronym) = name (acronym)`. */
function found(pairs: readonly (readonly [string, string])[], concepts: readonly Concept[] = []): string[] {
  return candidates(pairs, concepts).map(({ source, target }) => `${named(source)} = ${named(target)}`);
}

function candidates(pairs: readonly (readonly [string, string])[], concepts: readonly Concept[] = []): TermCandidate[] {
  const segments = pairs.map(([source, target]) => ({ source: plainSegment(source), target: plainSegment(target) }));
  return termCandidates(segments, { sourceLang: fr, targetLang: en }, Terminology.of([{ id: "g", concepts }]));
}

function named({ text, acronym }: TermCandidate["source"]): string {
  return acronym === undefined ? text : `${text} (${acronym})`;
}

function concept(french: string, english: string): Concept {
  const term = (lang: LanguageTag, text: string) => ({
    ...{ lang, text, status: "preferred" as const, type: "full-form" as const },
  });
  return { id: "c", terms: [term(fr, french), term(en, english)] };
}

const COMMITTEE = [
  "Le Comité politique et de sécurité (COPS) s’est réuni hier.",
  "The Political and Security Committee (PSC) met yesterday.",
] as const;

describe("acronyms", () => {
  test("are proposed with the names that stand before them", () => {
    expect(found([COMMITTEE])).toEqual([
      "Comité politique et de sécurité (COPS) = Political and Security Committee (PSC)",
    ]);
  });

  test("are proposed with the names that stand in brackets behind them", () => {
    expect(
      found([
        [
          "L’AED (l’Agence européenne de défense) est à Bruxelles.",
          "The EDA (European Defence Agency) is in Brussels.",
        ],
      ]),
    ).toEqual(["Agence européenne de défense (AED) = European Defence Agency (EDA)"]);
  });

  test("keep their name on the side where its letters are others", () => {
    const pairs = [
      ["Le protocole de transfert de fichiers (FTP) sert ici.", "The File Transfer Protocol (FTP) serves here."],
      ["Un protocole de transfert de fichiers (FTP) suffit.", "A File Transfer Protocol (FTP) suffices."],
      ["Ces fichiers sont ouverts.", "These files are open, file by file."],
    ] as const;
    expect(found(pairs)).toEqual(["protocole de transfert de fichiers (FTP) = File Transfer Protocol (FTP)"]);
  });

  test("tell every place, with the uses of both acronyms elsewhere", () => {
    const uses = ["Le COPS a conclu.", "The PSC concluded."] as const;
    const [only] = candidates([COMMITTEE, uses, uses]);
    expect(only).toMatchObject({ kind: "acronym", count: 2 });
    const texts = only?.places.map(({ segment, side, start, end }) => {
      const [french, english] = [COMMITTEE, uses, uses][segment] ?? ["", ""];
      return (side === "source" ? french : english).slice(start, end);
    });
    expect(texts).toEqual([
      ...["Comité politique et de sécurité", "COPS", "Political and Security Committee", "PSC"],
      ...["COPS", "PSC"],
    ]);
  });

  test("are none in brackets that hold something else", () => {
    expect(found([["Le rapport final (PDF) est là.", "The final report (PDF) is there."]])).toEqual([]);
    expect(found([["Voir la note (A), page 3 (B).", "See note (A), page 3 (B)."]])).toEqual([]);
  });
});

const NAMES = [
  ["La Fondation pour la paix a ouvert hier.", "Yesterday the Peace Foundation opened."],
  ["Selon la Fondation pour la paix, rien ne change.", "Nothing changes, says the Peace Foundation."],
  ["Il quitte la ville.", "He leaves the town."],
] as const;

describe("names", () => {
  test("that recur together are proposed, with their places", () => {
    expect(found(NAMES)).toEqual(["Fondation pour la paix = Peace Foundation"]);
    const [only] = candidates(NAMES);
    expect(only).toMatchObject({ kind: "name", count: 2 });
    expect(only?.places).toHaveLength(4);
    for (const { segment, side, start, end } of only?.places ?? []) {
      const text = NAMES[segment]?.[side === "source" ? 0 : 1] ?? "";
      expect(["Fondation pour la paix", "Peace Foundation"]).toContain(text.slice(start, end));
    }
  });

  test("that stand once, or twice in the same pair, are not", () => {
    expect(found(NAMES.slice(0, 1))).toEqual([]);
    expect(found([NAMES[0], NAMES[0], NAMES[2]])).toEqual([]);
  });

  test("that a glossary recognises on either side are not", () => {
    expect(found(NAMES, [concept("Fondation pour la paix", "Foundation for Peace")])).toEqual([]);
    expect(found(NAMES, [concept("Fondation de la paix mondiale", "Peace Foundation")])).toEqual([]);
    expect(found([COMMITTEE], [concept("comité politique et de sécurité", "PSC")])).toEqual([]);
  });

  test("that hold more than a glossary's term are", () => {
    expect(found(NAMES, [concept("paix", "peace")])).toEqual(["Fondation pour la paix = Peace Foundation"]);
  });

  test("that both languages write alike are not", () => {
    expect(
      found([
        ["J’ouvre Visual Studio Code ici.", "I open Visual Studio Code here."],
        ["Puis Visual Studio Code démarre.", "Then Visual Studio Code starts."],
      ]),
    ).toEqual([]);
  });

  test("are no capitals that come from headings or from the beginning of a sentence", () => {
    expect(
      found([
        ["Enregistrer le document", "Save Document"],
        ["Enregistrer le document :", "Save Document:"],
        ["Pour enregistrer un document", "To save a document"],
      ]),
    ).toEqual([]);
  });
});

describe("termCandidates", () => {
  test.each([
    ["no pair", []],
    ["empty texts", [["", ""]] as const],
    ["one word", [["OTAN", "NATO"]] as const],
    ["a text left untranslated", [["The File Transfer Protocol (FTP)", "The File Transfer Protocol (FTP)"]] as const],
    ["signs only", [["(((( (A ( (AB", "( )) (AB"]] as const],
  ])("has nothing to propose for %s", (_, pairs) => {
    expect(found(pairs)).toEqual([]);
  });

  test("finds names in NFD and with no-break spaces, at offsets of the text as given", () => {
    const french = COMMITTEE[0].replaceAll(" ", "\u00A0").normalize("NFD");
    const [only] = candidates([[french, COMMITTEE[1]]]);
    const [place] = only?.places ?? [];
    expect(french.slice(place?.start, place?.end).normalize("NFC").replaceAll("\u00A0", " ")).toBe(
      "Comité politique et de sécurité",
    );
  });

  test("comes to an end on long and on repetitive texts", () => {
    const french = "Conseil de la Ligue des Nations Unies ".repeat(380);
    const english = "Council of the League of United Nations ".repeat(350);
    const letters = `${"A a ".repeat(3_000)}(${"A".repeat(10)})`;
    expect(
      candidates([
        [french, english],
        [`${french}.`, `${english}.`],
        [letters, letters.toLowerCase()],
      ]),
    ).toBeDefined();
  });

  test("is best first", () => {
    const all = candidates([...NAMES, COMMITTEE]).map(({ confidence }) => confidence);
    expect(all).toHaveLength(2);
    expect(all).toEqual([...all].sort((a, b) => b - a));
  });
});

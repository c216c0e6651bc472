import { describe, expect, test } from "@jest/globals";
import { documentFindings, membersIn, type Pairs } from "./document-cases.js";

describe("segment-inconsistent-target", () => {
  const found = (pairs: Pairs) => documentFindings(pairs, { checks: ["segment-inconsistent-target"] });

  test("is told once, at the first outlier, with every place", () => {
    const pairs: Pairs = [
      ["Clôture de la séance", "Closure of the meeting"],
      ["Point 2", "Item 2"],
      ["CLÔTURE  de la séance ", " End of the sitting "],
      ["Clôture de la séance", "closure of the meeting"],
    ];
    const [finding, ...others] = found(pairs);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      segment: 2,
      severity: "minor",
      source: { text: "CLÔTURE  de la séance" },
      target: { text: "End of the sitting" },
      suggestions: ["Closure of the meeting"],
    });
    expect(membersIn(pairs, finding)).toEqual([
      "0 target: Closure of the meeting",
      "2 target: End of the sitting",
      "3 target: closure of the meeting",
    ]);
  });

  test("names five translations and counts the rest, and cuts long ones without cutting a character", () => {
    const long = `${"x".repeat(99)}🙂${"y".repeat(100)}`;
    const words = ["adopted", "passed", "carried", "approved", "taken", "voted", long];
    const [finding] = found(words.map((word) => ["Le rapport a été adopté.", `It was ${word}.`]));
    expect(finding?.message).toContain("and 2 more");
    expect(finding?.message).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    expect(finding?.members).toHaveLength(7);
  });

  test.each<[string, Pairs]>([
    [
      "quotation marks",
      [
        ["« Unis »", "“United”"],
        ["«\u00A0Unis\u00A0»", "‘United’"],
      ],
    ],
    [
      "case, stops, spelling and number",
      [
        ["La couleur du centre", "The color of the center"],
        ["la couleur du centre", "Colours of the Centre."],
      ],
    ],
    [
      "numbers alone, which another check reports",
      [
        ["Il y a 5 hommes", "There are 5 men"],
        ["Il y a 5 hommes", "There are 6 men"],
      ],
    ],
    [
      "an empty translation or the source over again",
      [
        ["La séance est levée.", "The meeting rose."],
        ["La séance est levée.", ""],
        ["La séance est levée.", "La séance est levée."],
      ],
    ],
    [
      "one word with two meanings",
      [
        ["Net", "Net of tax"],
        ["Net", "Clear"],
      ],
    ],
    [
      "sources that differ by a sign",
      [
        ["Supprimer ?", "Delete it?"],
        ["Supprimer", "Deletion"],
      ],
    ],
    [
      "signs and emoji only",
      [
        ["—", "-"],
        ["—", "🙂"],
        ["", "a b"],
        ["", "c d"],
      ],
    ],
    [
      "marks of keys",
      [
        ["Clic central", "Middle &click"],
        ["Clic central", "_Middle click"],
      ],
    ],
  ])("is not told by %s", (_, pairs) => {
    expect(found(pairs)).toEqual([]);
  });

  test("is told of one word that is a sentence", () => {
    const pairs: Pairs = [
      ["Adopté.", "Adopted."],
      ["Adopté.", "Carried."],
    ];
    expect(found(pairs)).toHaveLength(1);
    expect(found(pairs.map(([source, target]) => [source.slice(0, -1), target.slice(0, -1)]))).toEqual([]);
  });

  test("is told of one word where a translation is usual", () => {
    expect(
      found([
        ["Ordre", "Order"],
        ["Ordre", "Command"],
        ["Ordre", "Order"],
      ]).map(({ segment }) => segment),
    ).toEqual([1]);
  });
});

describe("segment-inconsistent-source", () => {
  const found = (pairs: Pairs, direction: "fr-en" | "en-fr" = "fr-en") =>
    documentFindings(pairs, { direction, checks: ["segment-inconsistent-source"] });

  test("is told of opposites, with both sides of every place", () => {
    const pairs: Pairs = [
      ["Le Conseil a adopté la résolution.", "The Council adopted the resolution."],
      ["Le Conseil a rejeté la proposition.", "The Council adopted the resolution."],
    ];
    const [finding, ...others] = found(pairs);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ segment: 0, severity: "major", mqm: "Accuracy / Mistranslation" });
    expect(membersIn(pairs, finding)).toEqual([
      "0 source: Le Conseil a adopté la résolution.",
      "0 target: The Council adopted the resolution.",
      "1 source: Le Conseil a rejeté la proposition.",
      "1 target: The Council adopted the resolution.",
    ]);
  });

  test.each<[string, Pairs, "fr-en" | "en-fr"]>([
    [
      "a negation",
      [
        ["Le Conseil peut siéger ici.", "The Council may sit here."],
        ["Le Conseil ne peut pas siéger ici.", "The Council may sit here."],
      ],
      "fr-en",
    ],
    [
      "English opposites",
      [
        ["The motion was carried.", "La motion a été adoptée."],
        ["The motion was rejected.", "La motion a été adoptée."],
      ],
      "en-fr",
    ],
    [
      "names",
      [
        ["Les Alliés se réuniront à Bruxelles.", "The Allies will meet in Brussels."],
        ["Les Alliés se réuniront à Vilnius.", "The Allies will meet in Brussels."],
      ],
      "fr-en",
    ],
    [
      "days of the week",
      [
        ["The session resumes on Monday.", "La session reprend lundi."],
        ["The session resumes on Tuesday.", "La session reprend lundi."],
      ],
      "en-fr",
    ],
    [
      "kin of one source only",
      [
        ["La commission examine la proposition générale.", "The commission examines the general proposition."],
        ["La commission achève son travail.", "The commission examines the general proposition."],
      ],
      "fr-en",
    ],
  ])("is told by %s", (_, pairs, direction) => {
    expect(found(pairs, direction)).toHaveLength(1);
  });

  test.each<[string, Pairs, "fr-en" | "en-fr"]>([
    [
      "spacing",
      [
        ["La séance est levée.", "The meeting rose."],
        ["La séance est levée .", "The meeting rose."],
      ],
      "fr-en",
    ],
    [
      "gender and number",
      [
        ["Le candidat élu", "The elected candidate"],
        ["Les candidates élues", "The elected candidate"],
      ],
      "fr-en",
    ],
    [
      "names of one office",
      [
        ["The Chair gave the floor to Ms Ross.", "La présidence donne la parole à Mme Ross."],
        ["The Presiding Officer gave the floor to Ms Ross.", "La présidence donne la parole à Mme Ross."],
      ],
      "en-fr",
    ],
    [
      "French negations without one of their words",
      [
        ["Le nom ne peut être vide.", "The name cannot be empty."],
        ["Le nom ne peut pas être vide.", "The name cannot be empty."],
        ["Aucun fichier spécifié.", "No file given."],
        ["Aucun fichier n’est spécifié.", "No file given."],
      ],
      "fr-en",
    ],
    [
      "the beginnings of sentences",
      [
        ["Le fichier existe. Voulez-vous le garder ?", "The file exists. Do you want to keep it?"],
        ["Le fichier existe. Souhaitez-vous le garder ?", "The file exists. Do you want to keep it?"],
      ],
      "fr-en",
    ],
    [
      "paraphrases",
      [
        ["Unable to open the file.", "Impossible d’ouvrir le fichier."],
        ["Could not open the file.", "Impossible d’ouvrir le fichier."],
      ],
      "en-fr",
    ],
    [
      "labels",
      [
        ["Caption", "Légende"],
        ["Legend", "Légende"],
        ["Total", "Total"],
        ["Sum", "Total"],
      ],
      "en-fr",
    ],
    [
      "numbers, which another check reports",
      [
        ["Deux hommes ont voté.", "Two men voted."],
        ["Trois hommes ont voté.", "Two men voted."],
      ],
      "fr-en",
    ],
    [
      "nothing to translate",
      [
        ["", ""],
        ["a b", ""],
        ["🙂", "🙂"],
        ["—", "🙂"],
      ],
      "fr-en",
    ],
  ])("is not told by %s", (_, pairs, direction) => {
    expect(found(pairs, direction)).toEqual([]);
  });

  test("is not told in a language without an analyser", () => {
    expect(
      documentFindings(
        [
          ["a b c", "x y"],
          ["a nicht b c", "x y"],
        ],
        { direction: "de-en" as "fr-en", checks: ["segment-inconsistent-source"] },
      ),
    ).toEqual([]);
  });
});

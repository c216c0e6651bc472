import { describe, expect, test } from "@jest/globals";
import { documentFindings, membersIn, type DocumentOptions, type Pairs } from "./document-cases.js";

const only = (pairs: Pairs, options: DocumentOptions = {}) =>
  documentFindings(pairs, { checks: ["term-inconsistent"], ...options });

describe("a term rendered in several ways", () => {
  test("is told once, at the first outlier, with every place and the majority suggested", () => {
    const pairs: Pairs = [
      ["Les États membres ont voté.", "The Member States voted."],
      ["Chaque État membre fait rapport.", "Each member country reports."],
      ["Les États membres appliquent la décision.", "The Member States apply the decision."],
    ];
    const [finding, ...others] = documentFindings(pairs);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      category: "term-inconsistent",
      severity: "minor",
      concept: "member",
      segment: 1,
      source: { text: "État membre" },
      target: { text: "member country" },
      suggestions: ["Member State"],
    });
    expect(finding?.message).toContain("“Member States” (2 times), “member country” (once)");
    expect(membersIn(pairs, finding)).toEqual([
      "0 target: Member States",
      "1 target: member country",
      "2 target: Member States",
    ]);
    expect(documentFindings(pairs, { messages: "fr" })[0]?.message).toContain("(2 fois)");
  });

  test("is told of two names that differ by a conjunction", () => {
    const pairs: Pairs = [
      ["Heads of State and Government met.", "Les chefs d’État et de gouvernement se sont réunis."],
      ["Heads of State and Government left.", "Les chefs d’État ou de gouvernement sont partis."],
    ];
    expect(only(pairs, { direction: "en-fr" })).toMatchObject([{ concept: "heads", segment: 0 }]);
  });

  test("has no majority where its renderings are used alike: the first is the place, the preferred one suggested", () => {
    const [finding] = only(
      [
        ["Human rights are under threat.", "Les droits humains sont menacés."],
        ["Human rights are universal.", "Les droits de l’homme sont universels."],
      ],
      { direction: "en-fr" },
    );
    expect(finding).toMatchObject({
      segment: 0,
      target: { text: "droits humains" },
      suggestions: ["droits de l’homme"],
    });
  });

  test.each<[string, Pairs]>([
    [
      "spellings that the glossary lists apart",
      [
        ["La cessation des tirs tient.", "The halt-fire holds."],
        ["La cessation des tirs dure.", "The Haltfire lasts."],
      ],
    ],
    [
      "the order of its words",
      [
        ["Le traité de Lisbonne lie.", "The Treaty of Lisbon binds."],
        ["Le traité de Lisbonne dure.", "The Lisbon Treaty lasts."],
      ],
    ],
    [
      "an admitted variant among other terms",
      [
        ["Les droits de l’homme priment.", "Human rights come first."],
        ["L’aide humanitaire arrive.", "Humanitarian aid arrives."],
        ["L’aide humanitaire part.", "Humanitarian assistance leaves."],
      ],
    ],
  ])("is told by %s", (_, pairs) => {
    expect(only(pairs)).toHaveLength(1);
  });

  test.each<[string, Pairs]>([
    [
      "case, number and possessive",
      [
        ["La défense aérienne tient.", "AIR DEFENCE"],
        ["La défense aérienne dure.", "The air defences’ cost"],
      ],
    ],
    [
      "spellings that the glossary does not list",
      [
        ["La défense aérienne tient.", "Air defence holds."],
        ["La défense aérienne dure.", "Air defense lasts."],
      ],
    ],
    [
      "a name and its acronym",
      [
        ["L’OTAN agit.", "NATO acts."],
        ["L’OTAN décide.", "The North Atlantic Treaty Organization decides."],
      ],
    ],
    [
      "a name with an acronym in it",
      [
        ["La Charte des Nations Unies lie.", "The UN Charter binds."],
        ["La Charte des Nations Unies dure.", "The United Nations Charter lasts."],
      ],
    ],
    [
      "a shorter form of a name",
      [
        ["Le Comité militaire siège.", "The Military Committee sits."],
        ["Le Comité militaire décide.", "The NATO Military Committee decides."],
      ],
    ],
    [
      "other words for the concept",
      [
        ["Des mesures restrictives visent le pays.", "Sanctions target the country."],
        ["Les mesures restrictives durent.", "The restrictive measures last."],
      ],
    ],
    [
      "what the source distinguishes",
      [
        ["L’aide humanitaire arrive.", "Humanitarian aid arrives."],
        ["L’assistance humanitaire part.", "Humanitarian assistance leaves."],
      ],
    ],
    [
      "a target without its source",
      [
        ["Il vient.", "Humanitarian aid comes."],
        ["L’aide humanitaire part.", "Humanitarian assistance leaves."],
      ],
    ],
    [
      "nothing at all",
      [
        ["", ""],
        [" ", "\u00A0"],
        ["🙂", "🙂"],
      ],
    ],
  ])("is not told by %s", (_, pairs) => {
    expect(only(pairs)).toEqual([]);
  });

  test("leaves a rendering outside the glossary to the missing term: one error, one finding", () => {
    const findings = documentFindings(
      [
        ["Air defence is a priority.", "La défense aérienne est prioritaire."],
        ["Air defence is expensive.", "La protection antiaérienne est coûteuse."],
        ["Air defence is progressing.", "La défense aérienne progresse."],
      ],
      { direction: "en-fr" },
    );
    expect(findings.map(({ category, segment }) => `${category} ${segment}`)).toEqual(["term-missing 1"]);
  });

  test("is told as an inconsistent segment where all its places are repetitions of one", () => {
    const pairs: Pairs = [
      ["Les États membres ont voté.", "The Member States voted."],
      ["Les États membres ont voté.", "The member countries voted."],
    ];
    expect(documentFindings(pairs).map(({ category }) => category)).toEqual(["segment-inconsistent-target"]);
  });
});

describe("a recurring name that no glossary holds", () => {
  const sentence = (name: string, rest: string): [string, string] => [
    `Le rapport de la Mission Frontière Nord ${rest}.`,
    `The report of the ${name} ${rest}.`,
  ];

  test("is told where one name departs from the usual one", () => {
    const pairs: Pairs = [
      sentence("Northern Border Mission", "un"),
      sentence("Northern Limit Mission", "deux"),
      sentence("Northern Border Mission", "trois"),
    ];
    const [finding, ...others] = only(pairs);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      segment: 1,
      source: { text: "Mission Frontière Nord" },
      target: { text: "Northern Limit Mission" },
      suggestions: ["Northern Border Mission"],
    });
    expect(finding).not.toHaveProperty("concept");
  });

  test.each<[string, Pairs]>([
    ["two places only", [sentence("Northern Border Mission", "un"), sentence("Northern Limit Mission", "deux")]],
    [
      "a shorter form",
      [
        sentence("Northern Border Mission", "un"),
        sentence("Border Mission", "deux"),
        sentence("Northern Border Mission", "trois"),
      ],
    ],
    [
      "a name of something else",
      [
        sentence("Northern Border Mission", "un"),
        sentence("Government Accountability Office", "deux"),
        sentence("Northern Border Mission", "trois"),
      ],
    ],
  ])("is not told by %s", (_, pairs) => {
    expect(only(pairs)).toEqual([]);
  });
});

describe("an acronym before its name, where asked for", () => {
  const asked = (pairs: Pairs) => only(pairs, { acronymsIntroduced: true });

  test("is told with the later place of the name, and only where asked for", () => {
    const pairs: Pairs = [
      ["L’OTAN agit.", "NATO acts."],
      ["L’Organisation du Traité de l’Atlantique Nord décide.", "The North Atlantic Treaty Organization decides."],
    ];
    const [finding, ...others] = asked(pairs);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ category: "term-inconsistent", segment: 0, target: { text: "NATO" } });
    expect(membersIn(pairs, finding)).toEqual(["0 target: NATO", "1 target: North Atlantic Treaty Organization"]);
    expect(only(pairs)).toEqual([]);
  });

  test("is told of a glossary’s acronym that is never explained, and of another that is explained later", () => {
    expect(asked([["L’OTAN agit.", "NATO acts."]])).toHaveLength(1);
    const pairs: Pairs = [
      ["Le GTN agit.", "The NWG acts."],
      ["Le groupe décide.", "The Nordic Working Group (NWG) decides."],
    ];
    expect(asked(pairs).map(({ target }) => target?.text)).toEqual(["NWG"]);
  });

  test("is not told where the name comes first, or stands beside it", () => {
    expect(
      asked([
        ["Un", "The North Atlantic Treaty Organization (NATO) acts."],
        ["Deux", "NATO acts."],
      ]),
    ).toEqual([]);
    expect(asked([["Un", "NATO (North Atlantic Treaty Organization) acts."]])).toEqual([]);
    expect(
      asked([
        ["Un", "PLEASE READ THIS"],
        ["Deux", "The XYZ format works."],
      ]),
    ).toEqual([]);
  });
});

import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { numberFormat } from "../../src/check/number-format.js";
import { numberMismatch } from "../../src/check/number-mismatch.js";
import { faultsOf, placesOf, type Direction } from "./checked-pair.js";

type Row = readonly [direction: Direction, source: string, target: string];

describe("the same value is no mismatch", () => {
  test.each<Row>([
    ["fr-en", "plus de 75 000 soldats", "more than 75,000 soldiers"],
    ["fr-en", "plus de 75\u202F000 soldats", "more than 75 000 soldiers"],
    ["fr-en", "vingt-huit pays", "28 countries"],
    ["fr-en", "quatre-vingt-dix-sept soldats", "ninety-seven soldiers"],
    ["fr-en", "deux cent mille réfugiés", "200,000 refugees"],
    ["fr-en", "1,5 milliard d’euros", "€1.5 billion"],
    ["fr-en", "2 billions d’euros", "€2 trillion"],
    ["fr-en", "12,5 M€", "€12.5 million"],
    ["en-fr", "$100,000", "100 000 $"],
    ["fr-en", "100 millions de dollars canadiens", "CA$100 million"],
    ["fr-en", "100 à 200 millions d’euros", "€100 million to €200 million"],
    ["fr-en", "un million et demi de personnes", "1.5 million people"],
    ["en-fr", "The rate is 2.8 per cent.", "Le taux est de 2,8 %."],
    ["fr-en", "La moitié des États", "50% of the States"],
    ["fr-en", "Une centaine d’experts", "Around 100 experts"],
    ["fr-en", "Un tiers des membres", "One third of the members"],
    ["fr-en", "les années 30", "the 1930s"],
    ["fr-en", "les années trente", "the thirties"],
    ["fr-en", "le XXe siècle", "the 20th century"],
    ["en-fr", "Regulation 12", "le 12e règlement"],
    ["fr-en", "le 1er juillet 2024", "July 1, 2024"],
    ["fr-en", "le 28/05/2025", "28 May 2025"],
    ["en-fr", "05/06/2025", "le 5 juin 2025"],
    ["en-fr", "05/06/2025", "le 6 mai 2025"],
    ["fr-en", "du 4 au 5 mai 2025", "from May 4 to May 5, 2025"],
    ["fr-en", "les 4-5 mai", "May 4–5"],
    ["fr-en", "à 14 h 30", "at 14:30"],
    ["fr-en", "à 14h30", "at 2.30 p.m."],
    ["fr-en", "à 14 heures", "at 2 p.m."],
    ["fr-en", "à midi", "at 12:00"],
    ["en-fr", "6 a.m. to 6 p.m.", "de 6 h à 18 h"],
    ["fr-en", "dans un délai de 24 heures", "within one day"],
    ["fr-en", "quinze jours", "two weeks"],
    ["fr-en", "24 h/24, 7 j/7", "24/7"],
    ["fr-en", "−3,5 °C", "-3.5 °C"],
    ["fr-en", "Les articles 5 et 6 s’appliquent.", "Articles 6 and 5 apply."],
    ["fr-en", "l’article 5 du traité", "Article V of the treaty"],
    ["fr-en", "La COVID-19 (SARS-CoV-2)", "COVID-19 (SARS-CoV-2)"],
    ["en-fr", "as shown in Fig.1,1", "comme en Fig.1,1"],
    ["fr-en", "le +33 1 23 45 67 89", "our number"],
    ["fr-en", "1. Les Parties", "The Parties"],
    ["fr-en", "un des trois", "one of the three"],
    ["en-fr", "two ships", "des navires"],
    ["en-fr", "in 2020, and in 2020 only", "en 2020, et seulement alors"],
    ["en-fr", "%1$s of 5", "5 sur %1$s"],
    ["en-fr", "5 1/2 inches", "5,5 pouces"],
    ["en-fr", "2019-2020", "2019-20"],
    ["en-fr", "1, 2 or 4 a year", "1,2 ou 4 par an"],
    ["en-fr", "a delay of 10s", "un délai de 10 s"],
    ["en-fr", "The 1990's", "Les années 90"],
    ["fr-en", "le XXe siècle", "the twentieth century"],
    ["fr-en", "aux XIXe et XXe siècles", "in the 19th and 20th centuries"],
    ["fr-en", "le XIXe siècle", "the 1800s"],
    ["fr-en", "deux décennies", "20 years"],
    ["fr-en", "120 millions d’euros, dont 45 pour l’Ukraine", "€120 million, of which €45 million for Ukraine"],
    ["en-fr", "a 10-year plan", "un plan décennal"],
    ["en-fr", "from 6 to 9 p.m.", "de 18 h à 21 h"],
    ["en-fr", "between 2 and 3 p.m.", "entre 14 h et 15 h"],
    ["en-fr", "at 9 p.m.", "à 9 heures du soir"],
    ["en-fr", "at 9:30 p.m.", "à 9 h 30 du soir"],
    ["en-fr", "three quarters of growth", "trois trimestres de croissance"],
    ["en-fr", "a quarter of the year", "un trimestre"],
    ["en-fr", "100 m tall", "haut de 100 mètres"],
    ["en-fr", "24 countries", "deux douzaines de pays"],
    ["fr-en", "deux centaines d’hommes", "200 men"],
    ["en-fr", "an hour and a half", "90 minutes"],
    ["en-fr", "two and a half years", "30 mois"],
    ["fr-en", "un an et demi", "18 months"],
    ["en-fr", "software of the 90's", "des logiciels des années 90"],
    ["en-fr", "a 100% pure Java program", "un programme entièrement en Java"],
    ["fr-en", "Troisièmement, il faut agir.", "Secondly, we must act."],
    ["fr-en", "la deuxième et la troisième", "the second and third"],
    ["fr-en", "", "12"],
    ["en-fr", "\u00A0", " "],
  ])("%s: %s / %s", (direction, source, target) => {
    // Nothing stands in an empty source that could differ, so what the target adds is told; all else is silent.
    expect(placesOf(numberMismatch, direction, source, target)).toEqual(source === "" ? [[undefined, "12"]] : []);
  });
});

describe("another value is told on both sides", () => {
  test.each<readonly [...Row, string | undefined, string | undefined]>([
    ["fr-en", "plus de 75 000 soldats", "more than 7,500 soldiers", "75 000", "7,500"],
    ["fr-en", "12 pays ont signé.", "Twenty countries have signed.", "12", "Twenty"],
    ["en-fr", "two ships", "trois navires", "two", "trois"],
    ["fr-en", "Une aide de 1,5 milliard d’euros", "Aid worth €1.5 million", "1,5 milliard", "€1.5 million"],
    ["fr-en", "2 billions d’euros", "€2 billion", "2 billions", "€2 billion"],
    ["fr-en", "à 14 h 30", "at 4.30 p.m.", "14 h 30", "4.30 p.m."],
    ["en-fr", "6 a.m. to 6 p.m.", "de 6 h à 19 h", "6 p.m.", "19"],
    ["fr-en", "le 28 mai 2025", "29 May 2025", "28 mai 2025", "29 May 2025"],
    ["fr-en", "le 28 mai 2025", "28 March 2025", "28 mai 2025", "28 March 2025"],
    ["fr-en", "le 28 mai 2025", "28 May 2024", "28 mai 2025", "28 May 2024"],
    ["fr-en", "en mai", "in June", "mai", "June"],
    ["fr-en", "les années 30", "the 1940s", "années 30", "1940s"],
    ["fr-en", "2 % du PIB", "3% of GDP", "2 %", "3%"],
    ["fr-en", "de 2 % à 3 %", "from 3% to 4%", "2 %", "4%"],
    ["fr-en", "la résolution 1325 (2000)", "resolution 1352 (2000)", "1325", "1352"],
    ["fr-en", "−3,5 °C", "3.5 °C", "−3,5 °C", "3.5 °C"],
    ["en-fr", "200 ships", "des navires", "200", undefined],
    ["en-fr", "ships", "200 navires", undefined, "200"],
    ["en-fr", "Articles 5 and 6", "articles 5 et 5", "6", undefined],
    ["fr-en", "au XIXe siècle", "in the 20th century", "XIXe", "20th"],
    ["en-fr", "in the eighteenth century", "au XVIIe siècle", "eighteenth", "XVIIe"],
    ["fr-en", "la 79e session", "the seventy-eighth session", "79e", "seventy-eighth"],
    ["fr-en", "la quatrième génération", "the fifth generation", "quatrième", "fifth"],
    ["en-fr", "two-thirds of the votes", "trois quarts des voix", "two-thirds", "trois quarts"],
    ["en-fr", "at 9:30 p.m.", "à 9 h 30", "9:30 p.m.", "9 h 30"],
    ["en-fr", "at 9 p.m.", "à 9 h", "9 p.m.", undefined],
  ])("%s: %s / %s", (direction, source, target, inSource, inTarget) => {
    expect(placesOf(numberMismatch, direction, source, target)).toEqual([[inSource, inTarget]]);
  });
});

describe("another unit of the same value is told where it stands", () => {
  test.each<readonly [...Row, string, string]>([
    ["fr-en", "Un don de 100 millions de dollars", "A €100 million donation", "dollars", "€100 million"],
    ["fr-en", "100 millions de dollars", "100 million euros", "dollars", "euros"],
    ["en-fr", "US$100", "100 dollars canadiens", "US$100", "dollars canadiens"],
    ["fr-en", "dans les 30 jours", "within 30 months", "30 jours", "30 months"],
    ["en-fr", "5 kilometres", "5 miles", "5 kilometres", "5 miles"],
    ["fr-en", "une distance de 5 km", "a distance of 5 m", "5 km", "5 m"],
    ["en-fr", "a 5 kg load", "une charge de 5 g", "5 kg", "5 g"],
    ["fr-en", "20 MW", "20 kW", "20 MW", "20 kW"],
    ["fr-en", "2 000 €", "£2,000", "2 000 €", "£2,000"],
    ["fr-en", "75 000 dollars", "€75,000", "dollars", "€75,000"],
    ["fr-en", "3 litres", "3 gallons", "3 litres", "3 gallons"],
    ["en-fr", "−3.5 °F", "−3,5 °C", "−3.5 °F", "−3,5 °C"],
  ])("%s: %s / %s", (direction, source, target, inSource, inTarget) => {
    expect(placesOf(numberMismatch, direction, source, target)).toEqual([[inSource, inTarget]]);
  });
});

describe("a fault", () => {
  test("gives offsets into the texts as they were given", () => {
    const source = "E\u0301tat\u00A0: 75 000 soldats 👍🏽";
    const target = "State: 7,500 soldiers";
    const [fault, ...more] = faultsOf(numberMismatch, "fr-en", source, target);
    expect(more).toEqual([]);
    expect(source.slice(fault?.source?.start, fault?.source?.end)).toBe("75 000");
    expect(target.slice(fault?.target?.start, fault?.target?.end)).toBe("7,500");
    expect(fault).toMatchObject({ category: "number-mismatch", segment: 0, suggestions: [] });
    expect(fault?.message.fr).toContain("75 000");
    expect(fault?.message.en).toContain("7,500");
  });

  test("is not told of an empty target, which is untranslated", () => {
    expect(faultsOf(numberMismatch, "fr-en", "75 000 soldats", " ")).toEqual([]);
  });

  test("is told by one of the two checks of numbers only", () => {
    for (const target of ["75,000", "75.000", "7,500", "75 000", "75,000 or 7"]) {
      const mismatches = placesOf(numberMismatch, "fr-en", "75 000", target).map(([, place]) => place);
      const formats = placesOf(numberFormat, "fr-en", "75 000", target).map(([, place]) => place);
      expect(mismatches.filter((place) => formats.includes(place))).toEqual([]);
    }
  });
});

describe("any pair of texts", () => {
  const pieces = [
    "28 mai 2025",
    "12",
    " ",
    "2,8 %",
    "€5",
    "trois",
    " h 30",
    "14",
    "million",
    "-",
    "75 000",
    "une dizaine",
    "XXe",
    "1er",
    ", ",
    ":",
    "années 30",
  ];

  test("that are the same in two languages of one form has no mismatch of digits", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99_999 }), { maxLength: 12 }), (numbers) => {
        const text = numbers.join(" ; ");
        expect(placesOf(numberMismatch, "fr-en", text, text)).toEqual([]);
        expect(placesOf(numberMismatch, "fr-en", text, [...numbers].reverse().join(" ; "))).toEqual([]);
      }),
    );
  });

  test("has faults within its texts", () => {
    const any = fc.array(fc.constantFrom(...pieces), { maxLength: 15 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(any, any, (source, target) => {
        for (const fault of faultsOf(numberMismatch, "fr-en", source, target)) {
          expect(fault.source ?? fault.target).toBeDefined();
          if (fault.source) expect(source.slice(fault.source.start, fault.source.end)).toBe(fault.source.text);
          if (fault.target) expect(target.slice(fault.target.start, fault.target.end)).toBe(fault.target.text);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test("of one number ten thousand times is compared", () => {
    expect(placesOf(numberMismatch, "fr-en", "12,5 ".repeat(10_000), "12.5 ".repeat(9_000))).toEqual([]);
    expect(placesOf(numberMismatch, "fr-en", "12 ".repeat(5_000), "13 ".repeat(5_000)).length).toBeGreaterThan(0);
  });
});

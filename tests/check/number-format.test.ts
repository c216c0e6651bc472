import { describe, expect, test } from "@jest/globals";
import { numberFormat } from "../../src/check/number-format.js";
import { numberMismatch } from "../../src/check/number-mismatch.js";
import { documentOf, faultsOf, placesOf, type Direction } from "./checked-pair.js";

describe("the other locale's form of the right value is told, with the form that is right", () => {
  test.each<readonly [Direction, string, string, string, string]>([
    ["en-fr", "More than 75,000 soldiers", "Plus de 75,000 soldats", "75,000", "75\u00A0000"],
    ["en-fr", "1,051,635 cases", "1,051,635 cas", "1,051,635", "1\u00A0051\u00A0635"],
    ["en-fr", "2.8%", "2.8 %", "2.8 %", "2,8\u00A0%"],
    ["en-fr", "2.8%", "2.8%", "2.8%", "2,8\u00A0%"],
    ["en-fr", "$75,000", "$75,000", "$75,000", "75\u00A0000\u00A0$"],
    ["en-fr", "a budget of 3.5 billion", "un budget de 3.5 milliards", "3.5 milliards", "3,5 milliards"],
    ["en-fr", "2.5 times", "2.5 fois", "2.5", "2,5"],
    ["en-fr", "−3.5 °C", "−3.5 °C", "−3.5 °C", "−3,5 °C"],
    ["fr-en", "75 000 soldats", "75.000 soldiers", "75.000", "75,000"],
    ["fr-en", "75 000 soldats", "75 000 soldiers", "75 000", "75,000"],
    ["fr-en", "1 234 567,8", "1 234 567.8", "1 234 567.8", "1,234,567.8"],
    ["fr-en", "2,8 %", "2,8%", "2,8%", "2.8%"],
    ["fr-en", "2,875 %", "2,875%", "2,875%", "2.875%"],
    ["fr-en", "12,50 €", "€12,50", "€12,50", "€12.50"],
    ["fr-en", "1.234.567 euros", "1.234.567 euros", "1.234.567", "1,234,567"],
  ])("%s: %s / %s", (direction, source, target, place, suggestion) => {
    const faults = faultsOf(numberFormat, direction, source, target);
    expect(faults.map((fault) => [fault.target?.text, fault.suggestions])).toEqual([[place, [suggestion]]]);
    expect(placesOf(numberMismatch, direction, source, target)).toEqual([]);
  });

  test("each time that it stands", () => {
    expect(placesOf(numberFormat, "fr-en", "de 2,8 % à 11,8 %.", "from 2,8% to 11,8%.")).toEqual([
      ["2,8 %", "2,8%"],
      ["11,8 %", "11,8%"],
    ]);
  });
});

describe("nothing is told", () => {
  test.each<readonly [Direction, string, string]>([
    ["en-fr", "75,000", "75 000"],
    ["en-fr", "75,000", "75.000"],
    ["en-fr", "2.8%", "2,8 %"],
    ["fr-en", "un écart de 20 000 km", "a distance of 20 000 km"],
    ["fr-en", "la norme ETS 300 036", "ETS 300 036"],
    ["fr-en", "4,100 K - Clair de lune", "4,100 K – Moonlight"],
    ["fr-en", "« L 1,2 L 3,4 » au lieu de « L 1,2 3,4 »", "'L 1,2 L 3,4' instead of 'L 1,2 3,4'"],
    ["en-fr", 'the format "$ 1,234.00"', "le format « $ 1,234.00 »"],
    ["en-fr", "<screen>6.4 GB free</screen>", "<screen>6.4 Go libres</screen>"],
    ["en-fr", "changed in %{GCC 11.1%}", "a changé dans %{GCC 11.1%}"],
    ["en-fr", "version 2.8", "version 2.8"],
    ["en-fr", "GTK+ 2.0", "GTK+ 2.0"],
    ["en-fr", "section 5.2", "section 5.2"],
    ["en-fr", "Python 3.11.2", "Python 3.11.2"],
    ["en-fr", "values from 0.0 to 1.0", "valeurs de 0.0 à 1.0"],
    ["fr-en", "75.000", "75,000"],
    ["en-fr", "1,234 ships", "1,235 navires"],
    ["en-fr", "", ""],
  ])("%s: %s / %s", (direction, source, target) => {
    expect(placesOf(numberFormat, direction, source, target)).toEqual([]);
  });

  test("of spaces in the English of Canada, which parts groups so", () => {
    const tags = ["fr-CA", "en-CA"] as const;
    const pair = (target: string) => documentOf("fr-en", [["75 000 soldats", target]], tags);
    expect([...numberFormat.check(pair("75 000 soldiers"))]).toEqual([]);
    expect([...numberFormat.check(pair("75.000 soldiers"))]).toHaveLength(1);
  });
});

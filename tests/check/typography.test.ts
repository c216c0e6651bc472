import { describe, expect, test } from "@jest/globals";
import type { CheckedDocument, Fault } from "../../src/check/check.js";
import { typography } from "../../src/check/typography.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment, type Segment } from "../../src/segment.js";
import { tokenize } from "../../src/text/tokens.js";

function faults(sourceTag: string, targetTag: string, source: Segment | string, target: Segment | string): Fault[] {
  const text = (tag: string, given: Segment | string) => {
    const lang = languageTag(tag) as LanguageTag;
    const segment = typeof given === "string" ? plainSegment(given) : given;
    return { lang, segment, tokens: tokenize(segment, lang), occurrences: [], swapped: [] };
  };
  const [from, to] = [text(sourceTag, source), text(targetTag, target)];
  const document: CheckedDocument = {
    sourceLang: from.lang,
    targetLang: to.lang,
    segments: [{ index: 0, source: from, target: to }],
  };
  return [...typography.check(document)];
}

/** Rows: source, target; the languages are the group's. */
type Pair = readonly [source: string, target: string];
type Slip = readonly [source: string, target: string, place: string, instead?: string];

function clean(from: string, to: string, pairs: readonly Pair[]): void {
  test.each(pairs)(`%j -> %j is clean in ${to}`, (source, target) => {
    expect(faults(from, to, source, target).map(({ target: place }) => place?.text)).toEqual([]);
  });
}

function faulty(from: string, to: string, slips: readonly Slip[]): void {
  const rows = slips.map(([source, target, place, instead]) => [source, target, place, instead ?? null] as const);
  test.each(rows)(`%j -> %j has one slip in ${to}`, (source, target, place, instead) => {
    const found = faults(from, to, source, target);
    expect(found.map((one) => one.target?.text)).toEqual([place]);
    const span = found[0]?.target;
    expect(target.slice(span?.start, span?.end)).toBe(place);
    if (instead !== null) expect(found[0]?.suggestions).toEqual([instead]);
    expect(found[0]?.source).toBeUndefined();
  });
}

describe("French", () => {
  faulty("en", "fr", [
    ["It is united; it will remain so.", "Elle est unie; elle le restera.", ";", "\u202F;"],
    ["Who decides?", "Qui décide?", "?", "\u202F?"],
    ["The report is out.", "Le le rapport est paru.", "Le le", "Le"],
    ["Never again!", "Plus jamais!", "!", "\u202F!"],
    ["The plan: act.", "Le plan: agir.", ":", "\u00A0:"],
    ["(In part); then", "(En partie); puis", ";"],
    ["The “plan” is ready.", "Le «plan» est prêt.", "«plan»", "«\u00A0plan\u00A0»"],
    ["The “plan” is ready.", "Le « plan» est prêt.", "»"],
    [
      "He said: “The Alliance is united.”",
      "Il a dit : “L’Alliance est unie.”",
      "“L’Alliance est unie.”",
      "«\u00A0L’Alliance est unie.\u00A0»",
    ],
    ["Is the Alliance united?", "L’Alliance est-elle unie.", ".", "\u202F?"],
    ["The Alliance is united.", "L’Alliance est  unie.", "  ", " "],
    ["The Alliance is united.", "L’Alliance est unie..", "..", "."],
    ["The Alliance, united", "L’Alliance,, unie", ",,", ","],
    ["Open the door of the room", "Ouvrir la porte de de la salle", "de de", "de"],
    ["The Alliance (NATO) is united.", "L’Alliance (OTAN est unie.", "("],
    ["He said “no” to them.", "Il leur a dit « non.", "«"],
    ["The school is here. It is closed.", "L’école est ici . Elle est fermée.", " .", "."],
  ]);
  clean("en", "fr", [
    ["It is united; who knows?", "Elle est unie\u00A0; qui sait\u202F?"],
    ["It is united; who knows?", "Elle est unie ; qui sait ?"],
    ["It is united; who knows?", "Elle est unie\u2009; qui sait\u00A0!?"],
    ["The Alliance is united...", "L’Alliance est unie…"],
    ["The Alliance is united…", "L’Alliance est unie..."],
    ["at 14:30, a ratio of 2:1", "à 14:30, un rapport de 2:1"],
    ["See https://www.nato.int/a;b?c=d!", "Voir https://www.nato.int/a;b?c=d"],
    ["C:\\Windows and C: too", "C:\\Windows et C: aussi"],
    ["Well done :-) ;)", "Bravo :-) ;)"],
    ["a) first, b) second", "a) premier, b) second"],
    ["Yahoo! and others agree", "Yahoo! et d’autres sont d’accord"],
    ["sed: cannot read %s: %s", "sed: ne peut lire %s: %s"],
    ["&amp; and &lt;b&gt; are entities", "&amp; et &lt;b&gt; sont des entités"],
    ["p { color: red; }", "p { couleur: rouge; }"],
    ["SUM(A1;B1)", "SOMME(A1;B1; C1)"],
    ["We wash ourselves; you too", "Nous nous lavons ; vous vous lavez"],
    ["He was speaking of it, while going", "Il en en parlait"],
    ["The east is red", "L’est est rouge"],
    ["Very, very good", "Très très bien"],
    ["the the", "le le"],
    ["ETS(values, timeline)", "PREVISION.ETS (valeurs; chronologie)"],
    ["for (( a; b; c )); do COMMANDS; done", "for (( a; b; c )); do COMMANDES; done"],
    ["Commands that match `", "Commandes qui correspondent à «"],
    ["' to disable it.", "» pour le désactiver."],
    ["“Hamlet” was shown", "“Hamlet” a été joué"],
    ["He said: “The ‘plan’ is ready.”", "Il a dit : « Le “plan” est prêt. »"],
    ["Could you close the door?", "Veuillez fermer la porte."],
    ["(unfinished", "(inachevé"],
    ["Description:", "Description:"],
    ["(see point (a) and others)", "(voir point a) et autres)"],
    ["(see point (a))", "(voir point a)"],
    ["points (a) and (b) (if any)", "points a) et b) (le cas échéant)"],
    ["We can try :)", "On peut essayer : )"],
    ["", ""],
  ]);
});

describe("French of Canada and of Switzerland", () => {
  clean("en", "fr-CA", [
    ["It is united; who knows?", "Elle est unie; qui sait?"],
    ["The plan: act.", "Le plan\u00A0: agir."],
  ]);
  faulty("en", "fr-CA", [
    ["It is united; who knows.", "Elle est unie ; on le sait.", " ;", ";"],
    ["The plan: act.", "Le plan: agir.", ":"],
  ]);
  clean("en", "fr-CH", [
    ["It is united; who knows?", "Elle est unie; qui sait?"],
    ["It is united; who knows?", "Elle est unie ; qui sait ?"],
    ["The “plan” is ready.", "Le «plan» est prêt."],
  ]);
});

describe("English", () => {
  faulty("fr", "en", [
    ["Elle est unie ; elle le restera.", "It is united ; it will remain so.", " ;", ";"],
    ["Qui décide ?", "Who decides ?", " ?", "?"],
    ["Le plan : agir.", "The plan\u00A0: act.", "\u00A0:", ":"],
    ["L’Alliance est-elle unie ?", "Is the Alliance united.", ".", "?"],
    ["L’Alliance est unie.", "The Alliance is  united.", "  ", " "],
    ["L’Alliance est unie.", "The Alliance is united..", "..", "."],
    [
      "Il a dit : « Le plan est prêt. »",
      "He said: « The plan is ready. »",
      "« The plan is ready. »",
      "“The plan is ready.”",
    ],
    ["dans le domaine", "in the the field", "the the", "the"],
    ["L’OTAN [et l’UE]", "NATO and the EU]", "]"],
  ]);
  clean("fr", "en", [
    ["Il a déclaré : « L’Alliance est unie. »", "He said: “The Alliance is united.”"],
    ["Il a déclaré : « L’Alliance est unie. »", "He said: ‘The Alliance is united.’"],
    ["Il sait que cela est faux.", "He knows that that is false."],
    ["Il l’avait eu.", "He had had it."],
    ["Le rapport 2 : 1", "The ratio 2 : 1"],
    ["E189: existe (ajoutez ! pour passer outre)", "E189: exists (add ! to override)"],
    ["Fin. Début.", "The end.  The beginning."],
    ['Écran de 15"', 'A 15" screen'],
    ["-D : afficher", "-D : show"],
    ["des fichiers ..\\a et ../b", "the files ..\\a and ../b"],
    ["« Le Monde » l’a dit", "« Le Monde » said so"],
  ]);
});

describe("any text", () => {
  test("that repeats its source has no slips of its own", () => {
    expect(faults("en", "fr", "Who? Me; you..", "Who? Me; you..")).toEqual([]);
  });

  test("is checked for doubled marks and brackets in a language without an analyser", () => {
    expect(faults("en", "de", "It is (here).", "Es ist (hier..").map((one) => one.target?.text)).toEqual(["..", "("]);
  });

  test("with a code where a space or word is missed is left alone", () => {
    const codes = (at: number): Segment["codes"] => [{ at, id: "1", kind: "alone" }];
    expect(faults("en", "fr", "united;", { text: "unie; oui", codes: codes(4) })).toEqual([]);
    expect(faults("fr", "en", "un ami", { text: "a  friend", codes: codes(2) })).toEqual([]);
    expect(faults("fr", "en", "un ami", { text: "the the friend", codes: codes(4) })).toEqual([]);
  });

  test("has its spans in NFD as given", () => {
    const target = "L’été; l’hiver".normalize("NFD");
    const [fault] = faults("en", "fr", "Summer; winter", target);
    expect(target.slice(fault?.target?.start, fault?.target?.end)).toBe(";");
  });

  test.each([
    ["(".repeat(20_000)],
    ["« ".repeat(10_000)],
    ["a a ".repeat(5_000)],
    ["; ".repeat(10_000)],
    ["👩‍🚀:".repeat(3_000)],
    ["`".repeat(20_000)],
    ["&".repeat(20_000)],
  ])("however long, is read (%#)", (text) => {
    expect(Array.isArray(faults("en", "fr", "x", text))).toBe(true);
  });
});

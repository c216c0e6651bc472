import { createReadStream, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { checkDocument } from "../../src/check/checker.js";
import type { Concept } from "../../src/concept.js";
import type { Category, Finding } from "../../src/finding.js";
import { readTmx } from "../../src/formats/tmx-reader.js";
import { Terminology } from "../../src/glossary/terminology.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";
import { variantFor } from "../../src/unit.js";

const RELEASE = new URL("../../tm/otan-ue-ukraine-2025-05-28.tmx", import.meta.url);
const GLOSSARY = new URL("../../glossary/official.json", import.meta.url);

const fr = languageTag("fr") as LanguageTag;
const en = languageTag("en") as LanguageTag;
const terminology = Terminology.of([
  {
    id: "official",
    concepts: (JSON.parse(readFileSync(GLOSSARY, "utf8")) as { concepts: readonly Concept[] }).concepts,
  },
]);

/** The release's sentences, by language. */
const release = { fr: [] as string[], en: [] as string[] };

beforeAll(async () => {
  for await (const event of readTmx(createReadStream(RELEASE) as AsyncIterable<Uint8Array>)) {
    if (event.kind !== "unit") continue;
    release.fr.push(variantFor(event.unit, fr)?.segment.text ?? "");
    release.en.push(variantFor(event.unit, en)?.segment.text ?? "");
  }
});

/** A translator's error: what stood in a sentence, by its number, and what was made of it. */
interface Slip {
  readonly kind: string;
  readonly segment: number;
  readonly right: string;
  readonly wrong: string;
  readonly category: Category;
  /** What the finding is to mark: in the translation, else in the source. */
  readonly marks: { readonly target: string } | { readonly source: string };
}

const IN_ENGLISH: readonly Slip[] = [
  {
    kind: "another title",
    segment: 1,
    right: "Deputy Secretary General",
    wrong: "Assistant Secretary General",
    category: "term-missing",
    marks: { target: "Assistant Secretary General" },
  },
  {
    kind: "another council",
    segment: 8,
    right: "the NATO-Ukraine Council",
    wrong: "the NATO-Russia Council",
    category: "term-missing",
    marks: { target: "NATO-Russia Council" },
  },
  {
    kind: "a name put into other words",
    segment: 4,
    right: "full-scale invasion",
    wrong: "massive attack",
    category: "term-missing",
    marks: { source: "invasion à grande échelle" },
  },
  {
    kind: "a literal rendering that the glossary forbids",
    segment: 7,
    right: "lessons learned",
    wrong: "teachings drawn",
    category: "term-forbidden",
    marks: { target: "teachings drawn" },
  },
  {
    kind: "an acronym with letters changed about",
    segment: 7,
    right: "(NSATU)",
    wrong: "(NSTAU)",
    category: "acronym-wrong",
    marks: { target: "NSTAU" },
  },
  {
    kind: "the French acronym",
    segment: 1,
    right: "and the PSC on Ukraine",
    wrong: "and the COPS on Ukraine",
    category: "acronym-wrong",
    marks: { target: "COPS" },
  },
  {
    kind: "another date",
    segment: 1,
    right: "28 May 2025",
    wrong: "28 May 2024",
    category: "number-mismatch",
    marks: { target: "28 May 2024" },
  },
  {
    kind: "digits changed about",
    segment: 9,
    right: "75,000",
    wrong: "57,000",
    category: "number-mismatch",
    marks: { target: "57,000" },
  },
  {
    kind: "a clause left in French",
    segment: 6,
    right: "the two organisations indicated that they would maintain their support",
    wrong: "les deux organisations ont indiqué qu’elles maintiendraient leur soutien",
    category: "untranslated",
    marks: { target: ", les deux organisations ont indiqué qu’elles maintiendraient leur soutien." },
  },
  {
    kind: "a bracket left open",
    segment: 8,
    right: "(CAP)",
    wrong: "(CAP",
    category: "typography",
    marks: { target: "(" },
  },
];

const IN_FRENCH: readonly Slip[] = [
  {
    kind: "another title",
    segment: 1,
    right: "secrétaire générale déléguée",
    wrong: "secrétaire générale adjointe",
    category: "term-missing",
    marks: { target: "secrétaire générale adjointe" },
  },
  {
    kind: "another council",
    segment: 8,
    right: "le Conseil OTAN-Ukraine",
    wrong: "le Conseil OTAN-Russie",
    category: "term-missing",
    marks: { target: "Conseil OTAN-Russie" },
  },
  {
    kind: "a name put into other words",
    segment: 7,
    right: "les enseignements tirés",
    wrong: "les conclusions tirées",
    category: "term-missing",
    marks: { source: "lessons learned" },
  },
  {
    kind: "an acronym with letters changed about",
    segment: 8,
    right: "(NRU)",
    wrong: "(NUR)",
    category: "acronym-wrong",
    marks: { target: "NUR" },
  },
  {
    kind: "the English acronym",
    segment: 1,
    right: "et du COPS",
    wrong: "et du PSC",
    category: "acronym-wrong",
    marks: { target: "PSC" },
  },
  {
    kind: "another date",
    segment: 1,
    right: "28 mai 2025",
    wrong: "25 mai 2025",
    category: "number-mismatch",
    marks: { target: "25 mai 2025" },
  },
  {
    kind: "a number in the English form",
    segment: 9,
    right: "75 000",
    wrong: "75,000",
    category: "number-format",
    marks: { target: "75,000" },
  },
  {
    kind: "a sentence left in English",
    segment: 5,
    right: "Cette assistance est indispensable pour aider l’Ukraine à défendre sa souveraineté",
    wrong: "This assistance is indispensable in helping Ukraine defend its sovereignty",
    category: "untranslated",
    marks: { target: "This assistance is indispensable in helping Ukraine defend its sovereignty." },
  },
  {
    kind: "a word twice",
    segment: 6,
    right: "maintiendraient leur soutien",
    wrong: "maintiendraient leur leur soutien",
    category: "typography",
    marks: { target: "leur leur" },
  },
  {
    kind: "no space before a semicolon",
    segment: 7,
    right: "partenaires ;",
    wrong: "partenaires;",
    category: "typography",
    marks: { target: ";" },
  },
];

function findings(source: "fr" | "en", errors: readonly Slip[]): { found: Finding[]; targets: string[] } {
  const target = source === "fr" ? "en" : "fr";
  const targets = release[target].map((text, segment) => {
    const mine = errors.filter((error) => error.segment === segment);
    return mine.reduce((planted, { right, wrong }) => {
      expect(planted).toContain(right);
      return planted.replace(right, wrong);
    }, text);
  });
  const found = checkDocument({
    sourceLang: source === "fr" ? fr : en,
    targetLang: target === "fr" ? fr : en,
    segments: targets.map((text, i) => ({
      source: plainSegment(release[source][i] ?? ""),
      target: plainSegment(text),
    })),
    terminology,
    messages: "en",
  });
  return { found, targets };
}

/** Category and place of a finding, as text that can be sorted and read in a failure. */
function placed({ segment, category, target, source }: Finding): string {
  const [side, span] = target === undefined ? ["source", source] : ["target", target];
  return `${segment} ${category} ${side} ${span?.start}-${span?.end} ${span?.text}`;
}

/** The same of what an error should give: the place of its mark, found in the text by what stands around it. */
function expected({ segment, category, marks, wrong }: Slip, source: readonly string[], targets: string[]): string {
  if ("source" in marks) {
    const start = source[segment]?.indexOf(marks.source) ?? -1;
    return `${segment} ${category} source ${start}-${start + marks.source.length} ${marks.source}`;
  }
  const text = targets[segment] ?? "";
  // A mark may reach over what was put in, or be a part of it.
  const whole = text.indexOf(marks.target);
  const start = marks.target.length > wrong.length ? whole : text.indexOf(wrong) + wrong.indexOf(marks.target);
  return `${segment} ${category} target ${start}-${start + marks.target.length} ${marks.target}`;
}

describe.each([
  { source: "fr", errors: IN_ENGLISH },
  { source: "en", errors: IN_FRENCH },
] as const)("the press release translated from $source", ({ source, errors }) => {
  test("has nothing to flag as it is shipped", () => {
    expect(release.fr).toHaveLength(10);
    expect(findings(source, []).found).toEqual([]);
  });

  test.each(errors)("with $kind has that one finding, at its place", (error) => {
    const { found, targets } = findings(source, [error]);
    expect(found.map(placed)).toEqual([expected(error, release[source], targets)]);
  });

  test("with ten errors of different kinds has ten findings, each at its place", () => {
    const { found, targets } = findings(source, errors);
    expect(found.map(placed).sort()).toEqual(errors.map((error) => expected(error, release[source], targets)).sort());
    expect(found).toHaveLength(10);
  });
});

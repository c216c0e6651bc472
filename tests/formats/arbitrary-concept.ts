import fc from "fast-check";
import { TERM_STATUSES, TERM_TYPES, type Concept, type Term } from "../../src/concept.js";
import type { LanguageTag } from "../../src/language.js";

/** Texts that break writers of XML and of tables: markup, quotes, delimiters, formulas, line ends, notes of our own. */
export const conceptText = fc
  .array(
    fc.constantFrom(
      ..."ab ,;=+-@'\"<>&|",
      "\n",
      "\t",
      "\r",
      "]]>",
      "&amp;",
      "<!--",
      "\u00A0",
      "e\u0301",
      "😀",
      "\uFEFF",
      "=1+1",
      "[entente:id] ",
      "[entente:property x] ",
      "https://example.org/a?b&c",
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(""))
  // A line end with white space around it is layout to a reader of TBX, and an edge of blanks is none to keep.
  .map((text) => text.replace(/\s*\n\s*/g, "\n").replace(/^\n|\n$/g, ""))
  .filter((text) => text.trim() !== "");

const line = conceptText.map((text) => text.replaceAll("\n", " ")).filter((text) => text.trim() !== "");

const propertyNames = fc.constantFrom(
  "partOfSpeech",
  "grammaticalGender",
  "context",
  "context:source",
  "descrip:figure",
  "descrip:figure:source",
  "termNote:mood",
  "admin:context",
  "subjectField",
  "definition",
  "definition:fr",
  "definition:fr:source",
  "definitionLang",
  "administrativeStatus",
  "usageStatus",
  "termType",
  "source",
  "id",
  "tbx",
  "tbx:fr",
  "markup:definition",
  "markup:term",
  "doNotCheck",
  "a]b%5D",
  "__proto__",
  "",
);

const propertyValues = fc.oneof(
  line,
  fc.constantFrom(
    "fr",
    "en",
    "noun",
    "obsolete",
    "standardizedTerm-admn-sts",
    "shortForm",
    '<ref type="crossReference" target="c2">kept</ref>',
    '<descripGrp><descrip type="example">x</descrip><note>y</note></descripGrp>',
    "<langSec/>",
    "<note>",
    "</conceptEntry>",
  ),
);

const properties = fc
  .array(fc.tuple(propertyNames, propertyValues), { minLength: 1, maxLength: 5 })
  .map((entries) => Object.fromEntries(entries));

const term = fc.record(
  {
    lang: fc.constantFrom("fr", "en", "fr-CA") as fc.Arbitrary<LanguageTag>,
    text: line,
    status: fc.constantFrom(...TERM_STATUSES),
    type: fc.constantFrom(...TERM_TYPES),
    note: conceptText,
    sources: fc.array(line, { minLength: 1, maxLength: 2 }),
    properties,
  },
  { requiredKeys: ["lang", "text", "status", "type"] },
) as fc.Arbitrary<Term>;

/** Its terms stand together by language, and no language has one twice. */
export const concept: fc.Arbitrary<Concept> = fc
  .record(
    {
      id: fc.oneof(fc.constantFrom("c1", "e1", "no id of XML", "1"), line),
      subject: line,
      definition: conceptText,
      note: conceptText,
      terms: fc.uniqueArray(term, { minLength: 1, maxLength: 4, selector: ({ lang, text }) => `${lang} ${text}` }),
      sources: fc.array(line, { minLength: 1, maxLength: 3 }),
      properties,
    },
    { requiredKeys: ["id", "terms"] },
  )
  .map((made) => {
    const langs = [...new Set(made.terms.map(({ lang }) => lang))];
    return { ...made, terms: langs.flatMap((lang) => made.terms.filter((one) => one.lang === lang)) };
  });

export const concepts = fc.uniqueArray(concept, { maxLength: 3, selector: ({ id }) => id });

import { pretranslateXliff } from "../dist/formats/xliff-pretranslator.js";
import { stripAll } from "../dist/formats/xliff-strip.js";

/** Whole XLIFF files pre-translated, for commands that run over `dist/`: with a memory that has nothing, and with one that has everything. */

const languages = { sourceLang: "fr", targetLang: "en" };

const LONG_WORD = /\p{L}{5,}/gu;

/** Finds nothing for any segment. */
export async function nothing(queries) {
  return queries.map(() => ({ matches: [], terms: [] }));
}

/** Finds, for every segment, itself and something like it that markup must be written for, and its longer words as terms. */
export async function everything(queries) {
  return queries.map(({ segment, sourceLang, targetLang }) => {
    const match = (score, source, target) => ({
      ...{ source, target, sourceLang, targetLang, score, similarity: score, isMachineMade: false },
      ...{ kind: score === 100 ? "exact" : "fuzzy", memory: "m", unit: "7" },
    });
    const like = { text: "Nearly the <same> & ’thing’ ]]> — 😀", codes: [] };
    const terms = [...segment.text.matchAll(LONG_WORD)].map(({ 0: term, index }) => {
      return { start: index, end: index + term.length, term, translations: [`<${term}>`], glossary: "g" };
    });
    return { matches: [match(100, segment, segment), match(84, like, like)], terms };
  });
}

/** The ways in which a file is pre-translated. */
export const WAYS = [{}, { fill: 100 }, { fill: 50, terms: "glossary" }, { terms: "mrk" }];

export async function pretranslated(bytes, lookup, way = {}) {
  return Buffer.from((await pretranslateXliff(bytes, lookup, { ...languages, ...way })).file);
}

/**
 * What a file is not given back by, in words, first of all by `clean`, the file without what earlier runs have put in;
 * nothing where every byte is the same. `each` sees each file made.
 */
export async function changesOf(clean, each = async () => []) {
  const wrong = [];
  const same = (what, bytes) => {
    if (!clean.equals(bytes)) wrong.push(what);
  };
  same("an empty memory changes bytes", await pretranslated(clean, nothing));
  for (const way of WAYS) {
    const once = await pretranslated(clean, everything, way);
    const named = JSON.stringify(way);
    same(`${named}: strip does not give the file back`, Buffer.from(await stripAll(once)));
    if (!once.equals(await pretranslated(once, everything, way))) wrong.push(`${named}: twice is not once`);
    wrong.push(...(await each(once, named)));
  }
  return wrong;
}

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { plainSegment } from "../../src/segment.js";
import { Store } from "../../src/store/store.js";
import type { UnitContent } from "../../src/unit.js";
import { searchTokens } from "../../src/workspace/analysis.js";
import {
  contentOf,
  fragmentMatches,
  longestRuns,
  ranked,
  type FragmentMatch,
  type Run,
} from "../../src/workspace/fragment-search.js";

const [fr, en, de] = ["fr", "en", "de"].map((tag) => languageTag(tag)) as [LanguageTag, LanguageTag, LanguageTag];

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "entente-fragments-"));
  store = Store.open({ path: join(folder, "entente.db"), tokensOf: searchTokens });
  for (const id of ["m", "n"])
    store.createMemory({ id, name: id, sourceLang: fr, targetLang: en, penalty: 0, readOnly: false });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function unit(source: string, target: string, lang = en): UnitContent {
  const variant = (of: LanguageTag, text: string): UnitContent["variants"][number] => {
    return { lang: of, segment: plainSegment(text), properties: [], notes: [] };
  };
  const variants = [variant(fr, source), variant(lang, target)];
  return { sourceLang: fr, variants, context: {}, properties: [], notes: [] };
}

const find = (text: string, limit = 10, memories: readonly string[] = ["m"]): FragmentMatch[] =>
  fragmentMatches(store, {
    segment: plainSegment(text),
    sourceLang: fr,
    targetLang: en,
    memories: new Map(memories.map((id) => [id, 0])),
    limit,
  });

/** Each run as it stands in the query, and in the match. */
const told = (query: string, found: readonly FragmentMatch[]): string[][] =>
  found.map(({ fragment, source }) => [
    query.slice(fragment.query.start, fragment.query.end),
    source.text.slice(fragment.match.start, fragment.match.end),
  ]);

describe("fragments", () => {
  test("are the longest runs of words, with the units and the places", () => {
    store.addUnit(
      "m",
      unit("Le Conseil de l’Atlantique Nord se réunit lundi.", "The North Atlantic Council meets on Monday."),
    );
    store.addUnit("m", unit("La réunion des ministres est reportée.", "The meeting of ministers is postponed."));
    const query = "Hier, le Conseil de l'Atlantique Nord a préparé une réunion des ministres de la défense.";
    const found = find(query);
    expect(told(query, found)).toEqual([
      ["le Conseil de l'Atlantique Nord", "Le Conseil de l’Atlantique Nord"],
      ["réunion des ministres", "réunion des ministres"],
    ]);
    expect(found[0]).toMatchObject({
      kind: "fragment",
      target: plainSegment("The North Atlantic Council meets on Monday."),
      memory: "m",
      fragment: { words: 6 },
    });
    expect(found.every(({ score }) => score < 70)).toBe(true);
  });

  test("of words that say nothing are none", () => {
    store.addUnit("m", unit("Il est de la maison.", "He is of the house."));
    expect(find("Elle vient de la mer.")).toEqual([]);
    expect(find("")).toEqual([]);
    expect(find("… ?")).toEqual([]);
  });

  test("come with the newest unit first, those that say the same once, and no more than three of a run", () => {
    for (const end of ["un", "deux", "trois", "quatre"])
      store.addUnit("m", unit(`chat noir ${end}`, `black cat ${end}`));
    const found = find("Un chat noir dort.", 10);
    expect(found.map(({ source }) => source.text)).toEqual(["chat noir quatre", "chat noir trois", "chat noir deux"]);
    expect(find("Un chat noir dort.", 2)).toHaveLength(2);
  });

  test("are looked for in the memories asked for, and where there is a translation", () => {
    store.addUnit("n", unit("chat noir", "black cat"));
    store.addUnit("m", unit("chien blanc", "weißer Hund", de));
    expect(find("Un chat noir et un chien blanc")).toEqual([]);
    expect(find("Un chat noir et un chien blanc", 10, ["m", "n"])).toMatchObject([{ memory: "n" }]);
  });

  test("of a deleted or changed unit are not found any more", () => {
    const { unit: added } = store.addUnit("m", unit("chat noir", "black cat"));
    expect(find("Un chat noir dort.")).toHaveLength(1);
    store.deleteUnit(added.id, 1);
    expect(find("Un chat noir dort.")).toEqual([]);
  });

  test("that overlap a longer one come behind", () => {
    const run = (start: number, end: number): Run => ({ start, end });
    expect(ranked([run(0, 3), run(2, 6), run(5, 7), run(8, 10)])).toEqual([
      run(2, 6),
      run(8, 10),
      run(0, 3),
      run(5, 7),
    ]);
  });

  test("are those that a scan of every unit for every run finds", () => {
    const word = fc.constantFrom("chat", "chien", "noir", "75 000", "l’ours", "de");
    const text = fc.array(word, { minLength: 1, maxLength: 7 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(text, { maxLength: 5 }), text, (texts, query) => {
        const ids = texts.map((each, n) => store.addUnit("m", unit(each, `translation ${n}`)).unit);
        const tokens = searchTokens(plainSegment(query), fr);
        const words = tokens.map(({ folded }) => folded);
        const content = contentOf(tokens, fr);
        const held = texts.map((each) => searchTokens(plainSegment(each), fr).map(({ folded }) => folded));
        const stands = ({ start, end }: Run): boolean => {
          const run = words.slice(start, end);
          return held.some((each) => each.some((_, at) => run.every((one, k) => each[at + k] === one)));
        };
        const naive: Run[] = [];
        for (let start = 0; start < words.length; start++) {
          for (let end = start + 1; end <= words.length; end++) {
            const run = { start, end };
            const isLongest = ![
              { start: start - 1, end },
              { start, end: end + 1 },
            ].some((longer) => longer.start >= 0 && longer.end <= words.length && stands(longer));
            if (stands(run) && isLongest && content.slice(start, end).filter(Boolean).length >= 2) naive.push(run);
          }
        }
        expect(longestRuns(content, stands)).toEqual(naive);
        const asked = { lang: fr, target: en, memories: ["m"] };
        const searched = longestRuns(content, ({ start, end }) =>
          store.fragments.stands({ ...asked, words: words.slice(start, end) }),
        );
        expect(searched).toEqual(naive);
        for (const { id, revision } of new Map(ids.map((one) => [one.id, one])).values()) {
          if (store.unit(id) !== undefined) store.deleteUnit(id, store.unit(id)?.revision ?? revision);
        }
      }),
      { numRuns: 150 },
    );
  });
});

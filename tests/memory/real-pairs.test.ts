import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import type { IndexPart } from "../../src/memory/index-part.js";
import { MemoryIndex } from "../../src/memory/memory-index.js";
import { PartBuilder } from "../../src/memory/part-builder.js";
import { mergeParts } from "../../src/memory/part-merger.js";
import type { Unit } from "../../src/unit.js";
import { scan } from "../reference/scan.js";
import type { Measure } from "../reference/score.js";
import { query, tag, unit } from "./corpora.js";

/** The index against the scan on real pairs, where a corpus lies beside the project. */

const CORPUS = new URL("../../../shared/data/bitext.en-fr.tsv.gz", import.meta.url);

/** Enough pairs for common words to be common, few enough for the slow scan. */
const UNITS = 400;
const QUERIES = 24;

const present = existsSync(CORPUS);
if (!present) console.warn(`Skipped: the real pairs of ${CORPUS.pathname} are not there`);

/** Pairs spread over the whole corpus, and queries that lie between them. */
function pairs(): { units: Unit[]; asked: { fr: string; en: string }[] } {
  const lines = gunzipSync(readFileSync(CORPUS))
    .toString("utf8")
    .split("\n")
    .filter((line) => line.length < 400);
  const step = Math.floor(lines.length / UNITS);
  const cells = (i: number): { fr: string; en: string } => {
    const [en = "", fr = ""] = (lines[i] ?? "").split("\t");
    return { fr, en };
  };
  const units = Array.from({ length: UNITS }, (_, i) => {
    const { fr, en } = cells(i * step);
    return unit(i, fr, en);
  });
  const asked = Array.from({ length: QUERIES }, (_, i) => cells(i * Math.floor(UNITS / QUERIES) * step + (i % 2)));
  return { units, asked };
}

function partOf(units: readonly Unit[]): IndexPart {
  const builder = new PartBuilder();
  for (const each of units) builder.add(each, Number(each.id));
  return builder.build();
}

(present ? describe : describe.skip)("MemoryIndex on real pairs", () => {
  test("answers what scoring every unit would, in both directions", () => {
    const { units, asked } = pairs();
    const live = new MemoryIndex();
    for (const each of units) live.add(each);
    const inParts = new MemoryIndex();
    for (const third of [0, 1, 2]) inParts.addPart(partOf(units.filter((_, i) => i % 3 === third)));
    const inOne = new MemoryIndex();
    const parts = inParts.parts.map(({ part, dead }) => ({ part, dead }));
    inOne.addPart(mergeParts(parts)!);
    for (const [i, { fr, en }] of asked.entries()) {
      const measured = new Map<string, Measure>();
      const back = i % 2 === 1;
      for (const minScore of [1, 30, 50, 59, 60, 70, 85]) {
        const limit = [1, 5, 1_000][i % 3] ?? 5;
        const each = back
          ? query(en, { minScore, limit, sourceLang: tag("en"), targetLang: tag("fr") })
          : query(fr, { minScore, limit });
        const expected = scan(units, each, measured).map((match) => ({ ...match, edits: [] }));
        for (const index of [live, inParts, inOne]) {
          expect(index.lookup(each).map((match) => ({ ...match, edits: [] }))).toEqual(expected);
        }
      }
    }
  });
});

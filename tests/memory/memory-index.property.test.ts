import { beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { MemoryIndex } from "../../src/memory/memory-index.js";
import type { Unit } from "../../src/unit.js";
import type { Measure } from "../reference/score.js";
import { anyQuery, anySegment, anyUnit, MEMORIES, query, unit } from "./corpora.js";
import { anyChange, comparedWithMatches, countAnew, expectSame, latest, nearby } from "./comparison.js";

/** The index against the scan that scores everything: whatever is asked, the same matches in the same order. */

function indexOf(units: Iterable<Unit>): MemoryIndex {
  const index = new MemoryIndex();
  for (const each of units) index.add(each);
  return index;
}

beforeEach(countAnew);

const anyUnits = fc.array(anyUnit(anySegment), { minLength: 5, maxLength: 40 });

describe("MemoryIndex", () => {
  test("answers what scoring every unit would, on confusable corpora", () => {
    const anyQueries = fc.array(fc.tuple(anyQuery(anySegment), anyChange), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(anyUnits, anyQueries, (all, queries) => {
        const units = latest(all);
        const index = indexOf(all);
        for (const [each, change] of queries) {
          expectSame({ index, units, query: each });
          expectSame({ index, units, query: nearby(each, units, change) });
        }
      }),
      { numRuns: 300 },
    );
    expect(comparedWithMatches()).toBeGreaterThan(500);
  });

  test("answers so at every threshold, and at any limit", () => {
    fc.assert(
      fc.property(anyUnits, anyQuery(anySegment), anyChange, (all, each, change) => {
        const units = latest(all);
        const index = indexOf(all);
        const measured = new Map<string, Measure>();
        const asked = nearby({ ...each, memories: new Map(MEMORIES.map((memory) => [memory, 0])) }, units, change);
        for (let minScore = 1; minScore <= 101; minScore++) {
          const limit = [1, 2, 5, 1_000][minScore % 4] ?? 1;
          expectSame({ index, units, query: { ...asked, minScore, limit }, measured });
        }
      }),
      { numRuns: 25 },
    );
    expect(comparedWithMatches()).toBeGreaterThan(800);
  });

  test("answers so after any sequence of additions, changes and removals", () => {
    const anyStep = fc.oneof(
      { weight: 6, arbitrary: anyUnit(anySegment).map((each) => ({ add: each })) },
      { weight: 3, arbitrary: fc.nat(40).map((id) => ({ remove: String(id) })) },
      { weight: 1, arbitrary: fc.constantFrom(...MEMORIES).map((memory) => ({ removeMemory: memory })) },
    );
    fc.assert(
      fc.property(
        fc.array(anyStep, { minLength: 12, maxLength: 60 }),
        fc.array(fc.tuple(anyQuery(anySegment), anyChange), { minLength: 4, maxLength: 8 }),
        (steps, queries) => {
          const index = new MemoryIndex();
          const kept = new Map<string, Unit>();
          for (const [i, step] of steps.entries()) {
            if ("add" in step) index.add(step.add);
            else if ("remove" in step) index.remove(step.remove);
            else index.removeMemory(step.removeMemory);
            if ("add" in step) kept.set(step.add.id, step.add);
            else if ("remove" in step) kept.delete(step.remove);
            else for (const each of [...kept.values()]) if (each.memory === step.removeMemory) kept.delete(each.id);
            expect(index.size).toBe(kept.size);
            const [each, change] = queries[i % queries.length] ?? [];
            if (each === undefined || change === undefined || i % 3 !== 2) continue;
            const units = [...kept.values()];
            expectSame({ index, units, query: nearby(each, units, change) });
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(comparedWithMatches()).toBeGreaterThan(200);
  });

  test("answers so when most rows are dead and the table was rebuilt", () => {
    const corpus = fc.sample(anyUnit(anySegment), { numRuns: 4_500, seed: 7 });
    const units = corpus.map((each, i) => ({ ...each, id: String(i + 1) }));
    const index = indexOf(units);
    const kept = new Map(units.map((each) => [each.id, each]));
    for (const each of units) {
      if (Number(each.id) % 30 === 0) continue;
      index.remove(each.id);
      kept.delete(each.id);
    }
    const again = units.filter((each) => Number(each.id) % 31 === 0);
    for (const each of again) {
      index.add(each);
      kept.set(each.id, each);
    }
    const left = [...kept.values()];
    expect(index.size).toBe(left.length);
    const asked = fc.sample(fc.tuple(anyQuery(anySegment), anyChange), { numRuns: 40, seed: 8 });
    for (const [each, change] of asked) expectSame({ index, units: left, query: nearby(each, left, change) });
    expect(comparedWithMatches()).toBeGreaterThan(10);
  });

  test("answers so among thousands of near-duplicates", () => {
    const texts = Array.from({ length: 2_000 }, (_, i) => {
      const end = i % 3 === 0 ? "." : i % 3 === 1 ? " !" : "";
      return `Chapitre ${i}, page ${(i * 37) % 500}${end}`;
    });
    const units = texts.map((text, i) => unit(i, text, i % 5 === 0 ? "Chapter" : `Chapter ${i}`));
    const index = indexOf(units);
    const measured = new Map<string, Measure>();
    for (const limit of [1, 5, 1_000]) {
      for (const minScore of [1, 60, 85, 99]) {
        for (const text of ["Chapitre 7, page 12.", "Chapitre premier", "page 12 !"]) {
          expectSame({ index, units, query: query(text, { limit, minScore }), measured });
        }
      }
    }
    expect(comparedWithMatches()).toBeGreaterThan(10);
  });

  test("answers so for segments of two thousand tokens beside short ones", () => {
    const word = (i: number, of: number): string => ["l", "p", "é", "1", "!", "x"][(i * i + of) % 6] ?? "";
    const long = (length: number, of: number): string => Array.from({ length }, (_, i) => word(i, of)).join(" ");
    const units = [2_000, 1_990, 700, 3].map((length, i) => unit(i, long(length, i), `long ${i}`));
    const index = indexOf(units);
    const measured = new Map<string, Measure>();
    for (const minScore of [1, 50, 75, 90]) {
      expectSame({ index, units, query: query(`${long(1_995, 0)} p`, { minScore }), measured });
    }
    expectSame({ index, units, query: query("l p") });
    expect(comparedWithMatches()).toBeGreaterThan(4);
  });
});

import { beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { IndexPart } from "../../src/memory/index-part.js";
import { MemoryIndex } from "../../src/memory/memory-index.js";
import { PartBuilder } from "../../src/memory/part-builder.js";
import { mergeParts } from "../../src/memory/part-merger.js";
import type { Unit } from "../../src/unit.js";
import type { Measure } from "../reference/score.js";
import { anyQuery, anySegment, anyUnit, MEMORIES, query, unit } from "./corpora.js";
import { anyChange, comparedWithMatches, countAnew, expectSame, latest, nearby } from "./comparison.js";

/** Look-ups in parts, in several of them, in merged ones and beside live units: the same as a scan of all units. */

beforeEach(countAnew);

function partOf(units: Iterable<Unit>): IndexPart {
  const builder = new PartBuilder();
  let version = 0;
  for (const each of units) builder.add(each, ++version);
  return builder.build();
}

/** An index of units that lie in so many parts, the rest of them live. */
function indexOf(units: readonly Unit[], parts: number): MemoryIndex {
  const index = new MemoryIndex();
  const each = Math.floor(units.length / (parts + 1));
  for (let i = 0; i < parts; i++) index.addPart(partOf(units.slice(i * each, (i + 1) * each)));
  for (const live of units.slice(parts * each)) index.add(live);
  return index;
}

/** One part of all units. */
function inOnePart(units: readonly Unit[]): MemoryIndex {
  const index = new MemoryIndex();
  index.addPart(partOf(units));
  return index;
}

const anyUnits = fc.array(anyUnit(anySegment), { minLength: 5, maxLength: 40 });

type Step =
  | { readonly kind: "add"; readonly unit: Unit }
  | { readonly kind: "remove"; readonly id: string }
  | { readonly kind: "removeMemory"; readonly memory: string }
  | { readonly kind: "pack" | "reopen" }
  | { readonly kind: "merge"; readonly which: number; readonly meanwhile: readonly string[] };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: anyUnit(anySegment).map((each): Step => ({ kind: "add", unit: each })) },
  { weight: 4, arbitrary: fc.nat(40).map((id): Step => ({ kind: "remove", id: String(id) })) },
  { weight: 1, arbitrary: fc.constantFrom(...MEMORIES).map((memory): Step => ({ kind: "removeMemory", memory })) },
  { weight: 4, arbitrary: fc.constant<Step>({ kind: "pack" }) },
  { weight: 1, arbitrary: fc.constant<Step>({ kind: "reopen" }) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(), fc.array(fc.nat(40), { maxLength: 3 }))
      .map(([which, ids]): Step => ({ kind: "merge", which, meanwhile: ids.map(String) })),
  },
);

/** An index with the history that a workspace would give it, and the units that it must hold. */
class History {
  index = new MemoryIndex();
  readonly kept = new Map<string, Unit>();
  readonly #live = new Map<string, { unit: Unit; version: number }>();
  #version = 0;

  take(step: Step): void {
    switch (step.kind) {
      case "add":
        this.kept.set(step.unit.id, step.unit);
        this.#live.set(step.unit.id, { unit: step.unit, version: ++this.#version });
        this.index.add(step.unit, this.#version);
        return;
      case "remove":
        this.#remove(step.id);
        return;
      case "removeMemory":
        this.index.removeMemory(step.memory);
        for (const each of [...this.kept.values()]) if (each.memory === step.memory) this.#forget(each.id);
        return;
      case "pack":
        this.#pack();
        return;
      case "reopen":
        this.#reopen();
        return;
      case "merge":
        this.#merge(step);
    }
  }

  #remove(id: string): void {
    this.index.remove(id);
    this.#forget(id);
  }

  #forget(id: string): void {
    this.kept.delete(id);
    this.#live.delete(id);
  }

  #pack(): void {
    const builder = new PartBuilder();
    for (const { unit: each, version } of this.#live.values()) builder.add(each, version);
    this.#live.clear();
    if (builder.size > 0) this.index.addPart(builder.build());
    expect(this.index.liveSize).toBe(0);
  }

  /** As after a restart: parts from copies of their buffers, the live units added again. */
  #reopen(): void {
    const index = new MemoryIndex();
    for (const { part, dead } of this.index.parts) index.addPart(IndexPart.open(copyOf(part.buffer)), dead);
    for (const { unit: each, version } of this.#live.values()) index.add(each, version);
    this.index = index;
  }

  /** Merges some parts as they were, while units of them are removed. */
  #merge({ which, meanwhile }: { which: number; meanwhile: readonly string[] }): void {
    const chosen = this.index.parts.filter((_, i) => ((which >> i) & 1) === 0);
    const merged = mergeParts(chosen.map(({ part, dead }) => ({ part, dead: dead.slice() })));
    for (const id of meanwhile) this.#remove(id);
    this.index.replaceParts(
      chosen.map(({ part }) => part),
      merged,
    );
  }
}

function copyOf(buffer: SharedArrayBuffer): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(buffer.byteLength);
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return copy;
}

describe("a part", () => {
  test("answers what scoring every unit would, on confusable corpora", () => {
    const anyQueries = fc.array(fc.tuple(anyQuery(anySegment), anyChange), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(anyUnits, anyQueries, fc.nat(3), (all, queries, parts) => {
        const units = latest(all);
        const index = parts === 3 ? inOnePart(units) : indexOf(units, parts);
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
        const index = inOnePart(units);
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

  test("answers so after any history of additions, removals, packing, merging and restarts", () => {
    fc.assert(
      fc.property(
        fc.array(anyStep, { minLength: 15, maxLength: 80 }),
        fc.array(fc.tuple(anyQuery(anySegment), anyChange), { minLength: 4, maxLength: 8 }),
        (steps, queries) => {
          const history = new History();
          for (const [i, step] of steps.entries()) {
            history.take(step);
            expect(history.index.size).toBe(history.kept.size);
            const [each, change] = queries[i % queries.length] ?? [];
            if (each === undefined || change === undefined || i % 3 !== 2) continue;
            const units = [...history.kept.values()];
            expectSame({ index: history.index, units, query: nearby(each, units, change) });
          }
        },
      ),
      { numRuns: 200 },
    );
    expect(comparedWithMatches()).toBeGreaterThan(200);
  });

  test("answers so among thousands of near-duplicates, in one part and in three", () => {
    const texts = Array.from({ length: 2_000 }, (_, i) => {
      const end = i % 3 === 0 ? "." : i % 3 === 1 ? " !" : "";
      return `Chapitre ${i}, page ${(i * 37) % 500}${end}`;
    });
    const units = texts.map((text, i) => unit(i, text, i % 5 === 0 ? "Chapter" : `Chapter ${i}`));
    const measured = new Map<string, Measure>();
    for (const index of [inOnePart(units), indexOf(units, 3)]) {
      for (const limit of [1, 5, 1_000]) {
        for (const minScore of [1, 60, 85, 99]) {
          for (const text of ["Chapitre 7, page 12.", "Chapitre premier", "page 12 !"]) {
            expectSame({ index, units, query: query(text, { limit, minScore }), measured });
          }
        }
      }
    }
    expect(comparedWithMatches()).toBeGreaterThan(20);
  });

  test("answers so for segments of two thousand tokens, and stems repeated hundreds of times, beside short ones", () => {
    const word = (i: number, of: number): string => ["l", "p", "é", "1", "!", "x"][(i * i + of) % 6] ?? "";
    const long = (length: number, of: number): string => Array.from({ length }, (_, i) => word(i, of)).join(" ");
    const texts = [2_000, 1_990, 700, 3].map((length, i) => long(length, i));
    const units = [...texts, "le ".repeat(300), "le ".repeat(290)].map((text, i) => unit(i, text, `long ${i}`));
    const index = inOnePart(units);
    const measured = new Map<string, Measure>();
    for (const minScore of [1, 50, 75, 90]) {
      expectSame({ index, units, query: query(`${long(1_995, 0)} p`, { minScore }), measured });
      expectSame({ index, units, query: query("le ".repeat(280), { minScore }), measured });
    }
    expectSame({ index, units, query: query("l p") });
    expect(comparedWithMatches()).toBeGreaterThan(8);
  });
});

import { beforeEach, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { IndexPart, PartFault, statedChecksum } from "../../src/memory/index-part.js";
import { languageTag } from "../../src/language.js";
import { MemoryIndex } from "../../src/memory/memory-index.js";
import { PartBuilder } from "../../src/memory/part-builder.js";
import { mergeParts } from "../../src/memory/part-merger.js";
import { hasStem, stemOf, tokenize } from "../../src/text/tokens.js";
import type { Unit } from "../../src/unit.js";
import { query, unit, variant } from "./corpora.js";

function partOf(...units: [unit: Unit, version: number][]): IndexPart {
  const builder = new PartBuilder();
  for (const [each, version] of units) builder.add(each, version);
  return builder.build();
}

function noneDead(part: IndexPart): Uint8Array {
  return new Uint8Array((part.size + 7) >> 3);
}

const some = partOf(
  [unit(7, "Le pont est ouvert.", "The bridge is open."), 20],
  [unit(3, "Fin 😀", "End", { memory: "n", context: { before: "Avant", after: null } }), 10],
  [unit(5, "Fin", "End"), 30],
);

function copyOf(buffer: SharedArrayBuffer, length = buffer.byteLength): SharedArrayBuffer {
  const copy = new SharedArrayBuffer(length);
  new Uint8Array(copy).set(new Uint8Array(buffer, 0, Math.min(length, buffer.byteLength)));
  return copy;
}

function faultOf(open: () => unknown): string {
  try {
    open();
  } catch (error) {
    if (error instanceof PartFault) return error.kind;
    throw error;
  }
  return "none";
}

let index: MemoryIndex;
beforeEach(() => {
  index = new MemoryIndex();
});

function found(...asked: Parameters<typeof query>): string[] {
  return index.lookup(query(...asked)).map((match) => `${match.unit}:${match.score}`);
}

describe("a part's buffer", () => {
  test("holds rows by version, and finds them by unit", () => {
    expect(some.size).toBe(3);
    expect([...some.versions]).toEqual([10, 20, 30]);
    expect([...some.unitIds]).toEqual([3, 7, 5]);
    expect([3, 5, 7, 4, 8].map((id) => some.rowOfUnit(id))).toEqual([0, 2, 1, -1, -1]);
    expect([0, 1, 2].map((row) => some.memoryOf(row))).toEqual(["n", "m", "m"]);
    expect(new Set(some.memories)).toEqual(new Set(["m", "n"]));
  });

  test("opens again from its bytes, and answers the same", () => {
    const again = IndexPart.open(copyOf(some.buffer));
    expect(statedChecksum(again.buffer)).toBe(statedChecksum(some.buffer));
    index.addPart(again);
    expect(found("Le pont est ouvert.", { minScore: 70 })).toEqual(["7:100"]);
    expect(found("Fin", { minScore: 100 })).toEqual(["5:100"]);
    const asked = { memories: new Map([["n", 0]]), after: null, before: "Avant" };
    expect(found("Fin 😀", asked)).toEqual(["3:101"]);
  });

  test("is refused with any bit turned", () => {
    const bits = fc.nat(some.buffer.byteLength * 8 - 1);
    fc.assert(
      fc.property(bits, (bit) => {
        const buffer = copyOf(some.buffer);
        new Uint8Array(buffer)[bit >> 3]! ^= 1 << (bit & 7);
        expect(faultOf(() => IndexPart.open(buffer))).not.toBe("none");
      }),
      { numRuns: 500 },
    );
  });

  test.each([0, 1, 8, 23, 24, 40, 100, 1_000, some.buffer.byteLength - 8, some.buffer.byteLength - 1])(
    "is refused when cut after %i bytes",
    (length) => {
      const buffer = copyOf(some.buffer, length);
      expect(faultOf(() => IndexPart.open(buffer))).not.toBe("none");
      expect(faultOf(() => IndexPart.open(buffer, { checked: true }))).not.toBe("none");
    },
  );

  test("is refused with bytes behind it", () => {
    expect(faultOf(() => IndexPart.open(copyOf(some.buffer, some.buffer.byteLength + 8)))).toBe("checksum");
  });

  test("is refused as another format, were it checked or not", () => {
    const buffer = copyOf(some.buffer);
    new Uint32Array(buffer)[1]! += 1;
    expect(faultOf(() => IndexPart.open(buffer))).toBe("format");
    expect(faultOf(() => IndexPart.open(buffer, { checked: true }))).toBe("format");
    expect(faultOf(() => IndexPart.open(new SharedArrayBuffer(64)))).toBe("format");
  });

  test("is not summed up again where it was checked before", () => {
    const buffer = copyOf(some.buffer);
    new Uint8Array(buffer)[buffer.byteLength - 1]! ^= 1;
    expect(faultOf(() => IndexPart.open(buffer, { checked: true }))).toBe("none");
    expect(faultOf(() => IndexPart.open(buffer))).toBe("checksum");
  });
});

describe("a part's making", () => {
  test("takes a later unit in the place of an earlier one with its id", () => {
    const builder = new PartBuilder();
    builder.add(unit(1, "Fin", "End"), 5);
    builder.add(unit(1, "La fin", "The end"), 6);
    expect(builder.size).toBe(1);
    index.addPart(builder.build());
    expect(found("Fin", { minScore: 90 })).toEqual([]);
    expect(index.lookup(query("La fin"))).toMatchObject([{ unit: "1", occurrences: 1 }]);
  });

  test("of nothing is a part in which nothing is found", () => {
    index.addPart(new PartBuilder().build());
    expect(found("Fin")).toEqual([]);
    expect(index.size).toBe(0);
  });

  test("uses the tokens that are given with a segment in NFC, and no others", () => {
    const builder = new PartBuilder();
    const asked: string[] = [];
    for (const [id, text] of ["Le pont", "e\u0301te\u0301", "Le pont"].entries()) {
      const given = unit(id, text, "x");
      builder.add(given, id, (variant) => {
        const { segment, lang } = given.variants[variant]!;
        asked.push(segment.text);
        return tokenize(segment, lang).map((token) =>
          builder.tokenNumber(lang, token.text, hasStem(token) ? stemOf(token, lang) : undefined),
        );
      });
    }
    index.addPart(builder.build());
    // What is composed otherwise or was met before needs none.
    expect(asked).toEqual(["Le pont", "x"]);
    expect(found("été")).toEqual(["1:100"]);
    expect(index.lookup(query("Le ponts", { minScore: 70 }))).toMatchObject([{ tokens: 50, occurrences: 2 }]);
  });

  test("refuses a unit whose id is no decimal number", () => {
    expect(() => new PartBuilder().add({ ...unit(1, "a", "b"), id: "x" }, 1)).toThrow(RangeError);
  });

  test("keeps segments as they were given: codes with their ids, and accents as they were written", () => {
    const coded = {
      text: "e\u0301te\u0301 b",
      codes: [{ at: 6, id: "9", kind: "alone" as const, data: "<x/>", type: "bold" }],
    };
    index.addPart(partOf([unit(1, coded, "summer b"), 1]));
    const [match] = index.lookup(query(coded));
    expect(match).toMatchObject({ score: 100, source: coded, target: { text: "summer b", codes: [] } });
  });

  test("takes texts of all writing systems", () => {
    const texts = ["Мост открыт.", "橋は開いている。", "😀😀", "œuvre — “où” ?", "\u0085\u0091", "٣٤ ponts"];
    index.addPart(partOf(...texts.map((text, i): [Unit, number] => [unit(i, text, text), i])));
    for (const [i, text] of texts.entries()) {
      expect(index.lookup(query(text, { limit: 1 }))).toMatchObject([
        { unit: String(i), score: 100, target: { text } },
      ]);
    }
  });
});

describe("merged parts", () => {
  test("hold what lives in them, and are nothing where nothing does", () => {
    const other = partOf([unit(9, "Fin", "The end"), 40]);
    const merged = mergeParts([
      { part: some, dead: Uint8Array.of(0b010) },
      { part: other, dead: noneDead(other) },
    ]);
    expect([...(merged?.versions ?? [])]).toEqual([10, 30, 40]);
    expect(mergeParts([{ part: other, dead: Uint8Array.of(1) }])).toBeUndefined();
    expect(mergeParts([])).toBeUndefined();
  });

  test("keep of two rows for one unit the one of the higher version", () => {
    const [older, newer] = [partOf([unit(1, "Fin", "old"), 1]), partOf([unit(1, "Fin", "new"), 2])];
    const parts = [newer, older].map((part) => ({ part, dead: noneDead(part) }));
    expect([...(mergeParts(parts)?.versions ?? [])]).toEqual([2]);
  });

  test("answer as ever where nothing of a language lives any more", () => {
    const german = unit(1, "", "", { variants: [variant("de", "Das Ende"), variant("it", "La fine")] });
    const part = partOf([{ ...german, sourceLang: languageTag("de")! }, 1], [unit(2, "La fin", "The end"), 2]);
    index.addPart(mergeParts([{ part, dead: Uint8Array.of(0b01) }])!);
    const asked = (from: string, to: string, text: string): number =>
      index.lookup({ ...query(text, { minScore: 1 }), sourceLang: languageTag(from)!, targetLang: languageTag(to)! })
        .length;
    expect(asked("de", "it", "Das Ende")).toBe(0);
    expect(asked("fr", "de", "La fin")).toBe(0);
    expect(asked("fr", "en", "La fin")).toBe(1);
  });

  test("are the same as a part of all their units", () => {
    const units: Unit[] = Array.from({ length: 50 }, (_, i) => unit(i, `Chapitre ${i % 20}`, `Chapter ${i}`));
    const whole = partOf(...units.map((each, i): [Unit, number] => [each, i]));
    const halves = [units.slice(0, 25), units.slice(25)].map((half, n) =>
      partOf(...half.map((each, i): [Unit, number] => [each, 25 * n + i])),
    );
    const merged = mergeParts(halves.map((part) => ({ part, dead: noneDead(part) })));
    expect(Buffer.from(merged?.buffer ?? new SharedArrayBuffer(0)).equals(Buffer.from(whole.buffer))).toBe(true);
  });
});

describe("an index with parts", () => {
  test("lets the higher version of a unit live, wherever it lies", () => {
    const older = partOf([unit(1, "Fin", "old"), 1]);
    const newer = partOf([unit(1, "Fin", "new"), 3]);
    const targets = (): string[] => index.lookup(query("Fin")).map(({ target }) => target.text);
    index.addPart(newer);
    index.addPart(older);
    expect([targets(), index.size]).toEqual([["new"], 1]);
    index.add(unit(1, "Fin", "live"), 5);
    expect([targets(), index.size, index.liveSize]).toEqual([["live"], 1, 1]);
    index.addPart(partOf([unit(1, "Fin", "late"), 4]));
    expect([targets(), index.size, index.liveSize]).toEqual([["live"], 1, 1]);
    index.addPart(partOf([unit(1, "Fin", "later"), 5]));
    expect([targets(), index.size, index.liveSize]).toEqual([["later"], 1, 0]);
    index.add(unit(1, "Fin", "unnumbered"));
    index.addPart(partOf([unit(1, "Fin", "last"), 2]));
    expect([targets(), index.size, index.liveSize]).toEqual([["last"], 1, 0]);
  });

  test("counts occurrences wherever they lie, and makes one match of them", () => {
    index.addPart(partOf([unit(1, "Fin", "End"), 1], [unit(2, "Fin", "End"), 2], [unit(3, "Fin", "Stop"), 3]));
    index.addPart(partOf([unit(4, "Fin", "End", { changedAt: "2025-01-01T00:00:00Z" }), 4]));
    index.add(unit(5, "Fin", "End"), 5);
    expect(index.lookup(query("Fin"))).toMatchObject([
      { unit: "4", occurrences: 4 },
      { unit: "3", occurrences: 1 },
    ]);
  });

  test("never answers with rows that are dead from the start, killed, replaced or removed", () => {
    const part = partOf(...[1, 2, 3, 4, 5].map((id): [Unit, number] => [unit(id, "Fin", `End ${id}`), id]));
    index.addPart(part, Uint8Array.of(0b1));
    index.kill(part, [1, 1, 0]);
    index.remove("3");
    index.add(unit(4, "Début", "Beginning"), 9);
    expect(found("Fin", { minScore: 90 })).toEqual(["5:100"]);
    expect(index.size).toBe(2);
    expect(index.parts).toMatchObject([{ living: 1 }]);
    index.removeMemory("m");
    expect([index.size, found("Fin")]).toEqual([0, []]);
    expect(() => index.kill(some, [0])).toThrow(RangeError);
  });

  test("does not bring back what died while its parts were merged", () => {
    const parts = [1, 2].map((n) =>
      partOf([unit(n, "Fin", `End ${n}`), n], [unit(n + 2, "Fin", `End ${n + 2}`), n + 2]),
    );
    for (const part of parts) index.addPart(part);
    const merged = mergeParts(parts.map((part) => ({ part, dead: noneDead(part) })));
    index.remove("1");
    index.add(unit(2, "Fin", "Changed"), 9);
    index.replaceParts(parts, merged);
    expect(index.lookup(query("Fin")).map(({ unit: id, target }) => `${id} ${target.text}`)).toEqual([
      "2 Changed",
      "3 End 3",
      "4 End 4",
    ]);
    expect([index.size, index.liveSize, index.parts.length]).toEqual([3, 1, 1]);
    index.replaceParts([merged!], undefined);
    expect(found("Fin")).toEqual(["2:100"]);
  });

  test("keeps what lives in one of the merged parts and is dead in another", () => {
    const parts = [1, 2].map(() => partOf([unit(1, "Fin", "End"), 1], [unit(2, "Fin", "Over"), 2]));
    for (const part of parts) index.addPart(part);
    expect(found("Fin")).toEqual(["1:100", "2:100"]);
    const merged = mergeParts(index.parts.map(({ part, dead }) => ({ part, dead: dead.slice() })));
    index.remove("2");
    index.replaceParts(parts, merged);
    expect([index.size, index.parts.length, found("Fin")]).toEqual([1, 1, ["1:100"]]);
  });

  test("answers with the better of a unit's variants, and both directions from one part", () => {
    const variants = [
      variant("fr-FR", "Fin de semaine"),
      variant("fr-CA", "Une fin de semaine"),
      variant("en", "Weekend"),
    ];
    index.addPart(partOf([unit(1, "", "", { variants }), 1]));
    expect(found("Une fin de semaine")).toEqual(["1:100"]);
    const [back] = index.lookup(query("Weekend", { sourceLang: variants[2]!.lang, targetLang: variants[1]!.lang }));
    expect(back).toMatchObject({ score: 100, target: { text: "Une fin de semaine" } });
  });
});

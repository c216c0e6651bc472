import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { readJsonl, writeJsonl } from "../../src/formats/jsonl.js";
import { unitLoss } from "../../src/formats/memory-loss.js";
import { readMemoryTable } from "../../src/formats/memory-table-reader.js";
import { writeMemoryTable } from "../../src/formats/memory-table.js";
import type { ReadEvent } from "../../src/formats/read-event.js";
import type { LanguageTag } from "../../src/language.js";
import { Refusal } from "../../src/refusal.js";
import type { UnitContent } from "../../src/unit.js";
import { text, unit } from "./arbitrary-unit.js";
import { inPieces } from "./bytes.js";

const EN = "en" as LanguageTag;
const FR = "fr" as LanguageTag;

async function all(events: AsyncIterable<ReadEvent>): Promise<ReadEvent[]> {
  const read: ReadEvent[] = [];
  for await (const event of events) read.push(event);
  return read;
}

const jsonl = (file: string, size?: number): Promise<ReadEvent[]> => all(readJsonl(inPieces(file, size)));
const table = (file: string, format: "csv" | "tsv" = "csv", more: object = {}): Promise<ReadEvent[]> =>
  all(readMemoryTable(inPieces(file), { format, sourceLang: EN, targetLang: FR, ...more }));

function unitsIn(events: readonly ReadEvent[]): UnitContent[] {
  return events.flatMap((event) => (event.kind === "unit" ? [event.unit] : []));
}

function places(events: readonly ReadEvent[]): (string | number[])[] {
  return events.map((event) => (event.kind === "problem" ? [event.problem.line, event.problem.column] : event.kind));
}

async function outcome(reading: Promise<unknown>): Promise<string> {
  return reading.then(
    () => "read",
    (error: unknown) => (error instanceof Refusal ? "refused" : String(error)),
  );
}

const HEAD = { name: "a", sourceLang: FR, targetLang: EN };

describe("JSON Lines", () => {
  test("give back every unit as it was, in whatever pieces they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 3 }), fc.integer({ min: 1, max: 99 }), async (units, size) => {
        const events = await jsonl([...writeJsonl(units, HEAD)].join(""), size);
        expect(events[0]).toEqual({ kind: "header", sourceLang: FR, targetLang: EN });
        expect(events.slice(1)).toMatchObject(units.map(() => ({ kind: "unit" })));
        expect(unitsIn(events)).toEqual(units);
      }),
      { numRuns: 300 },
    );
  });

  test("that are cut off anywhere say so", async () => {
    const one: UnitContent = {
      sourceLang: FR,
      variants: [{ lang: FR, segment: { text: "é", codes: [] }, properties: [], notes: [] }],
      context: { before: null },
      properties: [],
      notes: [],
    };
    const file = Buffer.from([...writeJsonl([one, one], HEAD)].join(""));
    for (let length = 0; length < file.length - 1; length++) {
      const cut = all(readJsonl(inPieces(file.subarray(0, length))));
      const told = await cut.then(
        (events) => events.some(({ kind }) => kind === "problem"),
        (error: unknown) => error instanceof Refusal,
      );
      expect([length, told]).toEqual([length, true]);
    }
  });

  test("keep the language of a note whatever it says, and refuse what no file could hold", async () => {
    const line = (lang: string): string =>
      `{"sourceLang":"fr","variants":[{"lang":"fr","text":"a"}],"notes":[{"text":"b","lang":${JSON.stringify(lang)}}]}`;
    const read = async (lang: string): Promise<ReadEvent[]> => (await jsonl(`${good}\n${line(lang)}`)).slice(2, 3);
    const long = "9".repeat(400);
    expect(unitsIn(await read(long))[0]?.notes).toEqual([{ text: "b", lang: long }]);
    expect(await read("a\u0001")).toMatchObject([{ lost: true, problem: { line: 2 } }]);
  });

  const good = '{"sourceLang":"fr","variants":[{"lang":"fr","text":"a"}]}';
  const bad: readonly [string, number, RegExp][] = [
    ['{"sourceLang":"fr",}', 20, /not JSON/],
    ['{"sourceLang":"fr","variants":[]}', 1, /^\$\.variants: a unit has at least one variant/],
    ['{"sourceLang":"fr","variants":[{"lang":"fr","text":5}]}', 1, /^\$\.variants\[0\]\.text: /],
    ['{"sourceLang":"fr","variants":[{"lang":"f!","text":"a"}]}', 1, /^\$\.variants\[0\]\.lang: .*no language tag/],
    ['{"sourceLang":"fr","variants":[{"lang":"fr","text":"a"}],"colour":1}', 1, /^\$\.colour: /],
    ['{"sourceLang":"en","variants":[{"lang":"fr","text":"a"}]}', 1, /^\$\.sourceLang: no variant/],
    ['{"sourceLang":"fr","variants":[{"lang":"fr","text":" "}]}', 1, /^\$\.source: the source is empty/],
    [
      '{"sourceLang":"fr","variants":[{"lang":"fr","text":"a"}],"createdAt":"2025-02-30"}',
      1,
      /^\$\.createdAt: .*no moment/,
    ],
    [
      '{"sourceLang":"fr","variants":[{"lang":"fr","text":"a","codes":[{"at":9,"id":"1","kind":"open"}]}]}',
      1,
      /codes\[0\]/,
    ],
  ];
  for (const [line, column, reason] of bad) {
    test(`lose the line ${line} and no other`, async () => {
      const events = await jsonl(`${good}\n${line}\n\n${good}`);
      expect(places(events)).toEqual(["header", "unit", [2, column], "unit"]);
      expect(events[2]).toMatchObject({ lost: true, problem: { reason: expect.stringMatching(reason) as unknown } });
    });
  }

  test("of another layout are refused", async () => {
    expect(await outcome(jsonl('{"entente":"memory","version":2}\n'))).toBe("refused");
    expect(await outcome(jsonl('{"entente":"glossary","version":1}\n'))).toBe("refused");
    expect(await outcome(jsonl(""))).toBe("refused");
  });
});

describe("a table", () => {
  test("gives back every unit of which nothing is lost", async () => {
    const plain = unit.map((one) => {
      const [source] = one.variants;
      const bare = { segment: { text: source?.segment.text ?? "", codes: [] }, properties: [], notes: [] };
      const target = one.variants[1]?.segment.text ?? "x";
      const said = { ...bare, segment: { text: target, codes: [] } };
      return {
        ...one,
        variants: [
          { lang: EN, ...bare },
          { lang: FR, ...said },
        ],
        properties: [],
        notes: one.notes.slice(0, 1),
        ...(one.createdBy === "" ? { createdBy: "a" } : {}),
        ...(one.changedBy === "" ? { changedBy: "b" } : {}),
      };
    });
    const pair = { sourceLang: EN, targetLang: FR };
    const whole = plain.filter((one) => Object.values(unitLoss(one, "csv", pair)).every((count) => count === 0));
    await fc.assert(
      fc.asyncProperty(
        fc.array(whole, { minLength: 1, maxLength: 3 }),
        fc.constantFrom<"csv" | "tsv">("csv", "tsv"),
        fc.boolean(),
        async (units, format, byteOrderMark) => {
          const file = [...writeMemoryTable(units, { ...pair, format, byteOrderMark })].join("");
          const [, ...events] = await table(file, format);
          expect(events.map((event) => (event.kind === "unit" ? event.unit : event))).toEqual(units);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("holds no formula, whatever the units say", () => {
    fc.assert(
      fc.property(text, (said) => {
        fc.pre(said.trim() !== "");
        const variant = (lang: LanguageTag): UnitContent["variants"][0] => {
          return { lang, segment: { text: `=${said}`, codes: [] }, properties: [], notes: [] };
        };
        const one: UnitContent = {
          sourceLang: EN,
          variants: [variant(EN), variant(FR)],
          context: {},
          properties: [],
          notes: [],
        };
        const [, row = ""] =
          /\r\n"?(.)/.exec([...writeMemoryTable([one], { format: "csv", sourceLang: EN, targetLang: FR })].join("")) ??
          [];
        expect(row).toBe("'");
      }),
    );
  });

  test("has further columns as properties, and its rows' faults are told", async () => {
    const file =
      "EN;FR;Note;x-domain;created at\r\nOne;Un;n;naval;2025-05-28\r\nTwo;;;;\r\nThree;Trois;;;yesterday\r\n;Quatre;;;\r\n";
    const events = await table(file);
    expect(places(events)).toEqual(["header", "unit", [3, 1], [4, 1], "unit", [5, 1]]);
    expect(unitsIn(events)[0]).toEqual({
      sourceLang: EN,
      variants: [
        { lang: EN, segment: { text: "One", codes: [] }, properties: [], notes: [] },
        { lang: FR, segment: { text: "Un", codes: [] }, properties: [], notes: [] },
      ],
      context: {},
      properties: [{ type: "x-domain", value: "naval" }],
      notes: [{ text: "n" }],
      createdAt: "2025-05-28T00:00:00Z",
    });
  });

  test("is read by the columns that a caller maps", async () => {
    const file = "Réf,Texte A,Texte B\n7,One,Un\n";
    const events = await table(file, "csv", { columns: "source:Texte A,target:3,id:Réf" });
    expect(unitsIn(events)).toMatchObject([{ context: { key: "7" }, variants: [{ lang: "en" }, { lang: "fr" }] }]);
    expect(await outcome(table(file, "csv", { columns: "source:Nothing,target:3" }))).toBe("refused");
  });

  test("cut at any byte is refused or read", async () => {
    const file = Buffer.from('source (en);target (fr);note\r\n"O""ne";"Un\r\né";\'=x\r\n');
    for (let length = 0; length < file.length; length++) {
      const reading = all(readMemoryTable(inPieces(file.subarray(0, length)), { format: "csv" }));
      expect(["read", "refused"]).toContain(await outcome(reading));
    }
  });
});

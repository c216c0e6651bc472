import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { BilingualEvent, BilingualOptions } from "../../src/formats/bilingual.js";
import { readBilingual } from "../../src/formats/bilingual.js";
import type { LanguageTag } from "../../src/language.js";
import { MAX_SEGMENT_CODES, MAX_SEGMENT_LENGTH, segmentFault } from "../../src/segment.js";
import { bilingualEvents, bilingualRefusal, pairTexts, xliff12, xliff20 } from "./bilingual-events.js";
import { inPieces } from "./bytes.js";

const folder = new URL("bilingual/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => !name.endsWith(".json"));
const fileOf = (name: string): Buffer => readFileSync(new URL(name, folder));
const en = "en" as LanguageTag;
const fr = "fr" as LanguageTag;

describe("a file in bilingual/ with what it gives beside it", () => {
  test("there are some of each format", () => expect(fixtures.length).toBeGreaterThanOrEqual(25));

  for (const name of fixtures) {
    const { options, events } = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as {
      options: BilingualOptions;
      events: BilingualEvent[];
    };

    test(`${name} gives what its .json says`, async () => {
      expect(await bilingualEvents(fileOf(name), { ...options, name })).toEqual(events);
    });

    test(`${name} gives the same byte by byte`, async () => {
      expect(await bilingualEvents(fileOf(name), { ...options, name }, 1)).toEqual(events);
    });

    test(`${name} gives segments that are sound`, () => {
      const pairs = events.flatMap((event) => (event.kind === "pair" ? [event.pair] : []));
      expect(pairs.length).toBeGreaterThan(0);
      expect(pairs.map(({ source, target }) => segmentFault(source) ?? segmentFault(target))).toEqual(
        pairs.map(() => undefined),
      );
    });
  }
});

test("an XML fixture cut at any byte is refused as malformed, or as of no format that we read", async () => {
  for (const name of ["codes-1.2.xlf", "codes-2.0.xlf", "tool.sdlxliff", "utf16be-without-mark-1.2.xlf"]) {
    const file = fileOf(name);
    const text = name.startsWith("utf16") ? ">\0".length : 0;
    for (let cut = 0; cut < file.lastIndexOf(">") - text; cut++) {
      const { code, detail } = await bilingualRefusal(file.subarray(0, cut), { format: "xliff1" });
      expect({ cut, code }).toEqual({ cut, code: "malformed" });
      expect(detail.line).toBeGreaterThanOrEqual(1);
    }
  }
});

/** Each row: what is wrong, the file, the options, the code, and the place where one can be told. */
const refused: readonly [string, string | Uint8Array, BilingualOptions, string, number?, number?][] = [
  ["no format of ours", "<html/>", {}, "unsupported", 1, 1],
  ["no bytes", "", {}, "unsupported", 1, 1],
  ["terms, not pairs", "<martif/>", {}, "unsupported"],
  ["another root than is said", "<html/>", { format: "xliff2" }, "unsupported", 1, 1],
  ["XLIFF 3", '\n<xliff version="3.0"/>', {}, "unsupported", 2, 1],
  ["a wrong end tag", xliff12("\n<trans-unit></x>"), {}, "malformed", 2, 13],
  [
    "no target language",
    '<xliff version="2.0" srcLang="en"><file id="f">\n<unit id="u"><segment><source>a</source></segment></unit></file></xliff>',
    {},
    "invalid",
    2,
    1,
  ],
  [
    "no source language",
    '<xliff version="1.2"><file target-language="fr"><trans-unit><source>a</source></trans-unit></file></xliff>',
    { targetLang: fr },
    "invalid",
    1,
    49,
  ],
  [
    "one language in all units",
    '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>a</seg></tuv></tu></body></tmx>',
    {},
    "invalid",
    1,
    48,
  ],
  ["a table without header", "a,b\n", { format: "csv" }, "invalid", 1, 1],
  ["four columns without header", "a,b,c,d\n", { format: "csv", sourceLang: en, targetLang: fr }, "invalid", 1, 1],
  ["a header without languages", "\nsource,target\na,b\n", { format: "csv" }, "invalid", 2, 1],
  ["an empty table", "\n\n", { format: "csv" }, "malformed", 1, 1],
  ["a quotation mark that is never closed", 'en,fr\n\n "a",b\n', { format: "csv" }, "malformed", 3, 2],
  ["an open quotation", 'en,fr\na,"b\n\n', { format: "csv" }, "malformed", 2, 3],
  ["text behind a quotation", 'en,fr\n😀,"b" c\n', { format: "csv" }, "malformed", 2, 7],
  ["a byte of Latin-1", Buffer.from("en,fr\r\nété,a\r\nb,\xe9t\xe9", "latin1"), { format: "csv" }, "malformed", 2, 1],
  ["half a character", Buffer.from("en,fr\nété").subarray(0, -1), { format: "csv" }, "malformed", 2, 3],
];

describe("a file with", () => {
  for (const [what, file, options, code, line, column] of refused) {
    test(`${what} is refused`, async () => {
      for (const size of [Infinity, 1]) {
        const refusal = await bilingualRefusal(file, options, size);
        expect(refusal.message).not.toBe("");
        expect({ code: refusal.code, line: refusal.detail.line, column: refusal.detail.column }).toEqual({
          code,
          line,
          column,
        });
      }
    });
  }
});

describe("an XLIFF unit past a limit", () => {
  const unit = (source: string): string => `<trans-unit id="u"><source>${source}</source></trans-unit>`;
  const unit2 = (source: string): string => `<unit id="u"><segment><source>${source}</source></segment></unit>`;
  const kinds = async (file: string): Promise<string[]> => {
    const events = await bilingualEvents(file);
    return events.map((event) => (event.kind === "problem" && event.lost ? "lost" : event.kind));
  };
  const long = "x".repeat(MAX_SEGMENT_LENGTH);
  const many = '<x id="1"/>'.repeat(MAX_SEGMENT_CODES);

  test("of text costs itself and no other", async () => {
    expect(await kinds(xliff12(unit(long) + unit(`${long}y`) + unit("after")))).toEqual([
      "languages",
      "pair",
      "lost",
      "pair",
    ]);
    expect(await kinds(xliff20(unit2(`${long}y`) + unit2("after")))).toEqual(["lost", "languages", "pair"]);
  });

  test("of codes costs itself and no other", async () => {
    expect(await kinds(xliff12(unit(many) + unit(`${many}<x id="2"/>`) + unit("after")))).toEqual([
      "languages",
      "pair",
      "lost",
      "pair",
    ]);
  });

  test("of a code's markup costs itself and no other", async () => {
    expect(await kinds(xliff12(unit(`<ph id="1">${long}</ph>`) + unit("after")))).toEqual([
      "lost",
      "languages",
      "pair",
    ]);
    const nested = `<ph id="1">${"<sub>x</sub>".repeat(6_000)}</ph>`;
    expect(await kinds(xliff12(unit(nested) + unit("after")))).toEqual(["lost", "languages", "pair"]);
  });

  test("of its length or its parts costs itself and no other", async () => {
    const notes = `<note>${"n".repeat(1_000_000)}</note>`.repeat(5);
    expect(await kinds(xliff12(unit("a").replace("</trans-unit>", `${notes}</trans-unit>`) + unit("after")))).toEqual([
      "lost",
      "languages",
      "pair",
    ]);
    const empty = "<note/>".repeat(20_000);
    expect(await kinds(xliff12(unit("a").replace("</trans-unit>", `${empty}</trans-unit>`) + unit("after")))).toEqual([
      "lost",
      "languages",
      "pair",
    ]);
  });

  test("as a whole does not cost its segments, where each of them is within the limits", async () => {
    const mark = (mid: number): string => `<mrk mtype="seg" mid="${mid}">${long}</mrk>`;
    const segmented = `<trans-unit id="u"><source>${long}${long}</source><seg-source>${mark(1)}${mark(2)}</seg-source></trans-unit>`;
    expect(await kinds(xliff12(segmented))).toEqual(["languages", "pair", "pair"]);
  });
});

describe("a table", () => {
  test("takes the columns that the languages asked for name", async () => {
    const table = "de;English (note);fr;en-GB;en-US\n1;2;3;4;5\n";
    const read = (sourceLang: string, targetLang: string): Promise<string[]> =>
      pairTexts(table, {
        format: "csv",
        sourceLang: sourceLang as LanguageTag,
        targetLang: targetLang as LanguageTag,
      });
    expect(await read("en", "fr")).toEqual(["4 => 3"]);
    expect(await read("en-US", "en-GB")).toEqual(["5 => 4"]);
    expect(await read("fr-CA", "de")).toEqual(["3 => 1"]);
    expect(
      (await bilingualRefusal(table, { format: "csv", sourceLang: "it" as LanguageTag, targetLang: fr })).code,
    ).toBe("invalid");
  });

  test("never takes names of JavaScript objects for columns", async () => {
    expect((await bilingualRefusal("constructor,__proto__\na,b\n", { format: "csv" })).code).toBe("invalid");
    const pairs = await pairTexts("constructor,__proto__\n", { format: "csv", sourceLang: en, targetLang: fr });
    expect(pairs).toEqual(["constructor => __proto__"]);
  });

  test("loses a row that no segment can hold, and no other", async () => {
    const events = await bilingualEvents(`en\tfr\na\u0001\tb\n${"x".repeat(MAX_SEGMENT_LENGTH + 1)}\ty\nc\td\n`, {
      format: "tsv",
    });
    expect(events.map((event) => (event.kind === "problem" ? event.problem.line : event.kind))).toEqual([
      "languages",
      2,
      3,
      "pair",
    ]);
  });

  test("with an endless field or row is refused before it fills memory", async () => {
    for (const [start, more] of [
      ['en,fr\n"', "x"],
      ["en,fr\n", "x"],
      ["en,fr\n", "x,"],
      ["", "x"],
      ['"', "\n"],
    ] as const) {
      let fed = 0;
      async function* file(): AsyncGenerator<Uint8Array> {
        yield Buffer.from(start);
        for (;;) {
          fed += 60_000;
          if (fed > 8_000_000) throw new Error("it goes on reading");
          yield await Promise.resolve(Buffer.from(more.repeat(60_000 / more.length)));
        }
      }
      const reader = readBilingual(file(), { format: "csv", sourceLang: en, targetLang: fr });
      const all = async (): Promise<void> => {
        for await (const event of reader) expect(event.kind).not.toBe("problem");
      };
      await expect(all()).rejects.toMatchObject({ code: "too-large" });
    }
  });
});

test("a reader that is left early closes the file", async () => {
  for (const [file, name] of [
    [xliff12('<trans-unit id="1"><source>a</source></trans-unit>'.repeat(5_000)), "a.xlf"],
    ["en,fr\n" + "a,b\n".repeat(50_000), "a.csv"],
  ] as const) {
    let closed = false;
    async function* chunks(): AsyncGenerator<Uint8Array> {
      try {
        yield* inPieces(file, 1_000);
      } finally {
        closed = true;
      }
    }
    for await (const event of readBilingual(chunks(), { name })) if (event.kind === "pair") break;
    expect(closed).toBe(true);
  }
});

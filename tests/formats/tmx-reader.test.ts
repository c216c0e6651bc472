import { readdirSync, readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "@jest/globals";
import { readTmx } from "../../src/formats/tmx-reader.js";
import { writeTmx } from "../../src/formats/tmx-writer.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { MAX_SEGMENT_CODES, MAX_SEGMENT_LENGTH } from "../../src/segment.js";
import { eventsOf, tmx, tu, unitsOf } from "./bytes.js";

const folder = new URL("tmx/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => name.endsWith(".tmx"));

describe("a pair of files in tmx/", () => {
  test("there are some", () => expect(fixtures.length).toBeGreaterThanOrEqual(10));

  for (const name of fixtures) {
    const file = readFileSync(new URL(name, folder));
    const expected: unknown = JSON.parse(readFileSync(new URL(name.replace(/tmx$/, "json"), folder), "utf8"));

    test(`${name} gives what its .json says`, async () => {
      expect(await eventsOf(file)).toEqual(expected);
    });

    test(`${name} gives the same byte by byte`, async () => {
      expect(await eventsOf(file, 1)).toEqual(expected);
    });

    test(`${name} written and read again gives the same units`, async () => {
      const units = await unitsOf(file);
      const again = await unitsOf([...writeTmx(units, { sourceLang: tag("en") })].join(""));
      expect(again).toEqual(units);
    });
  }
});

describe("a segment past a limit", () => {
  const long = "x".repeat(MAX_SEGMENT_LENGTH);

  test("of text costs its unit and no other", async () => {
    const events = await eventsOf(tmx(tu(long) + "\n" + tu(`${long}y`) + tu("after")));
    expect(kinds(events)).toEqual(["header", "unit", "lost", "unit"]);
    expect(events[2]).toMatchObject({ problem: { line: 2, column: 5, unit: "#2" } });
  });

  test("of a code's markup costs its unit and no other", async () => {
    const code = `<ph>${long}</ph>`;
    expect(kinds(await eventsOf(tmx(tu(code) + tu("after"))))).toEqual(["header", "lost", "unit"]);
    const nested = `<ph>${"<sub>x</sub>".repeat(6_000)}</ph>text`;
    expect(kinds(await eventsOf(tmx(tu(nested) + tu("after"))))).toEqual(["header", "lost", "unit"]);
  });

  test("of codes costs its unit and no other", async () => {
    const codes = "<ph/>".repeat(MAX_SEGMENT_CODES);
    const events = await eventsOf(tmx(tu(codes) + tu(`${codes}<ph/>`) + tu(`${codes}<hi>x</hi>`) + tu("after")));
    expect(kinds(events)).toEqual(["header", "unit", "lost", "lost", "unit"]);
  });
});

describe("a unit past a limit", () => {
  test("of parts costs itself and no other", async () => {
    const notes = `<tu>${"<note>n</note>".repeat(2_000)}<tuv xml:lang="en"><seg>a</seg></tuv></tu>`;
    const variants = `<tu>${'<tuv xml:lang="en"><seg>a</seg></tuv>'.repeat(2_000)}</tu>`;
    expect(kinds(await eventsOf(tmx(notes + variants + tu("after"))))).toEqual(["header", "lost", "lost", "unit"]);
  });

  test("of length costs itself and no other", async () => {
    const huge = `<tu><tuv xml:lang="en"><seg>${`${"x".repeat(1_000)}<ph/>`.repeat(5_000)}</seg></tuv></tu>`;
    expect(kinds(await eventsOf(tmx(huge + tu("after"))))).toEqual(["header", "lost", "unit"]);
  });

  test("of a note's length keeps the unit without the note", async () => {
    const note = `<tu><note>${"x".repeat(70_000)}</note><tuv xml:lang="en"><seg>a</seg></tuv></tu>`;
    const events = await eventsOf(tmx(note));
    expect(kinds(events)).toEqual(["header", "problem", "unit"]);
    expect(events[2]).toMatchObject({ unit: { notes: [] } });
  });
});

test("a control character, which XML 1.1 allows by reference, costs its unit", async () => {
  const events = await eventsOf(tmx(tu("bell &#7;") + tu("<ph>&#7;</ph>") + tu("fine"), '<?xml version="1.1"?>'));
  expect(kinds(events)).toEqual(["header", "lost", "unit", "unit"]);
  // The code's markup spells the reference out; what is written must still be XML 1.0.
  const units = events.flatMap((event) => (event.kind === "unit" ? [event.unit] : []));
  expect(await unitsOf([...writeTmx(units, { sourceLang: tag("en") })].join(""))).toEqual(units);
});

test("a kept segment, key or problem does not keep the text of the file around it", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc") as () => void;
  const heap = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const count = 400;
  const surroundings = "é".repeat(50_000);
  async function* file(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("<tmx><body>");
    for (let i = 0; i < count; i++) {
      const id = `a long unit identifier ${i}`;
      const seg = `A segment that is kept, number ${i} <ph>a code of some length</ph>`;
      const unit = `<tu tuid="${id}" usagecount="-1"><prop type="prev">The one before</prop><tuv lang="en"><seg>${seg}</seg></tuv></tu>`;
      yield await Promise.resolve(Buffer.from(`${unit}<!--${surroundings}-->`));
    }
    yield Buffer.from("</body></tmx>");
  }
  const kept: unknown[] = [];
  const before = heap();
  for await (const event of readTmx(file())) {
    if (event.kind === "unit") kept.push(event.unit.variants[0]?.segment, event.unit.context);
    if (event.kind === "problem") kept.push(event.problem);
  }
  const grown = heap() - before;
  expect(kept).toHaveLength(3 * count);
  // The file's text would be 40 MB.
  expect(grown).toBeLessThan(10e6);
});

test("names of JavaScript's own properties are data like others", async () => {
  const unit = `<tu tuid="__proto__" constructor="x"><prop type="__proto__">toString</prop><tuv xml:lang="en"><seg>a</seg></tuv></tu>`;
  const [read] = await unitsOf(tmx(unit));
  expect(read).toMatchObject({ context: { key: "__proto__" }, properties: [{ type: "__proto__", value: "toString" }] });
});

test("a name longer than a text may be costs its property, and an author's or the context's the unit", async () => {
  const long = "a".repeat(70_000);
  const seg = '<tuv xml:lang="en"><seg>a</seg></tuv>';
  const events = await eventsOf(
    tmx(`<tu><prop type="${long}">b</prop>${seg}</tu><tu creationid="${long}">${seg}</tu>`),
  );
  expect(kinds(events)).toEqual(["header", "problem", "unit", "lost"]);
  const half = long.slice(0, 40_000);
  const named = `<prop type="file">${half}</prop><prop type="id">${half}</prop>`;
  expect(kinds(await eventsOf(tmx(`<tu>${named}${seg}</tu>`)))).toEqual(["header", "lost"]);
});

function kinds(events: Awaited<ReturnType<typeof eventsOf>>): string[] {
  return events.map((event) => (event.kind === "problem" && event.lost ? "lost" : event.kind));
}

function tag(text: string): LanguageTag {
  return languageTag(text) as LanguageTag;
}

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import type { ReadEvent } from "../../src/formats/read-event.js";
import { readXliffUnits, type XliffUnitsOptions } from "../../src/formats/xliff-units.js";
import { languageTag, type LanguageTag } from "../../src/language.js";
import { Refusal } from "../../src/refusal.js";
import { xliff12, xliff20 } from "./bilingual-events.js";
import { inPieces } from "./bytes.js";
import { conformanceSet, testWith } from "./conformance-set.js";

const folder = new URL("xliff/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => !name.endsWith(".json"));
const languages = { sourceLang: languageTag("fr") as LanguageTag, targetLang: languageTag("en") as LanguageTag };

async function eventsOf(
  file: Uint8Array | string,
  options: XliffUnitsOptions = languages,
  size?: number,
): Promise<ReadEvent[]> {
  const events: ReadEvent[] = [];
  for await (const event of readXliffUnits(() => inPieces(file, size), options)) events.push(event);
  return events;
}

/** The targets that go in, and the states that others are left out for. */
async function taken(file: Uint8Array | string, states?: XliffUnitsOptions["states"]): Promise<string[]> {
  const events = await eventsOf(file, { ...languages, ...(states === undefined ? {} : { states }) });
  return events.flatMap((event) => {
    if (event.kind === "left-out") return [`-${event.state}`];
    return event.kind === "unit" ? [event.unit.variants[1]?.segment.text ?? ""] : [];
  });
}

async function refusalOf(file: string): Promise<unknown> {
  return eventsOf(file).then(
    () => "it was read",
    (error: unknown) => error,
  );
}

describe("a pair of files in xliff/", () => {
  test("there are forty and more of XLIFF 1", () => {
    const first = fixtures.filter((name) => !/-2\d\.xlf$/.test(name));
    expect(first.length).toBeGreaterThanOrEqual(40);
  });

  for (const name of fixtures) {
    const file = readFileSync(new URL(name, folder));
    const expected: unknown = JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));

    test(`${name} gives what its .json says`, async () => expect(await eventsOf(file)).toEqual(expected));
    test(`${name} gives the same byte by byte`, async () => {
      expect(await eventsOf(file, languages, 1)).toEqual(expected);
    });
  }
});

describe("the states asked for", () => {
  const file = readFileSync(new URL("states-12.xlf", folder));
  const approved = readFileSync(new URL("approved-and-state-12.xlf", folder));

  test("all takes every target that holds something", async () => {
    const all = await taken(file, "all");
    expect(all.filter((text) => text.startsWith("Sentence "))).toHaveLength(9);
    expect(all.slice(9)).toEqual(["Without a state.", "-no-target", "-no-target"]);
  });

  test("a list takes the words listed", async () => {
    expect((await taken(file, ["new", "none"])).filter((text) => !text.startsWith("-"))).toEqual([
      "Sentence new.",
      "Without a state.",
    ]);
  });

  test("approved takes approved units whatever their state", async () => {
    expect(await taken(approved, ["approved"])).toEqual(["The cat sleeps.", "-translated"]);
  });

  test("a tool's own word goes before the state that it writes for others", async () => {
    const unit = (status: string): string =>
      xliff12(
        `<trans-unit id="1" xmlns:mq="MQXliff" mq:status="${status}"><source>a</source><target state="final">b</target></trans-unit>`,
      );
    expect(await taken(unit("PartiallyEdited"))).toEqual(["-PartiallyEdited"]);
    expect(await taken(unit("ManuallyConfirmed"))).toEqual(["b"]);
  });

  test("one word at the very end of a document makes the states of all count", async () => {
    const units = (last: string): string =>
      xliff20(
        `<unit id="1"><segment><source>a</source><target>b</target></segment></unit><unit id="2"><segment${last}><source>c</source><target>d</target></segment></unit>`,
      );
    expect(await taken(units(""))).toEqual(["b", "d"]);
    expect(await taken(units(' state="final"'))).toEqual(["-none", "d"]);
  });
});

describe("a file is refused whole where it is ambiguous", () => {
  const target = "<target>b</target>";

  test.each([
    [
      "two units of a file with one id",
      xliff12(`<trans-unit id="1"><source>a</source>${target}</trans-unit>`.repeat(2)),
    ],
    [
      "two marks of a unit with one mid",
      xliff12(
        `<trans-unit id="1"><source>a</source><seg-source>${'<mrk mtype="seg" mid="1">a</mrk>'.repeat(2)}</seg-source></trans-unit>`,
      ),
    ],
    [
      "two segments with one id",
      xliff20(`<unit id="u">${'<segment id="s"><source>a</source></segment>'.repeat(2)}</unit>`),
    ],
    [
      "two codes with one id",
      xliff20('<unit id="u"><segment><source><ph id="1"/>a<ph id="1"/></source></segment></unit>'),
    ],
    [
      "two targets in one place",
      xliff20(
        '<unit id="u"><segment><source>a</source><target order="2">b</target></segment><segment><source>c</source><target>d</target></segment></unit>',
      ),
    ],
  ])("%s", async (_, file) => {
    const refusal = await refusalOf(file);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({
      code: "invalid",
      detail: { line: expect.any(Number), column: expect.any(Number) },
    });
  });

  test("but not for a unit that is not to be translated", async () => {
    const units = `<trans-unit id="1"><source>a</source>${target}</trans-unit><trans-unit id="1" translate="no"><source>c</source></trans-unit>`;
    expect(await taken(xliff12(units))).toEqual(["b"]);
  });

  test("but ids may come again in another file, and codes again in another unit", async () => {
    const unit =
      '<unit id="u"><segment id="s"><source><ph id="1"/>a</source><target><ph id="1"/>b</target></segment></unit>';
    expect(await taken(xliff20(`${unit}</file><file id="g">${unit}`))).toEqual(["b", "b"]);
  });
});

test("a source and a target in one language cost the unit, not the file", async () => {
  const file =
    '<xliff version="1.2"><file source-language="fr" target-language="fr"><body><trans-unit id="1"><source>a</source><target>b</target></trans-unit></body></file></xliff>';
  expect(await eventsOf(file, {})).toMatchObject([{ kind: "header" }, { kind: "problem", lost: true }]);
});

test("a file without languages takes those of the memory, and is refused where there are none", async () => {
  const file =
    '<xliff version="1.2"><file><body><trans-unit id="1"><source>a</source><target>b</target></trans-unit></body></file></xliff>';
  expect(await taken(file)).toEqual(["b"]);
  await expect(eventsOf(file, {})).rejects.toMatchObject({ code: "invalid" });
});

const valid = conformanceSet("xliff").filter(({ expected }) => expected.startsWith("valid"));

testWith(valid)("each valid file by others is read without a refusal or a unit lost", async () => {
  const wrong: unknown[] = [];
  for (const { file, bytes } of valid) {
    const events = await eventsOf(bytes(), { ...languages, states: "all" }).catch((error: unknown) => error);
    if (!Array.isArray(events)) wrong.push([file, String(events)]);
    else
      wrong.push(
        ...(events as ReadEvent[])
          .filter((event) => event.kind === "problem" && !event.problem.reason.includes("both in"))
          .map((event) => [file, event]),
      );
  }
  expect(wrong).toEqual([]);
});

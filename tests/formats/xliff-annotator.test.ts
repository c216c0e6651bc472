import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { Finding } from "../../src/finding.js";
import { MAX_SPLICED_BYTES, SplicedFile } from "../../src/formats/splice.js";
import type { BilingualOptions, BilingualPair } from "../../src/formats/bilingual.js";
import { annotateXliff, stripXliff } from "../../src/formats/xliff-annotator.js";
import type { LanguageTag } from "../../src/language.js";
import { textFault } from "../../src/segment.js";
import { bilingualEvents, xliff12, xliff20 } from "./bilingual-events.js";

const folder = new URL("bilingual/", import.meta.url);
const fixtures = readdirSync(folder).filter((name) => /\.(?:xlf|sdlxliff|mqxliff)$/.test(name));
const languages: BilingualOptions = { sourceLang: "en" as LanguageTag, targetLang: "fr" as LanguageTag };

function finding(segment: number, message: string): Finding {
  return {
    id: `f${segment}`,
    category: "term-missing",
    mqm: "terminology",
    severity: "major",
    segment,
    message,
    suggestions: [],
  };
}

const note1 = (text: string): string => `<note from="entente" annotates="target" priority="2">${text}</note>`;
const note2 = (text: string): string => `<note category="entente" appliesTo="target" priority="2">${text}</note>`;

async function annotated(file: string, findings: readonly Finding[] = [finding(0, "x")]): Promise<string> {
  return Buffer.from(await annotateXliff(Buffer.from(file), findings)).toString();
}

/** The file with and without `HERE` in the place where the notes are to stand. */
async function expectNotesAt(marked: string, inserted: string, findings?: readonly Finding[]): Promise<void> {
  const file = marked.replace("HERE", "");
  const expected = marked.replace("HERE", inserted);
  expect(await annotated(file, findings)).toBe(expected);
  expect(Buffer.from(await stripXliff(Buffer.from(expected))).toString()).toBe(file);
}

describe("notes of XLIFF 1.2 stand", () => {
  const unit = (content: string): string => xliff12(`<trans-unit id="1"><source>a</source>${content}</trans-unit>`);

  test("after the target", () => expectNotesAt(unit("\n <target>b</target>HERE\n"), note1("term-missing (major): x")));
  test("after the source where there is no target", () =>
    expectNotesAt(unit("HERE"), note1("term-missing (major): x")));
  test("after alt-trans and the notes of others", () =>
    expectNotesAt(
      unit('<target/><note from="me">entente</note><alt-trans><target>c</target></alt-trans>HERE <!-- end -->'),
      note1("term-missing (major): x"),
    ));
  test("before elements of other namespaces", () =>
    expectNotesAt(unit('<target/>HERE<t:x xmlns:t="urn:t"><note/></t:x>'), note1("term-missing (major): x")));
  test("with the prefix of the file", () =>
    expectNotesAt(
      '<x:xliff version="1.2" xmlns:x="urn:a"><x:file source-language="en"><x:trans-unit><x:source/>HERE</x:trans-unit></x:file></x:xliff>',
      '<x:note from="entente" annotates="target" priority="2">term-missing (major): x</x:note>',
    ));
  test("with the segment that each is about", () =>
    expectNotesAt(
      unit(
        '<seg-source><mrk mtype="seg" mid="7">a</mrk><mrk mtype="seg" mid="8">b</mrk></seg-source><target><mrk mtype="seg" mid="7">c</mrk></target>HERE',
      ),
      note1("[7] term-missing (major): x") + note1("[8] term-missing (major): a &lt; b &amp; ]]&gt; « é »"),
      [finding(0, "x"), finding(1, "a < b & ]]> « é »")],
    ));
});

describe("notes of XLIFF 2 stand", () => {
  const inUnit = (content: string): string => xliff20(`<unit id="u">${content}</unit>`);
  const segment = "<segment><source>a</source></segment>";
  const wrapped = `<notes>${note2("term-missing (major): x")}</notes>`;

  test("before the first segment", () => expectNotesAt(inUnit(`\n  HERE${segment}`), wrapped));
  test("before an ignorable that comes first", () =>
    expectNotesAt(inUnit(`HERE<ignorable><source> </source></ignorable>${segment}`), wrapped));
  test("before originalData, behind modules", () =>
    expectNotesAt(
      inUnit(`<m:x xmlns:m="urn:m"><notes/></m:x> HERE<originalData><data id="d"/></originalData>${segment}`),
      wrapped,
    ));
  test("after the notes of others", () =>
    expectNotesAt(
      inUnit(`<notes>\n<note category="mine">entente</note>HERE\n</notes>${segment}`),
      note2("term-missing (major): x"),
    ));
  test("in a notes that was left with white space", () =>
    expectNotesAt(inUnit(`<notes>HERE </notes>${segment}`), note2("term-missing (major): x")));
  test("with the prefix of the file", () =>
    expectNotesAt(
      '<x:xliff version="2.0" xmlns:x="urn:a" srcLang="en"><x:file><x:unit id="u">HERE<x:segment><x:source/></x:segment></x:unit></x:file></x:xliff>',
      '<x:notes><x:note category="entente" appliesTo="target" priority="2">term-missing (major): x</x:note></x:notes>',
    ));

  test("nowhere where the schema is broken by an empty notes, and the finding is told of", async () => {
    for (const empty of ["<notes/>", "<notes></notes>"]) {
      const file = Buffer.from(inUnit(empty + segment));
      const told: Finding[] = [];
      const result = await annotateXliff(file, [finding(0, "x")], { leftOut: (found) => told.push(found) });
      expect(Buffer.from(result).equals(file)).toBe(true);
      expect(told).toEqual([finding(0, "x")]);
    }
  });
});

describe("a second run", () => {
  const file = xliff12(
    '<trans-unit id="1"><source>a</source><note from="others">kept</note></trans-unit><trans-unit id="2"><source>b</source></trans-unit>',
  );

  test("takes the place of the first one", async () => {
    const first = await annotated(file, [finding(0, "old"), finding(1, "old")]);
    expect(await annotated(first, [finding(1, "new")])).toBe(await annotated(file, [finding(1, "new")]));
  });

  test("keeps what others have added to ours in the mean time", async () => {
    const unit = xliff20('<unit id="u"><segment><source>a</source></segment></unit>');
    const first = await annotated(unit);
    const edited = first.replace("</notes>", "<note>answer</note></notes>");
    const stripped = Buffer.from(await stripXliff(Buffer.from(edited))).toString();
    expect(stripped).toBe(unit.replace("<segment>", "<notes><note>answer</note></notes><segment>"));
  });
});

test("a character that the encoding lacks becomes a reference", async () => {
  const file = xliff12(
    '<trans-unit id="1"><source>a</source>HERE</trans-unit>',
    '<?xml version="1.0" encoding="us-ascii"?>',
  );
  await expectNotesAt(file, note1("term-missing (major): l&#8217;&#233;t&#233; &#128512;"), [finding(0, "l’été 😀")]);
});

test("a finding about no segment is an error of ours", async () => {
  for (const segment of [1, -1, 0.5, NaN]) {
    const file = xliff12('<trans-unit id="1"><source>a</source></trans-unit>');
    await expect(annotated(file, [finding(segment, "x")])).rejects.toThrow(RangeError);
  }
});

describe("each fixture", () => {
  test("there are some", () => expect(fixtures.length).toBeGreaterThanOrEqual(15));

  for (const name of fixtures) {
    const file = readFileSync(new URL(name, folder));
    const pairs = async (bytes: Uint8Array): Promise<BilingualPair[]> => {
      const events = await bilingualEvents(bytes, { ...languages, name });
      return events.flatMap((event) => (event.kind === "pair" ? [{ ...event.pair, line: 0, column: 0 }] : []));
    };

    test(`${name} annotated gives the same pairs, and stripped the same bytes`, async () => {
      // A fixture may hold a note of ours from an earlier run.
      const clean = Buffer.from(await stripXliff(file));
      const count = (await pairs(file)).length;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat({ max: count - 1 }), fc.string({ unit: "grapheme" })), { maxLength: 8 }),
          async (places) => {
            const findings = places
              .filter(([, message]) => textFault(message) === undefined)
              .map(([segment, message]) => finding(segment, message));
            const result = Buffer.from(await annotateXliff(file, findings));
            expect(result.equals(clean)).toBe(findings.length === 0);
            expect(await pairs(result)).toEqual(await pairs(file));
            expect(Buffer.from(await annotateXliff(result, findings)).equals(result)).toBe(true);
            expect(Buffer.from(await stripXliff(result)).equals(clean)).toBe(true);
          },
        ),
        { numRuns: 12 },
      );
    });
  }
});

describe("a file whose text is changed in place", () => {
  test("gives back every byte in every encoding, mark included", () => {
    const text = '<?xml version="1.0"?>\r\n<a b="é">😀\u0301\r\n</a>';
    for (const bytes of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      Buffer.from(`\uFEFF${text}`, "utf16le"),
      Buffer.from(`\uFEFF${text}`, "utf16le").swap16(),
      Buffer.from(text, "utf16le"),
    ]) {
      const file = new SplicedFile(bytes);
      expect(file.text).toBe(text);
      expect(Buffer.from(file.spliced([])).equals(bytes)).toBe(true);
    }
  });

  test("changes what it is told to, in any order", () => {
    const file = new SplicedFile(Buffer.from("<abcdef/>"));
    const changes = [
      { start: 4, end: 4, text: "é" },
      { start: 1, end: 2, text: "" },
      { start: 4, end: 5, text: "D" },
      { start: 9, end: 9, text: "!" },
    ];
    expect(Buffer.from(file.spliced(changes)).toString()).toBe("<bcéDef/>!");
    expect(Buffer.from(file.spliced(changes.toReversed())).toString()).toBe("<bcéDef/>!");
  });

  test("refuses what it cannot write back, and what overlaps", () => {
    const refusal = (bytes: Uint8Array): unknown => {
      try {
        return new SplicedFile(bytes);
      } catch (error) {
        return error;
      }
    };
    expect(refusal(Buffer.from([0x3c, 0xff]))).toMatchObject({ code: "malformed", detail: { line: 1, column: 2 } });
    const cut = Buffer.from("<a>\r\n\r😀é </a>").subarray(0, -6);
    expect(refusal(cut)).toMatchObject({ code: "malformed", detail: { line: 3, column: 3 } });
    expect(refusal(Buffer.from('<?xml version="1.0" encoding="x-mac"?>'))).toMatchObject({ code: "unsupported" });
    expect(refusal(new Uint8Array(MAX_SPLICED_BYTES + 1))).toMatchObject({ code: "too-large" });
    const file = new SplicedFile(Buffer.from("<abcdef/>"));
    expect(() =>
      file.spliced([
        { start: 1, end: 4, text: "" },
        { start: 3, end: 3, text: "x" },
      ]),
    ).toThrow(RangeError);
  });
});

import { describe, expect, test } from "@jest/globals";
import type { Found } from "../../src/formats/pretranslation.js";
import { stripAll } from "../../src/formats/xliff-strip.js";
import type { InlineCode, Segment } from "../../src/segment.js";
import { xliff12, xliff20 } from "./bilingual-events.js";
import { counted, lookupOf, match, pretranslated, termsIn, type Options } from "./pretranslated.js";

/** What is found for every segment. */
const finding = (found: Partial<Found>): ReturnType<typeof lookupOf> => lookupOf(() => found);
const exact = finding({ matches: [match(100, "a", "A")] });

/** The file without the undo notes, which other tests hold. */
function plain(file: string): string {
  return file.replace(/ (?:extradata|entente:undo)="[^"]*"/g, "").replace(/ xmlns:entente="[^"]*"/g, "");
}

async function insertedInto(file: string, lookup = exact, options: Options = {}): Promise<string> {
  const made = await pretranslated(file, lookup, options);
  expect(Buffer.from(await stripAll(Buffer.from(made))).toString()).toBe(file);
  return plain(made);
}

const alternative = (source: string, target: string, more = ""): string =>
  `<alt-trans${more} match-quality="100" origin="entente:m"><source xml:lang="fr">${source}</source><target xml:lang="en">${target}</target></alt-trans>`;

const unit1 = (content: string, attributes = ""): string =>
  xliff12(`<trans-unit id="1"${attributes}>${content}</trans-unit>`);
const unit2 = (content: string): string => xliff20(`<unit id="u">${content}</unit>`);

describe("matches of XLIFF 1 stand", () => {
  const [a, marked] = ["<source>a</source>", '<seg-source><mrk mtype="seg" mid="s">a</mrk></seg-source>'];
  test.each([
    ["after the source where there is no target", unit1(`${a}HERE<note>n</note>`), ""],
    [
      "after the target, before the matches of others",
      unit1(`${a}<target>b</target>HERE<alt-trans><target>c</target></alt-trans>`),
      "",
    ],
    ["after the last of both where the target comes first", unit1(`<target>b</target> ${a}HERE `), ""],
    ["with the mid of their segment", unit1(`${a}${marked}HERE`), ' mid="s"'],
  ])("%s", async (_, file, mid) => {
    expect(await insertedInto(file.replace("HERE", ""))).toBe(file.replace("HERE", alternative("a", "A", mid)));
  });

  test("without a mid in XLIFF 1.1, which knows none", async () => {
    const file = unit1(`${a}${marked}`).replace('version="1.2"', 'version="1.1"');
    expect(await insertedInto(file)).toContain(`</seg-source>${alternative("a", "A")}`);
  });

  test("nowhere for a segment that cannot be named, which is told", async () => {
    const file = unit1(`${a}<seg-source><mrk mtype="seg">a</mrk></seg-source>`);
    const { file: made, counts } = await counted(file, exact, { fill: 100 });
    expect(Buffer.from(made).toString()).toBe(file);
    expect(counts).toMatchObject({ matched: 0, filled: 0, problems: { "no-place": 1 } });
  });

  test("best first, with the score that each has", async () => {
    const lookup = finding({ matches: [match(101, "a", "A"), match(84, "b", "B")] });
    const qualities = [...(await insertedInto(unit1(a), lookup)).matchAll(/match-quality="(\d+)"/g)].map(([, n]) => n);
    expect(qualities).toEqual(["101", "84"]);
  });
});

describe("matches of XLIFF 2 stand", () => {
  const segment = '<segment id="s"><source>a</source></segment>';
  const texts = "<source>a</source><target>A</target>";
  const ours = (id = "entente-m1", ref = "s", prefix = "mtc:"): string =>
    `<${prefix}match id="${id}" ref="#${ref}" similarity="100" matchQuality="100" origin="entente:m" type="tm">${texts}</${prefix}match>`;
  const wrapped = (inside: string): string =>
    `<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0">${inside}</mtc:matches>`;

  test("first in the unit, before other modules and notes", async () => {
    const rest = `<m:x xmlns:m="urn:m"/><notes><note>n</note></notes>${segment}`;
    expect(await insertedInto(unit2(`\n ${rest}`))).toBe(unit2(`\n ${wrapped(ours())}${rest}`));
  });

  test("at the end of the matches of others, whose ids they do not take", async () => {
    const theirs = '<mtc:match id="entente-m2" ref="#s"><source>b</source><target>B</target></mtc:match> ';
    const file = unit2(`${wrapped(theirs)}${segment}`);
    expect(await insertedInto(file)).toBe(unit2(`${wrapped(theirs + ours("entente-m3"))}${segment}`));
  });

  test("nowhere in an empty module, which is told", async () => {
    const file = unit2(`<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"/>${segment}`);
    const { file: made, counts } = await counted(file, exact);
    expect(Buffer.from(made).toString()).toBe(file);
    expect(counts.problems).toEqual({ "no-place": 1 });
  });

  test("under ids that nothing within the module has", async () => {
    const within =
      '<mtc:match ref="#s"><source>b</source><target>B</target><x:y xmlns:x="urn:x" id="entente-m2"/></mtc:match>';
    const file = unit2(`${wrapped(within)}${segment}`);
    expect(await insertedInto(file)).toContain('<mtc:match id="entente-m3"');
  });

  test("beside a target that says of white space what its source says", async () => {
    const file = unit2(`<segment id="s"><source xml:space='preserve'>a</source></segment>`);
    expect(await insertedInto(file, exact, { fill: 100 })).toContain("<target xml:space='preserve'>A</target>");
  });

  test("nowhere in a file whose root is of a module's namespace", async () => {
    const file = unit2(segment).replace("xliff:document:2.0", "xliff:glossary:2.0");
    const { file: made, counts } = await counted(file, exact, { fill: 100 });
    expect(Buffer.from(made).toString()).toBe(file);
    expect(counts.problems).toEqual({ "no-place": 1 });
  });

  test("and are taken out once where somebody has copied them", async () => {
    const file = unit2("<segment><source>a</source></segment>");
    const made = await pretranslated(file, exact, { fill: 100 });
    const [ours = ""] = /<mtc:match .*<\/mtc:match>/.exec(made) ?? [];
    const copied = made.replace(ours, ours + ours);
    expect(Buffer.from(await stripAll(Buffer.from(copied))).toString()).toBe(file);
  });

  test("with a new id for a segment that has none, other than every id of its unit", async () => {
    const file = unit2('<segment><source>a<ph id="entente-s2"/></source></segment>');
    const codes = { matches: [match(100, "a", "A")] };
    expect(await insertedInto(file, finding(codes))).toContain('ref="#entente-s3"');
    expect(await insertedInto(file, finding(codes))).toContain('<segment id="entente-s3"><source>');
  });

  test("under another prefix where the file uses ours for XLIFF itself", async () => {
    const file = `<mtc:xliff version="2.0" xmlns:mtc="urn:oasis:names:tc:xliff:document:2.0" srcLang="fr" trgLang="en"><mtc:file id="f"><mtc:unit id="u"><mtc:segment id="s"><mtc:source>a</mtc:source></mtc:segment></mtc:unit></mtc:file></mtc:xliff>`;
    expect(await insertedInto(file)).toContain('<m-mtc:match id="entente-m1"');
  });

  test("and say whether a machine made them, or the place is the same", async () => {
    const matches = [match(101, "a", "A"), { ...match(90, "a", "B"), isMachineMade: true }];
    const types = [...(await insertedInto(unit2(segment), finding({ matches }))).matchAll(/type="(\w+)"/g)];
    expect(types.map(([, type]) => type)).toEqual(["icm", "mt"]);
  });
});

describe("a match whose target was put right", () => {
  const alone = (id: string): InlineCode => ({ at: 0, kind: "alone", id });
  const old: Segment = { text: "Quay 12", codes: [{ ...alone("9"), data: "old" }] };
  const fuzzy = match(88, { text: "Quai 12", codes: [{ ...alone("9"), data: "old" }] }, old);
  const adapted: Segment = { text: "Quay 15", codes: [alone("1")] };
  const putRight = finding({ matches: [{ ...fuzzy, adapted }] });

  test("is given so and marked, and fills as a fuzzy match does, in XLIFF 1", async () => {
    const file = unit1('<source><x id="1"/>Quai 15</source>');
    const made = await pretranslated(file, putRight, { fill: 80 });
    const target = '<x id="1"/>Quay 15</target>';
    expect(made).toContain(`<target state="needs-review-translation" state-qualifier="fuzzy-match">${target}`);
    expect(plain(made)).toContain(
      `<alt-trans match-quality="88" origin="entente:m"><source xml:lang="fr"><x id="1"/>Quai 12</source><target xml:lang="en">${target}`,
    );
    expect(made).toContain("&quot;adapted&quot;:true");
    expect(await insertedInto(file, putRight, { fill: 80 })).not.toBe(file);
    expect(await pretranslated(file, putRight, { fill: 89 })).not.toContain("<target state");
  });

  test("and in XLIFF 2", async () => {
    const file = unit2('<segment id="s"><source><ph id="1"/>Quai 15</source></segment>');
    const made = await insertedInto(file, putRight, { fill: 80 });
    expect(made).toContain('<segment id="s" state="initial" subState="entente:adapted">');
    expect(made).toContain('<target><ph id="1"/>Quay 15</target></segment>');
    expect(made).toMatch(/matchQuality="88" origin="entente:m" type="tm" subType="entente:adapted">/);
    expect(made).toContain('<target><ph id="1"/>Quay 15</target></mtc:match>');
  });

  test("is given as the memory has it where its codes are none of the segment's", async () => {
    const file = unit1('<source><g id="2">Quai 15</g></source>');
    const made = await pretranslated(file, putRight);
    expect(made).toContain('<target xml:lang="en">Quay 12</target>');
    expect(made).not.toContain("adapted");
  });
});

describe("a code of a match has the markup of the file's own", () => {
  const code = (at: number, kind: InlineCode["kind"], id: string, data?: string): InlineCode => ({
    at,
    kind,
    id,
    ...(data === undefined ? {} : { data }),
  });
  const bold = (text: string): Segment => ({ text, codes: [code(0, "open", "x"), code(text.length, "close", "x")] });
  const targetOf = async (
    source: string,
    match0: { source: Segment; target: Segment },
  ): Promise<string | undefined> => {
    const made = await insertedInto(
      unit1(`<source>${source}</source>`),
      finding({ matches: [match(100, match0.source, match0.target)] }),
    );
    return /<target xml:lang="en">(.*)<\/target><\/alt-trans>/.exec(made)?.[1];
  };

  test.each([
    ["a pair", '<g id="7">a</g>', bold("a"), bold("A"), '<g id="7">A</g>'],
    [
      "an empty pair that text has come into",
      'a<g id="7"/>',
      { ...bold("a"), codes: [code(1, "open", "x"), code(1, "close", "x")] },
      bold("A"),
      '<g id="7">A</g>',
    ],
    [
      "a pair of elements",
      '<bpt id="1">x</bpt>a<ept id="1">y</ept>',
      bold("a"),
      bold("A"),
      '<bpt id="1">x</bpt>A<ept id="1">y</ept>',
    ],
    [
      "two alike in another order",
      '<x id="1"/>a<x id="2"/>',
      { text: "a", codes: [code(0, "alone", "p"), code(1, "alone", "q")] },
      { text: "A", codes: [code(0, "alone", "q"), code(1, "alone", "p")] },
      '<x id="2"/>A<x id="1"/>',
    ],
    [
      "two that are told apart by their data",
      '<x id="1"/>a<x id="2"/>',
      { text: "a", codes: [code(0, "alone", "p", '<x id="2"/>'), code(1, "alone", "q", '<x id="1"/>')] },
      { text: "A", codes: [code(1, "alone", "p"), code(1, "alone", "q")] },
      'A<x id="2"/><x id="1"/>',
    ],
    [
      "fewer than the file has",
      '<x id="1"/>a<x id="2"/>',
      { text: "a", codes: [code(0, "alone", "p")] },
      { text: "A", codes: [code(0, "alone", "p")] },
      '<x id="1"/>A',
    ],
    ["more than the file has: text", "a", bold("a"), bold("A"), "A"],
    [
      "one that its own source has not: text",
      '<x id="1"/>a',
      { text: "a", codes: [code(0, "alone", "p")] },
      { text: "A", codes: [code(0, "alone", "z")] },
      "A",
    ],
    [
      "pairs that would cross: text",
      '<g id="1">a</g><g id="2">b</g>',
      { text: "ab", codes: [code(0, "open", "p"), code(1, "close", "p"), code(1, "open", "q"), code(2, "close", "q")] },
      { text: "AB", codes: [code(0, "open", "p"), code(1, "open", "q"), code(1, "close", "p"), code(2, "close", "q")] },
      "AB",
    ],
  ] as const)("%s", async (_, source, from, to, expected) => {
    expect(await targetOf(source, { source: from, target: to })).toBe(expected);
  });

  test("and one whose end is in another segment is isolated in a match of XLIFF 2", async () => {
    const file = unit2(
      '<segment id="a"><source><sc id="1" dataRef="d"/>a</source></segment><segment id="b"><source>a<ec startRef="1"/></source></segment>',
    );
    const made = await insertedInto(
      file,
      lookupOf(({ segment }) => ({ matches: [match(100, segment, segment)] })),
    );
    expect(made).toContain('<source><sc id="1" isolated="yes"/>a</source>');
    expect(made).toContain('<source>a<ec id="1" isolated="yes"/></source>');
  });
});

describe("a target is filled", () => {
  const fill = { fill: 100 };
  const filled = (content: string, more = ""): string =>
    `<target${more} state="translated" state-qualifier="exact-match">${content}</target>`;

  test.each([
    ["where there is none", "<source>a</source>", filled("A")],
    [
      "where it is empty, keeping what it says besides",
      '<source>a</source><target xml:lang="en" state="new"/>',
      filled("A", ' xml:lang="en"'),
    ],
    ["where it holds white space", "<source>a</source><target>\r\n </target>", filled("A")],
    [
      "mark by mark, with its own state kept",
      '<source>a b</source><seg-source><mrk mtype="seg" mid="1">a</mrk> <mrk mtype="seg" mid="2">b</mrk></seg-source><target state="new"><mrk mtype="seg" mid="1">X</mrk> <mrk mtype="seg" mid="2"/></target>',
      '<target state="new"><mrk mtype="seg" mid="1">X</mrk> <mrk mtype="seg" mid="2">A</mrk></target>',
    ],
    [
      "with all its segments",
      '<source>a b</source><seg-source><mrk mtype="seg" mid="1">a</mrk> <mrk mtype="seg" mid="2">b</mrk></seg-source>',
      filled('<mrk mtype="seg" mid="1">A</mrk> <mrk mtype="seg" mid="2">A</mrk>'),
    ],
  ])("of XLIFF 1 %s", async (_, content, expected) => {
    expect(await insertedInto(unit1(content), exact, fill)).toContain(expected);
  });

  test("with a state that asks for review where the match is not exact", async () => {
    const fuzzy = finding({ matches: [match(90, "b", "B")] });
    expect(await insertedInto(unit1("<source>a</source>"), fuzzy, { fill: 85 })).toContain(
      '<target state="needs-review-translation" state-qualifier="fuzzy-match">B</target>',
    );
    expect(await insertedInto(unit2('<segment id="s"><source>a</source></segment>'), fuzzy, { fill: 85 })).toContain(
      '<segment id="s" state="initial" subState="entente:fuzzy"><source>a</source><target>B</target></segment>',
    );
  });

  test.each([
    ["holds something", "<source>a</source><target>x</target>"],
    ["holds a code", '<source>a</source><target><x id="1"/></target>'],
    ["is final, and empty", '<source>a</source><target state="final"/>'],
    ["is translated, and empty", '<source>a</source><target state="translated"></target>'],
    ["has a code that the match has not", '<source>a<x id="1"/></source>'],
  ])("but not one that %s", async (_, content) => {
    expect((await counted(unit1(content), exact, fill)).counts.filled).toBe(0);
  });

  test.each([
    ["approved", unit1("<source>a</source>", ' approved="yes"')],
    ["locked by memoQ", unit1("<source>a</source>", ' xmlns:mq="MQXliff" mq:locked="locked"')],
    ["not to be translated", unit1("<source>a</source>", ' translate="no"')],
    [
      "locked by Trados",
      unit1(
        '<source>a</source><seg-source><mrk mtype="seg" mid="1">a</mrk></seg-source><s:seg-defs xmlns:s="http://sdl.com/FileTypes/SdlXliff/1.0"><s:seg id="1" locked="true"/></s:seg-defs>',
      ),
    ],
  ])("and a unit that is %s is left alone", async (_, file) => {
    expect(Buffer.from((await counted(file, exact, fill)).file).toString()).toBe(file);
  });

  test("not where XLIFF 2 names no language for targets, which is told", async () => {
    const file = unit2('<segment id="s"><source>a</source></segment>').replace(' trgLang="fr"', "");
    const { counts } = await counted(file, exact, fill);
    expect(counts).toMatchObject({ matched: 1, filled: 0, problems: { "no-target-language": 1 } });
  });

  test("and one that a translator has changed since is the translator's", async () => {
    const file = unit1("<source>a</source>");
    const edited = (await pretranslated(file, exact, fill)).replace(">A</target><alt", ">Mine</target><alt");
    expect(Buffer.from(await stripAll(Buffer.from(edited))).toString()).toBe(
      unit1(`<source>a</source>${filled("Mine")}`),
    );
  });
});

describe("terms", () => {
  const words = lookupOf(({ segment }) => ({ terms: termsIn(segment.text) }));

  test.each([
    ["in plain text", "le chat dort", 'le <mrk mtype="term" mid="entente-t1" comment="&lt;chat&gt;">chat</mrk> '],
    [
      "behind references and line ends",
      "&lt;&#x1F600;&amp;\r\n chat",
      '&lt;&#x1F600;&amp;\r\n <mrk mtype="term" mid="entente-t1"',
    ],
    ["within a pair", 'le <g id="1">chat</g>', '<g id="1"><mrk mtype="term" mid="entente-t1"'],
    [
      "behind an element and a comment",
      '<ph id="1">code</ph><!-- note -->chat',
      '--><mrk mtype="term" mid="entente-t1"',
    ],
  ])("are marked %s", async (_, source, expected) => {
    expect(await insertedInto(unit1(`<source>${source}</source>`), words, { terms: "mrk" })).toContain(expected);
  });

  test.each([
    ["a CDATA section", "<![CDATA[chat]]>"],
    ["markup", 'ch<x id="1"/>at'],
  ])("are not marked across %s", async (_, source) => {
    const file = unit1(`<source>${source}</source>`);
    expect(await pretranslated(file, words, { terms: "mrk" })).toBe(file);
  });

  test("of XLIFF 2 are a glossary behind the matches, each once", async () => {
    const file = unit2('<segment id="s"><source>chat chat</source></segment>');
    const both = lookupOf(({ segment }) => ({ matches: [match(90, "a", "A")], terms: termsIn(segment.text) }));
    expect(await insertedInto(file, both, { terms: "glossary" })).toContain(
      '</mtc:matches><gls:glossary xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"><gls:glossEntry id="entente-t1"><gls:term source="entente:g">chat</gls:term><gls:translation source="entente:g">&lt;chat&gt;</gls:translation></gls:glossEntry></gls:glossary><segment',
    );
  });
});

test("characters that the encoding lacks are references, in a filled target too", async () => {
  const file = xliff12(
    '<trans-unit id="1"><source>a</source></trans-unit>',
    '<?xml version="1.0" encoding="us-ascii"?>',
  );
  const made = await insertedInto(file, finding({ matches: [match(100, "a", "é — 😀")] }), { fill: 100 });
  expect(made).toContain(">&#233; &#8212; &#128512;</target>");
});

describe("a filled target of XLIFF 2", () => {
  const segment = '<segment id="s"><source>a</source></segment>';

  test("says its language where an element around it says another one", async () => {
    const file = xliff20(`<unit id="u" xml:lang="en">${segment}</unit>`);
    expect(await insertedInto(file, exact, { fill: 100 })).toContain('<target xml:lang="fr">A</target>');
    const empty = file.replace("</source>", "</source><target/>");
    expect(await insertedInto(empty, exact, { fill: 100 })).toContain('<target xml:lang="fr">A</target>');
    expect(await insertedInto(unit2(segment), exact, { fill: 100 })).toContain("<target>A</target>");
  });

  test("is not there where an annotation begins in one segment and ends in another", async () => {
    const parted = unit2(
      '<segment id="s"><source>a<sm id="1" type="comment"/></source></segment>' +
        '<segment id="t"><source><em startRef="1"/>a</source><target><em startRef="1"/>b</target></segment>',
    );
    expect((await counted(parted, exact, { fill: 100 })).counts).toMatchObject({ matched: 2, filled: 0 });
    const whole = unit2('<segment id="s"><source><sm id="1" type="comment"/>a<em startRef="1"/></source></segment>');
    expect((await counted(whole, exact, { fill: 100 })).counts).toMatchObject({ matched: 1, filled: 1 });
  });
});

import type { RuleCase } from "./rule-case.js";

const CORE = "urn:oasis:names:tc:xliff:document:1.2";

export function xliff1(files: string, version = "1.2", core = ` xmlns="${CORE}"`): string {
  return `<?xml version="1.0"?>\n<xliff${core} xmlns:my="urn:example:mine" version="${version}">\n${files}\n</xliff>\n`;
}

const FILE = 'original="a" source-language="en" target-language="fr" datatype="plaintext"';
const file = (body: string, header = "", attributes = FILE): string =>
  xliff1(`<file ${attributes}>${header}<body>\n${body}\n</body></file>`);
const UNIT = '<trans-unit id="1"><source>a</source><target>b</target></trans-unit>';
const unit = (content: string, attributes = ""): string =>
  file(`<trans-unit id="1"${attributes}>${content}</trans-unit>`);
const text = (source: string, target = "b"): string => unit(`<source>${source}</source><target>${target}</target>`);
const mrk = (mid: string): string => `<mrk mtype="seg" mid="${mid}">a</mrk>`;
const segmented = (source: string, target: string, more = ""): string =>
  unit(`<source>aa</source><seg-source>${source}</seg-source><target>${target}</target>${more}`);
const PHASES = '<header><phase-group><phase phase-name="p" process-name="x"/></phase-group></header>';
const TOOLS = '<header><tool tool-id="t" tool-name="x"/></header>';

export const XLIFF1_CASES: readonly RuleCase[] = [
  {
    rule: "xliff1.namespace",
    breaks: `@@${xliff1(`<file ${FILE}><body/></file>`, "1.2", "").replace('<?xml version="1.0"?>\n', "")}`,
    keeps: xliff1(`<file ${FILE}><body/></file>`, "1.0", ""),
  },
  {
    rule: "xliff1.element-not-allowed",
    breaks: unit("<source/>@@<segment/>"),
    keeps: unit("<source/><target/><my:x/>"),
  },
  {
    rule: "xliff1.element-order",
    breaks: unit("<source/><note>n</note>@@<target/>"),
    keeps: unit("<source/><target/><note>n</note>"),
  },
  {
    rule: "xliff1.element-repeated",
    breaks: xliff1(`<file ${FILE}><header/>@@<header/><body/></file>`),
    keeps: xliff1(`<file ${FILE}><header/><body/></file>`),
  },
  {
    rule: "xliff1.text-repeated",
    breaks: unit("<source/><target>b</target>@@<target>c</target>"),
    keeps: unit("<source/><target>b</target><alt-trans><target>c</target></alt-trans>"),
  },
  {
    rule: "xliff1.element-missing",
    breaks: xliff1(`@@<file ${FILE}/>`),
    keeps: xliff1(`<file ${FILE}><body/></file>`),
  },
  { rule: "xliff1.text-not-allowed", breaks: file("@@<group>x</group>"), keeps: file("<group><note>x</note></group>") },
  {
    rule: "xliff1.attribute-missing",
    breaks: file("@@<trans-unit><source/></trans-unit>"),
    keeps: file('<trans-unit id=""><source/></trans-unit>'),
  },
  {
    rule: "xliff1.attribute-not-allowed",
    breaks: file('@@<trans-unit id="1" state="x"><source/></trans-unit>'),
    keeps: file('<trans-unit id="1" my:state="x"><source/></trans-unit>'),
  },
  {
    rule: "xliff1.attribute-value",
    breaks: unit('<source/>@@<target state="done"/>'),
    keeps: unit('<source/><target state="x-done"/>'),
  },
  {
    rule: "xliff1.attribute-value",
    breaks: text('@@<x id="1" ctype="br"/>'),
    keeps: text('<x id="1" ctype="lb"/><x id="2" ctype="x-br"/>'),
  },
  {
    rule: "xliff1.attribute-value",
    breaks: xliff1(`@@<file ${FILE.replace('"fr"', '"fr_CA"')}><body/></file>`),
    keeps: xliff1(`<file ${FILE.replace('"fr"', '"fr-CA"')}><body/></file>`),
  },
  {
    rule: "xliff1.unit-id-unique",
    breaks: file(`${UNIT}<group>@@${UNIT}</group>`),
    keeps: xliff1(`<file ${FILE}><body>${UNIT}</body></file><file ${FILE}><body>${UNIT}</body></file>`),
  },
  {
    rule: "xliff1.group-id-unique",
    breaks: file('<group id="1">@@<group id="1"/></group>'),
    keeps: file(`<group id="1"><group/><group/>${UNIT}</group>`),
  },
  {
    rule: "xliff1.name-unique",
    breaks: file("", `<header><tool tool-id="t" tool-name="x"/>@@<tool tool-id="t" tool-name="y"/></header>`),
    keeps: file("", `<header><tool tool-id="t" tool-name="x"/><tool tool-id="u" tool-name="x"/></header>`),
  },
  {
    rule: "xliff1.phase-reference",
    breaks: unit('<source/>@@<target phase-name="p"/>'),
    keeps: file('<trans-unit id="1"><source/><target phase-name="p"/></trans-unit>', PHASES),
  },
  {
    rule: "xliff1.tool-reference",
    breaks: xliff1(`@@<file ${FILE} tool-id="t"><body/></file>`),
    keeps: file("", TOOLS, `${FILE} tool-id="t"`),
  },
  {
    rule: "xliff1.xid-reference",
    breaks: text('@@<x id="1" xid="2"/>'),
    keeps: file(
      `<trans-unit id="1"><source><x id="1" xid="2"/></source></trans-unit><trans-unit id="2"><source/></trans-unit>`,
    ),
  },
  {
    rule: "xliff1.mid-unique",
    breaks: segmented(`${mrk("1")}@@${mrk("1")}`, mrk("1")),
    keeps: segmented(`${mrk("1")}${mrk("2")}`, `${mrk("2")}${mrk("1")}`),
  },
  {
    rule: "xliff1.mid-reference",
    breaks: segmented(mrk("1"), `@@${mrk("2")}`),
    keeps: segmented(`<g id="1">${mrk("1")}</g>`, mrk("1"), '<alt-trans mid="1"><target/></alt-trans>'),
  },
  {
    rule: "xliff1.mid-reference",
    breaks: segmented(mrk("1"), mrk("1"), '@@<alt-trans mid="2"><target/></alt-trans>'),
    keeps: segmented(mrk("1"), "", '<alt-trans mid="1"><target/></alt-trans>'),
  },
  {
    rule: "xliff1.mid-missing",
    breaks: segmented('@@<mrk mtype="seg">a</mrk>', "b"),
    keeps: segmented('<mrk mtype="term">a</mrk>', "b"),
  },
  {
    rule: "xliff1.rid-unique",
    breaks: text('<bx id="1" rid="1"/>@@<bx id="2" rid="1"/>a<ex id="3" rid="1"/>'),
    keeps: text('<bx id="1" rid="1"/>a<ex id="3" rid="1"/>', '<bx id="1" rid="1"/>b<ex id="3" rid="1"/>'),
  },
  {
    rule: "xliff1.rid-reference",
    breaks: text('a@@<ept id="1" rid="2">x</ept>'),
    keeps: text('<bpt id="1" rid="2">x</bpt>a<ept id="2" rid="2">x</ept>'),
  },
  {
    // The other half of a code may stand in the next segment, of which a match for one segment says nothing.
    rule: "xliff1.rid-reference",
    breaks: unit('<source>a</source><alt-trans><target>@@<ex id="2" rid="1"/>a</target></alt-trans>'),
    keeps: segmented(mrk("1"), "", '<alt-trans mid="1"><target><ex id="2" rid="1"/>a</target></alt-trans>'),
  },
  {
    rule: "xliff1.pair-incomplete",
    breaks: text('@@<bpt id="1">x</bpt>a'),
    keeps: text('<bpt id="1">x</bpt>a<ept id="1">x</ept><it id="2" pos="open">y</it>'),
  },
  { rule: "xliff1.pair-incomplete", breaks: text('a@@<ex id="1"/>'), keeps: text('<bx id="1"/>a<ex id="1"/>') },
  {
    rule: "xliff1.clone",
    breaks: text('<x id="1" clone="no"/>', '<x id="1" clone="no"/>@@<x id="1" clone="no"/>'),
    keeps: text('<x id="1"/>', '<x id="1"/><x id="1"/>'),
  },
  {
    rule: "xliff1.source-language",
    breaks: unit('@@<source xml:lang="de"/>'),
    keeps: unit('<source xml:lang="en-GB"/>'),
  },
  {
    rule: "xliff1.target-language",
    breaks: unit('<source/>@@<target xml:lang="de"/>'),
    keeps: unit('<source/><target xml:lang="FR"/><alt-trans><target xml:lang="de"/></alt-trans>'),
  },
  {
    rule: "xliff1.target-language-missing",
    breaks: file(
      '<trans-unit id="1"><source/>@@<target/></trans-unit>',
      "",
      'original="a" source-language="en" datatype="x-y"',
    ),
    keeps: file(
      '<trans-unit id="1"><source/><target xml:lang="fr"/></trans-unit>',
      "",
      'original="a" source-language="en" datatype="x-y"',
    ),
  },
  {
    rule: "xliff1.approved-without-target",
    breaks: file('@@<trans-unit id="1" approved="yes"><source/></trans-unit>'),
    keeps: unit("<source/><target/>", ' approved="yes"'),
  },
];

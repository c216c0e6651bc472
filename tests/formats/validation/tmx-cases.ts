import type { RuleCase } from "./rule-case.js";

const HEADER =
  'creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"';

export function tmxFile(units: string, version = "1.4", header = `<header ${HEADER}/>`): string {
  return `<?xml version="1.0"?>\n<tmx version="${version}">\n${header}\n<body>\n${units}\n</body></tmx>\n`;
}

const tuv = (lang: string, seg: string): string => `<tuv xml:lang="${lang}"><seg>${seg}</seg></tuv>`;
const unit = (seg: string, attributes = ""): string =>
  tmxFile(`<tu${attributes}>${tuv("en", seg)}${tuv("fr", "b")}</tu>`);
const ude = (map: string, base = ""): string =>
  tmxFile("", "1.4", `<header ${HEADER}><ude name="x"${base}>${map}</ude></header>`);

export const TMX_CASES: readonly RuleCase[] = [
  { rule: "tmx.element-not-allowed", breaks: unit("@@<b>x</b>"), keeps: unit("<hi>x</hi>") },
  {
    rule: "tmx.element-order",
    breaks: tmxFile(`<tu>${tuv("en", "a")}@@<note>n</note></tu>`),
    keeps: tmxFile(`<tu><note>n</note><x xmlns="urn:x"/>${tuv("en", "a")}</tu>`),
  },
  {
    rule: "tmx.element-repeated",
    breaks: `<tmx version="1.4"><header ${HEADER}/>@@<header ${HEADER}/><body/></tmx>`,
    keeps: tmxFile(""),
  },
  {
    rule: "tmx.text-repeated",
    breaks: tmxFile(`<tu><tuv xml:lang="en"><seg>a</seg>@@<seg>b</seg></tuv></tu>`),
    keeps: unit("a"),
  },
  { rule: "tmx.element-missing", breaks: tmxFile("@@<tu/>"), keeps: unit("") },
  {
    rule: "tmx.text-not-allowed",
    breaks: tmxFile(`@@<tu>x${tuv("en", "a")}</tu>`),
    keeps: tmxFile(`<tu>\n${tuv("en", "a")}</tu>`),
  },
  {
    rule: "tmx.attribute-missing",
    breaks: unit("@@<bpt>x</bpt>"),
    keeps: unit('<bpt i="1">x</bpt><ept i="1">x</ept>'),
  },
  {
    rule: "tmx.attribute-not-allowed",
    breaks: tmxFile(`@@<tu name="x">${tuv("en", "a")}</tu>`),
    keeps: unit("a", ' tuid="x"'),
  },
  { rule: "tmx.attribute-value", breaks: unit('@@<it pos="open">x</it>'), keeps: unit('<it pos="begin">x</it>') },
  {
    rule: "tmx.variant-language",
    breaks: tmxFile(`<tu srclang="*all*">@@<tuv><seg>a</seg></tuv></tu>`),
    keeps: tmxFile(`<tu>${tuv("en", "a")}</tu>`),
  },
  {
    rule: "tmx.language",
    breaks: tmxFile(`<tu srclang="*all*">@@${tuv("e n", "a")}</tu>`),
    keeps: tmxFile(`<tu srclang="*ALL*">${tuv("EN-us", "a")}</tu>`),
  },
  {
    rule: "tmx.language-form",
    breaks: tmxFile(`<tu>@@${tuv("en_US", "a")}</tu>`),
    keeps: tmxFile(`<tu>${tuv("en-US", "a")}</tu>`),
  },
  {
    rule: "tmx.language-attribute",
    breaks: tmxFile(`<tu>@@<tuv lang="en"><seg/></tuv></tu>`),
    keeps: tmxFile(`<tu><tuv lang="en"><seg/></tuv></tu>`, "1.1"),
  },
  {
    rule: "tmx.source-language",
    breaks: tmxFile(`@@<tu srclang="de">${tuv("en", "a")}</tu>`),
    keeps: tmxFile(`<tu srclang="de">${tuv("de-AT", "a")}</tu>`),
  },
  {
    rule: "tmx.pair-unique",
    breaks: unit('<bpt i="1">x</bpt>@@<bpt i="1">x</bpt>a<ept i="1">x</ept>'),
    keeps: tmxFile(`<tu>${tuv("en", '<bpt i="1"/><ept i="1"/>')}${tuv("fr", '<bpt i="1"/><ept i="1"/>')}</tu>`),
  },
  {
    rule: "tmx.start-without-end",
    breaks: unit('@@<bpt i="1">x</bpt>a'),
    keeps: unit('<bpt i="1">x</bpt>a<ept i="1">x</ept>'),
  },
  { rule: "tmx.end-without-start", breaks: unit('a@@<ept i="1">x</ept>'), keeps: unit('a<it pos="end">x</it>') },
  {
    rule: "tmx.end-repeated",
    breaks: unit('<bpt i="1"/>a<ept i="1"/>@@<ept i="1"/>'),
    keeps: unit('<bpt i="1"/><hi><bpt i="2"/>a</hi><ept i="2"/><ept i="1"/>'),
  },
  {
    rule: "tmx.date",
    breaks: tmxFile(`@@<tu creationdate="yesterday">${tuv("en", "a")}</tu>`),
    keeps: unit("a", ' creationdate="20250528T091200Z"'),
  },
  {
    rule: "tmx.date-form",
    breaks: tmxFile(`@@<tu changedate="2025-05-28">${tuv("en", "a")}</tu>`),
    keeps: unit("a", ' changedate="20250528T000000Z"'),
  },
  {
    rule: "tmx.count",
    breaks: tmxFile(`@@<tu usagecount="often">${tuv("en", "a")}</tu>`),
    keeps: unit("a", ' usagecount="3"'),
  },
  { rule: "tmx.unit-id", breaks: tmxFile(`@@<tu tuid="a b">${tuv("en", "a")}</tu>`), keeps: unit("a", ' tuid="a-b"') },
  {
    rule: "tmx.encoding-base",
    breaks: ude('@@<map unicode="#xF8FF" code="#xF0"/>'),
    keeps: ude('<map unicode="#xF8FF" code="#xF0"/>', ' base="Macintosh"'),
  },
  {
    rule: "tmx.map-empty",
    breaks: ude('@@<map unicode="#xF8FF"/>'),
    keeps: ude('<map unicode="#xF8FF" ent="apple"/>'),
  },
  {
    rule: "tmx.map-unicode",
    breaks: ude('@@<map unicode="F8FF" subst="apple"/>'),
    keeps: ude('<map unicode="#xF8FF" subst="apple"/>'),
  },
];

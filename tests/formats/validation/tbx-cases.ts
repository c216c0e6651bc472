import type { RuleCase } from "./rule-case.js";

const HEADER = "<fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>";
const CORE = "urn:iso:std:iso:30042:ed-2";

const MODULES = 'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"';

export function tbx3(entries: string, { type = "TBX-Basic", style = "dca", namespace = CORE, back = "" } = {}): string {
  return `<?xml version="1.0"?>\n<tbx xmlns="${namespace}" ${MODULES} type="${type}" style="${style}" xml:lang="en"><tbxHeader>${HEADER}</tbxHeader>\n<text><body>\n${entries}\n</body>${back}</text></tbx>\n`;
}

export function tbx2(entries: string): string {
  return `<?xml version="1.0"?>\n<martif type="TBX-Basic" xml:lang="en"><martifHeader>${HEADER}</martifHeader><text><body>\n${entries}\n</body></text></martif>\n`;
}

const TERM = "<termSec><term>x</term></termSec>";
const lang = (content = TERM, code = "en"): string => `<langSec xml:lang="${code}">${content}</langSec>`;
const entry = (before: string, languages = lang()): string => `<conceptEntry>${before}${languages}</conceptEntry>`;
const inEntry = (before: string): string => tbx3(entry(before));
const inTerm = (after: string): string => tbx3(entry("", lang(`<termSec><term>x</term>${after}</termSec>`)));
const tig = (content: string): string => tbx2(`<termEntry><langSet xml:lang="en">${content}</langSet></termEntry>`);
const BACK =
  '<back><refObjectSec type="respPerson"><refObject id="p"><item type="fn">A</item></refObject></refObjectSec></back>';
const BY = '<transacGrp><transac type="transactionType">origination</transac>';

export const TBX_CASES: readonly RuleCase[] = [
  {
    rule: "tbx.namespace",
    breaks: tbx3(entry(""), { namespace: "urn:x" }).replace("<tbx ", "@@<tbx "),
    keeps: tbx3(entry("")),
  },
  { rule: "tbx.element-not-allowed", breaks: tbx3("@@<termEntry/>" + entry("")), keeps: tbx3(entry("") + entry("")) },
  {
    rule: "tbx.element-not-allowed",
    breaks: inEntry('@@<termNote type="partOfSpeech">noun</termNote>'),
    keeps: inTerm('<termNote type="partOfSpeech">noun</termNote>'),
  },
  {
    rule: "tbx.element-order",
    breaks: tbx3(entry("", lang("<termSec><note>n</note>@@<term>x</term></termSec>"))),
    keeps: inTerm("<note>n</note>"),
    also: ["tbx.element-missing"],
  },
  {
    rule: "tbx.element-repeated",
    breaks: tbx3(entry("", lang("<termSec><term>x</term>@@<term>y</term></termSec>"))),
    keeps: tbx3(entry("", lang(TERM + TERM))),
  },
  {
    rule: "tbx.element-repeated",
    breaks: inEntry(
      '<descripGrp><descrip type="definition">d</descrip>@@<descrip type="definition">e</descrip></descripGrp>',
    ),
    keeps: inEntry('<descripGrp><descrip type="definition">d</descrip><admin type="source">s</admin></descripGrp>'),
  },
  { rule: "tbx.element-missing", breaks: tbx3("@@<conceptEntry/>"), keeps: tbx3(entry("")) },
  {
    rule: "tbx.element-missing",
    breaks: tbx2('<termEntry>@@<langSet xml:lang="en"/></termEntry>'),
    keeps: tig(
      '<tig><term>x</term><termNote type="termType">acronym</termNote></tig><ntig><termGrp><term>y</term></termGrp></ntig>',
    ),
  },
  {
    rule: "tbx.text-not-allowed",
    breaks: tbx3("@@<conceptEntry>x" + lang() + "</conceptEntry>"),
    keeps: tbx3(entry("\n")),
  },
  {
    rule: "tbx.attribute-missing",
    breaks: inEntry("@@<descrip>General</descrip>"),
    keeps: inEntry('<descrip type="subjectField">General</descrip>'),
  },
  {
    rule: "tbx.attribute-not-allowed",
    breaks: tbx3('@@<conceptEntry name="x">' + lang() + "</conceptEntry>"),
    keeps: tbx3('<conceptEntry id="x">' + lang() + "</conceptEntry>"),
  },
  {
    rule: "tbx.attribute-value",
    breaks: tbx3(entry(""), { style: "other" }).replace("<tbx ", "@@<tbx "),
    keeps: tbx3(entry(""), { style: "dct" }),
  },
  {
    rule: "tbx.id-unique",
    breaks: tbx3(`<conceptEntry id="c">${lang()}</conceptEntry>@@<conceptEntry id="c">${lang()}</conceptEntry>`),
    keeps: tbx3(`<conceptEntry id="c">${lang()}</conceptEntry><conceptEntry id="d">${lang()}</conceptEntry>`),
  },
  {
    rule: "tbx.reference",
    breaks: inEntry(`${BY}@@<transacNote type="responsibility" target="p">A</transacNote></transacGrp>`),
    keeps: tbx3(entry(`${BY}<transacNote type="responsibility" target="p">A</transacNote></transacGrp>`), {
      back: BACK,
    }),
  },
  {
    rule: "tbx.language",
    breaks: tbx3(entry("", `@@${lang(TERM, "---")}`)),
    keeps: tbx3(entry("", lang(TERM, "fr-CA"))),
  },
  {
    rule: "tbx.language-repeated",
    breaks: tbx3(entry("", `${lang()}@@${lang()}`)),
    keeps: tbx3(entry("", lang() + lang(TERM, "fr"))),
  },
  {
    rule: "tbx.term-empty",
    breaks: tbx3(entry("", lang("<termSec>@@<term> </term></termSec>"))),
    keeps: tbx3(entry("", lang("<termSec><term><hi>x</hi></term></termSec>"))),
  },
  {
    rule: "tbx.date",
    breaks: inEntry(`${BY}@@<date>yesterday</date></transacGrp>`),
    keeps: inEntry(`${BY}<date>2025-05-28</date></transacGrp>`),
  },
  {
    rule: "tbx.style",
    breaks: inEntry("@@<min:subjectField>General</min:subjectField>"),
    keeps: tbx3(entry("<min:subjectField>General</min:subjectField>"), { style: "dct" }),
  },
  {
    rule: "tbx.category",
    breaks: tbx3(entry('@@<admin type="source">s</admin>'), { type: "TBX-Min" }),
    keeps: tbx3(entry('<admin type="entrySource">s</admin>'), { type: "TBX-Mine" }),
  },
  {
    rule: "tbx.category",
    breaks: tbx3(entry("@@<basic:shade>s</basic:shade>"), { style: "dct" }),
    keeps: tbx3(
      entry("<descripGrp><basic:definition>d</basic:definition><basic:source>s</basic:source></descripGrp>"),
      { style: "dct" },
    ),
  },
  {
    rule: "tbx.category-level",
    breaks: inTerm('@@<descrip type="definition">d</descrip>'),
    keeps: inEntry('<descripGrp><descrip type="definition">d</descrip></descripGrp>'),
  },
  {
    rule: "tbx.value",
    breaks: inTerm('@@<termNote type="partOfSpeech">nominal</termNote>'),
    keeps: inTerm('<termNote type="partOfSpeech"> noun </termNote>'),
  },
  {
    rule: "tbx.value-unusual",
    breaks: tig('<tig><term>x</term>@@<termNote type="partOfSpeech">n</termNote></tig>'),
    keeps: tig('<tig><term>x</term><termNote type="partOfSpeech">noun</termNote></tig>'),
  },
];

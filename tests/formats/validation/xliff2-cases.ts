import type { RuleCase } from "./rule-case.js";

const MODULES = [
  "mtc=urn:oasis:names:tc:xliff:matches:2.0",
  "gls=urn:oasis:names:tc:xliff:glossary:2.0",
  "fs=urn:oasis:names:tc:xliff:fs:2.0",
  "mda=urn:oasis:names:tc:xliff:metadata:2.0",
  "res=urn:oasis:names:tc:xliff:resourcedata:2.0",
  "ctr=urn:oasis:names:tc:xliff:changetracking:2.0",
  "slr=urn:oasis:names:tc:xliff:sizerestriction:2.0",
  "val=urn:oasis:names:tc:xliff:validation:2.0",
  "pgs=urn:oasis:names:tc:xliff:pgs:1.0",
  "its=http://www.w3.org/2005/11/its",
  "my=urn:example:mine",
].map((pair) => `xmlns:${pair.replace("=", '="')}"`);

const CORE = "urn:oasis:names:tc:xliff:document:2.0";

export function xliff2(files: string, attributes = 'srcLang="en" trgLang="fr"', version = "2.1", core = CORE): string {
  return `<?xml version="1.0"?>\n<xliff xmlns="${core}" ${MODULES.join(" ")} version="${version}" ${attributes}>\n${files}\n</xliff>\n`;
}

const file = (content: string, attributes = 'srcLang="en" trgLang="fr"'): string =>
  xliff2(`<file id="f">\n${content}\n</file>`, attributes);
const SEGMENT = "<segment><source>Hello</source></segment>";
const UNIT = `<unit id="u">${SEGMENT}</unit>`;
const unit = (content: string, attributes = ""): string => file(`<unit id="u"${attributes}>\n${content}\n</unit>`);
const segment = (source: string, target?: string, attributes = ""): string =>
  `<segment${attributes}><source>${source}</source>${target === undefined ? "" : `<target>${target}</target>`}</segment>`;
const text = (source: string, target?: string): string => unit(segment(source, target));
const FIXED = 'canCopy="no" canDelete="no"';
const its = (content: string): string => unit(content, ' its:version="2.0"');
const resource = (content: string): string =>
  unit(
    `<res:resourceData><res:resourceItem mimeType="image/png">${content}</res:resourceItem></res:resourceData>${SEGMENT}`,
  );
const glossary = (entries: string): string =>
  unit(`<gls:glossary>${entries}</gls:glossary>${segment('<mrk id="m" type="term">Hello</mrk>')}`);
const entry = (attributes: string): string =>
  `<gls:glossEntry${attributes}><gls:term>x</gls:term><gls:translation>y</gls:translation></gls:glossEntry>`;
const matches = (attributes: string, content = "<source>a</source><target>b</target>", mark = ""): string =>
  unit(
    `<mtc:matches>${mark}<mtc:match ${attributes}>${content}</mtc:match></mtc:matches>${segment("Hello", undefined, ' id="s"')}`,
  );
const tracked = (revisions: string): string =>
  unit(
    `<ctr:changeTrack>${revisions}</ctr:changeTrack><notes><note id="a" category="x">n</note><note id="b">n</note></notes>${SEGMENT}`,
  );
const revision = (attributes: string, items: string, ofRevision = ""): string =>
  `<ctr:revisions appliesTo="note"${attributes}><ctr:revision${ofRevision}>${items}</ctr:revision></ctr:revisions>`;
const CONTENT = '<ctr:item property="content">old</ctr:item>';
const validation = (rule: string): string => unit(`<val:validation>${rule}</val:validation>${SEGMENT}`);

const structure: RuleCase[] = [
  {
    rule: "xliff2.namespace",
    breaks: `@@<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="2.0" srcLang="en"><file id="f">${UNIT}</file></xliff>`,
    keeps: `<xliff xmlns="${CORE}" version="2.0" srcLang="en"><file id="f">${UNIT}</file></xliff>`,
  },
  {
    rule: "xliff2.version",
    breaks: `@@<xliff xmlns="${CORE}" version="2.2" srcLang="en"><file id="f">${UNIT}</file></xliff>`,
    keeps: `<x:xliff xmlns:x="urn:oasis:names:tc:xliff:document:2.2" version="2.2" srcLang="en"><x:file id="f"><x:unit id="u"><x:segment><x:source/></x:segment></x:unit></x:file></x:xliff>`,
  },
  {
    rule: "xliff2.element-not-allowed",
    breaks: unit(`<segment><source/>@@<note>n</note></segment>`),
    keeps: unit(`<notes><note>n</note></notes>${SEGMENT}`),
  },
  {
    rule: "xliff2.element-not-allowed",
    breaks: unit(`<segment><source/>@@<my:x/></segment>`),
    keeps: unit(`<my:x><my:y/></my:x>${SEGMENT}`),
  },
  {
    rule: "xliff2.element-not-allowed",
    breaks: validation("@@<val:order/>"),
    keeps: validation('<val:rule isPresent="x"/>'),
    also: ["xliff2.element-missing"],
  },
  {
    rule: "xliff2.element-order",
    breaks: unit(`${SEGMENT}@@<notes><note>n</note></notes>`),
    keeps: unit(`<notes><note>n</note></notes>${SEGMENT}`),
  },
  {
    rule: "xliff2.element-repeated",
    breaks: unit(`<notes><note>n</note></notes>@@<notes><note>m</note></notes>${SEGMENT}`),
    keeps: unit(`<notes><note>n</note><note>m</note></notes>${SEGMENT}`),
  },
  {
    rule: "xliff2.text-repeated",
    breaks: unit(`<segment><source>a</source>@@<source>b</source></segment>`),
    keeps: unit("<segment><source>a</source><target>b</target></segment>"),
  },
  {
    rule: "xliff2.element-missing",
    breaks: unit(`@@<segment><target>b</target></segment>`),
    keeps: unit("<segment><source/><target>b</target></segment>"),
  },
  {
    rule: "xliff2.element-missing",
    breaks: xliff2(`@@<file id="f"><notes><note>n</note></notes></file>`),
    keeps: xliff2(`<file id="f"><group id="g"/></file>`),
  },
  {
    rule: "xliff2.module-place",
    breaks: file(`@@<gls:glossary>${entry("")}</gls:glossary>${UNIT}`),
    keeps: glossary(entry("")),
  },
  {
    rule: "xliff2.module-repeated",
    breaks: unit(
      `<val:validation><val:rule isPresent="x"/></val:validation>@@<val:validation><val:rule isPresent="y"/></val:validation>${SEGMENT}`,
    ),
    keeps: validation('<val:rule isPresent="x"/><val:rule isPresent="y"/>'),
  },
  {
    rule: "xliff2.text-not-allowed",
    breaks: unit(`@@<segment>x<source/></segment>`),
    keeps: unit("<segment>\u0020\n<source/></segment>"),
  },
  { rule: "xliff2.attribute-missing", breaks: file(`@@<unit>${SEGMENT}</unit>`), keeps: file(UNIT) },
  {
    rule: "xliff2.attribute-not-allowed",
    breaks: unit(`@@<segment translate="no"><source/></segment>`),
    keeps: unit(`<segment canResegment="no"><source/></segment>`),
  },
  {
    rule: "xliff2.attribute-not-allowed",
    breaks: text(`@@<ph id="1" my:x="y"/>`),
    keeps: text(`<ph id="1" fs:fs="br"/>`),
  },
  {
    rule: "xliff2.attribute-not-allowed",
    breaks: file(`@@<unit id="u" fs:style="b">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u" fs:fs="b" my:style="b">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.attribute-value",
    breaks: unit(`@@<segment state="done"><source/></segment>`),
    keeps: unit(`<segment state="final"><source/><target/></segment>`),
  },
  {
    rule: "xliff2.attribute-value",
    breaks: file(`@@<unit id="u 1">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u.é-1">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.attribute-value",
    breaks: xliff2(`<file id="f">${UNIT}</file>`, 'srcLang="en_US"').replace("<xliff", "@@<xliff"),
    keeps: xliff2(`<file id="f">${UNIT}</file>`, 'srcLang="i-klingon"'),
  },
  {
    rule: "xliff2.attribute-value",
    breaks: file(`@@<unit id="u" fs:fs="bold">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u" fs:fs="b">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.skeleton",
    breaks: file(`@@<skeleton/>${UNIT}`),
    keeps: file(`<skeleton>x<my:y id="1"/><my:y id="1"/></skeleton>${UNIT}`),
  },
  {
    rule: "xliff2.skeleton",
    breaks: file(`@@<skeleton href="x">y</skeleton>${UNIT}`),
    keeps: file(`<skeleton href="x"> </skeleton>${UNIT}`),
  },
  {
    rule: "xliff2.unit-without-segment",
    breaks: file(`@@<unit id="u"><ignorable><source/></ignorable></unit>`),
    keeps: unit(`<ignorable><source/></ignorable>${SEGMENT}`),
  },
  {
    rule: "xliff2.state-without-target",
    breaks: unit(`@@<segment state="translated"><source/></segment>`),
    keeps: unit(`<segment state="initial"><source/></segment>`),
  },
  {
    rule: "xliff2.substate-without-state",
    breaks: unit(`@@<segment subState="my:x"><source/></segment>`),
    keeps: unit(`<segment state="initial" subState="my:x"><source/></segment>`),
  },
  {
    rule: "xliff2.own-prefix",
    breaks: file(`@@<unit id="u" type="xlf:x">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u" type="my:x">${SEGMENT}</unit>`),
  },
];

const ids: RuleCase[] = [
  {
    rule: "xliff2.file-id-unique",
    breaks: xliff2(`<file id="f">${UNIT}</file>@@<file id="f"><unit id="v">${SEGMENT}</unit></file>`),
    keeps: xliff2(`<file id="f">${UNIT}</file><file id="g">${UNIT}</file>`),
  },
  {
    rule: "xliff2.group-id-unique",
    breaks: file('<group id="g">@@<group id="g"/></group>'),
    keeps: file(`<group id="g"><group id="h"/><unit id="g">${SEGMENT}</unit></group>`),
  },
  {
    rule: "xliff2.unit-id-unique",
    breaks: file(`${UNIT}<group id="g">@@${UNIT}</group>`),
    keeps: file(`${UNIT}<group id="u"/>`),
  },
  {
    rule: "xliff2.note-id-unique",
    breaks: unit(`<notes><note id="n">a</note>@@<note id="n">b</note></notes>${SEGMENT}`),
    keeps: file(
      `<notes><note id="n">a</note></notes><unit id="u"><notes><note id="n">b</note></notes>${SEGMENT}</unit>`,
    ),
  },
  {
    rule: "xliff2.data-id-unique",
    breaks: unit(`<originalData><data id="d">a</data>@@<data id="d">b</data></originalData>${SEGMENT}`),
    keeps: unit(`<originalData><data id="d">a</data><data id="e">b</data></originalData>${SEGMENT}`),
  },
  {
    rule: "xliff2.segment-id-unique",
    breaks: unit(`${segment("a", undefined, ' id="1"')}@@<ignorable id="1"><source/></ignorable>`),
    keeps: unit(`${segment("a", undefined, ' id="1"')}<ignorable><source/></ignorable>`),
  },
  {
    rule: "xliff2.segment-inline-id",
    breaks: unit(segment('@@<ph id="1"/>', undefined, ' id="1"')),
    keeps: unit(segment('<ph id="2"/>', undefined, ' id="1"')),
  },
  {
    rule: "xliff2.segment-inline-id",
    breaks: unit(segment("a", '@@<ph id="1"/>', ' id="1"')),
    keeps: unit(segment("a", '<ph id="2"/>', ' id="1"')),
  },
  {
    rule: "xliff2.inline-id-unique",
    breaks: unit(segment('<ph id="1"/>') + segment('@@<pc id="1">b</pc>')),
    keeps: text('<ph id="1"/>', '<ph id="1"/>'),
  },
  {
    rule: "xliff2.inline-id-unique",
    breaks: text("a", '<ph id="1"/>@@<ph id="1"/>'),
    keeps: unit(segment('<ph id="1"/>', "b") + segment("c", '<ph id="1"/>')),
  },
  {
    rule: "xliff2.inline-id-kind",
    breaks: text('<ph id="1"/>', '@@<pc id="1">b</pc>'),
    keeps: text('<pc id="1">a</pc>', '<sc id="1"/>b<ec startRef="1"/>'),
  },
  {
    rule: "xliff2.extension-id-unique",
    breaks: unit(`<my:x id="a"/>@@<my:x xml:id="a"/>${SEGMENT}`),
    keeps: file(
      `<my:x id="a"/><unit id="u"><my:x id="a"><my:y id="b"/></my:x><x xmlns="urn:other" id="a"/>${SEGMENT}</unit>`,
    ),
  },
];

const languages: RuleCase[] = [
  {
    rule: "xliff2.target-language-missing",
    breaks: file(`<unit id="u"><segment><source/>@@<target/></segment></unit>`, 'srcLang="en"'),
    keeps: file(UNIT, 'srcLang="en"'),
  },
  {
    rule: "xliff2.source-language",
    breaks: unit('<segment>@@<source xml:lang="de"/></segment>'),
    keeps: unit('<segment><source xml:lang="EN"/></segment>', ' xml:lang="de"'),
  },
  {
    rule: "xliff2.target-language",
    breaks: unit('<segment><source xml:lang="en"/>@@<target/></segment>', ' xml:lang="ja"'),
    keeps: unit('<segment><source xml:lang="en"/><target xml:lang="fr"/></segment>', ' xml:lang="ja"'),
  },
  {
    rule: "xliff2.language-region",
    breaks: unit('<segment><source/>@@<target xml:lang="fr-CA"/></segment>'),
    keeps: unit('<segment><source/><target xml:lang="fr"/></segment>'),
  },
  {
    rule: "xliff2.space-differs",
    breaks: unit('<segment><source xml:space="preserve"/>@@<target/></segment>'),
    keeps: unit('<segment><source xml:space="preserve"/><target/></segment>', ' xml:space="preserve"'),
  },
  {
    rule: "xliff2.order-range",
    breaks: unit('<segment><source/>@@<target order="2"/></segment>'),
    keeps: unit('<segment><source/><target order="1"/></segment>'),
  },
  {
    rule: "xliff2.order-unique",
    breaks: unit('<segment><source/><target order="2"/></segment><segment><source/>@@<target/></segment>'),
    keeps: unit('<segment><source/><target order="2"/></segment><segment><source/></segment>'),
  },
];

const codes: RuleCase[] = [
  {
    rule: "xliff2.subtype-without-type",
    breaks: text('@@<pc id="1" subType="xlf:b">a</pc>'),
    keeps: text('<pc id="1" type="fmt" subType="xlf:b">a</pc>'),
  },
  {
    rule: "xliff2.subtype-value",
    breaks: text('@@<ph id="1" type="fmt" subType="xlf:var"/>'),
    keeps: text('<ph id="1" type="fmt" subType="my:var"/>'),
  },
  { rule: "xliff2.start-without-end", breaks: text('@@<sc id="1"/>a'), keeps: text('<sc id="1" isolated="yes"/>a') },
  {
    rule: "xliff2.end-without-start",
    breaks: text('a@@<ec startRef="1"/>'),
    keeps: unit(segment('<sc id="1"/>a') + segment('b<ec startRef="1"/>')),
  },
  {
    rule: "xliff2.end-without-start",
    breaks: text("a", 'a@@<ec startRef="1"/>'),
    keeps: unit(segment('<sc id="1"/>a') + segment('b<ec startRef="1"/>', 'b<ec startRef="1"/>')),
  },
  {
    rule: "xliff2.end-repeated",
    breaks: text('<sc id="1"/>a<ec startRef="1"/>@@<ec startRef="1"/>'),
    keeps: text('<sc id="1"/>a<ec startRef="1"/>'),
  },
  {
    rule: "xliff2.end-identity",
    breaks: text('<sc id="1"/>a@@<ec id="2" startRef="1"/>'),
    keeps: text('a<ec id="2" isolated="yes"/>'),
  },
  {
    rule: "xliff2.end-identity",
    breaks: text('a@@<ec startRef="2" isolated="yes"/>'),
    keeps: text('a<ec id="2" isolated="yes"/>'),
  },
  {
    rule: "xliff2.isolated",
    breaks: text('<sc id="1" isolated="yes"/>a@@<ec startRef="1"/>'),
    keeps: text('<sc id="1" isolated="no"/>a<ec startRef="1"/>'),
  },
  {
    rule: "xliff2.isolated",
    breaks: text('<sc id="1"/>a@@<ec startRef="1" isolated="yes"/>'),
    keeps: text('<sc id="1"/>a<ec startRef="1" isolated="no"/>'),
  },
  {
    rule: "xliff2.end-direction",
    breaks: text('<sc id="1"/>a@@<ec startRef="1" dir="ltr"/>'),
    keeps: text('<sc id="1" dir="ltr"/>a<ec startRef="1"/>'),
  },
  {
    rule: "xliff2.pair-hints",
    breaks: text('<sc id="1" canCopy="no"/>a@@<ec startRef="1"/>'),
    keeps: text('<sc id="1" canCopy="no"/>a<ec startRef="1" canCopy="no"/>'),
  },
  {
    rule: "xliff2.pair-hints",
    breaks: text(`<sc id="1" canReorder="firstNo" ${FIXED}/>a@@<ec startRef="1" ${FIXED}/>`),
    keeps: text(`<sc id="1" canReorder="firstNo" ${FIXED}/>a<ec startRef="1" canReorder="no" ${FIXED}/>`),
  },
  {
    rule: "xliff2.copy-reference",
    breaks: text('<ph id="1"/>@@<ph id="2" copyOf="3"/>'),
    keeps: text('<ph id="1"/><ph id="2" copyOf="1"/>'),
  },
  {
    rule: "xliff2.copy-not-allowed",
    breaks: text('<ph id="1" canCopy="no"/>@@<ph id="2" copyOf="1"/>'),
    keeps: text('<ph id="1" canCopy="yes"/><ph id="2" copyOf="1"/>'),
  },
  {
    rule: "xliff2.copy-with-data",
    breaks: unit(
      `<originalData><data id="d"/></originalData>${segment('<ph id="1" dataRef="d"/>@@<ph id="2" copyOf="1"/>')}`,
    ),
    keeps: unit(
      `<originalData><data id="d"/></originalData>${segment('<ph id="1" dataRef="d"/><ph id="2" dataRef="d"/>')}`,
    ),
  },
  {
    rule: "xliff2.data-reference",
    breaks: text('@@<ph id="1" dataRef="d"/>'),
    keeps: unit(`<originalData><data id="d"/></originalData>${segment('<ph id="1" dataRef="d"/>')}`),
  },
  {
    rule: "xliff2.data-pair",
    breaks: unit(`<originalData><data id="d"/></originalData>${segment('@@<pc id="1" dataRefStart="d">a</pc>')}`),
    keeps: unit(
      `<originalData><data id="d"/></originalData>${segment('<pc id="1" dataRefStart="d" dataRefEnd="d">a</pc>')}`,
    ),
  },
  {
    rule: "xliff2.equiv-pair",
    breaks: text('@@<pc id="1" equivStart="x">a</pc>'),
    keeps: text('<pc id="1" equivStart="x" equivEnd="">a</pc>'),
  },
  {
    rule: "xliff2.subflow-pair",
    breaks: text('@@<pc id="1" subFlowsEnd="u">a</pc>'),
    keeps: text('<pc id="1" subFlowsStart="u" subFlowsEnd="u">a</pc>'),
  },
  {
    rule: "xliff2.subflow-reference",
    breaks: text('@@<ph id="1" subFlows="u v"/>'),
    keeps: file(`<unit id="u">${segment('<ph id="1" subFlows="v"/>')}</unit><unit id="v">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.subflow-reference",
    breaks: xliff2(
      `<file id="f"><unit id="u">${segment('@@<ph id="1" subFlows="v"/>')}</unit></file><file id="g"><unit id="v">${SEGMENT}</unit></file>`,
    ),
    keeps: text('<ph id="1" subFlows="u"/>'),
  },
  {
    rule: "xliff2.reorder-hints",
    breaks: text('@@<ph id="1" canReorder="firstNo" canCopy="no"/>'),
    keeps: text(`<ph id="1" canReorder="firstNo" ${FIXED}/>`),
  },
  {
    rule: "xliff2.reorder-sequence",
    breaks: text(`@@<ph id="1" canReorder="no" ${FIXED}/>`),
    keeps: text(`<ph id="1" canReorder="firstNo" ${FIXED}/><ph id="2" canReorder="no" ${FIXED}/>`),
  },
  {
    rule: "xliff2.reorder-changed",
    breaks: text(
      `<pc id="1" canReorder="firstNo" ${FIXED}>a<ph id="2" canReorder="no" ${FIXED}/></pc>`,
      `<pc id="1" canReorder="firstNo" ${FIXED}>b</pc>@@<ph id="2" canReorder="no" ${FIXED}/>`,
    ),
    keeps: text(
      `<ph id="3"/><pc id="1" canReorder="firstNo" ${FIXED}>a<ph id="2" canReorder="no" ${FIXED}/></pc>`,
      `<pc id="1" canReorder="firstNo" ${FIXED}>b<mrk id="m" type="term"><ph id="2" canReorder="no" ${FIXED}/></mrk></pc>`,
    ),
  },
  {
    rule: "xliff2.code-deleted",
    breaks: text('@@<ph id="1" canDelete="no"/>a', "b"),
    keeps: unit(
      segment('<ph id="1" canDelete="no"/>a', "b") +
        segment("c", '<ph id="1" canDelete="no"/>d') +
        segment('<ph id="2" canDelete="no"/>'),
    ),
  },
  {
    rule: "xliff2.character-code",
    breaks: text('@@<cp hex="00A0"/>'),
    keeps: text('<cp hex="0003"/><cp hex="D800"/><cp hex="FFFE"/>'),
  },
  {
    rule: "xliff2.character-code",
    breaks: text('@@<cp hex="x"/>'),
    keeps: unit(`<originalData><data id="d"><cp hex="001F"/></data></originalData>${SEGMENT}`),
  },
];

const annotations: RuleCase[] = [
  {
    rule: "xliff2.annotation-start",
    breaks: text('@@<sm id="m" type="term"/>a'),
    keeps: text('<sm id="m" type="term"/>a<em startRef="m"/>'),
  },
  {
    rule: "xliff2.annotation-end",
    breaks: text('a@@<em startRef="m"/>'),
    keeps: unit(segment('<sm id="m" type="term"/>a') + segment('b<em startRef="m"/>')),
  },
  {
    rule: "xliff2.translate-annotation",
    breaks: text('@@<mrk id="m">a</mrk>'),
    keeps: text('<mrk id="m" translate="no">a</mrk><mrk id="n" my:x="y">a</mrk>'),
  },
  {
    rule: "xliff2.comment-content",
    breaks: text('@@<mrk id="m" type="comment">a</mrk>'),
    keeps: text('<mrk id="m" type="comment" value="">a</mrk>'),
  },
  {
    rule: "xliff2.comment-reference",
    breaks: text('@@<mrk id="m" type="comment" ref="#n=n">a</mrk>'),
    keeps: unit(
      `<notes><note id="n">n</note></notes>${segment('<mrk id="m" type="comment" ref="#n=n">a</mrk><mrk id="o" type="comment" ref="#f=f/u=u/n=n">a</mrk>')}`,
    ),
  },
  {
    rule: "xliff2.match-annotation",
    breaks: text('@@<mrk id="m" type="mtc:match" ref="#m">a</mrk>'),
    keeps: text('<mrk id="m" type="mtc:match">a</mrk>'),
  },
  {
    rule: "xliff2.annotation-namespace",
    breaks: text('@@<mrk id="m" type="my:x" xml:lang="fr">a</mrk>'),
    keeps: text('<mrk id="m" type="my:x" my:lang="fr">a</mrk>'),
  },
  {
    rule: "xliff2.fragment-syntax",
    breaks: text('@@<mrk id="m" type="my:x" ref="#u=u/f=f">a</mrk>'),
    keeps: text(
      '<mrk id="m" type="my:x" ref="#/f=f/u=u/m">a</mrk><mrk id="n" type="my:x" ref="other.xlf#u=u/f=f">a</mrk>',
    ),
  },
  {
    rule: "xliff2.fragment-syntax",
    breaks: text('@@<mrk id="m" type="my:x" ref="#a/b">a</mrk>'),
    keeps: text('<mrk id="m" type="my:x" ref="#m">a</mrk>'),
  },
  {
    rule: "xliff2.fragment-syntax",
    breaks: text('@@<mrk id="m" type="my:x" ref="#mine=b">a</mrk>'),
    keeps: text('<mrk id="m" type="my:x" ref="#gls=b">a</mrk>'),
  },
  {
    rule: "xliff2.fragment-reference",
    breaks: text('@@<mrk id="m" type="my:x" ref="#o">a</mrk>'),
    keeps: text('<mrk id="m" type="my:x" ref="#t=o">a</mrk>', '<ph id="o"/>'),
  },
  {
    rule: "xliff2.fragment-reference",
    breaks: text('@@<mrk id="m" type="my:x" ref="#f=f/u=v/1">a</mrk>'),
    keeps: file(
      `<unit id="u">${segment('<mrk id="m" type="my:x" ref="#f=f/u=v/1">a</mrk>')}</unit><unit id="v">${SEGMENT}</unit>`,
    ),
  },
];

const modules: RuleCase[] = [
  {
    rule: "xliff2.mtc-id-unique",
    breaks: unit(
      `<mtc:matches><mtc:match id="1" ref="#s"><source/><target/></mtc:match>@@<mtc:match id="1" ref="#s"><source/><target/></mtc:match></mtc:matches>${segment("a", undefined, ' id="s"')}`,
    ),
    keeps: matches('id="1" ref="#s"'),
  },
  { rule: "xliff2.mtc-ref", breaks: matches('ref="s"', undefined, "@@"), keeps: matches('ref="#f=f/u=u/s"') },
  { rule: "xliff2.mtc-ref", breaks: matches('ref="#u"', undefined, "@@"), keeps: matches('ref="#s"') },
  {
    rule: "xliff2.mtc-subtype",
    breaks: matches('ref="#s" subType="my:x"', undefined, "@@"),
    keeps: matches('ref="#s" type="tm" subType="my:x"'),
  },
  {
    rule: "xliff2.mtc-no-language",
    breaks: matches('ref="#s" xml:lang="fr"', undefined, "@@"),
    keeps: matches('ref="#s"', '<source/><target xml:lang="fr"/>'),
  },
  {
    rule: "xliff2.mtc-language",
    breaks: matches('ref="#s"', '<source/>@@<target xml:lang="de"/>'),
    keeps: matches('ref="#s" reference="yes"', '<source/><target xml:lang="de"/>'),
  },
  {
    rule: "xliff2.gls-id-unique",
    breaks: glossary(`${entry(' id="1"')}@@${entry(' id="1"')}`),
    keeps: glossary(`${entry(' id="1"')}${entry(' id="2"')}`),
  },
  {
    rule: "xliff2.gls-empty",
    breaks: glossary("@@<gls:glossEntry><gls:term>x</gls:term></gls:glossEntry>"),
    keeps: glossary("<gls:glossEntry><gls:term>x</gls:term><gls:definition>y</gls:definition></gls:glossEntry>"),
  },
  { rule: "xliff2.gls-ref", breaks: glossary(`@@${entry(' ref="#x"')}`), keeps: glossary(entry(' ref="#m"')) },
  { rule: "xliff2.gls-ref-syntax", breaks: glossary(`@@${entry(' ref="m"')}`), keeps: glossary(entry(' ref="#m"')) },
  {
    rule: "xliff2.fs-subfs",
    breaks: text('@@<ph id="1" fs:subFs="src,x.png"/>'),
    keeps: text('<ph id="1" fs:fs="img" fs:subFs="src,x.png"/>'),
  },
  {
    rule: "xliff2.fs-on-end",
    breaks: text('<sc id="1" fs:fs="b"/>a@@<ec startRef="1" fs:fs="b"/>'),
    keeps: text('<ec id="1" isolated="yes" fs:fs="b"/>'),
  },
  {
    rule: "xliff2.mda-id-unique",
    breaks: unit(
      `<mda:metadata id="1">@@<mda:metaGroup id="1"><mda:meta type="x">y</mda:meta></mda:metaGroup></mda:metadata>${SEGMENT}`,
    ),
    keeps: unit(
      `<mda:metadata id="1"><mda:metaGroup id="2"><mda:meta type="x">y</mda:meta></mda:metaGroup></mda:metadata>${SEGMENT}`,
    ),
  },
  {
    rule: "xliff2.res-id-unique",
    breaks: unit(
      `<res:resourceData><res:resourceItem id="1"/>@@<res:resourceItem id="1"/></res:resourceData>${SEGMENT}`,
    ),
    keeps: unit(`<res:resourceData><res:resourceItem id="1"/><res:resourceItem id="2"/></res:resourceData>${SEGMENT}`),
  },
  {
    rule: "xliff2.res-content",
    breaks: resource('@@<res:source href="x"><my:y/></res:source>'),
    keeps: resource("<res:source><my:y/></res:source>"),
  },
  { rule: "xliff2.res-content", breaks: resource("@@<res:source/>"), keeps: resource('<res:source href="x"/>') },
  {
    rule: "xliff2.res-language",
    breaks: resource('@@<res:source xml:lang="de" href="x"/>'),
    keeps: resource('<res:source xml:lang="en" href="x"/>'),
  },
  {
    rule: "xliff2.res-target-language",
    breaks: resource('@@<res:target xml:lang="de" href="x"/>'),
    keeps: resource('<res:target xml:lang="fr" href="x"/><res:reference xml:lang="de" href="x"/>'),
  },
  {
    rule: "xliff2.res-type",
    breaks: unit(
      `<res:resourceData><res:resourceItem>@@<res:source href="x"/></res:resourceItem></res:resourceData>${SEGMENT}`,
    ),
    keeps: resource('<res:source href="x"/>'),
  },
  {
    rule: "xliff2.res-ref",
    breaks: unit(`<res:resourceData>@@<res:resourceItemRef ref="1"/></res:resourceData>${SEGMENT}`),
    keeps: file(
      `<res:resourceData><res:resourceItem id="1"/></res:resourceData><unit id="u"><res:resourceData><res:resourceItemRef ref="1"/></res:resourceData>${SEGMENT}</unit>`,
    ),
  },
  {
    rule: "xliff2.slr-restriction",
    breaks: file(`@@<unit id="u" slr:sizeRestriction="*6">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u" slr:sizeRestriction="3,*" slr:storageRestriction="255">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.slr-restriction",
    breaks: file(`@@<unit id="u" slr:storageRestriction="1,2,3">${SEGMENT}</unit>`),
    keeps: file(
      `<slr:profiles storageProfile="my:pixels"/><unit id="u" slr:storageRestriction="1,2,3">${SEGMENT}</unit>`,
    ),
  },
  {
    rule: "xliff2.slr-number",
    breaks: text('@@<ph id="1" slr:sizeInfo="25.5"/>'),
    keeps: text('<ph id="1" slr:sizeInfo="25"/>'),
  },
  {
    rule: "xliff2.slr-number",
    breaks: file(
      `<slr:profiles storageProfile="xliff:utf8"/><unit id="u">${segment('@@<ph id="1" slr:equivStorage="seven"/>')}</unit>`,
    ),
    keeps: text('<ph id="1" slr:equivStorage="seven"/>'),
  },
  {
    rule: "xliff2.slr-info-twice",
    breaks: file(
      `<slr:data profile="x"><my:y id="1"/></slr:data>@@<unit id="u" slr:sizeInfo="1" slr:sizeInfoRef="1">${SEGMENT}</unit>`,
    ),
    keeps: file(`<slr:data profile="x"><my:y id="1"/></slr:data><unit id="u" slr:sizeInfoRef="1">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.slr-info-ref",
    breaks: file(
      `<unit id="u"><slr:data profile="x"><my:y id="1"/></slr:data>${SEGMENT}</unit>@@<unit id="v" slr:sizeInfoRef="1">${SEGMENT}</unit>`,
    ),
    keeps: file(`<slr:data profile="x"><my:y id="1"/></slr:data><unit id="v" slr:sizeInfoRef="1">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.slr-on-end",
    breaks: text('<sc id="1"/>a@@<ec startRef="1" slr:sizeInfo="1"/>'),
    keeps: text('<ec id="1" isolated="yes" slr:sizeInfo="1"/>'),
  },
  {
    rule: "xliff2.val-one-rule",
    breaks: validation('@@<val:rule isPresent="a" startsWith="b"/>'),
    keeps: validation('<val:rule isPresent="a"/><val:rule my:check="b"/>'),
  },
  {
    rule: "xliff2.val-one-rule",
    breaks: validation('@@<val:rule caseSensitive="no"/>'),
    keeps: validation('<val:rule endsWith="a" caseSensitive="no"/>'),
  },
  {
    rule: "xliff2.val-occurs",
    breaks: validation('@@<val:rule startsWith="a" occurs="2"/>'),
    keeps: validation('<val:rule isPresent="a" occurs="2"/>'),
  },
  {
    rule: "xliff2.val-exists-in-source",
    breaks: validation('@@<val:rule isNotPresent="a" existsInSource="yes"/>'),
    keeps: validation('<val:rule endsWith="a" existsInSource="yes"/>'),
  },
  {
    rule: "xliff2.val-disabled",
    breaks: file(`<val:validation>@@<val:rule isPresent="a" disabled="yes"/></val:validation>${UNIT}`),
    keeps: validation('<val:rule isPresent="a" disabled="yes"/>'),
  },
  {
    rule: "xliff2.ctr-ref",
    breaks: tracked(`@@${revision("", CONTENT)}`),
    keeps: tracked(revision(' ref="a"', CONTENT)),
  },
  {
    rule: "xliff2.ctr-ref-unknown",
    breaks: tracked(`@@${revision(' ref="c"', CONTENT)}`),
    keeps: tracked(revision(' ref="b"', CONTENT)),
  },
  {
    rule: "xliff2.ctr-property",
    breaks: tracked(revision(' ref="b"', '@@<ctr:item property="category">x</ctr:item>')),
    keeps: tracked(revision(' ref="a"', '<ctr:item property="category">x</ctr:item>')),
  },
  {
    rule: "xliff2.ctr-property-twice",
    breaks: tracked(revision(' ref="a"', `${CONTENT}@@<ctr:item property="content">older</ctr:item>`)),
    keeps: tracked(revision(' ref="a"', `${CONTENT}<ctr:item property="id">b</ctr:item>`)),
  },
  {
    rule: "xliff2.ctr-date",
    breaks: tracked(
      revision(' ref="a"', CONTENT, ' datetime="28.5.2025"').replace("<ctr:revision ", "@@<ctr:revision "),
    ),
    keeps: tracked(revision(' ref="a"', CONTENT, ' datetime="2025-05-28T09:12:00+02:00"')),
  },
];

const later: RuleCase[] = [
  {
    rule: "xliff2.its-version",
    breaks: text('@@<mrk id="m" its:taClassRef="x">a</mrk>'),
    keeps: its(segment('<mrk id="m" its:taClassRef="x">a</mrk>')),
  },
  {
    rule: "xliff2.its-annotation-type",
    breaks: its(segment('@@<mrk id="m" type="term" its:mtConfidence="0.5">a</mrk>')),
    keeps: its(segment('<mrk id="m" type="its:generic" its:mtConfidence="0.5">a</mrk>')),
  },
  {
    rule: "xliff2.its-exclusive",
    breaks: its(segment('@@<mrk id="m" its:taIdentRef="x" its:taIdent="y" its:taSource="z">a</mrk>')),
    keeps: its(segment('<mrk id="m" its:taIdent="y" its:taSource="z">a</mrk>')),
  },
  {
    rule: "xliff2.its-pair",
    breaks: its(segment('@@<mrk id="m" its:taIdent="y">a</mrk>')),
    keeps: its(segment('<mrk id="m" its:taIdentRef="y">a</mrk>')),
  },
  {
    rule: "xliff2.its-pair",
    breaks: its(segment('@@<mrk id="m" its:locQualityRatingScoreThreshold="9">a</mrk>')),
    keeps: its(segment('<mrk id="m" its:locQualityRatingScore="8" its:locQualityRatingScoreThreshold="9">a</mrk>')),
  },
  {
    rule: "xliff2.its-ref",
    breaks: its(segment('@@<mrk id="m" its:locQualityIssuesRef="#its=i">a</mrk>')),
    keeps: its(
      `<its:locQualityIssues xml:id="i"><its:locQualityIssue locQualityIssueType="other"/></its:locQualityIssues>${segment('<mrk id="m" its:locQualityIssuesRef="#its=i">a</mrk>')}`,
    ),
  },
  {
    rule: "xliff2.its-value",
    breaks: file(`@@<unit id="u" its:version="2.0" its:annotatorsRef="colour|x">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u" its:version="2.0" its:annotatorsRef="terminology|x text-analysis|y">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.its-empty",
    breaks: its(`<its:locQualityIssues xml:id="i">@@<its:locQualityIssue/></its:locQualityIssues>${SEGMENT}`),
    keeps: its(`<its:provenanceRecords xml:id="p"><its:provenanceRecord tool="x"/></its:provenanceRecords>${SEGMENT}`),
  },
  {
    rule: "xliff2.its-id-unique",
    breaks: its(
      `<its:provenanceRecords xml:id="p"><its:provenanceRecord tool="x"/></its:provenanceRecords>@@<its:provenanceRecords xml:id="p"><its:provenanceRecord tool="x"/></its:provenanceRecords>${SEGMENT}`,
    ),
    keeps: its(
      `<its:provenanceRecords xml:id="p"><its:provenanceRecord tool="x"/></its:provenanceRecords><its:provenanceRecords xml:id="q"><its:provenanceRecord tool="x"/></its:provenanceRecords>${SEGMENT}`,
    ),
  },
  {
    rule: "xliff2.pgs-switch",
    breaks: file(`@@<unit id="u" pgs:switch="number:n">${SEGMENT}</unit>`),
    keeps: file(`<unit id="u" pgs:switch="plural:n,gender:g">${SEGMENT}</unit>`),
  },
  {
    rule: "xliff2.pgs-case",
    breaks: file(`<group id="g" pgs:switch="plural:n">@@<unit id="u" pgs:case="several">${SEGMENT}</unit></group>`),
    keeps: file(
      `<group id="g" pgs:switch="plural:n,gender:h"><unit id="u" pgs:case="few feminine">${SEGMENT}</unit></group>`,
    ),
  },
  {
    rule: "xliff2.pgs-case",
    breaks: file(`@@<unit id="u" pgs:case="one">${SEGMENT}</unit>`),
    keeps: file(`<group id="g" pgs:switch="plural:n"><unit id="u" pgs:case="1">${SEGMENT}</unit></group>`),
  },
];

export const XLIFF2_CASES: readonly RuleCase[] = [
  ...structure,
  ...ids,
  ...languages,
  ...codes,
  ...annotations,
  ...modules,
  ...later,
];

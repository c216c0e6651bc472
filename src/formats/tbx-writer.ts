import type { Concept } from "../concept.js";
import { BASIC_CATEGORIES } from "./tbx-categories.js";
import { entryElement, type EntryNames } from "./tbx-entry.js";
import { elements, nodesIn, type TbxNode } from "./tbx-node.js";
import { propertyElement, REST } from "./tbx-properties.js";
import { inChunks } from "./text-chunks.js";
import { XmlIds } from "./xml-ids.js";
import { xmlText } from "./xml-text.js";

export interface TbxOptions {
  /** 3: ISO 30042:2019, `<tbx>` in style DCA. 2: ISO 30042:2008, `<martif>`. */
  readonly version: 2 | 3;
  /** The glossary's name and note. */
  readonly name: string;
  readonly note?: string;
  /** The release of Entente that writes. */
  readonly toolVersion?: string;
}

/**
 * Concepts as TBX, in strings of about 64 Ki UTF-16 units, such that {@link readTbx} reads the same concepts. The dialect is
 * TBX-Basic as long as no concept has kept a category that TBX-Basic lacks; then it is `TBX` in version 2, which knows
 * most, and a private dialect named `TBX-Entente` in version 3. What TBX has no word for goes into notes that say so.
 */
export function writeTbx(concepts: readonly Concept[], options: TbxOptions): Generator<string> {
  return inChunks(tbxParts(concepts, options));
}

const NAMES: Readonly<Record<TbxOptions["version"], EntryNames>> = {
  2: { entry: "termEntry", language: "langSet", term: "tig" },
  3: { entry: "conceptEntry", language: "langSec", term: "termSec" },
};

function* tbxParts(concepts: readonly Concept[], options: TbxOptions): Generator<string> {
  const { version, name, note, toolVersion = "0" } = options;
  const isBasic = concepts.every((concept) =>
    categoriesOf(concept).every((category) => BASIC_CATEGORIES.has(category)),
  );
  const title = `<titleStmt><title>${xmlText(name)}</title>${note === undefined ? "" : `<note>${xmlText(note)}</note>`}</titleStmt>`;
  const source = `<sourceDesc><p>Written by Entente ${xmlText(toolVersion)}</p></sourceDesc>`;
  const description = `<fileDesc>\n${title}\n${source}\n</fileDesc>`;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  // No DOCTYPE and no schema are named: readers need none, and some try to fetch the one they find.
  if (version === 3) {
    const dialect = isBasic ? "TBX-Basic" : "TBX-Entente";
    yield `<tbx type="${dialect}" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n`;
    yield `<tbxHeader>\n${description}\n</tbxHeader>\n<text>\n<body>\n`;
  } else {
    const [dialect, constraints] = isBasic
      ? ["TBX-Basic", "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"]
      : ["TBX", "TBXXCSV02.xcs"];
    yield `<martif type="${dialect}" xml:lang="en">\n<martifHeader>\n${description}\n`;
    yield `<encodingDesc><p type="XCSURI">${constraints}</p></encodingDesc>\n</martifHeader>\n<text>\n<body>\n`;
  }
  const ids = new XmlIds(concepts);
  for (const concept of concepts) yield entryElement(concept, NAMES[version], ids);
  yield `</body>\n</text>\n${version === 3 ? "</tbx>" : "</martif>"}\n`;
}

/** The data categories that a concept has kept, and that are written as such. */
function categoriesOf({ properties = {}, terms }: Concept): string[] {
  const names = [properties, ...terms.map((term) => term.properties ?? {})].flatMap((kept) => Object.entries(kept));
  return names.flatMap(([name, value]) => {
    if (isRest(name)) return (nodesIn(value) ?? []).flatMap(categoriesIn);
    return propertyElement(name)?.category ?? [];
  });
}

function categoriesIn(node: TbxNode): string[] {
  const category = node.attributes.get("type");
  return [...(category === undefined ? [] : [category]), ...elements(node).flatMap(categoriesIn)];
}

function isRest(name: string): boolean {
  return name === REST || name.startsWith(`${REST}:`);
}

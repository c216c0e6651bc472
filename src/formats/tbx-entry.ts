import type { Concept, Term } from "../concept.js";
import { statusOf, STATUS_WORDS, typeOf, TYPE_WORDS } from "./tbx-categories.js";
import { DEFINITION_LANG } from "./tbx-concept.js";
import { contentIn, markupOf, nodesIn, type TbxNode } from "./tbx-node.js";
import { writeNote, writeOwnNote, type OwnNote } from "./tbx-own-note.js";
import {
  DEFINITION_MARKUP,
  isTermNote,
  propertyElement,
  REST,
  TERM_MARKUP,
  type PropertyElement,
} from "./tbx-properties.js";
import { saysMoreThanStatus } from "./tbx-term.js";
import type { XmlIds } from "./xml-ids.js";
import { xmlAttribute, xmlText } from "./xml-text.js";

/** What the versions of TBX call an entry and its parts. */
export interface EntryNames {
  readonly entry: string;
  readonly language: string;
  readonly term: string;
}

/** Properties that are still to be written, by name. */
type Left = Map<string, string>;

/** A concept as an entry. What stands where, and why, is told in `tbx-concept.ts`. */
export function entryElement(concept: Concept, names: EntryNames, ids: XmlIds): string {
  const { id, subject, definition, note, sources = [], terms, properties = {} } = concept;
  const left: Left = new Map(Object.entries(properties));
  const langs = [...new Set(terms.map(({ lang }) => lang))];
  const definedIn = definition === undefined ? undefined : takeDefinitionLang(left, langs);
  const xmlId = ids.of(concept);
  const defined = definition === undefined ? "" : takeContent(left, DEFINITION_MARKUP, definition);
  const sections = langs.map((lang) => {
    const main = lang === definedIn ? definitionElement(defined, sources) : "";
    const further = definition === undefined ? "" : (takeCategory(left, `definition:${lang}`, DEFINITION) ?? "");
    const rest = markupOf(takeRest(left, `${REST}:${lang}`));
    const termElements = terms.filter((term) => term.lang === lang).map((term) => termElement(term, names, ids));
    const content = [main, further, rest, ...termElements].filter((part) => part !== "").join("\n");
    return `<${names.language} xml:lang="${lang}">\n${content}\n</${names.language}>`;
  });
  const isDefinedHere = definition !== undefined && definedIn === undefined;
  const isReserved = ({ element, category }: PropertyElement): boolean =>
    element === "termNote" ||
    category === "source" ||
    (category === "subjectField" && subject === undefined) ||
    (category === "definition" && !isDefinedHere);
  const parts = [
    subject === undefined ? "" : category("descrip", "subjectField", subject),
    isDefinedHere ? definitionElement(defined, sources) : "",
    ...takeCategories(left, isReserved).map(({ markup }) => markup),
    ...(definition === undefined ? sources.map((source) => linkElement(source) ?? ownNote("source", source)) : []),
    note === undefined ? "" : noteElement(writeNote(note)),
    xmlId === id ? "" : ownNote("id", id),
    markupOf(takeRest(left, REST)),
    ...leftNotes(left),
    ...sections,
  ];
  const content = parts.filter((part) => part !== "").join("\n");
  return `<${names.entry} id="${xmlAttribute(xmlId)}">\n${content}\n</${names.entry}>\n`;
}

const DEFINITION: PropertyElement = { element: "descrip", category: "definition" };

/**
 * The language whose section the definition goes back to, if it is one that reading would take it from: no section before
 * may hold a definition.
 */
function takeDefinitionLang(left: Left, langs: readonly string[]): string | undefined {
  const lang = left.get(DEFINITION_LANG);
  const index = lang === undefined ? -1 : langs.indexOf(lang);
  if (index < 0 || langs.slice(0, index).some((before) => left.has(`definition:${before}`))) return undefined;
  left.delete(DEFINITION_LANG);
  return lang;
}

/** `content` is markup. */
function definitionElement(content: string, sources: readonly string[]): string {
  const definition = `<descrip type="definition">${content}</descrip>`;
  if (sources.length === 0) return definition;
  const given = sources.map((source) => category("admin", "source", source));
  return `<descripGrp>${definition}${given.join("")}</descripGrp>`;
}

function termElement(term: Term, names: EntryNames, ids: XmlIds): string {
  const { text, status, type, note, sources = [], properties = {} } = term;
  const left: Left = new Map(Object.entries(properties));
  const id = left.get("id");
  const isNamed = id !== undefined && ids.take(id);
  if (isNamed) left.delete("id");
  const isStatus = (word: string): boolean => statusOf(word) === status && saysMoreThanStatus(word);
  const isType = (word: string): boolean => typeOf(word) === type && word !== TYPE_WORDS[type];
  const statusWord = takeWord(left, "administrativeStatus", isStatus) ?? STATUS_WORDS[status];
  const typeWord = takeWord(left, "termType", isType) ?? TYPE_WORDS[type];
  const isReserved = ({ category }: PropertyElement): boolean =>
    category === "source" || category === "administrativeStatus" || category === "termType";
  const categories = takeCategories(left, isReserved);
  const rest = takeRest(left, REST);
  const parts = [
    `<term>${takeContent(left, TERM_MARKUP, text)}</term>`,
    category("termNote", "termType", typeWord),
    category("termNote", "administrativeStatus", statusWord),
    ...categories.filter(({ element }) => element === "termNote").map(({ markup }) => markup),
    markupOf(rest.filter(isTermNote)),
    ...categories.filter(({ element }) => element !== "termNote").map(({ markup }) => markup),
    ...sources.map((source) => linkElement(source) ?? category("admin", "source", source)),
    note === undefined ? "" : noteElement(writeNote(note)),
    statusOf(statusWord) === status ? "" : ownNote("status", status),
    markupOf(rest.filter((node) => !isTermNote(node))),
    ...leftNotes(left),
  ];
  const content = parts.filter((part) => part !== "").join("\n");
  return `<${names.term}${isNamed ? ` id="${xmlAttribute(id)}"` : ""}>\n${content}\n</${names.term}>`;
}

/** A text with the markup that was kept of it, where it still is of that text. */
function takeContent(left: Left, name: string, text: string): string {
  const markup = contentIn(left.get(name) ?? "", text);
  if (markup === undefined) return xmlText(text);
  left.delete(name);
  return markup;
}

/** The word that a file had for a status or type, where it still says that and more. */
function takeWord(left: Left, name: string, isTrue: (word: string) => boolean): string | undefined {
  const word = left.get(name);
  if (word === undefined || !isTrue(word)) return undefined;
  left.delete(name);
  return word;
}

interface Written {
  readonly element: PropertyElement["element"];
  readonly markup: string;
}

/** The properties that are categories, as elements, but for those that would be read as something else. */
function takeCategories(left: Left, isReserved: (element: PropertyElement) => boolean): Written[] {
  const written: Written[] = [];
  for (const name of [...left.keys()]) {
    const described = name.endsWith(":source") ? name.slice(0, -":source".length) : undefined;
    if (described !== undefined && propertyElement(described)?.element === "descrip" && left.has(described)) continue;
    const element = propertyElement(name);
    if (element === undefined || isReserved(element)) continue;
    const markup = takeCategory(left, name, element);
    if (markup !== undefined) written.push({ element: element.element, markup });
  }
  return written;
}

/** A property as an element, with its source where it has one. */
function takeCategory(left: Left, name: string, { element, category: type }: PropertyElement): string | undefined {
  const value = left.get(name);
  if (value === undefined) return undefined;
  left.delete(name);
  const markup = category(element, type, value);
  const source = element === "descrip" ? left.get(`${name}:source`) : undefined;
  if (source === undefined) return markup;
  left.delete(`${name}:source`);
  return `<descripGrp>${markup}${category("admin", "source", source)}</descripGrp>`;
}

/** The elements that were kept as markup; none where somebody has made something else of it, which is kept as a note. */
function takeRest(left: Left, name: string): readonly TbxNode[] {
  const nodes = nodesIn(left.get(name) ?? "");
  if (nodes === undefined) return [];
  left.delete(name);
  return nodes;
}

function leftNotes(left: Left): string[] {
  return [...left].map(([name, value]) => noteElement(writeOwnNote({ what: "property", name, value })));
}

function category(element: string, type: string, text: string): string {
  return `<${element} type="${xmlAttribute(type)}">${xmlText(text)}</${element}>`;
}

/** A page's address as a link; `undefined` for anything else. */
function linkElement(source: string): string | undefined {
  if (!/^https?:\/\/\S+$/.test(source)) return undefined;
  return `<xref type="externalCrossReference" target="${xmlAttribute(source)}">${xmlText(source)}</xref>`;
}

function noteElement(text: string): string {
  return `<note>${xmlText(text)}</note>`;
}

function ownNote(what: OwnNote["what"], value: string): string {
  return noteElement(writeOwnNote({ what, value }));
}

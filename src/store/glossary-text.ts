import type { Concept, Term } from "../concept.js";
import { Slices } from "./slices.js";

/**
 * The layout of a glossary's file under `glossary/`, made to be reviewed in git: two spaces, keys always in this order,
 * concepts in theirs, a term on one line, a source on one line, a line feed at the end. Changing a term changes one line.
 *
 *     {
 *       "entente": "glossary",
 *       "version": 1,
 *       "name": "…",
 *       "note": "…",
 *       "concepts": [
 *         {
 *           "id": "N001",
 *           "subject": "NATO",
 *           "definition": "…",
 *           "note": "…",
 *           "terms": [
 *             { "lang": "fr", "text": "…", "status": "preferred", "type": "full-form", "note": "…", "sources": ["…"],
 *               "properties": { "type": "value" } }
 *           ],
 *           "sources": [
 *             "https://…"
 *           ],
 *           "properties": {
 *             "type": "value"
 *           }
 *         }
 *       ]
 *     }
 *
 * What is absent has no line. The same content always gives the same text.
 */

/** What a glossary's file says. */
export interface GlossaryContent {
  readonly name: string;
  readonly note?: string;
  readonly concepts: readonly Concept[];
}

/** The first two members of every glossary file: whose it is, and the version of the layout. */
export const GLOSSARY_FORMAT = "glossary";
export const GLOSSARY_VERSION = 1;

/** The text of a glossary's file, with a line feed at the end. */
export function glossaryText(content: GlossaryContent): string {
  return [...glossaryPieces(content)].join("");
}

/** The same, made while others are answered: a large glossary takes tenths of a second. */
export async function glossaryTextInSlices(content: GlossaryContent): Promise<string> {
  const slices = new Slices();
  const pieces: string[] = [];
  for (const piece of glossaryPieces(content)) {
    pieces.push(piece);
    if (slices.isOver) await slices.next();
  }
  return pieces.join("");
}

/** The same, a concept at a time. */
export function* glossaryPieces({ name, note, concepts }: GlossaryContent): Generator<string, void, undefined> {
  const head = members({ entente: GLOSSARY_FORMAT, version: GLOSSARY_VERSION, name, note });
  yield `{\n${head.map((member) => `  ${member},\n`).join("")}  "concepts": [`;
  for (const [i, concept] of concepts.entries()) {
    yield `${i === 0 ? "" : ","}\n    ${conceptText(concept).replaceAll("\n", "\n    ")}`;
  }
  yield `${concepts.length === 0 ? "" : "\n  "}]\n}\n`;
}

/** A concept as it stands in the file, its first line not indented. What its version is taken from. */
export function conceptText(concept: Concept): string {
  const { id, subject, definition, note, terms, sources, properties } = concept;
  const lines = [...members({ id, subject, definition, note }), `"terms": ${list(terms.map(termText))}`];
  if (sources !== undefined) lines.push(`"sources": ${list(sources.map((source) => JSON.stringify(source)))}`);
  if (properties !== undefined) {
    lines.push(`"properties": ${block("{", members(sorted(properties)), "}")}`);
  }
  return block("{", lines, "}");
}

function termText({ lang, text, status, type, note, sources, properties }: Term): string {
  const parts = members({ lang, text, status, type, note });
  if (sources !== undefined) parts.push(`"sources": [${sources.map((source) => JSON.stringify(source)).join(", ")}]`);
  if (properties !== undefined) parts.push(`"properties": { ${members(sorted(properties)).join(", ")} }`);
  return `{ ${parts.join(", ")} }`;
}

function sorted(properties: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The members that are there, as `"name": value`. */
function members(object: Readonly<Record<string, string | number | undefined>>): string[] {
  return Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
}

function list(items: readonly string[]): string {
  return block("[", items, "]");
}

/** Items between brackets, one a line and indented; `[]` or `{}` where there are none. No string holds a line feed. */
function block(open: string, items: readonly string[], close: string): string {
  if (items.length === 0) return open + close;
  const indented = items.map((item) => `  ${item.replaceAll("\n", "\n  ")}`);
  return `${open}\n${indented.join(",\n")}\n${close}`;
}

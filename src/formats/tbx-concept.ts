import { languageTag, type LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import { textFault } from "../segment.js";
import type { ReadConcept } from "./concept-event.js";
import { detached } from "./detached.js";
import { joined, twice, type ReadTerm } from "./read-term.js";
import { contentMarkup, elements, isPlain, plainCategory, textOf, unwrapped, type TbxNode } from "./tbx-node.js";
import { readOwnNote } from "./tbx-own-note.js";
import { DEFINITION_MARKUP, sourceOf, TbxProperties } from "./tbx-properties.js";
import { readTerm } from "./tbx-term.js";

/**
 * What an entry of TBX means as a concept.
 *
 *     conceptEntry: subjectField, definition, note, sources   the concept's own, the first one of each
 *     langSec: the first definition, where there is none yet  the concept's, with `definitionLang` to say whose it is
 *     langSec: further definitions                            properties `definition:fr`
 *     termSec                                                 a term (tbx-term.ts)
 *     any other category that is a plain text                 a property of its name
 *     markup within the definition                            the property `markup:definition`, while it is of that text
 *     whatever has more to it (dates, people, references)     markup in the property `tbx`; `tbx:fr` of a language section
 *
 * The writer makes elements of the properties again.
 */

/** The property that names the language whose section the concept's definition stood in. */
export const DEFINITION_LANG = "definitionLang";

export interface ReadEntry {
  /** Absent where the entry cannot be read, for the reason in `lost`. */
  readonly concept?: ReadConcept;
  readonly lost?: Problem;
  /** What was left out of the concept. */
  readonly problems: readonly Problem[];
}

/** The concept that an entry stands for; `label` names the entry in problems. */
export function readEntry(entry: TbxNode, label: string): ReadEntry {
  return new EntryReading(entry, label).read();
}

class EntryReading {
  readonly #entry: TbxNode;
  readonly #label: string;
  readonly #problems: Problem[] = [];
  readonly #properties = new TbxProperties();
  readonly #notes: string[] = [];
  readonly #sources: string[] = [];
  readonly #terms = new Map<LanguageTag, ReadTerm[]>();
  #id: string | undefined;
  #subject: string | undefined;
  #definition: string | undefined;

  constructor(entry: TbxNode, label: string) {
    this.#entry = entry;
    this.#label = detached(label);
    this.#id = entry.attributes.get("id");
  }

  read(): ReadEntry {
    const parts = elements(this.#entry);
    for (const part of parts) if (part.name !== "langSec") this.#conceptPart(part);
    for (const part of parts) if (part.name === "langSec") this.#langSec(part);
    const concept = this.#assemble();
    const fault = concept.terms.length === 0 ? "the entry has no term that can be read" : faultOf(concept);
    const problems = this.#problems;
    if (fault === undefined) return { concept, problems };
    return { problems, lost: { ...this.#entry.place, unit: this.#label, reason: fault } };
  }

  #assemble(): ReadConcept {
    const note = this.#notes.join("\n");
    const properties = this.#properties.finish();
    return {
      ...(this.#id === undefined || this.#id.trim() === "" ? {} : { id: detached(this.#id) }),
      ...(this.#subject === undefined ? {} : { subject: detached(this.#subject) }),
      ...(this.#definition === undefined ? {} : { definition: detached(this.#definition) }),
      ...(note === "" ? {} : { note: detached(note) }),
      terms: [...this.#terms.values()].flat(),
      ...(this.#sources.length === 0 ? {} : { sources: this.#sources.map(detached) }),
      ...(properties === undefined ? {} : { properties }),
    };
  }

  #conceptPart(node: TbxNode): void {
    const plain = node.name === "descrip" ? plainCategory(node) : undefined;
    const source = sourceOf(node);
    if (node.name === "note") this.#note(unwrapped(textOf(node)));
    else if (source !== undefined) this.#sources.push(source);
    else if (plain?.category === "subjectField" && this.#subject === undefined && plain.text.trim() !== "") {
      this.#subject = plain.text;
    } else if (!this.#takeDefinition(node)) this.#properties.takeOrKeep(node);
  }

  #note(text: string): void {
    const own = readOwnNote(text);
    if (own?.what === "id") this.#id = own.value;
    else if (own?.what === "source") this.#sources.push(own.value);
    else if (own?.what === "property") this.#properties.set(own.name ?? "", own.value);
    else if (text.trim() !== "") this.#notes.push(own?.what === "note" ? own.value : text);
  }

  /** Takes a definition for the concept's where it has none yet, with the sources that are given for it. */
  #takeDefinition(node: TbxNode): boolean {
    const [described, ...others] = definitionIn(node);
    if (described === undefined || this.#definition !== undefined) return false;
    // A definition that something of its group defines again: which of them is meant nobody can say.
    if (others.some((other) => definitionIn(other).length > 0)) return false;
    const text = unwrapped(textOf(described));
    if (text.trim() === "") return false;
    const markup = contentMarkup(described, text);
    if (markup !== undefined) this.#properties.set(DEFINITION_MARKUP, markup);
    else if (!isPlain(described)) this.#report("the markup within the definition was left out", described);
    this.#definition = text;
    for (const other of others) {
      const source = sourceOf(other);
      if (source !== undefined) this.#sources.push(source);
      else if (other.name === "note" || other.name === "descripNote") this.#note(unwrapped(textOf(other)));
      else this.#properties.takeOrKeep(other);
    }
    return true;
  }

  #langSec(section: TbxNode): void {
    const lang = languageTag(section.lang ?? "");
    if (lang === undefined) {
      const shown = JSON.stringify(section.lang?.slice(0, 40));
      const said = section.lang === undefined ? "names no language" : `names the ill-formed language ${shown}`;
      return this.#report(`a language section ${said} and was left out`, section);
    }
    const rest: TbxNode[] = [];
    for (const node of elements(section)) {
      if (node.name === "termSec") this.#term(node, lang);
      else if (this.#takeDefinition(node)) this.#properties.set(DEFINITION_LANG, lang);
      else if (definitionIn(node).length === 0 || !this.#properties.take(node, `:${lang}`)) rest.push(node);
    }
    this.#properties.keepOf(lang, rest);
  }

  #term(node: TbxNode, lang: LanguageTag): void {
    const read = readTerm(node, lang);
    if ("fault" in read) return this.#report(`${read.fault}; it was left out`, node);
    const terms = this.#terms.get(lang) ?? [];
    const at = terms.findIndex(({ text }) => text === read.text);
    const there = terms[at];
    if (there === undefined) return void this.#terms.set(lang, [...terms, read]);
    const { term, leftOut } = joined(there, read);
    this.#terms.set(lang, terms.with(at, term));
    const reason = twice(read, leftOut);
    if (reason !== undefined) this.#report(reason, node);
  }

  #report(reason: string, { place }: TbxNode): void {
    this.#problems.push({ ...place, unit: this.#label, reason });
  }
}

/** A definition, and what stands beside it in its group; nothing where the element is no definition. */
function definitionIn(node: TbxNode): TbxNode[] {
  const parts = node.name === "descripGrp" ? elements(node) : [node];
  const [first] = parts;
  return first?.name === "descrip" && first.attributes.get("type") === "definition" ? parts : [];
}

function faultOf({ id, subject, definition, note, sources = [], properties = {} }: ReadConcept): string | undefined {
  for (const text of [id, subject, definition, note, ...sources, ...Object.entries(properties).flat()]) {
    const fault = textFault(text ?? "");
    if (fault !== undefined) return fault;
  }
  return undefined;
}

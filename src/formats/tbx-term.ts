import type { TermStatus, TermType } from "../concept.js";
import type { LanguageTag } from "../language.js";
import { textFault } from "../segment.js";
import { detached } from "./detached.js";
import { statusOf, STATUS_WORDS, typeOf, TYPE_WORDS } from "./tbx-categories.js";
import { contentMarkup, elements, onOneLine, plainCategory, textOf, unwrapped, type TbxNode } from "./tbx-node.js";
import type { ReadTerm } from "./read-term.js";
import { readOwnNote } from "./tbx-own-note.js";
import { sourceOf, TbxProperties, TERM_MARKUP } from "./tbx-properties.js";

/** The term that a `termSec`, `tig` or `ntig` stands for, or why it stands for none. */
export function readTerm(section: TbxNode, lang: LanguageTag): ReadTerm | { readonly fault: string } {
  const parts = elements(section).flatMap(ungrouped);
  const [first, ...others] = parts.filter(({ name }) => name === "term");
  if (first === undefined) return { fault: `a term section in ${lang} has no term` };
  if (others.length > 0) return { fault: `a term section in ${lang} has ${others.length + 1} terms; each has its own` };
  const reading = new TermReading(section);
  for (const part of parts) if (part !== first) reading.take(part);
  const text = onOneLine(textOf(first));
  if (text.trim() === "") return { fault: `a term in ${lang} is empty` };
  reading.takeMarkup(first, text);
  const term = reading.finish(lang, text);
  const fault = faultOf(term);
  return fault === undefined ? term : { fault: `a term in ${lang}: ${fault}` };
}

/** What stands in groups around a term, however deep they are put into each other. */
function ungrouped(node: TbxNode): TbxNode[] {
  return node.name === "termGrp" ? elements(node).flatMap(ungrouped) : [node];
}

/** Whether a value says who has given a term its status, and so more than which it is. */
export function saysMoreThanStatus(word: string): boolean {
  return /^(?:standardized|legal|regulated)/i.test(word);
}

/** What is said of a term, part by part. */
class TermReading {
  readonly #properties = new TbxProperties();
  readonly #notes: string[] = [];
  readonly #sources: string[] = [];
  #status: TermStatus | undefined;
  #type: TermType | undefined;

  constructor(section: TbxNode) {
    const id = section.attributes.get("id");
    if (id !== undefined) this.#properties.set("id", id);
  }

  take(node: TbxNode): void {
    const source = sourceOf(node);
    const plain = node.name === "termNote" ? plainCategory(node) : undefined;
    if (node.name === "note") this.#note(unwrapped(textOf(node)));
    else if (source !== undefined) this.#sources.push(source);
    else if (plain?.category === "termType" && this.#type === undefined) this.#takeType(plain.text);
    else if (plain?.category === "administrativeStatus" || plain?.category === "usageStatus") {
      this.#takeStatus(node, plain.text);
    } else this.#properties.takeOrKeep(node);
  }

  /** The markup within the term itself. */
  takeMarkup(node: TbxNode, text: string): void {
    const markup = contentMarkup(node, text);
    if (markup !== undefined) this.#properties.set(TERM_MARKUP, markup);
  }

  #takeType(word: string): void {
    this.#type = typeOf(word);
    if (word !== TYPE_WORDS[this.#type]) this.#properties.set("termType", word);
  }

  /** The first one that we know; what its word says beyond the status is kept. */
  #takeStatus(node: TbxNode, word: string): void {
    const status = statusOf(word);
    if (status === undefined || this.#status !== undefined) return this.#properties.takeOrKeep(node);
    this.#status = status;
    if (saysMoreThanStatus(word)) this.#properties.set("administrativeStatus", word);
  }

  #note(text: string): void {
    const own = readOwnNote(text);
    if (own?.what === "status") this.#status = statusNamed(own.value) ?? this.#status;
    else if (own?.what === "source") this.#sources.push(own.value);
    else if (own?.what === "property") this.#properties.set(own.name ?? "", own.value);
    else if (text.trim() !== "") this.#notes.push(own?.what === "note" ? own.value : text);
  }

  finish(lang: LanguageTag, text: string): ReadTerm {
    const properties = this.#properties.finish();
    const note = this.#notes.join("\n");
    return {
      lang,
      text: detached(text),
      ...(this.#status === undefined ? {} : { status: this.#status }),
      ...(this.#type === undefined ? {} : { type: this.#type }),
      ...(note === "" ? {} : { note: detached(note) }),
      ...(this.#sources.length === 0 ? {} : { sources: this.#sources.map(detached) }),
      ...(properties === undefined ? {} : { properties }),
    };
  }
}

function statusNamed(word: string): TermStatus | undefined {
  return Object.hasOwn(STATUS_WORDS, word) ? (word as TermStatus) : undefined;
}

function faultOf({ text, note = "", sources = [], properties = {} }: ReadTerm): string | undefined {
  for (const value of [text, note, ...sources, ...Object.entries(properties).flat()]) {
    const fault = textFault(value);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

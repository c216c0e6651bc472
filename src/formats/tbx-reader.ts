import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import type { GlossaryEvent } from "./concept-event.js";
import { BackMatter } from "./tbx-back-matter.js";
import { readEntry } from "./tbx-concept.js";
import { addText, nodeOf, unwrapped, type TbxNode } from "./tbx-node.js";
import { XmlSource, type XmlHandler, type XmlTag } from "./xml-source.js";

/**
 * Reads TBX version 3 (ISO 30042:2019, in the styles DCA and DCT, of any dialect) and version 2 (ISO 30042:2008 and the
 * LISA standard before it, `martif`), as leniently as real files need: an entry that is wrong costs itself only, and a
 * category that nobody knows is kept.
 *
 * Yields a header, then concepts and problems in the order of the file; what its back matter holds is left out, which one
 * problem at the end tells. Refusal "malformed" where the file is not
 * well-formed, "unsupported" where it is not TBX or in an encoding that we do not read, "too-large" past a limit of
 * {@link XmlSource}, each with line and column; whatever has been yielded by then must not be kept.
 */
export function readTbx(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<GlossaryEvent> {
  return new TbxContent().source.read(chunks);
}

/** The longest entry, in UTF-16 units: a concept in all languages of the Union with pages of definitions, and little memory. */
const MAX_ENTRY_LENGTH = 4_194_304;

/** The most elements of an entry; real ones stay below a thousand. */
const MAX_ENTRY_ELEMENTS = 20_000;

/** Follows a TBX file element by element. */
class TbxContent implements XmlHandler<GlossaryEvent> {
  readonly source = new XmlSource<GlossaryEvent>(this);
  #events: GlossaryEvent[] = [];
  /** Local names of the elements that are open outside entries. */
  readonly #path: string[] = [];
  #namespace = "";
  #sawHeader = false;
  /** The elements that are open within an entry, and what entry it is. */
  #open: TbxNode[] = [];
  #entryStart = 0;
  #entryElements = 0;
  #tooLarge = false;
  #entries = 0;
  readonly #ids = new Set<string>();
  /** What the header says, as far as it has been read: the first title, or what stands in its place. */
  readonly #said = new Map<"name" | "note", string>();
  #saying: "name" | "note" | undefined;
  readonly #back = new BackMatter();

  takeEvents(): readonly GlossaryEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  open(tag: XmlTag): void {
    if (this.#open.length > 0) return this.#openInside(tag);
    const parent = this.#path.at(-1);
    this.#path.push(tag.local);
    this.#back.open(tag, parent, () => this.source.place(this.source.tagStart));
    if (parent === undefined) this.#openRoot(tag);
    else if (parent === "body" && (tag.local === "conceptEntry" || tag.local === "termEntry")) {
      this.#path.pop();
      this.#header();
      this.#entryStart = this.source.tagStart;
      this.#entryElements = 0;
      this.#tooLarge = false;
      this.#entries++;
      this.#open = [this.#node(tag)];
    } else if (tag.local === "title" || (tag.local === "p" && parent === "sourceDesc")) this.#say("name");
    else if (tag.local === "note" && parent === "titleStmt") this.#say("note");
  }

  #openRoot(tag: XmlTag): void {
    const at = this.source.place(this.source.tagStart);
    if (tag.local !== "tbx" && tag.local !== "martif") {
      const shown = tag.name.length > 40 ? `${tag.name.slice(0, 40)}…` : tag.name;
      const message = `the root element is <${shown}>; that of a TBX file is <tbx>, or <martif> in version 2`;
      throw new Refusal("unsupported", message, at);
    }
    this.#namespace = tag.uri;
  }

  #say(what: "name" | "note"): void {
    if (this.#said.has(what)) return;
    this.#said.set(what, "");
    this.#saying = what;
  }

  #header(): void {
    if (this.#sawHeader) return;
    this.#sawHeader = true;
    const name = unwrapped(this.#said.get("name") ?? "").trim();
    const note = unwrapped(this.#said.get("note") ?? "");
    this.#events.push({ kind: "header", ...(name === "" ? {} : { name }), ...(note.trim() === "" ? {} : { note }) });
  }

  #openInside(tag: XmlTag): void {
    const parent = this.#open.at(-1);
    const isLong = this.source.offset - this.#entryStart > MAX_ENTRY_LENGTH;
    if (isLong || ++this.#entryElements > MAX_ENTRY_ELEMENTS) this.#tooLarge = true;
    const node = this.#node(tag);
    // What has been read of an entry too large will not be used: a hostile one must not keep it.
    if (this.#tooLarge) this.#open[0]?.children.splice(0);
    else parent?.children.push(node);
    this.#open.push(node);
  }

  #node(tag: XmlTag): TbxNode {
    const place = this.source.place(this.source.tagStart);
    const foreign = tag.uri !== this.#namespace && tag.uri !== "";
    const inTerm = this.#open.some(({ name }) => name === "termSec");
    return nodeOf(tag, { place, foreign, inTerm });
  }

  text(text: string): void {
    if (this.#saying !== undefined) this.#said.set(this.#saying, (this.#said.get(this.#saying) ?? "") + text);
    else if (!this.#tooLarge) addText(this.#open.at(-1), text);
  }

  close(tag: XmlTag): void {
    const [entry, ...inside] = this.#open;
    if (entry === undefined) {
      this.#path.pop();
      this.#saying = undefined;
      // A file without entries has a header all the same.
      if (tag.local === "body" || this.#path.length === 0) this.#header();
      if (this.#path.length === 0) this.#leaveOut(this.#back.problem());
      return;
    }
    this.#open.pop();
    if (inside.length === 0) this.#closeEntry(entry);
  }

  #leaveOut(problem: Problem | undefined): void {
    if (problem !== undefined) this.#events.push({ kind: "problem", problem, lost: false });
  }

  #closeEntry(entry: TbxNode): void {
    const id = entry.attributes.get("id");
    const label = id ?? `#${this.#entries}`;
    const lose = (reason: string): void => {
      this.#events.push({ kind: "problem", problem: { ...entry.place, unit: label, reason }, lost: true });
    };
    if (this.#tooLarge) {
      return lose(`the entry has more than ${MAX_ENTRY_LENGTH} UTF-16 units or ${MAX_ENTRY_ELEMENTS} elements`);
    }
    const { concept, problems, lost } = readEntry(entry, label);
    if (concept?.id !== undefined && this.#ids.has(concept.id)) {
      return lose(`a second entry has the id ${JSON.stringify(concept.id)}; give it an id of its own`);
    }
    for (const problem of problems) this.#events.push({ kind: "problem", problem, lost: false });
    if (lost !== undefined) this.#events.push({ kind: "problem", problem: lost, lost: true });
    if (concept === undefined) return;
    if (concept.id !== undefined) this.#ids.add(concept.id);
    this.#events.push({ kind: "concept", concept, ...entry.place });
  }
}

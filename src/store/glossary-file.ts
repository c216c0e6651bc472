import { createHash } from "node:crypto";
import { Low } from "lowdb";
import type { Concept, Glossary } from "../concept.js";
import { Refusal } from "../refusal.js";
import { readGlossary } from "./glossary-content.js";
import { conceptText, glossaryTextInSlices, type GlossaryContent } from "./glossary-text.js";
import { SyncedJsonAdapter } from "./synced-json-adapter.js";

/** A glossary with its concepts, in the order of its file. */
export interface LoadedGlossary extends Omit<Glossary, "concepts"> {
  readonly concepts: readonly Concept[];
  /** What its ETag is made of: another text of the file, another version. */
  readonly version: string;
}

/** A glossary as it is told of: with the number of its concepts. */
export function withoutConcepts({ version: _, concepts, ...glossary }: LoadedGlossary): Glossary {
  return { ...glossary, concepts: concepts.length };
}

/** A file that could not be read, with the place and the reason. */
export interface GlossaryFault {
  /** Its name in the folder. */
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly reason: string;
}

/** A concept with what its ETag is made of: another text, another version. */
export interface VersionedConcept {
  readonly concept: Concept;
  readonly version: string;
}

/** Hexadecimal digits of a version: 64 bits, so that no two versions of a concept or a glossary ever meet. */
export const VERSION_LENGTH = 16;

/** An edit of many concepts at once: the new ones, if any, and what its caller is told. Other edits wait for it. */
export type ConceptChange<Told> = (concepts: readonly Concept[]) => Promise<{
  readonly concepts?: readonly Concept[];
  readonly told: Told;
}>;

/** What an edit makes of a glossary, with what its caller is told. */
interface Edit<Told> {
  readonly content: GlossaryContent;
  readonly told: Told;
}

/**
 * One glossary in its file. Readers see what is on the disk; edits are made on what will be. Reading, editing and
 * writing take turns: an edit first looks whether somebody else has changed the file, and asks for a write, which waits
 * behind the edits that came before it. So many edits share one write, and each is told how that went. Once the file has
 * been removed here nothing is written any more: an edit that was not yet on the disk is refused.
 */
export class GlossaryFile {
  readonly id: string;
  /** The file's name in its folder. */
  readonly name: string;
  readonly #adapter: SyncedJsonAdapter<GlossaryContent>;
  readonly #low: Low<GlossaryContent>;
  /** What the disk holds; the last good content where that has become faulty. */
  #kept: LoadedGlossary | undefined;
  #fault: GlossaryFault | undefined;
  /** The write that will take the edits made so far to the disk. */
  #write: Promise<void> | undefined;
  #removed = false;
  #turns: Promise<unknown> = Promise.resolve();

  constructor(id: string, path: string) {
    this.id = id;
    this.name = `${id}.json`;
    const layout = { parse: readGlossary, text: glossaryTextInSlices };
    this.#adapter = new SyncedJsonAdapter<GlossaryContent>(path, `glossary/${this.name}`, layout);
    this.#low = new Low<GlossaryContent>(this.#adapter, { name: id, concepts: [] });
  }

  /** `undefined` where the file is not there or never could be read. */
  get glossary(): LoadedGlossary | undefined {
    return this.#kept;
  }

  get fault(): GlossaryFault | undefined {
    return this.#fault;
  }

  /** Reads the file for the first time. */
  load(): Promise<void> {
    return this.#inTurn(() => this.#load());
  }

  /** Reads the file again where somebody else has changed it and no edit waits to be written. Whether it did. */
  refresh(): Promise<boolean> {
    return this.#inTurn(() => this.#refresh());
  }

  /** Makes the file with its first content. */
  make(content: GlossaryContent): Promise<LoadedGlossary> {
    return this.#inTurn(async () => {
      this.#low.data = content;
      await this.#low.write();
      return this.#show(content);
    });
  }

  concept(id: string): VersionedConcept | undefined {
    const concept = this.#kept?.concepts.find((concept) => concept.id === id);
    return concept === undefined ? undefined : { concept, version: versionOf(concept) };
  }

  /** Changes the concept of that version; without a version, adds one. Refuses with `stale` or `conflict`. */
  put(concept: Concept, version: string | undefined): Promise<VersionedConcept & { readonly created: boolean }> {
    return this.#edit(({ concepts, ...rest }) => {
      const i = concepts.findIndex(({ id }) => id === concept.id);
      const current = concepts[i];
      if (version !== undefined) refuseStale(concept.id, current, version);
      else if (current !== undefined) {
        const reason = `the glossary has a concept ${JSON.stringify(concept.id)} already; change it by its version`;
        throw new Refusal("conflict", reason, { current: versioned(current) });
      }
      const changed = current === undefined ? [...concepts, concept] : concepts.with(i, concept);
      const told = { ...versioned(concept), created: current === undefined };
      return { content: { ...rest, concepts: changed }, told };
    });
  }

  /** Makes other concepts of those that there are; where `change` gives none, the file stays as it is. */
  change<Told>(change: ConceptChange<Told>): Promise<Told> {
    return this.#edit(async (content) => {
      const { concepts, told } = await change(content.concepts);
      return { content: concepts === undefined ? content : { ...content, concepts }, told };
    });
  }

  delete(id: string, version: string): Promise<void> {
    return this.#edit(({ concepts, ...rest }) => {
      const current = concepts.find((concept) => concept.id === id);
      refuseStale(id, current, version);
      return { content: { ...rest, concepts: concepts.filter((concept) => concept !== current) }, told: undefined };
    });
  }

  /**
   * Removes the file; where a version is given, only that one. Refuses with `stale` and the current glossary where it is
   * another, with `conflict` where the file is faulty or was changed outside.
   */
  remove(version?: string): Promise<void> {
    return this.#inTurn(async () => {
      const [kept, fault] = [this.#kept, this.#fault];
      if (fault !== undefined && (version !== undefined || kept === undefined)) throw faulty(fault);
      if (kept === undefined) throw gone(this.name);
      if (version !== undefined && kept.version !== version) throw staleGlossary(kept);
      await this.#adapter.remove();
      this.#removed = true;
      this.#kept = undefined;
      this.#fault = undefined;
    });
  }

  async #edit<Told>(change: (content: GlossaryContent) => Edit<Told> | Promise<Edit<Told>>): Promise<Told> {
    const { told, write } = await this.#inTurn(async () => {
      await this.#refresh();
      if (this.#fault !== undefined) throw faulty(this.#fault);
      if (this.#kept === undefined) throw gone(this.name);
      const { content, told } = await change(this.#low.data);
      this.#low.data = content;
      this.#write ??= this.#inTurn(() => this.#writeEdits());
      return { told, write: this.#write };
    });
    await write;
    return told;
  }

  /** After a failure none of the edits is kept: what is on the disk is read again. */
  async #writeEdits(): Promise<void> {
    this.#write = undefined;
    if (this.#removed) throw gone(this.name);
    try {
      await this.#low.write();
      this.#show(this.#low.data);
    } catch (error) {
      await this.#load();
      throw error;
    }
  }

  async #refresh(): Promise<boolean> {
    if (this.#removed || this.#write !== undefined || !(await this.#adapter.isChanged())) return false;
    const [kept, fault] = [this.#kept, JSON.stringify(this.#fault)];
    await this.#load();
    // What cannot be read is tried again at each look, and mostly found as it was.
    return this.#kept !== kept || JSON.stringify(this.#fault) !== fault;
  }

  async #load(): Promise<void> {
    try {
      const content = await this.#adapter.read();
      this.#fault = undefined;
      if (content === null) this.#kept = undefined;
      else {
        this.#low.data = content;
        this.#show(content);
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { line, column } = error.detail;
      const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
      this.#fault = { file: this.name, ...place, reason: error.message };
    }
  }

  /** Serves what the file was just read or written as. */
  #show(content: GlossaryContent): LoadedGlossary {
    const { digest = "", modifiedAt = new Date() } = this.#adapter.known ?? {};
    const version = digest.slice(0, VERSION_LENGTH);
    this.#kept = { id: this.id, ...content, readOnly: false, modified: modifiedAt.toISOString(), version };
    return this.#kept;
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turns.then(work);
    this.#turns = done.catch(() => undefined);
    return done;
  }
}

/** The version of a concept: the digest of its text in the file. */
function versionOf(concept: Concept): string {
  return createHash("sha256").update(conceptText(concept)).digest("hex").slice(0, VERSION_LENGTH);
}

/** A concept with its version. */
export function versioned(concept: Concept): VersionedConcept {
  return { concept, version: versionOf(concept) };
}

function refuseStale(id: string, current: Concept | undefined, version: string): asserts current is Concept {
  if (current === undefined) throw new Refusal("not-found", `there is no concept with the id ${JSON.stringify(id)}`);
  const now = versioned(current);
  if (now.version === version) return;
  const reason = `the concept ${JSON.stringify(id)} was changed by somebody else; look at it and try again`;
  throw new Refusal("stale", reason, { current: now });
}

function staleGlossary(current: LoadedGlossary): Refusal {
  const reason = `the glossary ${JSON.stringify(current.id)} was changed by somebody else; look at it and try again`;
  return new Refusal("stale", reason, { current: withoutConcepts(current) });
}

function faulty({ file, line, column, reason }: GlossaryFault): Refusal {
  const place = line === undefined || column === undefined ? "" : ` in line ${line}, column ${column}`;
  return new Refusal(
    "conflict",
    `glossary/${file} is faulty${place}, and no edit is taken until it is put right: ${reason}`,
    {
      file: `glossary/${file}`,
      ...(line === undefined ? {} : { line }),
      ...(column === undefined ? {} : { column }),
    },
  );
}

function gone(name: string): Refusal {
  return new Refusal("not-found", `glossary/${name} was removed`, { file: `glossary/${name}` });
}

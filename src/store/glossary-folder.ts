import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Concept } from "../concept.js";
import { Refusal } from "../refusal.js";
import { FollowedGlossary, type ReadFollowed } from "./followed-glossary.js";
import { checkedConcept } from "./glossary-content.js";
import {
  GlossaryFile,
  versioned,
  type ConceptChange,
  type GlossaryFault,
  type LoadedGlossary,
  type VersionedConcept,
} from "./glossary-file.js";
import { Slices } from "./slices.js";

/** What may name a glossary: its file is named so too, on every system. */
const ID = /^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}._-]*$/u;

/** A glossary's id from its name is cut to this, well below what file systems take. */
const MAX_ID_LENGTH = 80;

/** A file that was being written when its process ended. */
const LEFT_OVER = /^\..+\.json\.tmp$/;

/** Files of other formats that are followed. */
const FOLLOWED = /^[^.].*\.(?:tbx|csv|tsv)$/i;

/**
 * The folder `glossary/`: every `*.json` in it is a glossary, edited here and by hand; `*.tbx`, `*.csv` and `*.tsv` are
 * glossaries that are only read. Other files are not looked at.
 */
export class GlossaryFolder {
  readonly #folder: string;
  readonly #files = new Map<string, GlossaryFile>();
  readonly #followed = new Map<string, FollowedGlossary>();
  readonly #readFollowed: ReadFollowed | undefined;
  #misnamed: readonly GlossaryFault[] = [];
  /** Files come and go one at a time: two glossaries made at once must not find the same name free. */
  #turns: Promise<unknown> = Promise.resolve();

  private constructor(folder: string, readFollowed: ReadFollowed | undefined) {
    this.#folder = folder;
    this.#readFollowed = readFollowed;
  }

  /**
   * Reads the folder, which is made where it is missing. For the owner of the home: leftovers of a crash are removed.
   * Without `readFollowed` files of other formats are passed over.
   */
  static async open(folder: string, readFollowed?: ReadFollowed): Promise<GlossaryFolder> {
    await mkdir(folder, { recursive: true });
    const opened = new GlossaryFolder(folder, readFollowed);
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.isFile() && LEFT_OVER.test(entry.name)) await rm(join(folder, entry.name), { force: true });
    }
    await opened.refresh();
    return opened;
  }

  /** The glossaries, in the order of their ids; of a file that became faulty, what it held before. */
  all(): readonly LoadedGlossary[] {
    const all = [...this.#files.values(), ...this.#followed.values()].flatMap(({ glossary }) => glossary ?? []);
    return all.sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** The files that cannot be read, and why. */
  get faults(): readonly GlossaryFault[] {
    const followed = [...this.#followed.values()].flatMap(({ faults }) => faults);
    return [...this.#misnamed, ...this.#sorted().flatMap(({ fault }) => fault ?? []), ...followed];
  }

  /** Takes up what was changed, made or removed outside. Whether anything was. */
  refresh(): Promise<boolean> {
    return this.#inTurn(() => this.#refresh());
  }

  async #refresh(): Promise<boolean> {
    const all = await readdir(this.#folder);
    const names = all.filter((name) => /^[^.].*\.json$/.test(name));
    const ids = new Set(names.map((name) => name.slice(0, -".json".length)));
    this.#misnamed = [...ids].filter((id) => !ID.test(id)).map(misnamed);
    let changed = await this.#refreshFollowed(all.filter((name) => FOLLOWED.test(name)));
    for (const file of this.#files.values()) {
      if (await file.refresh()) changed = true;
      if (file.glossary !== undefined || file.fault !== undefined) continue;
      this.#files.delete(file.id);
      changed = true;
    }
    for (const id of ids) {
      if (this.#files.has(id) || !ID.test(id)) continue;
      const file = this.#file(id);
      await file.load();
      // Gone since the folder was listed.
      if (file.glossary === undefined && file.fault === undefined) continue;
      this.#files.set(id, file);
      changed = true;
    }
    return changed;
  }

  async #refreshFollowed(names: readonly string[]): Promise<boolean> {
    const read = this.#readFollowed;
    if (read === undefined) return false;
    let changed = false;
    for (const name of this.#followed.keys()) {
      if (!names.includes(name)) changed = this.#followed.delete(name);
    }
    for (const name of names) {
      const followed = this.#followed.get(name) ?? new FollowedGlossary(name, join(this.#folder, name), read);
      this.#followed.set(name, followed);
      if (await followed.refresh()) changed = true;
    }
    return changed;
  }

  /** Makes a glossary without concepts. Its id is made from its name. Refuses with `conflict` where the name is taken. */
  create(input: { readonly name: string; readonly note?: string }): Promise<LoadedGlossary> {
    return this.#inTurn(() => this.#create(input));
  }

  async #create({ name, note }: { readonly name: string; readonly note?: string }): Promise<LoadedGlossary> {
    await this.#refresh();
    if (this.all().some((glossary) => glossary.name === name)) {
      throw new Refusal(
        "conflict",
        `there is a glossary with the name ${JSON.stringify(name)} already; choose another`,
      );
    }
    const file = this.#file(this.#freeId(name));
    this.#files.set(file.id, file);
    try {
      return await file.make({ name, ...(note === undefined ? {} : { note }), concepts: [] });
    } catch (error) {
      this.#files.delete(file.id);
      throw error;
    }
  }

  /**
   * Removes a glossary with its file; where a version is given, only that one. An edit that was told of before is removed
   * with it, one that was not is refused. Refuses with `stale` and the current glossary where the version is another, with
   * `conflict` where the file was changed outside a moment ago.
   */
  remove(id: string, version?: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#named(id).remove(version);
      this.#files.delete(id);
    });
  }

  concept(glossary: string, id: string): VersionedConcept | undefined {
    const followed = this.#followed.get(glossary)?.glossary?.concepts.find((concept) => concept.id === id);
    return followed === undefined ? this.#files.get(glossary)?.concept(id) : versioned(followed);
  }

  /**
   * Changes the concept whose version is given, or adds one where none is; on the disk when this resolves. Refuses with
   * `stale` where the version is not the current one, with `conflict` where there is a concept already or the file is
   * faulty or was changed outside in that moment, with `invalid` where a file could not hold the concept.
   */
  async putConcept(
    glossary: string,
    concept: Concept,
    version: string | undefined,
  ): Promise<VersionedConcept & { readonly created: boolean }> {
    return this.#named(glossary).put(checkedConcept(concept), version);
  }

  /** Changes many concepts in one write; the change must be made of concepts that a file can hold. Refuses as {@link putConcept}. */
  async change<Told>(glossary: string, change: ConceptChange<Told>): Promise<Told> {
    return this.#named(glossary).change(async (concepts) => {
      const { concepts: changed, told } = await change(concepts);
      return { ...(changed === undefined ? {} : { concepts: await allChecked(changed) }), told };
    });
  }

  async deleteConcept(glossary: string, id: string, version: string): Promise<void> {
    await this.#named(glossary).delete(id, version);
  }

  #named(id: string): GlossaryFile {
    const file = this.#files.get(id);
    if (this.#followed.has(id)) {
      const reason = `the glossary follows glossary/${id}, which is only read; change that file, or import it into a glossary of your own`;
      throw new Refusal("read-only", reason, { file: `glossary/${id}` });
    }
    if (file === undefined) throw new Refusal("not-found", `there is no glossary with the id ${JSON.stringify(id)}`);
    return file;
  }

  #file(id: string): GlossaryFile {
    return new GlossaryFile(id, join(this.#folder, `${id}.json`));
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#turns.then(work);
    this.#turns = done.catch(() => undefined);
    return done;
  }

  #sorted(): GlossaryFile[] {
    return [...this.#files.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  /** File systems that do not tell `A` from `a` must find two glossaries in two files. */
  #freeId(name: string): string {
    const letters = name
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase();
    const plain =
      letters
        .match(/[\p{L}\p{N}]+/gu)
        ?.join("-")
        .slice(0, MAX_ID_LENGTH) ?? "glossary";
    const taken = new Set([...this.#files.keys()].map((id) => id.toLowerCase()));
    for (let n = 1; ; n++) {
      const id = n === 1 ? plain : `${plain}-${n}`;
      if (!taken.has(id)) return id;
    }
  }
}

/** As {@link checkedConcept} has each; others are answered meanwhile. */
async function allChecked(concepts: readonly Concept[]): Promise<Concept[]> {
  const slices = new Slices();
  const checked: Concept[] = [];
  for (const concept of concepts) {
    checked.push(checkedConcept(concept));
    if (slices.isOver) await slices.next();
  }
  return checked;
}

function misnamed(id: string): GlossaryFault {
  const reason = "a glossary's file is named with letters, digits, hyphens and dots; rename it";
  return { file: `${id}.json`, reason };
}

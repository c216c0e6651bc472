import type { Category, Finding, MessageLanguage } from "../finding.js";
import { checkDocument } from "../check/checker.js";
import type { Concept, Glossary } from "../concept.js";
import { FORMAT_HEAD_BYTES, formatOf } from "../formats/format.js";
import type { Occurrence } from "../glossary/recognizer.js";
import { Terminology, type TermHit } from "../glossary/terminology.js";
import type { Job, OnSame } from "../job.js";
import { analysedLanguage, type LanguageTag } from "../language.js";
import { MemoryIndex } from "../memory/memory-index.js";
import type { Match } from "../memory/match.js";
import { Refusal } from "../refusal.js";
import type { Segment } from "../segment.js";
import { GlossaryFolder } from "../store/glossary-folder.js";
import { HomeLock } from "../store/home-lock.js";
import { Store } from "../store/store.js";
import { contentFault, type Memory, type Unit, type UnitContent, type UnitVersion } from "../unit.js";
import { searchTokens } from "./analysis.js";
import { concordance, type ConcordanceHit, type ConcordanceRequest } from "./concordance.js";
import { exportOf, type Export, type ExportFormat, type ExportOptions } from "./export.js";
import { Follower, type FileFault } from "./follower.js";
import { openHome, type Home } from "./home.js";
import { ImportQueue } from "./import-queue.js";
import type { Log } from "./log.js";
import { setImmediate as nextTurn } from "node:timers/promises";
import { slug } from "./slug.js";
import { readHead, Spool } from "./spool.js";

/** A page of a list: at most `limit` items that come after the one named. */
export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** `next`, where there is more, is the `after` of the next page. */
export interface Page<Item> {
  readonly items: Item[];
  readonly next?: string;
}

/** A text to be looked up, with its neighbours: `null` at a document's edge, absent where not known. */
export interface MatchSegment {
  readonly segment: Segment;
  readonly before?: string | null;
  readonly after?: string | null;
}

export interface MatchRequest {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly MatchSegment[];
  /** 1 to 101; 70 where absent. */
  readonly minScore?: number;
  /** 1 to 1,000; 5 where absent. */
  readonly limit?: number;
  /** Ids of the memories to look in; all that are there where absent. */
  readonly memories?: readonly string[];
}

export interface MatchAnswer {
  /** In the order of the segments asked for. */
  readonly results: { matches: Match[] }[];
  /** The languages asked for that have no analyser: their words were compared as written. */
  readonly unstemmed: LanguageTag[];
}

export interface CheckRequest {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly { readonly source: Segment; readonly target: Segment }[];
  /** Ids of the glossaries to check by; all where absent. */
  readonly glossaries?: readonly string[];
  readonly checks?: readonly Category[];
  readonly messages: MessageLanguage;
}

/** A concept with the text of its ETag. */
export interface VersionedConcept {
  readonly concept: Concept;
  readonly version: string;
}

export const DEFAULT_MIN_SCORE = 70;
export const DEFAULT_LIMIT = 5;

/** After this long a batch of look-ups lets other requests have a turn, in milliseconds. */
const TURN = 10;

/**
 * The application: every door (HTTP, and the command line through it) ends in one of these methods. It owns a home,
 * keeps the store, the index and the glossaries in step, and refuses with a {@link Refusal} what cannot be done.
 *
 * An edit is first committed and synced by the store, then followed by the index: what a caller was told is on disk.
 */
export class Workspace {
  readonly #home: Home;
  readonly #lock: HomeLock;
  readonly #store: Store;
  readonly #glossaries: GlossaryFolder;
  readonly #index: MemoryIndex;
  readonly #imports: ImportQueue;
  readonly #spool: Spool;
  readonly #follower: Follower;
  /** Made anew when a glossary has changed; by the ids asked for, all of them under the empty text. */
  readonly #terminologies = new Map<string, Terminology>();

  private constructor(parts: {
    home: Home;
    lock: HomeLock;
    store: Store;
    glossaries: GlossaryFolder;
    spool: Spool;
    log: Log;
  }) {
    this.#home = parts.home;
    this.#lock = parts.lock;
    this.#store = parts.store;
    this.#glossaries = parts.glossaries;
    this.#spool = parts.spool;
    this.#index = new MemoryIndex();
    this.#imports = new ImportQueue({ store: parts.store, index: this.#index, log: parts.log });
    this.#follower = new Follower({
      home: parts.home,
      store: parts.store,
      index: this.#index,
      imports: this.#imports,
      glossaries: parts.glossaries,
      log: parts.log,
      onGlossaries: () => this.#terminologies.clear(),
    });
  }

  /**
   * Opens a home and takes it for this process; refuses with `locked` where another has it. What interrupted jobs had
   * written is taken back, files under `tm/` that changed are read, and the index is built before this resolves.
   */
  static async open(options: { home: string; log: Log }): Promise<Workspace> {
    const home = openHome(options.home);
    const lock = HomeLock.acquire(home.root);
    let store: Store | undefined;
    try {
      store = Store.open({ path: home.database, tokensOf: searchTokens });
      store.recover();
      const spool = new Spool(home.spool);
      spool.clear();
      const glossaries = await GlossaryFolder.open(home.glossary);
      const workspace = new Workspace({ home, lock, store, glossaries, spool, log: options.log });
      for (const unit of store.eachUnit()) workspace.#index.add(unit);
      await workspace.#follower.start();
      return workspace;
    } catch (error) {
      store?.close();
      lock.release();
      throw error;
    }
  }

  /** Tells those who find the home taken where its server can be reached. */
  announce(address: string): void {
    this.#lock.setAddress(address);
  }

  /** Files under `glossary/` and `tm/` that could not be read. Their last good content goes on being served. */
  get faults(): readonly FileFault[] {
    return this.#follower.faults;
  }

  // Memories

  memories(): Memory[] {
    return this.#store.memories();
  }

  memory(id: string): Memory {
    return this.#store.memory(id) ?? notFound("memory", id);
  }

  createMemory(input: { name: string; sourceLang: LanguageTag; targetLang: LanguageTag; penalty?: number }): Memory {
    const id = slug(input.name, (taken) => this.#store.memory(taken) !== undefined);
    return this.#store.createMemory({ penalty: 0, readOnly: false, ...input, id });
  }

  changeMemory(id: string, revision: number, change: { name?: string; penalty?: number; readOnly?: boolean }): Memory {
    this.memory(id);
    return this.#store.changeMemory(id, revision, change);
  }

  /** Deletes a memory with all its units. One that follows a file goes when the file goes. */
  deleteMemory(id: string, revision: number): void {
    const memory = this.memory(id);
    if (memory.file !== undefined) {
      throw new Refusal("read-only", `the memory follows tm/${memory.file}; remove that file to take it away`);
    }
    if (this.#imports.isBusy(id))
      throw new Refusal("conflict", "a file is being imported into the memory; wait for the job");
    this.#store.deleteMemory(id, revision);
    this.#index.removeMemory(id);
  }

  // Units

  units(memory: string, page: PageRequest): Page<Unit> {
    this.memory(memory);
    return pageOf(this.#store.units(memory, { ...page, limit: page.limit + 1 }), page.limit);
  }

  unit(id: string): Unit {
    return this.#store.unit(id) ?? notFound("unit", id);
  }

  /** The versions that a unit had before, newest first; of a deleted unit too. */
  history(id: string): UnitVersion[] {
    const versions = this.#store.history(id);
    if (versions.length === 0) this.unit(id);
    return versions;
  }

  /** Adds a unit, or finds that the memory holds it, or has it follow a newer translation of the same source. */
  addUnit(memory: string, content: UnitContent): { unit: Unit; outcome: "added" | "updated" | "unchanged" } {
    this.#writable(memory);
    refuseFaulty(content);
    const { unit, outcome } = this.#store.addUnit(memory, { createdAt: now(), ...content });
    if (outcome !== "unchanged") this.#index.add(unit);
    return { unit, outcome };
  }

  changeUnit(id: string, revision: number, content: UnitContent): Unit {
    this.#writable(this.unit(id).memory);
    refuseFaulty(content);
    const unit = this.#store.changeUnit(id, revision, { ...content, changedAt: now() });
    this.#index.add(unit);
    return unit;
  }

  deleteUnit(id: string, revision: number): void {
    this.#writable(this.unit(id).memory);
    this.#store.deleteUnit(id, revision);
    this.#index.remove(id);
  }

  // Files

  /** Takes a file in; resolves when it lies whole and synced in the home and its job is kept. */
  async startImport(
    memory: string,
    body: AsyncIterable<Uint8Array>,
    options: { name?: string; onSame?: OnSame } = {},
  ): Promise<Job> {
    this.#importable(memory);
    const path = await this.#spool.keep(body);
    let job: Job;
    try {
      await refuseOtherFormats(path, options.name);
      this.#importable(memory);
      const file = options.name === undefined ? {} : { file: options.name };
      job = this.#store.createJob({ kind: "import", memory, ...file });
    } catch (error) {
      await this.#spool.drop(path);
      throw error;
    }
    const order = { database: this.#home.database, job: job.id, memory, path, removeUnseen: false };
    void this.#imports.run({ ...order, onSame: options.onSame ?? "newer" }, () => this.#spool.drop(path));
    return job;
  }

  jobs(page: PageRequest): Page<Job> {
    const jobs = this.#store.jobs({ ...page, limit: page.limit + 1 }).map((job) => this.#imports.asSeen(job));
    return pageOf(jobs, page.limit);
  }

  job(id: string): Job {
    return this.#imports.asSeen(this.#store.job(id) ?? notFound("job", id));
  }

  /** A whole memory as a file, in chunks; between the memory's languages unless others are named. */
  exportMemory(memory: string, format: ExportFormat, options: ExportOptions = {}): Export {
    return exportOf(this.#store, this.memory(memory), format, options);
  }

  // Look-ups

  /** The best matches of each segment: exactly those that scoring every unit of the memories would give. */
  async match(request: MatchRequest): Promise<MatchAnswer> {
    const { sourceLang, targetLang, minScore = DEFAULT_MIN_SCORE, limit = DEFAULT_LIMIT } = request;
    const memories = this.#penalties(request.memories);
    const results: { matches: Match[] }[] = [];
    let turnEnds = performance.now() + TURN;
    for (const asked of request.segments) {
      if (performance.now() > turnEnds) {
        await nextTurn();
        turnEnds = performance.now() + TURN;
      }
      results.push({ matches: this.#index.lookup({ ...asked, sourceLang, targetLang, minScore, limit, memories }) });
    }
    return { results, unstemmed: [sourceLang, targetLang].filter((lang) => analysedLanguage(lang) === undefined) };
  }

  concordance(request: ConcordanceRequest): { items: ConcordanceHit[] } {
    for (const memory of request.memories ?? []) this.memory(memory);
    return { items: concordance(this.#store, request) };
  }

  #penalties(ids: readonly string[] | undefined): ReadonlyMap<string, number> {
    const memories = ids === undefined ? this.memories() : ids.map((id) => this.memory(id));
    return new Map(memories.map(({ id, penalty }) => [id, penalty]));
  }

  // Terminology

  glossaries(): Glossary[] {
    return this.#glossaries.all().map(withoutConcepts);
  }

  glossary(id: string): Glossary {
    return withoutConcepts(this.#loaded(id));
  }

  async createGlossary(input: { name: string; note?: string }): Promise<Glossary> {
    const created = await this.#glossaries.create(input);
    this.#terminologies.clear();
    return withoutConcepts(created);
  }

  async deleteGlossary(id: string): Promise<void> {
    this.glossary(id);
    await this.#glossaries.remove(id);
    this.#terminologies.clear();
  }

  concepts(glossary: string, page: PageRequest): Page<Concept> {
    const all = this.#loaded(glossary).concepts;
    const from = page.after === undefined ? 0 : all.findIndex(({ id }) => id === page.after) + 1;
    if (page.after !== undefined && from === 0) {
      throw new Refusal("invalid", `"after" names the concept ${page.after}, which the glossary does not hold`, {
        path: "after",
      });
    }
    return pageOf(all.slice(from, from + page.limit + 1), page.limit);
  }

  concept(glossary: string, id: string): VersionedConcept {
    this.#loaded(glossary);
    return this.#glossaries.concept(glossary, id) ?? notFound("concept", id);
  }

  /** Adds a concept where no version is given, changes it where the version given is the current one. */
  async putConcept(
    glossary: string,
    concept: Concept,
    version: string | undefined,
  ): Promise<VersionedConcept & { created: boolean }> {
    this.#loaded(glossary);
    const put = await this.#glossaries.putConcept(glossary, concept, version);
    this.#terminologies.clear();
    return put;
  }

  async deleteConcept(glossary: string, id: string, version: string): Promise<void> {
    this.concept(glossary, id);
    await this.#glossaries.deleteConcept(glossary, id, version);
    this.#terminologies.clear();
  }

  /** The terms that stand in a segment. */
  recognize(request: { lang: LanguageTag; segment: Segment }): Occurrence[] {
    return this.#terminology().recognize(request.segment, request.lang);
  }

  /** Looks a term up, inflected or misspelt. */
  terms(request: { q: string; lang: LanguageTag; limit: number }): TermHit[] {
    return this.#terminology().search(request.q, request.lang, request.limit);
  }

  /** What a reviewer should look at in a translation. */
  check({ glossaries, ...input }: CheckRequest): Finding[] {
    return checkDocument({ ...input, terminology: this.#terminology(glossaries) });
  }

  #loaded(id: string): ReturnType<GlossaryFolder["all"]>[number] {
    return this.#glossaries.all().find((glossary) => glossary.id === id) ?? notFound("glossary", id);
  }

  #terminology(ids?: readonly string[]): Terminology {
    const key = ids === undefined ? "" : [...new Set(ids)].sort().join("/");
    const known = this.#terminologies.get(key);
    if (known !== undefined) return known;
    const chosen = ids === undefined ? this.#glossaries.all() : [...new Set(ids)].map((id) => this.#loaded(id));
    const made = Terminology.of(chosen);
    this.#terminologies.set(key, made);
    return made;
  }

  #writable(memory: string): void {
    if (this.memory(memory).readOnly) throw new Refusal("read-only", `the memory ${memory} is read-only`);
  }

  #importable(memory: string): void {
    this.#writable(memory);
    const { file } = this.memory(memory);
    if (file === undefined) return;
    throw new Refusal("read-only", `the memory follows tm/${file}; import into another one, or change that file`);
  }

  /** Ends running work, syncs and gives the home back. The next start finds a job that was running interrupted. */
  async close(): Promise<void> {
    await this.#follower.close();
    await this.#imports.close();
    this.#store.close();
    this.#lock.release();
  }
}

function withoutConcepts({
  id,
  name,
  note,
  readOnly,
  concepts,
  modified,
}: ReturnType<GlossaryFolder["all"]>[number]): Glossary {
  return { id, name, ...(note === undefined ? {} : { note }), readOnly, concepts: concepts.length, modified };
}

function notFound(what: "memory" | "unit" | "job" | "glossary" | "concept", id: string): never {
  throw new Refusal("not-found", `there is no ${what} with the id ${JSON.stringify(id)}`);
}

/** Refuses what is not TMX before a job is made of it, naming what it is. */
async function refuseOtherFormats(path: string, name: string | undefined): Promise<void> {
  const format = formatOf(await readHead(path, FORMAT_HEAD_BYTES), name);
  if (format === "tmx" || format === undefined) return;
  throw new Refusal("unsupported", `the file is ${format.toUpperCase()}; a memory is read from TMX`);
}

/** In whole seconds: TMX knows no finer time, and an exported unit comes back as it was. */
function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

function refuseFaulty(content: UnitContent): void {
  const fault = contentFault(content);
  if (fault !== undefined) throw new Refusal("invalid", fault.reason, { path: `$.${fault.path}` });
}

/** A page from one item more than it may hold: the extra one only tells that there is a next page. */
function pageOf<Item extends { readonly id: string }>(items: readonly Item[], limit: number): Page<Item> {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return items.length > limit && last !== undefined ? { items: shown, next: last.id } : { items: shown };
}

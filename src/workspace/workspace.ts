import type { Finding, MessageLanguage } from "../finding.js";
import { checkDocument } from "../check/checker.js";
import type { Concept, Glossary } from "../concept.js";
import { FORMAT_HEAD_BYTES } from "../formats/format.js";
import { refuseOtherFormats, type StateChoice } from "../formats/memory-file.js";
import type { Occurrence } from "../glossary/recognizer.js";
import type { CandidatePair, TermCandidate } from "../glossary/term-candidates.js";
import { Terminology, type GlossaryConcepts, type TermHit } from "../glossary/terminology.js";
import type { Job, OnSame } from "../job.js";
import type { LanguageTag } from "../language.js";
import type { Match } from "../memory/match.js";
import type { Query } from "../memory/query.js";
import { EXACT } from "../memory/score.js";
import type { Profile } from "../profile.js";
import { Refusal } from "../refusal.js";
import type { Segment } from "../segment.js";
import { withoutConcepts } from "../store/glossary-file.js";
import { GlossaryFolder } from "../store/glossary-folder.js";
import { HomeLock } from "../store/home-lock.js";
import { Store } from "../store/store.js";
import { contentFault, type Memory, type Unit, type UnitContent, type UnitVersion } from "../unit.js";
import { FragmentThread } from "./fragment-thread.js";
import { foundMatches, type SegmentMatches } from "./found-match.js";
import { searchTokens } from "./analysis.js";
import { concordance, type ConcordanceHit, type ConcordanceRequest } from "./concordance.js";
import type { LossReport } from "../loss.js";
import { exportOf, lossOf, type Export, type ExportFormat, type ExportOptions } from "./export.js";
import { CandidateSearch } from "./candidate-search.js";
import type { CheckOrder } from "./check-worker.js";
import { FileChecks, type Watch } from "./file-check.js";
import type { FileOrder } from "./file-jobs.js";
import { FileValidation } from "./file-validation.js";
import { Follower, type FileFault } from "./follower.js";
import { readFollowedGlossary } from "./followed-glossary-reader.js";
import { GlossaryExchange } from "./glossary-exchange.js";
import { openHome, type Home } from "./home.js";
import { ImportQueue } from "./import-queue.js";
import { JobDesk } from "./job-desk.js";
import type { Log } from "./log.js";
import { MatchIndex } from "./match-index.js";
import { DEFAULT_LIMIT, DEFAULT_MIN_SCORE, type MatchRequest } from "./match-request.js";
import { pageOf, refuseForeignCursor, type Page, type PageRequest } from "./page.js";
import {
  reportFile,
  type CheckReport,
  type FileCheckRequest,
  type MemoryCheckRequest,
  type ReportRequest,
} from "./report-file.js";
import { Review } from "./review.js";
import { slug } from "./slug.js";
import { readHead, Spool } from "./spool.js";
import { XliffDesk, type PretranslateRequest, type XliffRequest } from "./xliff-desk.js";

/** What a profile says (see {@link Review.withProfile}) and what a document is: all glossaries, checks and subjects where absent. */
export interface CheckRequest extends Profile {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly { readonly source: Segment; readonly target: Segment }[];
  /** Ids of the memories whose exact matches a translation must not contradict; none where absent. */
  readonly againstMemories?: readonly string[];
  /** Whether each finding is to say why it is one. */
  readonly explain?: boolean;
  /** Whether findings that a reviewer ignores are among the answer, with the reason. */
  readonly showIgnored?: boolean;
  readonly messages: MessageLanguage;
}

/** A translated text to look for names in. */
export interface CandidatesRequest {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly segments: readonly CandidatePair[];
}

/** A concept with the text of its ETag. */
export interface VersionedConcept {
  readonly concept: Concept;
  readonly version: string;
}

/** Translations of one source that a document is held against: further ones are variants that nobody can keep apart. */
const MAX_KNOWN = 20;

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
  readonly #index: MatchIndex;
  readonly #imports: ImportQueue;
  readonly #spool: Spool;
  readonly #follower: Follower;
  readonly #fileChecks = new FileChecks();
  readonly #candidates = new CandidateSearch();
  readonly #fragments: FragmentThread;
  /** Where jobs are watched, cancelled and run again, and what they have made is fetched. */
  readonly jobDesk: JobDesk;
  /** Glossary files in and out. */
  readonly glossaryExchange: GlossaryExchange;
  /** Files held to the rules of their formats. */
  readonly validation: FileValidation;
  /** What is done to whole XLIFF files. */
  readonly xliff: XliffDesk;
  /** What reviewers have decided: profiles, and findings ignored. */
  readonly review: Review;
  /** What this process has looked up so far. */
  readonly tally = { segments: 0, matches: 0 };
  /** Made anew when a glossary has changed; by the ids asked for, all of them under the empty text. */
  readonly #terminologies = new Map<string, Terminology>();

  private constructor(parts: {
    home: Home;
    lock: HomeLock;
    store: Store;
    index: MatchIndex;
    glossaries: GlossaryFolder;
    spool: Spool;
    review: Review;
    log: Log;
  }) {
    this.#home = parts.home;
    this.#lock = parts.lock;
    this.#store = parts.store;
    this.#glossaries = parts.glossaries;
    this.#spool = parts.spool;
    this.validation = new FileValidation(parts.spool);
    const changed = (): void => this.#terminologies.clear();
    this.glossaryExchange = new GlossaryExchange({ ...parts, validation: this.validation, changed });
    this.review = parts.review;
    this.#index = parts.index;
    this.#imports = new ImportQueue({ store: parts.store, index: this.#index, log: parts.log });
    this.#fragments = new FragmentThread(parts.home.database);
    this.xliff = new XliffDesk({
      spool: parts.spool,
      match: async (request) => (await this.#lookup(request)).results,
      glossaries: (ids) => this.#chosenGlossaries(ids),
    });
    this.jobDesk = new JobDesk({
      store: parts.store,
      database: parts.home.database,
      spool: parts.spool,
      imports: this.#imports,
      log: parts.log,
      importable: (memory) => this.#importable(memory),
      works: {
        check: (order) => this.#checkOf(order),
        pretranslate: (order) =>
          this.xliff.pretranslateSpooled(order.path, order.request as PretranslateRequest, order.signal),
        analyze: (order) => this.xliff.analysisFile(order.path, order.request as XliffRequest, order.signal),
      },
    });
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
   * written is taken back, files under `tm/` that changed are read, and the index is complete before this resolves.
   */
  static async open(options: { home: string; log: Log }): Promise<Workspace> {
    const home = openHome(options.home);
    const lock = HomeLock.acquire(home.root);
    let store: Store | undefined;
    let index: MatchIndex | undefined;
    try {
      store = Store.open({ path: home.database, tokensOf: searchTokens });
      store.recover();
      const spool = new Spool(home.spool);
      spool.clear(
        new Set(store.ledger.withFiles().flatMap(({ spooled = "", result }) => [spooled, result?.kept ?? ""])),
      );
      const glossaries = await GlossaryFolder.open(home.glossary, readFollowedGlossary);
      const review = await Review.open({ store, settings: home.settings });
      index = await MatchIndex.open({ store, database: home.database, folder: home.index, log: options.log });
      const workspace = new Workspace({ home, lock, store, index, glossaries, spool, review, log: options.log });
      await workspace.#follower.start();
      await workspace.jobDesk.tidy();
      return workspace;
    } catch (error) {
      await index?.close();
      store?.close();
      lock.release();
      throw error;
    }
  }

  /** Tells those who find the home taken where its server can be reached. */
  announce(address: string): void {
    this.#lock.setAddress(address);
  }

  /** Files of the home that could not be read. Their last good content goes on being served. */
  get faults(): readonly FileFault[] {
    return [...this.review.faults, ...this.#follower.faults];
  }

  // Memories

  memories(): Memory[] {
    return this.#store.memories();
  }

  memory(id: string): Memory {
    return this.#store.memory(id) ?? notFound("memory", id);
  }

  /** Refuses one language for both sides: a unit has one variant in each. */
  createMemory(input: { name: string; sourceLang: LanguageTag; targetLang: LanguageTag; penalty?: number }): Memory {
    if (input.sourceLang === input.targetLang) {
      const reason = `a memory goes between two languages; both are ${input.sourceLang}`;
      throw new Refusal("invalid", reason, { path: "$.targetLang" });
    }
    const id = slug(input.name, (taken) => this.#store.isTaken(taken));
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
    refuseForeignCursor(page);
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
    if (outcome !== "unchanged") this.#index.refresh(unit.id);
    return { unit, outcome };
  }

  changeUnit(id: string, revision: number, content: UnitContent): Unit {
    this.#writable(this.unit(id).memory);
    refuseFaulty(content);
    const unit = this.#store.changeUnit(id, revision, { ...content, changedAt: now() });
    this.#index.refresh(id);
    return unit;
  }

  deleteUnit(id: string, revision: number): void {
    this.#writable(this.unit(id).memory);
    this.#store.deleteUnit(id, revision);
    this.#index.refresh(id);
  }

  // Files

  /** Takes a file in; resolves when it lies whole and synced in the home and its job is kept. */
  async startImport(
    memory: string,
    body: AsyncIterable<Uint8Array>,
    options: { name?: string; onSame?: OnSame; states?: StateChoice; columns?: string; dryRun?: boolean } = {},
  ): Promise<Job> {
    const { sourceLang, targetLang } = this.#importable(memory);
    const path = await this.#spool.keep(body);
    const { onSame = "newer", dryRun = false, ...named } = options;
    try {
      refuseOtherFormats(await readHead(path, FORMAT_HEAD_BYTES), options.name);
      this.#importable(memory);
      return this.jobDesk.importFile(path, memory, { onSame, dryRun, reading: { sourceLang, targetLang, ...named } });
    } catch (error) {
      await this.#spool.drop(path);
      throw error;
    }
  }

  jobs(page: PageRequest): Page<Job> {
    refuseForeignCursor(page);
    const jobs = this.#store.jobs({ ...page, limit: page.limit + 1 }).map((job) => this.jobDesk.asSeen(job));
    return pageOf(jobs, page.limit);
  }

  job(id: string): Job {
    return this.jobDesk.get(id);
  }

  /** A whole memory as a file, in chunks; between the memory's languages unless others are named. */
  exportMemory(memory: string, format: ExportFormat, options: ExportOptions = {}): Export {
    return exportOf(this.#store, this.memory(memory), format, options);
  }

  exportLoss(memory: string, format: ExportFormat, options: ExportOptions = {}): Promise<LossReport> {
    return lossOf(this.#store, this.memory(memory), format, options);
  }

  // Look-ups

  /** The best matches of each segment, in the order of the segments: exactly those that scoring every unit of the memories would give. */
  async match(request: MatchRequest): Promise<SegmentMatches[]> {
    const { queries, results } = await this.#lookup(request);
    const fragments = request.fragments === true ? this.#fragments : undefined;
    return foundMatches(queries, results, { terminology: this.#terminology(), fragments });
  }

  /** The matches as the memories have them. */
  async #lookup(request: MatchRequest): Promise<{ queries: Query[]; results: Match[][] }> {
    const { sourceLang, targetLang, minScore = DEFAULT_MIN_SCORE, limit = DEFAULT_LIMIT } = request;
    const memories = this.#penalties(request.memories);
    const queries = request.segments.map((asked) => ({ ...asked, sourceLang, targetLang, minScore, limit, memories }));
    const results = await this.#index.lookupAll(queries);
    this.tally.segments += results.length;
    for (const matches of results) this.tally.matches += matches.length;
    return { queries, results };
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

  /** The text of a glossary's ETag: any edit of it, here or by hand, makes another. */
  glossaryVersion(id: string): string {
    return this.#loaded(id).version;
  }

  /** Where a version is given, refuses with `stale` and the current glossary where that is another. */
  async deleteGlossary(id: string, version?: string): Promise<void> {
    this.#loaded(id);
    await this.#glossaries.remove(id, version);
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

  /** Pairs of names that recur in a translated text and that no glossary has, best first. */
  candidates(request: CandidatesRequest): Promise<TermCandidate[]> {
    const glossaries = this.#glossaries.all().map(({ id, concepts }) => ({ id, concepts }));
    return this.#candidates.run({ ...request, glossaries });
  }

  /** What a reviewer should look at in a translation. */
  check({ glossaries, showIgnored = false, againstMemories, ...input }: CheckRequest): Finding[] {
    const terminology = this.#terminology(glossaries);
    const known = againstMemories && this.#exactTranslations(input, againstMemories);
    const found = this.review.marked(checkDocument({ ...input, terminology, ...(known && { known }) }));
    return showIgnored ? found : found.filter(({ ignored }) => ignored === undefined);
  }

  /** What the memories hold for the very sources of a document, by segment. */
  #exactTranslations(request: Omit<CheckRequest, "againstMemories">, ids: readonly string[]): Map<number, Segment[]> {
    const { sourceLang, targetLang, segments } = request;
    // What a memory's penalty takes off says nothing of whether its text is the same.
    const memories = new Map([...this.#penalties(ids).keys()].map((id) => [id, 0]));
    const known = new Map<number, Segment[]>();
    for (const [index, { source: segment }] of segments.entries()) {
      const query = { segment, sourceLang, targetLang, minScore: EXACT, limit: MAX_KNOWN, memories };
      const found = this.#index.lookup(query).map(({ target }) => target);
      if (found.length > 0) known.set(index, found);
    }
    return known;
  }

  /**
   * Checks a whole bilingual file on a thread of its own and writes the report asked for. The file is spooled first, so
   * that nothing waits for a slow sender, and removed after.
   */
  async checkFile(body: AsyncIterable<Uint8Array>, request: FileCheckRequest): Promise<CheckReport> {
    await this.#checkOrder(request);
    const path = await this.#spool.keep(body);
    try {
      return await this.#checkSpooled(path, request);
    } finally {
      await this.#spool.drop(path);
    }
  }

  /** The same as a job, whose result is the report. */
  async startFileCheck(body: AsyncIterable<Uint8Array>, request: FileCheckRequest): Promise<Job> {
    await this.#checkOrder(request);
    return this.jobDesk.makeFile("check", body, { file: request.name, request });
  }

  /** What a job of checking does. */
  #checkOf({ path, request, ...watch }: FileOrder): Promise<CheckReport> {
    const asked = request as FileCheckRequest | MemoryCheckRequest;
    return "memory" in asked ? this.#checkUnits(asked, watch) : this.#checkSpooled(path, asked, watch);
  }

  async #checkSpooled(path: string, request: FileCheckRequest, watch?: Watch): Promise<CheckReport> {
    const { name, sourceLang, targetLang, ...asked } = request;
    const langs = { ...(sourceLang && { sourceLang }), ...(targetLang && { targetLang }) };
    const order = { ...(await this.#checkOrder(asked)), what: { kind: "file", path, name, ...langs } } as const;
    return reportFile(name, asked.messages, await this.#fileChecks.run(order, watch));
  }

  /** Checks the units of a memory as they are now, on threads of their own. */
  checkMemory(id: string, request: ReportRequest): Promise<CheckReport> {
    return this.#checkUnits({ ...request, memory: id });
  }

  /** The same as a job, whose result is the report. */
  async startMemoryCheck(id: string, request: ReportRequest): Promise<Job> {
    this.memory(id);
    await this.#checkOrder(request);
    return this.jobDesk.makeOfMemory("check", id, { ...request, memory: id } satisfies MemoryCheckRequest);
  }

  async #checkUnits({ memory: id, ...request }: MemoryCheckRequest, watch?: Watch): Promise<CheckReport> {
    const memory = this.memory(id);
    const { sourceLang = memory.sourceLang, targetLang = memory.targetLang, ...asked } = request;
    const what = { kind: "memory", name: id, sourceLang, targetLang } as const;
    const report = await this.#fileChecks.run({ ...(await this.#checkOrder(asked)), what }, watch);
    return reportFile(id, request.messages, report);
  }

  async #checkOrder(request: ReportRequest): Promise<Omit<CheckOrder, "what">> {
    const { report, messages, version, explain = false, showIgnored = false, ...asked } = request;
    const { profile: _, ...profile } = await this.review.withProfile(asked);
    const glossaries = this.#chosenGlossaries(profile.glossaries);
    return { database: this.#home.database, glossaries, profile, explain, showIgnored, messages, report, version };
  }

  #chosenGlossaries(ids: readonly string[] | undefined): GlossaryConcepts[] {
    const chosen = ids?.map((id) => this.#loaded(id)) ?? this.#glossaries.all();
    return chosen.map(({ id, concepts }) => ({ id, concepts }));
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

  #importable(id: string): Memory {
    this.#writable(id);
    const memory = this.memory(id);
    if (memory.file === undefined) return memory;
    throw new Refusal(
      "read-only",
      `the memory follows tm/${memory.file}; import into another one, or change that file`,
    );
  }

  /** Ends running work, syncs and gives the home back. The next start finds a job that was running interrupted. */
  async close(): Promise<void> {
    await this.jobDesk.close();
    await this.#fragments.close();
    await this.#fileChecks.close();
    await this.xliff.close();
    await this.#candidates.close();
    await this.validation.close();
    await this.#follower.close();
    await this.#imports.close();
    await this.#index.close();
    this.#store.close();
    this.#lock.release();
  }
}

function notFound(what: "memory" | "unit" | "job" | "glossary" | "concept", id: string): never {
  throw new Refusal("not-found", `there is no ${what} with the id ${JSON.stringify(id)}`);
}

/** In whole seconds: TMX knows no finer time, and an exported unit comes back as it was. */
function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}

function refuseFaulty(content: UnitContent): void {
  const fault = contentFault(content);
  if (fault !== undefined) throw new Refusal("invalid", fault.reason, { path: `$.${fault.path}` });
}

import { Worker } from "node:worker_threads";
import type { FileMatch, PretranslationQuery, TermPlace } from "../formats/pretranslation.js";
import { BANDS, emptyBands, type FileAnalysis } from "../formats/xliff-analysis.js";
import type { GlossaryConcepts } from "../glossary/terminology.js";
import type { Job } from "../job.js";
import type { LanguageTag } from "../language.js";
import type { Match } from "../memory/match.js";
import { fieldOf } from "./count-field.js";
import type { MadeFile } from "./file-jobs.js";
import type { JobDesk } from "./job-desk.js";
import type { Spool } from "./spool.js";
import { refusalOf } from "./thread-refusal.js";
import { stopping, Turns } from "./turns.js";
import type { MatchRequest } from "./match-request.js";
import type { XliffAnswer, XliffMessage, XliffOrder, XliffOutcome } from "./xliff-worker.js";

/** What is asked of every XLIFF file that is looked up; the languages where it does not name them. */
export interface XliffRequest {
  /** The file's name, for people. */
  readonly name: string;
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  /** Ids; all that are there where absent. */
  readonly memories?: readonly string[];
}

export interface PretranslateRequest extends XliffRequest {
  readonly minScore?: number;
  /** Matches of each segment. */
  readonly limit?: number;
  /** The score from which on empty targets are filled; none is where absent. */
  readonly fill?: number;
  /** Where terms go; with neither this nor `glossaries` there are none. */
  readonly terms?: TermPlace;
  /** Ids; all where absent. */
  readonly glossaries?: readonly string[];
}

/** The words and segments of a file by how much of them the memories have. */
export interface XliffAnalysis {
  readonly files: readonly FileAnalysis[];
  readonly problems: Readonly<Record<string, number>>;
}

/** A file made, its content at hand. */
export interface MadeXliff extends MadeFile {
  readonly content: Uint8Array;
}

/** What is payable as a match at all: the lowest band of an analysis begins here. */
const LOWEST_BAND = 50;

/** Files worked on at once: each holds a file several times, and keeps a core busy. */
const FILES_AT_ONCE = 2;

/** Does what is done to whole XLIFF files: pre-translates, strips and analyses them, each on a thread of its own. */
export class XliffDesk {
  readonly #spool: Spool;
  readonly #match: (request: MatchRequest) => Promise<Match[][]>;
  readonly #glossaries: (ids: readonly string[] | undefined) => GlossaryConcepts[];
  readonly #turns = new Turns(FILES_AT_ONCE);
  readonly #running = new Set<Worker>();

  constructor(parts: {
    spool: Spool;
    match: (request: MatchRequest) => Promise<Match[][]>;
    /** The glossaries of these ids, or all; refuses where one is not there. */
    glossaries: (ids: readonly string[] | undefined) => GlossaryConcepts[];
  }) {
    this.#spool = parts.spool;
    this.#match = parts.match;
    this.#glossaries = parts.glossaries;
  }

  /** The same file with matches, and what else is asked for; see `formats/xliff-pretranslator.ts`. */
  async pretranslate(body: AsyncIterable<Uint8Array>, request: PretranslateRequest): Promise<MadeXliff> {
    await this.#refuseUnknown(request);
    return this.#spooled(body, (path) => this.pretranslateSpooled(path, request));
  }

  /** The same as a job, whose result is the file. */
  async startPretranslation(
    desk: JobDesk,
    body: AsyncIterable<Uint8Array>,
    request: PretranslateRequest,
  ): Promise<Job> {
    await this.#refuseUnknown(request);
    return desk.makeFile("pretranslate", body, { file: request.name, request });
  }

  async pretranslateSpooled(path: string, request: PretranslateRequest, signal?: AbortSignal): Promise<MadeXliff> {
    const { fill, glossaries, minScore, limit } = request;
    const terms = request.terms ?? (glossaries === undefined ? undefined : "glossary");
    const order: XliffOrder = {
      what: "pretranslate",
      path,
      ...languagesOf(request),
      options: { ...(fill === undefined ? {} : { fill }), ...(terms === undefined ? {} : { terms }) },
      glossaries: terms === undefined ? [] : this.#glossaries(glossaries),
    };
    const asked = { ...(minScore === undefined ? {} : { minScore }), ...(limit === undefined ? {} : { limit }) };
    return madeFile(request.name, await this.#run(order, { ...asked, ...memoriesOf(request) }, signal));
  }

  /** The file without what pre-translation and checks have put into it. */
  async strip(body: AsyncIterable<Uint8Array>, { name }: { readonly name: string }): Promise<MadeXliff> {
    return this.#spooled(body, async (path) => {
      const order: XliffOrder = { what: "strip", path, options: {}, glossaries: [] };
      return madeFile(name, await this.#run(order, {}));
    });
  }

  async analyze(body: AsyncIterable<Uint8Array>, request: XliffRequest): Promise<XliffAnalysis> {
    await this.#refuseUnknown(request);
    return this.#spooled(body, (path) => this.analyzeSpooled(path, request));
  }

  /** The same as a job, whose result is the analysis as JSON. */
  async startAnalysis(desk: JobDesk, body: AsyncIterable<Uint8Array>, request: XliffRequest): Promise<Job> {
    await this.#refuseUnknown(request);
    return desk.makeFile("analyze", body, { file: request.name, request });
  }

  async analyzeSpooled(path: string, request: XliffRequest, signal?: AbortSignal): Promise<XliffAnalysis> {
    const order: XliffOrder = { what: "analyze", path, ...languagesOf(request), options: {}, glossaries: [] };
    const asked = { minScore: LOWEST_BAND, limit: 1, ...memoriesOf(request) };
    const { analysis = [], problems } = await this.#run(order, asked, signal);
    return { files: analysis, problems };
  }

  /** The analysis as a file of JSON. */
  async analysisFile(path: string, request: XliffRequest, signal?: AbortSignal): Promise<MadeFile> {
    const analysis = await this.analyzeSpooled(path, request, signal);
    const content = JSON.stringify({ ...analysis, total: totalOf(analysis) });
    return { content, contentType: "application/json", fileName: `${plainName(request.name)}.analysis.json` };
  }

  async close(): Promise<void> {
    this.#turns.close();
    await Promise.all([...this.#running].map((worker) => worker.terminate()));
  }

  /** Before a file is taken: memories and glossaries that are not there. */
  async #refuseUnknown(request: PretranslateRequest): Promise<void> {
    const none = "und" as LanguageTag;
    await this.#match({ sourceLang: none, targetLang: none, segments: [], ...memoriesOf(request) });
    if (request.glossaries !== undefined) this.#glossaries(request.glossaries);
  }

  async #spooled<Result>(body: AsyncIterable<Uint8Array>, work: (path: string) => Promise<Result>): Promise<Result> {
    const path = await this.#spool.keep(body);
    try {
      return await work(path);
    } finally {
      await this.#spool.drop(path);
    }
  }

  #run(order: XliffOrder, asked: Asked, signal?: AbortSignal): Promise<XliffOutcome> {
    return this.#turns.run(() => {
      if (signal?.aborted === true) throw stopping();
      return this.#inThread(order, asked, signal);
    });
  }

  #inThread(order: XliffOrder, asked: Asked, signal?: AbortSignal): Promise<XliffOutcome> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(new URL("./xliff-worker.js", import.meta.url), { workerData: order });
      this.#running.add(worker);
      const stop = (): void => void worker.terminate();
      signal?.addEventListener("abort", stop, { once: true });
      const answer = async (number: number, queries: readonly PretranslationQuery[]): Promise<void> => {
        const matches = await this.#matchesOf(queries, asked);
        worker.postMessage({ number, matches } satisfies XliffAnswer);
      };
      worker.on("message", (message: XliffMessage) => {
        if (message.kind === "done") resolve(message.outcome);
        else if (message.kind === "refused") reject(refusalOf(message.refusal));
        else {
          answer(message.number, message.queries).catch((error: unknown) => {
            reject(error instanceof Error ? error : new Error(String(error)));
            stop();
          });
        }
      });
      worker.once("error", reject);
      worker.once("exit", () => {
        this.#running.delete(worker);
        signal?.removeEventListener("abort", stop);
        reject(stopping());
      });
    });
  }

  /** The matches of a batch, which may go on in other languages where the file does. */
  async #matchesOf(queries: readonly PretranslationQuery[], asked: Asked): Promise<FileMatch[][]> {
    const found: FileMatch[][] = [];
    while (found.length < queries.length) {
      const [first, ...others] = queries.slice(found.length);
      if (first === undefined) break;
      const { sourceLang, targetLang } = first;
      const other = others.findIndex((query) => query.sourceLang !== sourceLang || query.targetLang !== targetLang);
      const segments = [first, ...(other < 0 ? others : others.slice(0, other))];
      const results = await this.#match({ ...asked, sourceLang, targetLang, segments });
      for (const matches of results) found.push(matches.map(fileMatch));
    }
    return found;
  }
}

/** The counts of all files of a document together. */
export function totalOf({ files }: XliffAnalysis): FileAnalysis["bands"] {
  const total = emptyBands();
  for (const { bands } of files) {
    for (const band of BANDS) {
      total[band].segments += bands[band].segments;
      total[band].words += bands[band].words;
    }
  }
  return total;
}

/** What is the same of all look-ups for a file. */
type Asked = Pick<MatchRequest, "minScore" | "limit" | "memories">;

function memoriesOf({ memories }: XliffRequest): Pick<MatchRequest, "memories"> {
  return memories === undefined ? {} : { memories };
}

function languagesOf({ sourceLang, targetLang }: XliffRequest): Pick<XliffOrder, "sourceLang" | "targetLang"> {
  return { ...(sourceLang && { sourceLang }), ...(targetLang && { targetLang }) };
}

function fileMatch(match: Match): FileMatch {
  const { source, target, sourceLang, targetLang, score, kind, memory, unit, penalties } = match;
  const points = penalties.reduce((sum, penalty) => sum + penalty.points, 0);
  const isMachineMade = penalties.some(({ reason }) => reason === "machine");
  const similarity = Math.min(100, score + points);
  return { source, target, sourceLang, targetLang, score, similarity, kind, isMachineMade, memory, unit };
}

function plainName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

function madeFile(name: string, { file, format, counts, problems }: XliffOutcome): MadeXliff {
  const fileName = plainName(name);
  const contentType = format === "xliff1" ? "application/x-xliff+xml" : "application/xliff+xml";
  const notes = {
    ...(Object.keys(counts).length === 0 ? {} : { "Entente-Pretranslated": fieldOf(counts) }),
    ...(Object.keys(problems).length === 0 ? {} : { "Entente-Problems": fieldOf(problems) }),
  };
  return { content: file ?? new Uint8Array(), contentType, fileName, notes };
}

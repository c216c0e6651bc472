import { readFile } from "node:fs/promises";
import { parentPort, workerData } from "node:worker_threads";
import type { Finding, Severity } from "../finding.js";
import { annotateXliff } from "../formats/xliff-annotator.js";
import { readBilingual } from "../formats/bilingual.js";
import { FORMAT_HEAD_BYTES, formatOf } from "../formats/format.js";
import { MAX_JOB_PROBLEMS } from "../job.js";
import type { LanguageTag } from "../language.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import { summaryOf, withoutIgnored, type CheckedFile, type CheckedPair } from "../report/checked-file.js";
import { csvReport } from "../report/csv-report.js";
import { htmlReport } from "../report/html-report.js";
import { jsonReport } from "../report/json-report.js";
import { junitReport } from "../report/junit-report.js";
import { sarifReport } from "../report/sarif-report.js";
import { Store } from "../store/store.js";
import { searchTokens } from "./analysis.js";
import type { CheckChoices, UnitsDocument } from "./document-checker.js";
import { checkDocuments, type DocumentsOrder } from "./document-threads.js";
import { readChunks, readHead } from "./spool.js";
import { toldRefusal, type ToldRefusal } from "./thread-refusal.js";

/**
 * The thread that has a file or a memory checked and writes the report on it: a document of thousands of segments takes seconds,
 * and a translator's look-ups must not wait for them.
 */

/** What is written on a checked file. `xliff` is the file itself with a note for each finding. */
export type ReportKind = "json" | "html" | "csv" | "sarif" | "junit" | "xliff";

/** A bilingual file: its languages where it does not name them. */
export interface CheckedFileOrder {
  readonly kind: "file";
  readonly path: string;
  readonly name: string;
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
}

/** The units of a memory that have both languages. */
export interface CheckedMemoryOrder {
  readonly kind: "memory";
  /** The memory's id. */
  readonly name: string;
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
}

/** What the thread is given. */
export interface CheckOrder extends CheckChoices {
  readonly what: CheckedFileOrder | CheckedMemoryOrder;
  readonly report: ReportKind;
  /** The release, for reports that name their tool. */
  readonly version: string;
  /** The most threads that check; as many as there are cores where absent. */
  readonly threads?: number;
}

/** How much was checked and found, whatever the report shows: `findings` are those that nobody ignores. */
export interface CheckCounts {
  readonly segments: number;
  readonly bySeverity: Readonly<Record<Severity, number>>;
  /** Pairs that could not be read, or not wholly; the report names the first {@link MAX_PROBLEMS}. */
  readonly problems: number;
}

/** What the thread tells on the way: how many units or pairs have been looked at. */
export interface CheckProgress {
  readonly read: number;
}

/** What the thread answers: the report, or why there is none. */
export type CheckOutcome =
  { readonly report: string | Uint8Array; readonly counts: CheckCounts } | { readonly refusal: ToldRefusal };

/**
 * The most pairs of a file that is checked in one go. A report of more would be no one's to read, and they are held in
 * memory together, since checks look across a document.
 */
export const MAX_FILE_PAIRS = 200_000;

/** What is reported of what could not be read: as much as of an import. */
const MAX_PROBLEMS = MAX_JOB_PROBLEMS;

/**
 * Units of a memory checked as one document. A memory has no order that its users know, so that only the same source with
 * two translations is found across units, and that within so many; a million of them are held a part at a time.
 */
const UNITS_PER_DOCUMENT = 5_000;

/** Pairs in one pair of languages: a document by itself. */
interface Document {
  readonly sourceLang: LanguageTag;
  readonly targetLang: LanguageTag;
  readonly pairs: CheckedPair[];
  /** The first {@link MAX_PROBLEMS} of the file. */
  readonly problems: Problem[];
}

/** The documents of a file, and how many of its pairs could not be read or not wholly. */
async function documentsOf(file: CheckedFileOrder): Promise<{ documents: Document[]; problems: number }> {
  const documents: Document[] = [];
  const early: Problem[] = [];
  let pairs = 0;
  let problems = 0;
  const { path, name, sourceLang, targetLang } = file;
  const langs = { ...(sourceLang && { sourceLang }), ...(targetLang && { targetLang }) };
  for await (const event of readBilingual(readChunks(path), { name, ...langs })) {
    const document = documents.at(-1);
    switch (event.kind) {
      case "languages": {
        const { sourceLang, targetLang } = event;
        documents.push({ sourceLang, targetLang, pairs: [], problems: early.splice(0) });
        break;
      }
      case "problem":
        if (++problems <= MAX_PROBLEMS) (document?.problems ?? early).push(event.problem);
        break;
      case "pair":
        document?.pairs.push(event.pair);
        if (++pairs > MAX_FILE_PAIRS) throw tooManyPairs(event.pair);
    }
  }
  return { documents, problems };
}

function tooManyPairs({ line, column }: CheckedPair): Refusal {
  return new Refusal("too-large", `the file has more than ${MAX_FILE_PAIRS} segments; check it in parts`, {
    line,
    column,
  });
}

/** What was checked. `problems`: how many there are, where the files name only the first. */
interface CheckedFiles {
  readonly files: readonly CheckedFile[];
  readonly problems: number;
}

async function checkedFileOf(order: CheckOrder, file: CheckedFileOrder, store: Store): Promise<CheckedFiles> {
  const { documents, problems } = await documentsOf(file);
  const orders = documents.map(({ sourceLang, targetLang, pairs }) => {
    return { kind: "pairs", sourceLang, targetLang, pairs } as const;
  });
  const found = await checkDocuments({ ...checking(order, store), documents: orders });
  const files = documents.map((document, place) => ({
    ...factsOf(order),
    sourceLang: document.sourceLang,
    targetLang: document.targetLang,
    segments: document.pairs,
    findings: found[place]?.findings ?? [],
    problems: document.problems,
  }));
  return { files, problems };
}

/** The whole memory as one file; of its segments only those that a finding speaks of are kept. */
async function checkedMemoryOf(order: CheckOrder, memory: CheckedMemoryOrder, store: Store): Promise<CheckedFiles> {
  const { sourceLang, targetLang } = memory;
  const segments: CheckedPair[] = [];
  const findings: Finding[] = [];
  const documents = documentsOfMemory(memory, store);
  for (const found of await checkDocuments({ ...checking(order, store), documents })) {
    const first = segments.length;
    for (const finding of found.findings) findings.push(movedBy(finding, first));
    for (const [segment, pair] of found.spokenOf) segments[first + segment] = pair;
    segments.length = first + found.segments;
  }
  return { files: [{ ...factsOf(order), sourceLang, targetLang, segments, findings }], problems: 0 };
}

/** The units of a memory as they are now, by their numbers: whoever checks a document reads it. */
function documentsOfMemory({ name, sourceLang, targetLang }: CheckedMemoryOrder, store: Store): UnitsDocument[] {
  const numbers = store.unitNumbers(name);
  const documents: UnitsDocument[] = [];
  for (let before = 0, after = 0; before < numbers.length; before += UNITS_PER_DOCUMENT) {
    const units = Math.min(UNITS_PER_DOCUMENT, numbers.length - before);
    const to = numbers[before + units - 1] ?? after;
    documents.push({ kind: "units", sourceLang, targetLang, memory: name, after, to, units, before });
    after = to;
  }
  return documents;
}

function checking(choices: CheckOrder, store: Store): Omit<DocumentsOrder, "documents"> {
  const { database, glossaries, profile, explain, showIgnored, messages, threads } = choices;
  return {
    choices: { database, glossaries, profile, explain, showIgnored, messages },
    store,
    ...(threads !== undefined && { threads }),
    told: (read) => parentPort?.postMessage({ read } satisfies CheckProgress),
  };
}

function factsOf({ what, glossaries }: CheckOrder): Pick<CheckedFile, "name" | "checkedAt" | "glossaries"> {
  return { name: what.name, checkedAt: new Date().toISOString(), glossaries: glossaries.map(({ id }) => id) };
}

/** A finding of a part, with the segments counted from the first of the whole. */
function movedBy(finding: Finding, segments: number): Finding {
  const { segment, members } = finding;
  const moved = members?.map((member) => ({ ...member, segment: member.segment + segments }));
  return { ...finding, segment: segment + segments, ...(moved && { members: moved }) };
}

async function check(order: CheckOrder): Promise<CheckOutcome> {
  const store = Store.open({ path: order.database, tokensOf: searchTokens });
  try {
    const { what } = order;
    const { files, problems } =
      what.kind === "file" ? await checkedFileOf(order, what, store) : await checkedMemoryOf(order, what, store);
    const { segments, bySeverity } = summaryOf(withoutIgnored(files));
    return { report: await write(files, order), counts: { segments, bySeverity, problems } };
  } finally {
    store.close();
  }
}

async function write(files: readonly CheckedFile[], order: CheckOrder): Promise<string | Uint8Array> {
  const { messages, version, what } = order;
  switch (order.report) {
    case "json":
      return jsonReport(files);
    case "html":
      return htmlReport(files, { messages });
    case "csv":
      return csvReport(files);
    case "sarif":
      return sarifReport(files, { messages, version });
    case "junit":
      return junitReport(files);
    case "xliff": {
      const format = what.kind === "file" && formatOf(await readHead(what.path, FORMAT_HEAD_BYTES), what.name);
      if (what.kind === "memory" || (format !== "xliff1" && format !== "xliff2")) {
        throw new Refusal("unsupported", "only XLIFF can be given back annotated; ask for another report");
      }
      return annotateXliff(await readFile(what.path), numberedThroughout(files));
    }
  }
}

/** The findings of all stretches, with the segments counted from the file's first. */
function numberedThroughout(files: readonly CheckedFile[]): Finding[] {
  let before = 0;
  return files.flatMap(({ findings, segments }) => {
    const numbered = findings.map((finding) => movedBy(finding, before));
    before += segments.length;
    return numbered;
  });
}

async function run(order: CheckOrder): Promise<CheckOutcome> {
  try {
    return await check(order);
  } catch (error) {
    return { refusal: toldRefusal(error) };
  }
}

if (parentPort !== null) parentPort.postMessage(await run(workerData as CheckOrder));

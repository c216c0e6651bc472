import { readFile } from "node:fs/promises";
import type { Breaches } from "../breaches.js";
import type { Concept } from "../concept.js";
import type { ReadConcept } from "../formats/concept-event.js";
import { FORMAT_HEAD_BYTES } from "../formats/format.js";
import { glossaryFormat, readGlossaryFile } from "../formats/glossary-file.js";
import { conceptLoss, type GlossaryExportFormat } from "../formats/glossary-loss.js";
import type { GlossaryTableOptions } from "../formats/glossary-table-reader.js";
import { writeGlossaryCsv, writeOmegatGlossary, type PairLanguages } from "../formats/glossary-table-writer.js";
import { writeTbx } from "../formats/tbx-writer.js";
import { MAX_JOB_PROBLEMS } from "../job.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { LossCount, type LossReport } from "../loss.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import { readGlossary } from "../store/glossary-content.js";
import type { LoadedGlossary } from "../store/glossary-file.js";
import type { GlossaryFolder } from "../store/glossary-folder.js";
import { glossaryPieces } from "../store/glossary-text.js";
import { Slices } from "../store/slices.js";
import type { Export } from "./export.js";
import type { FileValidation } from "./file-validation.js";
import { GlossaryMerge, type MergeOutcome, type OnSameConcept } from "./glossary-merge.js";
import { readChunks, readHead, type Spool } from "./spool.js";

export interface GlossaryImportOptions extends GlossaryTableOptions {
  /** The file's name, which tells tables apart. */
  readonly name?: string;
  readonly onSame?: OnSameConcept;
  /** Whether only the report is wanted. */
  readonly dryRun?: boolean;
}

/** What became of the concepts of a file; every one read is counted once. */
export interface GlossaryImport extends Readonly<Record<MergeOutcome, number>> {
  readonly read: number;
  readonly dryRun: boolean;
  /** The first {@link MAX_JOB_PROBLEMS}. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** The rules that the file breaks; as of a job. */
  readonly breaches?: Breaches | null;
}

/** The most concepts that a glossary takes from a file: its own file is one that people read and that is held in memory. */
export const MAX_GLOSSARY_CONCEPTS = 100_000;

/** What a file says, read to its end: half a file must not become half a glossary. */
interface WholeFile {
  readonly concepts: readonly ReadConcept[];
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Entries that could not be read. */
  readonly lost: number;
}

export interface GlossaryExportOptions {
  /** The languages that a table of pairs goes between; the first two of the glossary where absent. */
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  /** Whether a table begins with the mark that Excel needs. */
  readonly byteOrderMark?: boolean;
  /** The release of Entente that the file names as its maker. */
  readonly toolVersion?: string;
}

const FILES: Readonly<Record<GlossaryExportFormat, { readonly contentType: string; readonly ending: string }>> = {
  tbx: { contentType: "application/x-tbx+xml", ending: "tbx" },
  tbx2: { contentType: "application/x-tbx+xml", ending: "tbx" },
  csv: { contentType: "text/csv", ending: "csv" },
  tsv: { contentType: "text/tab-separated-values", ending: "tsv" },
  json: { contentType: "application/json", ending: "json" },
};

/** Takes glossary files in and gives them out. */
export class GlossaryExchange {
  readonly #glossaries: GlossaryFolder;
  readonly #spool: Spool;
  readonly #validation: FileValidation;
  readonly #changed: () => void;

  /** `changed` is told when a glossary has changed. */
  constructor(parts: { glossaries: GlossaryFolder; spool: Spool; validation: FileValidation; changed: () => void }) {
    this.#glossaries = parts.glossaries;
    this.#spool = parts.spool;
    this.#validation = parts.validation;
    this.#changed = parts.changed;
  }

  /** Reads a TBX, CSV, TSV or glossary JSON file into a glossary, all of it in one write. */
  async import(
    glossary: string,
    body: AsyncIterable<Uint8Array>,
    { name, onSame = "merge", dryRun = false, ...options }: GlossaryImportOptions,
  ): Promise<GlossaryImport> {
    const path = await this.#spool.keep(body);
    try {
      const examined = this.#validation.examine(path, name);
      // A file that cannot be read is refused below, and whatever its examination says goes with it.
      examined.catch(() => undefined);
      const file = await wholeFile(path, name, options);
      const breaches = await examined;
      const told = await this.#glossaries.change(glossary, async (concepts) => {
        const { merge, counts } = await mergedWith(concepts, file, onSame);
        refuseTooMany(merge.concepts.length);
        const hasChanged = counts.added + counts.updated > 0;
        return { ...(dryRun || !hasChanged ? {} : { concepts: merge.concepts }), told: counts };
      });
      if (!dryRun) this.#changed();
      const { problems, problemCount, lost } = file;
      const read = file.concepts.length + lost;
      return { read, ...told, dryRun, problems, problemCount, ...(breaches === undefined ? {} : { breaches }) };
    } finally {
      await this.#spool.drop(path);
    }
  }

  /** A whole glossary as a file. */
  export(glossary: string, format: GlossaryExportFormat, options: GlossaryExportOptions = {}): Export {
    const loaded = this.#loaded(glossary);
    const { contentType, ending } = FILES[format];
    return { contentType, fileName: `${glossary}.${ending}`, chunks: textOf(loaded, format, options) };
  }

  /** What {@link export} would not hold. */
  loss(glossary: string, format: GlossaryExportFormat, options: GlossaryExportOptions = {}): LossReport {
    const { concepts } = this.#loaded(glossary);
    const languages = languagesOf(concepts, options);
    const count = new LossCount(format);
    for (const concept of concepts) count.add(concept.id, conceptLoss(concept, format, languages));
    return count.report();
  }

  #loaded(id: string): LoadedGlossary {
    const found = this.#glossaries.all().find((glossary) => glossary.id === id);
    if (found === undefined) throw new Refusal("not-found", `there is no glossary with the id ${JSON.stringify(id)}`);
    return found;
  }
}

/** A glossary's concepts with those of a file, taken in while others are answered. */
async function mergedWith(
  concepts: readonly Concept[],
  file: WholeFile,
  onSame: OnSameConcept,
): Promise<{ merge: GlossaryMerge; counts: Record<MergeOutcome, number> }> {
  const slices = new Slices();
  const merge = new GlossaryMerge(onSame);
  const counts: Record<MergeOutcome, number> = { added: 0, updated: 0, unchanged: 0, skipped: file.lost };
  for (const concept of concepts) {
    merge.know(concept);
    if (slices.isOver) await slices.next();
  }
  for (const concept of file.concepts) {
    counts[merge.take(concept)] += 1;
    if (slices.isOver) await slices.next();
  }
  return { merge, counts };
}

function textOf(
  glossary: LoadedGlossary,
  format: GlossaryExportFormat,
  options: GlossaryExportOptions,
): Iterable<string> {
  const { name, note, concepts } = glossary;
  const { byteOrderMark = false, toolVersion = "0" } = options;
  const titled = { name, ...(note === undefined ? {} : { note }) };
  switch (format) {
    case "tbx":
    case "tbx2":
      return writeTbx(concepts, { ...titled, version: format === "tbx" ? 3 : 2, toolVersion });
    case "csv":
      return writeGlossaryCsv(concepts, { byteOrderMark });
    case "tsv":
      return writeOmegatGlossary(concepts, { ...languagesOf(concepts, options), byteOrderMark });
    case "json":
      return glossaryPieces({ ...titled, concepts });
    default:
      throw new TypeError(`no such format: ${String(format satisfies never)}`);
  }
}

/** The languages asked for, else the first one that the glossary's terms are in and the next other one. */
function languagesOf(
  concepts: readonly Concept[],
  { sourceLang, targetLang }: Pick<GlossaryExportOptions, "sourceLang" | "targetLang">,
): PairLanguages {
  const there = new Set(concepts.flatMap(({ terms }) => terms.map(({ lang }) => primaryLanguage(lang))));
  const free = (taken: LanguageTag | undefined, or: string): LanguageTag =>
    ([...there].find((lang) => taken === undefined || lang !== primaryLanguage(taken)) ?? or) as LanguageTag;
  const source = sourceLang ?? free(targetLang, "en");
  return { sourceLang: source, targetLang: targetLang ?? free(source, "fr") };
}

async function wholeFile(path: string, name: string | undefined, options: GlossaryTableOptions): Promise<WholeFile> {
  const head = await readHead(path, FORMAT_HEAD_BYTES);
  if (/^(?:\xEF\xBB\xBF)?\s*\{/.test(Buffer.from(head).toString("latin1"))) {
    const { concepts } = readGlossary(await readFile(path));
    refuseTooMany(concepts.length);
    return { concepts, problems: [], problemCount: 0, lost: 0 };
  }
  const concepts: ReadConcept[] = [];
  const problems: Problem[] = [];
  let problemCount = 0;
  let lost = 0;
  for await (const event of readGlossaryFile(readChunks(path), glossaryFormat(head, name), options)) {
    if (event.kind === "concept") {
      concepts.push(event.concept);
      refuseTooMany(concepts.length);
    } else if (event.kind === "problem") {
      if (event.lost) lost += 1;
      if (++problemCount <= MAX_JOB_PROBLEMS) problems.push(event.problem);
    }
  }
  return { concepts, problems, problemCount, lost };
}

function refuseTooMany(count: number): void {
  if (count <= MAX_GLOSSARY_CONCEPTS) return;
  throw new Refusal("too-large", `a glossary holds at most ${MAX_GLOSSARY_CONCEPTS} concepts; divide the file`);
}

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { parentPort, Worker, workerData, type MessagePort } from "node:worker_threads";
import { Adapter } from "../adapt/adapt.js";
import { isCurrent, type Concept } from "../concept.js";
import { FORMAT_HEAD_BYTES, formatOf } from "../formats/format.js";
import type {
  FileMatch,
  FileTerm,
  Lookup,
  PretranslationOptions,
  PretranslationQuery,
} from "../formats/pretranslation.js";
import { countBreaches } from "../formats/validation/breach-count.js";
import { pretranslateXliff } from "../formats/xliff-pretranslator.js";
import { inOne, stripAll } from "../formats/xliff-strip.js";
import { Terminology, type GlossaryConcepts } from "../glossary/terminology.js";
import { primaryLanguage, type LanguageTag } from "../language.js";
import { Refusal } from "../refusal.js";
import { analyseXliff, type FileAnalysis } from "../formats/xliff-analysis.js";
import type { ExaminerMessage, ExaminerOrder } from "./examiner.js";
import { refusalOf, toldRefusal, type ToldRefusal } from "./thread-refusal.js";

/**
 * The thread that changes or counts an XLIFF file. Matches it asks of the thread that has the index, a batch at a time;
 * terms it recognises itself.
 */

/** A file smaller than this, in bytes, is examined on this thread: another one would hardly have begun by then. */
const LARGE_FILE = 1_048_576;

/** What the thread is given. */
export interface XliffOrder {
  readonly what: "pretranslate" | "strip" | "analyze";
  readonly path: string;
  readonly sourceLang?: LanguageTag;
  readonly targetLang?: LanguageTag;
  readonly options: PretranslationOptions;
  /** Where terms are wanted, the glossaries that have them; none else. */
  readonly glossaries: readonly GlossaryConcepts[];
}

/** What the thread says: that it wants matches, or how it ended. */
export type XliffMessage =
  | { readonly kind: "ask"; readonly number: number; readonly queries: readonly PretranslationQuery[] }
  | { readonly kind: "done"; readonly outcome: XliffOutcome }
  | { readonly kind: "refused"; readonly refusal: ToldRefusal };

/** What it is told: the matches of each query of a batch. */
export interface XliffAnswer {
  readonly number: number;
  readonly matches: readonly (readonly FileMatch[])[];
}

export interface XliffOutcome {
  /** The changed file. */
  readonly file?: Uint8Array;
  readonly analysis?: readonly FileAnalysis[];
  readonly format: "xliff1" | "xliff2";
  /** What was done, and what there was to tell, by name. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: Readonly<Record<string, number>>;
}

/** Asks for matches over a port. */
class Asking {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, (matches: XliffAnswer["matches"]) => void>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.on("message", ({ number, matches }: XliffAnswer) => {
      this.#waiting.get(number)?.(matches);
      this.#waiting.delete(number);
    });
  }

  matches(queries: readonly PretranslationQuery[]): Promise<XliffAnswer["matches"]> {
    if (queries.length === 0) return Promise.resolve([]);
    const number = ++this.#last;
    const answered = new Promise<XliffAnswer["matches"]>((resolve) => this.#waiting.set(number, resolve));
    this.#port.postMessage({ kind: "ask", number, queries } satisfies XliffMessage);
    return answered;
  }

  end(): void {
    this.#port.removeAllListeners("message");
  }
}

function lookupOf(asking: Asking, order: XliffOrder): Lookup {
  const terminology = Terminology.of(order.glossaries);
  return async (queries) => {
    const matches = await asking.matches(queries);
    return queries.map((query, i) => ({
      matches: order.what === "pretranslate" ? adapted(query, matches[i] ?? [], terminology) : (matches[i] ?? []),
      terms: order.options.terms === undefined ? [] : termsOf(terminology, query),
    }));
  };
}

/** The matches, those that are only like the query with their target put right where that can be done for certain. */
function adapted(
  { segment, sourceLang }: PretranslationQuery,
  matches: readonly FileMatch[],
  terms: Terminology,
): FileMatch[] {
  let adapter: Adapter | undefined;
  return matches.map((match) => {
    if (match.kind !== "fuzzy") return match;
    adapter ??= new Adapter(segment, sourceLang, terms);
    const target = adapter.adapt(match)?.target;
    return target === undefined ? match : { ...match, adapted: target };
  });
}

/** The terms of a source that have a term in the target language, each stretch of the text once. */
function termsOf(terminology: Terminology, { segment, sourceLang, targetLang }: PretranslationQuery): FileTerm[] {
  const found: FileTerm[] = [];
  let end = 0;
  for (const { start, end: next, text, glossary, concept } of terminology.recognize(segment, sourceLang)) {
    const translations = translationsOf(concept, targetLang);
    if (start < end || translations.length === 0) continue;
    end = next;
    const definition = concept.definition === undefined ? {} : { definition: concept.definition };
    found.push({ start, end, term: text, translations, ...definition, glossary });
  }
  return found;
}

/** The terms that a translation is to have, the preferred ones first. */
function translationsOf({ terms }: Concept, lang: LanguageTag): string[] {
  const own = terms.filter((term) => primaryLanguage(term.lang) === primaryLanguage(lang) && isCurrent(term.status));
  const preferred = own.filter(({ status }) => status === "preferred");
  return [...new Set([...preferred, ...own].map(({ text }) => text))];
}

async function work(order: XliffOrder, asking: Asking): Promise<XliffOutcome> {
  const file = await readFile(order.path);
  const format = formatOf(file.subarray(0, FORMAT_HEAD_BYTES));
  if (format !== "xliff1" && format !== "xliff2") {
    throw new Refusal("unsupported", "this is no XLIFF file; give one of version 1 or 2", { line: 1, column: 1 });
  }
  if (order.what === "strip") return { file: await stripAll(file), format, counts: {}, problems: {} };
  const outcome = changed(file, format, order, asking);
  // A file that cannot be changed is refused for what its examination says, where that refuses it too.
  outcome.catch(() => undefined);
  const breaches = await breachesOf(file, order.path);
  const { problems, ...done } = await outcome;
  return { ...done, problems: { ...breaches, ...problems } };
}

/** The rules that the file breaks, by name. A large file is examined on another thread while this one changes it. */
async function breachesOf(file: Uint8Array, path: string): Promise<Readonly<Record<string, number>>> {
  if (file.length < LARGE_FILE) return (await countBreaches(inOne(file))).byRule;
  const order: ExaminerOrder = { path, upTo: Infinity };
  const thread = new Worker(new URL("./examiner.js", import.meta.url), { workerData: order });
  const [message] = (await once(thread, "message")) as [ExaminerMessage];
  if ("refusal" in message) throw refusalOf(message.refusal);
  return message.breaches?.byRule ?? {};
}

async function changed(
  file: Uint8Array,
  format: XliffOutcome["format"],
  order: XliffOrder,
  asking: Asking,
): Promise<XliffOutcome> {
  const { sourceLang, targetLang } = order;
  const languages = { ...(sourceLang && { sourceLang }), ...(targetLang && { targetLang }) };
  const lookup = lookupOf(asking, order);
  if (order.what === "analyze") {
    const { files, problems } = await analyseXliff(file, lookup, languages);
    return { analysis: files, format, counts: {}, problems };
  }
  const made = await pretranslateXliff(file, lookup, { ...languages, ...order.options });
  const { problems, ...counts } = made.counts;
  return { file: made.file, format, counts, problems };
}

async function run(order: XliffOrder, port: MessagePort): Promise<void> {
  const asking = new Asking(port);
  const tell = (message: XliffMessage): void => port.postMessage(message);
  try {
    tell({ kind: "done", outcome: await work(order, asking) });
  } catch (error) {
    tell({ kind: "refused", refusal: toldRefusal(error) });
  } finally {
    asking.end();
  }
}

if (parentPort !== null) await run(workerData as XliffOrder, parentPort);

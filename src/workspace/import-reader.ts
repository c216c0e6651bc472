import { parentPort, workerData } from "node:worker_threads";
import { PartBuilder } from "../memory/part-builder.js";
import { Refusal, type RefusalCode } from "../refusal.js";
import type { Segment } from "../segment.js";
import type { Token } from "../text/tokens.js";
import type { UnitContent } from "../unit.js";
import { tokensAndWords } from "./analysis.js";
import { importBatches, type ImportBatch, type ImportSource } from "./import-batches.js";

/**
 * The thread that reads a file for the one that writes it: it parses, tokenises and prepares units, and when it is told where
 * they were written it makes parts of the index of them. Each text is tokenised once, for concordance and index alike.
 */

/** What the thread is given. */
export interface ReaderOrder extends ImportSource {
  /** The id of the memory. */
  readonly memory: string;
  /** Whether parts of the index are to be made; not of what will never be seen. */
  readonly makesParts: boolean;
}

/** What it says. */
export type ReaderMessage =
  | { readonly kind: "batch"; readonly batch: ImportBatch }
  | { readonly kind: "end"; readonly parts: readonly SharedArrayBuffer[] }
  | {
      readonly kind: "refused";
      readonly code: RefusalCode;
      readonly reason: string;
      readonly detail: Refusal["detail"];
    };

/** What it is told of each batch: the number of each unit and that of its version, 0 where none was written. */
export type WrittenNumbers = Float64Array;

/** Batches that may wait to be written: so many that neither thread waits for the other's slow moments. */
const BATCHES_AHEAD = 3;

/** Units to a part: more would take too much memory while they wait. */
const UNITS_PER_PART = 100_000;

/** So few units need no part; they are taken up one by one. */
const FEW_UNITS = 2_000;

/** Units of a batch that waits to be written, with the tokens of their segments. */
interface Waiting {
  readonly contents: readonly UnitContent[];
  readonly tokens: ReadonlyMap<Segment, readonly Token[]>;
}

class Reader {
  readonly #order: ReaderOrder;
  readonly #send: (message: ReaderMessage) => void;
  /** Of the batch being read. */
  #tokens = new Map<Segment, readonly Token[]>();
  /** In the order of the batches. */
  readonly #waiting: Waiting[] = [];
  #wake: () => void = () => undefined;
  #builder = new PartBuilder();
  #written = 0;
  readonly #parts: SharedArrayBuffer[] = [];

  constructor(order: ReaderOrder, send: (message: ReaderMessage) => void) {
    this.#order = order;
    this.#send = send;
  }

  async run(): Promise<void> {
    const batches = importBatches(this.#order, (segment, lang) => {
      const { tokens, words } = tokensAndWords(segment, lang);
      if (this.#order.makesParts) this.#tokens.set(segment, tokens);
      return words;
    });
    for await (const { batch, contents } of batches) {
      this.#waiting.push({ contents, tokens: this.#tokens });
      this.#tokens = new Map();
      this.#send({ kind: "batch", batch });
      await this.#until(BATCHES_AHEAD);
    }
    await this.#until(0);
    if (this.#written > FEW_UNITS) this.#endPart();
    this.#send({ kind: "end", parts: this.#parts });
  }

  /** The numbers of the first batch that waits. */
  written(numbers: WrittenNumbers): void {
    const { contents, tokens } = this.#waiting.shift() ?? {
      contents: [],
      tokens: new Map<Segment, readonly Token[]>(),
    };
    for (const [i, content] of contents.entries()) {
      const version = numbers[2 * i + 1]!;
      if (version === 0 || !this.#order.makesParts) continue;
      const unit = { ...content, id: String(numbers[2 * i]), memory: this.#order.memory, revision: 1 };
      this.#builder.add(unit, version, ({ segment }) => tokens.get(segment));
      this.#written += 1;
    }
    if (this.#builder.size >= UNITS_PER_PART) this.#endPart();
    this.#wake();
  }

  #endPart(): void {
    if (this.#builder.size > 0) this.#parts.push(this.#builder.build().buffer);
    this.#builder = new PartBuilder();
  }

  async #until(waiting: number): Promise<void> {
    while (this.#waiting.length > waiting) await new Promise<void>((resolve) => (this.#wake = resolve));
  }
}

const port = parentPort;
if (port !== null) {
  const reader = new Reader(workerData as ReaderOrder, (message) => port.postMessage(message));
  port.on("message", (numbers: WrittenNumbers) => reader.written(numbers));
  try {
    await reader.run();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message: reason, detail } = error;
    const { line, column, path } = detail;
    const place = {
      ...(line !== undefined && { line }),
      ...(column !== undefined && { column }),
      ...(path !== undefined && { path }),
    };
    port.postMessage({ kind: "refused", code, reason, detail: place } satisfies ReaderMessage);
  }
  port.close();
}

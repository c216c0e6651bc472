import type { PretranslationOptions, PretranslationProblem } from "./pretranslation.js";
import type { SplicedFile } from "./splice.js";

/** A file that matches are put into, and what has been done so far. */
export class InsertionPage {
  readonly options: PretranslationOptions;
  matched = 0;
  filled = 0;
  terms = 0;
  readonly #file: SplicedFile;
  readonly #problems = new Map<PretranslationProblem, number>();

  constructor(file: SplicedFile, options: PretranslationOptions) {
    this.#file = file;
    this.options = options;
  }

  /** The decoded file. */
  get text(): string {
    return this.#file.text;
  }

  get problems(): Partial<Record<PretranslationProblem, number>> {
    return Object.fromEntries(this.#problems);
  }

  /** How a text that is put in will be read back: what it is known again by. */
  asWritten(text: string): string {
    return this.#file.asWritten(text);
  }

  note(problem: PretranslationProblem, count = 1): void {
    if (count > 0) this.#problems.set(problem, (this.#problems.get(problem) ?? 0) + count);
  }
}

import type { PretranslationOptions, PretranslationProblem } from "./pretranslation.js";
import type { SplicedFile } from "./splice.js";

/** An element that holds units or segments, and says in what language all within it is. */
const LANGUAGE_AROUND = /<(?:[\w.-]+:)?(?:xliff|file|group|unit|segment)\s[^>]*?\bxml:lang\s*=/;

/** A file that matches are put into, and what has been done so far. */
export class InsertionPage {
  readonly options: PretranslationOptions;
  matched = 0;
  filled = 0;
  terms = 0;
  readonly #file: SplicedFile;
  readonly #problems = new Map<PretranslationProblem, number>();
  #saysLanguageAround: boolean | undefined;

  constructor(file: SplicedFile, options: PretranslationOptions) {
    this.#file = file;
    this.options = options;
  }

  /** The decoded file. */
  get text(): string {
    return this.#file.text;
  }

  /** Whether some element around segments may say in what language all within it is. */
  get saysLanguageAround(): boolean {
    return (this.#saysLanguageAround ??= LANGUAGE_AROUND.test(this.text));
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

import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import type { Concept } from "../concept.js";
import type { Problem } from "../problem.js";
import { Refusal } from "../refusal.js";
import { errorCode } from "./error-code.js";
import { VERSION_LENGTH, type GlossaryFault, type LoadedGlossary } from "./glossary-file.js";

/** What a file of another format says as a glossary, with what of it could not be read. */
export interface FollowedContent {
  readonly name?: string;
  readonly note?: string;
  readonly concepts: readonly Concept[];
  readonly problems: readonly Problem[];
}

/** Reads a file of another format. Refuses what cannot be read, with line and column. */
export type ReadFollowed = (path: string, name: string) => Promise<FollowedContent>;

/** The most faults of one file that are told; its last good content is served all the same. */
const MAX_FAULTS = 20;

/** A glossary in a file that others make (TBX, CSV, TSV): followed, and never written. Its id is the file's whole name. */
export class FollowedGlossary {
  readonly name: string;
  readonly #path: string;
  readonly #read: ReadFollowed;
  #stamp: string | undefined;
  #kept: LoadedGlossary | undefined;
  #faults: readonly GlossaryFault[] = [];

  constructor(name: string, path: string, read: ReadFollowed) {
    this.name = name;
    this.#path = path;
    this.#read = read;
  }

  /** The last good content; `undefined` where there never was any. */
  get glossary(): LoadedGlossary | undefined {
    return this.#kept;
  }

  get faults(): readonly GlossaryFault[] {
    return this.#faults;
  }

  /** Reads the file again where its size or time is another. Whether it did. */
  async refresh(): Promise<boolean> {
    try {
      const { size, mtimeNs, mtime } = await stat(this.#path, { bigint: true });
      const stamp = `${size}:${mtimeNs}`;
      if (stamp === this.#stamp) return false;
      this.#stamp = stamp;
      const { problems, concepts, name = this.name, note } = await this.#read(this.#path, this.name);
      const version = createHash("sha256")
        .update(await readFile(this.#path))
        .digest("hex")
        .slice(0, VERSION_LENGTH);
      const modified = mtime.toISOString();
      const titled = { name, ...(note === undefined ? {} : { note }) };
      this.#kept = { id: this.name, ...titled, readOnly: true, concepts, modified, version };
      this.#faults = problems
        .slice(0, MAX_FAULTS)
        .map(({ line, column, reason }) => this.#fault(reason, { line, column }));
    } catch (error) {
      if (error instanceof Refusal) this.#faults = [this.#fault(error.message, error.detail)];
      else if (errorCode(error) === undefined) throw error;
      else {
        // Gone again, or not to be read by us: it is tried again at the next look.
        this.#stamp = undefined;
        this.#faults = [this.#fault(`the system does not give it (${errorCode(error) ?? ""})`, {})];
      }
    }
    return true;
  }

  #fault(reason: string, { line, column }: { readonly line?: number; readonly column?: number }): GlossaryFault {
    const place = { ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
    return { file: this.name, ...place, reason };
  }
}

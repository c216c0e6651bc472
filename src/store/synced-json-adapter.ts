import { createHash } from "node:crypto";
import { open, readFile, rename, rm, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Adapter } from "lowdb";
import { Refusal } from "../refusal.js";
import { errorCode } from "./error-code.js";

/** How content becomes the text of a file and back. `parse` refuses with the line and column. */
export interface Layout<Content> {
  readonly parse: (bytes: Uint8Array) => Content;
  readonly text: (content: Content) => string;
}

/** A file as it was when we last read or wrote it. */
interface Known {
  /** Size, time and number of the file: the same, and nobody has touched it. */
  readonly stamp: string;
  readonly digest: string;
}

/**
 * Keeps the content of a lowdb database in a file that people edit too. A write is whole and on the disk when it
 * resolves: a temporary file is written and synced, renamed over the old one, and the folder is synced. What was
 * written by somebody else since we last looked is never overwritten.
 */
export class SyncedJsonAdapter<Content> implements Adapter<Content> {
  readonly #path: string;
  /** Its path from the home, for messages. */
  readonly #name: string;
  readonly #layout: Layout<Content>;
  /** `undefined` where there was no file. */
  #known: Known | undefined;

  constructor(path: string, name: string, layout: Layout<Content>) {
    this.#path = path;
    this.#name = name;
    this.#layout = layout;
  }

  /** The file's content, `null` where there is no file. What cannot be read is known all the same: it stays as it is. */
  async read(): Promise<Content | null> {
    const stamp = await this.#stamp();
    const bytes = stamp === undefined ? undefined : await readIfThere(this.#path);
    if (stamp === undefined || bytes === undefined) {
      this.#known = undefined;
      return null;
    }
    this.#known = { stamp, digest: digestOf(bytes) };
    return this.#layout.parse(bytes);
  }

  /** Refuses with `conflict` where the file was changed outside; the content then lies beside it as `.conflict`. */
  async write(content: Content): Promise<void> {
    const text = this.#layout.text(content);
    try {
      if (await this.#differs()) {
        await replace(`${this.#path}.conflict`, text);
        throw this.#conflict(`; what was to be written was kept as ${this.#name}.conflict`);
      }
      await replace(this.#path, text);
      const stamp = await this.#stamp();
      // Removed or replaced in this very moment: the next look at it will find another digest.
      this.#known = { stamp: stamp ?? "", digest: digestOf(text) };
    } catch (error) {
      throw isDiskFull(error) ? diskFull(this.#name, error) : error;
    }
  }

  /** Removes the file. Refuses with `conflict` where it was changed outside. */
  async remove(): Promise<void> {
    if (await this.#differs()) throw this.#conflict("");
    await unlink(this.#path);
    await syncFolder(dirname(this.#path));
    this.#known = undefined;
  }

  /** Whether somebody else has changed, made or removed the file since it was read or written here. */
  async isChanged(): Promise<boolean> {
    const stamp = await this.#stamp();
    if (stamp === this.#known?.stamp) return false;
    return this.#differs();
  }

  /** By its digest: before a file is overwritten, its size and time are not enough. */
  async #differs(): Promise<boolean> {
    const stamp = await this.#stamp();
    const bytes = await readIfThere(this.#path);
    const differs = (bytes === undefined ? undefined : digestOf(bytes)) !== this.#known?.digest;
    if (!differs && stamp !== undefined && this.#known !== undefined) this.#known = { ...this.#known, stamp };
    return differs;
  }

  async #stamp(): Promise<string | undefined> {
    try {
      const { size, mtimeNs, ino } = await stat(this.#path, { bigint: true });
      return `${size}:${mtimeNs}:${ino}`;
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw error;
    }
  }

  #conflict(kept: string): Refusal {
    const reason = `${this.#name} was changed by somebody else since it was read${kept}; look at it and try again`;
    return new Refusal("conflict", reason, { file: this.#name });
  }
}

/** The name that a file has while it is being written: hidden, so that nobody takes it for a whole one. */
export function temporaryPath(path: string): string {
  return join(dirname(path), `.${basename(path)}.tmp`);
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = temporaryPath(path);
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(text, "utf8");
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** A rename is on the disk once the folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}

function digestOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function isDiskFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(errorCode(error) ?? "");
}

function diskFull(name: string, cause: unknown): Refusal {
  return new Refusal("storage-full", `the disk took no more: ${name} is as it was; make room and try again`, { cause });
}

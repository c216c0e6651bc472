import { createHash } from "node:crypto";
import type { BigIntStats } from "node:fs";
import { lstat, open, readFile, rename, rm, stat, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Adapter } from "lowdb";
import { Refusal } from "../refusal.js";
import { errorCode } from "./error-code.js";

/** How content becomes the text of a file, in slices where it is large, and back. `parse` refuses with the line and column. */
export interface Layout<Content> {
  readonly parse: (bytes: Uint8Array) => Content;
  readonly text: (content: Content) => string | Promise<string>;
}

/** A file as it was when we last read or wrote it. */
export interface Known {
  /** Size, time and number of the file: the same, and nobody has touched it. */
  readonly stamp: string;
  readonly digest: string;
  readonly modifiedAt: Date;
}

/** What a file that was there and could not be read is known as: whatever is found in its place is a change. */
const UNREAD: Known = { stamp: "", digest: "", modifiedAt: new Date(0) };

/** What is told of one file that the system does not give, by the error's code: what is wrong, what would be right. */
const UNREADABLE: Readonly<Record<string, string>> = {
  EACCES: "may not be read by the user that Entente runs as; give that user the right to read it",
  EPERM: "may not be read by the user that Entente runs as; give that user the right to read it",
  EISDIR: "is a folder; move it away or rename it, for a file is to stand there",
  ELOOP: "is a link that leads back to itself; remove it or have it lead to a file",
  EIO: "could not be read from the disk; look at the disk, or put the file back from a copy",
  ERR_FS_FILE_TOO_LARGE: "is too large to be read; divide it",
};
const NO_FILE = "is neither a file nor a link to one; move it away or rename it";
const BROKEN_LINK = "is a link to a file that is not there; remove it or have it lead to a file";

/**
 * Keeps the content of a lowdb database in a file that people edit too. A write is whole and on the disk when it
 * resolves: a temporary file is written and synced, renamed over the old one, and the folder is synced. What was
 * written by somebody else since we last looked is never overwritten. What stands there and cannot be read as a file (a
 * folder, a file of somebody else's) is refused with `conflict`, and the reason says what would be right.
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

  /** The file as it was last read or written; `undefined` where there was none. */
  get known(): Known | undefined {
    return this.#known;
  }

  /** The file's content, `null` where there is no file. What cannot be read is known all the same: it stays as it is. */
  async read(): Promise<Content | null> {
    this.#known = UNREAD;
    const state = await this.#state();
    const bytes = state && (await this.#bytes());
    if (state === undefined || bytes === undefined) {
      this.#known = undefined;
      return null;
    }
    this.#known = { ...state, digest: digestOf(bytes) };
    return this.#layout.parse(bytes);
  }

  /** Refuses with `conflict` where the file was changed outside; the content then lies beside it as `.conflict`. */
  async write(content: Content): Promise<void> {
    const text = await this.#layout.text(content);
    try {
      if (await this.#differs()) {
        await replace(`${this.#path}.conflict`, text);
        throw this.#conflict(`; what was to be written was kept as ${this.#name}.conflict`);
      }
      await replace(this.#path, text);
      // Removed or replaced in this very moment: the next look at it will find another digest.
      const state = (await this.#state()) ?? { stamp: "", modifiedAt: new Date() };
      this.#known = { ...state, digest: digestOf(text) };
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

  /**
   * Whether somebody else has changed, made or removed the file since it was read or written here. One that cannot be
   * read counts as changed: reading it says why.
   */
  async isChanged(): Promise<boolean> {
    try {
      const state = await this.#state();
      return state?.stamp !== this.#known?.stamp && (await this.#differs());
    } catch (error) {
      if (error instanceof Refusal) return true;
      throw error;
    }
  }

  /** By its digest: before a file is overwritten, its size and time are not enough. */
  async #differs(): Promise<boolean> {
    const state = await this.#state();
    const bytes = state && (await this.#bytes());
    const differs = (bytes && digestOf(bytes)) !== this.#known?.digest;
    if (!differs && state !== undefined && this.#known !== undefined) this.#known = { ...this.#known, ...state };
    return differs;
  }

  /** Only of a file: reading from a pipe that somebody has put in its place would never end. */
  async #state(): Promise<Pick<Known, "stamp" | "modifiedAt"> | undefined> {
    const stats = await this.#stats();
    if (stats === undefined) return undefined;
    if (stats.isDirectory()) throw this.#unreadable("EISDIR");
    if (!stats.isFile()) throw this.#refusal(NO_FILE);
    return { stamp: `${stats.size}:${stats.mtimeNs}:${stats.ino}`, modifiedAt: stats.mtime };
  }

  async #stats(): Promise<BigIntStats | undefined> {
    try {
      return await stat(this.#path, { bigint: true });
    } catch (error) {
      if (errorCode(error) !== "ENOENT") throw this.#unreadable(errorCode(error), error);
      if (await isLink(this.#path)) throw this.#refusal(BROKEN_LINK, error);
      return undefined;
    }
  }

  /** `undefined` where the file has gone since it was looked at. */
  async #bytes(): Promise<Buffer | undefined> {
    try {
      return await readFile(this.#path);
    } catch (error) {
      if (errorCode(error) === "ENOENT") return undefined;
      throw this.#unreadable(errorCode(error), error);
    }
  }

  /** A refusal where the error is one of the file's own, the error itself where it is not. */
  #unreadable(code: string | undefined, error?: unknown): unknown {
    const reason = code === undefined ? undefined : UNREADABLE[code];
    return reason === undefined ? error : this.#refusal(reason, error);
  }

  #refusal(reason: string, cause?: unknown): Refusal {
    return new Refusal("conflict", `${this.#name} ${reason}`, { file: this.#name, cause });
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

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
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

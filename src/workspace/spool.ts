import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream, existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Refusal } from "../refusal.js";

/**
 * Files handed in, kept whole on disk until their job is done, so that a job never depends on a connection; and files that
 * jobs have made, until they are fetched.
 */
export class Spool {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Removes what earlier processes left and no job names. */
  clear(named: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) {
      if (!named.has(name)) rmSync(join(this.#folder, name), { force: true });
    }
  }

  /** The name of a spooled file, by which jobs keep it: the home may have moved when it is asked for again. */
  nameOf(path: string): string {
    return basename(path);
  }

  pathOf(name: string): string {
    return join(this.#folder, basename(name));
  }

  holds(name: string): boolean {
    return existsSync(this.pathOf(name));
  }

  /** In bytes. */
  sizeOf(path: string): number {
    return statSync(path).size;
  }

  /** Writes a body to the end and syncs it; a body that breaks off leaves nothing. Returns the spooled file's path. */
  async keep(body: AsyncIterable<Uint8Array>): Promise<string> {
    const path = join(this.#folder, randomUUID());
    try {
      await pipeline(Readable.from(body, { objectMode: false }), createWriteStream(path, { flags: "wx" }));
      await syncPath(path);
      await syncPath(this.#folder);
    } catch (error) {
      await rm(path, { force: true });
      if (isDiskFull(error)) {
        throw new Refusal("storage-full", "the disk is full: the file was not taken", { cause: error });
      }
      throw error;
    }
    return path;
  }

  async drop(path: string): Promise<void> {
    await rm(join(this.#folder, basename(path)), { force: true });
  }
}

/** The bytes of a spooled or followed file, in chunks. */
export function readChunks(path: string): AsyncIterable<Uint8Array> {
  return createReadStream(path, { highWaterMark: 65_536 }) as AsyncIterable<Uint8Array>;
}

/** The first bytes of a file, at most `length` of them. */
export async function readHead(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isDiskFull(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && ["ENOSPC", "EDQUOT"].includes(String(error.code))
  );
}

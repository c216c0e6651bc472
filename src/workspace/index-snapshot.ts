import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";

/**
 * The parts of the index as files, so that a start reads them and does not make them anew. A manifest names those that
 * count; it is renamed into its place when all that it names is on the disk, and every other file is a leftover.
 *
 * The files only save work. What they hold is compared with the database at each start, and the manifest bears a mark
 * that the database knows: beside another database, or one brought back from a backup, the same numbers of versions may
 * mean other texts, so that a snapshot with a mark that is not known counts for nothing.
 */

/** A part of the index under the name of its file. */
export interface NamedPart {
  readonly name: string;
  readonly buffer: SharedArrayBuffer;
}

/** What a start finds. `faults` says why what was kept cannot be used, in whole or in part. */
export interface FoundSnapshot {
  readonly mark?: string;
  readonly parts: readonly NamedPart[];
  readonly faults: readonly string[];
}

interface Manifest {
  readonly format: number;
  readonly mark: string;
  readonly parts: readonly { readonly name: string; readonly bytes: number; readonly checksum: number }[];
}

/** The manifest's own layout; that of a part is the part's matter. */
const FORMAT = 1;

const MANIFEST = "manifest.json";

/** Bytes written in one go: enough to keep a disk busy, and soon at an end when the service is to stop. */
const BYTES_PER_WRITE = 8 * 1024 * 1024;

/** A name for a new part: nobody else's, so that a file is written once and never changed. */
export function newPartName(): string {
  return `${randomUUID()}.part`;
}

export class IndexSnapshot {
  readonly #folder: string;
  readonly #checksumOf: (buffer: SharedArrayBuffer) => number;

  /** `checksumOf` tells the checksum that a part says it has, without working it out. */
  constructor(folder: string, checksumOf: (buffer: SharedArrayBuffer) => number) {
    this.#folder = folder;
    this.#checksumOf = checksumOf;
  }

  /** Reads what the manifest names. A file that is missing or is not the one named is a fault; the others are read. */
  async read(): Promise<FoundSnapshot> {
    const manifest = await this.#manifest();
    if (manifest === undefined) return { parts: [], faults: [] };
    if (typeof manifest === "string") return { parts: [], faults: [manifest] };
    const read = await Promise.all(manifest.parts.map((part) => this.#readPart(part)));
    return {
      mark: manifest.mark,
      parts: read.filter((part) => typeof part !== "string"),
      faults: read.filter((part) => typeof part === "string"),
    };
  }

  async #readPart(kept: Manifest["parts"][number]): Promise<NamedPart | string> {
    const { name, bytes, checksum } = kept;
    try {
      const handle = await open(join(this.#folder, name), "r");
      try {
        const { size } = await handle.stat();
        if (size !== bytes) return `${name} has ${size} bytes where ${bytes} were written`;
        const buffer = new SharedArrayBuffer(bytes);
        await readWhole(handle, new Uint8Array(buffer));
        const found = this.#checksumOf(buffer);
        return found === checksum ? { name, buffer } : `${name} is another file than the one that was written`;
      } finally {
        await handle.close();
      }
    } catch (error) {
      return `${name} could not be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** `undefined` where there is none, a text where it is not to be understood. */
  async #manifest(): Promise<Manifest | string | undefined> {
    let text: string;
    try {
      text = await readFile(join(this.#folder, MANIFEST), "utf8");
    } catch {
      return undefined;
    }
    try {
      const manifest: unknown = JSON.parse(text);
      return isManifest(manifest) ? manifest : `${MANIFEST} is of another release`;
    } catch {
      return `${MANIFEST} is damaged`;
    }
  }

  /** Writes a part to the disk, where its file is not there yet. Nothing counts on it before a manifest names it. */
  async keepPart({ name, buffer }: NamedPart, signal: AbortSignal): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    if ((await readdir(this.#folder)).includes(name)) return;
    await this.#write(name, new Uint8Array(buffer), signal);
  }

  /** Has the manifest name these parts, whose files are there, and no others. */
  async keepManifest(parts: readonly NamedPart[], mark: string, signal: AbortSignal): Promise<void> {
    const manifest: Manifest = {
      format: FORMAT,
      mark,
      parts: parts.map(({ name, buffer }) => ({ name, bytes: buffer.byteLength, checksum: this.#checksumOf(buffer) })),
    };
    await this.#write(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), signal);
  }

  /** Removes all files but the manifest and the parts named. */
  async tidy(names: ReadonlySet<string>): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const name of await readdir(this.#folder)) {
      if (name !== MANIFEST && !names.has(name)) await rm(join(this.#folder, name), { force: true, recursive: true });
    }
  }

  /** Writes a file of that name whole, or none: beside it, synced, renamed into its place. */
  async #write(name: string, bytes: Uint8Array, signal: AbortSignal): Promise<void> {
    const temporary = join(this.#folder, `${name}.tmp`);
    try {
      const handle = await open(temporary, "w");
      try {
        for (let from = 0; from < bytes.length;) {
          signal.throwIfAborted();
          from += (await handle.write(bytes, from, Math.min(BYTES_PER_WRITE, bytes.length - from))).bytesWritten;
        }
        signal.throwIfAborted();
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, join(this.#folder, name));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await syncFolder(this.#folder);
  }
}

async function readWhole(handle: FileHandle, into: Uint8Array): Promise<void> {
  for (let from = 0; from < into.length;) {
    const { bytesRead } = await handle.read(into, from, into.length - from, from);
    if (bytesRead === 0) throw new Error("it is shorter than it was a moment ago");
    from += bytesRead;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== "object" || value === null || !("format" in value) || value.format !== FORMAT) return false;
  if (!("mark" in value) || typeof value.mark !== "string" || !("parts" in value)) return false;
  return Array.isArray(value.parts) && value.parts.every(isKeptPart);
}

function isKeptPart(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const { name, bytes, checksum } = value as Record<string, unknown>;
  // A name with a slash would lead out of the folder.
  return (
    typeof name === "string" && /^[\w-]+\.part$/.test(name) && Number.isSafeInteger(bytes) && Number.isInteger(checksum)
  );
}

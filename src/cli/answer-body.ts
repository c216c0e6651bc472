import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Unreachable } from "./client.js";

/** What an answer holds, on its way to where the user wants it: never whole in memory, never half in a file. */

/** The answer's bytes as they come. A stream that breaks off is an error: half a file must not pass for one. */
export async function* bytesOf(answer: Response): AsyncGenerator<Uint8Array> {
  if (answer.body === null) return;
  try {
    yield* answer.body as unknown as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw new Unreachable(`the server broke off in the middle of the file: ${String(error)}`);
  }
}

/** Writes beside the file, syncs, and takes its name at the end; the bytes written. */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<Uint8Array | string> | Iterable<string>,
): Promise<number> {
  const part = `${path}.part`;
  try {
    const file = createWriteStream(part);
    await pipeline(Readable.from(chunks), file);
    const handle = await open(part, "r");
    await handle.sync();
    await handle.close();
    await rename(part, path);
    return file.bytesWritten;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
